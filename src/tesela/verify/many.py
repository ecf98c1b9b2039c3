"""Verifying many documents in one run, such as all that an employer received in a day.

    for report in verify_many(documents, at=now, fetch=fetch, registry=registry): …

Each document is verified by itself, by the very procedure of `verify`; only what
they share is asked once (`remembered`). However many documents there are, memory
stays the same: one is taken, one answer is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.model.report import Report
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, offline
from tesela.trust.registry import Registry
from tesela.verify.opened import Circumstances
from tesela.verify.procedure import depended_on, judged, with_copies
from tesela.verify.remembered import Kept, Remembering


def verify_many(
    documents: Iterable[bytes],
    *,
    at: datetime,
    fetch: Fetch = offline,
    registry: Registry | None = None,
    contexts: ContextSet = BUNDLED,
    companions: Mapping[str, bytes] | None = None,
    beside: Sequence[bytes] = (),
) -> Iterator[Report | TeselaError]:
    """One answer for each of `documents`, in their order.

    The answer is the Report that `verify` returns, or the TeselaError that it
    raises: junk among the documents does not end the run. The arguments are
    those of `verify`; the moment is the same for all, and each is looked for in what lies `beside`.
    """
    asked = Circumstances(
        at,
        Remembering(with_copies(fetch, registry)),
        registry,
        contexts,
        companions or {},
        tuple(beside),
        checked=depended_on,
        kept=Kept(),
    )
    for data in documents:
        try:
            answer: Report | TeselaError = judged(data, asked)
        except TeselaError as error:
            answer = error
        yield answer
