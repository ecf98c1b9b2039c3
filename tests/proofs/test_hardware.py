"""Seal keys in a device: SoftHSM2, which is one in software."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tesela.proofs import hardware, jws, seal_certificates
from tesela.proofs.hardware import KeyName, parse_uri
from tesela.text.errors import TeselaError
from tests.pki import Holder, Pki

PIN = "4711"
_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)


@dataclass
class Device:
    """A token with the name `Seals`."""

    module: str

    def put(self, holder: Holder, label: str, number: str, folder: Path) -> None:
        """The key, and its certificate under the same identifier."""
        (folder / "key.pem").write_bytes(holder.private_pem())
        _run("--import", folder / "key.pem", "--token", "Seals", "--label", label, "--id", number,
             "--pin", PIN)  # fmt: skip
        self.put_certificate(holder.certificates[0], number)

    def put_certificate(self, der: bytes, number: str) -> None:
        pkcs11 = pytest.importorskip("pkcs11")
        token = pkcs11.lib(self.module).get_token(token_label="Seals")
        attribute = pkcs11.Attribute
        with token.open(rw=True, user_pin=PIN) as session:
            session.create_object(
                {
                    attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    attribute.TOKEN: True,
                    attribute.ID: bytes.fromhex(number),
                    attribute.SUBJECT: b"\x30\x00",
                    attribute.VALUE: der,
                }
            )


def _run(*words: object) -> None:
    subprocess.run(["softhsm2-util", *map(str, words)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    """One for all tests: its library reads its configuration once in a process."""
    pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    module = next((path for path in _MODULES if Path(path).exists()), None)
    if module is None or not shutil.which("softhsm2-util"):
        pytest.skip("SoftHSM2 is not installed (scripts/install-softhsm)")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    _run("--init-token", "--free", "--label", "Seals", "--so-pin", "00000000", "--pin", PIN)
    yield Device(module)
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture(scope="session")
def filled(
    device: Device, _infrastructure: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Device:
    folder = tmp_path_factory.mktemp("keys")
    device.put(_infrastructure.seal_rsa, "rsa", "01", folder)
    device.put(_infrastructure.seal_p256, "ec", "02", folder)
    return device


def refusal(name: KeyName, pin: str | None = PIN, module: str | None = None) -> str:
    with pytest.raises(TeselaError) as raised:
        hardware.open_key(name, pin, module=module).close()
    return raised.value.code


@pytest.mark.parametrize(("label", "algorithm"), [("rsa", "RS256"), ("ec", "ES256")])
def test_a_key_in_a_device_seals(filled: Device, pki: Pki, label: str, algorithm: str) -> None:
    name = parse_uri(f"pkcs11:token=Seals;object={label}?module-path={filled.module}")
    above = pki.seal_rsa.certificates[1:]
    sealer = hardware.open_key(name, PIN, beside=above)
    holder = pki.seal_rsa if label == "rsa" else pki.seal_p256
    assert sealer.kind == holder.kind
    assert sealer.certificates[:3] == holder.certificates
    key = seal_certificates.read(sealer.certificates[0]).key
    for data in (b"one", b"two"):
        assert jws.ALGORITHMS[algorithm].verifies(key, sealer.sign(data), data)
    sealer.close()


def test_a_key_is_named_by_its_identifier_too(filled: Device, pki: Pki) -> None:
    sealer = hardware.open_key(parse_uri("pkcs11:token=Seals;id=%02"), PIN, module=filled.module)
    assert sealer.certificates[0] == pki.seal_p256.certificates[0]
    sealer.close()


@pytest.mark.parametrize(
    ("uri", "pin", "code"),
    [
        ("pkcs11:token=Seals;object=rsa", "1234", "seal.pin"),
        ("pkcs11:token=Others;object=rsa", PIN, "seal.no_token"),
        ("pkcs11:token=Seals;object=none", PIN, "seal.no_key"),
        ("pkcs11:token=Seals", PIN, "seal.no_key"),
    ],
)
def test_what_is_not_there(filled: Device, uri: str, pin: str, code: str) -> None:
    assert refusal(parse_uri(uri), pin, filled.module) == code


def test_a_library_that_is_none(device: Device) -> None:
    assert refusal(KeyName("Seals")) == "seal.no_module"
    assert refusal(KeyName("Seals", module="/nowhere.so")) == "seal.no_module"
    assert refusal(KeyName("Seals", module=__file__)) == "seal.no_module"


def test_a_certificate_of_another_key_is_noticed(device: Device, pki: Pki, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(pki.seal_p256.private_pem())
    _run("--import", tmp_path / "key.pem", "--token", "Seals", "--label", "mixed", "--id", "07",
         "--pin", PIN)  # fmt: skip
    device.put_certificate(pki.responder.certificates[0], "07")
    sealer = hardware.open_key(parse_uri("pkcs11:object=mixed"), PIN, module=device.module)
    with pytest.raises(TeselaError) as raised:
        sealer.sign(b"data")
    assert raised.value.code == "seal.device"
    sealer.close()


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("pkcs12:token=a", "seal.uri"),
        ("pkcs11:token", "seal.uri"),
        ("pkcs11:token=a;token=b", "seal.uri"),
        ("pkcs11:colour=red", "seal.uri"),
        ("pkcs11:type=public", "seal.uri"),
        ("pkcs11:token=a?pin-value=1234", "seal.uri_pin"),
        ("pkcs11:token=a;pin-source=file:/pin", "seal.uri_pin"),
        ("pkcs11:" + "x" * 2000, "seal.uri"),
    ],
)
def test_addresses_that_are_not_understood(uri: str, code: str) -> None:
    with pytest.raises(TeselaError) as raised:
        parse_uri(uri)
    assert raised.value.code == code
    assert "1234" not in str(raised.value)


def test_an_address_is_read() -> None:
    read = parse_uri("pkcs11:token=The%20Seals;serial=AB;id=%01%FF;type=private?module-path=/l.so")
    assert read == KeyName("The Seals", "AB", None, b"\x01\xff", "/l.so")


def test_without_the_package_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pkcs11", None)
    assert not hardware.is_available()
    assert refusal(KeyName()) == "seal.no_hardware_package"
