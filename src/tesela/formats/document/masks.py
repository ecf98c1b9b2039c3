"""The mask of a QR code: the one of eight with the least penalty (ISO/IEC 18004:2015, 7.8.3).

A mask turns the same modules whatever is written: what two codes of one version and level differ in,
when all but the mask is the same, depends on nothing else. So

1. the masks of a version and level are found once, from any eight codes;
2. a code is made with the first mask, and the others are made of it;
3. a code is one whole number, of a bit for each module, so that penalties are counted for all its
   modules at once. Between rows lie four light modules, the field of light that the third
   penalty looks for beyond the edge.

Codes with version information (version 7 and above) are left to segno, whose choice this is.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import segno

Rows = list[str]
"""A code from top to bottom, `1` for a dark module and `0` for a light one."""

_MASKS = range(8)
_LIGHT = 4
"""Light modules between two rows."""
_WIDEST = 41
"""Modules of a side of version 6, the last without version information."""
_TEXT = bytes.maketrans(b"\0\1", b"01")


class _Form(NamedTuple):
    """What all codes of a version and level have in common."""

    size: int
    turned: tuple[int, ...]
    """For each mask the modules that differ from the first."""
    judged: int
    """All modules but those of the format information, which counts as light."""


def with_best_mask(address: str) -> Rows:
    """The QR code of `address`, level M, with the mask that segno chooses of all eight."""
    code = segno.make_qr(address, error="m", mask=0)
    if len(code.matrix) > _WIDEST:
        return list(_rows(segno.make_qr(address, error="m")))
    form = _form(code.version, code.error)
    first = _number(_rows(code))
    whole = min(
        (first ^ turned for turned in form.turned),
        key=lambda number: _penalty(number & form.judged, form.size),
    )
    return _written(whole, form.size)


@cache  # at most six versions in four levels
def _form(version: int, level: str) -> _Form:
    """Step 1."""
    made = [
        segno.make_qr("0", version=version, error=level, mask=mask, boost_error=False)
        for mask in _MASKS
    ]
    numbers = [_number(_rows(code)) for code in made]
    size = len(made[0].matrix)
    return _Form(size, tuple(numbers[0] ^ one for one in numbers), _number(_without_format(size)))


def _without_format(size: int) -> Iterator[str]:
    """Light where the format information stands (7.9.1), beside the finders and not on the timing."""
    near = {*range(9), *range(size - 8, size)} - {6}
    for row in range(size):
        yield "".join(
            "0" if (row == 8 and column in near) or (column == 8 and row in near) else "1"
            for column in range(size)
        )


def _rows(code: segno.QRCode) -> Iterator[str]:
    return (row.translate(_TEXT).decode() for row in code.matrix)


def _number(rows: Iterable[str]) -> int:
    return int(("0" * _LIGHT).join(rows), 2)


def _written(whole: int, size: int) -> Rows:
    wide = size + _LIGHT
    digits = format(whole, f"0{wide * size - _LIGHT}b")
    return [digits[at : at + size] for at in range(0, len(digits), wide)]


def _penalty(dark: int, size: int) -> int:
    """The sum of the four features (7.8.3.1, Table 11); `dark` has a bit for each dark module."""
    down = size + _LIGHT
    across, below = _pairs(size)
    beside = ~(dark ^ dark >> 1) & across  # like the next in its row
    under = ~(dark ^ dark >> down) & below  # like the next in its column
    blocks = beside & beside >> down & under
    return (
        _long_runs(beside, 1)
        + _long_runs(under, down)
        + 3 * blocks.bit_count()
        + 40 * (_like_finders(dark, 1) + _like_finders(dark, down))
        + 10 * (abs(100 * dark.bit_count() - 50 * size**2) // (5 * size**2))
    )


@cache
def _pairs(size: int) -> tuple[int, int]:
    """The modules that have a next one in their row, and in their column.

    Which side is the first does not matter: the features are the same from both.
    """
    across = _number(["0" + "1" * (size - 1)] * size)
    below = _number(["0" * size] + ["1" * size] * (size - 1))
    return across, below


def _long_runs(like_next: int, step: int) -> int:
    """Three for five alike in a line, and one for each more."""
    fives = like_next & like_next >> step & like_next >> 2 * step & like_next >> 3 * step
    begun = fives & ~(fives << step)
    return fives.bit_count() + 2 * begun.bit_count()


def _like_finders(dark: int, step: int) -> int:
    """How often 1:1:3:1:1 stands in a line beside four light modules; what overlaps counts once."""
    found = (
        dark
        & ~(dark >> step)
        & dark >> 2 * step
        & dark >> 3 * step
        & dark >> 4 * step
        & ~(dark >> 5 * step)
        & dark >> 6 * step
    )
    if not found:
        return 0
    before = dark << step | dark << 2 * step | dark << 3 * step | dark << 4 * step
    after = dark >> 7 * step | dark >> 8 * step | dark >> 9 * step | dark >> 10 * step
    free = found & ~(before & after)
    return (free & ~(free << 4 * step) & ~(free << 6 * step)).bit_count()
