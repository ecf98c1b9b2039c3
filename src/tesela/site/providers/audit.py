"""The audit log: one entry per act or chunk, each chained to the one before.

An entry holds identifiers and digests only. Whoever keeps a copy of the last
digest can tell whether anything before it was changed, added or removed.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from tesela.codecs import jcs
from tesela.site.providers.models import AuditEntry, Organisation

BEGINNING = "0" * 64


def record(organisation: Organisation, actor: int | None, act: str, **about: Any) -> AuditEntry:
    """Write down that `actor` (a user's number, None for the service) did `act`.

    To be called inside the transaction of the act itself, so that there is
    never one without the other. `about` is JSON: identifiers, counts, digests.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(
            pk=organisation.pk
        )  # one after another
        last = AuditEntry.objects.filter(organisation=organisation).order_by("-number").first()
        entry = AuditEntry(
            organisation=organisation,
            number=last.number + 1 if last else 1,
            at=datetime.now(UTC).replace(microsecond=0),
            actor=actor,
            act=act,
            about=about,
            previous=last.digest if last else BEGINNING,
        )
        entry.digest = digest(entry)
        entry.save()
    return entry


def digest_of(ids: Iterable[str]) -> str:
    """SHA-256 of ids, one a line, in order."""
    return sha256("\n".join(sorted(ids)).encode()).hexdigest()


def digest(entry: AuditEntry) -> str:
    """What `entry.digest` must be."""
    stated = {
        "organisation": entry.organisation_id,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor": entry.actor,
        "act": entry.act,
        "about": entry.about,
        "previous": entry.previous,
    }
    return sha256(jcs.canonical(stated)).hexdigest()


def broken_links(organisation: Organisation) -> Iterator[int]:
    """Numbers of the entries at which the chain does not hold; none when all is well."""
    previous, number = BEGINNING, 0
    for entry in AuditEntry.objects.filter(organisation=organisation).order_by("number").iterator():
        if (
            entry.number != number + 1
            or entry.previous != previous
            or entry.digest != digest(entry)
        ):
            yield entry.number
        previous, number = entry.digest, entry.number
