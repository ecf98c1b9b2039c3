"""Plain text and Markdown → pieces, line by line.

1. A line ends where it is broken, unless it plainly goes on: the next one
   begins with a small letter, or nothing ended a long line and the next one is
   not called something.
2. Bullets and numbers at the start make an item of a list; `#` a heading.
3. A blank line separates.

The text of PDF pages is put together by the same rules (`joined`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tesela.drafting.pieces import LONGEST_PIECE, Piece, Text, bounded
from tesela.drafting.words import words_for
from tesela.model.draft import PlaceKind
from tesela.text.errors import TeselaError

_BULLET = re.compile(r"\s*(?:[•·●○◦▪▫■□–—*+‣⁃∙\uf0b7\uf0a7-]|\(?(?:\d{1,2}|[a-zα-ω])[.)])(?:\s+|$)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*[-=_*~]{3,}\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ENDED = (".", ":", ";", "!", "?", "…", "·", ";")
_LABELLED = re.compile(r"[^\s:][^:]{1,40}:(?:\s|$)")
_LONG_LINE = 60
_MOST_RAW = 2 * LONGEST_PIECE
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text as it is laid out."""

    text: str
    name: str
    """The place's name."""
    heading: int = 0


def read_plain(data: bytes, name: str, *, markdown: bool = False) -> Text:
    """The text in `data`, UTF-8 or UTF-16 with its mark.

    Raises TeselaError `draft.not_utf8`, `draft.too_long`.
    """
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise TeselaError("draft.not_utf8", name=name) from error
    lines = (
        markdown_line(line, str(number)) if markdown else Line(line, str(number))
        for number, line in enumerate(text.splitlines(), 1)
    )
    return Text(tuple(bounded(joined(lines, "paragraph"), name)))


def markdown_line(line: str, name: str) -> Line:
    """One line of Markdown: its heading told, its emphasis taken away."""
    found = _HEADING.match(line)
    plain = _EMPHASIS.sub(r"\2", found[2] if found else line)
    return Line(plain, name, len(found[1]) if found else 0)


def joined(lines: Iterable[Line], kind: PlaceKind) -> Iterator[Piece]:
    """Lines put together to pieces; a place is that of the first line."""
    waiting: Piece | None = None
    apart = True
    for line in lines:
        text = cleaned(line.text)
        if not text or _RULE.match(text):
            apart = True
            continue
        bullet = _BULLET.match(text)
        rest = text[bullet.end() :] if bullet else text
        if waiting and not apart and not bullet and not line.heading and _goes_on(waiting, text):
            waiting = replace(waiting, text=_together(waiting.text, text))
            continue
        if waiting:
            yield waiting
        waiting = Piece(rest, kind, line.name, line.heading, bullet is not None, apart)
        apart = False
    if waiting:
        yield waiting


def cleaned(text: str) -> str:
    """One line without control characters and needless spaces, no longer than a piece.

    A tab stays, since it sets apart what is said from what it is called.
    """
    columns = (" ".join(part.split()) for part in _CONTROL.sub(" ", text[:_MOST_RAW]).split("\t"))
    return "\t".join(column for column in columns if column)[:LONGEST_PIECE]


def without_bullet(text: str) -> str:
    """The text of a list's item without what marks it as one."""
    found = _BULLET.match(text)
    return text[found.end() :].strip() if found else text


def _goes_on(before: Piece, text: str) -> bool:
    if before.heading or len(before.text) > LONGEST_PIECE // 2:
        return False
    if not before.text:  # a bullet alone on its line
        return True
    if before.text.endswith(":"):
        return False
    if text[0].islower():
        return True
    if len(before.text) < _LONG_LINE or before.text.endswith(_ENDED) or "\t" in before.text + text:
        return False
    return not _LABELLED.match(text) and words_for(None).label(text) is None


def _together(first: str, second: str) -> str:
    """A word that was divided at the end of a line becomes whole again."""
    if len(first) > 2 and first.endswith("-") and first[-2].islower() and second[0].islower():
        return first[:-1] + second
    return f"{first} {second}".strip()
