"""A register in one sealed file, for whoever answers for it when its institution closes.

JSON Lines, compressed (gzip); written and read line by line, whatever its size:

    {"kind": "register", "version": 1, "form": "service", "method": "did:web:care.example#key-1",
     "publicKeyMultibase": "z…", "exported_at": "…"}
    {"kind": "award", …}                             the records, in an order that leads
    {"kind": "end", "records": 4711, "seal": "…"}

`form` says what the records are of: a folder of `tesela issue` where it is
absent, `service` for an organisation of the web service. The seal is a JWS
(RFC 7515) by the register's own key over the number of records and the
SHA-256 of all lines before it.

What is read is not to be believed before the last line: `Reading` yields
records as they come and raises at the end if they are not what was sealed.
Whose key it was says `issuer_of`, which asks its controller.
"""

import gzip
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import IO, Any

from tesela.codecs import jsontext, multibase
from tesela.proofs import jws
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.keys import key_of_method

VERSION = 1
FOLDER, SERVICE = "folder", "service"
LINE_BYTES = 60_000_000
"""The longest line: one file of one award, in base 64."""
_TYPE = "tesela-handover+jwt"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was written or read: how many records, and the one name of exactly these."""

    records: int
    digest: str
    """SHA-256 of the seal, in hexadecimal."""


def write(
    records: Iterable[Mapping[str, Any]],
    signer: SoftwareKey,
    now: datetime,
    out: IO[bytes],
    form: str = FOLDER,
) -> Sealed:
    """Write `records` (each with its `kind`) to `out`, sealed by `signer`."""
    head: dict[str, Any] = {
        "kind": "register",
        "version": VERSION,
        **({"form": form} if form != FOLDER else {}),
        "method": signer.verification_method,
        "publicKeyMultibase": signer.public.multibase,
        "exported_at": now.astimezone(UTC).isoformat(timespec="seconds"),
    }
    hashed, count = sha256(), 0
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        for record in itertools.chain((head,), records):
            line = _line(record)
            hashed.update(line)
            packed.write(line)
            count += 1
        payload = {"records": count, "sha256": hashed.hexdigest()}
        header = {
            "alg": jws.algorithm_of(signer.kind),
            "typ": _TYPE,
            "kid": signer.verification_method,
        }
        seal = jws.sign(header, json.dumps(payload).encode(), signer)
        packed.write(_line({"kind": "end", "records": count, "seal": seal}))
    return Sealed(count, _digest(seal))


@dataclass
class Reading:
    """The records of one file, once.

    Iterating raises TeselaError `handover.malformed`, `handover.cut_off`,
    `handover.version`, `handover.form`, and at the end `handover.changed`,
    `jws.*`, and those of a key that is none.
    """

    file: IO[bytes]
    form: str = FOLDER
    head: Mapping[str, Any] = field(default_factory=dict)
    """The first line, as soon as a record has come."""
    sealed: Sealed | None = None
    """Once everything was read and the seal is right."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        hashed, count = sha256(), 0
        end: Mapping[str, Any] | None = None
        for line, record in _lines(self.file):
            if end is not None:
                raise TeselaError("handover.malformed")
            if record["kind"] == "end" and self.head:
                end = record
                continue
            hashed.update(line)
            count += 1
            if self.head:
                yield record
            else:
                self.head = _head(record, self.form)
        if end is None:
            raise TeselaError("handover.cut_off")
        _check_seal(end, self.head, {"records": count, "sha256": hashed.hexdigest()})
        self.sealed = Sealed(count, _digest(str(end.get("seal"))))


def issuer_of(head: Mapping[str, Any], fetch: Fetch) -> str:
    """Whose key sealed the file, as that identity itself says.

    Raises TeselaError `handover.other_key`, and those of `trust.keys.key_of_method`.
    """
    known = key_of_method(str(head.get("method")), fetch)
    if known.key.multibase != head.get("publicKeyMultibase"):
        raise TeselaError("handover.other_key", issuer=known.controller)
    return known.controller


def _line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _lines(file: IO[bytes]) -> Iterator[tuple[bytes, dict[str, Any]]]:
    try:
        with gzip.open(file, "rb") as packed:
            while line := packed.readline(LINE_BYTES + 1):
                if not line.endswith(b"\n"):
                    raise TeselaError("handover.cut_off")
                value = jsontext.parse(line, LINE_BYTES)
                if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
                    raise TeselaError("handover.malformed")
                yield line, value
    except EOFError as error:
        raise TeselaError("handover.cut_off") from error
    except (OSError, ValueError, zlib.error) as error:
        raise TeselaError("handover.malformed") from error


def _head(record: dict[str, Any], form: str) -> dict[str, Any]:
    if record["kind"] != "register":
        raise TeselaError("handover.malformed")
    if record.get("version") != VERSION:
        raise TeselaError("handover.version", version=str(record.get("version"))[:20])
    if record.get("form", FOLDER) != form:
        raise TeselaError("handover.form")
    return record


def _check_seal(end: Mapping[str, Any], head: Mapping[str, Any], found: dict[str, Any]) -> None:
    token = jws.parse(str(end.get("seal")))
    key = PublicKey(*multibase.decode_key(str(head.get("publicKeyMultibase"))))
    named = token.header.get("typ") == _TYPE and token.header.get("kid") == head.get("method")
    if not named or not jws.is_signed_by(token, key) or jws.claims(token) != found:
        raise TeselaError("handover.changed", file="register")


def _digest(seal: str) -> str:
    return sha256(seal.encode()).hexdigest()
