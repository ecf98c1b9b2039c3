"""A chunk of a class list into the record, with a few statements however many rows it has.

    1. ask      what stands under the keys of all rows, also under those that a row had before
                it was given an identifier, and which learners are known
    2. decide   row by row, in order, each knowing what the rows before it have changed
    3. write    awards that are superseded, keys that were given, new learners and awards, and
                which row of this run each standing award belongs to

All of it stands in the transaction of whoever calls. What comes out is the same
in whatever chunks the rows of a list are recorded, one by one or all at once.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tesela.issuing.batch import Recorded, Standing, WantedAward
from tesela.model.award import Award
from tesela.status.bitstring import Place

_ASKED_AT_ONCE = 500
"""SQLite takes a bounded number of parameters."""
_AWARDS = (
    "SELECT id, key, digest, content, issued_at, counter, run, row FROM award"
    " WHERE current AND key IN "
)
_LEARNERS = "SELECT key, id FROM learner WHERE key IN "


@dataclass(frozen=True, slots=True)
class Means:
    """What recording takes from the record besides its tables."""

    run: str
    """By which rows of this run are known."""
    uuid: Callable[[], str]
    """A new `urn:uuid:`."""
    counter: Callable[[], int | None]
    """The next place on the status lists; None where there are none."""
    places: Callable[[int | None], tuple[Place, ...]]


@dataclass(slots=True)
class _Known:
    """An award as the record has it, or will have it when the chunk is written."""

    id: str
    key: str
    digest: str
    content: str
    issued_at: str
    counter: int | None
    run: str
    row: int
    is_new: bool = False
    current: int = 1
    revoked_at: str | None = None
    reason: str | None = None

    def supersede(self, at: str) -> None:
        self.current, self.revoked_at, self.reason = 0, at, "superseded"


class Recording:
    """One chunk on its way into the record."""

    def __init__(self, database: sqlite3.Connection, means: Means, now: datetime) -> None:
        self._database = database
        self._means = means
        self._now = now.astimezone(UTC).replace(microsecond=0)
        self._at = self._now.isoformat()
        self._known: dict[str, _Known] = {}
        """Key → the current award under it."""
        self._learners: dict[str, str] = {}
        """Key of a learner → id."""
        self._new: list[_Known] = []
        self._new_learners: list[tuple[str, str]] = []
        self._superseded: list[_Known] = []
        self._given_keys: list[tuple[str, str]] = []
        self._seen: list[_Known] = []

    def record(self, wanted: Sequence[WantedAward]) -> list[Recorded | None]:
        """Each wanted award as it is then recorded; None for a new one that has a problem."""
        digests = [asked.digest for asked in wanted]
        self._ask(wanted)  # 1
        recorded = [self._decide(*one) for one in zip(wanted, digests, strict=True)]  # 2
        self._write()  # 3
        return recorded

    def _ask(self, wanted: Sequence[WantedAward]) -> None:
        former = [asked.former for asked in wanted if asked.former]
        keys = {asked.key for asked in wanted}.union(key for key, _ in former)
        for row in self._rows(_AWARDS, keys):
            known = _Known(*row)
            self._known[known.key] = known
        learners = {asked.learner_key for asked in wanted}.union(key for _, key in former)
        self._learners.update(self._rows(_LEARNERS, learners))

    def _rows(self, question: str, keys: set[str]) -> Iterator[tuple[Any, ...]]:
        listed = sorted(keys)
        for first in range(0, len(listed), _ASKED_AT_ONCE):
            part = listed[first : first + _ASKED_AT_ONCE]
            yield from self._database.execute(f"{question}({', '.join('?' * len(part))})", part)

    def _decide(self, asked: WantedAward, digest: str) -> Recorded | None:
        known = self._known.get(asked.key) or self._given_identifier(asked, digest)
        if known is None:
            return None if asked.problem else self._add(asked, digest, None)
        if known.run == self._means.run and known.row != asked.row:
            return self._as_recorded(known, "twice", known.row)
        if known.digest != digest and asked.certificate:
            return self._as_recorded(known, "taken")
        if known.digest != digest:
            return None if asked.problem else self._add(asked, digest, known)
        known.run, known.row = self._means.run, asked.row
        self._seen.append(known)
        return self._as_recorded(known, "kept")

    def _given_identifier(self, asked: WantedAward, digest: str) -> _Known | None:
        """The award of the same row before it had its identifier; it is then known by that."""
        if asked.former is None:
            return None
        key, learner_key = asked.former
        known = self._known.get(key)
        if known is None or known.digest != digest:
            return None
        del self._known[key]
        self._known[asked.key] = known
        known.key = asked.key
        self._given_keys.append((asked.key, known.id))
        if learner_key in self._learners:
            self._learner(asked.learner_key, self._learners[learner_key])
        return known

    def _add(self, asked: WantedAward, digest: str, corrects: _Known | None) -> Recorded:
        award = asked.stated(
            self._means.uuid(), self._learner(asked.learner_key), corrects.id if corrects else None
        )
        if corrects:
            corrects.supersede(self._at)
            self._superseded.append(corrects)
        counter = self._means.counter()
        content = award.model_dump_json(exclude_none=True)
        added = _Known(
            *(award.id, asked.key, digest, content, self._at, counter, self._means.run, asked.row),
            is_new=True,
        )
        self._known[asked.key] = added
        self._new.append(added)
        places = self._means.places(counter)
        return Recorded(award, places, self._now, "corrected" if corrects else "new")

    def _learner(self, key: str, id_: str | None = None) -> str:
        """The id of a learner, who is new where nobody has `key`."""
        found = self._learners.get(key)
        if found is None:
            found = self._learners[key] = id_ or self._means.uuid()
            self._new_learners.append((key, found))
        return found

    def _as_recorded(
        self, known: _Known, standing: Standing, other_row: int | None = None
    ) -> Recorded:
        return Recorded(
            Award.model_validate_json(known.content),
            self._means.places(known.counter),
            datetime.fromisoformat(known.issued_at),
            standing,
            other_row,
        )

    def _write(self) -> None:
        """What stops being current goes first, so that no key is current twice at any time.

        A new award is written as the whole chunk left it.
        """
        all_ = self._database.executemany
        all_(
            "UPDATE award SET current = ?, revoked_at = ?, reason = ? WHERE id = ?",
            (
                (one.current, one.revoked_at, one.reason, one.id)
                for one in _standing(self._superseded)
            ),
        )
        all_("UPDATE award SET key = ? WHERE id = ?", self._given_keys)
        all_("INSERT INTO learner VALUES (?, ?)", self._new_learners)
        all_(
            "INSERT INTO award (id, key, digest, content, issued_at, counter, current,"
            " revoked_at, reason, run, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (one.id, one.key, one.digest, one.content, one.issued_at, one.counter,
                 one.current, one.revoked_at, one.reason, one.run, one.row)
                for one in self._new
            ),
        )  # fmt: skip
        all_(
            "UPDATE award SET run = ?, row = ? WHERE id = ?",
            ((one.run, one.row, one.id) for one in _standing(self._seen)),
        )


def _standing(listed: Iterable[_Known]) -> Iterator[_Known]:
    """Those that were there before the chunk."""
    return (one for one in listed if not one.is_new)
