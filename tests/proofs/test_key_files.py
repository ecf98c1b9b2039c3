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
