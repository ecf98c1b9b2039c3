"""PDF → pieces, page by page.

A heading is what is set larger than most of the text. What stands on three
pages or more in the same words is a header or footer, and is left out.
"""

from collections import Counter
from collections.abc import Iterator

from tesela.codecs.own_process import OverBoundsError
from tesela.codecs.pdf_text import MOST_PAGES, PdfText, pdf_text
from tesela.drafting.pieces import Text, bounded
from tesela.drafting.plain import Line, joined
from tesela.text.errors import Problem, TeselaError

_LARGER = 1.12
_REPEATED = 3
_MOST_SIZES = 6


def read_pdf(data: bytes, name: str) -> Text:
    """The text of a PDF.

    Raises TeselaError `draft.damaged`, `draft.password`, `draft.too_much` (time
    or memory), `draft.too_long`.
    """
    try:
        found = pdf_text(data)
    except OverBoundsError as error:
        raise TeselaError("draft.too_much", name=name) from error
    if found is None:
        raise TeselaError("draft.damaged", name=name)
    if found.encrypted:
        raise TeselaError("draft.password", name=name)
    pieces = tuple(bounded(joined(_lines(found), "page"), name))
    notes: tuple[Problem, ...] = ()
    if found.number_of_pages > MOST_PAGES:
        notes = (Problem("draft.pages", {"maximum": MOST_PAGES, "pages": found.number_of_pages}),)
    return Text(pieces, found.language or None, found.title or None, notes)


def _lines(found: PdfText) -> Iterator[Line]:
    levels = _levels(found)
    repeated = Counter(text.strip() for page in found.pages for text in {one for one, _ in page})
    for number, page in enumerate(found.pages, 1):
        for text, size in page:
            if repeated[text.strip()] < _REPEATED:
                yield Line(text, str(number), levels.get(size, 0))
        yield Line("", str(number))


def _levels(found: PdfText) -> dict[float, int]:
    """Size → level of heading, for the sizes that are larger than that of most letters."""
    letters: Counter[float] = Counter()
    for page in found.pages:
        for text, size in page:
            letters[size] += len(text)
    if not letters:
        return {}
    usual = max(letters, key=lambda size: letters[size])
    larger = sorted((size for size in letters if size >= usual * _LARGER), reverse=True)
    return {size: level for level, size in enumerate(larger[:_MOST_SIZES], 1)}
