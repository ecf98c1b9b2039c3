"""How much one request may bring and how often one address may ask.

Whoever asks is known by address alone, for a minute and no longer. Behind
reverse proxies the address is what the outermost of *our* proxies saw, never
what the asker wrote: `settings.PROXIES` says how many there are.
"""

import ipaddress
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from threading import BoundedSemaphore, Lock
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 22_000_000
"""Of one request's body: a file of 20 MB and the form around it."""
SECONDS_WHEN_BUSY = 5
SECONDS_WHEN_OFTEN = 60
"""After so long the count begins anew."""
_SECONDS_IN_LINE = 3
_IPV6_NETWORK = 64
_turns = BoundedSemaphore(settings.VERIFICATIONS_AT_ONCE)

Application = Callable[[dict[str, Any], Any], Any]


class BoundedRequests:
    """Middleware: refuses a body that is too large unread, and an address that asks too much.

    An address has half of the threads at most, so that nobody occupies all of
    them by sending slowly.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._present: Counter[str] = Counter()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if asked_too_often(request, "any", settings.REQUESTS_A_MINUTE):
            return too_often(request, "api.too_often")
        if declared_bytes(request) > MAXIMUM_BYTES:
            return render(request, "components/trouble.html", {"what": "api.too_large"}, status=413)
        with self._one_of_few(address_of(request)) as admitted:
            if admitted:
                return self._get_response(request)
            return too_busy(request)

    @contextmanager
    def _one_of_few(self, address: str) -> Iterator[bool]:
        with self._lock:
            admitted = self._present[address] < settings.THREADS // 2
            self._present[address] += admitted
        try:
            yield admitted
        finally:
            with self._lock:
                self._present[address] -= admitted
                if not self._present[address]:
                    del self._present[address]


def with_known_length(application: Application) -> Application:
    """Gives a body of unknown length (`Transfer-Encoding: chunked`) the greatest one allowed.

    Django takes a body without Content-Length for empty; with one it reads
    until the body ends or the length is reached.
    """

    def bounded(environ: dict[str, Any], start_response: Any) -> Any:
        unknown = not environ.get("CONTENT_LENGTH") and environ.get("wsgi.input_terminated")
        if unknown and environ.get("HTTP_TRANSFER_ENCODING"):
            environ["CONTENT_LENGTH"] = str(MAXIMUM_BYTES)
        return application(environ, start_response)

    return bounded


def declared_bytes(request: HttpRequest) -> int:
    """The length of the body, by its own declaration; 0 where it makes none that can be read."""
    declared = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(declared) if declared.isascii() and declared.isdigit() else 0


def asked_too_often(request: HttpRequest, what: str, a_minute: int, cost: int = 1) -> bool:
    """Counts this request; True when its address has used up its minute, which began with the
    first request."""
    digest = blake2b(address_of(request).encode(), digest_size=12).hexdigest()
    key = f"{what}:{digest}"
    cache.add(key, 0, timeout=SECONDS_WHEN_OFTEN)
    try:
        return cache.incr(key, cost) > a_minute
    except ValueError:  # forgotten in between, because there are too many addresses
        return False


def too_often(request: HttpRequest, what: str) -> HttpResponse:
    """The page that says so, and when to come again."""
    response = render(request, "components/trouble.html", {"what": what}, status=429)
    response.headers["Retry-After"] = str(SECONDS_WHEN_OFTEN)
    return response


def too_busy(request: HttpRequest) -> HttpResponse:
    """The page that says so, and when to come again."""
    response = render(request, "components/trouble.html", {"what": "api.busy"}, status=503)
    response.headers["Retry-After"] = str(SECONDS_WHEN_BUSY)
    return response


def address_of(request: HttpRequest) -> str:
    """Who asks: an IPv4 address, or the network of an IPv6 address, since one asker has all of it."""
    named = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES:
        passed = request.headers.get("X-Forwarded-For", "").split(",")
        if len(passed) >= settings.PROXIES:
            named = passed[-settings.PROXIES].strip() or named
    try:
        address = ipaddress.ip_address(named.partition("%")[0])
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))
    return str(address)


@contextmanager
def turn() -> Iterator[None]:
    """One of the few verifications that run at once, so that pages are answered meanwhile.

    Raises TeselaError `api.busy`.
    """
    if not _turns.acquire(timeout=_SECONDS_IN_LINE):
        raise TeselaError("api.busy")
    try:
        yield
    finally:
        _turns.release()
