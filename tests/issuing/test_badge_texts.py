"""Badges signed as texts, by template: the same bytes as written the general way, or that way."""

import json
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs.contexts import BUNDLED
from tesela.formats.openbadges import varying
from tesela.issuing import badge_texts
from tesela.issuing.badge_texts import (
    Badge,
    BadgeTexts,
    document_by_writing,
    token_by_writing,
)
from tesela.issuing.case import HARD_TEXTS, Case
from tesela.issuing.credentials import Making, Options, _badge, _open_badge
from tesela.issuing.edition import Edition
from tesela.model.report import Verdict
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tests.issuing.test_templates import AWARDS, PLACES
from tests.samples import ACHIEVEMENT, KEY, NOW, award

KEYS = {
    "ed25519": KEY,
    "p256": SoftwareKey(bytes(range(1, 33)), kind="p256"),
    "p384": SoftwareKey(bytes(range(1, 49)), kind="p384"),
}


class Way(NamedTuple):
    """One way to sign a badge as a text."""

    kind: str
    suite: str | None

    @property
    def badge(self) -> Badge:
        key = KEYS[self.kind]
        edition = Edition(ACHIEVEMENT, key.controller)
        return Badge(lambda case: _badge(edition, case), key, BUNDLED, self.suite)

    @property
    def general(self) -> Callable[[Case, Badge], bytes]:
        return document_by_writing if self.suite else token_by_writing

    def made(self, texts: BadgeTexts, case: Case, badge: Badge) -> bytes:
        return texts.document(case, badge) if self.suite else texts.token(case, badge)


WAYS = {
    "EdDSA token": Way("ed25519", None),
    "ES256 token": Way("p256", None),
    "eddsa-jcs-2022": Way("ed25519", "eddsa-jcs-2022"),
    "ecdsa-jcs-2019": Way("p256", "ecdsa-jcs-2019"),
    "ecdsa-jcs-2019, SHA-384": Way("p384", "ecdsa-jcs-2019"),
}
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.sampled_from(HARD_TEXTS),
)


class Counting(NamedTuple):
    """How often the general way was gone."""

    badge: Badge
    written: list[Case]


def counting(badge: Badge) -> Counting:
    written: list[Case] = []

    def write(case: Case) -> Any:
        written.append(case)
        return badge.write(case)

    return Counting(badge._replace(write=write), written)


@pytest.mark.parametrize("places", [(), PLACES], ids=["no list", "two"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", AWARDS)
def test_each_pattern_has_a_template(kind: str, way: str, places: tuple[Place, ...]) -> None:
    case, one = Case(AWARDS[kind](), NOW, places), WAYS[way]
    badge, written = counting(one.badge)
    made = BadgeTexts()
    first = {one.made(made, case, badge) for _ in range(2)}
    written.clear()
    assert (
        {one.made(made, case, badge) for _ in range(2)} == first == {one.general(case, one.badge)}
    )
    assert not written


KNOWN = {name: (BadgeTexts(), way, way.badge) for name, way in WAYS.items()}


@settings(max_examples=40, deadline=None)
@given(
    identity=st.uuids(),
    given_name=texts,
    grade=texts,
    narrative=texts,
    evidence=st.from_regex(r"\Ahttps?://[a-zé.]{1,6}/[a-z#%2é?/]{0,8}\Z"),
    day=st.dates(date(1000, 1, 1)),
    end=st.dates(date(1000, 1, 1)),
    moment=st.datetimes(datetime(1000, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)),
)
def test_values_never_matter(
    identity: Any, given_name: str, grade: str, narrative: str, evidence: str,
    day: date, end: date, moment: datetime,
) -> None:  # fmt: skip
    base = AWARDS["with everything"]()
    learner = base.learner.model_copy(update={"given_name": given_name})
    other = base.model_copy(
        update={
            "id": identity.urn,
            "learner": learner,
            "grade": grade,
            "narrative": narrative,
            "evidence": (evidence,),
            "awarded_on": day,
            "valid_until": end,
        }
    )
    case = Case(other, moment.replace(microsecond=0), PLACES[:1])
    for made, way, badge in KNOWN.values():
        for _ in range(2):
            way.made(made, Case(base, NOW, PLACES[:1]), badge)
        written = outcome(partial(way.general, case, badge))
        assert outcome(partial(way.made, made, case, badge)) == written


def outcome(act: Callable[[], bytes]) -> bytes | str:
    """What is made, or the code of what no signature keeps."""
    try:
        return act()
    except TeselaError as error:
        return error.code


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", ["\x01", "\x7f", "\ud800"])
def test_what_no_signature_keeps_is_refused_as_ever(way: str, text: str) -> None:
    one = WAYS[way]
    base, made = AWARDS["with words"](), BadgeTexts()
    for _ in range(2):
        one.made(made, Case(base, NOW, ()), one.badge)
    case = Case(base.model_copy(update={"narrative": text}), NOW, ())
    with pytest.raises(TeselaError) as caught:
        one.made(made, case, one.badge)
    assert caught.value.code == "jsonld.control_character"


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_known_of_an_award_leaves_no_template(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, one = varying.values, WAYS[way]
    monkeypatch.setattr(varying, "values", lambda award, at: whole(award, at)[:-1])
    case, made = Case(award(grade="1"), NOW, ()), BadgeTexts()
    badge, written = counting(one.badge)
    for _ in range(2):
        one.made(made, case, badge)
    written.clear()
    assert one.made(made, case, badge) == one.general(case, one.badge)
    assert written


@pytest.mark.parametrize("way", WAYS)
def test_what_is_made_verifies(way: str) -> None:
    one = WAYS[way]
    case, made = Case(award(grade="90"), NOW, ()), BadgeTexts()
    third = [one.made(made, case, one.badge) for _ in range(3)][-1]
    assert verify(third, at=NOW).verdict is Verdict.VALID


def test_another_moment_suite_or_key_is_never_mixed_up() -> None:
    made = BadgeTexts()
    later = NOW.replace(year=2027)
    for _ in range(3):
        for way in WAYS.values():
            for moment in (NOW, later):
                case = Case(award(), moment, ())
                assert way.made(made, case, way.badge) == way.general(case, way.badge)


def test_a_badge_of_a_suite_for_texts_goes_by_template(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = Edition(ACHIEVEMENT, KEY.controller)
    making = Making(edition, award(), (), KEY, NOW, Options(suite="eddsa-jcs-2022"))
    made = [_open_badge(making) for _ in range(2)]
    monkeypatch.setattr(badge_texts, "document_by_writing", lambda *_: b"")
    assert [*made, _open_badge(making)] == [made[0]] * 3
    assert json.loads(made[0])["proof"]["cryptosuite"] == "eddsa-jcs-2022"


def test_templates_stay_in_their_process() -> None:
    assert isinstance(pickle.loads(pickle.dumps(BadgeTexts())), BadgeTexts)
