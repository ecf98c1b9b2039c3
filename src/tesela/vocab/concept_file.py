"""One framework's concepts in one compact file, found by their words in milliseconds.

ESCO has some fourteen thousand skills in twenty-eight languages: too many to be
read at every start, and the library has no database. The file is therefore laid
out so that it is mapped into memory and asked where it stands; nothing is
loaded, and processes on one machine share its pages.

Layout, numbers in the byte order that the first line names:

1. the first line: what this is, the layout's version, the byte order;
2. sections, each at an offset divisible by eight: texts (32-bit offsets, one
   more than there are texts, then UTF-8) and arrays of 32-bit numbers;
3. the directory in JSON: framework, version, counts, and where each section is;
4. sixteen bytes: where the directory begins and how long it is.

Sections of all: `uris` (sorted), `codes`, `marks` (what is said of a concept in no
language, such as `knowledge green`). Of each language: `labels` (all labels,
those of one concept together, the preferred one first), `first` (a concept's
first label, one more than there are concepts), of each label `owners` (its
concept), `kinds` and `masses` (the weight of its terms together), `terms`
(sorted), `at` (where the labels of a term begin, one more than there are terms),
`rows` (labels), `held` (how many concepts have the term).
"""

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import log
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO

from tesela.text.errors import TeselaError
from tesela.text.languages import best_language, is_language_tag
from tesela.text.localized import LocalizedText
from tesela.vocab.terms import terms

_FIRST_LINE = f"Tesela concepts 1 {sys.byteorder}-endian\n".encode()
_TAIL_BYTES = 16
_ALIGNED = 8
_LARGEST_DIRECTORY = 1_000_000
MOST_CONCEPTS = 200_000
MOST_LABELS = 2_000_000
"""Of one language."""


class Kind(IntEnum):
    """What a label is (SKOS 5)."""

    PREFERRED = 0
    ALTERNATIVE = 1
    HIDDEN = 2
    """Searched, but not shown."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of one concept in one language."""

    text: str
    kind: Kind


class Writer:
    """Writes a file: first the concepts, then the labels, one language after the other.

    `to` is open for writing at its beginning. Concepts are sorted by what
    identifies them (`uri`, else the code), each once.
    """

    def __init__(
        self,
        to: BinaryIO,
        framework: str,
        version: str,
        concepts: Sequence[tuple[str, str]],
        source: str = "",
    ) -> None:
        """`concepts` are pairs of URI and code, either of which may be empty."""
        self._to, self._at = to, 0
        self._count = len(concepts)
        self._languages: dict[str, dict[str, Any]] = {}
        self._put(_FIRST_LINE)
        self._directory: dict[str, Any] = {
            "framework": framework,
            "version": version,
            "source": source,
            "concepts": len(concepts),
            "uris": self._texts([uri for uri, _ in concepts]),
            "codes": self._texts([code for _, code in concepts]),
            "languages": self._languages,
        }

    def marks(self, marks: Sequence[str]) -> None:
        """What is said of the concepts in no language: words, separated by blanks."""
        self._directory["marks"] = self._texts(marks)

    def language(self, tag: str, labels: Mapping[int, Sequence[Label]]) -> None:
        """The labels of the concepts (by their place) in one language."""
        texts: list[str] = []
        kinds, first, owners = array("I"), array("I"), array("I")
        found: dict[str, list[int]] = {}
        held: dict[str, int] = {}
        for concept in range(self._count):
            first.append(len(texts))
            own = sorted(labels.get(concept, ()), key=lambda label: label.kind)
            stems: set[str] = set()
            for label in own:
                each = {term.stem for term in terms(label.text, tag)}
                for stem in each:
                    found.setdefault(stem, []).append(len(texts))
                stems |= each
                texts.append(label.text)
                kinds.append(label.kind)
                owners.append(concept)
            for stem in stems:
                held[stem] = held.get(stem, 0) + 1
        first.append(len(texts))
        words = sorted(found)
        at, rows, masses = array("I", [0]), array("I"), array("f", bytes(4 * len(texts)))
        for word in words:
            rows.extend(found[word])
            at.append(len(rows))
            worth = weight(held[word], self._count)
            for row in found[word]:
                masses[row] += worth
        self._languages[tag] = {
            "labels": self._texts(texts),
            "first": self._numbers(first),
            "owners": self._numbers(owners),
            "kinds": self._numbers(kinds),
            "masses": self._numbers(masses),
            "terms": self._texts(words),
            "at": self._numbers(at),
            "rows": self._numbers(rows),
            "held": self._numbers(array("I", (held[word] for word in words))),
        }

    def close(self) -> None:
        """Writes the directory; without it the file is unreadable."""
        self._align()
        directory = json.dumps(self._directory).encode()
        tail = array("Q", [self._at, len(directory)]).tobytes()
        self._put(directory + tail)

    def _texts(self, texts: Iterable[str]) -> list[int]:
        offsets, blob = array("I", [0]), bytearray()
        for text in texts:
            blob += text.encode()
            offsets.append(len(blob))
        self._align()
        start = self._at
        self._put(offsets.tobytes() + bytes(blob))
        return [start, len(offsets) - 1, len(blob)]

    def _numbers(self, numbers: "array[int] | array[float]") -> list[int]:
        self._align()
        start = self._at
        self._put(numbers.tobytes())
        return [start, len(numbers)]

    def _align(self) -> None:
        self._put(bytes(-self._at % _ALIGNED))

    def _put(self, data: bytes) -> None:
        self._to.write(data)
        self._at += len(data)


