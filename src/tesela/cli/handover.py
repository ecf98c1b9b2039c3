"""A whole register in one file, from an institution that closes to the one that answers for it then.

JSON Lines, compressed (gzip); written and read line by line, whatever its size:

    {"kind": "register", "version": 1, "method": "did:web:care.example#key-1",
     "publicKeyMultibase": "z…", "exported_at": "…"}
    {"kind": "setting" | "edition" | "learner" | "award", …}   the record's rows
    {"kind": "file", "path": "proofs/….json", "sha256": "…", "content": "…"}
    {"kind": "end", "records": 4711, "seal": "…"}

The seal is a JWS by the register's own key over the number of records and the
SHA-256 of all lines before it. Importing:

1. read the lines into a folder that nobody sees yet; each file has its digest
2. the seal is right, and of these very lines
3. the key is the issuer's: its identity says so (`trust.keys`)
4. the folder takes its name, with its origin recorded: all at once

A folder that has its name already is left alone: the same file again changes
nothing, another one is refused. The file holds names, and the secret by which
places on the status lists are found: it goes from hand to hand, encrypted.
"""

import base64
import binascii
import gzip
import json
import re
import shutil
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from tesela.cli.issuing import REPORT, STATUS_FOLDER, open_register
from tesela.cli.output import alone_in, write_whole
from tesela.cli.register import FILE_NAME, SqliteRegister
from tesela.cli.stamping import FOLDER as PROOFS
from tesela.codecs import jsontext, multibase
from tesela.proofs import jws
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.keys import key_of_method

TABLES = ("setting", "edition", "learner", "award")
ORIGIN = "origin"
"""The setting of a folder that was taken over: its file's digest, issuer and day."""
_TYPE = "tesela-handover+jwt"
_LINE_BYTES = 60_000_000
_PATH = re.compile(
    rf"(?:(?:{STATUS_FOLDER}|{PROOFS})/)?[A-Za-z0-9][A-Za-z0-9._-]{{0,200}}", re.ASCII
)
_OWN = (FILE_NAME, REPORT)
"""The record goes row by row; a report is of one run only."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What an import brought, or had brought before."""

    issuer: str
    awards: int
    new: bool


def export(folder: Path, signer: SoftwareKey, out: IO[bytes], now: datetime) -> int:
    """Write the register in `folder` to `out`; how many records.

    Raises TeselaError `issue.other_issuer` for a key that is not the register's, `issue.busy`,
    `issue.register_unreadable`.
    """
    with alone_in(folder), open_register(folder) as register, _packed(out) as packed:
        register.fix_setting("method", signer.verification_method, "issue.other_issuer")
        sealed, records = sha256(), 0
        for record in _records(folder, register, signer, now):
            line = _line(record)
            sealed.update(line)
            packed.write(line)
            records += 1
        payload = {"records": records, "sha256": sealed.hexdigest()}
        header = {
            "alg": jws.algorithm_of(signer.kind),
            "typ": _TYPE,
            "kid": signer.verification_method,
        }
        seal = jws.sign(header, json.dumps(payload).encode(), signer)
        packed.write(_line({"kind": "end", "records": records, "seal": seal}))
    return records


def take_over(file: Path, folder: Path, fetch: Fetch, now: datetime) -> TakenOver:
    """The register in `file` becomes `folder`, once.

    Raises TeselaError `handover.*`, `jws.*`, and those of `key_of_method`; then nothing has changed.
    """
    if folder.exists():
        return _taken_before(file, folder)
    aside = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True, mode=0o700)
    try:
        found = _into(aside, file, fetch, now)
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return found


def _records(
    folder: Path, register: SqliteRegister, signer: SoftwareKey, now: datetime
) -> Iterator[dict[str, Any]]:
    yield {
        "kind": "register",
        "version": 1,
        "method": signer.verification_method,
        "publicKeyMultibase": signer.public.multibase,
        "exported_at": now.astimezone(UTC).isoformat(timespec="seconds"),
    }
    for table in TABLES:
        for row in register.rows(table):
            yield {"kind": table, **{name: _written(value) for name, value in row.items()}}
    for path in _files(folder):
        content = (folder / path).read_bytes()
        yield {
            "kind": "file",
            "path": path,
            "sha256": sha256(content).hexdigest(),
            "content": base64.b64encode(content).decode(),
        }


def _files(folder: Path) -> Iterator[str]:
    """Everything that belongs to the register and whole; no leftovers."""
    for place in (folder, folder / STATUS_FOLDER, folder / PROOFS):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if path.is_file() and _PATH.fullmatch(name) and not name.startswith(_OWN):
                yield name


