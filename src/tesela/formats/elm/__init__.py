"""European Learning Model 3.2 as JSON-LD: the public description of an achievement.

`describe` writes an achievement as `LearningAchievementSpecification` or
`Qualification`, complete, in all its languages and with no personal data;
`description_bytes` is the exact form that a credential pins by digest;
`read_description` gives the achievement back. What stands where is one table,
`table.TABLE`. Shapes: EDC application profile 1.2.0, edc-generic-full.
"""

from tesela.formats.elm.describe import describe, description_bytes
from tesela.formats.elm.read import Loss, read_description
from tesela.formats.elm.table import CONTEXTS, TABLE

__all__ = ["CONTEXTS", "TABLE", "Loss", "describe", "description_bytes", "read_description"]
