"""Badges by template: the same bytes as written the general way, or the general way itself."""

import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs.contexts import BUNDLED
from tesela.formats.award_nodes import names_of
from tesela.formats.award_pattern import pattern
from tesela.issuing import proven, templates
from tesela.issuing.case import HARD_TEXTS, Case
from tesela.issuing.credentials import (
    Making,
    Options,
    _badge,
    _badge_by_template,
    _badge_by_writing,
)
from tesela.issuing.edition import Edition
from tesela.issuing.templates import Templates, Write
from tesela.model.award import Award
from tesela.proofs.keys import SoftwareKey
from tesela.shapes import template as shapes_template
from tesela.shapes.rechecking import Rechecking
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError
from tests.samples import ACHIEVEMENT, KEY, NOW, award

EDITION = Edition(ACHIEVEMENT, KEY.controller)
PLACES = (
    Place("https://care.example/status/1", 4711, "revocation"),
    Place("https://care.example/status/2", 4711, "suspension"),
)
lines = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text
)
texts = st.one_of(lines, st.sampled_from(HARD_TEXTS))
uuids = st.uuids().map(lambda one: one.urn)


def certified(case: Case, write: Write) -> shapes_template.Template | None:
    """The template that `Templates` would use."""
    return proven.certified(
        case,
        lambda other: shapes_template.template_of(write(other), other.values, BUNDLED),
        lambda made, other: made.agrees(write(other), other.values, BUNDLED),
    )


def making(one: Award, places: tuple[Place, ...] = (), **more: Any) -> Making:
    return Making(EDITION, one, places, KEY, NOW, Options(**more))


def write(case: Case) -> dict[str, Any]:
    return _badge(EDITION, case)


def by_template(one: Making) -> bytes | None:
    """By a template that is there: the first of a pattern is made the general way."""
    _badge_by_template(one)
    return _badge_by_template(one)


AWARDS: dict[str, Callable[[], Award]] = {
    "plain": award,
    "in another language": lambda: award(language="de"),
    "with a grade": lambda: award(grade="90"),
    "with an end": lambda: award(valid_until="2030-01-31"),
    "with evidence": lambda: award(evidence=["https://a.example/1", "https://a.example/2"]),
    "with words": lambda: award(narrative='Said\nin "two" lines, 100 % \\'),
    "with credits": lambda: award(ects_credits=Decimal("1.5")),
    "with everything": lambda: award(
        grade="90",
        valid_until="2030-01-31",
        evidence=["https://a.example/1"],
        narrative="x",
        ects_credits=Decimal(2),
        learner={
            "id": "urn:uuid:22222222-2222-4222-8222-222222222222",
            "full_name": "Ñandú",
            "given_name": "Ñ",
            "family_name": "u",
            "date_of_birth": "1999-12-31",
        },
    ),
}


@pytest.mark.parametrize("places", [(), PLACES[:1], PLACES], ids=["no list", "one", "two"])
@pytest.mark.parametrize("kind", AWARDS)
def test_each_pattern_has_a_template(kind: str, places: tuple[Place, ...]) -> None:
    one = making(AWARDS[kind](), places)
    made = by_template(one)
    assert made is not None
    assert made == _badge_by_writing(one)


@settings(max_examples=80, deadline=None)
@given(
    identity=uuids,
    learner=uuids,
    given_name=texts,
    family_name=texts,
    grade=texts,
    narrative=texts,
    evidence=st.from_regex(r"\Ahttps?://[a-zé.]{1,6}/[a-z#%2é?/]{0,8}\Z"),
    day=st.dates(date(1000, 1, 1)),
    moment=st.datetimes(datetime(1000, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)),
    position=st.integers(0, 131_071),
)
def test_values_never_matter(
    identity: str, learner: str, given_name: str, family_name: str, grade: str, narrative: str,
    evidence: str, day: date, moment: datetime, position: int,
) -> None:  # fmt: skip
    base = AWARDS["with everything"]()
    values = {"id": learner, "given_name": given_name, "family_name": family_name}
    other = base.model_copy(
        update={
            "id": identity,
            "learner": base.learner.model_copy(update=values),
            "grade": grade,
            "narrative": narrative,
            "evidence": (evidence,),
            "awarded_on": day,
        }
    )
    by_template(making(base, PLACES[:1]))  # the template is there
    one = replace(
        making(other, (replace(PLACES[0], position=position),)),
        issued_at=moment.replace(microsecond=0),
    )
    made = _badge_by_template(one)
    try:
        written = _badge_by_writing(one)
    except TeselaError:  # an address that a processor would not keep
        assert made is None
    else:
        assert made in (written, None)


