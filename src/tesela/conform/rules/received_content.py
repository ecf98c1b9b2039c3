"""Principles 2 and 4 in received credentials: terms, amounts, days and grades as they are written.

Council Recommendation 2022/C 243/02, Annex II, principles 2 and 4; Annex I,
elements 1, 5, 7, 9, 10, 14. What a credential does not state at all is for the
rules about achievements, and for presence rules; these look at how it is stated.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from tesela.conform.known import Known
from tesela.conform.rule import Fault, Find, Rule, Scope
from tesela.conform.rules.subjects import ELEMENT_OF_LIST, Received
from tesela.model.days import day_meant
from tesela.model.findings import Severity
from tesela.model.stated import Term, Written
from tesela.text.catalogue import say
from tesela.text.languages import COMPLETE_LANGUAGES

RECEIVED = frozenset({Scope.RECEIVED})
_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS
_ADDRESS = ("https://", "http://")


def _readable(received: Received, _: Known) -> Iterator[Fault]:
    """A credential of which nothing can be read as an achievement."""
    if received.achievement is None:
        yield Fault("", "received.unreadable")


def _no_page(received: Received, _: Known) -> Iterator[Fault]:
    """Nothing says where the public finds the description."""
    achievement = received.achievement
    if achievement is None or achievement.page or achievement.id.startswith(_ADDRESS):
        return
    yield Fault(received.stated.place_of("/page"), "received.no_page")


def _own_terms(element: int) -> Find[Received]:
    """A term of nobody's list where a European one exists, or one of another list."""

    def find(received: Received, _: Known) -> Iterator[Fault]:
        for term in _terms_of(received, element):
            if term.meant:
                yield Fault(
                    term.path, "received.private_term", {"term": term.text, "meant": term.meant}
                )
            elif term.other:
                yield Fault(
                    term.path, "received.other_list", {"term": term.text, "list": term.other}
                )

    return find


def _unknown_terms(element: int) -> Find[Received]:
    """A term that no list has which is kept here."""

    def find(received: Received, _: Known) -> Iterator[Fault]:
        for term in _terms_of(received, element):
            if not term.meant and not term.other:
                yield Fault(term.path, "received.unknown_term", {"term": term.text})

    return find


def _terms_of(received: Received, element: int) -> Iterator[Term]:
    return (one for one in received.stated.terms if ELEMENT_OF_LIST.get(one.list) == element)


def _durations(received: Received, _: Known) -> Iterator[Fault]:
    for one in received.stated.durations:
        yield Fault(one.path, "received.no_hours", {"duration": one.text[:80]})


def _shifted_birth(received: Received, _: Known) -> Iterator[Fault]:
    births = {one.path for one in received.stated.births}
    for one in received.stated.shifted_days:
        if one.path in births:
            yield Fault(one.path, "received.birth_with_time")


def _shifted_day(received: Received, _: Known) -> Iterator[Fault]:
    births = {one.path for one in received.stated.births}
    for one in received.stated.shifted_days:
        if one.path not in births:
            yield Fault(one.path, "received.day_in_other_zone", {"written": one.text[:40]})


def _grade_without_scale(received: Received, _: Known) -> Iterator[Fault]:
    if received.achievement is not None and received.achievement.grading is not None:
        return
    for one in received.stated.grades:
        if not says_passed(one.text):
            yield Fault(one.path, "received.grade_without_scale", {"grade": one.text[:40]})


def says_passed(grade: str) -> bool:
    """Whether a grade only says that somebody has passed; no scale is needed to read it."""
    return grade.strip().casefold() in _PASSED


_PASSED = frozenset(
    {"pass", "passed", "completed", "successful"}
    | {say("elm.passed", tag).casefold() for tag in COMPLETE_LANGUAGES}
)


class _Day(NamedTuple):
    day: date
    path: str


_Pair = tuple[str, str, str]
_ORDER: tuple[_Pair, ...] = (
    ("began", "assessed", "received.assessed_before_learning"),
    ("began", "awarded", "received.awarded_before_learning"),
    ("began", "valid_from", "received.valid_before_learning"),
    ("began", "issued", "received.issued_before_learning"),
    ("assessed", "awarded", "received.awarded_before_assessment"),
    ("awarded", "issued", "received.issued_before_award"),
)
"""What comes first, what may only follow, and how it is called when it does not."""


def _date_order(received: Received, _: Known) -> Iterator[Fault]:
    """Learning, assessment, award, issue: each on the day of the one before, or later."""
    told: set[tuple[str, str]] = set()
    for earlier, later, code in _ORDER:
        first, then = (_days(getattr(received.stated, name)) for name in (earlier, later))
        if first and then and then[0].day < first[0].day:
            mark = (first[0].path, then[0].path)
            if mark not in told:
                told.add(mark)
                data = {"first": first[0].day.isoformat(), "then": then[0].day.isoformat()}
                yield Fault(then[0].path, code, data)


def _in_the_future(received: Received, known: Known) -> Iterator[Fault]:
    today = known.today
    for name in ("assessed", "awarded", "issued"):
        for one in _days(getattr(received.stated, name)):
            if today is not None and one.day > today:
                yield Fault(one.path, "received.in_the_future", {"day": one.day.isoformat()})


def _days(found: Iterable[Written]) -> list[_Day]:
    """The days meant, earliest first."""
    days = ((day_meant(one.text), one.path) for one in found)
    return sorted(_Day(day, path) for day, path in days if day is not None)


RULES: tuple[Rule[Received], ...] = (
    Rule("P2-01", 2, None, _BLOCKS, _readable, ("received.unreadable",), scopes=RECEIVED),
    *(
        Rule(
            "P2-02",
            2,
            element,
            _BLOCKS,
            _own_terms(element),
            ("received.private_term", "received.other_list"),
            scopes=RECEIVED,
        )
        for element in sorted(set(ELEMENT_OF_LIST.values()))
    ),
    *(
        Rule(
            "P2-02",
            2,
            element,
            _WARNS,
            _unknown_terms(element),
            ("received.unknown_term",),
            scopes=RECEIVED,
        )
        for element in sorted(set(ELEMENT_OF_LIST.values()))
    ),
    Rule("P2-13", 2, None, _WARNS, _no_page, ("received.no_page",), presence=True, scopes=RECEIVED),
    Rule("P2-05", 2, 7, _BLOCKS, _durations, ("received.no_hours",), scopes=RECEIVED),
    Rule("DATE-TZ", 2, 1, _WARNS, _shifted_birth, ("received.birth_with_time",), scopes=RECEIVED),
    Rule("DATE-TZ", 2, 5, _WARNS, _shifted_day, ("received.day_in_other_zone",), scopes=RECEIVED),
    Rule(
        "P4-05",
        4,
        14,
        _WARNS,
        _grade_without_scale,
        ("received.grade_without_scale",),
        scopes=RECEIVED,
    ),
    Rule(
        "P4-08",
        4,
        5,
        _BLOCKS,
        _date_order,
        tuple(code for *_, code in _ORDER),
        scopes=RECEIVED,
    ),
    Rule(
        "P4-08",
        4,
        5,
        _BLOCKS,
        _in_the_future,
        ("received.in_the_future",),
        scopes=RECEIVED,
        needs=("today",),
    ),
)
