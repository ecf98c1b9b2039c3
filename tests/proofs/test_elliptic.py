"""P-256 and P-384: the published signatures, good and bad, and points that are none."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.proofs import elliptic
from tesela.proofs.jwk import kind_of, public_jwk, public_key
from tesela.proofs.keys import PublicKey, SoftwareKey, new_secret
from tesela.proofs.suites import suite_for
from tesela.text.errors import TeselaError
from tests.published import load

FILES = {
    "p256": "ecdsa_secp256r1_sha256_p1363_test.json",
    "p384": "ecdsa_secp384r1_sha384_p1363_test.json",
}
SIZES = {"p256": 32, "p384": 48}


@pytest.mark.parametrize("kind", sorted(FILES))
def test_wycheproof_signatures(standards: Path, kind: str) -> None:
    groups = load(standards / "vectors/wycheproof" / FILES[kind])["testGroups"]
    tried = 0
    for group in groups:
        stated = group["publicKey"]
        x, y = (int(stated[name], 16) for name in ("wx", "wy"))
        key = PublicKey(kind, bytes([2 + y % 2]) + x.to_bytes(SIZES[kind]))
        for case in group["tests"]:
            signature, data = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
            assert key.verifies(signature, data) is (case["result"] == "valid"), case["comment"]
            tried += 1
        if jwk := group.get("publicKeyJwk"):
            assert kind_of(jwk) == kind
            assert public_key(jwk, kind) == key
            assert public_jwk(key).items() <= jwk.items()
    assert tried > 120


@given(st.sampled_from(sorted(elliptic.CURVES)), st.data())
def test_r_and_s_stand_side_by_side_however_short_they_are(kind: str, data: st.DataObject) -> None:
    size = elliptic.CURVES[kind].octets
    bits = 521 if kind == "p521" else 8 * size
    r, s = (data.draw(st.integers(1, 2 ** data.draw(st.integers(1, bits)) - 1)) for _ in range(2))
    made = elliptic._side_by_side(encode_dss_signature(r, s), size)
    assert made == r.to_bytes(size) + s.to_bytes(size)


def x_of_no_point(kind: str) -> bytes:
    """The smallest x above which the curve has no point."""
    for x in range(100):
        octets = x.to_bytes(SIZES[kind])
        try:
            PublicKey(kind, b"\x02" + octets)
        except TeselaError:
            return octets
    raise AssertionError


@pytest.mark.parametrize("kind", sorted(FILES))
@pytest.mark.parametrize(
    "fault", ["no point", "not reduced", "short", "long", "uncompressed", "infinity", "empty"]
)
def test_octets_that_are_no_key_are_named(kind: str, fault: str) -> None:
    size = SIZES[kind]
    octets = {
        "no point": b"\x02" + x_of_no_point(kind),
        "not reduced": b"\x02" + b"\xff" * size,
        "short": b"\x02" + bytes(size - 1),
        "long": b"\x02" + bytes(size + 1),
        "uncompressed": b"\x04" + bytes(size),
        "infinity": bytes(1 + size),
        "empty": b"",
    }[fault]
    with pytest.raises(TeselaError) as caught:
        PublicKey(kind, octets)
    assert caught.value.code == "key.not_valid"
    assert caught.value.problem.fix()


def test_ed25519_key_of_another_length_is_named() -> None:
    with pytest.raises(TeselaError) as caught:
        PublicKey("ed25519", bytes(33))
    assert caught.value.code == "key.not_valid"


def test_jwk_of_the_published_method_is_read(standards: Path) -> None:
    jwk = load(standards / "vectors/vc-jose-cose/vm-p256.json")["publicKeyJwk"]
    assert kind_of(jwk) == "p256"
    assert public_jwk(public_key(jwk, "p256")).items() <= jwk.items()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"y": None}, "key.not_valid"),
        ({"x": base64url_encode(bytes(32))}, "key.not_valid"),
        ({"x": base64url_encode(bytes(31))}, "key.not_valid"),
        ({"x": base64url_encode(bytes(33))}, "key.not_valid"),
        ({"x": "not base64!"}, "multibase.invalid"),
        ({"crv": "P-384"}, "key.not_valid"),
    ],
)
def test_jwk_that_is_no_key_is_named(standards: Path, fault: dict, code: str) -> None:
    jwk = load(standards / "vectors/vc-jose-cose/vm-p256.json")["publicKeyJwk"] | fault
    kind = kind_of(jwk)
    assert kind
    with pytest.raises(TeselaError) as caught:
        public_key(jwk, kind)
    assert caught.value.code == code


def test_jwk_coordinates_exchanged_are_no_point(standards: Path) -> None:
    jwk = load(standards / "vectors/vc-jose-cose/vm-p256.json")["publicKeyJwk"]
    assert len(base64url_decode(jwk["x"])) == 32
    with pytest.raises(TeselaError) as caught:
        public_key({**jwk, "x": jwk["y"], "y": jwk["x"]}, "p256")
    assert caught.value.code == "key.not_valid"


@pytest.mark.parametrize("crv", ["secp256k1", None])
def test_curves_that_are_not_supported_have_no_kind(crv: str | None) -> None:
    assert kind_of({"kty": "EC", "crv": crv}) is None


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(SIZES)), st.data(), st.binary(max_size=60))
def test_one_changed_bit_of_a_signature_fails(kind: str, drawn: st.DataObject, data: bytes) -> None:
    secret = drawn.draw(st.integers(1, 1 << 200)).to_bytes(SIZES[kind])
    key = SoftwareKey(secret, kind=kind)
    signature = key.sign(data)
    assert len(signature) == 2 * SIZES[kind]
    assert signature == SoftwareKey(secret, kind=kind).sign(data), "RFC 6979"
    assert key.public.verifies(signature, data)
    bit = drawn.draw(st.integers(0, 8 * len(signature) - 1))
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << (bit % 8)
    assert not key.public.verifies(bytes(changed), data)
    assert not key.public.verifies(signature, data + b"x")


def test_secret_out_of_range_is_drawn_again() -> None:
    drawn = [b"\xff" * 48, bytes(48), bytes(47) + b"\x05"]
    assert new_secret("p384", lambda octets: drawn.pop(0)) == bytes(47) + b"\x05"


@pytest.mark.parametrize("secret", [bytes(32), b"\xff" * 32, bytes(31), bytes(32) + b"\1"])
def test_secret_out_of_range_is_no_key(secret: bytes) -> None:
    with pytest.raises(ValueError):
        SoftwareKey(secret, kind="p256")


def test_each_kind_of_key_has_its_usual_suite() -> None:
    usual = {kind: suite_for(kind).name for kind in ("ed25519", "p256", "p384")}
    assert usual == {
        "ed25519": "eddsa-rdfc-2022",
        "p256": "ecdsa-rdfc-2019",
        "p384": "ecdsa-rdfc-2019",
    }


@pytest.mark.parametrize(
    ("kind", "suite", "code"),
    [
        ("p256", "eddsa-rdfc-2022", "key.other_suite"),
        ("ed25519", "ecdsa-jcs-2019", "key.other_suite"),
        ("p384", "ecdsa-sd-2023", "key.other_suite"),
        ("p384", "bbs-2023", "proof.unknown_suite"),
        ("rsa", None, "key.unsupported"),
    ],
)
def test_suite_that_a_key_cannot_use_is_named(kind: str, suite: str | None, code: str) -> None:
    with pytest.raises(TeselaError) as caught:
        suite_for(kind, suite)
    assert caught.value.code == code
    assert caught.value.problem.fix()
