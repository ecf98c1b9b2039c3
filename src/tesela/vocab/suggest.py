"""Concepts of ESCO and DigComp that a text seems to speak of. Suggested, never picked.

Purely lexical and deterministic: the same text and the same index give the same
suggestions, and each says which words led to it.

1. The text becomes terms (`vocab.terms`). A word that no label has, in a
   language that writes words together, counts through the longest known parts
   at its beginning and end, each for less.
2. A term weighs the more, the fewer concepts of the framework have it; a term
   that one concept alone has weighs 1.
3. A label is covered by the share of its terms' weight that the text has. A
   concept gets each term's weight times the coverage of its best label that
   holds the term: a preferred label counts in full, others for less.
4. Where the terms of a label follow one another in the text as in the label,
   the concept counts more: it was named.
5. What is too weak, alone or beside the best, is left out. Ties go by code and
   URI.

A concept without a URI of its own is suggested with its number in the framework
alone: no address is ever made up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path

from tesela.text.localized import LocalizedText
from tesela.vocab.concept_file import Concepts, Kind, Label, Words, Writer, open_file, weight
from tesela.vocab.lists import vocabulary
from tesela.vocab.search_words import search_words
from tesela.vocab.terms import Term, language, terms

DIGCOMP = "DigComp 2.2"
"""The name under which descriptions refer to it (`FrameworkReference.framework`)."""
ESCO = "ESCO"
MOST_TERMS = 60
"""Of one text; the first ones count."""
_SHARE = (1.0, 0.9, 0.8)
"""What a label counts, by its `Kind`."""
_PART = 0.6
"""What a part of a compound counts, beside a whole word."""
_NAMED = 1.5
_WEAKEST = 0.45
_WEAKEST_BESIDE_THE_BEST = 0.25
_BEST = 2.5
"""As high as the best is taken, so that a text may speak of one thing much and of another once."""
_MOST_ROWS = 2_000
"""Labels that are compared for one text."""
_MOST_BEGUN = 50
"""Words that one beginning stands for."""
_RANKED_AGAIN = 40
"""Concepts whose labels are compared word by word with the text."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept that somebody may want to refer to.

    `uri` and `code` are None where the concept has none; `label` has all
    languages that the index has. `matched` are the text's own words that led to
    it. `score` compares suggestions for one text and means nothing else.
    """

    framework: str
    uri: str | None
    code: str | None
    label: LocalizedText
    matched: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class ConceptIndex:
    """The frameworks in which concepts are looked for."""

    frameworks: tuple[Concepts, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The frameworks' names."""
        return tuple(one.framework for one in self.frameworks)

    def only(self, *names: str) -> "ConceptIndex":
        """The index of the frameworks with these names."""
        return ConceptIndex(tuple(one for one in self.frameworks if one.framework in names))

    def label(self, uri: str) -> LocalizedText | None:
        """What the concept with this URI is called, or None where it is not here."""
        for framework in self.frameworks:
            if (place := framework.find(uri)) is not None:
                return framework.label(place)
        return None


def concept_index(*files: Path) -> ConceptIndex:
    """DigComp 2.2, and what has been imported into these files.

    Raises TeselaError `concepts.unreadable`, OSError.
    """
    return ConceptIndex((digcomp(), *(open_file(file) for file in files)))


@cache
def digcomp() -> Concepts:
    """The twenty-one competences of DigComp 2.2, with words of ours to find them by."""
    found = [concept for concept in vocabulary("digcomp-2.2").concepts if concept.broader]
    entries = sorted((one.uri if one.published else "", one.code, one) for one in found)
    into = BytesIO()
    writer = Writer(into, DIGCOMP, "2.2", [(uri, code) for uri, code, _ in entries])
    tags = sorted({tag for concept in found for tag in concept.labels})
    for tag in tags:
        words = search_words("digcomp-2.2", tag)
        writer.language(
            tag,
            {
                place: [
                    Label(concept.labels[tag], Kind.PREFERRED),
                    Label(code, Kind.HIDDEN),
                    *(Label(text, Kind.HIDDEN) for text in words.get(code, ())),
                ]
                for place, (_, code, concept) in enumerate(entries)
            },
        )
    writer.close()
    return Concepts(memoryview(into.getvalue()))


def suggestions(
    text: str, language: str, index: ConceptIndex, limit: int = 5
) -> tuple[Suggestion, ...]:
    """The concepts that `text`, written in `language`, seems to speak of, the best first."""
    found = _found(text, language, index, _Bounds(limit, _WEAKEST))
    least = min(found[0].score, _BEST) * _WEAKEST_BESIDE_THE_BEST if found else 0.0
    return tuple(one for one in found[:limit] if one.score >= least)


def searched(
    query: str, language: str, index: ConceptIndex, limit: int = 20
) -> tuple[Suggestion, ...]:
    """The concepts whose labels have words of `query`, the nearest first.

    Somebody looks for these words, so nothing is too weak, and a word that no
    label has stands for all that begin with it.
    """
    found = _found(query, language, index, _Bounds(limit, 0.0, begun=True))
    return tuple(found[:limit])


