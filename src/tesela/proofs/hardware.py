"""Seal keys in hardware: cards, USB tokens and security modules, by PKCS#11 (OASIS, 3.0).

The key never leaves the device; digests go there to be signed. A key is named
by a URI (RFC 7512) that may name the token, the object and the device's
library, such as
`pkcs11:token=Seals;object=university?module-path=/usr/lib/softhsm/libsofthsm2.so`.
A PIN in it is refused: it comes by another way. The certificate is the one in
the device that has the key's identifier, or one given beside.

Needs the optional package: `pip install tesela[hardware]`.
"""

import hashlib
import importlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from tesela.proofs.keys import PublicKey
from tesela.proofs.sealing_keys import chain, checked, sealing_key
from tesela.text.errors import TeselaError

SCHEME = "pkcs11:"
_NAMES = {
    ";": ("token", "serial", "object", "id", "type"),
    "&": ("module-path",),
}
"""What may stand in a URI's path, and in its query."""
_SECRETS = ("pin-value", "pin-source")
_MOST_CERTIFICATES = 50
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 digest in PKCS #1 v1.5 (RFC 8017, 9.2)."""


@dataclass(frozen=True, slots=True)
class KeyName:
    """What a PKCS#11 URI names; None: not named."""

    token: str | None = None
    serial: str | None = None
    label: str | None = None
    """Of the key: the URI's `object`."""
    id: bytes | None = None
    module: str | None = None
    """The path of the device's library."""


def parse_uri(uri: str) -> KeyName:
    """Raises TeselaError `seal.uri`, and `seal.uri_pin` for a PIN in it."""
    if not uri.startswith(SCHEME) or len(uri) > 2_000:
        raise TeselaError("seal.uri", part="pkcs11:")
    path, _, query = uri.removeprefix(SCHEME).partition("?")
    found = {**_attributes(path, ";"), **_attributes(query, "&")}
    if found.get("type", "private") not in ("private", "cert"):
        raise TeselaError("seal.uri", part="type")
    return KeyName(
        token=found.get("token"),
        serial=found.get("serial"),
        label=found.get("object"),
        id=unquote_to_bytes(found["id"]) if "id" in found else None,
        module=found.get("module-path"),
    )


def _attributes(text: str, separator: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, text.split(separator)):
        name, equals, value = part.partition("=")
        if name in _SECRETS:
            raise TeselaError("seal.uri_pin")
        if not equals or name in found or name not in _NAMES[separator]:
            raise TeselaError("seal.uri", part=name[:40])
        found[name] = value if name == "id" else unquote(value)
    return found


class HardwareSealer:
    """A `proofs.seals.Sealer` whose key is in a device. Made by `open_key`; close it."""

    def __init__(
        self, session: Any, key: Any, public: PublicKey, certificates: Sequence[bytes]
    ) -> None:
        self._session = session
        self._key = key
        self._public = public
        self.kind = public.kind
        self.certificates = tuple(certificates)

    def sign(self, data: bytes) -> bytes:
        """Raises TeselaError `seal.device` when the device does not, or wrongly."""
        library = _library()
        digest = hashlib.sha256(data).digest()
        rsa = self.kind == "rsa"
        mechanism = library.Mechanism.RSA_PKCS if rsa else library.Mechanism.ECDSA
        with _device_errors(library):
            signature = bytes(
                self._key.sign(_SHA256_INFO + digest if rsa else digest, mechanism=mechanism)
            )
        return checked(signature, data, self._public)

    def close(self) -> None:
        """Ends the session with the device."""
        self._session.close()


def is_available() -> bool:
    """Whether the optional package is installed."""
    try:
        _library()
    except TeselaError:
        return False
    return True


