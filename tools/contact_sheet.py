"""A contact sheet of 200 tiles, to be looked at: `python tools/contact_sheet.py OUT.html`.

Every change to how tiles are drawn is judged on it: none may be ugly, and no
two of different achievements may be taken for one another at 64 pixels.
"""

import sys
from pathlib import Path

from tesela.formats.tile import TileFacts, draw, draw_small, grid

FIELDS = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", None)
TWELVE_ISSUERS = tuple(f"https://provider-{number}.example/" for number in range(24))

STYLE = """
body { margin: 16px; font: 13px/1.4 system-ui, sans-serif; background: #fff; color: #222 }
h2 { font-size: 15px; margin: 18px 0 6px }
.row { display: flex; flex-wrap: wrap; gap: 6px; align-items: end }
.row.tight { gap: 0 }
.night { background: #14171c; color: #eee; padding: 8px }
.a svg { width: 256px } .b svg { width: 64px } .c svg { width: 24px } .d svg { width: 112px }
svg { display: block }
"""


def sheet_facts() -> list[TileFacts]:
    """200 achievements: 120 of all fields and levels, 80 of two issuers and fields."""
    facts = [
        TileFacts(
            f"https://provider.example/achievements/{number}",
            FIELDS[number % 12],
            (1 + number % 8) if number % 11 else None,
            2 + number * 7 % 9,
            TWELVE_ISSUERS[number * 5 % 24],
        )
        for number in range(120)
    ]
    facts += [
        TileFacts(f"https://care.example/courses/{number}", "0923", 4, 6, "https://care.example/")
        for number in range(40)
    ]
    facts += [
        TileFacts(f"https://digital.example/c/{number}", "061", 5, 5, "https://digital.example/")
        for number in range(40)
    ]
    return facts


def pathway_facts(length: int, name: str) -> list[TileFacts]:
    return [
        TileFacts(
            f"https://path.example/{name}/{place}",
            FIELDS[(place * 3 + length) % 11],
            3 + place % 4,
            3 + place,
            TWELVE_ISSUERS[place % 3],
            f"https://path.example/{name}",
            place,
            length,
        )
        for place in range(1, length + 1)
    ]


def _large(facts: TileFacts, colours: str = "full") -> str:
    assert colours in ("full", "one")
    words = {"title": "A tile", "description": "For the contact sheet", "language": "en"}
    return f"<div>{draw(facts, colours='one' if colours == 'one' else 'full', **words)}</div>"


def _small(facts: TileFacts, colours: str = "full") -> str:
    words = {"title": "A tile", "description": "For the contact sheet", "language": "en"}
    return f"<div>{draw_small(facts, colours='one' if colours == 'one' else 'full', **words)}</div>"


def _row(size: str, tiles: list[str], more: str = "") -> str:
    return f'<div class="row {size} {more}">{"".join(tiles)}</div>'


def sheet() -> str:
    facts = sheet_facts()
    parts = ["<h2>256 pixels</h2>", _row("a", [_large(f) for f in facts[:8]])]
    parts += ["<h2>All 200 at 112</h2>", _row("d", [_large(f) for f in facts])]
    parts += ["<h2>All 200 at 64</h2>", _row("b", [_large(f) for f in facts])]
    parts += ["<h2>24 pixels</h2>", _row("c", [_small(f) for f in facts])]
    parts += ["<h2>One colour</h2>", _row("d", [_large(f, "one") for f in facts[:20]])]
    parts += [_row("b", [_large(f, "one") for f in facts[:20]])]
    parts += [_row("c", [_small(f, "one") for f in facts[:40]])]
    parts += ["<h2>On dark</h2>", _row("d", [_large(f) for f in facts[20:30]], "night")]
    parts += [_row("d", [_large(f, "one") for f in facts[20:30]], "night")]
    parts += [_row("c", [_small(f) for f in facts[20:60]], "night")]
    for length, name in ((4, "care"), (6, "digital")):
        columns, _ = grid(length)
        tiles = [_large(f) for f in pathway_facts(length, name)]
        parts.append(f"<h2>A pathway of {length}</h2>")
        for first in range(0, length, columns):
            parts.append(_row("a", tiles[first : first + columns], "tight"))
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>Tiles</title><style>{STYLE}</style>{''.join(parts)}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sheet(), "utf-8")
