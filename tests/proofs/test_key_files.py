"""Keys at rest: they read back, and a wrong file or passphrase is named."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.proofs.key_files import key_file, read_key
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError

KEY = SoftwareKey(bytes(range(32)), "did:web:care.example#key-1")


@given(st.binary(min_size=32, max_size=32))
def test_plain_file_reads_back(seed: bytes) -> None:
    key = SoftwareKey(seed)
    found = read_key(key_file(key))
    assert (found.seed, found.verification_method) == (seed, key.verification_method)


@settings(max_examples=4, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_encrypted_file_opens_with_its_passphrase_alone(passphrase: str) -> None:
    stored = key_file(KEY, passphrase)
    assert read_key(stored, passphrase).seed == KEY.seed
    with pytest.raises(TeselaError) as caught:
        read_key(stored, passphrase + "x")
    assert caught.value.code == "key.passphrase_wrong"


@settings(deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 31))
def test_file_wrapped_with_octets_opens_with_the_same_octets_alone(secret: bytes, at: int) -> None:
    stored = key_file(KEY, secret)
    assert read_key(stored, secret).seed == KEY.seed
    other = secret[:at] + bytes([secret[at] ^ 1]) + secret[at + 1 :]
    for wrong in (other, secret.hex()):
        with pytest.raises(TeselaError) as caught:
            read_key(stored, wrong)
        assert caught.value.code == "key.passphrase_wrong"


def test_octets_do_not_open_what_a_passphrase_locked() -> None:
    with pytest.raises(TeselaError) as caught:
        read_key(key_file(KEY, "a" * 32), b"a" * 32)
    assert caught.value.code == "key.passphrase_wrong"


def test_encrypted_file_shows_the_address_and_no_secret() -> None:
    stored = json.loads(key_file(KEY, "correct horse"))
    assert stored["kid"] == KEY.verification_method
    assert set(stored) == {"kid", "jwe"}


def changed(**members: object) -> bytes:
    stored = json.loads(key_file(KEY))
    return json.dumps({**stored, **members}).encode()


@pytest.mark.parametrize(
    ("data", "passphrase", "code"),
    [
        (b"not json", None, "key.unreadable"),
        (b"[]", None, "key.unreadable"),
        (b"{}", None, "key.unreadable"),
        (changed(d="AA"), None, "key.unreadable"),
        (changed(d="not base64!"), None, "key.unreadable"),
        (changed(x="A" * 43), None, "key.mismatch"),
        (changed(crv="X25519"), None, "key.unsupported"),
        (changed(kty="RSA"), None, "key.unsupported"),
        (key_file(KEY, "secret"), None, "key.passphrase_needed"),
        (b'{"jwe": "rubbish"}', "secret", "key.passphrase_wrong"),
    ],
)
def test_wrong_file_is_named(data: bytes, passphrase: str | None, code: str) -> None:
    with pytest.raises(TeselaError) as caught:
        read_key(data, passphrase)
    assert caught.value.code == code
    assert caught.value.problem.fix()


P256 = SoftwareKey(bytes(range(32)), kind="p256")
P384 = SoftwareKey(bytes(range(48)), "did:web:care.example#key-2", "p384")


@pytest.mark.parametrize("key", [P256, P384], ids=["p256", "p384"])
@pytest.mark.parametrize("passphrase", [None, "correct horse"])
def test_file_of_a_key_on_a_nist_curve_reads_back(key: SoftwareKey, passphrase: str | None) -> None:
    found = read_key(key_file(key, passphrase), passphrase)
    assert (found.kind, found.seed) == (key.kind, key.seed)
    assert (found.public, found.verification_method) == (key.public, key.verification_method)


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"crv": "P-384"}, "key.unreadable"),
        ({"crv": "P-521"}, "key.unreadable"),
        ({"crv": "secp256k1"}, "key.unsupported"),
        ({"crv": "Ed25519"}, "key.unsupported"),
        ({"d": json.loads(key_file(P384))["d"]}, "key.unreadable"),
        ({"d": "A" * 43}, "key.unreadable"),
        ({"y": json.loads(key_file(P256))["x"]}, "key.mismatch"),
        ({"x": json.loads(key_file(P256))["y"]}, "key.mismatch"),
        ({"y": None}, "key.mismatch"),
        ({"y": ["a"]}, "key.mismatch"),
    ],
)
def test_wrong_file_of_a_key_on_a_nist_curve_is_named(members: dict, code: str) -> None:
    stored = json.dumps({**json.loads(key_file(P256)), **members}).encode()
    with pytest.raises(TeselaError) as caught:
        read_key(stored)
    assert caught.value.code == code
