"""ECDSA on the NIST curves (FIPS 186-5) in the form that proofs carry.

Public keys are compressed points (SEC 1, 2.3.3), as Multikey writes them;
signatures are r and s side by side, each as long as the curve's order (IEEE
P1363). Each curve has the hash function of its size (Data Integrity ECDSA
Cryptosuites 1.0, 3). Values out of range are no keys and no signatures.
"""

from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Curve(NamedTuple):
    """A curve with what belongs to it."""

    curve: ec.EllipticCurve
    digest: hashes.HashAlgorithm
    octets: int
    """Of a coordinate, of a secret, and of each half of a signature."""
    jwk_name: str
    ecdsa: ec.ECDSA
    """With the curve's hash function."""


CURVES = {
    "p256": Curve(ec.SECP256R1(), hashes.SHA256(), 32, "P-256", ec.ECDSA(hashes.SHA256())),
    "p384": Curve(ec.SECP384R1(), hashes.SHA384(), 48, "P-384", ec.ECDSA(hashes.SHA384())),
    "p521": Curve(ec.SECP521R1(), hashes.SHA512(), 66, "P-521", ec.ECDSA(hashes.SHA512())),
}
"""Kind of key → its curve."""


@lru_cache(maxsize=256)
def point(kind: str, octets: bytes) -> ec.EllipticCurvePublicKey:
    """The point that `octets` write in compressed form. Raises ValueError for any other."""
    known = CURVES[kind]
    if len(octets) != 1 + known.octets or octets[0] not in (2, 3):
        raise ValueError("not a compressed point")
    return ec.EllipticCurvePublicKey.from_encoded_point(known.curve, octets)


def is_point(kind: str, octets: bytes) -> bool:
    """Whether `octets` write a point of the curve in compressed form."""
    try:
        point(kind, octets)
    except ValueError:
        return False
    return True


def compressed(kind: str, x: bytes, y: bytes) -> bytes:
    """The point with these coordinates, in compressed form. Raises ValueError for none.

    Coordinates have the curve's full length (RFC 7518, 6.2.1.2).
    """
    known = CURVES[kind]
    if (len(x), len(y)) != (known.octets, known.octets):
        raise ValueError("coordinates of another length")
    return _octets(
        ec.EllipticCurvePublicKey.from_encoded_point(known.curve, b"\x04" + x + y),
        PublicFormat.CompressedPoint,
    )


def coordinates(kind: str, octets: bytes) -> tuple[bytes, bytes]:
    """x and y of a compressed point, each of the curve's full length."""
    both = _octets(point(kind, octets), PublicFormat.UncompressedPoint)[1:]
    return both[: CURVES[kind].octets], both[CURVES[kind].octets :]


def verifies(kind: str, octets: bytes, signature: bytes, data: bytes) -> bool:
    """Whether `signature` (r and s) of `data` is by the point's owner (FIPS 186-5, 6.4.2)."""
    known = CURVES[kind]
    if len(signature) != 2 * known.octets:
        return False
    r = int.from_bytes(signature[: known.octets])
    s = int.from_bytes(signature[known.octets :])
    try:
        point(kind, octets).verify(encode_dss_signature(r, s), data, known.ecdsa)
    except (InvalidSignature, ValueError):
        return False
    return True


class Secret:
    """A private key in memory.

    The same bytes always get the same signature (RFC 6979), so what is signed
    again from a record is what was signed before.
    """

    def __init__(self, kind: str, octets: bytes) -> None:
        """`octets` are a number from 1 to the order less 1. Raises ValueError for any other."""
        self._curve = CURVES[kind]
        if len(octets) != self._curve.octets:
            raise ValueError("a secret of another length")
        self._key = ec.derive_private_key(int.from_bytes(octets), self._curve.curve)
        self._algorithm = ec.ECDSA(self._curve.digest, deterministic_signing=True)

    @property
    def public(self) -> bytes:
        """The compressed point."""
        return _octets(self._key.public_key(), PublicFormat.CompressedPoint)

    def sign(self, data: bytes) -> bytes:
        """r and s of `data`."""
        return _side_by_side(self._key.sign(data, self._algorithm), self._curve.octets)


def _side_by_side(der: bytes, octets: int) -> bytes:
    """r and s of a signature that was just made, an ASN.1 SEQUENCE of two INTEGERs (X.690, 8).

    Only P-521 has lengths of more than one octet.
    """
    first = 2 if der[1] < 0x80 else 3
    second = first + 2 + der[first + 1]
    r, s = der[first + 2 : second], der[second + 2 :]
    return r[-octets:].rjust(octets, b"\0") + s[-octets:].rjust(octets, b"\0")


def is_secret(kind: str, octets: bytes) -> bool:
    """Whether `octets` can be the secret of a key."""
    try:
        Secret(kind, octets)
    except ValueError:
        return False
    return True


def _octets(key: ec.EllipticCurvePublicKey, form: PublicFormat) -> bytes:
    return key.public_bytes(Encoding.X962, form)
