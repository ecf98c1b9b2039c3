"""Speaking to one reader: sentences, dates, figures and authors' texts with their languages.

A sentence comes whole from the catalogue. What stands in its places keeps its
own language, so the result is a `Text` and never a string glued from pieces.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from tesela.formats.document.parts import Run, Text
from tesela.text.catalogue import say
from tesela.text.languages import EU_LANGUAGES, best_language
from tesela.text.localized import LocalizedText
from tesela.vocab import vocabulary
from tesela.vocab.places import country_name, language_name

_PLACE = re.compile("\ue000([0-9]+)\ue001")


class Voice:
    """How the document speaks to a reader of `language`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.served = best_language(language, EU_LANGUAGES) or "en"
        """The language of the catalogue, and of dates and figures."""
        self._locale = Locale.parse(self.served)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        try:
            order = Locale.parse(self.language, sep="-").character_order
        except (ValueError, UnknownLocaleError):
            return "ltr"
        return "rtl" if order == "right-to-left" else "ltr"

    def say(
        self,
        code: str,
        /,
        count: int | None = None,
        **places: Text | str,
    ) -> Text:
        """The sentence `code` with texts in its places; a string is in the sentence's language."""
        runs: list[Run | str] = []
        marked = {name: self._mark(value, runs) for name, value in places.items()}
        sentence = say(code, self.served, count, **marked)
        language = self._spoken(code)
        said: list[Run] = []
        for at, piece in enumerate(_PLACE.split(sentence)):
            run = runs[int(piece)] if at % 2 else piece
            if isinstance(run, Run):
                said.append(run)
            elif run:
                said.append(Run(run, language))
        return _joined(said)

    def own(self, text: LocalizedText) -> Text:
        """An author's text on one line."""
        language = text.language_for(self.language)
        return (Run(" ".join(text[language].split()), language),)

    def lines(self, text: LocalizedText) -> Iterable[Text]:
        """An author's text line by line; each line is a paragraph of its own."""
        language = text.language_for(self.language)
        for line in text[language].splitlines():
            if words := line.split():
                yield (Run(" ".join(words), language),)

    def label(self, list_name: str, code: str) -> Text:
        """The label of a controlled value, beginning with a capital."""
        labels = vocabulary(list_name).concept(code).labels
        language = labels.language_for(self.language)
        label = labels[language]
        return (Run(label[:1].upper() + label[1:], language),)

    def name(self, written: str) -> Text:
        """A proper name, a code or a grade: said as it is written."""
        return (Run(" ".join(written.split()), self.language),)

    def listed(self, texts: Sequence[Text]) -> Text:
        """The texts as one enumeration: a, b and c."""
        runs: list[Run | str] = []
        marks = [self._mark(text, runs) for text in texts]
        pieces = _PLACE.split(format_list(marks, locale=self._locale))
        found: list[Run] = []
        for at, piece in enumerate(pieces):
            run = runs[int(piece)] if at % 2 else piece
            if run:
                found.append(run if isinstance(run, Run) else Run(run, self.served))
        return _joined(found)

    def date(self, day: date) -> str:
        return format_date(day, "long", locale=self._locale)

    def day(self, day: date) -> Text:
        """A date that stands alone."""
        return (Run(self.date(day), self.served),)

    def number(self, figure: Decimal | int) -> str:
        return str(format_decimal(figure, locale=self._locale))

    def percent(self, figure: Decimal) -> str:
        return str(format_percent(figure / 100, locale=self._locale, decimal_quantization=False))

    def country(self, code: str) -> str:
        return country_name(code, self.served)

    def tongue(self, tag: str) -> Text:
        """A language's name."""
        name = language_name(tag, self.served)
        return (Run(name[:1].upper() + name[1:], self.served),)

    def _spoken(self, code: str) -> str:
        """The language the catalogue really answers in: English where a sentence is missing."""
        if self.served != "en" and say(code, self.served) == say(code, "en"):
            return "en"
        return self.language if self.served != "en" else "en"

    def _mark(self, value: Text | str, runs: list[Run | str]) -> str:
        marks = []
        for run in (value,) if isinstance(value, str) else value:
            marks.append(f"\ue000{len(runs)}\ue001")
            runs.append(run)
        return "".join(marks)


def link(address: str, language: str) -> Text:
    """An address that is its own text."""
    return (Run(address, language, address=address),)


def _joined(runs: list[Run]) -> Text:
    """Neighbours of one language as one run."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        plain = last and not (last.address or last.file or run.address or run.file)
        if last and plain and last.language == run.language:
            joined[-1] = Run(last.text + run.text, run.language)
        else:
            joined.append(run)
    return tuple(joined)
