"""Words by which rules read people's sentences, one data file a language.

`words/<language>.yaml` holds what somebody who speaks the language wrote down.
A language without a file, or a list that a file leaves out, finds nothing:
the rules then stay silent rather than guess. Every list but the verbs holds
regular expressions of whole phrases, matched without regard to case, by a
piece of text that has to occur in what they match: most texts have none of
these, and nothing else is looked for in them.

Verbs are compared with the words of an outcome, which is "the end of *The
learner can …*": with the first word, or in German, whose verb stands last,
with every word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from tesela.text.localized import LocalizedText

_WORD = re.compile(r"[\w'’-]+")
_LISTS = ("entitlement", "recognition", "no_sharing", "replaces", "excludes")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language."""

    first_word: bool = True
    """Whether the verb of an outcome is its first word."""
    observable: frozenset[str] = frozenset()
    """Verbs whose result can be seen or heard."""
    vague: frozenset[str] = frozenset()
    """Verbs whose result cannot."""
    practical: frozenset[str] = frozenset()
    """Verbs of doing, which answering questions cannot show."""
    telling: frozenset[str] = frozenset()
    """Observable and vague ones: those that say anything of how an outcome shows."""
    phrases: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """List name → a piece of text and the phrases that contain it."""

    def phrase(self, name: str, text: str) -> str | None:
        """A phrase of that list in `text`, as it stands there."""
        phrases = self.phrases.get(name)
        if not phrases:
            return None
        lowered = text.lower()
        for piece, pattern in phrases:
            if piece in lowered and (match := pattern.search(text)):
                return match.group(0)
        return None

    def verb(self, text: str, verbs: frozenset[str]) -> str | None:
        """The one of these verbs that `text` uses where a verb is expected."""
        folded = text.casefold()
        if self.first_word:
            first = _WORD.search(folded)
            return first[0] if first and first[0] in verbs else None
        words: list[str] = _WORD.findall(folded)
        return None if verbs.isdisjoint(words) else next(word for word in words if word in verbs)


_SILENT = Lexicon()


def lexicon(tag: str) -> Lexicon:
    """The words of a language; of `de-AT` those of `de`; none where there is no file."""
    return _lexicon(tag.partition("-")[0].lower())


def said(text: LocalizedText | None, name: str) -> str | None:
    """The first phrase of that list in a text, in whatever language it is written."""
    for tag, words in text.items() if text else ():
        if found := lexicon(tag).phrase(name, words):
            return found
    return None


def practical(text: LocalizedText) -> bool:
    """Whether an outcome is about doing something, in any language that tells."""
    return any(
        lexicon(tag).verb(words, lexicon(tag).practical) is not None for tag, words in text.items()
    )


def vague_verbs(text: LocalizedText) -> Iterator[str]:
    """The vague verbs that an outcome rests on, without any observable one."""
    for tag, words in text.items():
        known = lexicon(tag)
        found = known.verb(words, known.vague)
        if found and not (known.observable and known.verb(words, known.observable)):
            yield found


def without_verb(text: LocalizedText) -> str | None:
    """The language in which an outcome does not begin with an observable verb, if any.

    Vague verbs are not meant: another rule speaks of them.
    """
    for tag, words in text.items():
        known = lexicon(tag)
        if known.observable and not known.verb(words, known.telling):
            return tag
    return None


@cache
def languages() -> tuple[str, ...]:
    """The languages that have words."""
    folder = files("tesela.conform") / "words"
    names = (file.name for file in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def _lexicon(language: str) -> Lexicon:
    if language not in languages():
        return _SILENT
    told = yaml.safe_load(
        (files("tesela.conform") / "words" / f"{language}.yaml").read_text("utf-8")
    )
    observable, vague = _verbs(told, "observable"), _verbs(told, "vague")
    return Lexicon(
        first_word=told.get("verb_stands", "first") == "first",
        observable=observable,
        vague=vague,
        telling=observable | vague,
        practical=_verbs(told, "practical"),
        phrases={name: _phrases(told[name]) for name in _LISTS if told.get(name)},
    )


def _verbs(told: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in (told.get(name) or "").split())


def _phrases(told: dict[str, list[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (piece, re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE))
        for piece, patterns in told.items()
    )
