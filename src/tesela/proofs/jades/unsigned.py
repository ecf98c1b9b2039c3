"""What was added to a JAdES after it was signed (ETSI TS 119 182-1, 5.3): `etsiU`.

Nothing of it is signed by the signer. What counts is proven by other keys:
time-stamps by their authorities, certificates and revocation values by
theirs. What each time-stamp is of (its imprint):

- `adoTst` (5.2.6, in the signed header): the payload as it stands in the file
- `sigTst` (5.3.4): the base64url text of the signature
- `arcTst` (5.3.6.2): payload, protected header and signature as they stand,
  joined by full stops, one more full stop, then all items of `etsiU` that
  stand before it, one after another

Items that are not needed for that (policies, counter-signatures, references)
are named and left alone; an archive time-stamp covers them all the same. An
`arcTst` among items in the clear would need their canonical form and is
refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tesela.proofs.jades.reading import Signature, item_of, plain_base64
from tesela.proofs.seals import Level, RevocationValues
from tesela.text.errors import TeselaError

MOST_ITEMS = 100
MOST_STAMPS = 20
MOST_VALUES = 200
_CERTIFICATES = {"xVals", "axVals"}
_REVOCATIONS = {"rVals", "arVals"}
_BOTH = {"tstVD", "anyValData"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time-stamp, not verified, with what it must be of."""

    kind: str
    """`adoTst`, `sigTst` or `arcTst`."""
    token: bytes
    """TimeStampToken (RFC 3161) in DER."""
    of: bytes


@dataclass(frozen=True, slots=True)
class Added:
    """What `etsiU` holds besides time-stamps."""

    certificates: tuple[bytes, ...]
    values: RevocationValues
    left_alone: tuple[str, ...]
    """Names of items that nobody looked at."""


def items(signature: Signature) -> list[tuple[str, Any]]:
    """Name and value of each item. Raises TeselaError `jades.unsigned`, `json.*`."""
    if len(signature.unsigned) > MOST_ITEMS:
        raise TeselaError("jades.unsigned")
    return [item_of(stated) for stated in signature.unsigned]


def stamps(signature: Signature) -> tuple[Stamp, ...]:
    """All time-stamps, in the order in which they were made.

    Raises TeselaError `jws.malformed`, `jades.unsigned`, `jades.archive_clear`, `json.*`.
    """
    found = [
        Stamp("adoTst", token, signature.payload.encode())
        for token in _tokens(signature.header.get("adoTst"), "adoTst")
    ]
    for position, (name, value) in enumerate(items(signature)):
        if name == "sigTst":
            of = signature.value.encode()
        elif name == "arcTst":
            of = archived(signature, position)
        else:
            continue
        found += [Stamp(name, token, of) for token in _tokens(value, name)]
    if len(found) > MOST_STAMPS:
        raise TeselaError("jades.unsigned")
    return tuple(found)


def archived(signature: Signature, position: int) -> bytes:
    """What an archive time-stamp at this position of `etsiU` is of.

    Raises TeselaError `jades.archive_clear`.
    """
    before = signature.unsigned[:position]
    parts = [signature.payload, signature.protected, signature.value]
    texts = [item for item in before if isinstance(item, str)]
    if len(texts) != len(before):
        raise TeselaError("jades.archive_clear")
    return (".".join(parts) + "." + "".join(texts)).encode()


def added(signature: Signature) -> Added:
    """Certificates and revocation values. Raises TeselaError `jws.malformed`, `jades.unsigned`."""
    certificates: list[bytes] = []
    ocsp: list[bytes] = []
    crls: list[bytes] = []
    left_alone: list[str] = []
    for name, value in _values(items(signature)):
        if name in _CERTIFICATES:
            certificates += _octets(value, "x509Cert")
        elif name in _REVOCATIONS and isinstance(value, dict):
            ocsp += _octets(value.get("ocspVals", []))
            crls += _octets(value.get("crlVals", []))
        elif name not in {"sigTst", "arcTst"}:
            left_alone.append(name[:80])
    if max(map(len, (certificates, ocsp, crls))) > MOST_VALUES:
        raise TeselaError("jades.unsigned")
    values = RevocationValues(tuple(ocsp), tuple(crls))
    return Added(tuple(certificates), values, tuple(left_alone))


def level_of(signature: Signature) -> Level:
    """The baseline level that the signature has the parts of (6.1); nothing is verified by that."""
    names = {name for name, _ in items(signature)}
    if "sigTst" not in names:
        return "B-B"
    if not names & {*_CERTIFICATES, *_REVOCATIONS, *_BOTH}:
        return "B-T"
    return "B-LTA" if "arcTst" in names else "B-LT"


def _values(found: list[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The items, those that hold both kinds of values taken apart."""
    for name, value in found:
        if name in _BOTH and isinstance(value, Mapping):
            yield from ((inner, value[inner]) for inner in ("xVals", "rVals") if inner in value)
        else:
            yield name, value


def _tokens(container: object, member: str) -> list[bytes]:
    """`tstContainer` (5.4.3.3): its tokens; RFC 3161 in base64 is what there is."""
    if container is None:
        return []
    listed = container.get("tstTokens") if isinstance(container, Mapping) else None
    if not isinstance(listed, list) or not listed:
        raise TeselaError("jws.malformed", member=member)
    return _octets(listed)


def _octets(listed: object, inside: str | None = None) -> list[bytes]:
    """The octets in `val` of each `pkiOb` (5.4.1), or of the one that stands `inside`."""
    if not isinstance(listed, list):
        raise TeselaError("jades.unsigned")
    found = []
    for entry in listed:
        if inside is not None and isinstance(entry, Mapping) and inside not in entry:
            continue  # certificates of other kinds
        holder = entry[inside] if inside is not None and isinstance(entry, Mapping) else entry
        if not isinstance(holder, Mapping):
            raise TeselaError("jades.unsigned")
        found.append(plain_base64(holder.get("val"), "val"))
    return found
