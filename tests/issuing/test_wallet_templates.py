"""Wallet credentials by template: the same bytes as written the general way."""

import base64
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.formats import sdjwt
from tesela.formats.sdjwt import varying
from tesela.issuing import wallet_templates
from tesela.issuing.case import HARD_TEXTS, Case
from tesela.issuing.proven import certified
from tesela.issuing.wallet import wallet_credential
from tesela.issuing.wallet_templates import Wallet, WalletTemplates, _agrees, _made
from tesela.model.award import Award
from tesela.proofs import jwk, jws, sd_jwt
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.own_certificates import own_sealer
from tesela.proofs.seal_certificates import Name
from tesela.shapes.rechecking import Rechecking
from tesela.status.bitstring import Place
from tests.issuing.test_templates import AWARDS
from tests.samples import ACHIEVEMENT, KEY, NOW, award

P256 = SoftwareKey(bytes(range(1, 33)), kind="p256")
PLACES = (
    Place("https://care.example/status/1", 4711, "revocation", "https://care.example/tokens/1"),
)
OWN = sdjwt.own_type()
MORE: dict[str, Callable[[], Award]] = {
    **AWARDS,
    "with what only our own type says": lambda: award(
        assessed_on="2026-06-01",
        workload_hours=Decimal("12.5"),
        supersedes="urn:uuid:33333333-3333-4333-8333-333333333333",
    ),
}
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.sampled_from(HARD_TEXTS),
)


def written(case: Case, wallet: Wallet) -> bytes:
    return wallet_credential(
        wallet.achievement,
        case.award,
        wallet.signer,
        issued_at=case.issued_at,
        own=wallet.own,
        holder=wallet.holder,
        places=case.places,
    ).compact.encode()


def template(case: Case, wallet: Wallet) -> Any:
    return certified(
        case, lambda other: _made(other, wallet), lambda made, other: _agrees(made, other, wallet)
    )


@pytest.mark.parametrize("key", [KEY, P256], ids=["EdDSA", "ES256"])
@pytest.mark.parametrize("places", [(), PLACES], ids=["no list", "a list"])
@pytest.mark.parametrize("own", [None, OWN], ids=["EU type", "own type"])
@pytest.mark.parametrize("kind", MORE)
def test_each_pattern_has_a_template(
    kind: str, own: sdjwt.OwnType | None, places: tuple[Place, ...], key: SoftwareKey
) -> None:
    case, wallet = Case(MORE[kind](), NOW, places), Wallet(ACHIEVEMENT, key, own, None)
    templates = WalletTemplates()
    assert template(case, wallet) is not None
    assert {templates.signed(case, wallet) for _ in range(4)} == {written(case, wallet)}


def test_a_holder_s_key_is_in_the_credential() -> None:
    holder = jwk.public_jwk(SoftwareKey(b"h" * 32, kind="p256").public)
    templates, case = WalletTemplates(), Case(award(), NOW, ())
    for one in (None, holder, None, holder, holder):
        made = templates.signed(case, Wallet(ACHIEVEMENT, P256, None, one))
        shown = sd_jwt.disclosed(sd_jwt.parse(made.decode())).claims
        assert shown.get("cnf") == (one and {"jwk": one})
        assert made == written(case, Wallet(ACHIEVEMENT, P256, None, one))


@settings(max_examples=60, deadline=None)
@given(
    given_name=texts,
    family_name=texts,
    grade=texts,
    narrative=texts,
    day=st.dates(date(1000, 1, 1), date(9000, 1, 1)),
    moment=st.datetimes(datetime(1000, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC)),
    position=st.integers(0, 131_071),
)
def test_values_never_matter(
    given_name: str, family_name: str, grade: str, narrative: str,
    day: date, moment: datetime, position: int,
) -> None:  # fmt: skip
    base = MORE["with everything"]()
    names = {"given_name": given_name, "family_name": family_name}
    other = base.model_copy(
        update={
            "learner": base.learner.model_copy(update=names),
            "grade": grade,
            "narrative": narrative,
            "awarded_on": day,
        }
    )
    case = Case(other, moment.replace(microsecond=0), (replace(PLACES[0], position=position),))
    for wallet in WALLETS:
        known = TEMPLATES.signed(Case(base, NOW, PLACES), wallet)
        assert known == TEMPLATES.signed(Case(base, NOW, PLACES), wallet)
        assert TEMPLATES.signed(case, wallet) == written(case, wallet)


