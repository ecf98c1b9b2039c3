"""A contact sheet of 200 tiles, to be looked at: `python tools/contact_sheet.py OUT.html`.

Every change to how tiles are drawn is judged on it: none may be ugly, and no
two of different achievements may be taken for one another at 64 pixels.
"""

import sys
from pathlib import Path

from tesela.formats.tile import Colours, TileFacts, draw, draw_small, grid

FIELDS = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", None)
WORDS = {"title": "A tile", "description": "For the contact sheet", "language": "en"}
ISSUERS = tuple(f"https://provider-{number}.example/" for number in range(24))

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
            ISSUERS[number * 5 % 24],
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
            ISSUERS[place % 3],
            f"https://path.example/{name}",
            place,
            length,
        )
        for place in range(1, length + 1)
    ]


def _large(facts: TileFacts, colours: Colours = "full") -> str:
    return f"<div>{draw(facts, colours=colours, **WORDS)}</div>"


def _small(facts: TileFacts, colours: Colours = "full") -> str:
    return f"<div>{draw_small(facts, colours=colours, **WORDS)}</div>"


def _row(size: str, tiles: list[str], more: str = "") -> str:
    return f'<div class="row {size} {more}">{"".join(tiles)}</div>'


def sheet() -> str:
    """The whole sheet as one HTML page."""
    facts = sheet_facts()
    large, small = [_large(fact) for fact in facts], [_small(fact) for fact in facts]
    inked = [_large(fact, "one") for fact in facts[:40]]
    inked_small = [_small(fact, "one") for fact in facts[:40]]
    parts = ["<h2>256 pixels</h2>", _row("a", large[:8])]
    for length, name in ((4, "care"), (6, "digital")):
        columns, _ = grid(length)
        tiles = [_large(fact) for fact in pathway_facts(length, name)]
        parts.append(f"<h2>A pathway of {length}</h2>")
        parts += [_row("a tight", tiles[at : at + columns]) for at in range(0, length, columns)]
    parts += ["<h2>All 200 at 112 pixels</h2>", _row("d", large)]
    parts += ["<h2>All 200 at 64 pixels</h2>", _row("b", large)]
    parts += ["<h2>All 200 at 24 pixels, drawn small</h2>", _row("c", small)]
    parts += ["<h2>One colour</h2>", _row("d", inked[:22]), _row("b", inked)]
    parts += [_row("c", inked_small)]
    parts += ["<h2>On dark</h2>", _row("d", large[20:31], "night")]
    parts += [_row("d", inked[20:31], "night"), _row("c", small[20:60], "night")]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Tiles</title>"
        f"<style>{STYLE}</style>{''.join(parts)}"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sheet(), "utf-8")
