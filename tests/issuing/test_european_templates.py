"""European credentials by template: the same bytes as written the general way."""

import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs import jsontext
from tesela.formats import elm
from tesela.formats.elm import varying
from tesela.issuing import european
from tesela.issuing.case import HARD_TEXTS, Case
from tesela.issuing.credentials import Options, issue_award
from tesela.issuing.edition import Edition
from tesela.issuing.european_templates import European, EuropeanTemplates, Unsecured
from tesela.model.achievement import Achievement
from tesela.proofs import jades
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.own_certificates import own_sealer
from tesela.proofs.seal_certificates import Name
from tesela.proofs.seals import Sealing
from tesela.status.bitstring import Place
from tests.issuing.test_templates import PLACES
from tests.issuing.test_wallet_templates import MORE
from tests.samples import ACHIEVEMENT, KEY, NOW, award

OWN = elm.CertifiedOrganisation("Care Organisation vzw", "VATBE-0000000000", "BE")
OTHER = elm.CertifiedOrganisation("Somebody else", "VATBE-0000000001", "BE")
TWO_PARTS = Achievement.model_validate(
    {
        **ACHIEVEMENT.model_dump(exclude_none=True),
        "assessment": [
            {"type": "written-examination", "supervision": "supervised-with-identity-verification"},
            {"type": "oral-examination"},
        ],
        "activities": [],
    }
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.sampled_from(HARD_TEXTS),
)


def of(
    achievement: Achievement = ACHIEVEMENT,
    sealer: elm.CertifiedOrganisation = OWN,
    state_page: str | None = "https://care.example/state/AWARD?for=AWARD",
) -> European:
    return European(achievement, sealer, KEY.controller, lambda tag: tag.encode(), state_page)


def made(templates: EuropeanTemplates, case: Case, one: European) -> bytes:
    """By template, of which it is known that the general way was not gone."""
    templates.unsecured(case, one)
    templates.unsecured(case, one)
    return checked(templates.unsecured(case, replace(one, images=_never)))


def checked(unsecured: Unsecured) -> bytes:
    """The text, of which it is known that it is the one inside the other."""
    text = b"".join(unsecured.text)
    if unsecured.quoted is not None:
        quoted = b"".join(unsecured.quoted)
        assert json.loads(quoted).encode() == text
        assert jsontext.plain(text.decode()).encode() == quoted
    return text


def _never(language: str) -> bytes:
    raise AssertionError(f"written the general way, in {language}")


@pytest.mark.parametrize("places", [(), PLACES[:1], PLACES], ids=["no list", "one", "two"])
@pytest.mark.parametrize("kind", MORE)
@pytest.mark.parametrize(
    "one",
    [of(), of(sealer=OTHER), of(state_page=None), of(TWO_PARTS)],
    ids=["own", "on behalf", "no page", "two parts"],
)
def test_each_pattern_has_a_template(one: European, kind: str, places: tuple[Place, ...]) -> None:
    case = Case(MORE[kind](), NOW, places)
    assert made(EuropeanTemplates(), case, one) == one.written(case)


KNOWN = EuropeanTemplates()


@settings(max_examples=60, deadline=None)
@given(
    identity=st.uuids(),
    given_name=texts,
    grade=texts,
    narrative=texts,
    evidence=texts,
    day=st.dates(date(1000, 1, 1)),
    moment=st.datetimes(datetime(1000, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)),
    position=st.integers(0, 131_071),
)
def test_values_never_matter(
    identity: object, given_name: str, grade: str, narrative: str, evidence: str,
    day: date, moment: datetime, position: int,
) -> None:  # fmt: skip
    base, one = MORE["with everything"](), of()
    other = base.model_copy(
        update={
            "id": f"urn:uuid:{identity}",
            "learner": base.learner.model_copy(update={"given_name": given_name}),
            "grade": grade,
            "narrative": narrative,
            "evidence": (evidence,),
            "awarded_on": day,
            "valid_until": day,
        }
    )
    known = Case(base, NOW, PLACES)
    assert made(KNOWN, known, one) == one.written(known)
    places = tuple(replace(place, position=position) for place in PLACES)
    case = Case(other, moment.replace(microsecond=0), places)
    assert checked(KNOWN.unsecured(case, replace(one, images=_never))) == one.written(case)


