"""Time proofs: what shows, years later and without the issuer, that a credential is as old as it says.

A batch of files gets one time-stamp (RFC 3161) over the root of a Merkle tree
(`merkle`), and each file its place under that root. One document holds that for
all files of one award (docs/keep-forever.md):

    {"type": "TimeProof", "version": 1, "tree": "rfc9162-sha256",
     "size": 2000, "root": "…", "token": "…",
     "files": [{"format": "openbadge", "sha256": "…", "index": 17, "path": ["…"]}],
     "validation": {"certificates": ["…"], "ocsp": ["…"], "crls": ["…"]}}

All values of bytes are base64 (RFC 4648, 4); token, certificates and what was
said of them are DER. What is stamped is the root itself: it is the token's
imprint. `validation` is what proved the authority's certificate on that day, so
that nobody need be asked later; it may be missing.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple

from tesela.proofs import timestamps
from tesela.proofs.certificates import Certificate
from tesela.proofs.merkle import HASH_BYTES, MAXIMUM_PATH, MerkleTree, root_of
from tesela.proofs.seals import Revocations, RevocationValues, TimeStamper
from tesela.proofs.timestamps import Token
from tesela.text.errors import TeselaError

MEDIA_TYPE = "application/vnd.tesela.time-proof+json"
MAXIMUM_FILES = 50
"""An award has a handful of files."""
MAXIMUM_VALIDATION_BYTES = 300_000
"""What proves the authority is in every proof; a longer one is left to whoever verifies."""
_TREE = "rfc9162-sha256"
_MAXIMUM_VALUES = 30
_MAXIMUM_SIZE = 1 << 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One file's place under the root."""

    format: str
    """What the file is, for people; nothing depends on it."""
    digest: bytes
    index: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class TimeProof:
    """A time-stamped root and the files of one award under it; nothing of it is believed yet."""

    size: int
    root: bytes
    token: bytes
    entries: tuple[Entry, ...]
    certificates: tuple[bytes, ...] = ()
    """The authority's and those above it, in DER."""
    values: RevocationValues = field(default_factory=RevocationValues)
    """What was said of them when it was stamped."""

    def to_bytes(self) -> bytes:
        """The document, the same bytes for the same proof."""
        return json.dumps(
            {
                "type": "TimeProof",
                "version": 1,
                "tree": _TREE,
                "size": self.size,
                "root": _text(self.root),
                "files": [
                    {
                        "format": entry.format,
                        "sha256": _text(entry.digest),
                        "index": entry.index,
                        "path": [_text(sibling) for sibling in entry.path],
                    }
                    for entry in self.entries
                ],
                "token": _text(self.token),
                "validation": {
                    "certificates": [_text(one) for one in self.certificates],
                    "ocsp": [_text(one) for one in self.values.ocsp],
                    "crls": [_text(one) for one in self.values.crls],
                },
            },
            separators=(",", ":"),
        ).encode()


class Stamped(NamedTuple):
    """A file that a time-stamp covers, by a signature that nobody has vouched for yet."""

    by: datetime
    """The latest moment by which the file existed: the authority's time and how far it may be off."""
    token: Token
    certificate: Certificate
    """The time-stamping authority's."""


def stamped(
    awards: Iterable[Mapping[str, bytes]],
    stamper: TimeStamper,
    revocations: Revocations | None = None,
) -> Callable[[], Iterator[TimeProof]]:
    """Stamp the files of `awards` (format → SHA-256 of the file) all at once, with one token.

    Gives what yields the proof of each award, in order; 64 bytes are held for
    each file beside its digest. `revocations` collects what proves the authority
    later; where nothing can be had, the proof goes without. Raises TeselaError `merkle.empty` and what the
    stamper raises; `stamp.other_data` when it stamped something else.
    """
    listed = [tuple(files.items()) for files in awards]
    tree = MerkleTree(digest for _, digest in chain.from_iterable(listed))
    token = stamper(tree.root)
    certificates, values = _validation(_signed(token, tree.root), revocations)

    def proofs() -> Iterator[TimeProof]:
        index = 0
        for files in listed:
            entries = tuple(
                Entry(name, digest, index + place, tree.path(index + place))
                for place, (name, digest) in enumerate(files)
            )
            index += len(files)
            yield TimeProof(tree.size, tree.root, token, entries, certificates, values)

    return proofs


def _validation(
    stamped: Stamped, revocations: Revocations | None
) -> tuple[tuple[bytes, ...], RevocationValues]:
    nothing: tuple[tuple[bytes, ...], RevocationValues] = ((), RevocationValues())
    if revocations is None:
        return nothing
    own = stamped.certificate.der
    others = (der for der in stamped.token.certificates if der != own)
    try:
        certificates, values = revocations((own, *others))
    except TeselaError as error:
        if error.code == "revocation.revoked":
            raise
        return nothing
    size = sum(map(len, (*certificates, *values.ocsp, *values.crls)))
    return (certificates, values) if size <= MAXIMUM_VALIDATION_BYTES else nothing


