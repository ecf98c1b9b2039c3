"""Withdrawing several awards: prepared, checked, agreed to where two must, then done at once.

    DRAFT → ASKED? → DONE
         ↘ DROPPED ↙

A second person is asked where the organisation wants four eyes and more than
one award is meant.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower

from tesela.site.awards import actions
from tesela.site.awards.models import Award, Learner, LearnerKey, Withdrawal, WithdrawalState
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may
from tesela.text.errors import TeselaError

_FORGOTTEN = timedelta(days=1)
_AT_ONCE = 500
_KEPT_UNKNOWN = 200
One = TypeVar("One")


def prepare(
    organisation: Organisation,
    actor: int,
    named: Sequence[uuid.UUID | str],
    description: int | None = None,
) -> Withdrawal:
    """A draft of what `named` names: awards' ids, or learners who hold an award of `description`.

    Awards that are withdrawn already, and what names nothing, are left out.
    """
    found, unknown = _found(organisation, named, description)
    with transaction.atomic():
        Withdrawal.objects.filter(
            organisation=organisation,
            state=WithdrawalState.DRAFT,
            made_at__lt=datetime.now(UTC) - _FORGOTTEN,
        ).delete()
        return Withdrawal.objects.create(
            organisation=organisation,
            awards=[str(award) for award in found],
            unknown=unknown[:_KEPT_UNKNOWN],
            asked_by_id=actor,
        )


def explain(draft: Withdrawal, reason: str, *, notify: bool) -> None:
    """Write down why, and whether learners are told. Raises TeselaError `awards.decided`."""
    with transaction.atomic():
        locked = _locked(draft, WithdrawalState.DRAFT)
        locked.reason, locked.notify = reason, notify
        locked.save(update_fields=["reason", "notify"])


def confirm(draft: Withdrawal, actor: int) -> Withdrawal:
    """Withdraw all of it, or ask a second person.

    Raises TeselaError `awards.decided`, `awards.not_here`, `providers.not_allowed`.
    """
    with transaction.atomic():
        locked = _locked(draft, WithdrawalState.DRAFT)
        _permitted(locked, actor)
        if locked.asked_by_id != actor or not locked.reason or not locked.awards:
            raise TeselaError("awards.decided")
        if locked.organisation.four_eyes and len(locked.awards) > 1:
            locked.state = WithdrawalState.ASKED
            locked.save(update_fields=["state"])
            audit.record(
                locked.organisation,
                actor,
                "withdrawal.asked",
                withdrawal=str(locked.pk),
                count=len(locked.awards),
            )
            return locked
        return _done(locked, actor)


def agree(asked: Withdrawal, actor: int) -> Withdrawal:
    """The second person agrees: it is done.

    Raises TeselaError `awards.decided`, `awards.second_person`, `awards.not_here`,
    `providers.not_allowed`.
    """
    with transaction.atomic():
        locked = _locked(asked, WithdrawalState.ASKED)
        _permitted(locked, actor)
        if locked.asked_by_id == actor:
            raise TeselaError("awards.second_person")
        return _done(locked, actor)


def drop(wanted: Withdrawal, actor: int) -> Withdrawal:
    """Nothing is withdrawn. Raises TeselaError `awards.decided`."""
    with transaction.atomic():
        locked = _locked(wanted, WithdrawalState.DRAFT, WithdrawalState.ASKED)
        if locked.state == WithdrawalState.ASKED:
            audit.record(
                locked.organisation, actor, "withdrawal.dropped", withdrawal=str(locked.pk)
            )
        return _decided(locked, WithdrawalState.DROPPED, actor)


def _permitted(wanted: Withdrawal, actor: int) -> None:
    """Asked anew: the role may have changed since the page was opened."""
    member = Membership.objects.filter(organisation=wanted.organisation_id, user=actor).first()
    if member is None or not may(member.role, "withdraw"):
        raise TeselaError("providers.not_allowed")


def _done(locked: Withdrawal, actor: int) -> Withdrawal:
    awards = [uuid.UUID(award) for award in locked.awards]
    actions.withdraw(locked.organisation, awards, actor, locked.reason, notify=locked.notify)
    return _decided(locked, WithdrawalState.DONE, actor)


def _decided(locked: Withdrawal, state: WithdrawalState, actor: int) -> Withdrawal:
    locked.state, locked.unknown = state, []
    locked.decided_by_id, locked.decided_at = actor, datetime.now(UTC)
    locked.save(update_fields=["state", "unknown", "decided_by", "decided_at"])
    return locked


def _locked(wanted: Withdrawal, *states: WithdrawalState) -> Withdrawal:
    locked = (
        Withdrawal.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=wanted.pk)
    )
    if locked.state not in states:
        raise TeselaError("awards.decided")
    return locked


def _found(
    organisation: Organisation, named: Sequence[uuid.UUID | str], description: int | None
) -> tuple[list[uuid.UUID], list[str]]:
    standing = Award.objects.filter(organisation=organisation, withdrawn_at=None)
    ids = [one for one in named if isinstance(one, uuid.UUID)]
    texts = [one for one in named if isinstance(one, str)]
    here: set[uuid.UUID] = set()
    for chunk in _chunks(ids):
        here.update(standing.filter(pk__in=chunk).values_list("pk", flat=True))
    of_learner: dict[int, list[uuid.UUID]] = {}
    learners = _learners(organisation, texts)
    wanted = sorted({learner for listed in learners.values() for learner in listed})
    for part in _chunks(wanted):
        held = standing.filter(learner__in=part, edition__description=description)
        for learner, award in held.values_list("learner", "pk"):
            of_learner.setdefault(learner, []).append(award)
    found: dict[uuid.UUID, None] = {}
    unknown: list[str] = []
    for one in named:
        if isinstance(one, uuid.UUID):
            meant = [one] if one in here else []
        else:
            meant = [award for who in learners.get(one, ()) for award in of_learner.get(who, ())]
        found.update(dict.fromkeys(meant))
        if not meant:
            unknown.append(str(one))
    return list(found), unknown


def _learners(organisation: Organisation, texts: Sequence[str]) -> dict[str, set[int]]:
    """Text → learners whom a class list knows by it: their address or identifier."""
    keys = {
        sha256(f"{column}\n{value}".encode()).hexdigest(): text
        for text in texts
        for column, value in (("identifier", text), ("email", text.casefold()))
    }
    found: dict[str, set[int]] = {}
    for part in _chunks(list(keys)):
        listed = LearnerKey.objects.filter(organisation=organisation, key__in=part)
        for key, learner in listed.values_list("key", "learner"):
            found.setdefault(keys[key], set()).add(learner)
    written = {text.casefold(): text for text in texts if "@" in text}
    for chunk in _chunks(list({*written, *written.values()})):
        # By the index of addresses in small letters; on its own, `email` would be looked for in all.
        known = Learner.objects.alias(small=Lower("email")).filter(
            small__in=[Lower(Value(one)) for one in chunk],
            organisation=organisation,
            email__in=chunk,
        )
        for email, learner in known.values_list("email", "pk"):
            found.setdefault(written[email.casefold()], set()).add(learner)
    return found


def _chunks(listed: Sequence[One]) -> Iterable[Sequence[One]]:
    return (listed[first : first + _AT_ONCE] for first in range(0, len(listed), _AT_ONCE))
