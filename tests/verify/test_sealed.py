"""Sealed credentials: the Commission's, and our own at each level, long after they were sealed."""

import base64
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.model.report import Outcome, Report, Verdict
from tesela.proofs import jades, seal_certificates
from tesela.proofs.seals import LEVELS, Level, RevocationValues, Sealing
from tesela.text.errors import TeselaError
from tesela.trust import revocation
from tesela.trust.fetch import GuardedFetcher
from tesela.trust.registry import Registry, read_registry
from tesela.trust.x509 import Anchor, chain_of
from tesela.verify import verify
from tests.pki import BEGINNING, Holder, Pki, running
from tests.pki.authority import (
    TSA_USAGE,
    Authority,
    p256_key,
    rsa_key,
    services,
    usage,
)
from tests.pki.authority import (
    name as subject_name,
)
from tests.pki.infrastructure import IDENTIFIER

LATER = datetime(2030, 1, 1, tzinfo=UTC)
"""When the seals' certificates have expired and the time-stamping authority's has not."""


def document(**members: Any) -> bytes:
    """A credential of the organisation that the tests' certificates name."""
    whole = {
        "@context": [
            "https://www.w3.org/2018/credentials/v1",
            "http://data.europa.eu/snb/model/context/edc-ap",
        ],
        "id": "urn:uuid:6c8f3b6e-0b5c-4f25-9e7e-57b9a3b6e0c1",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": {
            "id": "urn:epass:org:1",
            "type": "Organisation",
            "legalName": {"en": "Somewhere University", "es": "Universidad de Algún Lugar"},
            "eIDASIdentifier": {
                "id": "urn:epass:legalIdentifier:1",
                "type": "LegalIdentifier",
                "notation": IDENTIFIER,
            },
        },
        "issuanceDate": "2026-06-01T12:00:00Z",
        "validFrom": "2026-06-01T12:00:00Z",
        "credentialSubject": {
            "id": "urn:epass:person:1",
            "type": "Person",
            "fullName": {"en": "Zoë Test"},
        },
    } | members
    return json.dumps(whole, ensure_ascii=False).encode()


@pytest.fixture
def sealing(pki: Pki) -> Callable[..., Sealing]:
    fetcher = GuardedFetcher(seconds_kept=0, listed=[pki.base])

    def of(holder: Holder, level: Level = "B-LTA") -> Sealing:
        return Sealing(
            holder,
            level,
            pki.time_stamp,
            revocation.revocations(fetcher.ask, fetcher.signed, lambda: pki.clock.now),
        )

    return of


def trusting(pki: Pki) -> Registry:
    return Registry("test", anchors=tuple(Anchor(der, "Root") for der in pki.anchors))


def report(data: bytes, at: datetime, registry: Registry | None = None) -> Report:
    return verify(data, at=at, registry=registry)


def online(data: bytes, at: datetime, pki: Pki) -> Report:
    fetcher = GuardedFetcher(seconds_kept=0, listed=[pki.base])
    return verify(data, at=at, registry=trusting(pki), fetch=fetcher)


def outcome(found: Report, step: str) -> tuple[Outcome, str]:
    check = next(check for check in found.checks if check.id == step)
    return check.outcome, check.problem.code


def bad(found: Report) -> dict[str, str]:
    return {c.id: c.problem.code for c in found.checks if c.outcome is not Outcome.PASSED}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", ["rsa", "p256"])
def test_our_seals_verify_at_each_level(
    pki: Pki, sealing: Callable[..., Sealing], kind: str, level: Level
) -> None:
    holder = pki.seal_rsa if kind == "rsa" else pki.seal_p256
    data = jades.seal(document(), sealing(holder, level), BEGINNING)
    found = online(data, BEGINNING + timedelta(minutes=1), pki)
    assert bad(found) == {}
    assert found.verdict is Verdict.VALID
    assert found.content["secured_by"] == "sealed"
    assert [ground.problem.code for ground in found.trust.grounds] == ["ground.certificate"]
    evidence = next(check for check in found.checks if check.id == "proof").evidence
    assert evidence["seals"][0]["level"] == level


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("B-B", {"certificate": "certificate.unproven"}),
        ("B-T", {"certificate": "certificate.unproven"}),  # nobody can be asked of the authority
        ("B-LT", {}),
        ("B-LTA", {}),
    ],
)
def test_after_the_certificate_expired_seals_verify_as_of_their_time_stamp(
    pki: Pki, sealing: Callable[..., Sealing], level: Level, expected: dict[str, str]
) -> None:
    data = jades.seal(document(), sealing(pki.seal_rsa, level), BEGINNING)
    found = report(data, LATER, trusting(pki))
    assert bad(found) == expected
    assert found.verdict is (Verdict.INDETERMINATE if expected else Verdict.VALID)


