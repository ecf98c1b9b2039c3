"""SD-JWT (RFC 9901): claims that their holder shows one by one.

The issuer signs digests in place of the claims that can be held back; each
claim travels beside the signature as a *disclosure*, `[salt, name, value]`.
Who shows the token leaves out what is nobody's business, and may prove with
the holder's key that it is theirs (4.3).

Reading is strict (7.1, 7.3): a disclosure that nothing refers to, one that is
there twice or has the wrong length, a digest that is there twice, the names
`_sd` and `...`, and a claim that would replace another are each refused.

Writing draws no random numbers (`salts`). Digests are sorted, so that
their order tells nothing, and decoys fill up their number (4.2.5, 4.2.7).
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from struct import unpack
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.codecs.multibase import (
    base64url,
    base64url_decode,
    base64url_decode_each,
    base64url_encode,
)
from tesela.proofs import jws, sd_jwt_flat
from tesela.proofs.keys import Signer
from tesela.proofs.salts import Salts, derived, root_of, seed_of
from tesela.text.errors import TeselaError

Json = Mapping[str, Any]
Path = tuple[str | int, ...]
"""Where a claim stands: names of members and places in lists."""

HASHES = {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
"""Values of `_sd_alg` (5.1.1; names of the IANA registry)."""
MAXIMUM_DISCLOSURES = 500
_DIGESTS, _ALGORITHM, _ELEMENT = sd_jwt_flat.NAMES
_RESERVED = (_DIGESTS, _ELEMENT)
_SCALARS = (str, int, float, bool, type(None))
"""Values with nothing inside."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A value that the holder can hold back, in claims that are to be signed."""

    value: Any


class Disclosure(NamedTuple):
    """One claim, or one element of a list, that was held apart."""

    text: str
    """As it travels; the digest is made of this."""
    name: str | None
    """None for an element of a list."""
    value: Any


class Disclosed(NamedTuple):
    """What a token says, as far as it is shown."""

    claims: dict[str, Any]
    paths: frozenset[Path]
    """Where those claims stand that were held apart."""


@dataclass(frozen=True, slots=True)
class SdJwt:
    """An SD-JWT, parsed and not verified."""

    issuer_jwt: str
    """The compact JWS that the issuer signed."""
    token: jws.Token
    disclosures: tuple[str, ...]
    key_binding: str | None = None
    """The holder's own JWT, where there is one."""

    @property
    def unbound(self) -> str:
        """The token without its key binding; `sd_hash` is made of this (4.3.1)."""
        return "~".join((self.issuer_jwt, *self.disclosures, ""))

    @property
    def compact(self) -> str:
        """The whole token as text (4)."""
        return self.unbound + (self.key_binding or "")


# Reading


def parse(text: str) -> SdJwt:
    """The parts of a compact SD-JWT (4).

    Raises TeselaError `sdjwt.malformed`, `sdjwt.too_many`, and those of `jws.parse`.
    """
    issuer_jwt, *rest = text.split("~")
    if not rest:
        raise TeselaError("sdjwt.malformed", member="~")
    *disclosures, key_binding = rest
    return _parsed(issuer_jwt, disclosures, key_binding or None)


def parse_json(secured: Json) -> SdJwt:
    """The same in JWS JSON serialisation, flattened or general with one signature (8).

    Raises TeselaError as `parse`.
    """
    signatures = secured.get("signatures", [secured])
    if not isinstance(signatures, list) or len(signatures) != 1:
        raise TeselaError("sdjwt.malformed", member="signatures")
    signed = signatures[0] if isinstance(signatures[0], dict) else {}
    header = signed.get("header")
    parts = [signed.get("protected"), secured.get("payload"), signed.get("signature")]
    if not isinstance(header, dict) or not all(isinstance(part, str) for part in parts):
        raise TeselaError("sdjwt.malformed", member="header")
    disclosures, key_binding = header.get("disclosures", []), header.get("kb_jwt")
    listed = isinstance(disclosures, list) and all(isinstance(one, str) for one in disclosures)
    if not listed or not (key_binding is None or isinstance(key_binding, str)):
        raise TeselaError("sdjwt.malformed", member="disclosures")
    return _parsed(".".join(map(str, parts)), disclosures, key_binding)