def open_key(
    name: KeyName,
    pin: str | None,
    *,
    module: str | None = None,
    beside: Sequence[bytes] = (),
) -> HardwareSealer:
    """The key that `name` names, ready to seal.

    `module` is the device's library where the name has none; `beside` are certificates (DER)
    that are not in the device. Raises TeselaError `seal.no_hardware_package`, `seal.no_module`,
    `seal.no_token`, `seal.pin`, `seal.no_key`, `seal.no_certificate`,
    `seal.key_unsupported`, `seal.device`.
    """
    library = _library()
    session = _session(library, name, pin, module)
    try:
        with _device_errors(library):
            key = _only_key(library, session, name)
            held = _certificates(library, session)
            own = _own(library, key, held, beside)
        others = [der for _, der in held if der != own]
        public = sealing_key(own)
        return HardwareSealer(session, key, public, chain(own, [*others, *beside]))
    except TeselaError:
        session.close()
        raise


def _library() -> Any:
    """python-pkcs11, which is loaded when a device is used only."""
    try:
        return importlib.import_module("pkcs11")
    except ImportError as error:
        raise TeselaError("seal.no_hardware_package") from error


@contextmanager
def _device_errors(library: Any) -> Iterator[None]:
    """What the device says went wrong, by its name in PKCS#11, which tells no secrets."""
    try:
        yield
    except library.PKCS11Error as error:
        raise TeselaError("seal.device", reason=type(error).__name__) from error


def _session(library: Any, name: KeyName, pin: str | None, module: str | None) -> Any:
    path = name.module or module
    if not path:
        raise TeselaError("seal.no_module", path="")
    try:
        device = library.lib(path)
    except (library.PKCS11Error, RuntimeError, OSError) as error:
        raise TeselaError("seal.no_module", path=path[:200]) from error
    with _device_errors(library):
        serial = name.serial.encode() if name.serial else None
        tokens = [
            token
            for token in device.get_tokens(token_label=name.token, token_serial=serial)
            if library.TokenFlag.TOKEN_INITIALIZED in token.flags
        ]
    if len(tokens) != 1:
        raise TeselaError("seal.no_token", count=len(tokens))
    refused = tuple(
        getattr(library.exceptions, wrong)
        for wrong in ("PinIncorrect", "PinInvalid", "PinLenRange", "PinLocked", "PinExpired")
    )
    try:
        return tokens[0].open(user_pin=pin)
    except refused as error:
        raise TeselaError("seal.pin") from error
    except library.PKCS11Error as error:
        raise TeselaError("seal.device", reason=type(error).__name__) from error


def _only_key(library: Any, session: Any, name: KeyName) -> Any:
    """The one private key that is named."""
    wanted: dict[Any, Any] = {library.Attribute.CLASS: library.ObjectClass.PRIVATE_KEY}
    if name.label is not None:
        wanted[library.Attribute.LABEL] = name.label
    if name.id is not None:
        wanted[library.Attribute.ID] = name.id
    found = list(session.get_objects(wanted))
    if len(found) != 1:
        raise TeselaError("seal.no_key", count=len(found))
    if found[0].key_type not in (library.KeyType.RSA, library.KeyType.EC):
        raise TeselaError("seal.key_unsupported")
    return found[0]


def _certificates(library: Any, session: Any) -> list[tuple[bytes, bytes]]:
    """Identifier and DER of the certificates in the device."""
    attribute = library.Attribute
    wanted = {attribute.CLASS: library.ObjectClass.CERTIFICATE}
    return [
        (bytes(found[attribute.ID] or b""), bytes(found[attribute.VALUE]))
        for found, _ in zip(session.get_objects(wanted), range(_MOST_CERTIFICATES), strict=False)
    ]


def _own(
    library: Any,
    key: Any,
    held: Sequence[tuple[bytes, bytes]],
    beside: Sequence[bytes],
) -> bytes:
    """The certificate of the key: by its identifier, else the first that is given beside.

    That it is the key's shows with each signature.
    """
    own = bytes(key[library.Attribute.ID] or b"")
    for identifier, der in held:
        if own and identifier == own:
            return der
    if beside:
        return beside[0]
    if len(held) == 1:
        return held[0][1]
    raise TeselaError("seal.no_certificate")
