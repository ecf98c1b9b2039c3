"""Fetching an issuer's key, status list or trust list: the only module that opens a connection.

What strangers' documents name is fetched for them, so the fetcher is guarded
(OWASP, server-side request forgery): https only, on port 443; names are
resolved once and the address is checked and then used, so that it cannot
change in between; no private, loopback, link-local or reserved addresses; no
redirects to anywhere that is not checked the same way; bounded size and time;
a small memory, so that ten thousand credentials of one issuer ask once.

`Fetch` is what the library asks for; `offline` refuses everything.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult, urljoin, urlsplit

from tesela.codecs.recent import Recent
from tesela.text.errors import TeselaError

Fetch = Callable[[str], bytes]
"""Gives the bytes at an address, or raises TeselaError `fetch.*`."""

MAXIMUM_BYTES = 5_000_000
_REDIRECTS = 3


def offline(url: str) -> bytes:
    """A `Fetch` that never asks anybody. Raises TeselaError `fetch.offline`."""
    raise TeselaError("fetch.offline", url=url[:300])


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    data: bytes


class GuardedFetcher:
    """A `Fetch` for the open web; keeps what it got for `seconds_kept`."""

    def __init__(self, timeout_seconds: float = 8, seconds_kept: float = 300) -> None:
        self._timeout = timeout_seconds
        self._seconds_kept = seconds_kept
        self._kept: Recent[str, _Kept] = Recent(500)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when first needed: reading the system's authorities takes time."""
        return ssl.create_default_context()

    def __call__(self, url: str) -> bytes:
        """Raises TeselaError `fetch.address`, `fetch.private`, `fetch.unreachable`,
        `fetch.status`, `fetch.too_large`, `fetch.redirects`."""
        now = time.monotonic()
        kept = self._kept.get_or_make(url, lambda: self._load(url, now))
        if kept.until < now:
            self._kept.forget(url)
            kept = self._kept.get_or_make(url, lambda: self._load(url, now))
        return kept.data

    def _load(self, url: str, now: float) -> _Kept:
        asked = url
        deadline = now + self._timeout
        for _ in range(_REDIRECTS + 1):
            target, data = self._ask(asked, deadline)
            if target is None:
                return _Kept(now + self._seconds_kept, data)
            asked = urljoin(asked, target)
        raise TeselaError("fetch.redirects", url=url[:300])

    def _ask(self, url: str, deadline: float) -> tuple[str | None, bytes]:
        parts = checked_address(url)
        host = parts.hostname or ""
        address = public_address(host)
        left = deadline - time.monotonic()
        if left <= 0:
            raise TeselaError("fetch.unreachable", url=url[:300])
        connection = _PinnedConnection(host, address, timeout=left, context=self._tls)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(
                "GET", path, headers={"Accept": "*/*", "Accept-Encoding": "identity"}
            )
            response = connection.getresponse()
            target = response.headers.get("Location", "")
            moved = response.status in (301, 302, 303, 307, 308)
            data = b"" if moved else _bounded(response, url, deadline)
            if connection.was_cut:  # what came may be half of it
                raise TeselaError("fetch.unreachable", url=url[:300])
            if not moved and response.status != 200:
                raise TeselaError("fetch.status", url=url[:300], status=response.status)
            return (target if moved else None), data
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise TeselaError("fetch.unreachable", url=url[:300]) from error
        finally:
            connection.close()


def checked_address(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises TeselaError `fetch.address`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise TeselaError("fetch.address", url=url[:300]) from error
    plain = parts.scheme == "https" and parts.hostname and port in (None, 443)
    if not plain or parts.username or parts.password or not url.isascii() or " " in url:
        raise TeselaError("fetch.address", url=url[:300])
    return parts


def public_address(host: str) -> str:
    """The first public address of `host`, all of whose addresses are public.

    Raises TeselaError `fetch.unreachable`, `fetch.private`.
    """
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TeselaError("fetch.unreachable", url=host[:300]) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses:
        raise TeselaError("fetch.unreachable", url=host[:300])
    for address in addresses:
        if not _is_public(address):
            raise TeselaError("fetch.private", host=host[:300])
    return addresses[0]


_LEADING_INWARDS = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96", "fec0::/10"))
)
"""IPv6 addresses that may stand for any IPv4 address (NAT64, 6to4, the old compatible form), and
the old local ones."""


def _is_public(address: str) -> bool:
    number = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(number, "ipv4_mapped", None) or number
    if any(mapped in network for network in _LEADING_INWARDS if network.version == mapped.version):
        return False
    return mapped.is_global and not mapped.is_multicast


def _bounded(response: http.client.HTTPResponse, url: str, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(65_536):
        size += len(piece)
        if size > MAXIMUM_BYTES:
            raise TeselaError("fetch.too_large", url=url[:300], maximum=MAXIMUM_BYTES)
        if time.monotonic() > deadline:
            raise TeselaError("fetch.unreachable", url=url[:300])
        pieces.append(piece)
    return b"".join(pieces)


class _PinnedConnection(http.client.HTTPSConnection):
    """Connects to the address that was checked, with TLS for the host that was named.

    The time-out of a socket is for one wait; a server that sends a byte now
    and then would hold us for ever. So the whole connection is cut off when
    its time is over.
    """

    def __init__(self, host: str, address: str, timeout: float, context: ssl.SSLContext) -> None:
        super().__init__(host, 443, timeout=timeout, context=context)
        self._address = address
        self._tls = context
        self._limit = threading.Timer(timeout, self._cut)
        self._limit.daemon = True
        self.was_cut = False

    def connect(self) -> None:
        self._limit.start()
        plain = socket.create_connection((self._address, 443), timeout=self.timeout)
        self.sock = self._tls.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()

    def close(self) -> None:
        self._limit.cancel()
        super().close()

    def _cut(self) -> None:
        self.was_cut = True
        with contextlib.suppress(OSError):
            if self.sock is not None:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
