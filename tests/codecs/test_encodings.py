"""JSON, JCS, multibase and keys: published vectors, properties, and bad input by its fault."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import jcs, jsontext, multibase
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.text.errors import TeselaError
from tests.published import load

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=15,
)


def refusal(call, *arguments) -> str:
    with pytest.raises(TeselaError) as caught:
        call(*arguments)
    assert caught.value.problem.message()
    return caught.value.code


def test_jcs_vectors(standards: Path) -> None:
    folder = standards / "vectors/jcs"
    names = [path.name for path in sorted((folder / "input").glob("*.json"))]
    assert names
    for name in names:
        value = json.loads((folder / "input" / name).read_text("utf-8"))
        expected = (folder / "output" / name).read_bytes()
        assert jcs.canonical(value) == expected.rstrip(b"\n"), name


@given(json_values)
def test_canonical_json_reads_back(value: object) -> None:
    assert json.loads(jcs.canonical(value)) == value


@given(st.dictionaries(texts, st.integers(0, 9), max_size=6))
def test_order_of_members_does_not_matter(value: dict) -> None:
    turned = dict(reversed(value.items()))
    assert jcs.canonical(turned) == jcs.canonical(value)


@pytest.mark.parametrize(
    "value", [2**70, float("nan"), float("inf"), "\ud800", {1: "x"}, {"a": b""}]
)
def test_what_json_cannot_say_exactly_is_refused(value: object) -> None:
    assert refusal(jcs.canonical, value) == "json.not_canonical"


@given(json_values)
def test_strict_reading_reads_what_json_writes(value: object) -> None:
    assert jsontext.parse(json.dumps(value).encode()) == value
    assert jsontext.parse(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"a": 1, "a": 2}', "json.doubled_member"),
        (b'[{"x": {"a": 1, "b": 2, "\\u0061": 3}}]', "json.doubled_member"),
        (b'{"a": NaN}', "json.number"),
        (b"[-Infinity]", "json.number"),
        (b"[" * 100 + b"]" * 100, "json.too_deep"),
        (b"[" * 100_000, "json.too_deep"),
        (b'{"a": "\\ud800"}', "json.lone_surrogate"),
        (b'{"\\udfff": 1}', "json.lone_surrogate"),
        (b"\xff\xfe{}", "json.not_utf8"),
        (b"{", "json.invalid"),
        (b"{'a': 1}", "json.invalid"),
        (b"[1,]", "json.invalid"),
        (b"", "json.invalid"),
        (b"[" + b"9" * 10_000 + b"]", "json.number"),
        (b" " * 2_000_001, "json.too_large"),
    ],
)
def test_bad_json_is_named(data: bytes, code: str) -> None:
    assert refusal(jsontext.parse, data) == code


def test_brackets_inside_texts_are_no_nesting() -> None:
    value = {"text": "[" * 200 + '\\"' + "{" * 200}
    assert jsontext.parse(json.dumps(value).encode()) == value


@given(st.binary(max_size=80))
def test_multibase_reads_back(data: bytes) -> None:
    assert multibase.decode(multibase.encode(data)) == data
    assert multibase.decode("u" + multibase.base64url_encode(data)) == data


@pytest.mark.parametrize(
    "text", ["", "z0", "zO", "zI", "zl", "z-", "uAB=", "uA B", "uAB!", "uAAB", "mAAAA", "zé"]
)
def test_bad_multibase_is_named(text: str) -> None:
    """`uAAB` has bits that mean nothing: a second spelling of the same octets."""
    assert refusal(multibase.decode, text) == "multibase.invalid"


def test_key_kinds_of_the_published_vectors(standards: Path) -> None:
    ed = load(standards / "vectors/di-eddsa/keyPair.json")["publicKeyMultibase"]
    p256 = load(standards / "vectors/di-ecdsa/p256KeyPair.json")["publicKeyMultibase"]
    p384 = load(standards / "vectors/di-ecdsa/p384KeyPair.json")["publicKeyMultibase"]
    kinds = [multibase.decode_key(value)[0] for value in (ed, p256, p384)]
    assert kinds == ["ed25519", "p256", "p384"]
    for value, kind in zip((ed, p256, p384), kinds, strict=True):
        assert multibase.encode_key(kind, multibase.decode_key(value)[1]) == value


@pytest.mark.parametrize("name", ["bls12381", "rsa", "x25519"])
def test_did_keys_of_other_kinds_are_named_as_unsupported(standards: Path, name: str) -> None:
    text = (standards / f"vectors/did-key/{name}.json").read_text("utf-8")
    values = set(re.findall(r"did:key:(z\w+)", text))
    assert values
    for value in values:
        assert refusal(multibase.decode_key, value) == "multikey.unsupported"


def test_wycheproof_signatures(standards: Path) -> None:
    groups = load(standards / "vectors/wycheproof/ed25519_test.json")["testGroups"]
    tried = 0
    for group in groups:
        key = PublicKey("ed25519", bytes.fromhex(group["publicKey"]["pk"]))
        for case in group["tests"]:
            signature, data = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
            assert key.verifies(signature, data) is (case["result"] == "valid"), case["comment"]
            tried += 1
    assert tried > 50


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=60), st.integers(0, 511))
def test_one_changed_bit_of_a_signature_fails(seed: bytes, data: bytes, bit: int) -> None:
    key = SoftwareKey(seed)
    signature = key.sign(data)
    assert key.public.verifies(signature, data)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << (bit % 8)
    assert not key.public.verifies(bytes(changed), data)


@given(st.binary(max_size=200))
def test_base58_is_the_number_in_base_58(data: bytes) -> None:
    text = multibase.base58_encode(data)
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number = 0
    for character in text:
        number = number * 58 + alphabet.index(character)
    assert number == int.from_bytes(data)
    assert len(text) - len(text.lstrip("1")) == len(data) - len(data.lstrip(b"\0"))
    assert multibase.base58_decode(text) == data


@pytest.mark.parametrize("text", ["0", "1I", "lll", "zé", "2O2", " 1"])
def test_what_is_no_base58_is_refused(text: str) -> None:
    assert refusal(multibase.base58_decode, text) == "multibase.invalid"


@given(json_values, json_values)
def test_fingerprints_of_different_values_differ(one: object, other: object) -> None:
    if jsontext.plain(one) != jsontext.plain(other):
        assert jsontext.fingerprint(one) != jsontext.fingerprint(other)
    assert jsontext.fingerprint(one) == jsontext.fingerprint(one)


@pytest.mark.parametrize(
    ("one", "other"), [(1, True), (1, 1.0), (0.0, -0.0), ([], {}), ("1", 1), (None, False)]
)
def test_fingerprints_of_what_only_seems_equal_differ(one: object, other: object) -> None:
    assert jsontext.fingerprint([one]) != jsontext.fingerprint([other])
