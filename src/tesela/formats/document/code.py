"""An address as a QR code, drawn as SVG (ISO/IEC 18004)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tesela.formats.document.masks import Rows, with_best_mask

_BORDER = 4
"""Modules of light around the code (ISO/IEC 18004:2015, 5.3.8)."""
_DARK = re.compile("1+")


def drawn(address: str) -> str:
    """SVG with its light field around the code, in black on white.

    Level M: a quarter of such a code may be worn and it is still read at the
    size it is printed.
    """
    rows = with_best_mask(address)
    side = len(rows) + 2 * _BORDER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path stroke="#000" d="{"".join(_strokes(rows))}"/></svg>'
    )


@lru_cache(maxsize=8)
def shared(address: str) -> str:
    """`drawn` for a page that whole classes name; not for an address that only one person may know."""
    return drawn(address)


def _strokes(rows: Rows) -> Iterator[str]:
    """A stroke for each run of dark modules, along its middle."""
    for down, row in enumerate(rows, _BORDER):
        for run in _DARK.finditer(row):
            yield f"M{_BORDER + run.start()} {down}.5h{len(run.group())}"
