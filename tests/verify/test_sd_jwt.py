"""Credentials for wallets are verified: each step passes, fails, or cannot say, for its own reason."""

import base64
import contextlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.multibase import base64url_encode
from tesela.formats import sdjwt
from tesela.issuing.status_lists import signed_token_list
from tesela.issuing.wallet import STATE_BITS, wallet_credential
from tesela.model.report import Outcome, Report, Verdict
from tesela.proofs import jwk, jws, key_binding, sd_jwt
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.sd_jwt import Hidden, SdJwt
from tesela.status import token_list
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError
from tesela.trust.jwt_issuers import issuer_metadata, metadata_address
from tesela.trust.keys import did_document
from tesela.trust.registry import Registry
from tesela.trust.x509 import Anchor
from tesela.verify import verify
from tests.pki import Pki
from tests.pki.authority import SEAL_USAGE, p256_key, services
from tests.samples import ACHIEVEMENT, NOW, award

KEY = SoftwareKey(b"k" * 32, kind="p256")
HOLDER = SoftwareKey(b"h" * 32, kind="p256")
OTHER = SoftwareKey(b"o" * 32, kind="p256")
LIST = "https://care.example/status/1"
PLACE = Place("https://care.example/status/1-revocation", 42, "revocation", LIST)
LATER = NOW + timedelta(days=1)
Pages = dict[str, bytes]


def issued(key: SoftwareKey = KEY, **options: Any) -> SdJwt:
    return wallet_credential(ACHIEVEMENT, award(grade="90"), key, issued_at=NOW, **options)


def fetching(pages: Pages | None = None) -> Callable[[str], bytes]:
    def fetch(url: str) -> bytes:
        if url not in (pages or {}):
            raise TeselaError("fetch.unreachable", url=url)
        return (pages or {})[url]

    return fetch


def report(made: SdJwt | str, pages: Pages | None = None, **options: Any) -> Report:
    text = made if isinstance(made, str) else made.compact
    return verify(text.encode(), at=options.pop("at", LATER), fetch=fetching(pages), **options)


def not_passed(found: Report) -> dict[str, tuple[str, str]]:
    return {
        check.id: (check.outcome.value, check.problem.code)
        for check in found.checks
        if check.outcome is not Outcome.PASSED
    }


def signed(claims: dict[str, Any], header: dict[str, Any] | None = None, key=KEY) -> SdJwt:
    said = {"typ": "dc+sd-jwt", "kid": key.verification_method, **(header or {})}
    return sd_jwt.sign({n: v for n, v in said.items() if v is not None}, claims, key)


