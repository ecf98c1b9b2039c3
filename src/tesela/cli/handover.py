"""A whole register in one file, from an institution that closes to the one that answers for it then.

The file is a sealed one (`issuing.handover`); its records are

    {"kind": "setting" | "edition" | "learner" | "award", …}   the record's rows
    {"kind": "file", "path": "proofs/….json", "sha256": "…", "content": "…"}

Importing:

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
from tesela.cli.unpacking import ENDINGS
from tesela.issuing import handover
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch

TABLES = ("setting", "edition", "learner", "award")
ORIGIN = "origin"
"""The setting of a folder that was taken over: its file's digest, issuer and day."""
_PATH = re.compile(
    rf"(?:(?:{STATUS_FOLDER}|{PROOFS})/)?[A-Za-z0-9][A-Za-z0-9._-]{{0,200}}", re.ASCII
)
_OWN = (FILE_NAME, REPORT)
"""The record goes row by row; a report is of one run only."""
_MANY = tuple(ENDINGS)
"""What has a whole class in it (`packs`) is one file already, and may be as long as the class."""


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
    with alone_in(folder), open_register(folder) as register:
        register.fix_setting("method", signer.verification_method, "issue.other_issuer")
        return handover.write(_records(folder, register), signer, now, out).records


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


def _records(folder: Path, register: SqliteRegister) -> Iterator[dict[str, Any]]:
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
            own = name.startswith(_OWN) or name.lower().endswith(_MANY)
            if path.is_file() and _PATH.fullmatch(name) and not own:
                yield name


def _into(aside: Path, file: Path, fetch: Fetch, now: datetime) -> TakenOver:
    for name in (STATUS_FOLDER, PROOFS):
        (aside / name).mkdir()
    awards = 0
    with (
        file.open("rb") as opened,
        open_register(aside) as register,
        register.transaction(),
    ):
        reading = handover.Reading(opened)
        for record in reading:  # 1, 2
            awards += record["kind"] == "award"
            _keep(aside, register, record)
        issuer = handover.issuer_of(reading.head, fetch)  # 3
        origin = {
            "issuer": issuer,
            "seal": _name_of(reading),
            "exported_at": reading.head.get("exported_at"),
            "taken_over_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        }
        register.fix_setting(ORIGIN, json.dumps(origin), "handover.other")
    return TakenOver(issuer, awards, new=True)


def _taken_before(file: Path, folder: Path) -> TakenOver:
    """Whether the folder is what this file became. Raises TeselaError `handover.other`."""
    with file.open("rb") as opened:
        reading = handover.Reading(opened)
        deque(reading, maxlen=0)
    if not (folder / FILE_NAME).is_file():
        raise TeselaError("handover.other", folder=folder.name)
    with open_register(folder) as register:
        origin = json.loads(register.setting(ORIGIN) or "{}")
        if origin.get("seal") != _name_of(reading):
            raise TeselaError("handover.other", folder=folder.name)
        return TakenOver(str(origin["issuer"]), sum(1 for _ in register.states()), new=False)


def _name_of(reading: handover.Reading) -> str:
    return reading.sealed.digest if reading.sealed else ""


def _keep(aside: Path, register: SqliteRegister, record: Mapping[str, Any]) -> None:
    kind = record["kind"]
    row = {name: value for name, value in record.items() if name != "kind"}
    if kind in TABLES:
        if kind == "setting" and row.get("name") == ORIGIN:
            row["name"] = f"{ORIGIN}_before"
        register.put(kind, {name: _read(value) for name, value in row.items()})
    elif kind == "file":
        _keep_file(aside, row)
    else:
        raise TeselaError("handover.malformed")


def _keep_file(aside: Path, stated: Mapping[str, Any]) -> None:
    path = stated.get("path")
    if not isinstance(path, str) or not _PATH.fullmatch(path) or path.startswith(_OWN):
        raise TeselaError("handover.malformed")
    content = _octets(stated.get("content"))
    if sha256(content).hexdigest() != stated.get("sha256"):
        raise TeselaError("handover.changed", file=path)
    write_whole(aside / path, content)


def _written(value: object) -> object:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _read(value: object) -> object:
    return _octets(value["base64"]) if isinstance(value, dict) and "base64" in value else value


def _octets(value: object) -> bytes:
    try:
        return base64.b64decode(str(value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise TeselaError("handover.malformed") from error
