"""Reading another registry's feed: only what changed, with its origin, or not at all.

1. The head is fetched and believed only when it is signed by the key that the
   authority named, is not overdue, and not older than the one read last
   (`trust.provider_registry`, 1 to 6).
2. Only parts with a digest that was not read before are fetched, and each must
   have its digest (7). An unchanged head fetches nothing.
3. All of it is taken over in one transaction, or the reason is kept beside the
   source and nothing changes.

Entries keep their address and the name of the registry they come from. They
are shown here and never published in this registry's own feed: that says only
what its authority decided.

Each is asked when somebody wants it, and by the workers every six hours
(`read_due`). A reading that changes nothing is not written into the log.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.db import transaction
from django.db.models import Q, QuerySet

from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.site.registry.actions import running
from tesela.site.registry.entries import entry_of, free_slug, keep_names, summarise
from tesela.site.registry.models import Provider, Source
from tesela.site.registry.models import Record as RecordRow
from tesela.site.registry.publishing import authority as present_authority
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.provider_entries import Entry
from tesela.trust.provider_registry import (
    Believed,
    Seen,
    Signed,
    read_entry,
    read_head,
    read_part,
)

MOST_ENTRIES = 20_000
MOST_SOURCES = 50
EVERY = timedelta(hours=6)
"""How often the workers ask each registry."""
Holding = Callable[[], AbstractContextManager[Organisation]]
"""Locks the authority for whoever reads, after asking whether they may."""


@dataclass(frozen=True)
class Harvest:
    """What one reading brought."""

    unchanged: bool
    fetched: int
    """Parts that were fetched."""
    entries: int
    """Entries that were written."""
    gone: int


def add_source(by: Membership, address: str, key: str) -> Source:
    """Another registry to read. Raises TeselaError `registry.not_allowed`,
    `registry.source_known`, `registry.too_many_sources`."""
    with running(by) as authority:
        if Source.objects.count() >= MOST_SOURCES:
            raise TeselaError("registry.too_many_sources", limit=MOST_SOURCES)
        if Source.objects.filter(address=address).exists():
            raise TeselaError("registry.source_known")
        made = Source.objects.create(address=address, key=key.strip())
        audit.record(authority, by.user_id, "registry.source_added", source=made.pk)
    return made


def read_source(by: Membership, source: Source, fetch: Fetch) -> Harvest:
    """Read its feed now. Raises TeselaError with the reason, which is kept beside the source."""
    with running(by):
        pass  # the permission; nothing is locked while another server takes its time
    return _tried(lambda: running(by), by.user_id, source, fetch, datetime.now(UTC))


def due(now: datetime) -> QuerySet[Source]:
    """The registries that the workers are to ask, longest waiting first."""
    if present_authority() is None:
        return Source.objects.none()
    waiting = Q(tried_at=None) | Q(tried_at__lte=now - EVERY)
    return Source.objects.filter(waiting).order_by("tried_at", "pk")


def read_due(fetch: Fetch, now: datetime, stop: Callable[[], bool]) -> int:
    """Read those that are due; how many were read. Why one was not stands beside it."""
    read = 0
    for source in due(now)[:MOST_SOURCES]:
        if stop():
            break
        try:
            _tried(_for_the_service, None, source, fetch, now)
        except TeselaError:
            continue
        read += 1
    return read


@contextmanager
def _for_the_service() -> Iterator[Organisation]:
    with transaction.atomic():
        of = present_authority()
        if of is None:
            raise TeselaError("registry.not_allowed")
        yield Organisation.objects.select_for_update(no_key=True).get(pk=of.pk)


def _tried(
    hold: Holding, actor: int | None, source: Source, fetch: Fetch, now: datetime
) -> Harvest:
    Source.objects.filter(pk=source.pk).update(tried_at=now)
    try:
        return _read(hold, actor, source, fetch, now)
    except TeselaError as error:
        data = {name: str(value)[:300] for name, value in error.problem.data.items()}
        Source.objects.filter(pk=source.pk).update(problem={"code": error.code, "data": data})
        raise


def _read(hold: Holding, actor: int | None, source: Source, fetch: Fetch, now: datetime) -> Harvest:
    signed = _head(source, fetch, now)  # 1
    stated = _changed(source, signed, fetch)  # 2
    entries = _entries(stated)
    with hold() as authority:  # 3
        held = Source.objects.select_for_update().filter(pk=source.pk).first()
        if held is None or held.digest != source.digest:
            raise TeselaError("registry.source_busy")
        result = _take_over(held, signed, stated, entries, now)
        about = {"source": held.pk, "sequence": held.sequence, "entries": result.entries}
        if actor or not result.unchanged:
            audit.record(authority, actor, "registry.source_read", **about)
    return result


def _head(source: Source, fetch: Fetch, now: datetime) -> Signed:
    believed = Believed([source.key], source.address, fetch)
    seen = Seen(source.sequence, source.digest) if source.digest else None
    signed = read_head(fetch(source.address), believed, at=now, seen=seen)
    if source.registry and signed.head.registry != source.registry:
        raise TeselaError("registry.other_registry", registry=signed.head.registry[:300])
    if signed.head.entries > MOST_ENTRIES:
        raise TeselaError("registry.source_large", limit=MOST_ENTRIES)
    return signed


def _changed(source: Source, signed: Signed, fetch: Fetch) -> Mapping[str, list[Any]]:
    """Name → entries of each part that is new since the last reading."""
    before = source.parts if signed.head.bits == source.parts.get("bits") else {}
    return {
        part.name: read_part(fetch(urljoin(source.address, f"parts/{part.digest}.json")), part)
        for part in signed.head.parts
        if before.get(part.name) != part.digest
    }


def _entries(stated: Mapping[str, list[Any]]) -> dict[str, Entry]:
    found = [read_entry(one) for listed in stated.values() for one in listed]
    return {entry.id: entry for entry in found}


def _take_over(
    source: Source,
    signed: Signed,
    stated: Mapping[str, list[Any]],
    entries: Mapping[str, Entry],
    now: datetime,
) -> Harvest:
    unchanged = source.digest == signed.digest
    head = signed.head
    source.registry, source.name = head.registry, dict(head.name)
    source.sequence, source.digest = head.sequence, signed.digest
    source.next_update, source.read_at, source.problem = head.next_update, now, {}
    source.parts = {"bits": head.bits, **{part.name: part.digest for part in head.parts}}
    source.save()
    for entry in entries.values():
        _write(source, entry, now)
    # History is never lost: a registry that leaves an entry out has not kept that rule.
    missing = source.providers.count() - head.entries
    return Harvest(unchanged, len(stated), len(entries), max(0, missing))


def _write(source: Source, entry: Entry, now: datetime) -> None:
    held = Provider.objects.filter(entry=entry.id).first()
    if held is not None and held.source_id != source.pk:
        raise TeselaError("registry.entry_of_another", entry=entry.id[:300])
    provider = held or Provider(
        source=source, entry=entry.id, slug=free_slug(entry.latest.name or entry.latest.legal_name)
    )
    summarise(provider, entry.as_of(now) or entry.latest)
    provider.save()
    said = [one.model_dump(mode="json", exclude_none=True) for one in entry.records]
    known = list(provider.records.order_by("number").values_list("said", flat=True))
    if said[: len(known)] != known:
        raise TeselaError("registry.history_changed", entry=entry.id[:300])
    RecordRow.objects.bulk_create(
        RecordRow(provider=provider, number=number, said=one)
        for number, one in enumerate(said)
        if number >= len(known)
    )
    keep_names(provider, entry_of(provider))


def clear(by: Membership, source: Source) -> None:
    """Read no more from there, and forget what was read."""
    with running(by) as authority, transaction.atomic():
        listed = source.providers.all()
        RecordRow.objects.filter(provider__in=listed).delete()
        listed.delete()
        audit.record(authority, by.user_id, "registry.source_removed", source=source.pk)
        source.delete()