def plain(**changes: Any) -> dict[str, Any]:
    claims = {
        "iss": KEY.controller,
        "vct": "https://types.example/t",
        "iat": int(NOW.timestamp()),
        "name": Hidden("Max"),
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


# What we issue


@pytest.mark.parametrize("kind", ["p256", "ed25519", "p384"])
@pytest.mark.parametrize("own", [None, sdjwt.own_type()])
def test_what_we_issue_is_genuine(kind: str, own: sdjwt.OwnType | None) -> None:
    found = report(
        issued(SoftwareKey(b"k" * 48 if kind == "p384" else b"k" * 32, kind=kind), own=own)
    )
    assert found.verdict is Verdict.VALID, not_passed(found)
    assert found.content["secured_by"] == "sd-jwt"
    assert found.content["format"] == "learning-credential"
    assert found.content["award"]["grade"] == "90"
    assert found.content["losses"] == []


def test_a_part_that_is_shown_is_genuine_too() -> None:
    part = sd_jwt.presented(issued(), lambda one: one.name == "family_name")
    found = report(part)
    assert found.verdict is Verdict.VALID
    assert "grade" not in found.content["award"]


def test_json_serialisation_is_verified_likewise() -> None:
    made = issued()
    protected, payload, signature = made.issuer_jwt.split(".")
    header = {"disclosures": list(made.disclosures)}
    flat = {"payload": payload, "protected": protected, "signature": signature, "header": header}
    assert report(json.dumps(flat)).verdict is Verdict.VALID


def test_every_changed_part_is_refused() -> None:
    made = issued()
    parts = made.compact.split("~")[:-1]
    header, payload, signature = parts[0].split(".")
    for at, part in enumerate([header, payload, signature, *parts[1:]]):
        for place in (1, len(part) // 2, len(part) - 2):
            letter = "A" if part[place] != "A" else "B"
            changed = part[:place] + letter + part[place + 1 :]
            pieces = [header, payload, signature, *parts[1:]]
            pieces[at] = changed
            text = "~".join([".".join(pieces[:3]), *pieces[3:], ""])
            try:
                assert report(text).verdict is Verdict.INVALID, (at, place)
            except TeselaError:
                continue  # no credential at all any more


# Form, disclosures, dates


@pytest.mark.parametrize(
    ("claims", "header", "expected"),
    [
        (plain(), {"typ": "JWT"}, "form.member"),
        (plain(), {"typ": None}, "form.member"),
        (plain(vct=None), {}, "form.member"),
        (plain(vct=""), {}, "form.member"),
        (plain(vct=["a"]), {}, "form.member"),
        (plain(exp="2030"), {}, "form.member"),
        (plain(exp=True), {}, "form.member"),
        (plain(exp=10**15), {}, "form.member"),
        (plain(cnf="key"), {}, "form.member"),
        (plain(status=[]), {}, "form.member"),
    ],
)
def test_what_has_not_the_form_is_refused(claims: Any, header: Any, expected: str) -> None:
    found = report(signed(claims, header))
    assert not_passed(found) == {"form": ("failed", expected)}


@pytest.mark.parametrize("name", ["iss", "nbf", "exp", "cnf", "vct", "status", "vct#integrity"])
def test_what_everybody_must_see_is_not_held_apart(name: str) -> None:
    value = {"vct": "urn:x", "iss": KEY.controller, "cnf": {"jwk": {}}, "status": {}}.get(name, 1)
    found = report(signed(plain(**{name: Hidden(value)})))
    assert found.verdict is Verdict.INVALID
    assert set(not_passed(found)) <= {"disclosures", "form"}


def test_a_statement_that_was_not_signed_is_refused() -> None:
    made = issued()
    added = base64url_encode(b'["salt", "assessment_grade", "100"]')
    forged = SdJwt(made.issuer_jwt, made.token, (*made.disclosures, added))
    assert not_passed(report(forged)) == {"disclosures": ("failed", "sdjwt.unreferenced")}


def test_old_header_type_is_read() -> None:
    assert report(signed(plain(), {"typ": "vc+sd-jwt"})).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"exp": int(LATER.timestamp())}, "dates.over"),
        ({"nbf": int(LATER.timestamp()) + 120}, "dates.not_yet"),
        ({"iat": int(LATER.timestamp()) + 120}, "dates.not_yet"),
    ],
)
def test_a_token_out_of_its_time_is_refused(changes: Any, expected: str) -> None:
    assert not_passed(report(signed(plain(**changes)))) == {"dates": ("failed", expected)}


# Whose key


def test_no_algorithm_is_confused() -> None:
    made = issued()
    payload = made.issuer_jwt.split(".")[1]
    for alg in ("none", "HS256", "RS256", "ES384"):
        header = base64url_encode(
            jws.plain({"alg": alg, "typ": "dc+sd-jwt", "kid": KEY.verification_method})
        )
        signature = made.issuer_jwt.split(".")[2]
        text = f"{header}.{payload}.{signature}~"
        assert not_passed(report(text))["proof"][0] == "failed", alg


def test_the_key_is_the_issuers_own() -> None:
    found = report(signed(plain(), key=OTHER))
    assert not_passed(found)["issuer"] == ("failed", "issuer.other")


def test_a_key_in_the_header_proves_nothing() -> None:
    header = {"jwk": jwk.public_jwk(OTHER.public), "kid": KEY.verification_method}
    made = sd_jwt.sign({"typ": "dc+sd-jwt", **header}, plain(), OTHER)
    assert not_passed(report(made))["proof"] == ("failed", "proof.wrong")


WEB = SoftwareKey(b"w" * 32, "did:web:care.example#key-1", kind="p256")
SITE = "https://care.example/issuers/1"
SITE_KEY = SoftwareKey(b"s" * 32, f"{SITE}#key-1", kind="p256")


def test_an_issuer_with_a_domain() -> None:
    document = did_document(WEB.controller, {WEB.verification_method: WEB.public})
    pages = {"https://care.example/.well-known/did.json": json.dumps(document).encode()}
    assert report(issued(WEB), pages).verdict is Verdict.VALID
    found = report(issued(WEB))
    assert found.verdict is Verdict.INDETERMINATE
    assert not_passed(found)["issuer"] == ("indeterminate", "fetch.unreachable")


