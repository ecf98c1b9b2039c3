"""Principle 3, relevance: distinct, wanted by somebody, and kept up to date.

Council Recommendation 2022/C 243/02, Annex II, principle 3.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tesela.conform.known import Known
from tesela.conform.rule import Fault, Rule, present
from tesela.conform.rules.quality import months_before
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity
from tesela.text.localized import LocalizedText

CURRENT_MONTHS = 36
ALIKE = 0.8
"""Share of common words in the outcomes from which two achievements are near duplicates."""
_SIDES = frozenset({"employers", "workers"})
_WORD = re.compile(r"\w{3,}")


def _others_involved(achievement: Achievement) -> object:
    record = achievement.design_record
    return record and any(one.who != "learners" for one in record.involved)


def _involved_undated(achievement: Achievement, _: Known) -> Iterator[Fault]:
    record = achievement.design_record
    for at, one in enumerate(record.involved if record else ()):
        if one.took_part_on is None:
            yield Fault(f"/design_record/involved/{at}", "conform.involvement_undated")


def _not_current(achievement: Achievement, known: Known) -> Iterator[Fault]:
    record = achievement.design_record
    days = [day for day in (record.updated_on, record.reviewed_on) if day] if record else []
    if known.today is None:
        return
    if not days:
        yield Fault("/design_record/updated_on", "conform.update_undated")
    elif max(days) < months_before(known.today, CURRENT_MONTHS):
        yield Fault("/design_record/updated_on", "conform.update_old", {"date": str(max(days))})


def _near_duplicate(achievement: Achievement, known: Known) -> Iterator[Fault]:
    if not known.others or not achievement.learning_outcomes:
        return
    own = _words(tuple(outcome.text for outcome in achievement.learning_outcomes))
    for other in known.others:
        if other.id == achievement.id:
            continue
        theirs = _words(tuple(outcome.text for outcome in other.learning_outcomes))
        if any(_alike(own[tag], theirs[tag]) for tag in own.keys() & theirs.keys()):
            told = {"title": other.title.in_language("en"), "id": other.id}
            yield Fault("/learning_outcomes", "conform.near_duplicate", told)
            return


@lru_cache(maxsize=1024)
def _words(texts: tuple[LocalizedText, ...]) -> dict[str, frozenset[str]]:
    """Language → the words of all texts."""
    tags = {tag for text in texts for tag in text}
    return {
        tag: frozenset(
            word for text in texts for word in _WORD.findall(text.get(tag, "").casefold())
        )
        for tag in tags
    }


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    together = one | other
    return bool(together) and len(one & other) / len(together) >= ALIKE


def _not_endorsed(_: Achievement, known: Known) -> Iterator[Fault]:
    if _SIDES - (known.endorsed_by or frozenset()):
        yield Fault("", "conform.not_endorsed")


_WARNS = Severity.WARNS
RULES: tuple[Rule[Achievement], ...] = (
    present("P3-01", 3, None, _WARNS, lambda a: a.needs, "/needs", "conform.no_need"),
    present(
        "P3-02",
        3,
        None,
        _WARNS,
        _others_involved,
        "/design_record/involved",
        "conform.nobody_involved",
    ),
    Rule("P3-02", 3, None, _WARNS, _involved_undated, ("conform.involvement_undated",)),
    Rule(
        "P3-03",
        3,
        None,
        _WARNS,
        _not_current,
        ("conform.update_old", "conform.update_undated"),
        needs=("today",),
    ),
    Rule("P3-04", 3, 6, _WARNS, _near_duplicate, ("conform.near_duplicate",)),
    Rule(
        "P3-05",
        3,
        None,
        Severity.INFORMS,
        _not_endorsed,
        ("conform.not_endorsed",),
        needs=("endorsed_by",),
    ),
)
