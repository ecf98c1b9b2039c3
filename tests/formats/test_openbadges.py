"""Open Badges 3.0: what is written reads back, and nothing written is lost to the signature."""

import re
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tesela.codecs.jsonld import canonical_quads
from tesela.formats.openbadges import WHERE, carried, is_open_badge, read, write
from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner
from tesela.model.base import Part
from tesela.model.carried import losses
from tesela.status.bitstring import Place, entry
from tests.formats.any_achievement import ACHIEVEMENTS
from tests.formats.carrying import differing
from tests.published import load
from tests.samples import ACHIEVEMENT, NOW, award

names = (
    st.text(
        st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\u00a0"),
        min_size=1,
        max_size=40,
    )
    .map(str.strip)
    .filter(bool)
)


def written(some: Award) -> dict:
    status = [entry(Place("https://care.example/status/1", 4711, "revocation"))]
    return write(ACHIEVEMENT, some, issuer="did:web:care.example", issued_at=NOW, status=status)


@given(given_name=names, family_name=names, grade=st.none() | names)
def test_award_written_reads_back(given_name: str, family_name: str, grade: str | None) -> None:
    learner = Learner(
        id="urn:uuid:22222222-2222-4222-8222-222222222222",
        given_name=given_name,
        family_name=family_name,
    )
    some = award(learner=learner, grade=grade, ects_credits="1", valid_until=date(2028, 6, 12))
    assert read(written(some)).award == some


def test_achievement_reads_back_in_the_badge_language() -> None:
    found = read(written(award(language="de"))).achievement
    assert found is not None
    assert found.id == ACHIEVEMENT.id
    assert found.version == "2"
    assert dict(found.title) == {"de": "Erste Schritte in der Pflege"}
    assert found.workload == ACHIEVEMENT.workload
    assert found.level == ACHIEVEMENT.level
    assert [dict(outcome.text) for outcome in found.learning_outcomes] == [
        {"de": "die Privatsphäre schützen"},
        {"de": "weigh a risk & say why"},
    ]
    assert found.learning_outcomes[0].references[0].framework == "ESCO"
    assert [part.type for part in found.assessment] == ["written-examination"]
    assert found.participation == ("online",)
    assert found.issuer.country == "BE"
    assert found.grading is not None
    assert found.grading.pass_mark == "60"


DETAILED = Achievement.model_validate(
    {
        **ACHIEVEMENT.model_dump(mode="json", exclude_none=True),
        "quality_assurance": [
            {"kind": "internal-quality-assurance", "title": {"en": "Yearly review"}},
            {"kind": "institutional-quality-assurance"},
        ],
        "stackability": {"mode": "stackable", "note": {"en": "Schools decide."}},
        "accessibility": {"summary": {"en": "No steps."}, "support": {"en": "Ask us."}},
        "renewal": {"after_months": 24, "text": {"en": "A short test."}},
        "picture": {"alternative_text": {"en": "A mosaic of two hands"}},
    }
)


@pytest.mark.parametrize("language", ["en", "de", "el", "mt"])
def test_what_stands_in_the_criteria_alone_reads_back(language: str) -> None:
    badge = write(
        DETAILED,
        award(language=language),
        issuer="did:web:care.example",
        issued_at=NOW,
        image="https://care.example/tile.svg",
    )
    found = read(badge).achievement
    assert found is not None
    assert [some.kind for some in found.quality_assurance] == [
        "internal-quality-assurance",
        "institutional-quality-assurance",
    ], "extensions of ours have no alignment; the criteria name them"
    assert found.stackability is not None
    assert found.stackability.mode == "stackable"
    assert found.stackability.note is not None
    assert found.accessibility is not None
    assert found.accessibility.support is not None
    assert found.renewal is not None
    assert found.renewal.after_months == 24
    assert found.picture is not None
    assert list(found.picture.alternative_text.values()) == ["A mosaic of two hands"]


