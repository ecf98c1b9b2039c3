"""What an authority does with the registry: each a transaction, its permission and its log entry.

Whatever is done is one more record (`trust.provider_entries`), never a change
to an earlier one, and the next edition of the feed.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction
from pydantic import ValidationError

from tesela.model.achievement import QualityAssurance
from tesela.site.providers import audit
from tesela.site.providers.models import KeyUse, Membership, Organisation
from tesela.site.providers.roles import may
from tesela.site.registry.entries import (
    by_name,
    entry_of,
    free_slug,
    keep_names,
    own_address,
    summarise,
)
from tesela.site.registry.models import Provider
from tesela.site.registry.models import Record as RecordRow
from tesela.site.registry.publishing import publish
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.provider_entries import MOST_RECORDS, Entry, Record, Status

_ACTS = {
    Status.ACTIVE: "registry.reinstated",
    Status.SUSPENDED: "registry.suspended",
    Status.WITHDRAWN: "registry.withdrawn",
}


def may_run(by: Membership) -> bool:
    """Whether this member may change the registry, asked anew."""
    role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
    is_authority = bool(settings.AUTHORITY) and by.organisation.slug == settings.AUTHORITY
    return is_authority and role is not None and may(role, "manage")


def add(by: Membership, said: Mapping[str, Any], of: Organisation | None = None) -> Provider:
    """A provider by hand, or an organisation `of` this service.

    `said` are members of `Record` but `recorded_at`. Raises TeselaError `registry.not_allowed`,
    `registry.said` with the member at fault, `registry.identity_known` when another entry of
    this registry has an identity of it, `registry.known` for an organisation that is in.
    """
    with running(by) as authority:
        if of is not None and Provider.objects.filter(organisation=of, source=None).exists():
            raise TeselaError("registry.known")
        made, places = added(said, of)
        audit.record(authority, by.user_id, "registry.added", provider=made.slug)
        publish(authority, places)
    return made


def added(said: Mapping[str, Any], of: Organisation | None = None) -> tuple[Provider, set[int]]:
    """The rows of a new provider, and the parts of the feed to write anew; inside a transaction."""
    record = _record({**said, "recorded_at": _now()})
    slug = free_slug(record.name or record.legal_name)
    made = Provider(slug=slug, organisation=of, entry=own_address(slug))
    summarise(made, record)
    made.save()
    return made, _keep(made, record)


def organisation_says(of: Organisation) -> dict[str, Any]:
    """What a record says of an organisation of this service: who it is, and its keys over time."""
    main = next(iter(of.name))
    return {
        "legal_name": {main: of.legal_name} if of.legal_name else of.name,
        "name": of.name if of.legal_name else None,
        "identifiers": of.identifiers,
        "identities": _identities(of),
        "country": of.country,
        "place": of.place or None,
        "website": of.website or None,
        "email": of.email or None,
        "keys": [
            {
                "method": key.method,
                "public": key.public,
                "valid_from": key.made_at,
                "valid_until": key.retired_at,
            }
            for key in of.keys.filter(waiting=False).order_by("made_at")
        ],
    }


def change(
    by: Membership, provider: Provider, changes: Mapping[str, Any], since: date | None = None
) -> Record:
    """Something else holds of the provider from a day on (None: from now on).

    Raises as `add`, and `registry.not_ours` for an entry that was read from elsewhere,
    `registry.too_many_records`.
    """
    return _change(by, provider, changes, since, "registry.changed")


def add_evidence(by: Membership, provider: Provider, evidence: QualityAssurance) -> Record:
    """A statement of accreditation or quality assurance more. Raises as `change`."""
    held = [*entry_of(provider).latest.evidence, evidence]
    return _change(by, provider, {"evidence": held}, None, "registry.evidence_added")


def take_back_evidence(
    by: Membership, provider: Provider, number: int, reason: Mapping[str, str] | None
) -> Record:
    """A statement (by its place, from 0) counts no more from now on. Raises as `change`,
    `registry.no_evidence`."""
    held = list(entry_of(provider).latest.evidence)
    if not 0 <= number < len(held):
        raise TeselaError("registry.no_evidence")
    del held[number]
    changes = {"evidence": held, "reason": reason}
    return _change(by, provider, changes, None, "registry.evidence_taken_back")


def set_status(
    by: Membership,
    provider: Provider,
    status: Status,
    reason: Mapping[str, str],
    *,
    since: date | None = None,
    successor: Provider | None = None,
) -> Record:
    """Suspend, withdraw or reinstate. Raises as `change`; `registry.same_status`,
    `registry.own_successor`, `registry.circle` when the successors lead back to it."""
    if entry_of(provider).latest.status is status and successor is None:
        raise TeselaError("registry.same_status")
    if successor is not None:
        _see_that_it_ends(provider, successor)
    changes = {
        "status": status,
        "reason": reason,
        "successor": successor.entry if successor else None,
    }
    return _change(by, provider, changes, since, _ACTS[status])


def refresh_from_organisation(by: Membership, provider: Provider) -> Record:
    """Take over what the organisation of this service says now, its new keys too."""
    if provider.organisation is None:
        raise TeselaError("registry.not_ours")
    return _change(by, provider, organisation_says(provider.organisation), None, "registry.changed")


def _change(
    by: Membership,
    provider: Provider,
    changes: Mapping[str, Any],
    since: date | None,
    act: str,
) -> Record:
    with running(by) as authority:
        held = Provider.objects.select_for_update().get(pk=provider.pk)
        if held.source_id is not None:
            raise TeselaError("registry.not_ours")
        before = entry_of(held)
        if len(before.records) >= MOST_RECORDS:
            raise TeselaError("registry.too_many_records", limit=MOST_RECORDS)
        now = _now()
        begins = datetime.combine(since, time(0), UTC) if since else now
        stated = {**before.latest.model_dump(), "reason": None, **changes}
        record = _record({**stated, "since": begins, "recorded_at": now})
        places = _keep(held, record)
        summarise(held, entry_of(held).as_of(now) or record)
        held.save()
        about = {"provider": held.slug, "status": record.status.value}
        audit.record(authority, by.user_id, act, **about)
        publish(authority, places)
    return record


def _keep(provider: Provider, record: Record) -> set[int]:
    """One row more, under all its names. Raises TeselaError `registry.identity_known`."""
    for identity in record.identities:
        others = by_name(identity).filter(source=None).exclude(pk=provider.pk)
        if (other := others.first()) is not None:
            raise TeselaError("registry.identity_known", identity=identity, provider=other.title)
    RecordRow.objects.create(
        provider=provider,
        number=provider.records.count(),
        said=record.model_dump(mode="json", exclude_none=True),
    )
    return keep_names(provider, entry_of(provider))


def _record(stated: Mapping[str, Any]) -> Record:
    try:
        return Record.model_validate({"since": stated["recorded_at"], **stated})
    except (ValidationError, TeselaError) as error:
        at = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ("keys",)
        raise TeselaError("registry.said", member=".".join(map(str, at))[:80]) from error


def _identities(of: Organisation) -> list[str]:
    """What its credentials name or named as issuer: the controllers of its keys, the present first."""
    of_keys = of.keys.filter(waiting=False).order_by("-made_at").values_list("method", "use")
    named = [of.identity] if of.identity else []
    for method, use in of_keys:
        controller = method.partition("#")[0]
        if controller not in named and use in (KeyUse.AWARDS, KeyUse.WALLET):
            named.append(controller)
    return named[:20]


def _see_that_it_ends(provider: Provider, successor: Provider) -> None:
    seen, at = {provider.entry}, successor.entry
    while at:
        if at in seen:
            raise TeselaError(
                "registry.own_successor" if at == successor.entry else "registry.circle"
            )
        seen.add(at)
        found = Provider.objects.filter(entry=at).first()
        entry: Entry | None = entry_of(found) if found else None
        at = (entry.latest.successor if entry else None) or ""


def said_in(language: str, text: str) -> dict[str, str]:
    """A text somebody wrote, in the language they wrote it in."""
    return dict(LocalizedText({language: text}))


@contextmanager
def running(by: Membership) -> Iterator[Organisation]:
    """The authority, locked, for somebody who still runs the registry."""
    with transaction.atomic():
        authority = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
        if not may_run(by):
            raise TeselaError("registry.not_allowed")
        yield authority


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