def test_before_the_certificate_began_it_is_not_said_to_have_ended(
    pki: Pki, sealing: Callable[..., Sealing]
) -> None:
    data = jades.seal(document(), sealing(pki.seal_rsa, "B-B"), BEGINNING)
    found = report(data, datetime(2001, 1, 1, tzinfo=UTC), trusting(pki))
    assert outcome(found, "certificate") == (Outcome.FAILED, "certificate.outside")


def test_a_time_stamped_seal_verifies_after_its_certificate_expired_where_nothing_is_revoked(
    pki: Pki,
) -> None:
    """B-T with certificates that name nobody to ask."""
    holder = pki.certify(
        p256_key(), "Seal", extensions=_silent(), valid_until=BEGINNING + timedelta(days=30)
    )
    stamps = pki.certify(
        rsa_key(), "Stamps", extensions=TSA_USAGE, valid_until=datetime(2036, 1, 1, tzinfo=UTC)
    )
    anchors = tuple(Anchor(some.certificates[1], "CA") for some in (holder, stamps))
    own, pki.tsa = pki.tsa, stamps
    try:
        data = jades.seal(document(), Sealing(holder, "B-T", pki.time_stamp), BEGINNING)
    finally:
        pki.tsa = own
    assert bad(report(data, LATER, Registry("test", anchors=anchors))) == {}


def _silent() -> list[Any]:
    return [(usage(content_commitment=True), True)]


def test_an_archive_time_stamp_prolongs_what_the_first_one_proves(
    pki: Pki, sealing: Callable[..., Sealing]
) -> None:
    """After the first authority's certificate has expired only the renewed file still says."""
    first = jades.seal(document(), sealing(pki.seal_rsa), BEGINNING)
    pki.clock.now = datetime(2035, 1, 1, tzinfo=UTC)
    own = pki.tsa
    pki.tsa = pki.certify(
        rsa_key(),
        "Stamps of later years",
        extensions=TSA_USAGE + services(crl=pki.addresses["crl"]),
        valid_from=datetime(2034, 1, 1, tzinfo=UTC),
        valid_until=datetime(2039, 6, 1, tzinfo=UTC),
    )
    try:
        values = sealing(pki.seal_rsa).revocations
        renewing = Sealing(pki.seal_rsa, "B-LTA", pki.time_stamp, _only_stamps(pki, values))
        second = jades.renewed(first, renewing)
    finally:
        pki.tsa = own
    late = datetime(2037, 1, 1, tzinfo=UTC)
    pki.clock.now = late
    assert bad(report(first, late, trusting(pki))) == {"certificate": "certificate.unproven"}
    assert bad(online(second, late, pki)) == {}


def _only_stamps(pki: Pki, collect: Any) -> Any:
    """The authorities no longer answer for the expired seal; what is there already will do."""

    def collected(chain: Any) -> Any:
        if chain[0] == pki.seal_rsa.certificates[0]:
            return (), RevocationValues()
        return collect(chain)

    return collected


def test_a_certificate_revoked_before_the_seal_makes_it_worthless(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(pki.seal_rsa, "B-T", pki.time_stamp), BEGINNING)
    pki.revoke(pki.seal_rsa, BEGINNING - timedelta(days=1))
    found = online(data, BEGINNING, pki)
    assert outcome(found, "certificate") == (Outcome.FAILED, "certificate.revoked")
    assert found.verdict is Verdict.INVALID


def test_a_certificate_revoked_after_a_proven_seal_takes_nothing_from_it(
    pki: Pki, sealing: Callable[..., Sealing]
) -> None:
    data = jades.seal(document(), sealing(pki.seal_p256, "B-LT"), BEGINNING)
    pki.clock.now = BEGINNING + timedelta(days=10)
    pki.revoke(pki.seal_p256)
    pki.clock.now = BEGINNING + timedelta(days=20)
    assert bad(online(data, pki.clock.now, pki)) == {}


