"""Open Badges 2.0 (1EdTech): assertions that are read, never written.

The standard's objects refer to one another by address: an assertion names its
badge class, which names its issuer. What is embedded is read; what is only
named is not there to be read.
"""

from tesela.formats.openbadges2.read import (
    CONTEXT,
    badge_of,
    check_form,
    is_assertion,
    issuer_of,
    kind_of,
    moment_of,
    read,
)
from tesela.formats.openbadges2.stated import stated

__all__ = [
    "CONTEXT",
    "badge_of",
    "check_form",
    "is_assertion",
    "issuer_of",
    "kind_of",
    "moment_of",
    "read",
    "stated",
]
