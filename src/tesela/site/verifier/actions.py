"""What a check does: bytes → report, with this service's registry and fetcher."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from tesela.model.report import Report
from tesela.site import metrics
from tesela.site.addresses import own_path
from tesela.site.endorsements.shown import with_endorsements
from tesela.site.fetched import FOLDER, InFolder
from tesela.site.registry.publishing import with_own
from tesela.site.verifier import own
from tesela.site.verifier.acquainted import may_be_ours
from tesela.site.verifier.assured import with_assured
from tesela.site.verifier.tampering import changed_by_one_letter
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, GuardedFetcher, checked_address, offline, signed_way
from tesela.trust.registry import Registry, read_registry
from tesela.verify import verify, verify_many

__all__ = [
    "BoundedFetch",
    "changed_by_one_letter",
    "check",
    "check_many",
    "fetcher",
    "opened",
    "registry",
]
ADDRESSES = 12
"""How many addresses one request may make us ask; a credential needs two or three."""
SECONDS = 20
"""After so long nothing more is asked for one request."""
ADDRESSES_OF_MANY = 100
SECONDS_OF_MANY = 40
"""The same for all the credentials of one batch together."""
NO_CREDENTIAL = ("input.", "json.", "pdf.", "bundle.")
"""Beginnings of the codes that say: this is no credential."""


def check(data: bytes, fetch: Fetch | None = None, *, described: bool = True) -> Report:
    """The report on a credential, as of now. Raises TeselaError as `verify` does.

    `fetch` is one request's `BoundedFetch`; without it this credential has its
    own. What this service knows by itself is not fetched (`own`). Whoever only
    wants the verdict saves half the time without the published description.
    """
    fetch = own.before(fetch or BoundedFetch())
    report = _report(data, fetch, described)
    if own.signed_meanwhile(report):
        report = _report(data, fetch, described)
    return _with_what_we_know(report, data)


def check_many(documents: Iterable[bytes]) -> Iterator[Report | TeselaError]:
    """What `check` says of each, or the TeselaError that it raises, as of one moment.

    What they share is asked once, within bounds that hold for all of them together.
    """
    seen: deque[bytes] = deque()

    def noted() -> Iterator[bytes]:
        for data in documents:
            seen.append(data)
            yield data

    answers = verify_many(
        noted(),
        at=now(),
        fetch=own.before(BoundedFetch(addresses=ADDRESSES_OF_MANY, seconds=SECONDS_OF_MANY)),
        registry=with_own(registry()),
        companions=own.Published(),
    )
    for answer in answers:
        data = seen.popleft()
        if isinstance(answer, TeselaError):
            yield answer
        elif own.signed_meanwhile(answer):
            yield check(data)  # what could be read once can be read again
        else:
            yield _with_what_we_know(answer, data)


def _report(data: bytes, fetch: Fetch, described: bool) -> Report:
    beside = own.Published() if described else None
    known = with_own(registry())
    return verify(data, at=now(), fetch=fetch, registry=known, companions=beside)


def _with_what_we_know(report: Report, data: bytes) -> Report:
    """The report on `data` with what is known here and nowhere else; it is counted."""
    metrics.verified(report.verdict)
    if not may_be_ours(report, data):
        return report
    return with_endorsements(with_assured(own.with_our_word(report), data), data)


def now() -> datetime:
    """The time for which verdicts hold."""
    return datetime.now(UTC)


def opened(link: str) -> bytes:
    """What stands at `link`, which somebody gave us: guarded and bounded, and not kept.

    Raises TeselaError `fetch.*`.
    """
    # A fetcher of its own: what it gets may be about a person, and goes with the request.
    elsewhere = offline if settings.FETCH_NOTHING else GuardedFetcher()
    if own_path(link) is None:
        checked_address(link)  # what no service opens is told apart from what this one does not
    return own.before(elsewhere)(link)


class BoundedFetch:
    """A `Fetch` for one request: so many addresses for so many seconds.

    No address is asked twice, whatever its server says of keeping the answer: all steps of one
    verification see the same. Raises TeselaError `fetch.too_many` beyond the bounds, and as the
    fetcher behind it does.
    """

    def __init__(
        self, behind: Fetch | None = None, *, addresses: int = ADDRESSES, seconds: int = SECONDS
    ) -> None:
        self._behind = behind or fetcher()
        self._addresses = addresses
        self._until = time.monotonic() + seconds
        self._came: dict[tuple[str, str], bytes] = {}
        self._failed: dict[str, TeselaError] = {}

    def __call__(self, url: str) -> bytes:
        return self._bounded("", url, self._behind)

    def signed(self, url: str) -> bytes:
        """As `trust.fetch.signed_way` of the fetcher behind it, within the same bounds."""
        return self._bounded("signed", url, signed_way(self._behind))

    def _bounded(self, way: str, url: str, behind: Fetch) -> bytes:
        if url in self._failed:
            raise self._failed[url]
        if (way, url) not in self._came:
            asked = len(self._came) + len(self._failed)
            if asked >= self._addresses or time.monotonic() > self._until:
                raise TeselaError("fetch.too_many", url=url[:300])
            try:
                self._came[way, url] = behind(url)
            except TeselaError as error:
                self._failed[url] = error
                raise
        return self._came[way, url]


@cache
def fetcher() -> Fetch:
    """The one fetcher of this process, with what this machine's processes asked lately."""
    if settings.FETCH_NOTHING:
        return offline
    return GuardedFetcher(kept=InFolder(settings.DATA / FOLDER) if settings.DATA else None)


@cache
def registry() -> Registry | None:
    """The registry that verdicts about issuers rest on, as it was when first asked.

    Raises TeselaError `registry.unreadable`.
    """
    return read_registry(Path(settings.TRUSTED_REGISTRY)) if settings.TRUSTED_REGISTRY else None
