"""Words about a learner's health, disability or adjustments, which no credential may hold.

Annex II, principle 7 (privacy): such data never meet a credential. The words
are data in `lexicons/health.yaml`, in all 24 languages at once, since a remark
does not always say which one it is in. What a description itself speaks of
(care for people with dementia) is what was learnt, and says nothing of the
learner. A lexicon finds words and not meanings: what it does not find may
still be there.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from tesela.model.achievement import Achievement
from tesela.model.base import Part
from tesela.text.localized import LocalizedText


def health_words(text: str, achievement: Achievement | None = None) -> tuple[str, ...]:
    """The words in `text` that tell of somebody's health, unless `achievement` teaches of them."""
    found = {match[1]: match[0] for match in _pattern().finditer(text.casefold())}
    if not found:
        return ()
    taught = _taught(achievement) if achievement else frozenset()
    return tuple(sorted(word for beginning, word in found.items() if beginning not in taught))


@cache
def lexicon() -> dict[str, tuple[str, ...]]:
    """The beginnings of words, by language."""
    file = files("tesela.conform") / "lexicons" / "health.yaml"
    read = yaml.safe_load(file.read_text("utf-8"))
    return {tag: tuple(word.casefold() for word in words) for tag, words in read.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """A word of the lexicon (1) and the rest of the word that begins so; the shortest wins."""
    words = sorted({word for words in lexicon().values() for word in words}, key=len)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})\w*")


@lru_cache(maxsize=16)
def _taught(achievement: Achievement) -> frozenset[str]:
    """The beginnings of words of the lexicon that the description uses, in any of its languages.

    Its further information is left out: readers put remarks of all kinds there.
    """
    described = achievement.model_copy(update={"further_information": None})
    said = " ".join(_texts(described)).casefold()
    return frozenset(match[1] for match in _pattern().finditer(said))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, LocalizedText):
        yield from value.values()
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for member in value:
            yield from _texts(member)
