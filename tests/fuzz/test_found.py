"""Defects that were found by attacking what reads strangers' files; each stays found."""

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tesela.proofs import certificates, jades, timestamps, vc_jose
from tesela.text.errors import TeselaError
from tesela.trust.x509 import Anchor, chain_of
from tesela.verify import bundles

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
KEYS = [ec.generate_private_key(ec.SECP256R1()) for _ in range(4)]


def certificate(
    subject: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    *,
    authority: bool = True,
    until: datetime = BEGINNING + timedelta(days=4000),
) -> bytes:
    def named(name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    made = x509.CertificateBuilder(named(issuer), named(subject), key.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(BEGINNING).not_valid_after(until)
    made = made.add_extension(x509.BasicConstraints(authority, None), critical=True)
    return made.sign(signer, hashes.SHA256()).public_bytes(Encoding.DER)


ROOT = certificate("root", "root", KEYS[0], KEYS[0])
LEAF = certificate("leaf", "middle", KEYS[3], KEYS[1], authority=False)
MIDDLE = certificate("middle", "root", KEYS[1], KEYS[0])
ANCHORS = [Anchor(ROOT, "Root")]
LATER = BEGINNING + timedelta(days=10)


def test_certificates_of_one_name_and_key_are_no_maze() -> None:
    """Each issues each other: as many ways as orders, and none leads out."""
    maze = [certificate("middle", "middle", KEYS[1], KEYS[1]) for _ in range(50)]
    with pytest.raises(TeselaError) as caught:
        chain_of(LEAF, maze, ANCHORS, LATER)
    assert caught.value.code == "certificate.no_chain"


def test_the_chain_is_found_among_decoys() -> None:
    decoys = [certificate("middle", "root", KEYS[2], KEYS[2]) for _ in range(20)]
    found = chain_of(LEAF, [*decoys, MIDDLE], ANCHORS, LATER)
    assert found.certificates == (LEAF, MIDDLE, ROOT)


@pytest.mark.parametrize(
    "malformed",
    [b"", b"\x30\x03\x02\x01\x00", MIDDLE[:-1], MIDDLE + b"\0"],
    ids=["nothing", "no certificate", "cut off", "with more behind"],
)
def test_a_malformed_certificate_beside_is_in_nobodys_way(malformed: bytes) -> None:
    assert chain_of(LEAF, [malformed, MIDDLE], ANCHORS, LATER).certificates == (LEAF, MIDDLE, ROOT)
    with pytest.raises(TeselaError) as caught:
        chain_of(LEAF, [malformed], ANCHORS, LATER)
    assert caught.value.code == "certificate.no_chain"


def test_a_copy_without_a_readable_signature_is_in_nobodys_way() -> None:
    """Its name and key are right, so it is tried first; which bits its signature has, is not said."""
    at = MIDDLE.rindex(b"\x03", 0, -64)
    copy = MIDDLE[: at + 2] + b"\x09" + MIDDLE[at + 3 :]
    assert MIDDLE[at + 2] == 0
    assert chain_of(LEAF, [copy, MIDDLE], ANCHORS, LATER).certificates == (LEAF, MIDDLE, ROOT)


@pytest.mark.parametrize("head", [b"\x06", b"\x1f", b"\x30\x80\x88"])
def test_a_number_without_an_end_is_refused_wherever_it_stands(head: bytes) -> None:
    with pytest.raises(TeselaError) as caught:
        certificates.read(b"\x30\x82\xbb\x80" + head + b"\xff" * 40_000 + b"\x01")
    assert caught.value.code == "certificate.malformed"
    with pytest.raises(TeselaError) as caught:
        timestamps.read_token(b"\x30\x83\x0f\x00\x00" + head + b"\xff" * 900_000 + b"\x01")
    assert caught.value.code == "stamp.malformed"


def tlv(tag: int, content: bytes) -> bytes:
    return bytes([tag]) + _length(len(content)) + content


def _length(octets: int) -> bytes:
    if octets < 128:
        return bytes([octets])
    written = octets.to_bytes((octets.bit_length() + 7) // 8)
    return bytes([0x80 | len(written)]) + written


def token(time: bytes = b"20260620000000Z", accuracy: bytes = b"", serial: bytes = b"\1") -> bytes:
    """A time-stamp that nobody signed."""

    def named(dotted: str) -> bytes:
        return bytes(core.ObjectIdentifier(dotted).dump())

    imprint = tlv(0x30, tlv(0x30, named("2.16.840.1.101.3.4.2.1")) + tlv(4, bytes(32)))
    stated = tlv(2, b"\1") + named("1.2.3") + imprint + tlv(2, serial) + tlv(0x18, time) + accuracy
    content = named("1.2.840.113549.1.9.16.1.4") + tlv(0xA0, tlv(4, tlv(0x30, stated)))
    signed = tlv(2, b"\3") + tlv(0x31, b"") + tlv(0x30, content) + tlv(0x31, tlv(0x30, b""))
    return tlv(0x30, named("1.2.840.113549.1.7.2") + tlv(0xA0, tlv(0x30, signed)))


def test_a_time_stamp_in_order_is_read() -> None:
    read = timestamps.read_token(token(accuracy=tlv(0x30, tlv(2, b"\2"))))
    assert read.gen_time + read.accuracy == datetime(2026, 6, 20, 0, 0, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "member"),
    [
        ({"time": b"20260620000000"}, "genTime"),  # no zone: nobody knows when
        ({"time": b"00000620000000Z"}, "genTime"),  # the calendar has no year 0
        ({"accuracy": tlv(0x30, tlv(2, b"\xff\0\0\0"))}, "accuracy"),  # proves more than its time
        ({"accuracy": tlv(0x30, tlv(2, (10**13).to_bytes(7)))}, "TimeStampToken"),  # year 300,000
        ({"serial": b"\x7f" * 9_000}, "serialNumber"),
    ],
    ids=["no zone", "year 0", "negative accuracy", "accuracy beyond time", "serial"],
)
def test_a_time_stamp_of_no_time_is_malformed(stated: dict[str, bytes], member: str) -> None:
    with pytest.raises(TeselaError) as caught:
        timestamps.read_token(token(**stated))
    assert (caught.value.code, caught.value.problem.data["member"]) == ("stamp.malformed", member)


def test_a_bundle_packed_with_lzma_that_is_broken_is_unreadable() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("bundle.json", bytes(range(256)) * 50)
    data = bytearray(made.getvalue())
    data[50:100] = b"\xff" * 50
    with pytest.raises(TeselaError) as caught:
        bundles.read_zip(bytes(data))
    assert caught.value.code == "bundle.unreadable"


@pytest.mark.parametrize("stated", [[["VerifiableCredential"]], [{}], {"a": []}])
def test_a_type_that_is_no_name_is_no_envelope(stated: object) -> None:
    assert not vc_jose.is_envelope({"type": stated})


def test_an_algorithm_that_is_no_name_is_malformed() -> None:
    vectors = Path(__file__).parents[1] / "vectors"
    (signature,) = jades.parse(json.loads((vectors / "elm.jsonld").read_bytes())).signatures
    header = {**signature.header, "sigX5ts": [{"digAlg": ["S256"], "digVal": "AA"}]}
    crit = [*signature.header.get("crit", []), "sigX5ts"]
    changed = replace(signature, header={**header, "crit": crit})
    with pytest.raises(TeselaError) as caught:
        changed.verify()
    assert caught.value.code == "jws.malformed"
