"""Files of awards made ready to be kept: packed, with a dictionary for what many of them share.

There is one for each edition, format and language. The first time that two
awards of a kind are kept together, what their files share becomes its
dictionary; until then a file is packed by itself. Nothing that an award states
about its learner comes into a dictionary.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
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


class Packing:
    """The files of many new awards of one edition in a format that none of them was kept in.

    Each is packed as soon as it is made, while it is at hand in the processor's cache: a chunk of
    awards takes little more memory than what is kept of it. Only files of a kind that has no
    dictionary yet wait for it until they are kept.
    """

    def __init__(self, edition: Edition, form: str) -> None:
        self._edition, self._form = edition, form
        self._kinds: dict[str, _Alike] = {}

    def add(self, award: str, stated: StatedAward, content: bytes) -> None:
        """The file of the award with this number (`Award.id`, as text)."""
        alike = self._kinds.get(stated.language)
        if alike is None:
            kind = _Kind(self._edition.pk, self._form, stated.language)
            alike = self._kinds[stated.language] = _Alike(kind)
        alike.add(award, stated, content)

    def keep(self) -> None:
        """Store them; to be called in the transaction that stores their awards."""
        now, same = bulk.Same(datetime.now(UTC)), bulk.Same
        for alike in self._kinds.values():
            alike.pack_waiting()
            bulk.insert(
                CredentialFile,
                {
                    "award_id": alike.awards,
                    "format": same(self._form),
                    "packed": alike.packed,
                    "dictionary_id": same(alike.dictionary and alike.dictionary.pk),
                    "digest": alike.digests,
                    "made_at": now,
                },
            )


class _Alike:
    """The files of one kind."""

    def __init__(self, kind: _Kind) -> None:
        self._kind = kind
        self._waiting: list[tuple[bytes, StatedAward]] = []
        self.awards: list[str] = []
        self.digests: list[bytes] = []
        self.packed: list[bytes] = []
        self.dictionary = _known(kind)
        self._pack = _packer(self.dictionary) if self.dictionary else None

    def add(self, award: str, stated: StatedAward, content: bytes) -> None:
        self.awards.append(award)
        self.digests.append(sha256(content).digest())
        if self._pack:
            self.packed.append(self._pack(content))
        else:
            self._waiting.append((content, stated))

    def pack_waiting(self) -> None:
        """Where there was no dictionary: with the one that is made of the first two."""
        if self._waiting:
            two = [(content, one.model_dump(mode="json")) for content, one in self._waiting[:2]]
            self.dictionary = _dictionary(self._kind, two)
            pack = _packer(self.dictionary)
            self.packed = [pack(content) for content, _ in self._waiting]


def _packer(dictionary: Dictionary | None) -> Callable[[bytes], bytes]:
    return packing.packer(bytes(dictionary.content) if dictionary else b"")


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
    known = _known(kind)
    if known or len(two) < 2 or not all(content.startswith(b"{") for content, _ in two):
        return known
    (first, first_stated), (second, second_stated) = two
    private = [*_private(first_stated), *_private(second_stated)]
    content = packing.shared(first, second, private)
    new, _ = Dictionary.objects.get_or_create(
        digest=packing.digest(content), defaults={**kind._asdict(), "content": content}
    )
    return new


def _known(kind: _Kind) -> Dictionary | None:
    return Dictionary.objects.filter(**kind._asdict()).order_by("made_at").last()


def _private(stated: Mapping[str, Any]) -> Iterator[str]:
    """What an award (`model.award.Award`) states about a person."""
    yield from map(str, stated["learner"].values())
    yield from stated.get("evidence", ())
    if narrative := stated.get("narrative"):
        yield narrative