def published(**changes: Any) -> Pages:
    document = issuer_metadata(SITE, {SITE_KEY.verification_method: SITE_KEY.public}) | changes
    return {
        "https://care.example/.well-known/jwt-vc-issuer/issuers/1": json.dumps(document).encode(),
        "https://care.example/keys": json.dumps(
            issuer_metadata(SITE, {SITE_KEY.verification_method: SITE_KEY.public})["jwks"]
        ).encode(),
    }


def test_an_issuer_that_is_an_address_publishes_its_keys() -> None:
    assert report(issued(SITE_KEY), published()).verdict is Verdict.VALID


def test_keys_may_stand_elsewhere() -> None:
    pages = published()
    address = metadata_address(SITE)
    pages[address] = json.dumps({"issuer": SITE, "jwks_uri": "https://care.example/keys"}).encode()
    assert report(issued(SITE_KEY), pages).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"issuer": SITE + "/"}, ("failed", "method.document")),
        ({"jwks": {"keys": []}}, ("failed", "method.not_listed")),
        ({"jwks": []}, ("failed", "method.document")),
        ({"jwks_uri": "https://care.example/keys"}, ("failed", "method.document")),
        (issuer_metadata(SITE, {SITE_KEY.verification_method: OTHER.public}), ("", "")),
    ],
)
def test_metadata_that_does_not_speak_for_the_key(changes: Any, expected: tuple[str, str]) -> None:
    found = not_passed(report(issued(SITE_KEY), published(**changes)))
    if expected == ("", ""):
        assert found == {"proof": ("failed", "proof.wrong")}
    else:
        assert found["issuer"] == found["proof"] == expected


def test_well_known_name_stands_between_host_and_path() -> None:
    assert (
        metadata_address("https://h.example/t1/")
        == "https://h.example/.well-known/jwt-vc-issuer/t1"
    )
    assert metadata_address("https://h.example") == "https://h.example/.well-known/jwt-vc-issuer"
    for wrong in ("http://h.example", "https://", "https://h.example?x", "https://h.example#x"):
        with pytest.raises(TeselaError):
            metadata_address(wrong)


class CertifiedKey(SoftwareKey):
    """A key with a certificate of its own making."""

    def __init__(self, seed: bytes, name: str, method: str | None = None) -> None:
        super().__init__(seed, method, kind="p256")
        private = ec.derive_private_key(int.from_bytes(seed), ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)])
        authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority")])
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(authority)
            .public_key(private.public_key())
            .serial_number(1)
            .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
            .sign(private, hashes.SHA256())
        )
        self.certificates = (made.public_bytes(Encoding.DER),)


def test_a_certificate_that_the_issuers_did_confirms() -> None:
    made = issued(CertifiedKey(b"c" * 32, "Care Organisation"))
    assert made.token.header["x5c"]
    assert report(made).verdict is Verdict.VALID


def test_a_certificate_whose_key_the_issuer_publishes() -> None:
    key = CertifiedKey(b"c" * 32, "Care Organisation", f"{SITE}#key-1")
    pages = published(**issuer_metadata(SITE, {key.verification_method: key.public}))
    assert report(issued(key), pages).verdict is Verdict.VALID
    other = not_passed(report(issued(key), published()))
    assert other == {"issuer": ("failed", "issuer.other")}


class Sealer:
    """A seal's key with its certificates, as a signer."""

    def __init__(self, holder: Any, method: str) -> None:
        self.kind, self.certificates, self.sign = holder.kind, holder.certificates, holder.sign
        self.verification_method = method


def with_name(pki: Pki, address: str) -> Sealer:
    """A key whose certificate names the issuer's address."""
    named = [x509.UniformResourceIdentifier(address)]
    extension = (x509.SubjectAlternativeName(named), False)
    chosen = [*SEAL_USAGE, *services(crl=pki.addresses["crl"]), extension]
    return Sealer(pki.certify(p256_key(), "Seal", extensions=chosen), f"{address}#1")


def trusting(pki: Pki) -> Registry:
    return Registry("test", anchors=tuple(Anchor(der, "Root") for der in pki.anchors))


def certified(made: SdJwt, pki: Pki, **options: Any) -> Report:
    def fetch(url: str) -> bytes:
        try:
            return pki.get(url)
        except OSError as error:
            raise TeselaError("fetch.unreachable", url=url) from error

    return verify(made.compact.encode(), at=LATER, fetch=fetch, **options)


