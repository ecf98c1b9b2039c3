"""RSA keys (RFC 8017) as seals of organisations have them; verified, and signed with, in `jws`.

A key's octets are its SubjectPublicKeyInfo in DER (RFC 5280, 4.1). Shorter
than 2,048 bits are no keys here, longer than 8,192 would only cost time. Nor
are those that a faulty library made from few random bits (ROCA,
CVE-2017-15361): from the public key of such a one its secret can be computed.
"""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers

KIND = "rsa"
LEAST_BITS = 2_048
MOST_BITS = 8_192
SMALL_PRIMES = (
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
)  # fmt: skip
_POWERS = {
    prime: frozenset(pow(65_537, exponent, prime) for exponent in range(prime))
    for prime in SMALL_PRIMES
}
_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


def key(octets: bytes) -> RSAPublicKey:
    """The key in `octets`. Raises ValueError for any other."""
    try:
        found = serialization.load_der_public_key(octets)
    except UnsupportedAlgorithm as error:
        raise ValueError("another kind of key") from error
    if not isinstance(found, RSAPublicKey) or not LEAST_BITS <= found.key_size <= MOST_BITS:
        raise ValueError("not an RSA key of a length that is used")
    if _is_of_few_bits(found.public_numbers().n):
        raise ValueError("a key whose secret can be computed")
    return found


def _is_of_few_bits(modulus: int) -> bool:
    """The faulty primes are powers of 65537 modulo many small primes at once, and so is n.

    Of sound keys one in about 2**27 looks so too.
    """
    return all(modulus % prime in powers for prime, powers in _POWERS.items())


def is_key(octets: bytes) -> bool:
    """Whether `octets` are such a key."""
    try:
        key(octets)
    except ValueError:
        return False
    return True


def octets(modulus: int, exponent: int) -> bytes:
    """The octets of the key with these numbers. Raises ValueError for none."""
    if modulus.bit_length() > MOST_BITS or exponent.bit_length() > 64:
        raise ValueError("not an RSA key of a length that is used")
    return (
        RSAPublicNumbers(exponent, modulus)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def numbers(octets: bytes) -> tuple[int, int]:
    """Modulus and exponent."""
    found = key(octets).public_numbers()
    return found.n, found.e


def verifies(octets: bytes, signature: bytes, data: bytes, digest: str, *, pss: bool) -> bool:
    """Whether `signature` of `data` is this key's: RSASSA-PKCS1-v1_5, or PSS (RFC 7518, 3.3, 3.5)."""
    algorithm = _HASHES[digest]
    how: padding.AsymmetricPadding = padding.PKCS1v15()
    if pss:
        how = padding.PSS(padding.MGF1(algorithm), salt_length=algorithm.digest_size)
    try:
        key(octets).verify(signature, data, how, algorithm)
    except (InvalidSignature, ValueError):
        return False
    return True
