"""Credentials as tokens: what passes, what contradicts itself, whose key it is."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.model.report import Outcome, Report, Verdict
from tesela.proofs import jwk, jws, vc_jose
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError
from tesela.trust.registry import Registry
from tesela.trust.x509 import Anchor
from tesela.verify import verify
from tests.pki import Pki
from tests.pki.authority import SEAL_USAGE, p256_key, services
from tests.samples import KEY, NOW
from tests.verify.test_procedure import LATER, failures, unsigned

OTHER = SoftwareKey(b"o" * 32)
V1 = "https://www.w3.org/2018/credentials/v1"
KINDS = {"ed25519": b"e" * 32, "p256": b"\1" * 32, "p384": b"\1" * 48}
HOUSE = "https://care.example/keys"


def document(**changes: Any) -> dict[str, Any]:
    return unsigned(credentialStatus=None, **changes)


def signed(payload: Any, key: SoftwareKey = KEY, **header: Any) -> bytes:
    made = {"kid": key.verification_method, "typ": "vc+jwt", **header}
    kept = {name: value for name, value in made.items() if value is not None}
    return jws.sign(kept, jws.plain(payload), key).encode()


def older(**changes: Any) -> dict[str, Any]:
    """VCDM 1.1, all that JWT claims can say left to them."""
    inside = {
        "@context": [V1],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"id": "did:example:learner"},
    }
    made = {
        "vc": inside,
        "iss": KEY.controller,
        "nbf": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(days=9)).timestamp()),
        "jti": "urn:uuid:44444444-4444-4444-8444-444444444444",
        "sub": "did:example:learner",
        **changes,
    }
    return {name: value for name, value in made.items() if value is not None}


def report(data: bytes, pages: dict[str, Any] | None = None, at: datetime = LATER) -> Report:
    def fetch(url: str) -> bytes:
        if url not in (pages or {}):
            raise TeselaError("fetch.unreachable", url=url)
        return json.dumps((pages or {})[url]).encode()

    return verify(data, at=at, fetch=fetch)


@pytest.mark.parametrize("kind", KINDS)
def test_what_we_sign_is_genuine_with_each_kind_of_key(kind: str) -> None:
    key = SoftwareKey(KINDS[kind], kind=kind)
    made = vc_jose.secure(document(issuer=key.controller), key)
    found = report(made.encode())
    assert failures(found) == {}
    assert found.verdict is Verdict.VALID
    assert found.content["secured_by"] == "vc-jwt"
    assert made == vc_jose.secure(document(issuer=key.controller), key), "the same bytes again"


def test_nobody_signs_for_another_issuer() -> None:
    with pytest.raises(TeselaError) as raised:
        vc_jose.secure(document(issuer=OTHER.controller), KEY)
    assert raised.value.code == "token.party"


@pytest.mark.parametrize("media", [None, "JWT", "vc+jwt", "application/vc+jwt", "VC+JWT"])
def test_media_types_that_a_credential_may_have(media: str | None) -> None:
    assert report(signed(document(), typ=media)).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "header",
    [{"typ": "at+jwt"}, {"typ": "bad+typ"}, {"typ": 7}, {"typ": ["vc+jwt"]}, {"cty": "bad+cty"}],
)
def test_other_media_types_are_refused(header: dict[str, Any]) -> None:
    assert failures(report(signed(document(), **header))) == {"token": "token.media_type"}


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        pytest.param({"vc": {}}, "token.claim", id="vc beside the document"),
        pytest.param({"vp": {}}, "token.claim", id="vp beside the document"),
        pytest.param({"iss": "did:web:other.example"}, "token.contradiction", id="another issuer"),
        pytest.param({"jti": "urn:uuid:other"}, "token.contradiction", id="another id"),
        pytest.param({"sub": "did:example:other"}, "token.contradiction", id="another subject"),
        pytest.param({"exp": "soon"}, "token.number", id="exp is no number"),
        pytest.param({"nbf": True}, "token.number", id="nbf is no number"),
        pytest.param({"exp": 1e300}, "token.number", id="exp is no date"),
    ],
)
def test_claims_that_must_not_be_there(claims: dict[str, Any], code: str) -> None:
    assert failures(report(signed({**document(), **claims}))) == {"token": code}


def test_claims_that_agree_are_no_members_of_the_document() -> None:
    made = document()
    claims = {
        "iss": KEY.controller,
        "jti": made["id"],
        "sub": made["credentialSubject"]["id"],
        "nbf": int(NOW.timestamp()),
        "iat": "2010-01-01T19:23:24Z",
    }
    found = report(signed({**made, **claims}))
    assert found.verdict is Verdict.VALID
    assert found.credential is not None
    assert found.credential.document == made


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"exp": int(LATER.timestamp())}, "dates.over"),
        ({"nbf": int(LATER.timestamp()) + 1}, "dates.not_yet"),
    ],
)
def test_a_token_has_its_own_time(claims: dict[str, Any], code: str) -> None:
    assert failures(report(signed({**document(), **claims}))) == {"dates": code}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"crit": ["exp"], "exp": 1}, "jws.critical"),
        ({"crit": ["b64"], "b64": False}, "jws.critical"),
        ({"b64": False}, "jws.malformed"),
        ({"alg": "none"}, "jws.algorithm"),
        ({"alg": "HS256"}, "jws.algorithm"),
        ({"alg": None}, "jws.algorithm"),
    ],
)
def test_headers_that_must_not_be(header: dict[str, Any], code: str) -> None:
    made = signed(document(), **header)
    if "alg" in header:
        protected = {**vc_jose.header_of(made.decode()), **header}
        made = base64url_encode(jws.plain(protected)).encode() + made[made.index(b".") :]
    assert failures(report(made)) == {"token": code}


def test_an_algorithm_of_another_kind_of_key_is_refused() -> None:
    made = signed(document()).decode()
    protected = {**vc_jose.header_of(made), "alg": "ES256"}
    changed = base64url_encode(jws.plain(protected)) + made[made.index(".") :]
    assert failures(report(changed.encode()))["proof"] == "jws.other_key"


# VCDM 1.1


def test_a_token_of_the_older_model_is_put_back_together() -> None:
    found = report(signed(older(), typ="JWT"))
    assert failures(found) == {}
    assert found.credential is not None
    assert found.credential.document == {
        "@context": [V1],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"id": "did:example:learner"},
        "issuanceDate": "2026-06-15T09:30:00Z",
        "expirationDate": "2026-06-24T09:30:00Z",
        "issuer": KEY.controller,
        "id": "urn:uuid:44444444-4444-4444-8444-444444444444",
    }


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("issuer", OTHER.controller),
        ("id", "urn:uuid:55555555-5555-4555-8555-555555555555"),
        ("issuanceDate", "2020-01-01T00:00:00Z"),
        ("expirationDate", "2030-01-01T00:00:00Z"),
        ("credentialSubject", {"id": "did:example:other"}),
    ],
)
def test_older_tokens_that_contradict_themselves_are_refused(member: str, value: Any) -> None:
    made = older()
    made["vc"][member] = value
    assert failures(report(signed(made, typ="JWT"))) == {"token": "token.contradiction"}


def test_what_agrees_may_be_said_twice() -> None:
    made = older()
    made["vc"] |= {
        "issuer": {"id": KEY.controller},
        "issuanceDate": "2026-06-15T11:30:00.250+02:00",
        "expirationDate": "2026-06-24T09:30:00Z",
    }
    assert failures(report(signed(made, typ="JWT"))) == {}


def test_a_newer_document_in_the_claim_of_the_older_model_is_refused() -> None:
    found = report(signed({"vc": document(), "iss": KEY.controller}, typ="JWT"))
    assert failures(found) == {"token": "token.claim"}


def test_an_older_token_ends_when_it_says() -> None:
    assert "dates" in failures(report(signed(older(), typ="JWT"), at=NOW + timedelta(days=10)))


# Whose key


def published(*keys: SoftwareKey, kid: str | None = None, **changes: Any) -> dict[str, Any]:
    methods = [
        {
            "id": f"{HOUSE}#key-{number}",
            "type": "JsonWebKey",
            "controller": HOUSE,
            "publicKeyJwk": jwk.public_jwk(key.public) | ({"kid": kid} if kid else {}),
        }
        for number, key in enumerate(keys)
    ]
    named = [method["id"] for method in methods]
    return {
        HOUSE: {"id": HOUSE, "verificationMethod": methods, "assertionMethod": named, **changes}
    }


@pytest.mark.parametrize("name", [f"{HOUSE}#key-0", "#key-0", "key-0", "thumb"])
def test_keys_that_the_issuer_publishes_are_found_by_their_names(name: str) -> None:
    found = report(signed(document(issuer=HOUSE), kid=name), published(KEY, kid="thumb"))
    assert failures(found) == {}


def test_a_name_that_two_keys_have_names_none() -> None:
    pages = published(KEY, OTHER, kid="thumb")
    found = failures(report(signed(document(issuer=HOUSE), kid="thumb"), pages))
    assert found == {"proof": "method.not_listed", "issuer": "method.not_listed"}


def test_a_key_of_somebody_else_is_refused() -> None:
    found = failures(report(signed(document(issuer=HOUSE), OTHER), published(KEY)))
    assert found == {"issuer": "issuer.other"}


def test_a_key_that_does_not_make_statements_is_refused() -> None:
    pages = published(KEY, assertionMethod=[], authentication=[f"{HOUSE}#key-0"])
    found = failures(report(signed(document(issuer=HOUSE), kid="key-0"), pages))
    assert found == {"issuer": "issuer.key_purpose"}


def test_a_key_in_the_header_counts_when_the_issuer_lists_it() -> None:
    made = signed(document(issuer=HOUSE), kid=None, jwk=jwk.public_jwk(KEY.public))
    assert failures(report(made, published(OTHER, KEY))) == {}
    assert failures(report(made, published(OTHER))) == {"issuer": "method.not_listed"}
    offline = report(made)
    assert failures(offline) == {"issuer": "fetch.unreachable"}
    assert offline.verdict is Verdict.INDETERMINATE


def test_an_issuer_that_publishes_no_keys_leaves_it_open() -> None:
    made = signed(document(issuer=HOUSE), kid=None, jwk=jwk.public_jwk(KEY.public))
    for page in ("<html>", {"name": "Care Organisation"}):
        assert failures(report(made, {HOUSE: page})) == {"issuer": "token.not_published"}
        assert report(made, {HOUSE: page}).verdict is Verdict.INDETERMINATE


@pytest.mark.parametrize(
    ("address", "listed", "code"),
    [
        pytest.param(f"{HOUSE}/1.jwk", (), None, id="below the issuer's own address"),
        pytest.param("https://care.example/1.jwk", (KEY,), None, id="elsewhere, and listed"),
        pytest.param("https://care.example/1.jwk", (OTHER,), "method.not_listed", id="not listed"),
        pytest.param(f"{HOUSE}-of-others/1.jwk", (OTHER,), "method.not_listed", id="looks alike"),
    ],
)
def test_a_key_at_a_page_counts_when_it_is_the_issuers(
    address: str, listed: tuple[SoftwareKey, ...], code: str | None
) -> None:
    pages = published(*listed) | {address: jwk.public_jwk(KEY.public)}
    found = report(signed(document(issuer=HOUSE), kid=address), pages)
    assert failures(found) == ({"issuer": code} if code else {})


def test_a_key_in_the_header_is_compared_even_when_nobody_can_be_asked() -> None:
    made = signed(document(issuer=HOUSE), kid=None, jwk=jwk.public_jwk(OTHER.public))
    assert report(made).verdict is Verdict.INVALID


def test_a_did_jwk_says_its_key_itself() -> None:
    did = "did:jwk:" + base64url_encode(jws.plain(jwk.public_jwk(KEY.public)))
    for name in (f"{did}#0", "#0", None):
        assert failures(report(signed(document(issuer=did), kid=name))) == {}, name
    found = failures(report(signed(document(issuer=did), kid=f"{did}#1")))
    assert found["proof"] == "method.not_listed"
    enc = "did:jwk:" + base64url_encode(jws.plain(jwk.public_jwk(KEY.public) | {"use": "enc"}))
    assert (
        failures(report(signed(document(issuer=enc), kid=None)))["proof"] == "key.not_for_signing"
    )


def test_a_token_that_names_no_key_stays_open() -> None:
    found = report(signed(document(issuer=HOUSE), kid=None), published(KEY))
    assert failures(found) == {"proof": "token.no_key", "issuer": "token.no_key"}
    assert found.verdict is Verdict.INDETERMINATE


def test_an_unknown_context_leaves_the_meaning_open() -> None:
    made = document()
    made["@context"] = [*made["@context"], "https://ebsi.example/context"]
    found = report(signed(made))
    assert failures(found) == {"meaning": "jsonld.unknown_context"}
    assert found.verdict is Verdict.INDETERMINATE


# Certificates

SITE = "https://care.example"


class Sealer:
    """A seal's key, as a signer."""

    def __init__(self, holder: Any) -> None:
        self.kind, self.sign = holder.kind, holder.sign
        self.verification_method = f"{SITE}#1"


