"""The record of what was awarded from the command line: one SQLite file in the output folder.

Award ids, learners' ids and places on the status lists are drawn and stored in
one transaction, before anything is signed. Nothing is ever deleted from it.
It holds names, so it belongs to the provider alone and is never published.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from tesela.cli.recording import Means, Recording
from tesela.codecs import uuids
from tesela.issuing.batch import Recorded, WantedAward
from tesela.issuing.wallet import token_states
from tesela.model.achievement import Achievement
from tesela.status.bitstring import MINIMUM_BITS, PURPOSES, Place, Purpose
from tesela.status.positions import permuted
from tesela.text.errors import TeselaError

FILE_NAME = "register.sqlite3"
_BITS = MINIMUM_BITS.bit_length() - 1
_SCHEMA = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE edition (
  id TEXT PRIMARY KEY, frozen BLOB NOT NULL, published BLOB NOT NULL
) STRICT;
CREATE TABLE learner (key TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT;
CREATE TABLE award (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  digest TEXT NOT NULL,
  content TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  counter INTEGER UNIQUE,
  current INTEGER NOT NULL DEFAULT 1,
  revoked_at TEXT, suspended_at TEXT, reason TEXT,
  run TEXT NOT NULL,
  row INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX award_current ON award (key) WHERE current;
"""


_COLUMNS = {
    "setting": ("name", "value"),
    "edition": ("id", "frozen", "published"),
    "learner": ("key", "id"),
    "award": (
        "id", "key", "digest", "content", "issued_at", "counter", "current",
        "revoked_at", "suspended_at", "reason", "run", "row",
    ),
}  # fmt: skip


_Addressed = tuple[bytes, tuple[tuple[str, Purpose, str], ...]]
"""The key by which places on a status list are found, and its addresses by purpose."""