def test_what_is_not_known_of_an_award_leaves_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    case, one, templates = Case(MORE["with words"](), NOW, ()), of(), EuropeanTemplates()
    all_places = varying._places
    monkeypatch.setattr(varying, "_places", lambda *counts: all_places(*counts)[1:])
    assert [templates.unsecured(case, one) for _ in range(3)] == [((one.written(case),), None)] * 3
    with pytest.raises(AssertionError):
        made(EuropeanTemplates(), case, one)


CHANGES: dict[str, Callable[[European], European]] = {
    "sealer": lambda one: replace(one, sealer=OTHER),
    "publisher": lambda one: replace(one, publisher="did:web:other.example"),
    "page": lambda one: replace(one, state_page="https://other.example"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_another_sealer_or_page_is_never_mixed_up(what: str) -> None:
    templates, case = EuropeanTemplates(), Case(award(), NOW, PLACES)
    for one in (of(), CHANGES[what](of())) * 3:
        assert checked(templates.unsecured(case, one)) == one.written(case)


def test_a_batch_is_sealed_with_one_certificate_and_every_seal_verifies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = Edition(ACHIEVEMENT, KEY.controller)
    certificates: list[object] = []
    own = european.own_sealing
    monkeypatch.setattr(
        european, "own_sealing", lambda *asked: certificates.append(asked) or own(*asked)
    )
    for number in range(3):
        learner = {"id": f"urn:uuid:22222222-2222-4222-8222-{number:012x}", "full_name": 'Ñ "Ñ"'}
        one = issue_award(
            edition, award(learner=learner), KEY, issued_at=NOW, options=Options(("elm",))
        )
        (signature,) = jades.parse(json.loads(one.files["elm"])).signatures
        assert signature.verify().subject.organisation == "Care Organisation vzw"
        assert json.loads(signature.payload)["credentialSubject"]["id"] == learner["id"]
    assert len(certificates) == 1
    other = SoftwareKey(b"o" * 32)
    issue_award(edition, award(), other, issued_at=NOW, options=Options(("elm",)))
    assert len(certificates) == 2


def test_seals_of_a_batch_are_those_made_one_by_one() -> None:
    templates, one = EuropeanTemplates(), of()
    mine, other = (
        Sealing(own_sealer(signer, signer.public, Name("Care"), 2026))
        for signer in (SoftwareKey(b"m" * 32, kind="p256"), SoftwareKey(b"o" * 32))
    )
    later = NOW + timedelta(seconds=1)
    turns = [(mine, NOW)] * 4 + [(other, NOW), (mine, NOW), (mine, later), (mine, NOW)]
    for number, (sealing, at) in enumerate(turns):
        learner = {"id": f"urn:uuid:22222222-2222-4222-8222-{number:012x}", "full_name": 'Ñ "Ñ"'}
        case = Case(award(learner=learner), at, ())
        sealed = templates.sealed(case, one, sealing, at)
        assert sealed == jades.seal(one.written(case), sealing, at)


class Exchanging:
    """A sealer whose key is another after the first seal, and so is its certificate."""

    kind = "ed25519"

    def __init__(self) -> None:
        first, second = SoftwareKey(b"f" * 32), SoftwareKey(b"s" * 32)
        self.sealers = [own_sealer(key, key.public, Name("Care"), 2026) for key in (first, second)]

    @property
    def certificates(self) -> tuple[bytes, ...]:
        return self.sealers[0].certificates

    def sign(self, data: bytes) -> bytes:
        return self.sealers[0].sign(data)


def test_with_another_certificate_nothing_is_taken_from_before() -> None:
    templates, one, exchanging = EuropeanTemplates(), of(), Exchanging()
    sealing = Sealing(exchanging)
    for number in range(6):
        if number == 4:
            exchanging.sealers.reverse()
        sealed = templates.sealed(Case(award(), NOW, ()), one, sealing, NOW)
        (signature,) = jades.parse(json.loads(sealed)).signatures
        assert signature.certificates == exchanging.certificates
        signature.verify()


def test_templates_stay_in_their_process() -> None:
    assert isinstance(pickle.loads(pickle.dumps(EuropeanTemplates())), EuropeanTemplates)