def test_texts_of_every_kind_are_filled_in() -> None:
    by_template(making(AWARDS["with words"]()))
    for text in HARD_TEXTS:
        one = making(award(narrative=text))
        assert _badge_by_template(one) == _badge_by_writing(one)


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ("control character", {"narrative": "\x01"}),
        ("half a pair", {"narrative": "\ud800"}),
        ("noncharacter", {"narrative": "\ufffe"}),
        ("no small letters", {"id": "urn:uuid:AAAAAAAA-1111-4111-8111-111111111111"}),
        ("space in an address", {"evidence": ("https://a b/",)}),
        ("one name for two nodes", {"id": "urn:uuid:22222222-2222-4222-8222-222222222222"}),
        ("two pages are one", {"evidence": ("https://a.example/", "https://a.example/")}),
        ("a page that stands elsewhere", {"evidence": (ACHIEVEMENT.edition,)}),
    ],
)
def test_values_that_change_more_than_their_place_are_not_filled_in(
    fault: str, changes: dict[str, Any]
) -> None:
    evidence = ["https://a.example/1", "https://a.example/2"]
    base = award(narrative="x", evidence=evidence[: len(changes.get("evidence", evidence))])
    assert by_template(making(base)) is not None
    assert _badge_by_template(making(base.model_copy(update=changes))) is None


def test_an_unknown_part_of_a_badge_is_seen_when_certifying() -> None:
    """A value that `varying` did not know of: the template would write that of another award."""
    case = Case(award(grade="90"), NOW, ())

    def more(one: Case) -> dict[str, Any]:
        return {**write(one), "description": f"For {one.award.learner.name}"}

    assert certified(case, write) is not None
    assert certified(case, more) is None


def test_a_difference_found_later_ends_the_template(rechecking: Rechecking) -> None:
    rechecking.settle(issuing=4)
    kept, one = Templates(), Case(award(), NOW, ())
    made = [kept.secured(one, write, KEY, None, BUNDLED) for _ in range(3)]
    assert made[0] is None
    assert made[1] == made[2] is not None

    def changed(case: Case) -> dict[str, Any]:
        return {**write(case), "name": "Another name"}

    assert kept.secured(one, changed, KEY, None, BUNDLED) is None
    assert kept.secured(one, write, KEY, None, BUNDLED) is None


def test_what_is_refused_the_general_way_has_no_template() -> None:
    case = Case(award(), NOW, ())

    def unsayable(one: Case) -> dict[str, Any]:
        return {**write(one), "invented": "x"}

    assert certified(case, unsayable) is None


@pytest.mark.parametrize("suite", ["eddsa-jcs-2022", None])
def test_only_hashed_statements_are_signed_by_template(suite: str | None) -> None:
    made = by_template(making(award(), suite=suite))
    assert (made is None) == (suite is not None)


def test_a_key_on_a_curve_signs_by_template() -> None:
    for kind, fast in (("p256", True), ("p384", False)):
        key = SoftwareKey(bytes(range(1, 33 if kind == "p256" else 49)), kind=kind)
        one = Making(Edition(ACHIEVEMENT, key.controller), award(), (), key, NOW, Options())
        made = by_template(one)
        assert (made is not None) == fast
        assert made in (None, _badge_by_writing(one))


def test_each_key_and_moment_has_its_own_proof() -> None:
    other = SoftwareKey(bytes(32), KEY.verification_method)
    later = datetime(2027, 1, 1, tzinfo=UTC)
    for one in (
        making(award()),
        replace(making(award()), issued_at=later),
        replace(making(award()), signer=other),
        making(award()),
    ):
        assert by_template(one) == _badge_by_writing(one)


def test_endorsed_badges_go_the_general_way() -> None:
    assert by_template(making(award(), endorsements=({"id": "urn:x-y:z"},))) is None


def test_templates_stay_in_their_process() -> None:
    assert by_template(making(award())) is not None
    crossed = pickle.loads(pickle.dumps(EDITION))
    assert crossed.achievement == EDITION.achievement
    assert by_template(replace(making(award()), edition=crossed)) == _badge_by_writing(
        making(award())
    )


def test_most_lines_are_hashed_before() -> None:
    made = certified(Case(award(grade="1"), NOW, ()), write)
    assert made is not None
    assert made.between == ()
    lines = made.pieces.template.replace(b"\x05", b"").splitlines()
    assert all(line.startswith(b"<%b> ") for line in lines)


def test_one_pattern_is_one_template(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    build = shapes_template.template_of
    monkeypatch.setattr(
        templates, "template_of", lambda *arguments: made.append(1) or build(*arguments)
    )
    kept = Templates()
    for number in range(20):
        learner = {"id": f"urn:uuid:00000000-0000-4000-8000-{number:012}", "full_name": "N"}
        case = Case(award(learner=learner, awarded_on=date(2026, 1, 1 + number)), NOW, ())
        kept.secured(case, write, KEY, None, BUNDLED)
    assert len(made) == 1


def test_every_value_stands_in_the_badge() -> None:
    for make in AWARDS.values():
        case = Case(make(), NOW, PLACES)
        text = json.dumps(write(case), ensure_ascii=False)
        assert all(json.dumps(value, ensure_ascii=False) in text for value in case.values)


def test_awards_with_other_members_have_another_pattern() -> None:
    assert len({pattern(make()) for make in AWARDS.values()}) == len(AWARDS)


@given(own=st.uuids(), part=st.sampled_from(["result", "name", "ext:givenName"]))
def test_nodes_have_uuids_by_name(own: UUID, part: str) -> None:
    one = award().model_copy(update={"id": own.urn})
    assert names_of(one, [part]) == [uuid5(own, part).urn]