class SqliteRegister:
    """The register in one folder; a `Register` for `issuing.batch`."""

    def __init__(self, file: Path, random: Callable[[int], bytes]) -> None:
        """Opens or makes `file`, which only its owner may read.

        Raises TeselaError `issue.register_unreadable`, `issue.unwritable`.
        """
        self._random = random
        self._run = self._uuid()
        self._settings: dict[str, str | None] = {}
        """Those asked for in this transaction, in which nobody else changes them."""
        self._counted: int | None = None
        """The next counter, once it was asked for in this transaction."""
        self._addressed: dict[int, _Addressed] = {}
        """Of the status lists of this transaction."""
        try:
            file.touch(mode=0o600)
            self._database = sqlite3.connect(file, isolation_level=None, timeout=60)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=FULL")
            with self.transaction():
                if not self._database.execute("SELECT 1 FROM sqlite_master").fetchone():
                    for statement in _SCHEMA.strip().split(";\n"):
                        self._database.execute(statement)
                    self._set("status_secret", random(32).hex())
                    self._set("status_name", random(4).hex())
            self._key = bytes.fromhex(self.setting("status_secret") or "")
        except (sqlite3.Error, ValueError) as error:
            raise TeselaError("issue.register_unreadable", file=file.name) from error
        except OSError as error:
            raise TeselaError(
                "issue.unwritable", file=file.name, reason=error.strerror or ""
            ) from error

    def close(self) -> None:
        self._database.close()

    def setting(self, name: str) -> str | None:
        """A fact about this folder; None while it is not known."""
        if name in self._settings:
            return self._settings[name]
        found = self._database.execute("SELECT value FROM setting WHERE name = ?", (name,))
        row = found.fetchone()
        value = str(row[0]) if row else None
        if self._database.in_transaction:
            self._settings[name] = value
        return value

    def fix_setting(self, name: str, value: str, code: str) -> None:
        """Keep `value` from the first run on. Raises TeselaError `code` when it differs later."""
        with self.transaction():
            before = self.setting(name)
            if before is None:
                self._set(name, value)
            elif before != value:
                raise TeselaError(code, before=before, now=value)

    def keep_edition(self, achievement: Achievement, published: Callable[[], bytes]) -> bytes:
        """Freeze this version; its public description as it was first published.

        Raises TeselaError `issue.edition_changed` when the version says
        something else than before.
        """
        with self.transaction():
            found = self._database.execute(
                "SELECT frozen, published FROM edition WHERE id = ?", (achievement.edition,)
            ).fetchone()
            if found is None:
                found = (achievement.frozen_form, published())
                self._database.execute(
                    "INSERT INTO edition VALUES (?, ?, ?)", (achievement.edition, *found)
                )
            elif found[0] != achievement.frozen_form:
                raise TeselaError("issue.edition_changed", version=achievement.version)
        return bytes(found[1])

    def editions(self) -> list[tuple[str, bytes]]:
        """Each edition awarded here, with its public description."""
        found = self._database.execute("SELECT id, published FROM edition ORDER BY rowid")
        return [(str(edition), bytes(published)) for edition, published in found]

    def without_place(self) -> int:
        """How many current awards have no place on a status list."""
        (number,) = self._database.execute(
            "SELECT count(*) FROM award WHERE current AND counter IS NULL"
        ).fetchone()
        return int(number)

    def record(self, wanted: Sequence[WantedAward], now: datetime) -> list[Recorded | None]:
        """Each wanted award as it is now recorded; all of them in one transaction.

        None for one that would have to be made and has a problem.
        """
        means = Means(self._run, self._uuid, self._next_counter, self._places)
        with self.transaction():
            return Recording(self._database, means, now).record(wanted)

    def _next_counter(self) -> int | None:
        """The next place, asked of the record once a transaction; None without status lists."""
        if not self.setting("status_lists"):
            return None
        if self._counted is None:
            (highest,) = self._database.execute("SELECT max(counter) FROM award").fetchone()
            self._counted = 0 if highest is None else highest + 1
        self._counted += 1
        return self._counted - 1

    def _places(self, counter: int | None) -> tuple[Place, ...]:
        if counter is None:
            return ()
        number, within = divmod(counter, 1 << _BITS)
        key, addresses = self._addressed.get(number) or self._addresses(number)
        position = permuted(within, key, _BITS)
        return tuple(
            Place(address, position, purpose, token) for address, purpose, token in addresses
        )

    def _addresses(self, number: int) -> _Addressed:
        """What the places of one list have in common."""
        token = self.token_address(number)
        addresses = tuple((self.list_address(number, one), one, token) for one in PURPOSES)
        found = self._key + number.to_bytes(8), addresses
        if self._database.in_transaction:
            self._addressed[number] = found
        return found

    def token_address(self, number: int) -> str:
        """Where the Token Status List with the same places stands, for wallets."""
        base = (self.setting("status_lists") or "").rstrip("/")
        return f"{base}/{self.token_file(number)}"

    def token_file(self, number: int) -> str:
        """The file name of that list."""
        return f"{self.setting('status_name')}-{number + 1}.jwt"

    def list_address(self, number: int, purpose: Purpose) -> str:
        """Where the list with this number stands."""
        base = (self.setting("status_lists") or "").rstrip("/")
        return f"{base}/{self.list_file(number, purpose)}"

    def list_file(self, number: int, purpose: Purpose) -> str:
        """The file name of a list, the last part of its address."""
        return f"{self.setting('status_name')}-{number + 1}-{purpose}.json"

    def lists(self) -> Iterator[tuple[int, Purpose, list[int]]]:
        """Each list that has places, with the places that are set."""
        (highest,) = self._database.execute("SELECT max(counter) FROM award").fetchone()
        if highest is None:
            return
        for number in range((highest >> _BITS) + 1):
            first = number << _BITS
            for purpose in PURPOSES:
                column = "revoked_at" if purpose == "revocation" else "suspended_at"
                found = self._database.execute(
                    f"SELECT counter FROM award WHERE {column} IS NOT NULL"  # noqa: S608
                    " AND counter >= ? AND counter < ?",
                    (first, first + (1 << _BITS)),
                )
                key = self._key + number.to_bytes(8)
                yield (
                    number,
                    purpose,
                    [permuted(counter - first, key, _BITS) for (counter,) in found],
                )

    def token_lists(self) -> Iterator[tuple[int, dict[int, int]]]:
        """Each Token Status List, with the states that are not valid."""
        found: dict[int, dict[Purpose, list[int]]] = {}
        for number, purpose, positions in self.lists():
            found.setdefault(number, {})[purpose] = positions
        for number, listed in found.items():
            yield number, token_states(listed["revocation"], listed["suspension"])

    def states(self) -> Iterator[tuple[str, str, str | None, str | None]]:
        """Each award's id, state, since when and why."""
        for award_id, revoked, suspended, reason in self._database.execute(
            "SELECT id, revoked_at, suspended_at, reason FROM award ORDER BY rowid"
        ):
            state = "revoked" if revoked else "suspended" if suspended else "active"
            yield award_id, state, revoked or suspended, reason

    def change_state(
        self, award_ids: Sequence[str], purpose: Purpose, on: bool, reason: str | None, at: datetime
    ) -> None:
        """Withdraw, suspend or reinstate awards, all or none.

        Raises TeselaError `status.no_such_award`, `status.no_list`,
        `status.final`, `status.not_suspended`.
        """
        with self.transaction():
            for award_id in award_ids:
                self._change_one(award_id, purpose, on, reason, at)

    def _change_one(
        self, award_id: str, purpose: Purpose, on: bool, reason: str | None, at: datetime
    ) -> None:
        row = self._database.execute(
            "SELECT counter, revoked_at, suspended_at FROM award WHERE id = ?", (award_id,)
        ).fetchone()
        if row is None:
            raise TeselaError("status.no_such_award", award=award_id[:80])
        counter, revoked, suspended = row
        if counter is None:
            raise TeselaError("status.no_list", award=award_id)
        if revoked:
            raise TeselaError("status.final", award=award_id)
        if not on and not suspended:
            raise TeselaError("status.not_suspended", award=award_id)
        column = "revoked_at" if purpose == "revocation" else "suspended_at"
        self._database.execute(
            f"UPDATE award SET {column} = ?, reason = ? WHERE id = ?",  # noqa: S608
            (at.isoformat() if on else None, reason, award_id),
        )

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Everything in one table of the record, in its order, for handing over."""
        found = self._database.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608
        names = [column[0] for column in found.description]
        for row in found:
            yield dict(zip(names, row, strict=True))

    def put(self, table: str, row: Mapping[str, Any]) -> None:
        """One row of another record's table, as `rows` gave it.

        Raises TeselaError `handover.malformed` for what is no row of the table.
        """
        names = _COLUMNS.get(table)
        if names is None or set(row) != set(names):
            raise TeselaError("handover.malformed")
        places = ", ".join("?" * len(names))
        self._forget()
        try:
            self._database.execute(
                f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({places})",  # noqa: S608
                [row[name] for name in names],
            )
        except sqlite3.Error as error:
            raise TeselaError("handover.malformed") from error
        if table == "setting" and row["name"] == "status_secret":
            self._key = bytes.fromhex(str(row["value"]))

    def _forget(self) -> None:
        self._settings.clear()
        self._addressed.clear()
        self._counted = None

    def _set(self, name: str, value: str) -> None:
        self._forget()
        self._database.execute("INSERT INTO setting VALUES (?, ?)", (name, value))

    def _uuid(self) -> str:
        return uuids.at_random(self._random(16))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is recorded inside, or nothing of it; may stand inside another.

        Raises TeselaError `issue.unwritable` when the record cannot be written.
        """
        if self._database.in_transaction:
            yield
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            finally:
                self._forget()
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            raise TeselaError("issue.unwritable", file=FILE_NAME, reason=str(error)) from error