def test_a_certificate_that_names_the_issuer_and_leads_to_an_anchor(pki: Pki) -> None:
    made = issued(with_name(pki, SITE))
    assert len(made.token.header["x5c"]) == 2, "leaf and intermediate, not the anchor"
    pki.clock.now = LATER
    found = certified(made, pki, registry=trusting(pki))
    assert found.verdict is Verdict.VALID, not_passed(found)
    assert [ground.problem.code for ground in found.trust.grounds] == ["ground.certificate"]


def test_a_certificate_that_nobody_vouches_for_leaves_it_open(pki: Pki) -> None:
    found = certified(issued(with_name(pki, SITE)), pki)
    assert found.verdict is Verdict.INDETERMINATE
    assert not_passed(found) == {"certificate": ("indeterminate", "certificate.no_anchors")}
    assert [ground.outcome for ground in found.trust.grounds] == [Outcome.INDETERMINATE]


def test_a_revoked_certificate_is_refused(pki: Pki) -> None:
    key = with_name(pki, SITE)
    holder = next(serial for serial in pki.issued if serial == leaf_serial(key))
    pki.intermediate.revoked[holder] = NOW
    pki.clock.now = LATER
    found = certified(issued(key), pki, registry=trusting(pki))
    assert not_passed(found) == {"certificate": ("failed", "certificate.revoked")}


def leaf_serial(key: Sealer) -> int:
    return x509.load_der_x509_certificate(key.certificates[0]).serial_number


def test_a_certificate_names_the_issuer_where_the_token_does_not(pki: Pki) -> None:
    holder = pki.seal_p256
    chain = [base64.b64encode(der).decode() for der in holder.certificates]
    header = {"typ": "dc+sd-jwt", "x5c": chain}
    made = sd_jwt.sign(header, plain(iss=None), Sealer(holder, "unused"))
    pki.clock.now = LATER
    found = certified(made, pki, registry=trusting(pki))
    assert found.verdict is Verdict.VALID, not_passed(found)
    assert found.trust.issuer == "Somewhere University"


def test_a_certificate_of_another_key_than_the_dids_is_refused() -> None:
    key = CertifiedKey(b"c" * 32, "Care Organisation", KEY.verification_method)
    found = report(issued(key))
    assert not_passed(found) == {"issuer": ("failed", "issuer.other")}


@pytest.mark.parametrize("x5c", [[], "MII", [1], ["!"], ["TUlJ"], ["QQ=="] * 9])
def test_certificates_that_are_none(x5c: Any) -> None:
    found = report(signed(plain(), {"x5c": x5c}))
    assert found.verdict is Verdict.INVALID
    assert not_passed(found)["proof"][0] == "failed"


# Who shows it

NONCE, VERIFIER = "n-0S6_WzA2Mj", "https://verifier.example"


def shown(key: SoftwareKey = HOLDER, **changes: Any) -> SdJwt:
    made = issued(holder=jwk.public_jwk(HOLDER.public))
    said = {"audience": VERIFIER, "nonce": NONCE, "at": LATER, **changes}
    return key_binding.bound(made, key, **said)


def test_whoever_shows_it_proves_that_it_is_theirs() -> None:
    found = report(shown(), challenge=NONCE, domain=VERIFIER)
    assert found.verdict is Verdict.VALID
    assert [c.problem.code for c in found.checks if c.id == "key-binding"] == ["holder.ok"]
    assert report(shown()).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (issued(holder=jwk.public_jwk(HOLDER.public)), "holder.missing"),
        (issued(), "holder.missing"),
        (shown(nonce="other"), "holder.nonce"),
        (shown(audience="https://other.example"), "holder.audience"),
        (shown(OTHER), "holder.other"),
        (shown(at=NOW), "holder.time"),
    ],
)
def test_whoever_does_not_is_refused(made: SdJwt, expected: str) -> None:
    found = report(made, challenge=NONCE, domain=VERIFIER)
    assert not_passed(found) == {"key-binding": ("failed", expected)}


def test_a_proof_of_holding_without_a_holder_is_refused() -> None:
    made = key_binding.bound(issued(), HOLDER, audience=VERIFIER, nonce=NONCE, at=LATER)
    assert not_passed(report(made)) == {"key-binding": ("failed", "holder.no_key")}


def test_another_kind_of_credential_cannot_answer() -> None:
    badge = (Path(__file__).parents[1] / "vectors/openbadge.json").read_bytes()
    found = verify(badge, at=LATER, challenge=NONCE)
    assert not_passed(found) == {"key-binding": ("failed", "holder.missing")}


# State


