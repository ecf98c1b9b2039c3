"""How often one address may ask: counted by the minute, in the cache."""

import time
from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest

_MINUTE = 60


def asked_too_often(request: HttpRequest, what: str, a_minute: int, cost: int = 1) -> bool:
    """Counts this request; True when its address has used up its minute.

    The address is kept as a keyless digest for a minute and no longer.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    digest = blake2b(address.encode(), digest_size=12).hexdigest()
    key = f"{what}:{digest}:{int(time.time()) // _MINUTE}"
    cache.add(key, 0, timeout=2 * _MINUTE)
    return cache.incr(key, cost) > a_minute
