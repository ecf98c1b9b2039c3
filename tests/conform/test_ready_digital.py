"""The ready descriptions of digital basics: one for each competence of DigComp 2.2.

They are for people with few digital skills, so they stay at foundation level
and small. They claim nothing that nobody has found: no ECTS, no level, no
decision of quality assurance.
"""

from datetime import date
from pathlib import Path

import pytest

from tesela.conform import Known, check
from tesela.model.achievement import Achievement
from tesela.model.description import read_description
from tesela.model.findings import Severity
from tesela.vocab import vocabulary

FOLDER = Path(__file__).parents[2] / "examples" / "achievements" / "digital"
LANGUAGES = ("en", "de", "fr")
ACHIEVEMENTS = {
    file.stem: read_description(file.read_bytes(), file.name).achievement
    for file in sorted(FOLDER.glob("*.yaml"))
}
every_description = pytest.mark.parametrize(
    "achievement", ACHIEVEMENTS.values(), ids=list(ACHIEVEMENTS)
)


def competences(achievement: Achievement) -> set[str]:
    return {
        reference.code or ""
        for outcome in achievement.learning_outcomes
        for reference in outcome.references
    }


def test_there_is_one_for_each_competence() -> None:
    listed = [one.code for one in vocabulary("digcomp-2.2").concepts if "." in one.code]
    described = [code for one in ACHIEVEMENTS.values() for code in competences(one)]
    assert sorted(described) == sorted(listed)
    assert len(ACHIEVEMENTS) == 21


def test_no_two_say_the_same() -> None:
    for tag in LANGUAGES:
        outcomes = [o.text[tag] for a in ACHIEVEMENTS.values() for o in a.learning_outcomes]
        criteria = [a.assessment[0].criteria for a in ACHIEVEMENTS.values()]
        assert len(set(outcomes)) == len(outcomes)
        assert len({text[tag] for text in criteria if text}) == 21
        assert len({a.title[tag] for a in ACHIEVEMENTS.values()}) == 21


@every_description
def test_the_competence_is_quoted_as_the_list_has_it(achievement: Achievement) -> None:
    for outcome in achievement.learning_outcomes:
        [reference] = outcome.references
        concept = vocabulary("digcomp-2.2").concept(reference.code or "")
        european = concept.uri.startswith("http://data.europa.eu/")
        assert reference.framework == "DigComp 2.2"
        assert reference.uri == (concept.uri if european else None)
        assert dict(reference.label) == {tag: concept.labels[tag] for tag in LANGUAGES}


@every_description
def test_it_is_small_and_claims_nothing_that_nobody_found(achievement: Achievement) -> None:
    assert 3 <= len(achievement.learning_outcomes) <= 6
    workload, level = achievement.workload, achievement.level
    assert workload is not None
    assert workload.hours is not None
    assert 5 <= workload.hours <= 15
    assert not workload.credits
    assert workload.note is not None
    assert "own figure, to be adapted" in workload.note["en"]
    assert level is not None
    assert level.not_applicable
    assert {one.kind for one in achievement.quality_assurance} == {"internal-quality-assurance"}
    assert achievement.licence == "CC0-1.0"


@every_description
def test_the_hours_of_the_parts_make_the_whole(achievement: Achievement) -> None:
    workload = achievement.workload
    assert workload is not None
    assert workload.note is not None
    for tag in LANGUAGES:
        numbers = [int(word) for word in workload.note[tag].split() if word.isdecimal()]
        assert sum(numbers) == workload.hours, tag
        [easy] = [one.text or "" for one in achievement.media if one.language == tag]
        assert str(workload.hours) in easy


@every_description
def test_practice_is_shown_in_practice_and_in_more_than_one_way(achievement: Achievement) -> None:
    [part] = achievement.assessment
    assert part.type == "practical-assessment"
    assert set(part.outcomes) == {outcome.id for outcome in achievement.learning_outcomes}
    assert part.criteria
    assert "Enough" in part.criteria["en"]
    assert part.alternatives
    assert achievement.routes == ("course", "validation")


@every_description
def test_a_centre_may_start_from_it(achievement: Achievement) -> None:
    """Nothing blocks, and what is to be mended is what only the centre itself can say."""
    found = check(achievement, known=Known(today=date(2026, 6, 1))).findings
    assert [one for one in found if one.severity is Severity.BLOCKS] == []
    about_the_provider = {"P1", "P3", "P8", "P2-13"}
    warned = {one.rule for one in found if one.severity is Severity.WARNS}
    assert {r for r in warned if not {r, r.split("-")[0]} & about_the_provider} == set()