def listed(states: dict[int, int], key: SoftwareKey = KEY, **changes: Any) -> Pages:
    options = {"entries": 100_000, "published": NOW, **changes}
    lst = token_list.encoded(STATE_BITS, options.pop("entries"), states)
    return {LIST: signed_token_list(options.pop("uri", LIST), lst, key, **options).encode()}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({}, {}),
        ({41: token_list.INVALID, 43: token_list.SUSPENDED}, {}),
        ({42: token_list.INVALID}, {"status": ("failed", "status.revoked")}),
        ({42: token_list.SUSPENDED}, {"status": ("failed", "status.suspended")}),
        ({42: 3}, {"status": ("indeterminate", "status.unsupported")}),
    ],
)
def test_state_is_read(states: dict[int, int], expected: Any) -> None:
    assert not_passed(report(issued(places=[PLACE]), listed(states))) == expected


def listed_as(**changes: Any) -> Pages:
    said = (
        token_list.claims(LIST, KEY.controller, token_list.encoded(2, 1000, {}), published=NOW)
        | changes
    )
    said = {name: value for name, value in said.items() if value is not None}
    header = {"typ": token_list.TYPE, "kid": KEY.verification_method}
    return {LIST: jws.sign(header, jws.plain(said), KEY).encode()}


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ({}, "status.unknown"),
        ({LIST: b"<html>"}, "status.not_a_list"),
        ({LIST: issued().compact.encode()}, "status.not_a_list"),
        (listed({}, uri=LIST + "/other"), "status.not_a_list"),
        (listed({}, OTHER), "status.other_issuer"),
        (listed({}, published=LATER + timedelta(hours=1)), "status.list_not_genuine"),
        (listed({}, expires=LATER), "status.list_not_genuine"),
        (listed({}, entries=8), "status.position_outside"),
        (listed_as(iat=None), "status.list_not_genuine"),
        (listed_as(ttl=0), "status.list_not_genuine"),
        (listed_as(status_list={"bits": 3, "lst": "eNrbuRgAAhcBXQ"}), "status.list_not_genuine"),
        (listed_as(status_list={"bits": 1, "lst": "AAAA"}), "status.list_unreadable"),
    ],
)
def test_a_list_that_says_nothing_leaves_the_state_open(pages: Pages, code: str) -> None:
    found = report(issued(places=[PLACE]), pages)
    assert not_passed(found) == {"status": ("indeterminate", code)}
    assert found.verdict is Verdict.INDETERMINATE


def test_a_forged_list_says_nothing() -> None:
    text = listed({42: 1})[LIST].decode()
    forged = text[:-4] + ("AAAA" if not text.endswith("AAAA") else "BBBB")
    found = report(issued(places=[PLACE]), {LIST: forged.encode()})
    assert not_passed(found) == {"status": ("indeterminate", "status.list_not_genuine")}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ({"status_list": {"idx": -1, "uri": LIST}}, ("failed", "status.malformed")),
        ({"status_list": {"idx": True, "uri": LIST}}, ("failed", "status.malformed")),
        ({"status_list": {"idx": 1}}, ("failed", "status.malformed")),
        ({"status_list": [1]}, ("failed", "status.malformed")),
        ({"identifier_list": {}}, ("indeterminate", "status.unsupported")),
    ],
)
def test_a_state_that_stands_nowhere(status: Any, expected: tuple[str, str]) -> None:
    assert not_passed(report(signed(plain(status=status)))) == {"status": expected}


# Type

EU = {"vct": sdjwt.EU_TYPE, "claims": []}


def described(made: SdJwt, *documents: dict[str, Any] | bytes) -> Report:
    pages = {}
    for document in documents:
        data = document if isinstance(document, bytes) else json.dumps(document).encode()
        pages[json.loads(data)["vct"]] = data
    return report(made, companions=pages)


def type_code(found: Report) -> str:
    return next(check.problem.code for check in found.checks if check.id == "type")


def test_our_types_are_kept(standards: Any) -> None:
    eu = (standards / "eudi/learning_credential.json").read_bytes()
    own = sdjwt.type_bytes(sdjwt.OWN_TYPE_NAME, sdjwt.PROJECT_BASE)
    complete = ACHIEVEMENT.model_copy(update={"languages": ("en",)})
    options = {"issued_at": NOW, "holder": jwk.public_jwk(HOLDER.public)}
    for kind in (None, sdjwt.own_type()):
        made = wallet_credential(
            complete, award(grade="90", achievement=complete.edition), KEY, own=kind, **options
        )
        found = described(made, eu, own)
        assert type_code(found) == "sdjwt.type_ok"
        assert found.verdict is Verdict.VALID
        # Held back is not missing.
        assert described(sd_jwt.presented(made, lambda _: False), eu, own).verdict is Verdict.VALID


