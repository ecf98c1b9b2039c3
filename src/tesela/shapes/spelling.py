"""Known shapes, recognised by how a document is spelled.

Split at the quotation marks that are not inside a text, every second piece of a
JSON document is a text: a name of a member or a value. The other pieces are
brackets, commas, colons and numbers. A document that has these pieces and, in
the fixed places, the texts of one that was read before has its shape: no member
has to be looked at again, and its values stand in known places.

What a value alone could change is looked at: characters that no signature
keeps, addresses that a processor would not keep, and an identity that is
described twice. Where any of it is so, and for all other documents, there is no
answer, and `codecs.jsonld` reads the document member by member.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeVar

from tesela.codecs import jsontext
from tesela.codecs.contexts import ContextSet
from tesela.codecs.jsonld import Reading
from tesela.codecs.leaves import CONTROL, IRI, Numbered, replaced
from tesela.codecs.recent import Recent

Shape = TypeVar("Shape")
_PLACE = "urn:tesela:place:"
_QUOTE, _BACKSLASH = "\x01", "\x00"
"""Inside a text; JSON has no such characters."""
_ESCAPES = (("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t"))
_A_SPELLING_MAY_BE = 4
"""Shapes with the same brackets and numbers."""
_KNOWN_ADDRESSES = 2_000
_LONGEST_KNOWN = 300
"""Characters of an address that is kept: nobody can fill the memory with them."""


@dataclass(frozen=True, slots=True)
class Spelling(Generic[Shape]):
    """How the documents of one shape are spelled."""

    shape: Shape
    fixed_places: tuple[int, ...]
    fixed: tuple[str, ...]
    """What stands there: names of members, types, contexts, terms."""
    places: tuple[tuple[int, int, str], ...]
    """For each value that is not fixed: its number, where it stands, and what stood there first."""
    values: tuple[Any, ...]
    """Of the first document; those that are fixed are always these."""
    addresses: tuple[int, ...]
    """Numbers of the values that are read as addresses."""
    identity: int | None
    """The number of the document's own name."""
    known_addresses: set[str] = field(default_factory=set)

    def values_in(self, pieces: Sequence[str]) -> list[Any] | None:
        """The values of a document of this shape; None for any other, and for odd values."""
        if itemgetter(*self.fixed_places)(pieces) != self.fixed:
            return None
        values = list(self.values)
        for number, place, first in self.places:
            if (piece := pieces[place]) != first:
                said = _said(piece)
                if said is None:
                    return None
                values[number] = said
        return values if self._harmless(values) else None

    def _harmless(self, values: Sequence[Any]) -> bool:
        if self.identity is not None and values.count(values[self.identity]) > 1:
            return False
        return all(self._is_kept(values[number]) for number in self.addresses)

    def _is_kept(self, address: str) -> bool:
        """Whether a processor keeps this address."""
        known = self.known_addresses
        if address in known:
            return True
        if not IRI.match(address):
            return False
        if len(known) < _KNOWN_ADDRESSES and len(address) <= _LONGEST_KNOWN:
            known.add(address)
        return True


class Spellings(Generic[Shape]):
    """The shapes that were met lately, by their spelling."""

    def __init__(self, size: int) -> None:
        self._known: Recent[tuple[ContextSet, str], list[Spelling[Shape]]] = Recent(size)

    def find(self, text: str, contexts: ContextSet) -> tuple[Shape, list[Any]] | None:
        """The shape and the values of the document that `text` is without needless spaces."""
        pieces = _pieces(text)
        for spelling in self._known.get((contexts, '"'.join(pieces[::2]))) or ():
            values = spelling.values_in(pieces)
            if values is not None:
                return spelling.shape, values
        return None

    def learn(self, text: str, reading: Reading, shape: Shape, as_iri: frozenset[int]) -> None:
        """That documents spelled like this one, which was read, have this shape."""
        pieces = _pieces(text)
        known = self._known.get_or_make((reading.contexts, '"'.join(pieces[::2])), list)
        made = _spelling(pieces, reading, shape, as_iri)
        same = (
            (other.fixed, other.fixed_places) == (made.fixed, made.fixed_places) for other in known
        )
        if len(known) < _A_SPELLING_MAY_BE and not any(same):
            known.append(made)


def _pieces(text: str) -> list[str]:
    """What `jsontext.plain` wrote, split at the quotation marks that are not inside a text."""
    if "\\" in text:
        text = text.replace("\\\\", _BACKSLASH).replace('\\"', _QUOTE)
    return text.split('"')


def _said(piece: str) -> str | None:
    """The text that a piece writes; None where it has what may not be signed.

    That is written with other escapes than those of `_ESCAPES`, or as it is.
    """
    if "\\" in piece or _QUOTE in piece or _BACKSLASH in piece:
        for escape, character in _ESCAPES:
            piece = piece.replace(escape, character)
        if "\\" in piece:
            return None
        piece = piece.replace(_QUOTE, '"').replace(_BACKSLASH, "\\")
    return None if CONTROL.search(piece) else piece


def _spelling(
    pieces: Sequence[str], reading: Reading, shape: Shape, as_iri: frozenset[int]
) -> Spelling[Shape]:
    leaves = reading.leaves
    kept = {number for number, _ in reading.key[2]}
    marking = Numbered(lambda number, value: value if number in kept else f"{_PLACE}{number}")
    marked = _pieces(jsontext.plain(replaced(dict(reading.document), marking)))
    places = tuple(
        (int(piece.removeprefix(_PLACE)), at, pieces[at])
        for at, piece in enumerate(marked)
        if at % 2 and piece.startswith(_PLACE) and piece != pieces[at]
    )
    open_places = {at for _, at, _ in places}
    fixed_places = tuple(at for at in range(1, len(pieces), 2) if at not in open_places)
    return Spelling(
        shape,
        fixed_places,
        itemgetter(*fixed_places)(pieces),
        places,
        tuple(leaves.values),
        tuple(number for number, _, _ in places if number in as_iri),
        leaves.paths.index("/id") if "/id" in leaves.paths else None,
    )
