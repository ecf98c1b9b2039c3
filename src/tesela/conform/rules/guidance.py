"""Principle 10, information and guidance: found, understood, and open to many.

Council Recommendation 2022/C 243/02, Annex II, principle 10. Easy-to-read text
is asked for by ACC-09, accessibility by ACC-01.
"""

from collections.abc import Iterator

from tesela.conform.known import Known
from tesela.conform.rule import Fault, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

_OTHER_LANGUAGES = frozenset({"migrants", "refugees", "non-native-speakers"})


def _one_language(achievement: Achievement, _: Known) -> Iterator[Fault]:
    if _OTHER_LANGUAGES & set(achievement.target_groups) and len(achievement.title) == 1:
        yield Fault("/title", "conform.one_language")


def _not_in_feed(_: Achievement, known: Known) -> Iterator[Fault]:
    if not known.in_guidance_feed:
        yield Fault("", "conform.not_in_feed")


_WARNS = Severity.WARNS
RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P10-01",
        10,
        None,
        _WARNS,
        lambda a: a.offer and a.offer.guidance,
        "/offer/guidance",
        "conform.no_guidance",
    ),
    present("P10-02", 10, None, _WARNS, lambda a: a.summary, "/summary", "conform.no_summary"),
    Rule("P10-03", 10, None, _WARNS, _one_language, ("conform.one_language",)),
    present(
        "P10-04",
        10,
        None,
        _WARNS,
        lambda a: a.offer and a.offer.cost,
        "/offer/cost",
        "conform.no_cost",
    ),
    present(
        "P10-04",
        10,
        None,
        _WARNS,
        lambda a: a.offer and a.offer.dates,
        "/offer/dates",
        "conform.no_dates",
    ),
    present("P10-04", 10, None, _WARNS, lambda a: a.funding, "/funding", "conform.no_funding"),
    Rule(
        "P10-05",
        10,
        None,
        Severity.INFORMS,
        _not_in_feed,
        ("conform.not_in_feed",),
        needs=("in_guidance_feed",),
    ),
)
