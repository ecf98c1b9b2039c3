"""Badges, European credentials and course backups: members, with the place each stands at."""

import json
from typing import Any

import pytest

from tesela.drafting import described, read
from tesela.formats import elm
from tesela.formats.baked import svg
from tesela.model.achievement import Achievement
from tesela.model.draft import Draft
from tests.drafting import files
from tests.formats.test_kept_vectors import FOLDER
from tests.samples import ACHIEVEMENT


def values(draft: Draft) -> dict[str, Any]:
    assert not draft.doubled
    return {found.path: found.value for found in draft.found}


def test_an_elm_description_comes_back_whole() -> None:
    draft = read("d.jsonld", elm.description_bytes(ACHIEVEMENT))
    members = described(draft, range(len(draft.found)))
    made = Achievement.model_validate({**members, "id": ACHIEVEMENT.id, "version": "2"})
    assert made.title == ACHIEVEMENT.title
    assert [one.text for one in made.learning_outcomes] == [
        one.text for one in ACHIEVEMENT.learning_outcomes
    ]
    assert made.workload == ACHIEVEMENT.workload
    assert made.level == ACHIEVEMENT.level
    assert made.grading == ACHIEVEMENT.grading
    assert draft.source.kind == "european"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("openbadge.json", "badge"),
        ("baked-png.png", "badge"),
        ("baked-svg.svg", "badge"),
        ("vc-jwt.jwt", "badge"),
        ("elm.jsonld", "european"),
        ("sd-jwt.token", "credential"),
    ],
)
def test_a_credential_gives_its_achievement_and_nothing_of_its_learner(
    name: str, kind: str
) -> None:
    draft = read(name, (FOLDER / name).read_bytes())
    found = values(draft)
    assert draft.source.kind == kind
    assert "First steps in care" in found["title"].values()
    assert found["workload.hours"] == "25"
    assert found["level.eqf"] == 3
    assert len([path for path in found if path.endswith(".text")]) >= 2
    assert "draft.not_verified" in [note.code for note in draft.notes]
    everything = json.dumps([one.to_json() for one in draft.found], ensure_ascii=False)
    assert "Żaneta" not in everything
    assert "Súilleabháin" not in everything


def test_a_pdf_with_its_credential_inside_is_read_by_that() -> None:
    draft = read("c.pdf", (FOLDER / "pdf.pdf").read_bytes())
    assert "First steps in care" in values(draft)["title"].values()
    assert draft.source.kind != "pdf"


BADGE_CLASS = {
    "@context": "https://w3id.org/openbadges/v2",
    "type": "BadgeClass",
    "id": "https://badges.example/care",
    "name": "Basics of care",
    "description": "For people who want to support others.",
    "criteria": {
        "narrative": "## Learning outcomes\n\n- protect the privacy of people\n- weigh a risk\n\n"
        "Workload: 25 hours\n\nAssessment: written exam"
    },
    "issuer": {"type": "Issuer", "id": "https://care.example", "name": "Care Organisation"},
}


def test_a_badge_class_by_itself() -> None:
    draft = read("badge.json", json.dumps(BADGE_CLASS).encode(), "en")
    found = values(draft)
    assert found["title"] == {"en": "Basics of care"}
    assert found["awarding_bodies.0.name"] == {"en": "Care Organisation"}
    assert found["learning_outcomes.1.text"] == {"en": "weigh a risk"}
    assert found["workload.hours"] == "25"
    assert found["assessment.0.type"] == "written-examination"
    hours = next(one for one in draft.found if one.path == "workload.hours")
    assert (hours.where.kind, hours.where.name) == ("member", "/criteria/narrative")


def test_an_assertion_of_badges_2_gives_the_class_and_not_the_recipient() -> None:
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://badges.example/a/1",
        "recipient": {"type": "email", "hashed": False, "identity": "anna@learner.example"},
        "issuedOn": "2020-05-03T00:00:00Z",
        "narrative": "Anna did well in 99 hours in total.",
        "verification": {"type": "hosted"},
        "badge": BADGE_CLASS,
    }
    written = json.dumps(assertion)
    picture = svg.baked('<svg xmlns="http://www.w3.org/2000/svg"></svg>', written.encode())
    for data in (written.encode(), picture):
        draft = read("a", data, "en")
        assert values(draft)["title"] == {"en": "Basics of care"}
        assert values(draft)["workload.hours"] == "25"
        assert "anna" not in json.dumps([one.to_json() for one in draft.found]).casefold()


@pytest.mark.parametrize("make", [files.tarred, files.zipped])
def test_a_course_backup(make: Any) -> None:
    draft = read("care.mbz", make(files.MOODLE))
    found = values(draft)
    assert found["title"] == {"en": "Basics of care & support"}
    assert found["learning_outcomes.0.text"] == {"en": "Protect the privacy of people"}
    assert found["workload.hours"] == "25"
    assert found["level.eqf"] == 3
    assert found["assessment.0.type"] == "quiz"
    assert found["assessment.1.type"] == "marked-assignment"
    assert found["assessment.1.title"] == {"en": "My reflection"}
    assert found["prerequisites.text"] == {"en": "none"}
    assert [note.code for note in draft.notes] == ["draft.competencies"]
    places = {one.path: (one.where.kind, one.where.name) for one in draft.found}
    assert places["title"] == ("part", "course/course.xml")
    assert places["assessment.0.type"] == ("activity", "quiz")
    assert places["prerequisites.text"] == ("part", "sections/section_1/section.xml")


def test_a_course_backup_without_a_course_still_has_its_name() -> None:
    only = {"moodle_backup.xml": files.MOODLE["moodle_backup.xml"]}
    assert values(read("care.mbz", files.tarred(only), "en"))["title"] == {"en": "Basics of care"}
