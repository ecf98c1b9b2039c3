"""Seals on the command line: a key with a trial certificate, a request, issuing, looking at one."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader

from tesela.formats.document import attached_credential
from tesela.proofs import pkcs12, seal_certificates
from tests.cli.command import Ended, call, issued, new_key
from tests.pki import Pki
from tests.pki.authority import p256_key
from tests.pki.csc import CLIENT, CREDENTIAL, PIN, SECRET, with_csc

PASS = {"TESELA_SEAL_PASSPHRASE": "Tür zu, es zieht"}
WHOSE = ("--organisation", "Ribera Digital", "--country", "ES", "--identifier", "VATES-A00000000")


def new_seal(folder: Path, kind: str = "p256", *more: object) -> Path:
    path = folder / "seal.p12"
    ended = call("keys", "new", "--type", kind, *WHOSE, "--out", path, *more, env=PASS)
    assert ended.status == 0, ended.err
    assert "Europass does not accept it" in ended.err
    return path


@pytest.mark.parametrize("kind", ["p256", "rsa"])
def test_a_trial_certificate_says_that_it_is_one(tmp_path: Path, kind: str) -> None:
    path = new_seal(tmp_path, kind, "--request", tmp_path / "seal.csr")
    sealer = pkcs12.read(path.read_bytes(), PASS["TESELA_SEAL_PASSPHRASE"])
    assert sealer.kind == kind
    own = seal_certificates.read(sealer.certificates[0])
    assert own.subject.organisation == "Ribera Digital"
    assert own.subject.country == "ES"
    assert own.subject.identifier == "VATES-A00000000"
    assert "TRIAL" in str(own.subject.common)
    assert own.self_issued
    assert own.may_sign
    asked = x509.load_pem_x509_csr((tmp_path / "seal.csr").read_bytes())
    assert asked.is_signature_valid
    assert asked.public_key() == sealer.key.public_key()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--type", "rsa"), "cli.seal_name"),
        (("--type", "rsa", "--organisation", "R", "--country", "Spain"), "cli.seal_country"),
        (("--type", "ed25519", *WHOSE), "cli.choice"),
        (("--country", "ES"), "cli.seal_name"),
        ((*WHOSE[:4], "--identifier", "A1", "--type", "p256"), "cli.seal_identifier"),
        (("--organisation", "R" * 65, "--country", "ES", "--type", "p256"), "cli.seal_name"),
    ],
)
def test_what_a_seal_needs(tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    ended = call("keys", "new", *words, "--out", tmp_path / "seal.p12", "--json", env=PASS)
    assert (ended.status, ended.json["problem"]["code"]) == (2, code)
    assert not list(tmp_path.iterdir())


def test_a_seal_is_never_stored_open(tmp_path: Path) -> None:
    ended = call(
        "keys", "new", "--type", "rsa", *WHOSE, "--out", tmp_path / "s.p12", "--json",
        env={"TESELA_SEAL_PASSPHRASE": ""},
    )  # fmt: skip
    assert ended.json["problem"]["code"] == "cli.seal_passphrase"


def sealed(folder: Path, *words: object, env: dict[str, str]) -> tuple[Ended, list[bytes]]:
    ended = issued(folder / "out", new_key(folder), "--as", "openbadge,pdf", *words, env=env)
    return ended, [path.read_bytes() for path in sorted((folder / "out").glob("*.pdf"))]


def seal_of(pdf: bytes) -> bytes:
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    assert signature.compute_integrity_info is not None
    return bytes(signature.signer_cert.dump())


def test_a_class_gets_sealed_documents(tmp_path: Path) -> None:
    seal = new_seal(tmp_path)
    ended, made = sealed(tmp_path, "--seal", seal, "--jobs", 2, env=PASS)
    assert ended.status == 0, ended.err
    assert len(made) > 1
    own = pkcs12.read(seal.read_bytes(), PASS["TESELA_SEAL_PASSPHRASE"]).certificates[0]
    for pdf in made:
        assert seal_of(pdf) == own
        assert attached_credential(pdf)


def live(pki: Pki) -> None:
    """The services go by the real clock, as the command does."""
    pki.clock.now = datetime.now(UTC).replace(microsecond=0)


def test_long_term_seals_ask_real_services(tmp_path: Path, pki: Pki) -> None:
    live(pki)
    (tmp_path / "seal.p12").write_bytes(pki.seal_rsa.pkcs12("secret"))
    env = {"TESELA_SEAL_PASSPHRASE": "secret", "TESELA_LISTED": pki.base}
    ended, made = sealed(
        tmp_path, "--seal", tmp_path / "seal.p12", "--seal-level", "B-LT",
        "--time-stamps", pki.addresses["tsa"], env=env,
    )  # fmt: skip
    assert ended.status == 0, ended.err
    with pikepdf.open(io.BytesIO(made[0])) as opened:
        assert "/DSS" in opened.Root
    assert {"/tsa", "/ocsp", "/crl"} <= set(pki.asked)


def test_a_seal_at_a_service(tmp_path: Path, pki: Pki) -> None:
    live(pki)
    csc = with_csc(pki, pki.seal_p256)
    said = {"service": csc.base, "token": f"{csc.base}/oauth2/token", "client": CLIENT,
            "credential": CREDENTIAL}  # fmt: skip
    path = tmp_path / "service.json"
    path.write_text(json.dumps(said))
    env = {"TESELA_SEAL_PASSPHRASE": PIN, "TESELA_SEAL_CLIENT_SECRET": SECRET}
    ended, made = sealed(tmp_path, "--seal", path, env=env)
    assert ended.status == 0, ended.err
    assert seal_of(made[0]) == pki.seal_p256.certificates[0]
    assert SECRET not in ended.out + ended.err


@pytest.mark.parametrize(
    ("said", "member"),
    [({}, "service"), ({"service": 1}, "service"), ({"secret": "x"}, "service")],
)
def test_a_service_that_is_not_described(
    tmp_path: Path, said: dict[str, object], member: str
) -> None:
    path = tmp_path / "service.json"
    path.write_text(json.dumps(said))
    ended, _ = sealed(tmp_path, "--seal", path, "--json", env=PASS)
    assert ended.json["problem"]["code"] == "seal.configuration"
    assert member in ended.json["problem"]["message"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--seal-level", "B-T"), "cli.seal_missing"),
        (("--seal", "SEAL", "--seal-level", "B-T"), "seal.no_time_stamper"),
        (("--seal", "SEAL", "--seal-level", "B-X"), "cli.choice"),
        (("--seal", "pkcs11:token=a?pin-value=1"), "seal.uri_pin"),
        (("--seal", "nowhere.p12"), "cli.not_found"),
    ],
)
def test_seals_that_cannot_be(tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    seal = str(new_seal(tmp_path))
    given = [seal if word == "SEAL" else word for word in words]
    ended, made = sealed(tmp_path, *given, "--json", env=PASS)
    assert (ended.status, ended.json["problem"]["code"]) == (2, code)
    assert not made


def test_a_wrong_passphrase(tmp_path: Path) -> None:
    seal = new_seal(tmp_path)
    env = {"TESELA_SEAL_PASSPHRASE": "wrong"}
    ended, _ = sealed(tmp_path, "--seal", seal, "--json", env=env)
    assert ended.json["problem"]["code"] == "seal.passphrase"


def test_a_certificate_that_has_ended_seals_nothing(tmp_path: Path, pki: Pki) -> None:
    old = pki.certify(p256_key(), "Old", valid_until=datetime(2025, 6, 1, tzinfo=UTC))
    (tmp_path / "seal.p12").write_bytes(old.pkcs12("secret"))
    env = {"TESELA_SEAL_PASSPHRASE": "secret"}
    ended, made = sealed(tmp_path, "--seal", tmp_path / "seal.p12", "--json", env=env)
    assert ended.json["problem"]["code"] == "seal.expired"
    assert not made
    seen = call("doctor", "--seal", tmp_path / "seal.p12", env=env)
    assert seen.status == 1
    assert "counts no longer" in seen.err


def test_the_doctor_looks_at_a_seal(tmp_path: Path) -> None:
    seal = new_seal(tmp_path)
    seen = call("doctor", "--seal", seal, "--json", env=PASS)
    assert seen.status == 0, seen.err
    assert seen.json["seal"]["name"] == "Ribera Digital"
    assert isinstance(seen.json["hardware"], bool)
