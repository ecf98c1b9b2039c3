"""The ready descriptions: each can be taken as it is, none claims what nobody has found.

Complete by Annex I in every language that is promised, with provenance, and
without anything that would forbid to publish. What the checker asks for beyond
that is what only a provider can say of itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tesela.conform import Known, check
from tesela.model.base import Part
from tesela.model.description import DescriptionUnfitError
from tesela.model.findings import Findings, Severity
from tesela.model.ready import FIELDS, LICENCE, Ready, origin_of, ready, ready_named
from tesela.text.localized import LocalizedText

IN_FIELDS = [one for one in ready() if one.field]
SIX = {"en", "de", "fr", "es", "fi", "el"}
PROMISED = dict.fromkeys(FIELDS, SIX) | {"digital": {"en", "de", "fr"}}
"""Languages in which every text of a ready description stands; more are welcome."""
TODAY = date(2026, 12, 1)
OF_THE_PROVIDER = {
    "ACC-04": "the way to the place",
    "ACC-06": "whom to ask about adjustments",
    "ACC-07": "how the staff are prepared",
    "ACC-09": "a text that readers have tried out",
    "P1-05": "somebody from outside",
    "P1-06": "a page of its own",
    "P1-08": "answers of others",
    "P1-09": "the day of a review",
    "P2-08": "links to a framework",
    "P2-13": "a page of its own",
    "P3-02": "who took part",
    "P3-03": "the day of the last change",
    "P7-04": "what its tile shows",
    "P8-02": "learners who took part",
    "P8-04": "who helps",
    "P10-04": "cost and dates",
}
"""What a ready description may leave to whoever takes it: rule → what is left."""
every_one = pytest.mark.parametrize("one", IN_FIELDS, ids=lambda one: one.name)


def texts(value: object, where: str = "") -> Iterator[tuple[str, LocalizedText]]:
    if isinstance(value, LocalizedText):
        yield where, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{where}/{name}")
    elif isinstance(value, tuple):
        for number, member in enumerate(value):
            yield from texts(member, f"{where}/{number}")


@cache
def found(name: str) -> Findings:
    one = ready_named(name)
    assert one
    return check(one.achievement, known=Known(today=TODAY))


@every_one
def test_nothing_forbids_to_publish_it(one: Ready) -> None:
    assert found(one.name).blocking == ()
    told = {each.rule for each in found(one.name).findings if each.severity is not Severity.ASKS}
    assert not {rule for rule in told if rule.startswith("DEF")}


@every_one
def test_what_is_left_open_is_what_only_a_provider_can_say(one: Ready) -> None:
    warned = {each.rule for each in found(one.name).findings if each.severity is Severity.WARNS}
    assert warned - set(OF_THE_PROVIDER) == set()


@every_one
def test_every_element_of_annex_one_is_there(one: Ready) -> None:
    made = one.achievement
    assert made.title
    assert made.summary
    assert made.issuer.country
    assert made.awarding_bodies
    assert 3 <= len(made.learning_outcomes) <= 7
    assert made.workload
    assert made.workload.hours
    assert made.workload.note
    assert made.level
    assert made.participation
    assert made.quality_assurance
    assert {each.kind for each in made.quality_assurance} == {"internal-quality-assurance"}
    assert made.prerequisites
    assert made.grading
    assert made.stackability
    assert made.further_information
    assert made.target_groups
    assert made.needs
    assert made.routes == ("course", "validation")


@every_one
def test_the_assessment_has_criteria_another_way_and_supervision(one: Ready) -> None:
    made = one.achievement
    covered = {handle for part in made.assessment for handle in part.outcomes}
    assert covered == {outcome.id for outcome in made.learning_outcomes}
    assert sum(part.weight_percent or 0 for part in made.assessment) == 100
    for part in made.assessment:
        assert part.criteria
        assert "nough" in part.criteria["en"], "what is asked, and what is enough"
        assert part.alternatives
        assert part.supervision


@every_one
def test_every_text_stands_in_every_language_of_its_title(one: Ready) -> None:
    made = one.achievement
    tags = set(made.title)
    assert tags >= PROMISED[one.field]
    for where, text in texts(made):
        assert set(text) == tags, where
        if not where.endswith(("/name", "/label")):  # what has a name of its own keeps it
            assert len(set(text.values())) == len(tags), where


@every_one
def test_figures_say_that_they_are_proposals(one: Ready) -> None:
    made = one.achievement
    assert made.workload
    assert made.workload.note
    assert re.search(r"proposal|own figure", made.workload.note["en"])
    assert not made.workload.credits
    assert made.level
    if made.level.eqf is not None:
        assert made.design_record
        assert made.design_record.level_evidence
        assert "proposal" in made.design_record.level_evidence["en"]


@every_one
def test_it_says_where_it_comes_from_and_may_be_taken(one: Ready) -> None:
    made = one.achievement
    assert made.licence == LICENCE
    origin = origin_of(made)
    assert origin.licence == LICENCE
    assert origin.title == made.title
    assert origin.achievement
    assert origin.version
    assert origin.taken_on is None, "that is for whoever takes it"


@every_one
def test_nobody_real_is_named(one: Ready) -> None:
    raw = one.file.read_text("utf-8")
    hosts = re.findall(r"https?://([^/\s]+)", raw)
    assert {host for host in hosts if not host.endswith(".example")} <= {"data.europa.eu"}
    assert all(address.endswith(".example") for address in re.findall(r"\S+@(\S+)", raw))
    numbers = re.findall(r"^ +value: (\S+)", raw, re.MULTILINE)
    assert all(number.startswith("EXAMPLE") for number in numbers)


@every_one
def test_the_file_is_easy_to_change(one: Ready) -> None:
    raw = one.file.read_text("utf-8")
    assert raw.startswith("# ")
    assert max(map(len, raw.splitlines())) <= 120
    assert "\t" not in raw


@every_one
def test_the_list_says_what_the_description_says(one: Ready) -> None:
    made = one.achievement
    assert one.title == made.title
    assert one.summary == made.summary
    assert made.workload
    assert one.hours == made.workload.hours
    assert one.eqf == (made.level.eqf if made.level else None)


@every_one
def test_greek_is_written_in_greek_letters_and_only_greek(one: Ready) -> None:
    for where, text in texts(one.achievement):
        for tag, written in text.items():
            greek = len(re.findall(r"[\u0370-\u03ff\u1f00-\u1fff]", written))
            latin = len(re.findall(r"[A-Za-z]", written))
            assert greek > latin / 2 if tag == "el" else greek == 0, (where, tag)
            assert not re.search(r"[\u0370-\u03ff][A-Za-z]|[A-Za-z][\u0370-\u03ff]", written)


def test_no_two_have_one_name_or_address() -> None:
    for facts in (
        [one.name for one in ready()],
        [one.achievement.id for one in ready()],
        [str(origin_of(one.achievement).achievement) for one in ready()],
        [one.title["en"] for one in ready()],
    ):
        assert [fact for fact, times in Counter(facts).items() if times > 1] == []


def test_no_outcome_is_told_twice() -> None:
    told = Counter(
        (tag, text)
        for one in ready()
        for outcome in one.achievement.learning_outcomes
        for tag, text in outcome.text.items()
    )
    assert [text for text, times in told.items() if times > 1] == []


def test_each_field_has_its_ready_descriptions() -> None:
    counted = Counter(one.field for one in IN_FIELDS)
    assert list(counted) == list(FIELDS)
    assert sum(counted.values()) >= 50
    assert ready_named("dignity-and-privacy")
    assert ready_named("nothing-of-the-kind") is None


def test_a_fault_in_one_would_be_found() -> None:
    """The checks above can fail: without its criteria a description blocks."""
    made = ready_named("dignity-and-privacy")
    assert made
    first, *rest = made.achievement.assessment
    bare = first.model_copy(update={"criteria": None})
    broken = made.achievement.model_copy(update={"assessment": (bare, *rest)})
    assert check(broken, known=Known(today=TODAY)).blocking


def test_what_is_no_description_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("# nothing\ntitle: {en: Alone}\nworkload:\n  hours: many\n", "utf-8")
    one = Ready("x", "care", file)
    assert one.title == {"en": "Alone"}
    assert one.hours is None
    with pytest.raises(DescriptionUnfitError):
        _ = one.achievement