WALLETS = (Wallet(ACHIEVEMENT, P256, None, None), Wallet(ACHIEVEMENT, KEY, OWN, None))
TEMPLATES = WalletTemplates()


def test_what_is_not_known_of_an_award_leaves_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    case, wallet = Case(MORE["with words"](), NOW, ()), Wallet(ACHIEVEMENT, KEY, OWN, None)
    whole = varying.values
    monkeypatch.setattr(varying, "values", lambda award, at: whole(award, at)[:-1])
    assert template(case, wallet) is None
    templates = WalletTemplates()
    assert {templates.signed(case, wallet) for _ in range(3)} == {written(case, wallet)}


def test_a_template_that_differs_ends(
    monkeypatch: pytest.MonkeyPatch, rechecking: Rechecking
) -> None:
    rechecking.settle(issuing=3)
    case, wallet = Case(award(), NOW, ()), Wallet(ACHIEVEMENT, KEY, None, None)
    templates = WalletTemplates()
    for _ in range(2):
        templates.signed(case, wallet)
    monkeypatch.setattr(wallet_templates, "_agrees", lambda *_: False)
    made: list[object] = []
    monkeypatch.setattr(wallet_templates, "_written", lambda *asked: made.append(asked) or b"")
    for _ in range(2):
        templates.signed(case, wallet)
    assert len(made) == 2


def test_one_signature_serves_all_salts_of_a_moment() -> None:
    asked: list[bytes] = []

    class Spy(SoftwareKey):
        def sign(self, data: bytes) -> bytes:
            asked.append(data)
            return super().sign(data)

    templates, wallet = WalletTemplates(), Wallet(ACHIEVEMENT, Spy(b"s" * 32), None, None)
    for number in range(5):
        learner = {"id": f"urn:uuid:22222222-2222-4222-8222-{number:012x}", "full_name": "Ñ"}
        templates.signed(Case(award(learner=learner), NOW, ()), wallet)
    assert len(asked) == 6


def test_templates_stay_in_their_process() -> None:
    assert isinstance(pickle.loads(pickle.dumps(WalletTemplates())), WalletTemplates)


def test_a_signer_s_certificates_are_in_the_header_and_never_mixed_up() -> None:
    templates, case = WalletTemplates(), Case(award(), NOW, ())
    chains = [own_sealer(P256, P256.public, Name(common=name), 2026) for name in ("one", "two")]
    for chain in chains * 3:
        signer = Certified(P256, chain.certificates)
        wallet = Wallet(ACHIEVEMENT, signer, None, None)
        made = templates.signed(case, wallet)
        assert made == written(case, wallet)
        stated = sd_jwt.parse(made.decode()).token.header["x5c"]
        assert stated == [base64.b64encode(der).decode() for der in chain.certificates]


class Certified:
    """A key that stands in certificates."""

    def __init__(self, key: SoftwareKey, certificates: tuple[bytes, ...]) -> None:
        self.verification_method, self.kind, self.sign = key.verification_method, key.kind, key.sign
        self.certificates = certificates


def test_a_key_that_draws_random_numbers_signs_what_the_general_way_would() -> None:
    private = ec.derive_private_key(int.from_bytes(P256.seed), ec.SECP256R1())

    class Random(SoftwareKey):
        def sign(self, data: bytes) -> bytes:
            r, s = decode_dss_signature(private.sign(data, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32) + s.to_bytes(32)

    templates, case = WalletTemplates(), Case(award(grade="90"), NOW, PLACES)
    wallet = Wallet(ACHIEVEMENT, Random(P256.seed, kind="p256"), None, None)
    made = [templates.signed(case, wallet) for _ in range(4)]
    tokens = [sd_jwt.parse(one.decode()) for one in made]
    assert len({one.token.signature for one in tokens}) == 4
    assert len({one.token.signing_input for one in tokens}) == 1  # one root, so the same salts
    assert all(jws.is_signed_by(one.token, P256.public) for one in tokens)
    assert sd_jwt.disclosed(tokens[3]) == sd_jwt.disclosed(
        sd_jwt.parse(written(case, wallet).decode())
    )
