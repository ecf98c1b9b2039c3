"""The same syllabus, in six languages and six kinds of file, gives the same description."""

import json
from collections.abc import Callable
from functools import lru_cache

import pytest

from tesela.drafting import described, read
from tesela.drafting.rules import ids
from tesela.model.description import read_description
from tesela.model.draft import Draft
from tests.drafting import files
from tests.drafting.syllabi import SYLLABI, Syllabus

KINDS: dict[str, Callable[..., bytes]] = {
    "docx": files.docx,
    "odt": files.odt,
    "pdf": files.pdf,
    "md": files.plain,
    "html": files.html,
}


@lru_cache
def draft_of(syllabus: Syllabus, kind: str) -> Draft:
    return read(f"syllabus.{kind}", KINDS[kind](syllabus.blocks))


def values(draft: Draft) -> dict[str, object]:
    assert not draft.doubled
    return {found.path: found.value for found in draft.found}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("syllabus", SYLLABI, ids=lambda syllabus: syllabus.language)
def test_everything_that_it_says_is_found(syllabus: Syllabus, kind: str) -> None:
    draft = draft_of(syllabus, kind)
    found, tag = values(draft), syllabus.language
    assert draft.source.language == tag
    assert found["title"] == {tag: syllabus.title}
    assert found["issuer.country"] == "AT"
    assert "Donauwerk" in found["awarding_bodies.0.name"][tag]
    outcomes = [found[path] for path in found if path.startswith("learning_outcomes")]
    assert outcomes == [{tag: text} for text in syllabus.outcomes]
    assert found["workload.hours"] == "25"
    assert found["workload.credits.0"] == {"system": "ects", "points": "1.5"}
    assert found["level.eqf"] == 3
    assert found["assessment.0.type"] == "written-examination"
    assert "96" in found["assessment.0.criteria"][tag]
    assert found["participation.0"] == "blended"
    assert "16" in found["prerequisites.text"][tag]
    assert found["languages.0"] == "en"
    assert draft.gaps == ("11", "13", "14", "15", "16")
    assert [note.code for note in draft.notes] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("syllabus", SYLLABI, ids=lambda syllabus: syllabus.language)
def test_each_value_stands_where_it_is_said_to(syllabus: Syllabus, kind: str) -> None:
    draft = draft_of(syllabus, kind)
    hours = next(found for found in draft.found if found.path == "workload.hours")
    assert "25" in hours.where.excerpt
    assert hours.rule == "hours.label"
    where = {"docx": "cell", "odt": "cell", "pdf": "page", "md": "paragraph", "html": "cell"}
    assert hours.where.kind == where[kind]
    assert hours.where.name == {"cell": "1: 3/2", "page": "1"}.get(where[kind], hours.where.name)
    assert {found.rule for found in draft.found} <= set(ids())


@pytest.mark.parametrize("syllabus", SYLLABI, ids=lambda syllabus: syllabus.language)
def test_what_is_taken_is_a_description_once_its_author_is_named(syllabus: Syllabus) -> None:
    draft = draft_of(syllabus, "docx")
    members = described(draft, range(len(draft.found)))
    members["id"] = "https://donauwerk.example/achievements/care"
    members["issuer"]["name"] = {syllabus.language: "Donauwerk"}
    achievement = read_description(json.dumps(members).encode(), "d.json").achievement
    assert achievement.title[syllabus.language] == syllabus.title
    assert [one.id for one in achievement.learning_outcomes] == ["outcome-1", "outcome-2"]


def test_a_language_that_was_named_counts() -> None:
    draft = read("x.txt", b"Title: Gestion\n\nNiveau CEC: 4\n", "fr-BE")
    assert draft.source.language == "fr-BE"
    assert values(draft)["title"] == {"fr-BE": "Gestion"}


def test_a_language_nobody_can_tell_is_told_so() -> None:
    draft = read("x.txt", b"Title: Qwrtz\n")
    assert values(draft)["title"] == {"und": "Qwrtz"}
    assert [note.code for note in draft.notes] == ["draft.language_unknown"]
