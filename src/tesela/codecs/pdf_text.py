"""The text of a PDF, page by page and line by line, read in a process of its own.

A PDF can unfold to gigabytes, refer to itself, or keep a reader busy for hours.
So pypdf reads it in another process, with little time and memory
(`own_process`); over the bounds there is no answer. Nothing in the file is run
and nothing it refers to is fetched. Only what a person could select with a
mouse is text: of a scan there is none.

Each line comes with the largest size of its letters, by which headings are
told from text. Where pieces of several lines begin at the same distance from
the edge, they are a column: a tab stands before them.
"""

import io
import json
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from tesela.codecs import own_process

SECONDS = 20.0
MEMORY_BYTES = 700_000_000
MOST_PAGES = 100
_MOST_CHARACTERS = 2_000_000
_NARROW = 0.38
"""How wide letters are at least on average, by their size."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says; `pages` are lines of text with the size of their letters in points."""

    pages: tuple[tuple[tuple[str, float], ...], ...]
    number_of_pages: int
    """All of them; `pages` holds `MOST_PAGES` at most."""
    title: str
    """Among the file's properties; else empty."""
    language: str
    """Of the whole document, as it says; else empty."""
    encrypted: bool
    """Whether it needs a password; then there are no pages."""


def pdf_text(pdf: bytes, seconds: float = SECONDS) -> PdfText | None:
    """The text of a PDF; None where it cannot be read.

    Raises `own_process.OverBoundsError` where it takes too much time or memory.
    """
    told = json.loads(own_process.answer_of(__name__, pdf, seconds=seconds))
    if told is None:
        return None
    pages = tuple(tuple((text, size) for text, size in page) for page in told.pop("pages"))
    return PdfText(pages, **told)


def _told(pdf: bytes) -> dict[str, Any] | None:
    """For the other process: what it answers. None for what pypdf stumbles over."""
    # Loaded there only: it takes a while.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {
                "pages": [],
                "number_of_pages": 0,
                "title": "",
                "language": "",
                "encrypted": True,
            }
        return _read(reader)
    except MemoryError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
            AssertionError, NotImplementedError, RecursionError, ArithmeticError):  # fmt: skip
        return None


def _read(reader: Any) -> dict[str, Any]:
    number = len(reader.pages)
    pages: list[list[tuple[str, float]]] = []
    characters = 0
    for at in range(min(number, MOST_PAGES)):
        lines = _lines(reader.pages[at])
        characters += sum(len(text) for text, _ in lines)
        if characters > _MOST_CHARACTERS:
            raise MemoryError
        pages.append(lines)
    language = reader.trailer["/Root"].get("/Lang", "")
    title = (reader.metadata or {}).get("/Title", "")
    return {
        "pages": pages,
        "number_of_pages": number,
        "title": title if isinstance(title, str) else "",
        "language": language if isinstance(language, str) else "",
        "encrypted": False,
    }


class _Piece(NamedTuple):
    text: str
    left: float
    size: float


def _lines(page: Any) -> list[tuple[str, float]]:
    """Lines of a page; pypdf gives their pieces with the matrices they are drawn by."""
    lines: list[list[_Piece]] = [[]]

    def take(text: str, cm: list[float], tm: list[float], _: Any, size: float | None) -> None:
        height = abs((size or 0.0) * (tm[3] or tm[1]) * (cm[3] or cm[1]))
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(_Piece(part, left, round(height, 1)))

    page.extract_text(visitor_text=take)
    columns = Counter(
        round(piece.left) for line in lines for piece in line[1:] if piece.text.strip()
    )
    together = (_line(line, columns) for line in lines)
    return [(text, size) for text, size in together if text.strip()]


def _line(line: list[_Piece], columns: Counter[int]) -> tuple[str, float]:
    text, left = "", 0.0
    for piece in line:
        begins = columns[round(piece.left)] > 1 and piece.left > left + _NARROW * piece.size
        text += "\t" + piece.text.lstrip() if text.strip() and begins else piece.text
        left = piece.left + _NARROW * piece.size * len(piece.text)
    return text, max((piece.size for piece in line if piece.text.strip()), default=0.0)


if __name__ == "__main__":
    own_process.take_at_most(MEMORY_BYTES)
    answer = json.dumps(_told(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(answer.encode())