class Texts(Sequence[str]):
    """Texts of a section, decoded one at a time."""

    def __init__(self, data: memoryview, place: Sequence[int]) -> None:
        start, self._count, size = place
        end = start + 4 * (self._count + 1)
        self._offsets = data[start:end].cast("I")
        self._blob = data[end : end + size]

    def __len__(self) -> int:
        return self._count

    def raw(self, index: int) -> bytes:
        """The text as UTF-8, which sorts as its code points do."""
        return bytes(self._blob[self._offsets[index] : self._offsets[index + 1]])

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self.raw(index).decode()

    def find(self, text: str) -> int | None:
        """The place of a text among sorted ones, or None."""
        place = self.first_from(text)
        return place if place < self._count and self.raw(place) == text.encode() else None

    def first_from(self, text: str) -> int:
        """The place of the first of sorted texts that is not before `text`."""
        return bisect_left(range(self._count), text.encode(), key=self.raw)


class Words:
    """The labels of all concepts in one language, and their terms."""

    def __init__(self, data: memoryview, tag: str, places: Mapping[str, list[int]]) -> None:
        self.tag = tag
        self.labels = Texts(data, places["labels"])
        self.terms = Texts(data, places["terms"])
        self.first, self.owners, self.kinds, self.at, self.rows, self.held = (
            _numbers(data, places[name])
            for name in ("first", "owners", "kinds", "at", "rows", "held")
        )
        self.masses = _section(data, places["masses"]).cast("f")

    def rows_of(self, term: int) -> memoryview:
        """The labels that hold the term, in ascending order."""
        return self.rows[self.at[term] : self.at[term + 1]]

    def begun(self, start: str, most: int) -> Iterator[tuple[str, int]]:
        """The terms that begin with `start`, in their order, each with its place."""
        place = self.terms.first_from(start)
        for at in range(place, min(place + most, len(self.terms))):
            term: str = self.terms[at]
            if not term.startswith(start):
                return
            yield term, at

    def preferred(self, concept: int) -> str | None:
        """The concept's preferred label, where it has one in this language."""
        row = self.first[concept]
        if row == self.first[concept + 1] or self.kinds[row] != Kind.PREFERRED:
            return None
        text: str = self.labels[row]
        return text


class Concepts:
    """The concepts of one framework, as a file has them. Immutable; safe to share."""

    def __init__(self, data: memoryview, name: str = "") -> None:
        """Raises TeselaError `concepts.unreadable` when `data` is no such file."""
        try:
            directory = _directory(data)
            self.framework = str(directory["framework"])
            self.version = str(directory["version"])
            self.source = str(directory["source"])
            self.uris = Texts(data, directory["uris"])
            self.codes = Texts(data, directory["codes"])
            self._marks = Texts(data, directory["marks"]) if "marks" in directory else None
            self._words = {
                tag: Words(data, tag, places) for tag, places in directory["languages"].items()
            }
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise TeselaError("concepts.unreadable", file=name) from error
        if not all(map(is_language_tag, self._words)):
            raise TeselaError("concepts.unreadable", file=name)

    def __len__(self) -> int:
        return len(self.uris)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have labels."""
        return tuple(self._words)

    def words(self, language: str) -> Words | None:
        """The labels that serve `language` best; None where there is no such language."""
        tag = best_language(language, self._words)
        return self._words[tag] if tag else None

    def find(self, uri: str) -> int | None:
        """The place of the concept with this URI, or None."""
        return self.uris.find(uri) if uri else None

    def marks(self, concept: int) -> tuple[str, ...]:
        """What is said of the concept in no language, such as `("knowledge", "green")`."""
        text: str = self._marks[concept] if self._marks else ""
        return tuple(text.split())

    def label(self, concept: int) -> LocalizedText:
        """The concept's preferred labels in all languages that have one, English first."""
        texts = {
            tag: text
            for tag in sorted(self._words, key=lambda tag: (tag != "en", tag))
            if (text := self._words[tag].preferred(concept))
        }
        return LocalizedText(texts or {"und": self.codes[concept] or self.uris[concept]})


def weight(held: int, concepts: int) -> float:
    """What a term is worth that `held` of `concepts` have: 1 for one alone, less for each more."""
    return log(1 + concepts / held) / log(1 + concepts)


def open_file(path: Path) -> Concepts:
    """The concepts of a file, which stays mapped as long as they are used.

    Raises TeselaError `concepts.unreadable`; OSError where there is no file.
    """
    with path.open("rb") as file:
        try:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
        except ValueError as error:  # an empty file
            raise TeselaError("concepts.unreadable", file=path.name) from error
    return Concepts(memoryview(mapped), path.name)


def _directory(data: memoryview) -> dict[str, Any]:
    if bytes(data[: len(_FIRST_LINE)]) != _FIRST_LINE:
        raise ValueError("another kind of file")
    start, length = data[-_TAIL_BYTES:].cast("Q")
    if length > _LARGEST_DIRECTORY or start + length + _TAIL_BYTES != len(data):
        raise ValueError("cut off")
    found = json.loads(bytes(data[start : start + length]))
    if not isinstance(found, dict):
        raise TypeError("no directory")
    return found


def _numbers(data: memoryview, place: Sequence[int]) -> "memoryview[int]":
    return _section(data, place).cast("I")


def _section(data: memoryview, place: Sequence[int]) -> "memoryview[int]":
    """The bytes of an array of 32-bit numbers."""
    start, count = place
    found = data[start : start + 4 * count]
    if len(found) != 4 * count:
        raise ValueError("cut off")
    return found
