"""Fetching an issuer's key, status list or trust list: the only module that opens a connection.

What strangers' documents name is fetched for them, so the fetcher is guarded
(OWASP, server-side request forgery): https only, on port 443; names are
resolved once and the address is checked and then used, so that it cannot
change in between; no private, loopback, link-local or reserved addresses; no
redirects to anywhere that is not checked the same way; bounded size and time.
Answers are kept (`answers`) as long as their server, the list itself and we
ourselves allow (`freshness`, `status.lifetimes`), so that ten thousand
credentials of one issuer ask once; then we ask whether they still hold.

`Fetch` is what the library asks for; `offline` refuses everything.

Time-stamping authorities, OCSP responders and certificate revocation lists
are commonly published at plain http (RFC 5280, 8; RFC 6960, A), because what
they give is signed itself: only for them, `ask` and `signed` go there too. An
address inside a house, or on another port, is asked only by them and only
when the operator has listed its origin.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import cached_property
from typing import NamedTuple, Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from tesela.status import lifetimes
from tesela.text.errors import TeselaError
from tesela.trust import freshness
from tesela.trust.answers import Answer, Answers, InMemory

Fetch = Callable[[str], bytes]
"""Gives the bytes at an address, or raises TeselaError `fetch.*`."""

MAXIMUM_BYTES = 5_000_000
_REDIRECTS = 3
_PORTS = {"https": 443, "http": 80}
_MOVED = (301, 302, 303, 307, 308)
_AS_IT_WAS = 304


class Ask(Protocol):
    """Gives the answer to what is posted to an address, or raises TeselaError `fetch.*`."""

    def __call__(
        self, url: str, body: bytes, media_type: str, authorization: str | None = None
    ) -> bytes:
        """`authorization` is the value of the header of that name."""


def offline(url: str) -> bytes:
    """A `Fetch` that never asks anybody. Raises TeselaError `fetch.offline`."""
    raise TeselaError("fetch.offline", url=url[:300])


def signed_way(fetch: Fetch) -> Fetch:
    """The way of `fetch` for what is signed itself (`GuardedFetcher.signed`), where it has one."""
    way: Fetch = getattr(fetch, "signed", fetch)
    return way


class _Door(NamedTuple):
    """Where a connection leads, once that is known to be allowed."""

    address: str
    port: int
    tls: bool


Way = Callable[[SplitResult], _Door]
"""An address → where it leads. Raises TeselaError `fetch.address`, `fetch.private`."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked there."""

    way: Way
    name: str = ""
    """Of the way, for what is kept."""
    method: str = "GET"
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict, repr=False)


class _Came(NamedTuple):
    """What came back at once."""

    status: int
    data: bytes
    headers: Message


