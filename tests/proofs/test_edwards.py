"""Ed25519: the published signatures, and the points at which implementations differ.

Hostile keys and signatures are made here with the curve's own arithmetic; OpenSSL (cryptography)
is the second opinion. Where the two differ, the stricter answer is ours.
"""

from hashlib import sha512
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from tesela.proofs import edwards
from tesela.proofs.keys import PublicKey, SoftwareKey
from tests.published import load

Point = tuple[int, int]
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
NEUTRAL = (0, 1)
SECRET, NONCE = 0x5EC2E7 << 200, 0x40CE << 230


def by_openssl(octets: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(octets).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def plus(one: Point, other: Point) -> Point:
    both = D * one[0] * other[0] * one[1] * other[1] % P
    x = (one[0] * other[1] + other[0] * one[1]) * pow(1 + both, -1, P)
    y = (one[1] * other[1] + one[0] * other[0]) * pow(1 - both, -1, P)
    return x % P, y % P


def times(number: int, point: Point) -> Point:
    sum_, doubled = NEUTRAL, point
    while number:
        if number % 2:
            sum_ = plus(sum_, doubled)
        doubled, number = plus(doubled, doubled), number // 2
    return sum_


def x_of(y: int) -> int | None:
    """The even x of the point with this y, where there is one (RFC 8032, 5.1.3)."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        return None
    return x if x % 2 == 0 else P - x


def written(point: Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def point_of_order_8() -> Point:
    for y in range(2, 50):
        if (x := x_of(y)) is not None:
            found = times(ORDER, (x, y))
            if times(4, found) != NEUTRAL:
                return found
    raise AssertionError


BASE_Y = 4 * pow(5, -1, P) % P
BASE = (x_of(BASE_Y) or 0, BASE_Y)
EIGHTH = point_of_order_8()
HONEST = times(SECRET, BASE)


def signed(key: bytes, secret: int, point: bytes, data: bytes) -> bytes:
    """A signature by the book of whoever chooses key and point freely."""
    digest = int.from_bytes(sha512(point + key + data).digest(), "little")
    return point + ((NONCE + digest * secret) % ORDER).to_bytes(32, "little")


def hostile() -> dict[str, tuple[bytes, bytes, bytes]]:
    """Name → public key, signature, data."""
    found = {}
    commitment = written(times(NONCE, BASE))
    for multiple in range(8):
        small = times(multiple, EIGHTH)
        for name, key, secret, point in (
            ("key of small order", small, 0, commitment),
            ("key with a small part", plus(HONEST, small), SECRET, commitment),
            ("point with a small part", HONEST, SECRET, written(plus(times(NONCE, BASE), small))),
            ("point of small order", HONEST, SECRET, written(small)),
        ):
            for number in range(9):
                data = b"%d" % number
                octets = written(key)
                made = signed(octets, secret, point, data)
                found[f"{name} {multiple} {number}"] = (octets, made, data)
    for y in range(19):  # the numbers below 2**255 that can be written in two ways
        for sign in (0, 1):
            octets = (y + P | sign << 255).to_bytes(32, "little")
            for number in range(4):
                data = b"%d" % number
                made = signed(octets, 0, commitment, data)
                found[f"key not reduced {y} {sign} {number}"] = (octets, made, data)
    honest = signed(written(HONEST), SECRET, commitment, b"data")
    doubled = int.from_bytes(honest[32:], "little") + ORDER
    malleable = honest[:32] + doubled.to_bytes(32, "little")
    found["S not reduced"] = (written(HONEST), malleable, b"data")
    found["honest"] = (written(HONEST), honest, b"data")
    return found


def test_the_stricter_answer_is_ours() -> None:
    differing = set()
    for name, (octets, signature, data) in hostile().items():
        ours = edwards.verifies(octets, signature, data)
        theirs = by_openssl(octets, signature, data)
        assert theirs or not ours, name
        if ours != theirs:
            differing.add(name.rstrip("0123456789 "))
    assert differing == {"key of small order", "point of small order", "key not reduced"} or (
        differing == {"key of small order", "key not reduced"}
    )


def test_what_is_no_honest_signature_is_refused() -> None:
    accepted = {name for name, case in hostile().items() if edwards.verifies(*case)}
    assert "honest" in accepted
    assert not {
        name
        for name in accepted
        if name.startswith(("key of small", "point of", "key not", "S not"))
    }
    # The cofactor is not cleared: a small part in a point is seen.
    assert not {name for name in accepted if name.startswith("point with") and "part 0" not in name}


def test_wycheproof_signatures(standards: Path) -> None:
    tried = 0
    for group in load(standards / "vectors/wycheproof/ed25519_test.json")["testGroups"]:
        key = PublicKey("ed25519", bytes.fromhex(group["publicKey"]["pk"]))
        for case in group["tests"]:
            signature, data = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
            assert key.verifies(signature, data) is (case["result"] == "valid"), case["comment"]
            tried += 1
    assert tried > 70


@given(seed=st.binary(min_size=32, max_size=32), data=st.binary(max_size=200))
def test_signatures_are_those_of_openssl(seed: bytes, data: bytes) -> None:
    ours, theirs = SoftwareKey(seed), Ed25519PrivateKey.from_private_bytes(seed)
    assert ours.public.octets == theirs.public_key().public_bytes_raw()
    signature = ours.sign(data)
    assert signature == theirs.sign(data)
    assert ours.public.verifies(signature, data)
    assert not ours.public.verifies(signature, data + b".")


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_seed_of_another_length_is_no_secret(length: int) -> None:
    with pytest.raises(ValueError, match="length"):
        SoftwareKey(bytes(length))


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_of_another_length_is_none(length: int) -> None:
    key = SoftwareKey(bytes(32))
    assert not key.public.verifies(key.sign(b"x")[:length].ljust(length, b"\0"), b"x")
