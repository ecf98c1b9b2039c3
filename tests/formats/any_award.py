"""Any award the model allows, of a given achievement."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner

_URNS = st.uuids().map(lambda some: some.urn)
_NAMES = st.sampled_from(("Żaneta", "Ó Súilleabháin", 'O\'Neil "x"', "李", "a: b")) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")),
    min_size=1,
    max_size=8,
)
_DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
_LATER = st.integers(0, 3000).map(timedelta)
_HOURS = st.decimals("0.01", 900, places=2)


@st.composite
def awards_of(draw: st.DrawFn, achievement: Achievement) -> Award:
    """An award of that edition."""

    def sometimes(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    whole = draw(st.booleans())
    learner = Learner(
        id=draw(_URNS),
        given_name=None if whole else draw(_NAMES),
        family_name=None if whole else draw(_NAMES),
        full_name=draw(_NAMES) if whole else None,
        date_of_birth=sometimes(_DAYS),
    )
    awarded = draw(_DAYS)
    assessed, valid = sometimes(_LATER), sometimes(_LATER)
    return Award.model_validate(
        {
            "id": draw(_URNS),
            "achievement": achievement.edition,
            "learner": learner,
            "awarded_on": awarded,
            "assessed_on": None if assessed is None else awarded - assessed,
            "valid_until": None if valid is None else awarded + valid,
            "grade": sometimes(st.sampled_from(("17/20", "sehr gut", "Pass", "Passed"))),
            "language": draw(st.sampled_from(("en", "de", "pt-BR", "sr-Latn", "isg", "xx"))),
            "evidence": draw(
                st.lists(
                    st.sampled_from(("https://a.example/1", "https://ö.example/ü")), max_size=2
                )
            ),
            "narrative": sometimes(st.sampled_from(("Did\nwell", "a (en): b"))),
            "workload_hours": sometimes(_HOURS),
            "ects_credits": sometimes(_HOURS),
            "supersedes": sometimes(_URNS),
        }
    )


def with_fresh_ids(award: Award, number: int) -> Award:
    """The same facts of another learner."""
    learner = award.learner.model_copy(update={"id": UUID(int=2 * number).urn})
    return award.model_copy(update={"id": UUID(int=2 * number + 1).urn, "learner": learner})
