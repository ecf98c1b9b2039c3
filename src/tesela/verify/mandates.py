"""By which mandate a badge was issued in the name of another organisation.

    1. find     what the badge names as its mandates, and pins; where issuer and
                awarding body differ and it names none, nobody can tell
    2. have     each exact statement: one that came along, else from its address;
                it must be what is pinned
    3. check    each like any other credential, but for its dates: they are asked
                for the day of the badge, not for today
    4. chain    they must lead from an awarding body to the issuer, allow this
                achievement, and count at the moment at which the badge was issued
                (`model.mandate`)
    5. ask      each mandate's present form, which says whether and when somebody
                ended it: what was ended later takes nothing from the badge

Of a badge whose own signature does not fit nothing is asked, so that a forgery
causes no traffic. That the badge was not dated back only a time-stamp can show
(`existence`); whoever signs can write any day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tesela.codecs import jsontext
from tesela.formats.openbadges import is_open_badge, stated
from tesela.formats.openbadges.mandate import cited_in, is_mandate, read_mandate
from tesela.formats.openbadges.quality import is_quality
from tesela.model.mandate import MOST_STEPS, Act, Chain, Mandate, last_day, refusal
from tesela.model.mandated import Mandated
from tesela.model.outcome import Outcome
from tesela.model.report import CheckResult, Trust
from tesela.text.errors import Problem, TeselaError
from tesela.verify import common
from tesela.verify.form import validity
from tesela.verify.opened import Circumstances, Json, Opened
from tesela.verify.resources import pinned_documents

MAXIMUM_BYTES = 200_000
"""Of one statement."""
_NOT_OF_TODAY = ("dates", "status")
Checked = Callable[[Json], tuple[Opened, Sequence[CheckResult], Trust]]


class _UnsettledError(Exception):
    """A step that ends the procedure, with its answer."""

    def __init__(self, outcome: Outcome, problem: Problem) -> None:
        super().__init__(problem.code)
        self.outcome, self.problem = outcome, problem


def mandated(
    badge: Json,
    checks: Sequence[CheckResult],
    said: Mapping[str, Any],
    asked: Circumstances,
    checked: Checked,
) -> Mandated | None:
    """The answer for `badge`, whose own checks are `checks`; None where it needs no mandate.

    `said` is what it says (`content`), `checked` checks a statement. Raises nothing.
    """
    passed = {one.id for one in checks if one.outcome is Outcome.PASSED}
    if not {"form", "meaning", "proof"} <= passed or not _is_award(badge):
        return None
    addresses = tuple(dict.fromkeys(cited_in(badge)))[: MOST_STEPS + 1]  # 1
    if not addresses:
        return _not_stated() if stated(badge).on_behalf else None
    try:
        return _judged(badge, addresses, said, asked, checked)
    except _UnsettledError as answer:
        return Mandated(answer.outcome, answer.problem, addresses)


def _is_award(badge: Json) -> bool:
    return is_open_badge(badge) and not is_mandate(badge) and not is_quality(badge)


def _not_stated() -> Mandated:
    return Mandated(Outcome.INDETERMINATE, Problem("mandate.not_stated"))


def _judged(
    badge: Json,
    addresses: tuple[str, ...],
    said: Mapping[str, Any],
    asked: Circumstances,
    checked: Checked,
) -> Mandated:
    found = dict(_statements(badge, addresses, asked))  # 2
    statements = [_genuine(found[address], checked) for address in addresses]  # 3
    steps = tuple(
        replace(_read(one), id=address) for address, one in zip(addresses, statements, strict=True)
    )
    moment = _issued_at(badge)
    achievement = str((said.get("achievement") or {}).get("id") or "")
    _see_that_it_leads(steps, badge)  # 4
    if problem := refusal(steps, Act.ISSUE, achievement, moment):
        raise _UnsettledError(Outcome.FAILED, problem)
    present = tuple(
        _present(step, one, asked, checked) for step, one in zip(steps, statements, strict=True)
    )  # 5
    if problem := refusal(present, Act.ISSUE, achievement, moment):
        raise _UnsettledError(Outcome.FAILED, problem)
    return _counted(present, addresses, moment)


def _counted(present: Chain, addresses: tuple[str, ...], moment: datetime) -> Mandated:
    ended = min((one.withdrawn_at for one in present if one.withdrawn_at), default=None)
    ended_on = ended.astimezone(UTC).date() if ended else None
    day = {"day": moment.astimezone(UTC).date()}
    problem = (
        Problem("mandate.counted_ended", {**day, "ended": ended_on})
        if ended_on
        else Problem("mandate.counted", day)
    )
    begins = max(one.begins for one in present)
    return Mandated(Outcome.PASSED, problem, addresses, begins, last_day(present), ended_on)


def _statements(
    badge: Json, addresses: Sequence[str], asked: Circumstances
) -> Iterator[tuple[str, Json]]:
    pins = {
        str(one.get("id")): one
        for one in common.listed(badge.get("relatedResource"))
        if isinstance(one, Mapping)
    }
    at_hand = _pinned(badge, asked)
    for address in addresses:
        if address not in pins:
            raise _UnsettledError(Outcome.FAILED, Problem("mandate.not_pinned"))
        data = at_hand.get(address)
        if data is None:
            data = _fetched(address, asked)
            _see_that_pinned(pins[address], address, data)
        yield address, _parsed(data)


def _pinned(badge: Json, asked: Circumstances) -> Mapping[str, bytes | None]:
    try:
        return common.pinned(badge, asked)
    except TeselaError as error:
        raise _UnsettledError(Outcome.FAILED, error.problem) from error


def _see_that_pinned(pin: Mapping[str, Any], address: str, data: bytes) -> None:
    try:
        fits = pinned_documents({"relatedResource": [pin]}, {address: data}.get)
    except TeselaError as error:
        raise _UnsettledError(Outcome.FAILED, error.problem) from error
    if address not in fits:
        raise _UnsettledError(Outcome.FAILED, Problem("mandate.not_pinned"))


def _fetched(address: str, asked: Circumstances) -> bytes:
    try:
        return asked.fetch(address)
    except TeselaError as error:
        raise _UnsettledError(
            Outcome.INDETERMINATE, Problem("mandate.not_at_hand", {"address": address[:300]})
        ) from error


def _parsed(data: bytes) -> Json:
    try:
        parsed = jsontext.parse(data, MAXIMUM_BYTES)
    except TeselaError as error:
        raise _UnsettledError(Outcome.FAILED, error.problem) from error
    if not isinstance(parsed, dict):
        raise _UnsettledError(Outcome.FAILED, Problem("mandate.unreadable"))
    return parsed


def _genuine(document: Json, checked: Checked) -> Json:
    try:
        opened, checks, _ = checked(document)
    except TeselaError as error:
        raise _UnsettledError(Outcome.FAILED, error.problem) from error
    for outcome in (Outcome.FAILED, Outcome.INDETERMINATE):
        for one in checks:
            if one.outcome is outcome and one.id not in _NOT_OF_TODAY:
                raise _UnsettledError(outcome, one.problem)
    return opened.document


def _read(document: Json) -> Mandate:
    try:
        return read_mandate(document)
    except TeselaError as error:
        raise _UnsettledError(Outcome.FAILED, error.problem) from error


def _see_that_it_leads(steps: Chain, badge: Json) -> None:
    """From somebody who awards the badge to whoever signed it."""
    issuer = badge.get("issuer")
    signed = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    bodies = {
        body.get("id")
        for subject in common.listed(badge.get("credentialSubject"))
        for body in common.listed((subject.get("achievement") or {}).get("creator"))
        if isinstance(body, Mapping)
    }
    if steps[-1].mandatary != signed or steps[0].mandator not in bodies:
        raise _UnsettledError(Outcome.FAILED, Problem("mandate.other_parties"))


def _issued_at(badge: Json) -> datetime:
    start, _ = validity(badge)
    try:
        if start is not None:
            return start.astimezone(UTC)
    except OverflowError:  # a moment that UTC has no year for
        pass
    raise _UnsettledError(Outcome.FAILED, Problem("mandate.no_day"))


def _present(step: Mandate, statement: Json, asked: Circumstances, checked: Checked) -> Mandate:
    """The mandate as it stands now; only its end can have changed."""
    address = str(statement.get("id"))
    try:
        data = asked.fetch(address)
    except TeselaError as error:
        problem = Problem("mandate.state_unknown", {"address": address[:300]})
        raise _UnsettledError(Outcome.INDETERMINATE, problem) from error
    document = _genuine(_parsed(data), checked)
    now = _read(document)
    if (now.id, now.mandator, now.mandatary) != (address, step.mandator, step.mandatary):
        raise _UnsettledError(Outcome.FAILED, Problem("mandate.other_statement"))
    ends = min((day for day in (step.ends, now.ends) if day), default=None)
    return replace(step, ends=ends, withdrawn_at=now.withdrawn_at)
