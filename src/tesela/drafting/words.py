"""The words by which rules read a text, one data file a language (`drafting/words`).

`labels` are what stands before or above a value: in `Dauer: 25 Std.` the label
is `Dauer`. They are compared as a whole, without regard to case, numbering and
what stands in brackets; the words of the text's own language first, then those
of all others, since many texts are in two. A language without a file finds
what other languages' words find, and nothing else: rules stay silent rather
than guess. `telling.yaml` has the small words by which a language is told.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_NUMBERING = re.compile(
    r"^\s*(?:\(?[0-9]{1,2}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?|[a-zα-ω][.)])\s+"
)
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_CODE = re.compile(r" (?:[A-Z]{0,4}[ .-]?\d{1,4}(?:[.-]\d{1,3})*[a-z]?|[IVX]{1,4})\Z")
_EDGES = " \t:*#_.–—-|•"
_WORD = re.compile(r"[^\W\d_][\w'’/-]*")
_LETTER = r"[^\W\d_]"
_ENOUGH_WORDS = 3
_CLEARLY = 1.25


@dataclass(frozen=True, slots=True)
class Label:
    """What a value is called."""

    field: str
    unit: str
    """What stands in brackets behind it, such as `hours`; else empty."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one text: its language's before all others'."""

    language: str | None
    decimal: str | None
    """The sign before decimals in its language; None where the language is unknown."""
    labels: Mapping[str, str]
    """Label → field."""
    lists: Mapping[str, tuple[str, ...]]
    """Name of a list → its words, lower case, the longest first."""
    patterns: Mapping[str, re.Pattern[str]]
    """Name of a list → what finds its words, where they stand as words of their own."""
    codes: Mapping[str, tuple[tuple[str, str], ...]]
    """Name of a list by code → words and their codes, the longest first."""

    def label(self, text: str) -> Label | None:
        """The label that `text` is as a whole, or None."""
        if len(text) > 90:
            return None
        plain = _NUMBERING.sub("", text).strip(_EDGES)
        unit = ""
        if found := _IN_BRACKETS.search(plain):
            plain, unit = plain[: found.start()].strip(_EDGES), found[1].casefold()
        lowered = " ".join(plain.casefold().split())
        for one in (lowered, *(part.strip() for part in lowered.split("/"))):
            if field := self.labels.get(one):
                return Label(field, unit)
        # "Module 3.2: Basics of care"
        title = self.labels.get(_CODE.sub("", plain).casefold()) == "title"
        return Label("title", unit) if title else None

    def phrase(self, name: str, text: str) -> str | None:
        """The earliest of the words of that list that stands in `text` as words of its own."""
        found = self.first(name, text)
        return folded(text)[found[0] : found[1]] if found else None

    def first(self, name: str, text: str) -> tuple[int, int] | None:
        """Where the earliest of the words of that list stands in `text`, the longest there."""
        found = self.patterns[name].search(folded(text))
        return found.span() if found else None

    def found_codes(self, name: str, text: str) -> tuple[str, ...]:
        """The codes whose words stand in `text`, in its order; longer words count before shorter."""
        lowered = folded(text)
        places: dict[str, int] = {}
        for word, code in self.codes[name]:
            at = _where(word, lowered)
            if at >= 0:
                places.setdefault(code, at)
                lowered = lowered[:at] + "\0" * len(word) + lowered[at + len(word) :]
        return tuple(sorted(places, key=lambda code: places[code]))

    def is_one_of(self, name: str, text: str) -> bool:
        """Whether `text` as a whole is one of the words of that list."""
        return folded(text).strip(_EDGES) in self.lists[name]


def folded(text: str) -> str:
    """`text` without regard to case, every letter in its place: `ß` stays one."""
    whole = text.casefold()
    if len(whole) == len(text):
        return whole
    return "".join(one if len(one.casefold()) != 1 else one.casefold() for one in text)