def test_without_a_time_stamp_a_revocation_of_today_counts(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(pki.seal_p256), BEGINNING)
    pki.revoke(pki.seal_p256, BEGINNING + timedelta(days=10))
    pki.clock.now = BEGINNING + timedelta(days=20)
    found = online(data, pki.clock.now, pki)
    assert outcome(found, "certificate") == (Outcome.FAILED, "certificate.revoked")


def test_a_seal_made_after_the_certificate_expired_fails(pki: Pki) -> None:
    pki.clock.now = LATER
    data = jades.seal(document(), Sealing(pki.seal_rsa, "B-T", pki.time_stamp), LATER)
    found = online(data, LATER, pki)
    assert outcome(found, "certificate") == (Outcome.FAILED, "certificate.outside")


def test_what_could_not_be_asked_stays_open(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(pki.seal_rsa), BEGINNING)
    found = report(data, BEGINNING, trusting(pki))
    assert outcome(found, "certificate") == (Outcome.INDETERMINATE, "certificate.unknown")


def test_without_anybody_to_trust_the_name_is_a_claim(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(pki.seal_rsa), BEGINNING)
    found = report(data, BEGINNING)
    assert bad(found) == {"certificate": "certificate.no_anchors"}
    assert [ground.problem.code for ground in found.trust.grounds] == ["ground.certificate_claimed"]


def test_somebody_elses_authority_vouches_for_nothing(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(pki.seal_rsa), BEGINNING)
    other = Pki(pki.base)
    found = report(data, BEGINNING, Registry("other", anchors=(Anchor(other.anchors[0], "Other"),)))
    assert found.verdict is not Verdict.VALID
    assert outcome(found, "certificate")[1] in ("certificate.no_chain", "certificate.chain")


class Forger(Holder):
    """Has the key, and a certificate that its authority did not sign."""

    @property
    def certificates(self) -> tuple[bytes, ...]:
        own, *above = super().certificates
        return (own[:-1] + bytes([own[-1] ^ 1]), *above)


def test_a_certificate_that_its_authority_did_not_sign_leads_to_nobody(pki: Pki) -> None:
    forger = Forger(pki.seal_rsa.key, pki.seal_rsa.chain)
    data = jades.seal(document(), Sealing(forger), BEGINNING)
    found = report(data, BEGINNING, trusting(pki))
    assert outcome(found, "certificate") == (Outcome.INDETERMINATE, "certificate.no_chain")


def test_an_authority_of_the_same_name_is_not_the_one_that_is_trusted(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(Pki(pki.base).seal_rsa), BEGINNING)
    found = report(data, BEGINNING, trusting(pki))
    assert outcome(found, "certificate") == (Outcome.INDETERMINATE, "certificate.no_chain")


def test_many_certificates_of_one_name_cost_little_time(pki: Pki) -> None:
    """Each could stand above each other one; put in every order they would take for ever."""
    key, subject = p256_key(), pki.seal_p256.certificate.subject
    dates = {"valid_from": BEGINNING - timedelta(days=1), "valid_until": LATER}
    first = Authority(pki.seal_p256).certify(key, subject, _silent(), **dates)
    same = Authority(first)
    others = [same.certify(key, subject, _silent(), **dates) for _ in range(40)]
    own = same.certify(p256_key(), subject_name("Own", organisation="Own"), _silent(), **dates)
    beside = [holder.certificates[0] for holder in others]
    with pytest.raises(TeselaError) as raised:
        chain_of(own.certificates[0], beside, trusting(pki).anchors, BEGINNING)
    assert raised.value.code == "certificate.no_chain"


def test_an_anchor_counts_until_it_lost_its_status(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(pki.seal_rsa), BEGINNING)
    ended = Anchor(pki.anchors[0], "Root", until=BEGINNING - timedelta(days=1))
    found = report(data, BEGINNING, Registry("test", anchors=(ended,)))
    assert outcome(found, "certificate") == (Outcome.INDETERMINATE, "certificate.no_chain")


def test_a_certificate_for_other_purposes_does_not_seal(pki: Pki) -> None:
    holder = pki.certify(p256_key(), "Encryption", extensions=[(usage(key_agreement=True), True)])
    data = jades.seal(document(), Sealing(holder), BEGINNING)
    found = report(data, BEGINNING, trusting(pki))
    assert outcome(found, "certificate") == (Outcome.FAILED, "certificate.not_for_seals")


