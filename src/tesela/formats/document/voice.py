"""Speaking to one reader: sentences, dates, figures and authors' texts with their languages.

A sentence comes whole from the catalogue. What stands in its places keeps its
own language, so the result is a `Text` and never a string glued from pieces.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
from tesela.text.languages import COMPLETE_LANGUAGES, EU_LANGUAGES, best_language
from tesela.text.localized import LocalizedText
from tesela.text.messages.table import MESSAGES
from tesela.vocab import vocabulary
from tesela.vocab.places import country_name, language_name

_PLACE = re.compile("\ue000([0-9]+)\ue001")
_EUROPEAN_VARIETY = {"en": "en_150"}
"""How dates and figures are written in Europe where the bare language means elsewhere."""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written; left to right where that is not known."""
    try:
        order = Locale.parse(language, sep="-").character_order
    except (ValueError, UnknownLocaleError):
        return "ltr"
    return "rtl" if order == "right-to-left" else "ltr"


class Voice:
    """How the document speaks to a reader of `language`."""

    def __init__(self, language: str) -> None:
        self._wanted = language
        found = best_language(language, EU_LANGUAGES)
        self.served = found or "en"
        """The language of the catalogue, and of dates and figures."""
        self.language = language if found else "en"
        """The language of the document: the reader's, or English where we do not speak it."""
        self._locale = _locale(self.served)

    def say(self, code: str, /, count: int | None = None, **places: "Place") -> Text:
        """The sentence `code` with something in its places.

        A text keeps its language. Dates, figures and enumerations are written
        in the language the sentence is really said in, as strings are.
        """
        language, locale = self._spoken(code)
        runs: list[Run] = []
        marked = {
            name: _marked(_placed(value, language, locale), runs) for name, value in places.items()
        }
        return _unmarked(say(code, self.served, count, **marked), language, runs)

    def own(self, text: LocalizedText) -> Text:
        """An author's text on one line."""
        language = text.language_for(self._wanted)
        return (Run(" ".join(text[language].split()), language),)

    def lines(self, text: LocalizedText) -> Iterable[Text]:
        """An author's text line by line; each line is a paragraph of its own."""
        language = text.language_for(self._wanted)
        for line in text[language].splitlines():
            if words := line.split():
                yield (Run(" ".join(words), language),)

    def label(self, list_name: str, code: str) -> Text:
        """The label of a controlled value, beginning with a capital."""
        return _capital(self.term(list_name, code))

    def term(self, list_name: str, code: str) -> Text:
        """The label of a controlled value as it stands within a sentence."""
        labels = vocabulary(list_name).concept(code).labels
        language = labels.language_for(self._wanted)
        return (Run(labels[language], language),)

    def name(self, written: str) -> Text:
        """A proper name, a code or a grade: said as it is written."""
        return (Run(" ".join(written.split()), self.language),)

    def listed(self, texts: Sequence[Text]) -> Text:
        """The texts as one enumeration that stands alone: A, b and c."""
        return _capital(_placed(list(texts), self.served, self._locale))

    def day(self, day: date) -> Text:
        """A date that stands alone."""
        return _placed(day, self.served, self._locale)

    def country(self, code: str) -> Text:
        return (Run(country_name(code, self.served), self.served),)

    def tongue(self, tag: str) -> Text:
        """A language's name; some sign languages have an English one only."""
        name = language_name(tag, self.served)
        return (Run(name, "en" if name == language_name(tag, "en") else self.served),)

    def _spoken(self, code: str) -> tuple[str, Locale]:
        """The language the catalogue answers in: English where a sentence is missing."""
        if self.served == "en":
            return "en", self._locale
        same = say(code, self.served) == MESSAGES[code].text
        if same and self.served not in COMPLETE_LANGUAGES and _has_words(MESSAGES[code].text):
            return "en", _locale("en")
        return self.language, self._locale


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of a hundred, to be written with the language's own sign and space."""

    share: Decimal


Place = Text | str | int | date | Decimal | Percent | list[Text]
"""What may stand in a sentence's place; a list is an enumeration."""


def link(address: str, language: str) -> Text:
    """An address that is its own text."""
    return (Run(address, language, address=address),)


def _capital(text: Text) -> Text:
    """The text as it begins a line; the rest stays as it is."""
    first, *rest = text
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def _locale(language: str) -> Locale:
    return Locale.parse(_EUROPEAN_VARIETY.get(language, language))


def _has_words(message: str) -> bool:
    return any(character.isalpha() for character in re.sub(r"\{[^}]*\}", "", message))


def _placed(value: Place, language: str, locale: Locale) -> Text:
    match value:
        case Percent(share):
            written = format_percent(share / 100, locale=locale, decimal_quantization=False)
        case tuple():
            return value
        case list():
            runs: list[Run] = []
            marks = [_marked(text, runs) for text in value]
            return _unmarked(format_list(marks, locale=locale), language, runs)
        case date():
            written = format_date(value, "long", locale=locale)
        case int() | Decimal():
            written = format_decimal(value, locale=locale)
        case _:
            written = value
    return (Run(written, language),)


def _marked(text: Text, runs: list[Run]) -> str:
    """Marks that stand for the text in a sentence; its runs are put aside in `runs`."""
    marks = []
    for run in text:
        marks.append(f"\ue000{len(runs)}\ue001")
        runs.append(run)
    return "".join(marks)


def _unmarked(sentence: str, language: str, runs: Sequence[Run]) -> Text:
    """The sentence with its runs in place; a doubled full stop becomes one."""
    said: list[Run] = []
    for at, piece in enumerate(_PLACE.split(sentence)):
        if at % 2:
            said.append(runs[int(piece)])
        elif piece:
            doubled = piece.startswith(".") and said and said[-1].text.endswith(".")
            said.append(Run(piece[1:] if doubled else piece, language))
    return _joined([run for run in said if run.text])


def _joined(runs: Iterable[Run]) -> Text:
    """Neighbours of one language as one run."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.language == run.language and not (_marks(last) or _marks(run)):
            joined[-1] = Run(last.text + run.text, run.language)
        else:
            joined.append(run)
    return tuple(joined)


def _marks(run: Run) -> bool:
    return run.address is not None or run.file
