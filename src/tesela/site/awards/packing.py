"""Files of awards made ready to be kept: packed, with a dictionary for what many of them share.

There is one for each edition, format and language. The first time that two
awards of a kind are kept together, what their files share becomes its
dictionary; until then a file is packed by itself. Nothing that an award states
about its learner comes into a dictionary.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple

from tesela.codecs import packing
from tesela.model.award import Award as StatedAward
from tesela.site import bulk
from tesela.site.awards.files import CredentialFile, Dictionary
from tesela.site.awards.models import Award
from tesela.site.design.models import Edition


class Made(NamedTuple):
    """The bytes of an award in one format, just made."""

    award: Award
    format: str
    content: bytes
    stamped: Mapping[str, Any] = MappingProxyType({})
    """Columns that say which time-stamp covers it, where one does already."""


class New(NamedTuple):
    """The bytes of a new award in a format that none of it was kept in."""

    award: str
    """Its number (`Award.id`), as text."""
    stated: StatedAward
    content: bytes


class _Kind(NamedTuple):
    """What files have in common that share a dictionary."""

    edition_id: int
    format: str
    language: str


def files(made: Sequence[Made]) -> list[CredentialFile]:
    """The rows that keep them, not stored yet; a new dictionary is."""
    dictionaries = {
        kind: _dictionary(
            kind, [(one.content, one.award.content) for one in made if _kind(one) == kind][:2]
        )
        for kind in dict.fromkeys(map(_kind, made))
    }
    return [_file(one, dictionaries[_kind(one)]) for one in made]


def keep_new(edition: Edition, form: str, made: Sequence[New]) -> None:
    """Keep the files in the format `form` of many new awards of one edition."""
    kinds: dict[_Kind, list[New]] = {}
    for one in made:
        kinds.setdefault(_Kind(edition.pk, form, one.stated.language), []).append(one)
    now, same = bulk.Same(datetime.now(UTC)), bulk.Same
    for kind, alike in kinds.items():
        two = [(one.content, one.stated.model_dump(mode="json")) for one in alike[:2]]
        dictionary = _dictionary(kind, two)
        pack = packing.packer(bytes(dictionary.content) if dictionary else b"")
        contents = [one.content for one in alike]
        bulk.insert(
            CredentialFile,
            {
                "award_id": [one.award for one in alike],
                "format": same(form),
                "packed": [pack(content) for content in contents],
                "dictionary_id": same(dictionary and dictionary.pk),
                "digest": [sha256(content).digest() for content in contents],
                "made_at": now,
            },
        )


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


def _dictionary(kind: _Kind, two: Sequence[tuple[bytes, Mapping[str, Any]]]) -> Dictionary | None:
    """The dictionary of a kind, made if there is none of these two: files with what they state."""
    known = Dictionary.objects.filter(**kind._asdict()).order_by("made_at").last()
    if known or len(two) < 2 or not all(content.startswith(b"{") for content, _ in two):
        return known
    (first, first_stated), (second, second_stated) = two
    private = [*_private(first_stated), *_private(second_stated)]
    content = packing.shared(first, second, private)
    new, _ = Dictionary.objects.get_or_create(
        digest=packing.digest(content), defaults={**kind._asdict(), "content": content}
    )
    return new


def _private(stated: Mapping[str, Any]) -> Iterator[str]:
    """What an award (`model.award.Award`) states about a person."""
    yield from map(str, stated["learner"].values())
    yield from stated.get("evidence", ())
    if narrative := stated.get("narrative"):
        yield narrative