def test_sections_that_say_more_than_was_read_are_losses() -> None:
    place = "/credentialSubject/achievement/criteria/narrative"
    badge = write(DETAILED, award(), issuer="did:web:care.example", issued_at=NOW)
    assert read(badge).losses == (f"{place}#Assessment", f"{place}#Quality assurance")
    badge["credentialSubject"]["achievement"]["criteria"]["narrative"] = "Be good."
    assert place in read(badge).losses


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "fi", "el", "mt"])
def test_signature_would_cover_every_member(language: str) -> None:
    quads = canonical_quads(written(award(language=language, grade="96")))
    assert "_:c14n" not in quads, "every node of our own documents has an IRI"


def test_two_numbers_of_one_register_both_come_back() -> None:
    numbers = [{"scheme": "VAT", "value": "BE1"}, {"scheme": "VAT", "value": "IE2"}]
    described = ACHIEVEMENT.model_dump(mode="json", exclude_none=True)
    described["issuer"]["identifiers"] = numbers
    achievement = Achievement.model_validate(described)
    document = write(
        achievement,
        award(achievement=achievement.edition),
        issuer="did:web:care.example",
        issued_at=NOW,
        image="data:image/svg+xml;base64,AA==",
    )
    found = read(document).achievement
    assert found is not None
    assert [one.value for one in found.issuer.identifiers] == ["BE1", "IE2"]


def test_day_stays_the_same_in_every_time_zone() -> None:
    assert written(award())["awardedDate"] == "2026-06-12T12:00:00Z"


def test_every_row_of_the_table_names_a_field_of_the_model() -> None:
    for row in WHERE:
        model, field, *_ = row.field.split(".")
        kind = Achievement if model == "achievement" else Award
        assert field in kind.model_fields, row.field
        assert row.native or row.alignment or row.criteria, row.field
        for member in (*row.back, *row.partly, *row.told):
            assert _is_member(kind, [field, *_, *filter(None, member.split("."))]), member


def _is_member(kind: Any, steps: list[str]) -> bool:
    for at, step in enumerate(steps, start=1):
        if step not in kind.model_fields:
            return False
        named = re.findall(r"tesela\.model\.(\w+)\.(\w+)", str(kind.model_fields[step].annotation))
        kinds = (getattr(import_module(f"tesela.model.{room}"), name) for room, name in named)
        below = next(
            (some for some in kinds if isinstance(some, type) and issubclass(some, Part)), None
        )
        if below is None:
            return at == len(steps)
        kind = below
    return True


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(achievement=ACHIEVEMENTS)
def test_what_the_table_promises_comes_back(achievement: Achievement) -> None:
    """What is not in the losses came back; the losses are computed from the table alone."""
    language = next(iter(achievement.title))
    some = award(achievement=achievement.edition, language=language, ects_credits="1", grade="90")
    stated = {"achievement": achievement, "award": some}
    document = write(
        achievement,
        some,
        issuer="did:web:care.example",
        issued_at=NOW,
        image="data:image/svg+xml;base64,AA==",
    )
    found = read(document)
    lost = {loss.path for loss in losses(stated, carried(), language) if loss.kind != "languages"}
    back = {"achievement": found.achievement, "award": found.award}
    assert differing(stated, back, language) <= lost


def test_foreign_badge_reads_as_far_as_it_goes(standards: Path) -> None:
    document = load(standards / "vectors/openbadges/simple.json")
    assert is_open_badge(document)
    reading = read(document)
    assert reading.achievement is not None
    assert reading.achievement.title.in_language("en") == "Teamwork"
    assert reading.award is None, "it names no learner"
    assert reading.losses


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"credentialSubject": "nobody"},
        {"credentialSubject": {"achievement": [1, 2]}},
        {"issuer": 3, "credentialSubject": {"achievement": {"name": {"@value": 3}}}},
    ],
)
def test_malformed_badge_is_a_loss_not_an_error(fault: dict) -> None:
    assert read({"type": ["OpenBadgeCredential"], **fault}).losses
