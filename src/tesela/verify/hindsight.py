"""What can be said when nobody answers any more (docs/decisions/0019).

A bundle carries copies of the issuer's keys and status lists. Whoever made the
bundle chose them, so they never vouch for it. They are asked only where nobody
else answered, and this is what they are worth:

| check | the world answers | only the bundle answers |
|---|---|---|
| `proof` | as it says | passed or failed: the signature fits the carried key, or does not |
| `issuer` | as it says | indeterminate: the key is the issuer's, as the bundle says; failed when even by the bundle it is not |
| `status` | as it says | indeterminate: clear on the day it was saved; failed when it was withdrawn by then |

A carried status list must be signed by the issuer. The day for which it speaks
is the one that the issuer signed with it, whatever the bundle says of itself.

`as_of` says in one sentence what all that comes to: genuine on that day, and
whether it still stands is not known.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from tesela.model.report import AsOf, CheckResult, Existence, Outcome, Verdict
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import Fetch, signed_way
from tesela.verify.bundles import Carried

_CARRIED = ("proof", "issuer", "status")
_ONLY_THEN = ("status.suspended",)
"""What was so then and may have changed since."""


def remembering(fetch: Fetch) -> Fetch:
    """`fetch`, asked once for each address, also when nobody answered."""
    return _Remembering(fetch)


class _Remembering:
    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._answers: dict[tuple[str, str], bytes | TeselaError] = {}

    def __call__(self, url: str) -> bytes:
        return self._asked("", url, self._fetch)

    def signed(self, url: str) -> bytes:
        """What is signed itself and may come over plain http."""
        return self._asked("signed", url, signed_way(self._fetch))

    def _asked(self, way: str, url: str, fetch: Fetch) -> bytes:
        if (way, url) not in self._answers:
            try:
                self._answers[way, url] = fetch(url)
            except TeselaError as error:
                self._answers[way, url] = error
        answer = self._answers[way, url]
        if isinstance(answer, TeselaError):
            raise answer
        return answer


def else_carried(fetch: Fetch, carried: Carried) -> Fetch:
    """`fetch`; where it gives nothing, the copy that the bundle carries."""
    return _ElseCarried(fetch, carried)


class _ElseCarried:
    def __init__(self, fetch: Fetch, carried: Carried) -> None:
        self._fetch = fetch
        self._copies = carried.copies

    def __call__(self, url: str) -> bytes:
        return self._asked(url, self._fetch)

    def signed(self, url: str) -> bytes:
        """What is signed itself and may come over plain http."""
        return self._asked(url, signed_way(self._fetch))

    def _asked(self, url: str, fetch: Fetch) -> bytes:
        try:
            return fetch(url)
        except TeselaError:
            if url not in self._copies:
                raise
            return self._copies[url]


def with_carried(
    checks: Sequence[CheckResult], carried: Carried, again: Callable[[], Sequence[CheckResult]]
) -> tuple[CheckResult, ...]:
    """`checks`, and where they could not say, what the bundle says.

    `again` runs them as of the day it was saved, with what it carries.
    """
    if all(check.outcome is not Outcome.INDETERMINATE for check in checks):
        return tuple(checks)
    then = {check.id: check for check in again()}
    return tuple(
        _weighed(check, then[check.id], carried)
        if check.outcome is Outcome.INDETERMINATE and check.id in then
        else check
        for check in checks
    )


def _weighed(now: CheckResult, then: CheckResult, carried: Carried) -> CheckResult:
    if then.outcome is Outcome.INDETERMINATE or now.id not in _CARRIED:
        return now
    evidence = {**then.evidence, "from": "bundle", "saved_at": carried.saved_at.isoformat()}
    if then.problem.code in _ONLY_THEN:
        problem = Problem("status.suspended_then")
    elif then.outcome is Outcome.FAILED or now.id == "proof":
        return replace(then, evidence=evidence)
    elif now.id == "issuer":
        problem = Problem("issuer.as_carried")
    elif day := _listed_on(then):
        evidence["as_of"] = day.isoformat()
        problem = Problem("status.as_of", {"day": day.date().isoformat()})
    else:
        return now
    return replace(then, outcome=Outcome.INDETERMINATE, problem=problem, evidence=evidence)


def _listed_on(status: CheckResult) -> datetime | None:
    """The day for which all lists speak: that of the oldest, as its issuer signed it."""
    stated = [entry.get("as_of") for entry in status.evidence.get("entries", ())]
    days = [datetime.fromisoformat(one) for one in stated if isinstance(one, str)]
    return min(days) if days and len(days) == len(stated) else None


def as_of(verdict: Verdict, checks: Sequence[CheckResult], existence: Existence) -> AsOf | None:
    """What held on an earlier day, where the verdict on today cannot be given."""
    if verdict is not Verdict.INDETERMINATE:
        return None
    open_ = {check.id: check for check in checks if check.outcome is Outcome.INDETERMINATE}
    status = open_.pop("status", None)
    codes = {name: check.problem.code for name, check in open_.items()}
    day = (status and _stated_day(status)) or existence.by
    if codes == {"issuer": "issuer.as_carried"}:
        return _said("as_of.bundle_says", Verdict.INDETERMINATE, day)
    if codes:
        return None
    if status and status.problem.code == "status.suspended_then":
        return _said("as_of.suspended", Verdict.INDETERMINATE, day)
    return _said("as_of.genuine" if day else "as_of.genuine_once", Verdict.VALID, day)


def _stated_day(status: CheckResult) -> datetime | None:
    """The last day of which the status is known."""
    stated = status.evidence.get("as_of")
    return datetime.fromisoformat(stated) if isinstance(stated, str) else None


def _said(code: str, verdict: Verdict, day: datetime | None) -> AsOf:
    return AsOf(verdict, Problem(code, {"day": day.date().isoformat()} if day else {}), day)
