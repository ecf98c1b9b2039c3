"""`tesela keys new`: made once, for its owner only, encrypted when there is a passphrase."""

import json
import stat
import sys
from pathlib import Path

import pytest

from tesela.proofs.key_files import read_key
from tests.cli.command import call, issued

SECRET = {"TESELA_KEY_PASSPHRASE": "Tür zu, es zieht"}


def test_an_open_key_says_that_it_is_open(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    ended = call("keys", "new", "--out", key, "--json")
    assert ended.status == 0
    assert "not encrypted" in ended.err
    stored = json.loads(key.read_bytes())
    assert stored["kid"] == ended.json["method"]
    assert ended.json["method"].startswith("did:key:z6Mk")
    assert "d" in stored


def test_a_passphrase_in_the_environment_encrypts(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    ended = call("keys", "new", "--out", key, "--json", env=SECRET)
    assert (ended.status, ended.err) == (0, "")
    stored = json.loads(key.read_bytes())
    assert stored.keys() == {"kid", "jwe"}
    read = read_key(key.read_bytes(), SECRET["TESELA_KEY_PASSPHRASE"])
    assert read.verification_method == ended.json["method"]
    assert SECRET["TESELA_KEY_PASSPHRASE"] not in ended.out + ended.err


def test_an_encrypted_key_issues_with_its_passphrase_only(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    assert call("keys", "new", "--out", key, env=SECRET).status == 0
    for given, code in (
        ({}, "key.passphrase_needed"),
        ({"TESELA_KEY_PASSPHRASE": "Tür zu"}, "key.passphrase_wrong"),
    ):
        ended = issued(tmp_path / "out", key, "--json", env=given)
        assert ended.status == 2
        assert ended.json["problem"]["code"] == code
        assert not (tmp_path / "out").exists()
    assert issued(tmp_path / "out", key, env=SECRET).status == 0


@pytest.mark.parametrize(("kind", "begins"), [("p256", "zDn"), ("p384", "z82")])
@pytest.mark.parametrize("controller", [None, "did:web:care.example"])
def test_a_key_on_a_nist_curve(
    tmp_path: Path, kind: str, begins: str, controller: str | None
) -> None:
    key = tmp_path / "key.json"
    named = ("--controller", controller) if controller else ()
    ended = call("keys", "new", "--type", kind, "--out", key, "--json", *named, env=SECRET)
    assert ended.status == 0
    owner, _, fragment = ended.json["method"].partition("#")
    assert fragment.startswith(begins)
    assert owner == (controller or f"did:key:{fragment}")
    read = read_key(key.read_bytes(), SECRET["TESELA_KEY_PASSPHRASE"])
    assert (read.kind, read.verification_method) == (kind, ended.json["method"])


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    call("keys", "new", "--out", key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    call("keys", "new", "--out", key)
    before = key.read_bytes()
    ended = call("keys", "new", "--out", key, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "cli.exists")
    assert key.read_bytes() == before


def test_two_keys_are_two(tmp_path: Path) -> None:
    methods = {
        call("keys", "new", "--out", tmp_path / f"{n}.json", "--json").json["method"]
        for n in range(3)
    }
    assert len(methods) == 3


@pytest.mark.parametrize(
    ("controller", "address"),
    [
        ("did:web:care.example", "https://care.example/.well-known/did.json"),
        ("did:web:care.example:issuers:one", "https://care.example/issuers/one/did.json"),
    ],
)
def test_a_did_web_key_comes_with_the_document_to_publish(
    tmp_path: Path, controller: str, address: str
) -> None:
    ended = call("keys", "new", "--out", tmp_path / "key.json", "--controller", controller)
    assert ended.status == 0
    assert address in ended.err
    document = ended.json
    method = json.loads((tmp_path / "key.json").read_bytes())["kid"]
    assert document["id"] == controller == method.partition("#")[0]
    (listed,) = document["verificationMethod"]
    assert (listed["id"], listed["controller"]) == (method, controller)
    assert document["assertionMethod"] == [method]
    as_json = call(
        *("keys", "new", "--out", tmp_path / "b.json", "--controller", controller, "--json")
    )
    assert as_json.json["document"]["id"] == controller


def test_an_https_controller(tmp_path: Path) -> None:
    ended = call(
        *("keys", "new", "--out", tmp_path / "key.json", "--json"),
        *("--controller", "https://care.example/issuer"),
    )
    assert ended.json["method"].startswith("https://care.example/issuer#z6Mk")
    assert ended.json["document"]["id"] == "https://care.example/issuer"


@pytest.mark.parametrize(
    "controller",
    [
        "",
        "care.example",
        "http://care.example/",
        "https://care.example/#part",
        "https://care.example/{issuer}",
        "https://someone@care.example/",
        "https://care.example:8443/",
        "did:web:",
        "did:web:care.example#key",
        "did:web:care.example:..",
        "did:web:care.example:a b",
        "did:key:z6Mk",
    ],
)
def test_who_cannot_control_a_key(tmp_path: Path, controller: str) -> None:
    """Nobody could look up a key there, so nothing signed with it would ever verify."""
    key = tmp_path / "key.json"
    ended = call("keys", "new", "--out", key, "--controller", controller, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "cli.controller")
    assert not key.exists()


@pytest.mark.parametrize(
    ("kind", "code"),
    [("rsa", "cli.seal_name"), ("des", "cli.choice")],
)
def test_kinds_that_are_not_there(tmp_path: Path, kind: str, code: str) -> None:
    ended = call("keys", "new", "--type", kind, "--out", tmp_path / "key.json", "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, code)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for out in (tmp_path / "none" / "key.json", tmp_path / "file" / "key.json"):
        ended = call("keys", "new", "--out", out, "--json")
        assert (ended.status, ended.json["problem"]["code"]) == (2, "cli.unwritable")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "key.unreadable"),
        (b"[]", "key.unreadable"),
        (b"{}", "key.unreadable"),
        (b'{"kty": "RSA"}', "key.unsupported"),
        (b'{"kty": "OKP", "crv": "Ed25519"}', "key.unreadable"),
        (b'{"kty": "OKP", "crv": "Ed25519", "kid": "k", "d": "AA", "x": "AA"}', "key.unreadable"),
        (b'{"jwe": "a.b.c.d.e"}', "key.passphrase_wrong"),
        (b"\xff\xfe", "key.unreadable"),
    ],
)
def test_a_key_file_that_is_none(tmp_path: Path, data: bytes, code: str) -> None:
    key = tmp_path / "key.json"
    key.write_bytes(data)
    ended = issued(tmp_path / "out", key, "--json", env=SECRET)
    assert (ended.status, ended.json["problem"]["code"]) == (2, code)


def test_a_key_whose_halves_do_not_fit(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    for key in (one, two):
        call("keys", "new", "--out", key)
    mixed = {**json.loads(one.read_bytes()), "d": json.loads(two.read_bytes())["d"]}
    one.write_text(json.dumps(mixed), "utf-8")
    ended = issued(tmp_path / "out", one, "--json")
    assert ended.json["problem"]["code"] == "key.mismatch"
