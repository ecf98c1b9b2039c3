"""What a registry page shows of a provider: as of a day, with its evidence graduated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from tesela.process.quality_evidence import Evidence, Shown, shown
from tesela.site.registry.entries import by_name, entry_of
from tesela.site.registry.models import Provider
from tesela.trust.attestations import Attestation
from tesela.trust.provider_entries import Entry, Record, RegisteredKey, Status


@dataclass(frozen=True)
class Held:
    """A provider on a day."""

    record: Record
    evidence: Shown
    keys: Sequence[tuple[RegisteredKey, bool]]
    """Each key, and whether it counts on that day."""
    attestations: Sequence[tuple[Attestation, bool]]
    """Each accreditation in EBSI, and whether it is in force on that day."""
    successor: Provider | None


def held(entry: Entry, moment: datetime) -> Held | None:
    """What held of the provider; None before the registry's first word."""
    record = entry.as_of(moment)
    if record is None:
        return None
    counted = [Evidence(statement=one) for one in record.evidence]
    found = None
    if record.successor:
        found = Provider.objects.filter(entry=record.successor).first()
    return Held(
        record=record,
        evidence=shown(counted, moment.date()),
        keys=[(key, key.counts_at(moment)) for key in record.keys],
        attestations=[(one, one.counts_at(moment)) for one in record.attestations or ()],
        successor=found,
    )


def end_of(day: date) -> datetime:
    """The moment that stands for a day: its last second, or now if it is today."""
    return min(datetime.combine(day, time(23, 59, 59), UTC), datetime.now(UTC))


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(0), UTC)


def elsewhere(provider: Provider, entry: Entry) -> list[tuple[Provider, bool]]:
    """Entries of other registries with an identity of this one, and whether they disagree on it."""
    found: dict[int, Provider] = {}
    for identity in entry.latest.identities:
        for other in by_name(identity).exclude(pk=provider.pk):
            found[other.pk] = other
    return [(other, _disagree(entry.latest, entry_of(other).latest)) for other in found.values()]


def _disagree(one: Record, other: Record) -> bool:
    """Another status, or other keys at present."""
    keys: list[set[Any]] = [
        {key.public for key in record.keys if key.valid_until is None} for record in (one, other)
    ]
    differ = all(keys) and keys[0] != keys[1]
    return one.status is not other.status or differ


def changes(entry: Entry) -> list[tuple[Record, list[str]]]:
    """Each record, the latest first, with the members in which it differs from the one before."""
    listed = []
    before: Record | None = None
    for record in entry.records:
        members = [
            name
            for name in Record.model_fields
            if name not in ("since", "recorded_at", "reason")
            and before is not None
            and getattr(record, name) != getattr(before, name)
        ]
        listed.append((record, members))
        before = record
    return listed[::-1]


STATUSES = tuple(status.value for status in Status)
