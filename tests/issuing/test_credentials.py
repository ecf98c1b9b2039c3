"""One award → its files: the library's own `issue`."""

import base64
import json
import struct
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.formats.baked import png, svg
from tesela.issuing import FORMATS, Options, issue
from tesela.issuing.credentials import in_order, issue_award
from tesela.issuing.edition import Edition
from tesela.model.achievement import Achievement
from tesela.model.award import Award, Learner
from tesela.model.description import read_description
from tesela.model.report import Verdict
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tests.cli.command import ACHIEVEMENT

NOON = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
KEY = SoftwareKey(bytes(range(32)))
LIST = "https://ribera-digital.example/status/1"


@pytest.fixture(scope="module")
def achievement() -> Achievement:
    return read_description(ACHIEVEMENT.read_bytes(), ACHIEVEMENT.name).achievement


@pytest.fixture(scope="module")
def edition(achievement: Achievement) -> Edition:
    return Edition(achievement, KEY.controller)


def award_of(achievement: Achievement, number: int = 1, **more: Any) -> Award:
    return Award(
        id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        achievement=achievement.edition,
        learner=Learner(
            id=f"urn:uuid:00000000-0000-4000-9000-{number:012}",
            given_name="Eleni",
            family_name=f"Papadopoulou {number}",
        ),
        awarded_on=date(2026, 6, 12),
        **more,
    )


def badge(achievement: Achievement, award: Award, **more: Any) -> bytes:
    return next(issue(achievement, [award], KEY, issued_at=NOON, **more)).files["openbadge"]


def test_the_same_arguments_give_the_same_bytes(achievement: Achievement) -> None:
    award = award_of(achievement, language="el")
    assert badge(achievement, award) == badge(achievement, award)


def test_the_award_made_after_others_has_the_bytes_it_has_alone(achievement: Achievement) -> None:
    """What an edition keeps between awards changes none of them."""
    languages = ("en", "el", "de", "fi", "en")
    awards = [award_of(achievement, at, language=tag) for at, tag in enumerate(languages, 1)]
    together = issue(achievement, awards, KEY, issued_at=NOON)
    for issued, award in zip(together, awards, strict=True):
        assert issued.award is award
        assert issued.files["openbadge"] == badge(achievement, award)


def test_awards_are_taken_one_at_a_time(achievement: Achievement) -> None:
    taken = []

    def awards() -> Iterator[Award]:
        for number in range(1, 100):
            taken.append(number)
            yield award_of(achievement, number)

    made = issue(achievement, awards(), KEY, issued_at=NOON)
    next(made)
    next(made)
    assert taken == [1, 2]


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_what_is_issued_verifies(achievement: Achievement, suite: str) -> None:
    made = badge(achievement, award_of(achievement), options=Options(suite=suite))
    assert json.loads(made)["proof"]["cryptosuite"] == suite
    assert verify(made, at=NOON).verdict is Verdict.VALID


