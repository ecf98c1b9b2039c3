"""European Learning Model 3.2 as JSON-LD: descriptions of achievements, and credentials.

`describe` writes an achievement as `LearningAchievementSpecification` or
`Qualification`, complete, in all its languages and with no personal data;
`description_bytes` is the exact form that a credential pins by digest;
`described` gives the achievement back, `read_description` also what it could not take.
`write_credential` writes an award as a European Digital Credential, with that description
inside. What stands where are two tables, `table.TABLE` and `table.AWARD_TABLE`. Shapes: EDC
application profile 1.2.0, edc-generic-full.
"""

from tesela.formats.elm.credential import CertifiedOrganisation, write_credential
from tesela.formats.elm.describe import describe, description_bytes
from tesela.formats.elm.read import Loss, described, read_description
from tesela.formats.elm.read_credential import (
    Reading,
    displayed_title,
    is_european_credential,
    issuer_name,
    read_credential,
    read_words,
)
from tesela.formats.elm.recognise import Hint
from tesela.formats.elm.stated import place_in_description, stated
from tesela.formats.elm.table import AWARD_TABLE, CONTEXTS, TABLE, carried

__all__ = [
    "AWARD_TABLE",
    "CONTEXTS",
    "TABLE",
    "CertifiedOrganisation",
    "Hint",
    "Loss",
    "Reading",
    "carried",
    "describe",
    "described",
    "description_bytes",
    "displayed_title",
    "is_european_credential",
    "issuer_name",
    "place_in_description",
    "read_credential",
    "read_description",
    "read_words",
    "stated",
    "write_credential",
]