def _where(word: str, lowered: str) -> int:
    """Where `word` stands as words of its own; -1 where it does not."""
    at = lowered.find(word)
    while at >= 0:
        before, after = lowered[at - 1 : at] if at else "", lowered[at + len(word) :][:1]
        if not before.isalpha() and not (word[-1].isalpha() and after.isalpha()):
            return at
        at = lowered.find(word, at + 1)
    return -1


_LISTS = (
    "knowledge", "skill", "stems", "person_lines", "honorifics", "completed", "completed_last", "auxiliaries", "course_words",
    "of_which", "certificate", "generic", "organisations", "hours", "teaching_units", "per", "total", "credits", "framework_levels", "eqf", "national", "none",
)  # fmt: skip
_CODES = ("cycles", "participation", "assessment")


@cache
def words_for(language: str | None) -> Words:
    """The words for a text in that language, a BCP 47 tag; None where it is unknown."""
    own = (language or "").partition("-")[0].lower()
    order = sorted(languages(), key=lambda one: (one != own, one != "en", one))
    told = [_told(one) for one in order]
    labels: dict[str, str] = {}
    for one in told:
        for field, some in one["labels"].items():
            for label in some:
                labels.setdefault(label.casefold(), field)
    lists = {name: _merged(told, name) for name in _LISTS}
    parts = (label for label, field in labels.items() if field == "part_hours")
    lists["part_hours"] = tuple(sorted(map(folded, parts), key=lambda word: -len(word)))
    return Words(
        language=language,
        decimal=_told(own)["decimal"] if own in languages() else _DECIMALS.get(own),
        labels=labels,
        lists=lists,
        patterns={name: _pattern(some) for name, some in lists.items()},
        codes={name: _coded(told, name) for name in _CODES},
    )


_DECIMALS = dict.fromkeys(("bg", "cs", "et", "hr", "hu", "lt", "lv", "ro", "sk", "sl"), ",")
_DECIMALS |= {"ga": ".", "mt": "."}
"""Of languages without a file of words (Unicode CLDR)."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of words."""
    names = (file.name for file in (files("tesela.drafting") / "words").iterdir())
    return tuple(sorted(name[:-5] for name in names if len(name) == len("xx.yaml")))


def language_of(texts: Iterator[str]) -> str | None:
    """The language that the small words of a text tell; None where they do not tell clearly."""
    counts: dict[str, float] = {}
    seen = 0
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            for language in _telling().get(word, ()):
                counts[language] = counts.get(language, 0) + 1 / len(_telling()[word])
        seen += len(text)
        if seen > 200_000:
            break
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ENOUGH_WORDS:
        return None
    clearly = len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1]
    return ranked[0][0] if clearly else None


@cache
def _telling() -> Mapping[str, tuple[str, ...]]:
    told: dict[str, str] = _yaml("telling")
    by_word: dict[str, tuple[str, ...]] = {}
    for language, some in told.items():
        for word in some.split():
            by_word[word] = (*by_word.get(word, ()), language)
    return by_word


@cache
def _told(language: str) -> dict[str, Any]:
    told: dict[str, Any] = _yaml(language)
    return told


def _yaml(name: str) -> Any:
    return yaml.safe_load((files("tesela.drafting") / "words" / f"{name}.yaml").read_text("utf-8"))


def _pattern(some: tuple[str, ...]) -> re.Pattern[str]:
    words = (re.escape(one) + (rf"(?!{_LETTER})" if one[-1].isalpha() else "") for one in some)
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(words) or '(?!)'})")


def _merged(told: list[dict[str, Any]], name: str) -> tuple[str, ...]:
    found = {folded(word): None for one in told for word in one.get(name) or ()}
    return tuple(sorted(found, key=lambda word: -len(word)))


def _coded(told: list[dict[str, Any]], name: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for one in told:
        for code, some in (one.get(name) or {}).items():
            for word in some:
                found.setdefault(folded(word), code)
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))
