"""Multibase and Multikey values (W3C Controlled Identifiers 1.0, 2.4 and 2.2.2).

`z` is base58-btc, `u` base64url without padding, each with exactly one
spelling of a value: what decodes but does not encode to itself is refused.
"""

import binascii
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, NewType

from tesela.text.errors import TeselaError

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGITS = len(_ALPHABET)
_LONGEST = 4_000


Base64url = NewType("Base64url", str)
"""A text of letters, digits, `-` and `_` alone, as an encoder here made it: no syntax escapes it."""


class KeyKind(NamedTuple):
    """A kind of public key as Multikey writes it."""

    name: str
    prefix: bytes
    """The multicodec's varint."""
    length: int
    """Octets of the key itself."""


KEY_KINDS = (
    KeyKind("ed25519", b"\xed\x01", 32),
    KeyKind("p256", b"\x80\x24", 33),
    KeyKind("p384", b"\x81\x24", 49),
    KeyKind("p521", b"\x82\x24", 67),
)


def base58_encode(data: bytes) -> str:
    """base58-btc, leading zero octets as leading `1`."""
    zeros = len(data) - len(data.lstrip(b"\0"))
    number = int.from_bytes(data)
    written = ""
    while number >= _GROUP:
        number, group = divmod(number, _GROUP)
        written = _digits(group) + written
    return "1" * zeros + (_digits(number) + written).lstrip(_ALPHABET[0])


def _digits(number: int) -> str:
    """The 96 digits of a number below 58 ** 96.

    Dividing digit by digit is slow. Here the number is divided into three lanes of 32 digits, and
    then all lanes at once into halves, until each holds one digit. A lane has 16 bits for a digit.
    """
    rest, low = divmod(number, _LANE)
    high, middle = divmod(rest, _LANE)
    lanes = high << 1024 | middle << 512 | low
    for inverse, shift, quotients, apart in _HALVINGS:
        lanes += (lanes * inverse >> shift & quotients) * apart
    return lanes.to_bytes(192)[1::2].translate(_AS_LETTERS).decode("ascii")