def by_certificate(pki: Pki, address: str = SITE) -> bytes:
    named = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(address)])
    chosen = [*SEAL_USAGE, *services(crl=pki.addresses["crl"]), (named, False)]
    holder = pki.certify(p256_key(), "Seal", extensions=chosen)
    chain = [base64.b64encode(der).decode() for der in holder.certificates[:-1]]
    header = {"typ": "vc+jwt", "x5c": chain}
    return jws.sign(header, jws.plain(document(issuer=SITE)), Sealer(holder)).encode()


def certified(made: bytes, pki: Pki, **options: Any) -> Report:
    def fetch(url: str) -> bytes:
        try:
            return pki.get(url)
        except OSError as error:
            raise TeselaError("fetch.unreachable", url=url) from error

    pki.clock.now = LATER
    return verify(made, at=LATER, fetch=fetch, **options)


def trusting(pki: Pki) -> Registry:
    return Registry("test", anchors=tuple(Anchor(der, "Root") for der in pki.anchors))


def test_a_certificate_that_names_the_issuer_and_leads_to_an_anchor(pki: Pki) -> None:
    found = certified(by_certificate(pki), pki, registry=trusting(pki))
    assert failures(found) == {}
    assert [ground.problem.code for ground in found.trust.grounds] == ["ground.certificate"]