def test_a_certificate_that_may_not_certify_vouches_for_nobody(pki: Pki) -> None:
    """The seal's own key certifies another organisation."""
    wrong = Authority(pki.seal_rsa).certify(
        p256_key(),
        subject_name("Impostor", organisation="Somewhere University", identifier=IDENTIFIER),
        _silent(),
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
        valid_until=datetime(2027, 1, 1, tzinfo=UTC),
    )
    data = jades.seal(document(), Sealing(wrong), BEGINNING)
    found = report(data, BEGINNING, trusting(pki))
    assert outcome(found, "certificate") == (Outcome.FAILED, "certificate.chain")


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ({"eIDASIdentifier": {"notation": "VATES-Z"}}, "issuer.other_organisation"),
        ({"eIDASIdentifier": None, "legalName": {"en": "Elsewhere"}}, "issuer.other_organisation"),
        ({"eIDASIdentifier": None, "legalName": None}, "issuer.unnamed"),
    ],
)
def test_the_organisation_in_the_certificate_must_be_the_issuer(
    pki: Pki, issuer: dict[str, Any], expected: str
) -> None:
    stated = json.loads(document())["issuer"] | issuer
    kept = {name: value for name, value in stated.items() if value is not None}
    data = jades.seal(document(issuer=kept), Sealing(pki.seal_rsa), BEGINNING)
    found = report(data, BEGINNING)
    assert outcome(found, "issuer")[1] == expected


@pytest.mark.parametrize(
    "issuer",
    [
        {"id": "urn:x:1", "type": "Organisation", "legalName": {"en": " somewhere  UNIVERSITY "}},
        {
            "id": "urn:x:1",
            "type": "Organisation",
            "legalName": {"es": ["A", "Somewhere University"]},
        },
    ],
)
def test_the_registered_name_will_do_where_no_identifier_is_stated(
    pki: Pki, issuer: dict[str, Any]
) -> None:
    data = jades.seal(document(issuer=issuer), Sealing(pki.seal_rsa), BEGINNING)
    assert outcome(report(data, BEGINNING), "issuer") == (Outcome.PASSED, "issuer.sealed")


def test_own_dates_of_european_digital_credentials_count(pki: Pki) -> None:
    data = jades.seal(document(validUntil="2026-06-02T00:00:00Z"), Sealing(pki.seal_rsa), BEGINNING)
    assert outcome(report(data, BEGINNING), "dates")[0] is Outcome.PASSED
    assert outcome(report(data, BEGINNING + timedelta(days=2)), "dates")[1] == "dates.over"


def test_what_was_changed_fails_and_nothing_else_is_asked(pki: Pki) -> None:
    sealed = json.loads(jades.seal(document(), Sealing(pki.seal_rsa), BEGINNING))
    sealed["payload"] = sealed["payload"].replace("Zoë", "Zoe")
    found = online(json.dumps(sealed).encode(), BEGINNING, pki)
    assert [check.id for check in found.checks] == ["form", "proof"]
    assert outcome(found, "proof") == (Outcome.FAILED, "proof.wrong")
    assert pki.asked == []


@pytest.mark.parametrize("at", [0, 3])
def test_a_time_stamp_of_something_else_fails(
    pki: Pki, sealing: Callable[..., Sealing], at: int
) -> None:
    own = json.loads(jades.seal(document(), sealing(pki.seal_rsa), BEGINNING))
    other = json.loads(jades.seal(document(id="urn:x:2"), sealing(pki.seal_rsa), BEGINNING))
    items = own["signatures"][0]["header"]["etsiU"]
    assert len(items) == 4
    items[at] = other["signatures"][0]["header"]["etsiU"][at]
    found = report(json.dumps(own).encode(), BEGINNING, trusting(pki))
    step = "timestamps" if at == 0 else "archive"
    assert outcome(found, step) == (Outcome.FAILED, "stamp.other_data")


def test_anything_changed_before_the_archive_time_stamp_fails(
    pki: Pki, sealing: Callable[..., Sealing]
) -> None:
    own = json.loads(jades.seal(document(), sealing(pki.seal_rsa), BEGINNING))
    items = own["signatures"][0]["header"]["etsiU"]
    del items[1]  # the certificates
    found = report(json.dumps(own).encode(), BEGINNING, trusting(pki))
    assert outcome(found, "archive") == (Outcome.FAILED, "stamp.other_data")