def _into(aside: Path, file: Path, fetch: Fetch, now: datetime) -> TakenOver:
    for name in (STATUS_FOLDER, PROOFS):
        (aside / name).mkdir()
    sealed = sha256()
    awards = records = 0
    head: Mapping[str, Any] = {}
    end: Mapping[str, Any] | None = None
    with open_register(aside) as register, register.transaction():
        for line, record in _lines(file):  # 1
            if end is not None:
                raise TeselaError("handover.malformed")
            if record.get("kind") == "end":
                end = record
                continue
            head = head or _head(record)
            sealed.update(line)
            records += 1
            awards += record["kind"] == "award"
            _keep(aside, register, record)
        if end is None or not head:
            raise TeselaError("handover.cut_off")
        _check_seal(end, head, {"records": records, "sha256": sealed.hexdigest()})  # 2
        issuer = _check_key(head, fetch)  # 3
        origin = {
            "issuer": issuer,
            "seal": _digest(end),
            "exported_at": head.get("exported_at"),
            "taken_over_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        }
        register.fix_setting(ORIGIN, json.dumps(origin), "handover.other")
    return TakenOver(issuer, awards, new=True)


def _taken_before(file: Path, folder: Path) -> TakenOver:
    """Whether the folder is what this file became. Raises TeselaError `handover.other`."""
    [(_, end)] = deque(_lines(file), maxlen=1) or [(b"", {})]
    if not (folder / FILE_NAME).is_file():
        raise TeselaError("handover.other", folder=folder.name)
    with open_register(folder) as register:
        origin = json.loads(register.setting(ORIGIN) or "{}")
        if origin.get("seal") != _digest(end):
            raise TeselaError("handover.other", folder=folder.name)
        return TakenOver(str(origin["issuer"]), sum(1 for _ in register.states()), new=False)


def _lines(file: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Each line with what it says. Raises TeselaError `handover.malformed`, `handover.cut_off`."""
    try:
        with gzip.open(file, "rb") as packed:
            while line := packed.readline(_LINE_BYTES + 1):
                if not line.endswith(b"\n"):
                    raise TeselaError("handover.cut_off")
                value = jsontext.parse(line, _LINE_BYTES)
                if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
                    raise TeselaError("handover.malformed")
                yield line, value
    except EOFError as error:
        raise TeselaError("handover.cut_off") from error
    except (OSError, ValueError) as error:
        raise TeselaError("handover.malformed") from error


def _head(record: dict[str, Any]) -> dict[str, Any]:
    if record.get("kind") != "register" or record.get("version") != 1:
        raise TeselaError("handover.malformed")
    return record


def _keep(aside: Path, register: SqliteRegister, record: Mapping[str, Any]) -> None:
    kind = record["kind"]
    row = {name: value for name, value in record.items() if name != "kind"}
    if kind in TABLES:
        if kind == "setting" and row.get("name") == ORIGIN:
            row["name"] = f"{ORIGIN}_before"
        register.put(kind, {name: _read(value) for name, value in row.items()})
    elif kind == "file":
        _keep_file(aside, row)
    elif kind != "register":
        raise TeselaError("handover.malformed")


def _keep_file(aside: Path, stated: Mapping[str, Any]) -> None:
    path = stated.get("path")
    if not isinstance(path, str) or not _PATH.fullmatch(path) or path.startswith(_OWN):
        raise TeselaError("handover.malformed")
    content = _octets(stated.get("content"))
    if sha256(content).hexdigest() != stated.get("sha256"):
        raise TeselaError("handover.changed", file=path)
    write_whole(aside / path, content)


def _check_seal(end: Mapping[str, Any], head: Mapping[str, Any], found: dict[str, Any]) -> None:
    """Raises TeselaError `handover.changed`, `jws.*`."""
    token = jws.parse(str(end.get("seal")))
    key = PublicKey(*multibase.decode_key(str(head.get("publicKeyMultibase"))))
    named = token.header.get("typ") == _TYPE and token.header.get("kid") == head.get("method")
    if not named or not jws.is_signed_by(token, key) or jws.claims(token) != found:
        raise TeselaError("handover.changed", file=FILE_NAME)


def _check_key(head: Mapping[str, Any], fetch: Fetch) -> str:
    """Raises TeselaError `handover.other_key`, and those of `key_of_method`."""
    known = key_of_method(str(head.get("method")), fetch)
    if known.key.multibase != head.get("publicKeyMultibase"):
        raise TeselaError("handover.other_key", issuer=known.controller)
    return known.controller


def _digest(end: Mapping[str, Any]) -> str:
    return sha256(str(end.get("seal")).encode()).hexdigest()


def _written(value: object) -> object:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _read(value: object) -> object:
    return _octets(value["base64"]) if isinstance(value, dict) and "base64" in value else value


def _octets(value: object) -> bytes:
    try:
        return base64.b64decode(str(value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise TeselaError("handover.malformed") from error


def _line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _packed(out: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0)