@dataclass(frozen=True, slots=True)
class _Bounds:
    limit: int
    weakest: float
    begun: bool = False
    """Whether the beginning of a word stands for the word."""


def _found(text: str, language: str, index: ConceptIndex, bounds: _Bounds) -> list[Suggestion]:
    found = [
        suggestion
        for framework in index.frameworks
        for suggestion in _in_framework(framework, text, language, bounds)
    ]
    return sorted(found, key=_rank)


def _rank(one: Suggestion) -> tuple[float, str, str]:
    return -one.score, one.code or "", one.uri or ""


def _in_framework(
    framework: Concepts, text: str, tag: str, bounds: _Bounds
) -> Iterator[Suggestion]:
    words = framework.words(tag)
    if words is None:
        return
    asked = terms(text, words.tag)[:MOST_TERMS]
    known = _known(words, asked, len(framework), begun=bounds.begun)
    scored = _scored(words, known)
    order = {stem: place for place, stem in enumerate(known)}
    first = sorted(scored, key=lambda concept: (-scored[concept].score, concept))[:_RANKED_AGAIN]
    stems = [term.stem for term in asked]
    named = {concept: _named(words, concept, stems) for concept in first}
    first.sort(key=lambda concept: (-scored[concept].score * named[concept], concept))
    for concept in first[: bounds.limit]:
        score = scored[concept].score * named[concept]
        if score < bounds.weakest:
            return
        yield Suggestion(
            framework=framework.framework,
            uri=framework.uris[concept] or None,
            code=framework.codes[concept] or None,
            label=framework.label(concept),
            matched=tuple(
                known[stem].word for stem in sorted(scored[concept].stems, key=order.__getitem__)
            ),
            score=round(score, 4),
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """A term of the text that the framework has too."""

    word: str
    """As the text writes it."""
    rows: memoryview
    weight: float
    """By how few concepts have it."""
    part: float
    """Less than 1 where it is part of a word."""


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    stems: frozenset[str]


def _known(
    words: Words, asked: Sequence[Term], concepts: int, *, begun: bool
) -> Mapping[str, _Known]:
    """The terms that the framework has, by their stems, in the text's order."""
    found: dict[str, _Known] = {}
    parted: list[tuple[str, Term]] = []
    for term in asked:
        if (place := words.terms.find(term.stem)) is not None:
            if term.stem not in found:
                found[term.stem] = _weighed(words, place, term.word, concepts, 1.0)
        else:
            parted.append((term.stem, term))
    for stem, term in parted:
        places = _known_parts(words, stem)
        for part, place in chain(places, words.begun(stem, _MOST_BEGUN) if begun else ()):
            if part not in found:
                found[part] = _weighed(words, place, term.word, concepts, _PART)
    return found


def _weighed(words: Words, place: int, word: str, concepts: int, part: float) -> _Known:
    return _Known(word, words.rows_of(place), weight(words.held[place], concepts), part)


def _known_parts(words: Words, stem: str) -> Iterator[tuple[str, int]]:
    """The longest known beginning and the longest known end of a compound."""
    begun = ended = False
    for part in language(words.tag).parts(stem):
        if (begun and stem.startswith(part)) or (ended and stem.endswith(part)):
            continue
        if (place := words.terms.find(part)) is not None:
            begun, ended = begun or stem.startswith(part), ended or stem.endswith(part)
            yield part, place
        if begun and ended:
            return


def _scored(words: Words, known: Mapping[str, _Known]) -> Mapping[int, _Scored]:
    """Every concept with a known term, by step 3.

    Where all terms together stand in very many labels, the rare ones lead to the
    labels and the common ones only count there: else "manage" alone would have
    thousands of skills compared.
    """
    held: dict[int, list[str]] = {}
    led = 0
    for stem, term in sorted(known.items(), key=lambda item: (len(item[1].rows), item[0])):
        if led and led + len(term.rows) > _MOST_ROWS:
            for row in held.keys() & set(term.rows):
                held[row].append(stem)
            continue
        led += len(term.rows)
        for row in term.rows:
            held.setdefault(row, []).append(stem)
    of_concept: dict[int, dict[str, float]] = {}
    for row, stems in held.items():
        best = of_concept.setdefault(words.owners[row], {})
        covered = sum(known[stem].weight for stem in stems) / words.masses[row]
        share = min(covered, 1.0) * _SHARE[words.kinds[row]]
        for stem in stems:
            worth = known[stem].weight * known[stem].part * share
            if worth > best.get(stem, 0.0):
                best[stem] = worth
    return {
        concept: _Scored(sum(best.values()), frozenset(best))
        for concept, best in of_concept.items()
    }


def _named(words: Words, concept: int, stems: Sequence[str]) -> float:
    """More than 1 where the text has a label of two or more terms word by word."""
    for row in range(words.first[concept], words.first[concept + 1]):
        wanted = [term.stem for term in terms(words.labels[row], words.tag)]
        length = len(wanted)
        if length > 1 and any(
            stems[at] == wanted[0] and list(stems[at : at + length]) == wanted
            for at in range(len(stems) - length + 1)
        ):
            return _NAMED
    return 1.0
