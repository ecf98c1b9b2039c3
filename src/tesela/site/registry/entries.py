"""Rows ↔ entries: what the library reads and signs, and what lists and searches need."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256

from django.db.models import QuerySet

from tesela.site.addresses import absolute
from tesela.site.providers.naming import plain
from tesela.site.registry.models import Name, Provider
from tesela.site.registry.models import Record as RecordRow
from tesela.text.localized import LocalizedText
from tesela.trust.provider_entries import Entry, Origin, Record
from tesela.trust.provider_registry import part_of

BITS = 8
"""Of a name's digest: the feed has up to 256 parts, so that a change touches few octets."""
_SLUG = 60


def own_address(slug: str) -> str:
    """The id of an entry of this registry: where people read it."""
    return absolute(f"/registry/{slug}")


def entry_of(provider: Provider) -> Entry:
    """The provider as the library knows it, with all its records."""
    return _entry(provider, [row.said for row in provider.records.order_by("number")])


def entries_of(providers: Iterable[Provider]) -> list[Entry]:
    """As `entry_of`, of many with two questions to the database."""
    listed = list(providers)
    said: dict[int, list[object]] = {one.pk: [] for one in listed}
    rows = RecordRow.objects.filter(provider__in=listed).order_by("provider_id", "number")
    for provider, content in rows.values_list("provider_id", "said"):
        said[provider].append(content)
    return [_entry(one, said[one.pk]) for one in listed]


def by_name(name: str) -> QuerySet[Provider]:
    """Providers that have, or once had, this id or identity; those of this registry first."""
    return (
        Provider.objects.filter(names__digest=digest_of(name))
        .select_related("source")
        .order_by("source_id", "pk")
    )


def digest_of(name: str) -> str:
    """As `Name.digest`."""
    return sha256(name.encode()).hexdigest()


def keep_names(provider: Provider, entry: Entry) -> set[int]:
    """Write down under which names it is found; the parts of the feed that they stand in."""
    places = {name: int(part_of(name, BITS), 16) for name in entry.names}
    known = set(provider.names.values_list("digest", flat=True))
    Name.objects.bulk_create(
        Name(digest=digest_of(name), place=place, provider=provider)
        for name, place in places.items()
        if digest_of(name) not in known
    )
    return set(places.values())


def summarise(provider: Provider, record: Record) -> None:
    """What lists and searches need, from what holds at present; not saved."""
    names = [*record.legal_name.values(), *(record.name or {}).values()]
    numbers = [one.value for one in record.identifiers]
    provider.title = next(iter((record.name or record.legal_name).values()))[:500]
    provider.words = " ".join([*names, *numbers, *record.identities, record.place or ""]).casefold()
    provider.country = record.country
    provider.status = record.status.value
    provider.changed_at = datetime.now(UTC)


def free_slug(text: LocalizedText) -> str:
    """A name for addresses that no provider has yet."""
    base = plain(next(iter(text.values())))[:_SLUG].strip("-") or "provider"
    slug, number = base, 1
    while Provider.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def _entry(provider: Provider, said: list[object]) -> Entry:
    source = provider.source
    origin = None
    if source is not None and source.read_at is not None:
        origin = Origin(
            registry=source.registry,
            name=LocalizedText(source.name),
            sequence=source.sequence,
            read_at=source.read_at,
        )
    return Entry.model_validate({"id": provider.entry, "records": said, "origin": origin})
