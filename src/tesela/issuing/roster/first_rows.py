"""In which row something stood first, for a million rows in a few megabytes.

A dictionary takes some hundred octets for each entry. Here an entry is a number
of eight octets and a row of four, in the order in which they came, and a table
of places says where to look for a number (open addressing: where a place is
taken, the next one is tried). The table doubles when it is half full.
"""

from array import array

_SMALLEST = 1 << 10


class FirstRows:
    """Number (64 bits, evenly spread as digests are) → row, below 2³²."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._rows = array("I")
        self._places = _empty(_SMALLEST)

    def get(self, number: int) -> int | None:
        """The row of `number`, if it is there."""
        entry = self._places[self._place(number)]
        return self._rows[entry - 1] if entry else None

    def add(self, number: int, row: int) -> None:
        """Keep `row`, unless there is one already."""
        place = self._place(number)
        if self._places[place]:
            return
        self._numbers.append(number)
        self._rows.append(row)
        self._places[place] = len(self._numbers)
        if 2 * len(self._numbers) > len(self._places):
            self._double()

    def _place(self, number: int) -> int:
        """Where its entry is, or would be; entries count from 1, and 0 is none."""
        places, numbers = self._places, self._numbers
        last = len(places) - 1
        place = number & last
        while (entry := places[place]) and numbers[entry - 1] != number:
            place = place + 1 & last
        return place

    def _double(self) -> None:
        self._places = _empty(2 * len(self._places))
        for entry, number in enumerate(self._numbers, start=1):
            self._places[self._place(number)] = entry


def _empty(places: int) -> "array[int]":
    return array("I", bytes(4 * places))