def test_the_current_form_claims_its_time_as_iat(pki: Pki, sealing: Callable[..., Sealing]) -> None:
    data = jades.seal(document(), sealing(pki.seal_p256, "B-LTA"), BEGINNING, claimed_time="iat")
    (signature,) = jades.parse(json.loads(data)).signatures
    assert signature.header["iat"] == int(BEGINNING.timestamp())
    assert signature.header["crit"] == ["b64", "adoTst"]
    assert bad(online(data, BEGINNING, pki)) == {}


def test_the_same_record_gives_the_same_seal(pki: Pki) -> None:
    made = {jades.seal(document(), Sealing(pki.seal_rsa), BEGINNING) for _ in range(2)}
    assert len(made) == 1


def test_nobody_seals_with_another_key_or_without_what_the_level_needs(pki: Pki) -> None:
    mixed = Holder(pki.seal_rsa.key, pki.certify(rsa_key(), "Other").chain)
    for wrong, code in (
        (Sealing(mixed), "seal.other_key"),
        (Sealing(pki.seal_rsa, "B-T"), "seal.no_time_stamper"),
        (Sealing(pki.seal_rsa, "B-LT", pki.time_stamp), "seal.no_revocations"),
    ):
        with pytest.raises(TeselaError) as raised:
            jades.seal(document(), wrong, BEGINNING)
        assert raised.value.code == code


def test_two_seals_of_one_text_are_both_verified(pki: Pki) -> None:
    first = json.loads(jades.seal(document(), Sealing(pki.seal_rsa), BEGINNING))
    second = json.loads(jades.seal(document(), Sealing(pki.seal_p256), BEGINNING))
    first["signatures"] += second["signatures"]
    assert bad(online(json.dumps(first).encode(), BEGINNING, pki)) == {}
    value = first["signatures"][1]["signature"]
    first["signatures"][1]["signature"] = ("A" if value[0] != "A" else "B") + value[1:]
    assert outcome(report(json.dumps(first).encode(), BEGINNING), "proof")[1] == "proof.wrong"


def test_a_file_of_certificates_and_a_folder_are_registries(pki: Pki, tmp_path: Path) -> None:
    pem = b"".join(
        b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(der) + b"-----END CERTIFICATE-----\n"
        for der in (*pki.anchors, pki.seal_rsa.certificates[1])
    )
    (tmp_path / "some.pem").write_bytes(pem)
    assert len(read_registry(tmp_path / "some.pem").anchors) == 2
    folder = tmp_path / "registry"
    (folder / "certificates").mkdir(parents=True)
    (folder / "certificates" / "root.der").write_bytes(pki.anchors[0])
    assert [a.certificate for a in read_registry(folder).anchors] == list(pki.anchors)
    (folder / "registry.json").write_text('{"issuers": {}}')
    assert [a.certificate for a in read_registry(folder).anchors] == list(pki.anchors)


# Checked without anything of ours


