"""The `proofValue` of `ecdsa-sd-2023`: CBOR behind three octets (ECDSA Cryptosuites 1.0, 3.5).

Two kinds: a *base* proof, from which the holder derives, and a *derived* one,
which verifiers get. A value has exactly one writing: what does not encode to
itself is refused, and with it every tag, odd length, float or doubled key.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cbor2

from tesela.codecs import multibase
from tesela.text.errors import TeselaError

BASE = b"\xd9\x5d\x00"
DERIVED = b"\xd9\x5d\x01"
SIGNATURE_OCTETS = 64
KEY_OCTETS = 35
"""A compressed P-256 point behind its multicodec."""
HMAC_OCTETS = 32
MOST_SIGNATURES = 5_000
MAXIMUM_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Base:
    """What the issuer gives the holder (3.5.2)."""

    signature: bytes
    public_key: bytes
    """Of the key that signed each statement, as Multikey has it."""
    hmac_key: bytes
    signatures: tuple[bytes, ...]
    mandatory_pointers: tuple[str, ...]

    def encoded(self) -> str:
        """As `proofValue` (3.5.2)."""
        return _encoded(
            BASE,
            [
                self.signature,
                self.public_key,
                self.hmac_key,
                list(self.signatures),
                list(self.mandatory_pointers),
            ],
        )


@dataclass(frozen=True, slots=True)
class Derived:
    """What the holder gives a verifier (3.5.7)."""

    signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...]
    labels: dict[str, str]
    """Canonical name of a blank node → the name it was signed under."""
    mandatory_indexes: tuple[int, ...]

    def encoded(self) -> str:
        """As `proofValue` (3.5.7)."""
        compressed = {
            int(name.removeprefix("c14n")): multibase.decode(label)
            for name, label in self.labels.items()
        }
        compressed = dict(sorted(compressed.items()))
        return _encoded(
            DERIVED,
            [
                self.signature,
                self.public_key,
                list(self.signatures),
                compressed,
                list(self.mandatory_indexes),
            ],
        )


def read_base(value: str) -> Base:
    """A base proof value (3.5.3). Raises TeselaError `selection.value`, `selection.not_base`."""
    parts = _decoded(value, BASE)
    signature, public_key, hmac_key, signatures, pointers = parts
    _require(_octets(signature, SIGNATURE_OCTETS) and _octets(public_key, KEY_OCTETS))
    _require(_octets(hmac_key, HMAC_OCTETS) and isinstance(pointers, list))
    _require(all(isinstance(pointer, str) for pointer in pointers))
    return Base(signature, public_key, hmac_key, _signatures(signatures), tuple(pointers))


def read_derived(value: str) -> Derived:
    """A derived proof value (3.5.8). Raises TeselaError `selection.value`, `selection.base`."""
    parts = _decoded(value, DERIVED)
    signature, public_key, signatures, compressed, indexes = parts
    _require(_octets(signature, SIGNATURE_OCTETS) and _octets(public_key, KEY_OCTETS))
    _require(isinstance(compressed, dict) and isinstance(indexes, list))
    _require(all(_number(at) for at in [*compressed, *indexes]))
    _require(all(_octets(label, HMAC_OCTETS) for label in compressed.values()))
    _require(len(set(compressed.values())) == len(compressed))
    _require(all(low < high for low, high in pairwise(indexes)))
    labels = {
        f"c14n{at}": f"u{multibase.base64url_encode(label)}" for at, label in compressed.items()
    }
    return Derived(signature, public_key, _signatures(signatures), labels, tuple(indexes))


def check(value: str) -> None:
    """Whether a verifier may look at it: a derived value in its one form."""
    read_derived(value)


def _signatures(value: Any) -> tuple[bytes, ...]:
    _require(isinstance(value, list) and len(value) <= MOST_SIGNATURES)
    _require(all(_octets(signature, SIGNATURE_OCTETS) for signature in value))
    return tuple(value)


def _encoded(header: bytes, parts: list[Any]) -> str:
    return f"u{multibase.base64url_encode(header + cbor2.dumps(parts))}"


def _decoded(value: str, header: bytes) -> list[Any]:
    if not value.startswith("u") or len(value) > MAXIMUM_CHARACTERS:
        raise TeselaError("selection.value")
    data = multibase.base64url_decode(value[1:])
    if data[:3] != header:
        other = {BASE: "selection.base", DERIVED: "selection.not_base"}
        raise TeselaError(other.get(data[:3], "selection.value"))
    try:
        parts = cbor2.loads(data[3:])
        unchanged = cbor2.dumps(parts) == data[3:]
    except (cbor2.CBORError, ValueError, TypeError, RecursionError, OverflowError) as error:
        raise TeselaError("selection.value") from error
    _require(unchanged and isinstance(parts, list) and len(parts) == 5)
    return list(parts)


def _octets(value: Any, length: int) -> bool:
    return isinstance(value, bytes) and len(value) == length


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000


def _require(holds: bool) -> None:
    if not holds:
        raise TeselaError("selection.value")