def is_json_form(secured: Json) -> bool:
    """Whether a JSON object has an SD-JWT's form (8): a signature with disclosures beside it."""
    signatures = secured.get("signatures", [secured])
    first = signatures[0] if isinstance(signatures, list) and signatures else None
    header = first.get("header") if isinstance(first, dict) else None
    return "payload" in secured and isinstance(header, dict) and "disclosures" in header


def _parsed(issuer_jwt: str, disclosures: Sequence[str], key_binding: str | None) -> SdJwt:
    if len(disclosures) > MAXIMUM_DISCLOSURES:
        raise TeselaError("sdjwt.too_many", maximum=MAXIMUM_DISCLOSURES)
    return SdJwt(issuer_jwt, jws.parse(issuer_jwt), tuple(disclosures), key_binding)


def disclosed(sd_jwt: SdJwt, payload: Json | None = None) -> "Disclosed":
    """The claims with everything in its place that was disclosed (7.1, step 3).

    `payload` is what `jws.claims` gives, where it is at hand. Raises TeselaError `sdjwt.*` and
    those of reading JSON. The signature is another matter.
    """
    payload = jws.claims(sd_jwt.token) if payload is None else payload
    return _at_once(sd_jwt, payload) or disclosed_by_steps(sd_jwt, payload)


def disclosed_by_steps(sd_jwt: SdJwt, payload: Json) -> "Disclosed":
    """The same of any token, and what is wrong with it. Raises TeselaError as `disclosed`."""
    found = _by_digest(sd_jwt, hash_of(payload))  # a, b
    placing = _Placing(found)
    claims = placing.object(payload, ())  # c, d
    claims.pop(_ALGORITHM, None)  # e
    if unused := found.keys() - placing.seen:  # f, g
        first = found[min(unused)]
        raise TeselaError("sdjwt.unreferenced", name=str(first.name or "…")[:80])
    return Disclosed(claims, frozenset(placing.paths))


def _at_once(sd_jwt: SdJwt, payload: Json) -> "Disclosed | None":
    """The same of a flat token (`sd_jwt_flat`); None for any other, and where anything is wrong."""
    try:
        texts = base64url_decode_each(sd_jwt.disclosures)
        stated = jsontext.parse_each(texts)
        digests = _digests(sd_jwt.disclosures, hash_of(payload))
    except TeselaError:
        return None
    placed = sd_jwt_flat.placed(payload, sd_jwt.token.payload, texts, stated, digests)
    return Disclosed(*placed) if placed else None


def hash_of(payload: Json) -> str:
    """The digests' algorithm (4.1.1). Raises TeselaError `sdjwt.hash`."""
    name = payload.get(_ALGORITHM, "sha-256")
    if not isinstance(name, str) or name not in HASHES:
        raise TeselaError("sdjwt.hash", algorithm=str(name)[:40])
    return name


def digest_of(text: str, algorithm: str) -> str:
    """The digest of a disclosure or of a whole token, as it travels (4.2.3)."""
    return base64url_encode(HASHES[algorithm](text.encode("ascii")).digest())