class _Halving(NamedTuple):
    """How each lane of twice some digits becomes two lanes side by side.

    A lane holds x = q·b + r, where b is 58 to the power of those digits. Adding q·(2^w − b), where
    w is the width of half a lane, makes it q·2^w + r. That needs q only: x is multiplied by an
    inverse of b that is exact for all x below b² (Granlund and Montgomery 1994).
    """

    inverse: int
    """Of b: 2^shift / b, rounded up."""
    shift: int
    quotients: int
    """The bits of all lanes where the quotients stand after the shift."""
    apart: int
    """2^w − b."""

    @classmethod
    def into(cls, digits: int) -> "_Halving":
        base, width = _DIGITS**digits, 16 * digits
        shift = (base**3).bit_length()
        quotients = sum((1 << base.bit_length()) - 1 << at for at in range(0, 96 * 16, 2 * width))
        return cls(-(-(1 << shift) // base), shift, quotients, (1 << width) - base)


_LANE = _DIGITS**32
_GROUP = _LANE**3
_HALVINGS = tuple(map(_Halving.into, (16, 8, 4, 2, 1)))
_AS_LETTERS = _ALPHABET.encode().ljust(256, b"?")


@lru_cache(maxsize=64)
def base58_decode(text: str) -> bytes:
    """The octets of base58-btc `text`. Raises TeselaError `multibase.invalid`."""
    digits = text.encode("ascii", "replace").translate(_AS_DIGITS)
    if len(text) > _LONGEST or _NO_DIGIT in digits:
        raise TeselaError("multibase.invalid", value=text[:20])
    number = int.from_bytes(digits)
    for lower, width, base in _pairings(len(digits).bit_length()):
        number = (number & lower) + (number >> width & lower) * base
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


@lru_cache(maxsize=16)
def _pairings(times: int) -> tuple[tuple[int, int, int], ...]:
    """How 2 to the power of `times` lanes with a digit each become one number.

    Each time all lanes are put together two by two: the lower one, and the upper one, `width` bits
    further on, times 58 to the power of the digits in one.
    """
    octets = [1 << step for step in range(times)]
    return tuple(
        (int.from_bytes((b"\0" * n + b"\xff" * n) * (octets[-1] // n)), 8 * n, _DIGITS**n)
        for n in octets
    )


_NO_DIGIT = b"\xff"
_AS_DIGITS = bytes(
    _ALPHABET.index(chr(one)) if chr(one) in _ALPHABET else 0xFF for one in range(256)
)


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LAST_LETTERS = (_LETTERS, "", _LETTERS[::16], _LETTERS[::4])
"""What the last letter can be, by the number of letters beyond groups of four: bits that belong to
no octet are 0 (RFC 4648, 3.5)."""

_FILLED = ("", "AAA", "AA", "A")
"""What makes a text's last group of four whole, by the number of letters in it."""


def base64url(data: bytes) -> bytes:
    """base64url without padding (RFC 4648, 5), as octets."""
    plain = binascii.b2a_base64(data, newline=False)
    return plain.replace(b"+", b"-").replace(b"/", b"_").rstrip(b"=")


def base64url_encode(data: bytes) -> Base64url:
    """base64url without padding (RFC 4648, 5)."""
    return Base64url(base64url(data).decode("ascii"))


def base64url_decode(text: str) -> bytes:
    """The octets of unpadded base64url `text`. Raises TeselaError `multibase.invalid`."""
    try:
        letters = text.encode("ascii")
        if b"+" in letters or b"/" in letters or text[-1:] not in _LAST_LETTERS[len(text) % 4]:
            raise TeselaError("multibase.invalid", value=text[:20])
        plain = letters.replace(b"-", b"+").replace(b"_", b"/")
        return binascii.a2b_base64(plain + b"=" * (-len(text) % 4), strict_mode=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise TeselaError("multibase.invalid", value=text[:20]) from error


def base64url_decode_each(texts: Sequence[str]) -> list[bytes]:
    """The octets of each text, all decoded at once; the same, and the same errors, as one by one.

    Letters for zeros fill up each text's last group; the octets that come of them are left out.
    """
    groups = [text + _FILLED[len(text) % 4] for text in texts]
    letters = "".join(groups)
    last = [text[-1:] in _LAST_LETTERS[len(text) % 4] for text in texts]
    others = "+" in letters or "/" in letters or "=" in letters
    if others or not letters.isascii() or not all(last):
        return [base64url_decode(text) for text in texts]
    plain = letters.encode("ascii").replace(b"-", b"+").replace(b"_", b"/")
    try:
        octets = binascii.a2b_base64(plain, strict_mode=True)
    except binascii.Error:
        return [base64url_decode(text) for text in texts]
    found, begun = [], 0
    for text, group in zip(texts, groups, strict=True):
        found.append(octets[begun : begun + len(text) * 3 // 4])
        begun += len(group) // 4 * 3
    return found


def encode(data: bytes) -> str:
    """`data` as base58-btc multibase."""
    return "z" + base58_encode(data)


def decode(text: str) -> bytes:
    """The octets of a multibase value. Raises TeselaError `multibase.invalid`."""
    if text[:1] == "z":
        return base58_decode(text[1:])
    if text[:1] == "u":
        return base64url_decode(text[1:])
    raise TeselaError("multibase.invalid", value=text[:20])


def encode_key(kind: str, key: bytes) -> str:
    """A public key as `publicKeyMultibase`."""
    return encode(next(known.prefix for known in KEY_KINDS if known.name == kind) + key)


def decode_key(text: str) -> tuple[str, bytes]:
    """Kind and octets of a `publicKeyMultibase` value.

    Raises TeselaError `multibase.invalid` or `multikey.unsupported`.
    """
    data = decode(text)
    for kind in KEY_KINDS:
        if data.startswith(kind.prefix) and len(data) == len(kind.prefix) + kind.length:
            return kind.name, data[len(kind.prefix) :]
    raise TeselaError("multikey.unsupported", value=text[:20])