def check(proof: TimeProof, data: bytes) -> Stamped:
    """By when the file `data` existed, if the time-stamp's authority is to be believed.

    Raises TeselaError `time_proof.other_file` when the proof is of other files,
    `merkle.malformed`, `time_proof.other_root`, and the `stamp.*` of
    `timestamps`.
    """
    digest = sha256(data).digest()
    entry = next((entry for entry in proof.entries if entry.digest == digest), None)
    if entry is None:
        raise TeselaError("time_proof.other_file")
    if root_of(digest, entry.index, proof.size, entry.path) != proof.root:
        raise TeselaError("time_proof.other_root")
    return _signed(proof.token, proof.root)


def is_time_proof(value: object) -> bool:
    """Whether a JSON value says it is one."""
    return isinstance(value, Mapping) and value.get("type") == "TimeProof"


def read(document: Mapping[str, Any]) -> TimeProof:
    """The proof that a document states. Raises TeselaError `time_proof.malformed`, `.version`."""
    if document.get("version") != 1 or document.get("tree") != _TREE:
        raise TeselaError("time_proof.version", version=str(document.get("version"))[:20])
    files = document.get("files")
    if not isinstance(files, list) or not 0 < len(files) <= MAXIMUM_FILES:
        raise TeselaError("time_proof.malformed", member="files")
    return TimeProof(
        size=_number(document, "size", _MAXIMUM_SIZE),
        root=_hash(document.get("root"), "root"),
        token=_bytes(document.get("token"), "token", timestamps.TOKEN_BYTES),
        entries=tuple(_entry(stated) for stated in files),
        certificates=_listed(document, "certificates"),
        values=RevocationValues(_listed(document, "ocsp"), _listed(document, "crls")),
    )


def _listed(document: Mapping[str, Any], name: str) -> tuple[bytes, ...]:
    validation = document.get("validation", {})
    stated = validation.get(name, []) if isinstance(validation, Mapping) else None
    if not isinstance(stated, list) or len(stated) > _MAXIMUM_VALUES:
        raise TeselaError("time_proof.malformed", member=name)
    return tuple(_bytes(one, name, MAXIMUM_VALIDATION_BYTES) for one in stated)


def _entry(stated: object) -> Entry:
    if not isinstance(stated, Mapping):
        raise TeselaError("time_proof.malformed", member="files")
    path = stated.get("path")
    if not isinstance(path, list) or len(path) > MAXIMUM_PATH:
        raise TeselaError("time_proof.malformed", member="path")
    return Entry(
        format=str(stated.get("format", ""))[:40],
        digest=_hash(stated.get("sha256"), "sha256"),
        index=_number(stated, "index", _MAXIMUM_SIZE),
        path=tuple(_hash(sibling, "path") for sibling in path),
    )


def _number(document: Mapping[str, Any], name: str, maximum: int) -> int:
    value = document.get(name)
    if type(value) is not int or not 0 <= value <= maximum:
        raise TeselaError("time_proof.malformed", member=name)
    return value


def _hash(value: object, name: str) -> bytes:
    found = _bytes(value, name, HASH_BYTES)
    if len(found) != HASH_BYTES:
        raise TeselaError("time_proof.malformed", member=name)
    return found


def _bytes(value: object, name: str, maximum: int) -> bytes:
    if not isinstance(value, str) or len(value) > 4 * (maximum // 3 + 1):
        raise TeselaError("time_proof.malformed", member=name)
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise TeselaError("time_proof.malformed", member=name) from error


def _signed(token: bytes, root: bytes) -> Stamped:
    found = timestamps.read_token(token)
    if found.algorithm != "sha256" or not found.is_of_digest(root):
        raise TeselaError("stamp.other_data")
    return Stamped(found.gen_time + found.accuracy, found, timestamps.check_signature(found))


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def time_proof_schema() -> dict[str, Any]:
    """The JSON Schema of a time proof."""
    octets = {"type": "string", "contentEncoding": "base64"}
    hashed = {**octets, "minLength": 44, "maxLength": 44}
    whole = {"type": "integer", "minimum": 0}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Proof of the time by which files existed",
        "type": "object",
        "required": ["type", "version", "tree", "size", "root", "files", "token"],
        "properties": {
            "type": {"const": "TimeProof"},
            "version": {"const": 1},
            "tree": {"const": _TREE},
            "size": {**whole, "minimum": 1},
            "root": hashed,
            "token": octets,
            "validation": {
                "type": "object",
                "properties": {
                    name: {"type": "array", "maxItems": _MAXIMUM_VALUES, "items": octets}
                    for name in ("certificates", "ocsp", "crls")
                },
            },
            "files": {
                "type": "array",
                "minItems": 1,
                "maxItems": MAXIMUM_FILES,
                "items": {
                    "type": "object",
                    "required": ["sha256", "index", "path"],
                    "properties": {
                        "format": {"type": "string"},
                        "sha256": hashed,
                        "index": whole,
                        "path": {"type": "array", "maxItems": MAXIMUM_PATH, "items": hashed},
                    },
                },
            },
        },
    }