class GuardedFetcher:
    """A `Fetch` for the open web; keeps what it got for `seconds_kept` at most, in `kept`.

    `listed` are origins such as `http://tsa.example:8080` that the operator
    lets `ask` and `signed` go to although they are private or elsewhere.
    """

    def __init__(
        self,
        timeout_seconds: float = 8,
        seconds_kept: float = 300,
        listed: Collection[str] = (),
        kept: Answers | None = None,
    ) -> None:
        self._timeout = timeout_seconds
        self._seconds_kept = seconds_kept
        self._listed = frozenset(map(str.lower, listed))
        self._kept = InMemory() if kept is None else kept

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """Made when first needed: reading the system's authorities takes time."""
        return ssl.create_default_context()

    def __call__(self, url: str) -> bytes:
        """Raises TeselaError `fetch.address`, `fetch.private`, `fetch.unreachable`,
        `fetch.status`, `fetch.too_large`, `fetch.redirects`."""
        return self._get(url, _Question(_open_web, "open"))

    def signed(self, url: str) -> bytes:
        """What is signed itself and may come over plain http: a revocation list, a certificate.

        Raises TeselaError as for any other address.
        """
        return self._get(url, _Question(self._way, "signed"))

    def ask(
        self, url: str, body: bytes, media_type: str, authorization: str | None = None
    ) -> bytes:
        """The answer to `body`, posted once, never kept and never sent on (`Ask`).

        What authorises goes over plain http only to a listed origin. Raises
        TeselaError as for any other address.
        """
        headers = {"Content-Type": media_type}
        if authorization is not None:
            headers["Authorization"] = authorization
        way = self._way if authorization is None else self._secret_way
        question = _Question(way, "", "POST", body, headers)
        came = self._ask(url, question, time.monotonic() + self._timeout)
        if came.status in _MOVED:
            raise TeselaError("fetch.redirects", url=url[:300])
        return came.data

    def _way(self, parts: SplitResult) -> _Door:
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = parts.hostname or ""
        tls = parts.scheme == "https"
        if self._is_listed(parts):
            return _Door(_addresses(host)[0], port, tls)
        if _PORTS.get(parts.scheme) != port:
            raise TeselaError("fetch.address", url=parts.geturl()[:300])
        return _Door(public_address(host), port, tls)

    def _secret_way(self, parts: SplitResult) -> _Door:
        if parts.scheme != "https" and not self._is_listed(parts):
            raise TeselaError("fetch.address", url=parts.geturl()[:300])
        return self._way(parts)

    def _is_listed(self, parts: SplitResult) -> bool:
        return f"{parts.scheme}://{parts.netloc}".lower() in self._listed

    def _get(self, url: str, question: _Question) -> bytes:
        now = time.time()
        key = question.name, url
        known = self._kept.get(key, now)
        if known and known.is_fresh(now):
            return known.data
        answer, may_be_kept = self._load(url, question, known, now)
        if may_be_kept:
            self._kept.put(key, answer)
        else:
            self._kept.forget(key)
        return answer.data

    def _load(
        self, url: str, question: _Question, known: Answer | None, now: float
    ) -> tuple[Answer, bool]:
        """What is at `url`, which was `known` before, and whether it may be kept."""
        asked = url
        deadline = time.monotonic() + self._timeout
        for _ in range(_REDIRECTS + 1):
            before = known if known and known.address == asked else None
            held = freshness.questions(before.etag, before.modified) if before else {}
            came = self._ask(asked, replace(question, headers=held), deadline)
            if came.status not in _MOVED:
                return self._answer(asked, came, before, now)
            asked = urljoin(asked, str(came.headers.get("Location", "")))
        raise TeselaError("fetch.redirects", url=url[:300])

    def _answer(
        self, address: str, came: _Came, before: Answer | None, now: float
    ) -> tuple[Answer, bool]:
        etag, modified = freshness.validators(came.headers)
        data = came.data
        if came.status == _AS_IT_WAS:
            assert before is not None
            data, etag, modified = before.data, etag or before.etag, modified or before.modified
        stated = lifetimes.seconds(data)
        most = self._seconds_kept if stated is None else min(stated, self._seconds_kept)
        if came.status == _AS_IT_WAS and before and not freshness.says(came.headers):
            most = min(most, before.until - before.asked)
        seconds = freshness.seconds(came.headers, most, now)
        answer = Answer(data, now, now + (seconds or 0), address, etag, modified)
        return answer, seconds is not None

    def _ask(self, url: str, question: _Question, deadline: float) -> _Came:
        """What came back: an answer, a way on, or that it is as it was, if that was asked."""
        parts = _plain_parts(url)
        door = question.way(parts)
        left = deadline - time.monotonic()
        if left <= 0:
            raise TeselaError("fetch.unreachable", url=url[:300])
        tls = self._tls if door.tls else None
        connection = _PinnedConnection(parts.hostname or "", door, timeout=left, context=tls)
        expected = (200, *_MOVED, *([_AS_IT_WAS] if _asks_whether(question) else []))
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"Accept": "*/*", "Accept-Encoding": "identity", **question.headers}
            connection.request(question.method, path, question.body, headers)
            response = connection.getresponse()
            data = _bounded(response, url, deadline) if response.status not in _MOVED else b""
            if connection.was_cut:  # what came may be half of it
                raise TeselaError("fetch.unreachable", url=url[:300])
            if response.status not in expected:
                raise TeselaError("fetch.status", url=url[:300], status=response.status)
            return _Came(response.status, data, response.headers)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise TeselaError("fetch.unreachable", url=url[:300]) from error
        finally:
            connection.close()


def _asks_whether(question: _Question) -> bool:
    """Whether it is asked only if it is no more as it was."""
    return not {"If-None-Match", "If-Modified-Since"}.isdisjoint(question.headers)


def _open_web(parts: SplitResult) -> _Door:
    """https at its usual port, at a public address."""
    checked_address(parts.geturl())
    return _Door(public_address(parts.hostname or ""), 443, tls=True)


def checked_address(url: str) -> SplitResult:
    """The parts of an address that may be asked. Raises TeselaError `fetch.address`."""
    parts = _plain_parts(url)
    if parts.scheme != "https" or parts.port not in (None, 443):
        raise TeselaError("fetch.address", url=url[:300])
    return parts


def _plain_parts(url: str) -> SplitResult:
    """The parts of an address of the web without names and passwords in it."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise TeselaError("fetch.address", url=url[:300]) from error
    plain = parts.scheme in _PORTS and parts.hostname and url.isascii() and " " not in url
    if not plain or parts.username or parts.password:
        raise TeselaError("fetch.address", url=url[:300])
    return parts


def public_address(host: str) -> str:
    """The first public address of `host`, all of whose addresses are public.

    Raises TeselaError `fetch.unreachable`, `fetch.private`.
    """
    addresses = _addresses(host)
    for address in addresses:
        if not _is_public(address):
            raise TeselaError("fetch.private", host=host[:300])
    return addresses[0]


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TeselaError("fetch.unreachable", url=host[:300]) from error
    if not found:
        raise TeselaError("fetch.unreachable", url=host[:300])
    return [str(entry[4][0]) for entry in found]


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


class _PinnedConnection(http.client.HTTPConnection):
    """Connects to the address that was checked, with TLS for the host that was named.

    The time-out of a socket is for one wait; a server that sends a byte now
    and then would hold us for ever. So the whole connection is cut off when
    its time is over.
    """

    def __init__(
        self, host: str, door: _Door, timeout: float, context: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, door.port, timeout=timeout)
        self.default_port = _PORTS["https" if door.tls else "http"]  # left out of Host
        self._door = door
        self._tls = context
        self._limit = threading.Timer(timeout, self._cut)
        self._limit.daemon = True
        self.was_cut = False

    def connect(self) -> None:
        self._limit.start()
        self.sock = socket.create_connection(
            (self._door.address, self._door.port), timeout=self.timeout
        )
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
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
