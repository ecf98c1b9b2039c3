"""Class lists, and what must be true of a folder whatever happened on the way."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tesela.model.report import Report, Verdict
from tesela.status.bitstring import decoded
from tesela.trust.registry import read_registry
from tesela.verify import verify
from tests.cli.command import credentials, report

FIELDS = ("given_name", "family_name", "email", "award_date", "grade", "language")
GIVEN = ("Eleni", "Iva", "Jo", "Käthe", "Żaneta", "Åsa", "Niall")
FAMILY = ("Papadopoulou", "Nowak", "O'Brien", "Müller", "Dvořák", "Núñez")


def learner(number: int) -> dict[str, str]:
    """The row of one invented learner."""
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(3))
    return {
        "given_name": GIVEN[number % len(GIVEN)],
        "family_name": f"{FAMILY[number % len(FAMILY)]} {letters.title()}",
        "email": f"learner-{number}@example.org",
        "award_date": "2026-06-12",
        "grade": "75",
        "language": ("en", "de", "el")[number % 3],
    }


def learners(count: int) -> list[dict[str, str]]:
    return [learner(number) for number in range(count)]


def written(rows: Iterable[Mapping[str, str]], fields: Iterable[str] = FIELDS) -> bytes:
    """A class list as CSV."""
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, list(fields), extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode()


def saved(path: Path, rows: Iterable[Mapping[str, str]], fields: Iterable[str] = FIELDS) -> Path:
    path.write_bytes(written(rows, fields))
    return path


@dataclass(frozen=True)
class Entry:
    """One award as the record has it."""

    id: str
    counter: int | None
    current: bool
    revoked_at: str | None


def recorded(folder: Path) -> list[Entry]:
    """The awards in the record, read behind the program's back."""
    address = f"{(folder / 'register.sqlite3').resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as database:
        rows = database.execute("SELECT id, counter, current, revoked_at FROM award").fetchall()
    return [Entry(id_, counter, bool(current), revoked) for id_, counter, current, revoked in rows]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every published file with its bytes and the time it was written."""
    published = [
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "register.", "report."))
    ]
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in published
    }


def positions(credential: Path) -> list[tuple[str, str]]:
    """Where the state of a credential is published: list and place."""
    document = json.loads(credential.read_bytes())
    return [
        (entry["statusListCredential"], entry["statusListIndex"])
        for entry in document["credentialStatus"]
    ]


def verified(credential: Path, folder: Path, at: Any) -> Report:
    """The report on one credential, with the folder's own copies of its lists."""
    registry = read_registry(folder)
    return verify(credential.read_bytes(), at=at, registry=registry)


def set_places(folder: Path, purpose: str) -> int:
    """How many places are set on the published lists of one purpose."""
    total = 0
    for path in (folder / "status").glob(f"*-{purpose}.json"):
        row = decoded(json.loads(path.read_bytes())["credentialSubject"]["encodedList"])
        total += sum(octet.bit_count() for octet in row)
    return total


def assert_each_once(
    folder: Path, rows: int, *, at: Any, suffixes: Iterable[str] = (".json",)
) -> None:
    """Every row has exactly one award, with its own id, places and files, and nothing is left over."""
    found = report(folder)
    assert found["summary"]["rows"] == rows == len(found["rows"])
    assert found["summary"]["refused"] == 0
    awards = [row["award"] for row in found["rows"]]
    assert len(set(awards)) == rows
    entries = recorded(folder)
    assert {entry.id for entry in entries} == set(awards)
    assert len(entries) == rows, "an award was recorded that no row has"
    assert len({entry.counter for entry in entries}) == rows
    listed = {name for row in found["rows"] for name in row["files"].values()}
    present = {path.name for suffix in suffixes for path in folder.glob(f"????????-*{suffix}")}
    assert listed == present
    assert len(listed) == rows * len(tuple(suffixes))
    assert not [path for path in folder.rglob("*") if path.name.endswith(".partial")]
    places = [place for path in credentials(folder) for place in positions(path)]
    assert len(set(places)) == len(places) == 2 * rows
    for path in credentials(folder):
        assert json.loads(path.read_bytes())["id"].endswith(path.stem)
        assert verified(path, folder, at).verdict is Verdict.VALID, path.name
