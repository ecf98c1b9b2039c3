"""Was the key still good when it signed? (Controlled Identifiers 1.0, 2.2.)

1. A key that ended before the signature says it was made was not.
2. A key that was revoked may be in strangers' hands, who can write any date
   into what they sign. So its signatures count only where somebody independent
   has proven that they existed before; else nobody can say.

A key that `expires` or was retired is nobody's but its controller's, whose
word for the time of signing is taken.
"""

from datetime import datetime

from tesela.text.errors import TeselaError
from tesela.trust.keys import MethodKey
from tesela.verify.opened import Circumstances


def check_use(found: MethodKey, signed_at: datetime, asked: Circumstances) -> None:
    """Every mechanism asks this of each key whose controller publishes it.

    `signed_at` is when the signature claims to have been made; without a claim,
    now: then it was made by when it is proven to have existed. Raises
    TeselaError `issuer.key_ended` (failed) and `issuer.key_revoked` (indeterminate).
    """
    claims = signed_at < asked.at
    if not claims and asked.existed_by:
        signed_at = asked.existed_by
    if found.ended and found.ended <= signed_at and (claims or not found.revoked):  # 1
        raise TeselaError("issuer.key_ended", ended=found.ended.isoformat())
    if found.revoked and not (asked.existed_by and asked.existed_by < found.revoked):  # 2
        raise TeselaError("issuer.key_revoked", revoked=found.revoked.isoformat())