def test_without_the_whole_chain_nothing_is_said_of_the_type() -> None:
    own = sdjwt.type_bytes(sdjwt.OWN_TYPE_NAME, sdjwt.PROJECT_BASE)
    assert type_code(described(issued(own=sdjwt.own_type()), own)) == "sdjwt.type_not_asked"
    assert type_code(report(issued())) == "sdjwt.type_not_asked"


TYPE = "https://types.example/t"


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([{"vct": TYPE, "claims": [{"path": ["name"], "sd": "always"}]}], "sdjwt.type_ok"),
        ([{"vct": TYPE, "claims": [{"path": ["name"], "sd": "never"}]}], "sdjwt.type_disclosure"),
        ([{"vct": TYPE, "claims": [{"path": ["iss"], "sd": "always"}]}], "sdjwt.type_disclosure"),
        (
            [{"vct": TYPE, "claims": [{"path": ["exp"], "sd": "never", "mandatory": True}]}],
            "sdjwt.type_lacks",
        ),
        (
            [{"vct": TYPE, "claims": [{"path": ["grade"], "sd": "always", "mandatory": True}]}],
            "sdjwt.type_ok",
        ),
        ([{"vct": TYPE, "extends": TYPE}], "sdjwt.type_unreadable"),
        (
            [{"vct": TYPE, "extends": "urn:b"}, {"vct": "urn:b", "extends": TYPE}],
            "sdjwt.type_unreadable",
        ),
        ([{"vct": TYPE, "claims": [{"path": []}]}], "sdjwt.type_unreadable"),
        ([{"vct": TYPE, "claims": [{"path": ["a"], "sd": "maybe"}]}], "sdjwt.type_unreadable"),
        (
            [
                {"vct": TYPE, "extends": "urn:b", "extends#integrity": "sha256-AAAA"},
                {"vct": "urn:b"},
            ],
            "sdjwt.type_changed",
        ),
    ],
)
def test_a_type_says_what_there_must_be(documents: Any, expected: str) -> None:
    assert type_code(described(signed(plain()), *documents)) == expected


def test_a_changed_description_of_our_type_is_noticed() -> None:
    own = sdjwt.type_bytes(sdjwt.OWN_TYPE_NAME, sdjwt.PROJECT_BASE)
    found = described(issued(own=sdjwt.own_type()), own.replace(b"Micro", b"Macro", 1), EU)
    assert type_code(found) == "sdjwt.type_changed"
    assert found.verdict is Verdict.INVALID


def test_other_types_are_named() -> None:
    found = report(signed(plain()))
    assert found.content["format"] == "sd-jwt-vc"
    assert found.content["type"] == "https://types.example/t"


# Anything at all

WHOLE = issued()
_PIECES = st.sampled_from(
    [WHOLE.issuer_jwt, *WHOLE.disclosures[:3], "", "e30", "e30.e30.e30", "W10", "x", "...."]
)


@given(st.lists(_PIECES, min_size=2, max_size=6))
def test_any_pieces_give_a_report_or_are_no_credential(pieces: list[str]) -> None:
    try:
        found = report("~".join(pieces))
    except TeselaError:
        return
    shown_ones = pieces[1:-1]
    genuine = (
        pieces[0] == WHOLE.issuer_jwt
        and not pieces[-1]
        and set(shown_ones) <= set(WHOLE.disclosures)
        and len(set(shown_ones)) == len(shown_ones)
    )
    assert (found.verdict is Verdict.VALID) is genuine


@given(
    st.dictionaries(
        st.sampled_from(["iss", "vct", "iat", "exp", "nbf", "cnf", "status", "_sd", "a"]),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False)
            | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(
                    st.sampled_from(["jwk", "status_list", "idx", "uri", "kty", "crv", "x"]),
                    inner,
                    max_size=3,
                )
            ),
            max_leaves=6,
        ),
        max_size=6,
    )
)
def test_any_claims_give_a_report_or_are_no_credential(claims: dict[str, Any]) -> None:
    header = {"alg": "EdDSA", "typ": "dc+sd-jwt", "kid": ANY.verification_method}
    made = jws.sign(header, jws.plain(claims), ANY)
    with contextlib.suppress(TeselaError):
        report(made + "~")


ANY = SoftwareKey(b"a" * 32)