def digests_of(texts: Sequence[bytes], algorithm: str) -> tuple[bytes, ...]:
    """The digests of many, with one base64url for all.

    Octets 0 behind each digest fill up a group of letters, of which the digest's own are the first.
    """
    new = HASHES[algorithm]
    size = new().digest_size
    letters, filled = -(-size * 8 // 6), b"\0" * (-size % 3)
    digests = b"".join([new(text).digest() + filled for text in texts])
    cut = f"{letters}s{'x' * (-letters % 4)}"
    return unpack(cut * len(texts), base64url(digests))


def read_disclosure(text: str) -> Disclosure:
    """One disclosure (4.2.1, 4.2.2).

    Raises TeselaError `sdjwt.disclosure`, `sdjwt.reserved`, `json.*`, `multibase.invalid`.
    """
    parts = jsontext.parse(base64url_decode(text))
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise TeselaError("sdjwt.disclosure")
    if len(parts) == 2:
        return Disclosure(text, None, parts[1])
    name = parts[1]
    if not isinstance(name, str):
        raise TeselaError("sdjwt.disclosure")
    if name in _RESERVED:
        raise TeselaError("sdjwt.reserved", name=name)
    return Disclosure(text, name, parts[2])


def _by_digest(sd_jwt: SdJwt, algorithm: str) -> dict[str, Disclosure]:
    read = list(map(read_disclosure, sd_jwt.disclosures))
    digests = _digests(sd_jwt.disclosures, algorithm)
    found = dict(zip(digests, read, strict=True))
    if len(found) != len(read):
        raise TeselaError("sdjwt.twice")
    return found


def _digests(disclosures: Sequence[str], algorithm: str) -> list[str]:
    """The digest of each, in ASCII as it was read."""
    octets = digests_of([text.encode("ascii") for text in disclosures], algorithm)
    return list(map(bytes.decode, octets))


class _Placing:
    """Puts disclosures where their digests stand, each digest once (7.1, step 3c)."""

    def __init__(self, disclosures: Mapping[str, Disclosure]) -> None:
        self._disclosures = disclosures
        self.seen: set[str] = set()
        self.paths: set[Path] = set()

    def value(self, value: Any, path: Path) -> Any:
        if value.__class__ in _SCALARS:
            return value
        if len(path) > jsontext.MAXIMUM_DEPTH:
            raise TeselaError("json.too_deep", maximum=jsontext.MAXIMUM_DEPTH)
        if isinstance(value, dict):
            return self.object(value, path)
        return self._list(value, path) if isinstance(value, list) else value

    def object(self, members: Json, path: Path) -> dict[str, Any]:
        for name in (_ELEMENT, _ALGORITHM)[: 2 if path else 1]:
            if name in members:
                raise TeselaError("sdjwt.reserved", name=name)
        placed = {
            name: member if member.__class__ in _SCALARS else self.value(member, (*path, name))
            for name, member in members.items()
            if name != _DIGESTS
        }
        digests = members.get(_DIGESTS, [])
        if not isinstance(digests, list) or not all(isinstance(one, str) for one in digests):
            raise TeselaError("sdjwt.malformed", member=_DIGESTS)
        for disclosure in filter(None, map(self._disclosure, digests)):
            if disclosure.name is None:
                raise TeselaError("sdjwt.disclosure")
            if disclosure.name in placed:
                raise TeselaError("sdjwt.overwrites", name=disclosure.name[:80])
            placed[disclosure.name] = self._shown(disclosure, (*path, disclosure.name))
        return placed

    def _list(self, listed: Sequence[Any], path: Path) -> list[Any]:
        placed: list[Any] = []
        for element in listed:
            if element.__class__ in _SCALARS:
                placed.append(element)
                continue
            place = (*path, len(placed))
            if not isinstance(element, dict) or _ELEMENT not in element:
                placed.append(self.value(element, place))
                continue
            digest = element[_ELEMENT]
            if len(element) != 1 or not isinstance(digest, str):
                raise TeselaError("sdjwt.malformed", member=_ELEMENT)
            disclosure = self._disclosure(digest)
            if disclosure is None:
                continue
            if disclosure.name is not None:
                raise TeselaError("sdjwt.disclosure")
            placed.append(self._shown(disclosure, place))
        return placed

    def _shown(self, disclosure: Disclosure, path: Path) -> Any:
        self.paths.add(path)
        value = disclosure.value
        return value if value.__class__ in _SCALARS else self.value(value, path)

    def _disclosure(self, digest: str) -> Disclosure | None:
        if digest in self.seen:
            raise TeselaError("sdjwt.digest_twice")
        self.seen.add(digest)
        return self._disclosures.get(digest)


# Writing


def exact_form(header: Json, claims: Json) -> str:
    """Everything that a token will say, in the one way from which its salts come."""
    return jsontext.plain([header, with_marks(claims)])


def concealed(
    claims: Json, salts: Salts, *, algorithm: str = "sha-256", digests: int = 0
) -> tuple[dict[str, Any], list[str]]:
    """Claims with `Hidden` values → what is signed, and the disclosures.

    With `digests`, decoys fill up the top level's digests to that number
    (4.2.7). Raises TeselaError `sdjwt.reserved` for names that no claim may have.
    """
    concealing = _Concealing(salts, algorithm)
    payload = concealing.object(claims, ())
    listed = payload.get(_DIGESTS, [])
    decoys = (digest_of(salts(), algorithm) for _ in range(len(listed), digests))
    if filled := sorted([*listed, *decoys]):
        payload[_DIGESTS] = filled
    if concealing.disclosures or filled:
        payload[_ALGORITHM] = algorithm
    return payload, concealing.disclosures


class _Concealing:
    """Takes hidden values out and leaves their digests."""

    def __init__(self, salts: Salts, algorithm: str) -> None:
        self._salts = salts
        self._algorithm = algorithm
        self.disclosures: list[str] = []

    def object(self, members: Json, path: Path) -> dict[str, Any]:
        written: dict[str, Any] = {}
        digests: list[str] = []
        for name, member in members.items():
            if name in _RESERVED or (not path and name == _ALGORITHM):
                raise TeselaError("sdjwt.reserved", name=name)
            if isinstance(member, Hidden):
                value = self._value(member.value, (*path, name))
                digests.append(self._digest(name, value))
            else:
                written[name] = self._value(member, (*path, name))
        if digests:
            written[_DIGESTS] = sorted(digests)
        return written

    def _value(self, value: Any, path: Path) -> Any:
        if isinstance(value, Mapping):
            return self.object(value, path)
        if isinstance(value, list | tuple):
            return [self._element(element, (*path, at)) for at, element in enumerate(value)]
        return value

    def _element(self, element: Any, path: Path) -> Any:
        if isinstance(element, Hidden):
            return {_ELEMENT: self._digest(self._value(element.value, path))}
        return self._value(element, path)

    def _digest(self, *said: Any) -> str:
        disclosure = base64url_encode(jws.plain([self._salts(), *said]))
        self.disclosures.append(disclosure)
        return digest_of(disclosure, self._algorithm)


def sign(
    header: Json,
    claims: Json,
    signer: Signer,
    *,
    root: bytes | None = None,
    algorithm: str = "sha-256",
    digests: int = 0,
) -> SdJwt:
    """Claims with `Hidden` values, signed.

    `root` is the signer's own for the tokens of this moment (`salts.root_of`), where it is
    at hand. Raises TeselaError as `concealed`, and what the signer raises.
    """
    known = root or root_of(signer, claims.get("iat"))
    chosen = derived(seed_of(known, exact_form(header, claims).encode()))
    payload, disclosures = concealed(claims, chosen, algorithm=algorithm, digests=digests)
    issuer_jwt = jws.sign(header, jws.plain(payload), signer)
    return SdJwt(issuer_jwt, jws.parse(issuer_jwt), tuple(disclosures))


def presented(sd_jwt: SdJwt, shown: Callable[[Disclosure], bool]) -> SdJwt:
    """What a holder shows: the disclosures that `shown` chooses, without key binding (7.2).

    Whoever shows a claim that stands inside another shows that one too. Raises
    TeselaError as `read_disclosure`.
    """
    chosen = tuple(text for text in sd_jwt.disclosures if shown(read_disclosure(text)))
    return SdJwt(sd_jwt.issuer_jwt, sd_jwt.token, chosen)


def with_marks(value: Any) -> Any:
    """Claims with hidden values marked, to be written as JSON."""
    if isinstance(value, Hidden):
        return {_ELEMENT: with_marks(value.value)}
    if isinstance(value, Mapping):
        return {name: with_marks(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [with_marks(element) for element in value]
    return value
