"""Principle 7, portable: owned by the learner, readable by everyone, and no more data than needed.

Council Recommendation 2022/C 243/02, Annex II, principle 7. What a single
credential must be (P7-02, P7-03, P7-05, P7-07, P7-08) is asked of credentials.
"""

from collections.abc import Iterator

from tesela.conform.known import Known
from tesela.conform.rule import Fault, Rule, present
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity

_HELD_BACK = "sd-jwt"


def _no_open_format(_: Achievement, known: Known) -> Iterator[Fault]:
    if not known.formats:
        yield Fault("", "conform.no_open_format")


def _no_disclosure(_: Achievement, known: Known) -> Iterator[Fault]:
    if known.formats and not any(name.startswith(_HELD_BACK) for name in known.formats):
        yield Fault("", "conform.no_selective_disclosure")


def _alternative_languages(achievement: Achievement, _: Known) -> Iterator[Fault]:
    picture = achievement.picture
    missing = (
        [tag for tag in achievement.title if tag not in picture.alternative_text] if picture else []
    )
    if missing:
        told = {"languages": ", ".join(missing)}
        yield Fault("/picture/alternative_text", "conform.alternative_languages", told)


_WARNS = Severity.WARNS
RULES: tuple[Rule[Achievement], ...] = (
    Rule(
        "P7-01",
        7,
        None,
        Severity.BLOCKS,
        _no_open_format,
        ("conform.no_open_format",),
        needs=("formats",),
    ),
    present(
        "P7-04", 7, None, _WARNS, lambda a: a.picture, "/picture", "conform.no_alternative_text"
    ),
    Rule("P7-04", 7, None, _WARNS, _alternative_languages, ("conform.alternative_languages",)),
    Rule(
        "P7-06",
        7,
        None,
        _WARNS,
        _no_disclosure,
        ("conform.no_selective_disclosure",),
        needs=("formats",),
    ),
)
