"""Open Badges 3.0 (1EdTech), as a Verifiable Credential 2.0 (W3C), in one language.

Only Open Badges' own properties are written, with no context of ours: strict
readers refuse inline contexts, and remote ones fail with their host. What goes
where is one table, `table.WHERE`. What Open Badges has no property for stands
in the criteria as readable, regular text; the complete description in all its
languages is pinned by `relatedResource`.
"""

from tesela.formats.openbadges.mandate import is_mandate, read_mandate, write_mandate
from tesela.formats.openbadges.quality import is_quality, read_quality, write_quality
from tesela.formats.openbadges.read import Reading, is_open_badge, read
from tesela.formats.openbadges.stated import stated
from tesela.formats.openbadges.table import CONTEXTS, WHERE, Pinned, carried
from tesela.formats.openbadges.write import write

__all__ = [
    "CONTEXTS",
    "WHERE",
    "Pinned",
    "Reading",
    "carried",
    "is_mandate",
    "is_open_badge",
    "is_quality",
    "read",
    "read_mandate",
    "read_quality",
    "stated",
    "write",
    "write_mandate",
    "write_quality",
]
