"""What has to hold before a step of quality assurance is taken: one guard, one code.

A guard raises TeselaError where the step may not be taken; `quality.TRANSITIONS`
says which guards belong to which act.
"""

import calendar
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from tesela.process.quality_case import Case
from tesela.text.errors import TeselaError

LONGEST_TEXT = 20_000
"""Characters of a reason, a question or an answer."""


class Tried(NamedTuple):
    """A step that somebody wants to take."""

    case: Case
    act: Any
    """Of the kind that the guard is listed for."""
    at: datetime


Guard = Callable[[Tried], None]


def all_answered(tried: Tried) -> None:
    """Every criterion of the scheme has an answer."""
    missing = sorted(tried.case.terms.criteria - tried.act.answered)
    if missing:
        raise TeselaError("quality.unanswered", number=len(missing), criteria=", ".join(missing))


def some_documents(tried: Tried) -> None:
    """There is something to begin with."""
    if tried.act.documents < 1:
        raise TeselaError("quality.no_documents")


def learners_heard(tried: Tried) -> None:
    """Learners were heard in this cycle, or it is written down why not."""
    if tried.case.feedback is None:
        raise TeselaError("quality.no_feedback")


def summary_or_reason(tried: Tried) -> None:
    """Either what learners said or why there is nothing, and a number that fits."""
    feedback = tried.act.feedback
    said, reason = feedback.summary.strip(), feedback.reason.strip()
    heard = feedback.learners
    if bool(said) == bool(reason) or (heard is not None and (heard < 0 or (heard and not said))):
        raise TeselaError("quality.feedback_or_reason")
    if len(said) > LONGEST_TEXT or len(reason) > LONGEST_TEXT:
        raise TeselaError("quality.too_long", maximum=LONGEST_TEXT)


def says(name: str, code: str) -> Guard:
    """The act's member `name` says something, and no more than one can read."""

    def said(tried: Tried) -> None:
        _some_text(getattr(tried.act, name), code)

    return said


def grounds_stated(tried: Tried) -> None:
    """The decision says why."""
    _some_text(tried.act.decision.reasons, "quality.no_reasons")


def scope_stated(tried: Tried) -> None:
    """The decision says for which fields, levels or countries it is."""
    scope = tried.act.decision.scope
    if not (scope.fields or scope.eqf_levels or scope.countries):
        raise TeselaError("quality.no_scope")


def dates_in_order(tried: Tried) -> None:
    """Decided by today and after the last decision; ends later, and within a cycle."""
    case, decision, today = tried.case, tried.act.decision, tried.at.date()
    if decision.decided_on > today:
        raise TeselaError("quality.decided_later")
    if case.decision and decision.decided_on < case.decision.decided_on:
        raise TeselaError("quality.decided_before_the_last")
    if decision.valid_until <= decision.decided_on or decision.valid_until < today:
        raise TeselaError("quality.dates_reversed")
    if decision.valid_until > months_after(decision.decided_on, case.terms.cycle_months):
        raise TeselaError("quality.longer_than_a_cycle", months=case.terms.cycle_months)


def not_in_the_past(tried: Tried) -> None:
    """There is time to meet the conditions."""
    if tried.act.until < tried.at.date():
        raise TeselaError("quality.conditions_past")


def monitored(tried: Tried) -> None:
    """Somebody looked since the last decision."""
    if not tried.case.monitored:
        raise TeselaError("quality.not_monitored")


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last."""
    counted = day.year * 12 + day.month - 1 + months
    year, month = divmod(counted, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _some_text(text: str, code: str) -> None:
    if not text.strip():
        raise TeselaError(code)
    if len(text) > LONGEST_TEXT:
        raise TeselaError("quality.too_long", maximum=LONGEST_TEXT)