def _plainly(data: bytes) -> tuple[dict[str, Any], dict[str, Any], dict[str, bytes]]:
    """Header, container and time-stamp tokens, read with json and base64 alone."""

    def decoded(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    sealed = json.loads(data)
    (entry,) = sealed["signatures"]
    header = json.loads(decoded(entry["protected"]))
    tokens = {"adoTst": base64.b64decode(header["adoTst"]["tstTokens"][0]["val"])}
    for item in entry["header"]["etsiU"]:
        for name, value in json.loads(decoded(item)).items():
            if "tstTokens" in value:
                tokens[name] = base64.b64decode(value["tstTokens"][0]["val"])
    signature = decoded(entry["signature"])
    certificate = x509.Certificate.load(base64.b64decode(header["x5c"][0]))
    key = serialization.load_der_public_key(certificate.public_key.dump())
    signed = f"{entry['protected']}.{sealed['payload']}".encode()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    elif isinstance(key, ec.EllipticCurvePublicKey):
        pair = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
        key.verify(pair, signed, ec.ECDSA(hashes.SHA256()))
    return header, sealed, tokens


@pytest.mark.parametrize("kind", ["rsa", "p256"])
def test_foreign_libraries_agree_on_signature_and_imprints(
    pki: Pki, sealing: Callable[..., Sealing], kind: str
) -> None:
    holder = pki.seal_rsa if kind == "rsa" else pki.seal_p256
    data = jades.seal(document(), sealing(holder), BEGINNING)
    header, sealed, tokens = _plainly(data)
    (entry,) = sealed["signatures"]
    of = {
        "adoTst": sealed["payload"],
        "sigTst": entry["signature"],
        "arcTst": f"{sealed['payload']}.{entry['protected']}.{entry['signature']}."
        + "".join(entry["header"]["etsiU"][:-1]),
    }
    for name, token in tokens.items():
        signed = cms.ContentInfo.load(token)["content"]
        info = signed["encap_content_info"]["content"].parsed
        assert (
            info["message_imprint"]["hashed_message"].native == sha256(of[name].encode()).digest()
        )
    expected = "alg cty kid x5t#S256 x5c typ b64 sigT adoTst crit"
    assert list(header) == expected.split()  # as the Commission's files have it


def test_openssl_verifies_our_chain_and_time_stamps(
    pki: Pki, sealing: Callable[..., Sealing], tmp_path: Path
) -> None:
    data = jades.seal(document(), sealing(pki.seal_rsa), BEGINNING)
    _, sealed, tokens = _plainly(data)
    root, above, own = tmp_path / "root.pem", tmp_path / "above.pem", tmp_path / "own.pem"
    for path, der in (
        (root, pki.anchors[0]),
        (above, pki.seal_rsa.certificates[1]),
        (own, pki.seal_rsa.certificates[0]),
    ):
        path.write_text(_pem(der))
    moment = str(int(BEGINNING.timestamp()))
    known = ["-CAfile", str(root), "-untrusted", str(above), "-attime", moment]
    _openssl("verify", *known, str(own))
    token = tmp_path / "token.der"
    token.write_bytes(tokens["sigTst"])
    stamped = tmp_path / "data"
    stamped.write_text(sealed["signatures"][0]["signature"])
    _openssl("ts", "-verify", "-data", str(stamped), "-token_in", "-in", str(token), *known)


def _pem(der: bytes) -> str:
    body = base64.encodebytes(der).decode()
    return f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n"


def _openssl(*arguments: str) -> None:
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# The Commission's own


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("elm-support/AA-Annex1-MC-signed.jsonld", {}),
        ("elm-support/Sample-CertOfPart-signed.jsonld", {}),
        ("elm-support/Sample-JointDegree-signed.jsonld", {"meaning": "jsonld.not_covered"}),
        ("elm-support/Sample-MastersDegree-signed.jsonld", {"meaning": "jsonld.not_covered"}),
        ("elm-support/Sample-TranscriptOfRecords-signed.jsonld", {}),
        ("elm3-official/Sample-CertOfPart-signed.jsonld", {}),
        ("elm3-official/Sample-MC-Annex1-signed.jsonld", {}),
        (
            "edci/signed_credential.jsonld",
            {
                "issuer": "issuer.other_organisation",
                "meaning": "jsonld.unknown_context",
                "dates": "dates.over",
            },
        ),
    ],
)
def test_the_commissions_samples(standards: Path, name: str, expected: dict[str, str]) -> None:
    """Two have a date that the published context makes an address, and so no meaning."""
    data = (standards / "elm/samples" / name).read_bytes()
    found = report(data, datetime(2026, 6, 1, tzinfo=UTC))
    assert bad(found) == {"certificate": "certificate.no_anchors", **expected}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sample-MC-Annex1-signed.jsonld", "certificate.no_chain"),
        ("Sample-CertOfPart-signed.jsonld", "certificate.no_chain"),
    ],
)
def test_the_commissions_samples_lead_to_nobody_of_ours(
    standards: Path, pki: Pki, name: str, expected: str
) -> None:
    data = (standards / "elm/samples/elm3-official" / name).read_bytes()
    found = report(data, datetime(2024, 6, 1, tzinfo=UTC), trusting(pki))
    assert outcome(found, "certificate") == (Outcome.INDETERMINATE, expected)


def test_the_commissions_sample_is_proven_where_its_authorities_are_trusted(
    standards: Path,
) -> None:
    """After its certificate expired, by the time-stamp of an authority that counts until 2028.

    Anchors are what trust lists name: the authority for seals, and the time-stamping unit itself.
    """
    data = (standards / "elm/samples/elm-support/Sample-CertOfPart-signed.jsonld").read_bytes()
    (signature,) = jades.parse(json.loads(data)).signatures
    listed = {
        seal_certificates.read(der).subject.common: der
        for der in jades.added(signature).certificates
    }
    registry = Registry(
        "listed",
        anchors=(
            Anchor(listed["ANF AC Qualified Certificates for eSeal"], "ANF", qualified=True),
            Anchor(listed["ZetesConfidens EC Qualified TSU17"], "Zetes"),
        ),
    )
    found = report(data, datetime(2026, 6, 1, tzinfo=UTC), registry)
    certificate = next(check for check in found.checks if check.id == "certificate")
    assert (certificate.outcome, certificate.problem.code) == (Outcome.PASSED, "certificate.ok")
    assert certificate.evidence["certificates"][0]["proven_at"].startswith("2025-02-12T12:09:48")
    assert certificate.evidence["certificates"][0]["qualified"] is True
    assert [g.problem.code for g in found.trust.grounds] == ["ground.certificate_qualified"]
    assert found.verdict is Verdict.VALID


