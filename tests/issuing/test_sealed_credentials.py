"""European Digital Credentials of a class, sealed: with the organisation's certificate, or an own one."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from tesela.issuing.credentials import Options, issue
from tesela.model.report import Outcome, Verdict
from tesela.proofs import data_integrity, jades
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.proofs.own_certificates import own_sealer
from tesela.proofs.seal_certificates import Name, read
from tesela.proofs.seals import Sealing
from tesela.status.bitstring import Place, encoded, list_document
from tesela.text.errors import TeselaError
from tesela.trust.registry import Registry
from tesela.trust.x509 import Anchor
from tesela.verify import verify
from tests.pki import BEGINNING, Pki
from tests.samples import ACHIEVEMENT, KEY, NOW, award

P256 = SoftwareKey(bytes(range(1, 33)), kind="p256")
P384 = SoftwareKey(bytes(range(1, 49)), kind="p384")


def issued(signer: SoftwareKey = KEY, at: datetime = NOW, **options: Any) -> bytes:
    chosen = Options(formats=("elm",), **options)
    (one,) = issue(ACHIEVEMENT, [award()], signer, issued_at=at, options=chosen)
    return one.files["elm"]


def certificate_in(data: bytes) -> bytes:
    (signature,) = jades.parse(json.loads(data)).signatures
    return signature.certificates[0]


@pytest.mark.parametrize("signer", [KEY, P256, P384], ids=lambda key: key.kind)
def test_any_key_seals_with_a_certificate_of_its_own(signer: SoftwareKey) -> None:
    data = issued(signer)
    found = verify(data, at=NOW)
    assert {c.id: c.problem.code for c in found.checks if c.outcome is not Outcome.PASSED} == {
        "certificate": "certificate.self_made"
    }
    assert found.verdict is Verdict.INDETERMINATE
    assert [ground.problem.code for ground in found.trust.grounds] == ["ground.self_certified"]
    anchor = Anchor(certificate_in(data), "Care Organisation")
    assert (
        verify(data, at=NOW, registry=Registry("own", anchors=(anchor,))).verdict is Verdict.VALID
    )


def test_other_people_s_anchors_leave_an_own_certificate_open(pki: Pki) -> None:
    registry = Registry("other", anchors=(Anchor(pki.anchors[0], "Root"),))
    found = verify(issued(), at=NOW, registry=registry)
    check = next(check for check in found.checks if check.id == "certificate")
    assert (check.outcome, check.problem.code) == (Outcome.INDETERMINATE, "certificate.self_made")


def test_the_same_record_gives_the_same_bytes() -> None:
    assert issued() == issued()
    assert certificate_in(issued()) == certificate_in(issued(at=NOW.replace(month=1)))
    assert certificate_in(issued()) != certificate_in(issued(at=NOW.replace(year=2027)))


@pytest.mark.parametrize("signer", [KEY, P256, P384], ids=lambda key: key.kind)
def test_own_certificates_are_certificates(signer: SoftwareKey) -> None:
    """Read, and verified with its own key, by another library."""
    der = certificate_in(issued(signer))
    found = x509.load_der_x509_certificate(der)
    found.verify_directly_issued_by(found)
    assert isinstance(found.public_key(), ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey)
    assert found.not_valid_before_utc == datetime(2026, 1, 1, tzinfo=UTC)
    assert not found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    alternative = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert alternative.get_values_for_type(x509.UniformResourceIdentifier) == [signer.controller]
    assert 0 < found.serial_number < 2**127
    assert asn1.Certificate.load(der).dump(force=True) == der
    assert read(der).subject == Name(
        organisation="Care Organisation vzw",
        common="Care Organisation",
        country="BE",
        identifier="VATBE-0000000000",
    )
    assert read(der).qualified is None


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        ([{"scheme": "eidas", "value": "VATBE-1"}, {"scheme": "vat", "value": "BE2"}], "VATBE-1"),
        ([{"scheme": "national-register", "value": "77"}], "NTRBE-77"),
        ([{"scheme": "ror", "value": "77"}], "KY:BE-"),
        ([], "KY:BE-"),
    ],
)
def test_an_own_certificate_has_the_best_number_that_is_known(
    identifiers: list[dict[str, str]], expected: str
) -> None:
    issuer = ACHIEVEMENT.issuer.model_dump(mode="json") | {"identifiers": identifiers}
    described = ACHIEVEMENT.model_dump(mode="json", exclude_none=True) | {"issuer": issuer}
    achievement = type(ACHIEVEMENT).model_validate(described)
    (one,) = issue(achievement, [award()], KEY, issued_at=NOW, options=Options(formats=("elm",)))
    number = read(certificate_in(one.files["elm"])).subject.identifier
    assert number is not None
    assert number.startswith(expected)


def test_keys_of_other_kinds_make_no_certificates() -> None:
    class Rsa:
        kind = "rsa"
        verification_method = "did:web:care.example#1"

        def sign(self, data: bytes) -> bytes:
            return data

    public = PublicKey("ed25519", KEY.public.octets)
    with pytest.raises(TeselaError) as raised:
        own_sealer(Rsa(), public, Name("Care"), 2026)
    assert raised.value.code == "key.unsupported"


def test_the_organisations_seal_names_the_issuer(pki: Pki) -> None:
    data = issued(at=BEGINNING, sealing=Sealing(pki.seal_p256, "B-T", pki.time_stamp))
    (signature,) = jades.parse(json.loads(data)).signatures
    stated = json.loads(signature.content)["issuer"]
    assert list(stated["legalName"].values()) == ["Somewhere University"]
    found = verify(data, at=BEGINNING)
    assert next(c for c in found.checks if c.id == "issuer").problem.code == "issuer.sealed"


LIST = "https://care.example/status/1"


def _with_state(
    data: bytes, signer: SoftwareKey, revoked: set[int]
) -> dict[str, tuple[Outcome, str]]:
    """The checks of a credential whose status list is signed by `signer`."""
    listed = list_document(LIST, signer.controller, "revocation", encoded(131_072, revoked), NOW)
    secured = json.dumps(data_integrity.secure(listed, signer, NOW)).encode()
    found = verify(data, at=NOW, fetch=lambda _: secured)
    return {check.id: (check.outcome, check.problem.code) for check in found.checks}


@pytest.mark.parametrize(
    ("revoked", "expected"),
    [(set(), (Outcome.PASSED, "status.ok")), ({7}, (Outcome.FAILED, "status.revoked"))],
)
def test_the_state_is_published_by_the_key_that_the_certificate_names(
    revoked: set[int], expected: tuple[Outcome, str]
) -> None:
    (one,) = issue(
        ACHIEVEMENT,
        [award()],
        KEY,
        issued_at=NOW,
        options=Options(formats=("elm",)),
        places=lambda _: [Place(LIST, 7, "revocation")],
    )
    checks = _with_state(one.files["elm"], KEY, revoked)
    assert checks["status"] == expected
    assert checks["meaning"] == (Outcome.PASSED, "meaning.ok")
    other = _with_state(one.files["elm"], P256, revoked)
    assert other["status"] == (Outcome.INDETERMINATE, "status.other_issuer")


@pytest.mark.parametrize(
    ("signer", "expected"),
    [
        (KEY, (Outcome.PASSED, "status.ok")),
        (P256, (Outcome.INDETERMINATE, "status.other_issuer")),
    ],
    ids=["the awarding body's", "a stranger's"],
)
def test_who_awards_publishes_the_state_of_what_an_umbrella_seals(
    pki: Pki, signer: SoftwareKey, expected: tuple[Outcome, str]
) -> None:
    (one,) = issue(
        ACHIEVEMENT,
        [award()],
        KEY,
        issued_at=NOW,
        options=Options(formats=("elm",), sealing=Sealing(pki.seal_p256)),
        places=lambda _: [Place(LIST, 7, "revocation")],
    )
    assert "mandate" in one.files["elm"].decode().casefold()
    assert _with_state(one.files["elm"], signer, set())["status"] == expected
