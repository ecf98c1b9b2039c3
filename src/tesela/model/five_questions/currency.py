"""Is it still good? Whether it was withdrawn, and the four clocks.

1. achieved   when it was awarded
2. document   from when until when the document is technically valid
3. age        how long ago that was; how old it may be is for the receiver to say
4. renewal    until when what was shown counts as fresh
"""

from collections.abc import Iterator
from datetime import date, datetime

from tesela.model.five_questions.reading import Read, of_problem
from tesela.model.outcome import Outcome
from tesela.model.questions import Answer, Basis, State, Statement, Value

_NOTHING_KNOWN = ("status.none",)
"""Codes with which the step about the status passes although nobody publishes one."""


def answer(known: Read) -> Answer:
    """Answered where a withdrawal would be known or a date says how long it counts."""
    if "awarded_on" in known.kept_back:
        return _without_days(known)
    withdrawal, renewal = _withdrawal(known), _renewal(known)
    dated = any(one.code != "questions.currency.no_renewal" for one in renewal)
    stated = withdrawal.code != "questions.currency.no_status"
    state = State.ANSWERED if stated or dated else State.NOT_STATED
    said = (withdrawal, *_earlier(known), *_ended(known), *renewal)
    return Answer("currency", state, said, (*_achieved(known), *_document(known)))


def _without_days(known: Read) -> Answer:
    withdrawal = _withdrawal(known)
    stated = withdrawal.code != "questions.currency.no_status"
    state = State.ANSWERED if stated else State.NOT_STATED
    said = (withdrawal, *_ended(known), Statement("questions.hidden_days", Basis.CHECKED))
    return Answer("currency", state, said)


def _withdrawal(known: Read) -> Statement:
    status = known.check("status")
    if status is None or status.problem.code in _NOTHING_KNOWN:
        return Statement(
            "questions.currency.no_status", Basis.CHECKED, outcome=Outcome.INDETERMINATE
        )
    return of_problem(status.problem, Basis.CHECKED, status.outcome)


def _earlier(known: Read) -> Iterator[Statement]:
    """What held on an earlier day, where nobody can say how it stands now."""
    if known.report.as_of:
        yield of_problem(known.report.as_of.problem, Basis.CHECKED)


def _ended(known: Read) -> Iterator[Statement]:
    dates = known.check("dates")
    if dates and dates.outcome is not Outcome.PASSED:
        yield of_problem(dates.problem, Basis.CHECKED, dates.outcome)


def _renewal(known: Read) -> tuple[Statement, ...]:
    """Clock 4: what the awarding body says of this award, else of all."""
    due = known.award.valid_until if known.award else None
    code = "questions.currency.fresh"
    renewal = known.achievement.renewal if known.achievement else None
    if due is None and renewal and known.awarded_on:
        due, code = months_after(known.awarded_on, renewal.after_months), "questions.currency.due"
    if due is None and "offer" in known.kept_back:
        return ()
    if due is None:
        return (Statement("questions.currency.no_renewal", Basis.CHECKED),)
    if due < known.today:
        over = Statement(f"{code}_over", Basis.STATED, {"day": due}, outcome=Outcome.INDETERMINATE)
        return (over,)
    return (Statement(code, Basis.STATED, {"day": due}),)


def _achieved(known: Read) -> Iterator[Statement]:
    """Clocks 1 and 3."""
    award = known.award
    if award is None:
        yield Statement("questions.currency.no_award_day", Basis.CHECKED)
        return
    if award.assessed_on:
        yield Statement("questions.currency.assessed", Basis.STATED, {"day": award.assessed_on})
    yield Statement("questions.currency.awarded", Basis.STATED, {"day": award.awarded_on})
    months = months_between(award.awarded_on, known.today)
    if months > 0:
        yield Statement("questions.currency.age", Basis.CHECKED, {}, months)


def _document(known: Read) -> Iterator[Statement]:
    """Clock 2."""
    dates = known.check("dates")
    evidence = dates.evidence if dates else {}
    for name in ("from", "until"):
        written = evidence.get(name)
        if isinstance(written, str) and (day := _day(written)):
            data: dict[str, Value] = {"day": day}
            yield Statement(f"questions.currency.document_{name}", Basis.STATED, data)


def months_between(first: date, last: date) -> int:
    """Whole months from `first` to `last`; 0 where `last` is not later."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (last.day < first.day))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, day.day - 4, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date.max


def _day(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return None