def test_a_certificate_that_nobody_vouches_for_leaves_it_open(pki: Pki) -> None:
    found = certified(by_certificate(pki), pki)
    assert failures(found) == {"certificate": "certificate.no_anchors"}
    assert found.verdict is Verdict.INDETERMINATE


def test_a_certificate_that_names_somebody_else_is_not_the_issuers(pki: Pki) -> None:
    made = by_certificate(pki, "https://other.example")
    found = certified(made, pki, registry=trusting(pki))
    assert found.verdict is not Verdict.VALID
    assert "issuer" in failures(found)


# Envelopes


def test_an_envelope_is_what_is_in_it() -> None:
    made = vc_jose.enveloped(vc_jose.secure(document(), KEY))
    found = report(json.dumps(made).encode())
    assert found.verdict is Verdict.VALID
    assert found.content["secured_by"] == "vc-jwt"


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        pytest.param({"@context": None}, "@context", id="no context"),
        pytest.param({"@context": V1}, "@context", id="an older context"),
        pytest.param({"@context": [["x"]]}, "@context", id="a context that is none"),
        pytest.param({"type": ["EnvelopedVerifiableCredential", "Other"]}, "type", id="two types"),
        pytest.param({"id": "https://care.example/token"}, "id", id="no data URL"),
        pytest.param({"id": "data:text/plain,abc"}, "id", id="another media type"),
        pytest.param({"id": "data:application/vc+jwt;base64,abc"}, "id", id="a parameter"),
        pytest.param({"id": "data:application/vc+jwt,"}, "id", id="no token"),
        pytest.param({"id": 7}, "id", id="no text"),
    ],
)
def test_envelopes_that_are_none(changes: dict[str, Any], member: str) -> None:
    made = {**vc_jose.enveloped(vc_jose.secure(document(), KEY)), **changes}
    with pytest.raises(TeselaError) as raised:
        report(json.dumps(made).encode())
    assert raised.value.code == "token.envelope"
    assert raised.value.problem.data == {"member": member}