def test_a_seal_by_an_anchor_itself_needs_nobody_else(pki: Pki) -> None:
    data = jades.seal(document(), Sealing(replace(pki.seal_rsa)), BEGINNING)
    anchor = Anchor(pki.seal_rsa.certificates[0], "Somewhere University")
    found = report(data, BEGINNING, Registry("test", anchors=(anchor,)))
    assert bad(found) == {}


# Whatever strangers change


def _blobs(entry: dict[str, Any]) -> list[tuple[int, str, bytes]]:
    """Position in `etsiU`, and each DER value there."""
    found = []
    for position, item in enumerate(entry["header"]["etsiU"]):
        text = base64.urlsafe_b64decode(item + "=" * (-len(item) % 4)).decode()
        found += [(position, text, part.encode()) for part in text.split('"') if len(part) > 200]
    return found


@settings(max_examples=25)
@given(which=st.integers(0, 99), where=st.floats(0, 1), value=st.integers(0, 255))
def test_a_changed_byte_of_what_was_added_ends_in_a_report(
    sealed_once: tuple[bytes, Registry], which: int, where: float, value: int
) -> None:
    data, registry = sealed_once
    sealed = json.loads(data)
    entry = sealed["signatures"][0]
    blobs = _blobs(entry)
    position, text, part = blobs[which % len(blobs)]
    der = bytearray(base64.b64decode(part))
    der[int(where * (len(der) - 1))] = value
    changed = text.replace(part.decode(), base64.b64encode(der).decode())
    item = base64.urlsafe_b64encode(changed.encode()).rstrip(b"=").decode()
    entry["header"]["etsiU"][position] = item
    found = report(json.dumps(sealed).encode(), LATER, registry)
    assert outcome(found, "proof")[0] is Outcome.PASSED
    covered = position < len(entry["header"]["etsiU"]) - 1
    if covered and bytes(der) != base64.b64decode(part):
        assert found.verdict is not Verdict.VALID, "the archive time-stamp covers it"


@settings(max_examples=25)
@given(where=st.floats(0, 1), value=st.integers(0, 255), at=st.integers(0, 1))
def test_a_changed_byte_of_a_certificate_ends_in_a_report(
    sealed_once: tuple[bytes, Registry], where: float, value: int, at: int
) -> None:
    data, registry = sealed_once
    sealed = json.loads(data)
    entry = sealed["signatures"][0]
    (signature,) = jades.parse(sealed).signatures
    certificates = [bytearray(der) for der in signature.certificates]
    der = certificates[at % len(certificates)]
    der[int(where * (len(der) - 1))] = value
    header = dict(signature.header) | {
        "x5c": [base64.b64encode(one).decode() for one in certificates],
        "x5t#S256": base64.urlsafe_b64encode(sha256(certificates[0]).digest())
        .rstrip(b"=")
        .decode(),
    }
    text = json.dumps(header).encode()
    entry["protected"] = base64.urlsafe_b64encode(text).rstrip(b"=").decode()
    found = report(json.dumps(sealed).encode(), BEGINNING, registry)
    assert found.verdict is not Verdict.VALID


@pytest.fixture(scope="module")
def sealed_once() -> tuple[bytes, Registry]:
    """B-LTA, with all that proves it, made once."""
    with running() as pki:
        fetcher = GuardedFetcher(seconds_kept=0, listed=[pki.base])
        collect = revocation.revocations(fetcher.ask, fetcher.signed, lambda: pki.clock.now)
        how = Sealing(pki.seal_rsa, "B-LTA", pki.time_stamp, collect)
        data = jades.seal(document(), how, BEGINNING)
        assert report(data, LATER, trusting(pki)).verdict is Verdict.VALID
        return data, trusting(pki)
