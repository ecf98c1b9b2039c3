"""What organisations do in the register of needs; every act is logged and has its bounds."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from tesela.site.addresses import own_path
from tesela.site.design.models import Description, Edition
from tesela.site.design.words import plain, words
from tesela.site.needs.models import Answered, Need, Voice
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may
from tesela.text.errors import TeselaError

MOST_A_DAY = 30
"""Needs and voices of one organisation on one day."""
MOST_OPEN = 100
"""Open needs of one organisation."""
MOST_VOICES = 500
"""Of one need."""
MOST_ANSWERED = 30
"""Needs that one achievement declares (`model.achievement.Achievement.needs`)."""


def propose(by: Membership, said: Mapping[str, Any]) -> Need:
    """A new need of the organisation of `by`.

    `said` has the members kind, purpose, title, text, sector and references of
    `Need`. Raises TeselaError `needs.too_many`, `providers.not_allowed`.
    """
    with _acting(by) as organisation:
        _room(organisation)
        if organisation.needs.filter(closed_at=None).count() >= MOST_OPEN:
            raise TeselaError("needs.too_many")
        made: Need = organisation.needs.create(
            kind=said["kind"],
            purpose=said["purpose"],
            title=said["title"],
            text=said["text"],
            sector=said.get("sector", ""),
            references=said.get("references", []),
            words=f"{words(said['title'])}\n{plain(said.get('sector', ''))}",
            made_by_id=by.user_id,
        )
        audit.record(organisation, by.user_id, "need.proposed", need=str(made.pk))
    return made


def close(by: Membership, need: Need, closing: str) -> None:
    """It is no need any more, and why. Raises TeselaError `needs.closed`, `providers.not_allowed`."""
    with _acting(by) as organisation, _open(need) as found:
        if found.organisation_id != organisation.pk:
            raise TeselaError("providers.not_allowed")
        found.closed_at, found.closing = datetime.now(UTC), closing
        found.save(update_fields=["closed_at", "closing"])
        audit.record(organisation, by.user_id, "need.closed", need=str(found.pk))


def speak(by: Membership, need: Need, kind: str, text: str, *, agrees: bool) -> Voice:
    """Agree with a need of somebody else, or comment on any.

    Raises TeselaError `needs.own`, `needs.twice`, `needs.too_many`, `needs.closed`,
    `providers.not_allowed`.
    """
    with _acting(by) as organisation, _open(need) as found:
        if agrees and found.organisation_id == organisation.pk:
            raise TeselaError("needs.own")
        _room(organisation)
        if found.voices.count() >= MOST_VOICES:
            raise TeselaError("needs.too_many")
        try:
            with transaction.atomic():
                made: Voice = found.voices.create(
                    organisation=organisation,
                    kind=kind,
                    agrees=agrees,
                    text=text,
                    language=(organisation.languages or list(organisation.name))[0],
                    made_by_id=by.user_id,
                )
        except IntegrityError as error:
            raise TeselaError("needs.twice") from error
        act = "need.endorsed" if agrees else "need.commented"
        audit.record(organisation, by.user_id, act, need=str(found.pk))
    return made


def take_back(by: Membership, voice: Voice) -> None:
    """The organisation says it no longer. Raises TeselaError `providers.not_allowed`."""
    with _acting(by) as organisation:
        found = Voice.objects.select_for_update().get(pk=voice.pk)
        if found.organisation_id != organisation.pk:
            raise TeselaError("providers.not_allowed")
        if found.taken_back_at is None:
            found.taken_back_at = datetime.now(UTC)
            found.save(update_fields=["taken_back_at"])
            audit.record(organisation, by.user_id, "need.taken_back", need=str(found.need_id))


def answer(by: Membership, need: Need, description: Description) -> None:
    """The draft declares that it answers the need; public once it is published.

    Raises TeselaError `needs.closed`, `needs.answered`, `needs.too_many`, `providers.not_allowed`.
    """
    with _acting(by) as organisation, _open(need) as found:
        draft = Description.objects.select_for_update().get(pk=description.pk)
        if draft.organisation_id != organisation.pk:
            raise TeselaError("providers.not_allowed")
        named = list(draft.content.get("needs") or [])
        if any(one.get("id") == found.address for one in named):
            raise TeselaError("needs.answered")
        if len(named) >= MOST_ANSWERED:
            raise TeselaError("needs.too_many")
        target = {"title": found.title, "id": found.address}
        draft.content = {**draft.content, "needs": [*named, target]}
        draft.changed_by_id = by.user_id
        draft.save()
        audit.record(
            organisation,
            by.user_id,
            "need.answered",
            need=str(found.pk),
            description=draft.slug,
        )


def declare(by: Membership, needs: Iterable[Need], description: Description) -> None:
    """The draft declares that it answers all these needs, or none of them; see `answer`."""
    with transaction.atomic():
        for need in needs:
            answer(by, need, description)


def take_out(by: Membership, description: Description, address: str) -> None:
    """The draft no longer declares the need with this address.

    Raises TeselaError `needs.not_declared`, `providers.not_allowed`.
    """
    with _acting(by) as organisation:
        draft = Description.objects.select_for_update().get(pk=description.pk)
        if draft.organisation_id != organisation.pk:
            raise TeselaError("providers.not_allowed")
        named = list(draft.content.get("needs") or [])
        kept = [one for one in named if one.get("id") != address]
        if len(kept) == len(named):
            raise TeselaError("needs.not_declared")
        draft.content = {**draft.content, "needs": kept}
        draft.changed_by_id = by.user_id
        draft.save()
        audit.record(
            organisation, by.user_id, "need.taken_out", address=address, description=draft.slug
        )


def link(edition: Edition) -> None:
    """Link a published edition with the needs here that it declares."""
    numbers = [
        number
        for target in edition.achievement.needs
        if target.id and (number := _number(target.id)) is not None
    ]
    for need in Need.objects.filter(pk__in=numbers):
        Answered.objects.get_or_create(need=need, edition=edition)


def _number(address: str) -> UUID | None:
    path = own_path(address) or ""
    try:
        return UUID(path.removeprefix("/needs/")) if path.startswith("/needs/") else None
    except ValueError:
        return None


def _room(organisation: Organisation) -> None:
    since = datetime.now(UTC) - timedelta(days=1)
    made = organisation.needs.filter(made_at__gt=since).count()
    said = Voice.objects.filter(organisation=organisation, made_at__gt=since).count()
    if made + said >= MOST_A_DAY:
        raise TeselaError("needs.too_many")


@contextmanager
def _acting(by: Membership) -> Iterator[Organisation]:
    """The organisation, locked, for somebody who may still describe there."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update(no_key=True).get(
            pk=by.organisation_id
        )
        role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
        if role is None or not may(role, "describe"):
            raise TeselaError("providers.not_allowed")
        yield organisation


@contextmanager
def _open(need: Need) -> Iterator[Need]:
    found = Need.objects.select_for_update().get(pk=need.pk)
    if found.closed_at is not None:
        raise TeselaError("needs.closed")
    yield found
