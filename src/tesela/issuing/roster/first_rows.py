"""In which row something stood first, for any number of rows in the same few megabytes.

1. What came lately stands in a dictionary.
2. When that is full, its entries go into a temporary file that has no name, in buckets by
   their first bits, and each sets two bits of a table.
3. A number whose two bits are not both set is not in the file. Of a million numbers that
   are new, some thousand have to be looked up all the same.
4. The file is looked into in one place: where the number's bucket is.

Where nothing can be written the dictionary grows instead.
"""

import os
import tempfile
from contextlib import suppress
from itertools import groupby

_RECENT = 1 << 13
_TABLE_BITS = 25
"""Four megabytes: with a million numbers in it, one place in sixteen is taken."""
_PLACE = (1 << _TABLE_BITS) - 1
_BUCKET_BITS = 10
_NUMBER_OCTETS, _ENTRY_OCTETS = 8, 12
_EXTENT = 1024 * _ENTRY_OCTETS
"""Octets that a bucket gets of the file at a time; with a million numbers, each has one or two."""


class FirstRows:
    """Number (64 bits, evenly spread as digests are) → row, below 2³²."""

    def __init__(self) -> None:
        self._recent: dict[int, int] = {}
        self._most = _RECENT
        self._kept: _KeptRows | None = None

    def get(self, number: int) -> int | None:
        """The row of `number`, if it is there."""
        row = self._recent.get(number)
        return self._kept.get(number) if row is None and self._kept else row

    def add(self, number: int, row: int) -> None:
        """Keep `row` of a number that is not there yet."""
        self._recent[number] = row
        if len(self._recent) >= self._most:
            self._keep()

    def close(self) -> None:
        """Nothing is left of it."""
        if self._kept:
            self._kept.close()

    def _keep(self) -> None:
        try:
            self._kept = self._kept or _KeptRows()
            self._kept.add(self._recent)
        except OSError:
            self._most *= 2
        else:
            self._recent.clear()


class _KeptRows:
    """Numbers and rows in a temporary file. Raises OSError where that cannot be written."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by `close`
        self._taken = bytearray(1 << _TABLE_BITS - 3)
        self._extents: list[list[int]] = [[] for _ in range(1 << _BUCKET_BITS)]
        """Of each bucket, where its parts begin …"""
        self._filled = [_EXTENT] * len(self._extents)
        """… and how many octets of the last one are filled."""
        self._end = 0

    def add(self, rows: dict[int, int]) -> None:
        """Step 2. What is there twice after an error says the same twice."""
        for bucket, numbers in groupby(sorted(rows), _bucket):
            entries = [
                number.to_bytes(_NUMBER_OCTETS) + rows[number].to_bytes(4) for number in numbers
            ]
            self._append(bucket, b"".join(entries))
        for number in rows:
            for place in (number & _PLACE, number >> _TABLE_BITS & _PLACE):
                self._taken[place >> 3] |= 1 << (place & 7)

    def get(self, number: int) -> int | None:
        one, other, taken = number & _PLACE, number >> _TABLE_BITS & _PLACE, self._taken
        if not (taken[one >> 3] >> (one & 7) & taken[other >> 3] >> (other & 7) & 1):  # 3
            return None
        sought, bucket = number.to_bytes(_NUMBER_OCTETS), _bucket(number)
        starts = self._extents[bucket]
        for start in starts:  # 4
            size = self._filled[bucket] if start == starts[-1] else _EXTENT
            entries = os.pread(self._file.fileno(), size, start)
            place = entries.find(sought)
            while place >= 0 and place % _ENTRY_OCTETS:
                place = entries.find(sought, place + 1)
            if place >= 0:
                return int.from_bytes(entries[place + _NUMBER_OCTETS : place + _ENTRY_OCTETS])
        return None

    def close(self) -> None:
        with suppress(OSError):
            self._file.close()

    def _append(self, bucket: int, entries: bytes) -> None:
        while entries:
            if self._filled[bucket] == _EXTENT:
                self._extents[bucket].append(self._end)
                self._filled[bucket] = 0
                self._end += _EXTENT
            filled = self._filled[bucket]
            part = entries[: _EXTENT - filled]
            written = os.pwrite(self._file.fileno(), part, self._extents[bucket][-1] + filled)
            if written != len(part):
                raise OSError("the disk is full")
            self._filled[bucket] += len(part)
            entries = entries[len(part) :]


def _bucket(number: int) -> int:
    return number >> 64 - _BUCKET_BITS
