"""Everything that must last, in one file: the database and the secret key that opens its keys.

The file is a ZIP archive with three members:

    about.json     which kind of database, when, and the digests of the others
    database       SQLite: a copy made while the service runs; PostgreSQL: what pg_dump wrote
    secret-key     what the signing keys are sealed with

Who has the file has the signing keys: it is written for its owner only (mode
600), and belongs where nobody else reads. No settings are read here, because
reading them makes a key where none is yet.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from tesela.site.secret import NAME as SECRET_NAME
from tesela.site.storage import FILE_NAME
from tesela.text.errors import TeselaError

_ABOUT, _DATABASE, _SECRET = "about.json", "database", "secret-key"
_VERSION = 1
_PIECE = 1 << 20
_SMALL = 10_000
"""Bytes; more than `about.json` and a secret key ever have."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service keeps what must last."""

    data: Path
    postgresql: str | None = None
    """The connection string (libpq) of the database, where it is not in the folder."""


def save(place: Place, secret: str, target: Path, now: datetime) -> None:
    """Write a backup of `place` to `target`, whole or not at all.

    Raises TeselaError `backup.*`, and OSError.
    """
    with TemporaryDirectory(dir=target.parent, prefix=".tesela-") as folder:  # has mode 700
        copied, made = Path(folder) / "database", Path(folder) / "backup"
        if place.postgresql:
            _postgresql("pg_dump", place.postgresql, "--format=custom", f"--file={copied}")
        else:
            _copy(place.data / FILE_NAME, copied)
        about = {
            "tesela": _VERSION,
            "database": "postgresql" if place.postgresql else "sqlite",
            "made": now.isoformat(),
            "sha256": {_DATABASE: _digest(copied), _SECRET: sha256(secret.encode()).hexdigest()},
        }
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_ABOUT, json.dumps(about, indent=1))
            archive.writestr(_SECRET, secret)
            archive.write(copied, _DATABASE)
        made.chmod(0o600)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(target)


def bring_back(source: Path, place: Place) -> None:
    """Put a backup where nothing is yet; the service must not run.

    Everything is checked before anything is written. Raises TeselaError
    `backup.*`, and OSError.
    """
    with _opened(source) as (archive, about), TemporaryDirectory() as folder:
        kind = "postgresql" if place.postgresql else "sqlite"
        if about["database"] != kind:
            raise TeselaError("backup.other_database", file=str(source), kind=about["database"])
        secret = _secret(archive, about, place)
        copied = Path(folder) / "database"
        _unpack(archive, about, copied)
        if place.postgresql:
            _see_that_it_is_empty(place.postgresql)
            _keep_secret(place, secret)
            _postgresql(
                "pg_restore",
                place.postgresql,
                "--no-owner",
                "--exit-on-error",
                "--single-transaction",
                str(copied),
            )
        else:
            target = place.data / FILE_NAME
            if target.exists():
                raise TeselaError("backup.not_empty", place=str(target))
            _keep_secret(place, secret)
            _put(copied, target)


def _copy(database: Path, target: Path) -> None:
    """A copy of a moment, while others read and write."""
    if not database.exists():
        raise TeselaError("backup.nothing", place=str(database))
    with (
        contextlib.closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
        ) as here,
        contextlib.closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")


def _put(copied: Path, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(copied)) as there:
        if there.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise TeselaError("backup.damaged", file=target.name)
    aside = target.with_name(f"{target.name}.new")
    shutil.copyfile(copied, aside)
    aside.chmod(0o600)
    aside.replace(target)


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    try:
        with zipfile.ZipFile(source) as archive:
            about = json.loads(_small(archive, _ABOUT))
            if about["tesela"] != _VERSION or set(about["sha256"]) != {_DATABASE, _SECRET}:
                raise TeselaError("backup.damaged", file=str(source))
            yield archive, about
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise TeselaError("backup.damaged", file=str(source)) from error


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_SMALL)


def _secret(archive: zipfile.ZipFile, about: dict[str, Any], place: Place) -> str:
    """The secret key of the backup, unless another one is in use here."""
    secret = _small(archive, _SECRET).decode("ascii")
    if sha256(secret.encode()).hexdigest() != about["sha256"][_SECRET]:
        raise ValueError
    file = place.data / SECRET_NAME
    in_use = os.environ.get("TESELA_SECRET_KEY") or (
        file.read_text("ascii", errors="replace").strip() if file.exists() else None
    )
    if in_use is not None and in_use != secret:
        raise TeselaError("backup.other_secret", file=str(file))
    return secret


def _keep_secret(place: Place, secret: str) -> None:
    file = place.data / SECRET_NAME
    if os.environ.get("TESELA_SECRET_KEY") or file.exists():
        return
    place.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(f"{secret}\n")


def _unpack(archive: zipfile.ZipFile, about: dict[str, Any], target: Path) -> None:
    with archive.open(_DATABASE) as member, target.open("wb") as written:
        shutil.copyfileobj(member, written, _PIECE)
    if _digest(target) != about["sha256"][_DATABASE]:
        raise ValueError


def _digest(file: Path) -> str:
    found = sha256()
    with file.open("rb") as read:
        for piece in _pieces(read):
            found.update(piece)
    return found.hexdigest()


def _pieces(read: IO[bytes]) -> Iterator[bytes]:
    while piece := read.read(_PIECE):
        yield piece


def _postgresql(program: str, database: str, *words: str) -> None:
    """Run PostgreSQL's own program; the password is not among its words, which others can see."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    found = shutil.which(program)
    if found is None:
        raise TeselaError("backup.no_program", program=program)
    parts: dict[str, Any] = conninfo_to_dict(database)
    password = parts.pop("password", None)
    named = make_conninfo(**parts)
    done = subprocess.run(  # noqa: S603 - our own words; the rest is the operator's
        [found, f"--dbname={named}", "--no-password", *words],
        env={**os.environ, **({"PGPASSWORD": str(password)} if password else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        reason = lines[-1][:300] if lines else str(done.returncode)
        raise TeselaError("backup.program_failed", program=program, reason=reason)


def _see_that_it_is_empty(database: str) -> None:
    import psycopg

    try:
        with psycopg.connect(database) as connection:
            found = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
    except psycopg.Error as error:
        raise TeselaError("backup.unreachable") from error
    if found and found[0] is not None:
        raise TeselaError("backup.not_empty", place="TESELA_DATABASE")
