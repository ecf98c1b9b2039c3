"""How a credential is secured: a module for each way, all of them in `table.MECHANISMS`.

What reads tokens, seals and certificates takes longer to load than an embedded proof takes to
verify. So the table is loaded for what may be secured otherwise, and only then.
"""

from tesela.text.errors import TeselaError
from tesela.verify.mechanisms.embedded import EMBEDDED
from tesela.verify.opened import Json, Mechanism


def mechanism_of(secured: Json | str) -> Mechanism:
    """The mechanism that secures this. Raises TeselaError `input.unknown`."""
    if not isinstance(secured, str) and not _may_be_otherwise(secured):
        return EMBEDDED
    from tesela.verify.mechanisms.table import MECHANISMS

    for mechanism in MECHANISMS:
        if mechanism.recognises(secured):
            return mechanism
    raise TeselaError("input.unknown")


def _may_be_otherwise(secured: Json) -> bool:
    """Tokens and seals in JSON have a `payload` (RFC 7515, 7.2); Open Badges 2.0 its own type."""
    types = secured.get("type")
    return "payload" in secured or "Assertion" in (types if isinstance(types, list) else [types])
