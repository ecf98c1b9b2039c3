"""Public keys as SubjectPublicKeyInfo (RFC 5280, 4.1), in DER or in PEM (RFC 7468, 13)."""

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tesela.proofs import rsa
from tesela.proofs.keys import PublicKey

_CURVES = {"secp256r1": "p256", "secp384r1": "p384", "secp521r1": "p521"}
_LONGEST_PEM = 20_000


def from_pem(text: str) -> PublicKey:
    """The key in `text`. Raises ValueError for what is none, or of a kind that is not known."""
    if len(text) > _LONGEST_PEM:
        raise ValueError("too long for a key")
    try:
        found = serialization.load_pem_public_key(text.encode())
    except (UnsupportedAlgorithm, UnicodeEncodeError) as error:
        raise ValueError("no key that is known") from error
    if isinstance(found, ed25519.Ed25519PublicKey):
        return PublicKey("ed25519", found.public_bytes(Encoding.Raw, PublicFormat.Raw))
    if isinstance(found, ec.EllipticCurvePublicKey) and found.curve.name in _CURVES:
        compressed = found.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        return PublicKey(_CURVES[found.curve.name], compressed)
    octets = found.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if not rsa.is_key(octets):
        raise ValueError("no key that is known")
    return PublicKey(rsa.KIND, octets)
