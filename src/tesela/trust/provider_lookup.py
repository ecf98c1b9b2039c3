"""Looking providers up in a feed: by name, one part at a time; nothing is searched.

`Providers` holds a head that is believed and a way to get a part by its
digest. A look-up reads the one part in which the name must stand, and only
the entry that has the name. The parts that were read lately are kept.

Where a feed is read from: a file with everything in it; a head with its parts
beside it in `parts/DIGEST.json`, in a folder or at an https address.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urljoin

from tesela.codecs import jcs
from tesela.codecs.recent import Recent
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.provider_entries import Entry
from tesela.trust.provider_registry import (
    TYPE,
    Believed,
    Edition,
    Head,
    Seen,
    Signed,
    checked_head,
    digest_of,
    part_of,
    read_entry,
    read_part,
)

PARTS = "parts"
Load = Callable[[str], bytes]
"""Digest → the octets of a part. Raises TeselaError or OSError where there is none."""


class Listing(Protocol):
    """Providers that can be looked up, wherever they are kept."""

    @property
    def name(self) -> str:
        """Of the registry."""

    @property
    def next_update(self) -> datetime:
        """When the next edition is due."""

    def find(self, name: str) -> Entry | None:
        """The provider that has, or once had, this id or identity. Raises TeselaError."""


class Providers:
    """The providers of one edition of a registry."""

    def __init__(self, signed: Signed, load: Load) -> None:
        self.signed = signed
        self._load = load
        self._places = {part.name: part for part in signed.head.parts}
        self._read: Recent[str, Mapping[str, Any]] = Recent(64)
        self._entries: Recent[str, Entry] = Recent(1_000)

    @property
    def head(self) -> Head:
        return self.signed.head

    @property
    def name(self) -> str:
        return self.head.name.in_language("en")

    @property
    def next_update(self) -> datetime:
        return self.head.next_update

    def find(self, name: str) -> Entry | None:
        """The provider that has, or once had, this id or identity.

        Raises TeselaError `registry.part`, `registry.entry`, and those of getting the part.
        """
        place = part_of(name, self.head.bits)
        if place not in self._places:
            return None
        stated = self._part(place).get(name)
        if stated is None:
            return None
        return self._entries.get_or_make(name, lambda: read_entry(stated))

    def __iter__(self) -> Iterator[Entry]:
        """Every entry once, by part; raises as `find`."""
        seen: set[str] = set()
        for place, part in self._places.items():
            for stated in read_part(self._octets(place), part):
                entry = read_entry(stated)
                if entry.id not in seen:
                    seen.add(entry.id)
                    yield entry

    def _part(self, place: str) -> Mapping[str, Any]:
        return self._read.get_or_make(place, lambda: self._by_name(place))

    def _by_name(self, place: str) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for stated in read_part(self._octets(place), self._places[place]):
            for name in _names(stated):
                found.setdefault(name, stated)
        return found

    def _octets(self, place: str) -> bytes:
        try:
            return self._load(self._places[place].digest)
        except (OSError, KeyError) as error:
            raise TeselaError("registry.part_missing", part=place) from error


def of_edition(made: Edition, signed: Signed) -> Providers:
    """Of a feed in memory."""
    return Providers(signed, made.parts.__getitem__)


def is_provider_registry(document: object) -> bool:
    """Whether this JSON claims to be a head."""
    return isinstance(document, dict) and document.get("type") == TYPE


def providers_in(
    document: object,
    believed: Believed,
    *,
    at: datetime | None,
    beside: Load | None = None,
    seen: Seen | None = None,
) -> Providers:
    """The providers of a feed: of the parts that it includes, else of those `beside` it.

    Raises TeselaError as `provider_registry.read_head`, `registry.part` when what it includes
    is not what was signed.
    """
    signed = checked_head(document, believed, at=at, seen=seen)
    if not isinstance(document, dict) or "included" not in document:
        return Providers(signed, beside or _nothing)
    listed = document["included"]
    if not isinstance(listed, list):
        raise TeselaError("registry.malformed", member="included")
    parts = {digest_of(octets): octets for octets in map(jcs.canonical, listed)}
    for part in signed.head.parts:
        if part.digest not in parts:
            raise TeselaError("registry.part", part=part.name)
    return Providers(signed, parts.__getitem__)


def beside_file(folder: Path) -> Load:
    """Parts in `parts` beside the head's file."""
    return lambda digest: (folder / PARTS / f"{digest}.json").read_bytes()


def beside_address(address: str, fetch: Fetch) -> Load:
    """Parts in `parts` beside the head's address."""
    return lambda digest: fetch(urljoin(address, f"{PARTS}/{digest}.json"))


def _names(stated: object) -> Iterator[str]:
    """As `Entry.names`, of JSON that was not looked at yet."""
    if not isinstance(stated, dict):
        return
    records = stated.get("records")
    for record in records if isinstance(records, list) else ():
        identities = record.get("identities") if isinstance(record, dict) else None
        yield from (one for one in identities or () if isinstance(one, str))
    if isinstance(stated.get("id"), str):
        yield stated["id"]


def _nothing(digest: str) -> bytes:
    raise KeyError(digest)
