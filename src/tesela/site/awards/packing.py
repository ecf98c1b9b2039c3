"""Files of awards made ready to be kept: packed, with a dictionary for what many of them share.

There is one for each edition, format and language. The first time that two
awards of a kind are kept together, what their files share becomes its
dictionary; until then a file is packed by itself. Nothing that an award states
about its learner comes into a dictionary.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple

from tesela.codecs import packing
from tesela.site.awards.files import CredentialFile, Dictionary
from tesela.site.awards.models import Award


class Made(NamedTuple):
    """The bytes of an award in one format, just made."""

    award: Award
    format: str
    content: bytes
    stamped: Mapping[str, Any] = MappingProxyType({})
    """Columns that say which time-stamp covers it, where one does already."""


class _Kind(NamedTuple):
    """What files have in common that share a dictionary."""

    edition_id: int
    format: str
    language: str


def files(made: Sequence[Made]) -> list[CredentialFile]:
    """The rows that keep them, not stored yet; a new dictionary is."""
    dictionaries = {
        kind: _dictionary(kind, [one for one in made if _kind(one) == kind])
        for kind in dict.fromkeys(map(_kind, made))
    }
    return [_file(one, dictionaries[_kind(one)]) for one in made]


def _file(one: Made, dictionary: Dictionary | None) -> CredentialFile:
    return CredentialFile(
        award=one.award,
        format=one.format,
        packed=packing.packed(one.content, bytes(dictionary.content) if dictionary else b""),
        dictionary=dictionary,
        digest=sha256(one.content).digest(),
        **one.stamped,
    )


def _kind(one: Made) -> _Kind:
    return _Kind(one.award.edition_id, one.format, one.award.content.get("language", ""))


def _dictionary(kind: _Kind, made: Sequence[Made]) -> Dictionary | None:
    known = Dictionary.objects.filter(**kind._asdict()).order_by("made_at").last()
    if known or len(made) < 2 or not all(one.content.startswith(b"{") for one in made[:2]):
        return known
    first, second, *_ = made
    private = [*_private(first.award.content), *_private(second.award.content)]
    content = packing.shared(first.content, second.content, private)
    new, _ = Dictionary.objects.get_or_create(
        digest=packing.digest(content), defaults={**kind._asdict(), "content": content}
    )
    return new


def _private(stated: dict[str, Any]) -> Iterator[str]:
    """What an award (`model.award.Award`) states about a person."""
    yield from map(str, stated["learner"].values())
    yield from stated.get("evidence", ())
    if narrative := stated.get("narrative"):
        yield narrative
