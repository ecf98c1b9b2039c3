"""Words of a text as terms that can be compared: folded, without stop words, lightly stemmed.

What a language does is data (`vocab/words/terms.json`, one line a language):

- `stop`: words that say nothing about a skill;
- `letters`: letters that are letters of their own there (å in Swedish, й in
  Bulgarian); of all others the marks are taken off, so that "métier" and
  "metier" are one word;
- `endings`: what inflects and derives, of which the longest that fits is taken
  off once, while `shortest` letters are left;
- `compounds`: words are written together, so that a part of one may be known
  where the whole is not (`parts`).

This is no linguistics: two words are one term when a careful reader would most
often take them for the same, and the rules are few enough to be checked by
eye. Casefolding and decomposition are Unicode's (3.13 default caseless
matching, UAX 15).
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from tesela.text.languages import best_language

_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_SHORTEST_WORD = 2
_SHORTEST_PART = 4
MOST_CHARACTERS = 20_000
"""Of a text; what is beyond is not looked at."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text: as written, and as it is compared."""

    word: str
    stem: str


@dataclass(frozen=True)
class Language:
    """How the words of one language become terms."""

    stop: frozenset[str]
    endings: tuple[str, ...]
    """The longest first."""
    letters: frozenset[str]
    compounds: bool
    shortest: int

    def folded(self, word: str) -> str:
        """The word without case and without marks that are no letters of their own."""
        kept = []
        for letter in unicodedata.normalize("NFC", word.casefold()):
            if letter in self.letters:
                kept.append(letter)
            else:
                plain = unicodedata.normalize("NFKD", letter)
                kept.extend(one for one in plain if not unicodedata.combining(one))
        return "".join(kept)

    def stem(self, folded: str) -> str:
        """What is left of a folded word without its ending; two equal last letters become one."""
        for ending in self.endings:
            if folded.endswith(ending) and len(folded) - len(ending) >= self.shortest:
                folded = folded.removesuffix(ending)
                break
        doubled = len(folded) > self.shortest and folded[-1] == folded[-2] and folded[-1].isalpha()
        return folded[:-1] if doubled else folded

    def parts(self, stem: str) -> Iterator[str]:
        """What a compound may begin or end with, the longest first; itself not."""
        if not self.compounds:
            return
        for length in range(len(stem) - 1, _SHORTEST_PART - 1, -1):
            yield stem[:length]
            yield stem[-length:]


@cache
def languages() -> dict[str, Language]:
    """The languages whose words are known, by their tags."""
    file = resources.files("tesela.vocab") / "words" / "terms.json"
    return {tag: _language(data) for tag, data in json.loads(file.read_text("utf-8")).items()}


def language(tag: str) -> Language:
    """The rules for a text in `tag`; without an entry words are only folded."""
    known = best_language(tag, languages())
    return languages()[known] if known else _PLAIN


def terms(text: str, tag: str) -> tuple[Term, ...]:
    """The terms of a text in the language `tag`, in its order; stop words are left out."""
    found = ((word, _term(word, tag)) for word in _WORD.findall(text[:MOST_CHARACTERS]))
    return tuple(Term(word, stem) for word, stem in found if stem)


@lru_cache(maxsize=200_000)
def _term(word: str, tag: str) -> str:
    rules = language(tag)
    folded = rules.folded(word)
    if len(folded) < _SHORTEST_WORD or folded in rules.stop:
        return ""
    return rules.stem(folded)


def _language(data: dict[str, list[str] | str | bool | int]) -> Language:
    letters = frozenset(str(data["letters"]))
    bare = Language(frozenset(), (), letters, compounds=False, shortest=0)
    stop, endings = _texts(data["stop"]), _texts(data["endings"])
    return Language(
        stop=frozenset(bare.folded(word) for word in stop),
        endings=tuple(
            sorted({bare.folded(one) for one in endings}, key=lambda one: (-len(one), one))
        ),
        letters=letters,
        compounds=bool(data["compounds"]),
        shortest=int(str(data["shortest"])),
    )


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


_PLAIN = Language(frozenset(), (), frozenset(), compounds=False, shortest=4)