@pytest.mark.parametrize("types", [[{}], {}, [[]], None, [7]])
def test_whatever_stands_for_a_type_is_no_envelope(types: Any) -> None:
    made = {**vc_jose.enveloped(vc_jose.secure(document(), KEY)), "type": types}
    found = report(json.dumps(made).encode())
    assert failures(found)["form"] == "form.member"
    assert not vc_jose.is_envelope(made)


def test_a_type_beside_an_envelopes_is_refused_whatever_it_is() -> None:
    made = vc_jose.enveloped(vc_jose.secure(document(), KEY))
    for other in ({}, [], 7, "VerifiableCredential"):
        with pytest.raises(TeselaError) as raised:
            report(json.dumps({**made, "type": [other, made["type"]]}).encode())
        assert raised.value.code == "token.envelope"


# Anything that is changed


@given(at=st.integers(0, 2**20), bit=st.integers(0, 7))
def test_every_changed_bit_is_refused(at: int, bit: int) -> None:
    parts = vc_jose.secure(document(), KEY).split(".")
    which = at % 3
    octets = bytearray(base64url_decode(parts[which]))
    octets[at % len(octets)] ^= 1 << bit
    parts[which] = base64url_encode(bytes(octets))
    try:
        found = report(".".join(parts).encode())
    except TeselaError:
        return
    assert found.verdict is not Verdict.VALID


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
NAMES = ("alg", "typ", "cty", "kid", "jwk", "x5c", "crit", "b64")
CLAIMS = ("vc", "vp", "iss", "sub", "exp", "nbf", "iat", "jti", "issuer", "@context", "type", "id")


@given(
    header=st.dictionaries(st.sampled_from(NAMES), JSON),
    claims=st.dictionaries(st.sampled_from(CLAIMS), JSON),
    signature=st.binary(max_size=70),
)
def test_strangers_tokens_raise_nothing_but_our_errors(
    header: dict[str, Any], claims: dict[str, Any], signature: bytes
) -> None:
    usual = {"alg": "EdDSA", "typ": "vc+jwt"}
    whole = {**document(), **claims}
    for payload in (whole, {"vc": whole, **claims}, claims):
        made = [jws.plain({**usual, **header}), jws.plain(payload), signature]
        try:
            found = report(".".join(map(base64url_encode, made)).encode())
        except TeselaError:
            continue
        assert found.verdict is not Verdict.VALID
        assert all(isinstance(check.outcome, Outcome) for check in found.checks)
        found.to_json()


def test_times_of_tokens_are_in_utc() -> None:
    found = vc_jose.read(signed(older(), typ="JWT").decode())
    assert found.moment("nbf") == NOW.astimezone(UTC)
