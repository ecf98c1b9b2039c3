"""Links that open something without signing in: who has the link, may.

A token is derived from the service's secret key and from what it opens, so
that a mail can be written again and a share shown again without the token
being stored. The database holds only its digest: who reads the database
cannot open anything.
"""

import base64
import hmac
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

_OCTETS = 20
_PLAIN = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter looks like a digit."""
_PAIRS = [first + second for second in _PLAIN for first in _PLAIN]
"""Two letters for ten bits, the lower five first."""
_LOOKALIKES = str.maketrans("OIL", "011")


def token(purpose: str, identifier: str) -> str:
    """The token that opens `identifier` for `purpose`: 32 letters and digits, 160 bits."""
    return base64.b32encode(_mac(purpose, identifier)[:_OCTETS]).decode().lower()


def code(purpose: str, identifier: str) -> str:
    """A code to type from paper, 60 bits: `7F3K-9QWD-2MXA`."""
    number = int.from_bytes(_mac(f"{purpose} code", identifier)[-8:])
    first, second, third = [_four_letters(number >> 20 * at & 0xFFFFF) for at in range(3)]
    return f"{first}-{second}-{third}"


def _four_letters(bits: int) -> str:
    return _PAIRS[bits & 0x3FF] + _PAIRS[bits >> 10]


def read_code(typed: str) -> str:
    """A typed code as `code` writes it, whatever its case, spaces and hyphens."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_LOOKALIKES)
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))[:20]


def digest(opened_by: str) -> str:
    """What the database knows of a token or code."""
    return sha256(opened_by.encode()).hexdigest()


def _mac(purpose: str, identifier: str) -> bytes:
    begun = _begun(settings.SECRET_KEY).copy()
    begun.update(f"{purpose}\n{identifier}".encode())
    return begun.digest()


@lru_cache(maxsize=2)
def _begun(secret: str) -> hmac.HMAC:
    """With the key already in it, which would take as long as the rest."""
    return hmac.new(sha256(b"tesela links\n" + secret.encode()).digest(), digestmod="sha256")