@pytest.mark.parametrize("kind", ["p256", "p384"])
@pytest.mark.parametrize("suite", [None, "ecdsa-rdfc-2019", "ecdsa-jcs-2019"])
def test_what_a_key_on_a_nist_curve_signs_verifies(
    achievement: Achievement, kind: str, suite: str | None
) -> None:
    key = SoftwareKey(bytes(range(48 if kind == "p384" else 32)), kind=kind)
    made = [
        next(
            issue(
                *(achievement, [award_of(achievement)], key),
                issued_at=NOON,
                options=Options(suite=suite),
            )
        ).files["openbadge"]
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert json.loads(made[0])["proof"]["cryptosuite"] == (suite or "ecdsa-rdfc-2019")
    assert verify(made[0], at=NOON).verdict is Verdict.VALID
    changed = made[0].replace(b'"validFrom":"2', b'"validFrom":"1', 1)
    assert changed != made[0]
    assert verify(changed, at=NOON).verdict is not Verdict.VALID


def test_the_moment_of_issuing_is_the_same_in_every_time_zone(achievement: Achievement) -> None:
    award = award_of(achievement)
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    there = next(issue(achievement, [award], KEY, issued_at=elsewhere)).files["openbadge"]
    assert there == badge(achievement, award)


def test_places_are_asked_for_by_award_and_written(achievement: Achievement) -> None:
    awards = [award_of(achievement, number) for number in (1, 2)]
    place_of = {award.id: Place(LIST, 10 + at, "revocation") for at, award in enumerate(awards)}
    for issued in issue(
        achievement, awards, KEY, issued_at=NOON, places=lambda award: [place_of[award.id]]
    ):
        (entry,) = _listed(json.loads(issued.files["openbadge"])["credentialStatus"])
        assert entry["statusListIndex"] == str(place_of[issued.award.id].position)
        assert entry["statusListCredential"] == LIST


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_an_award_of_another_version_is_refused(achievement: Achievement) -> None:
    stated = achievement.model_dump(exclude_unset=True)
    newer = Achievement.model_validate({**stated, "version": "2"})
    with pytest.raises(TeselaError) as raised:
        issue_award(Edition(newer, KEY.controller), award_of(achievement), KEY, issued_at=NOON)
    assert raised.value.code == "issue.other_edition"


def test_the_public_description_is_pinned_with_its_digest(achievement: Achievement) -> None:
    edition = Edition(achievement, KEY.controller)
    document = json.loads(badge(achievement, award_of(achievement)))
    (pinned,) = _listed(document["relatedResource"])
    assert pinned["digestSRI"] == edition.pinned.digest_sri
    made = badge(achievement, award_of(achievement))
    right = {pinned["id"]: edition.description}
    wrong = {pinned["id"]: edition.description + b" "}
    assert verify(made, at=NOON, companions=right).verdict is Verdict.VALID
    assert verify(made, at=NOON, companions=wrong).verdict is Verdict.INVALID


def test_the_picture_is_inside_and_says_its_title_in_the_learners_language(
    achievement: Achievement,
) -> None:
    document = json.loads(badge(achievement, award_of(achievement, language="el")))
    address = document["credentialSubject"]["achievement"]["image"]["id"]
    start, _, data = address.partition(",")
    assert start == "data:image/svg+xml;base64"
    assert achievement.title["el"] in base64.b64decode(data).decode()


@pytest.mark.parametrize(
    ("name", "unbaked"), [("baked-svg", svg.credentials), ("baked-png", png.credentials)]
)
def test_a_picture_carries_the_very_bytes_of_the_credential(
    achievement: Achievement, name: str, unbaked: Any
) -> None:
    award = award_of(achievement, language="el")
    made = next(issue(achievement, [award], KEY, issued_at=NOON, options=Options((name,)))).files
    assert unbaked(made[name]) == [made["openbadge"]] == [badge(achievement, award)]
    again = next(issue(achievement, [award], KEY, issued_at=NOON, options=Options((name,)))).files
    assert again[name] == made[name]


def test_the_picture_of_a_baked_badge_is_the_tile(achievement: Achievement) -> None:
    award = award_of(achievement, language="el")
    edition = Edition(achievement, KEY.controller)
    options = Options(("baked-svg", "baked-png"))
    made = issue_award(edition, award, KEY, issued_at=NOON, options=options).files
    tile = edition.tile("el")
    assert made["baked-svg"].endswith(tile.partition(">")[2].encode())
    assert struct.unpack(">II", made["baked-png"][16:24]) == (512, 512)
    rendered = edition.tile_png("el")
    assert made["baked-png"].startswith(rendered[:-12])
    assert edition.tile_png("el") is rendered, "rendered once for each language"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
    .map(str.strip)
    .filter(bool)
)
@settings(max_examples=15, deadline=None)
def test_whatever_the_name_a_baked_badge_verifies(edition: Edition, name: str) -> None:
    award = award_of(edition.achievement)
    award = award.model_copy(
        update={"learner": award.learner.model_copy(update={"family_name": name})}
    )
    options = Options(("baked-svg", "baked-png"))
    made = issue_award(edition, award, KEY, issued_at=NOON, options=options).files
    for some in options.formats:
        report = verify(made[some], at=NOON)
        assert report.verdict is Verdict.VALID
        assert report.content["award"]["learner"]["family_name"] == name


def test_a_format_comes_after_what_it_is_made_from() -> None:
    for name, form in FORMATS.items():
        order = in_order([name])
        assert order[-1] == name
        assert all(order.index(needed) < order.index(name) for needed in form.needs)
    assert in_order(["pdf", "openbadge", "pdf"]) == ("openbadge", "pdf")


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(TeselaError) as raised:
        in_order(["openbadge", "paper"])
    assert raised.value.code == "format.unknown"
    assert "openbadge" in raised.value.problem.fix()
