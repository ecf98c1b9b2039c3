"""What members do with awards: withdraw, suspend, reinstate, correct, send again.

Each is one transaction: the change, the places on the status lists, the mails
and the entry in the audit log, all of them or none.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.db import transaction

from tesela.conform import Known
from tesela.conform.award import gate
from tesela.issuing.batch import RowRules, WantedAward, wanted_award
from tesela.issuing.roster import RosterRow
from tesela.model.award import Award as StatedAward
from tesela.site.awards import mails, search, status
from tesela.site.awards.making import make
from tesela.site.awards.models import Award, Change, Learner, LearnerKey, Mail
from tesela.site.awards.register import DatabaseRegister
from tesela.site.providers import audit
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError

_AT_ONCE = 500
"""Awards of one query, and of one entry in the log."""


def withdraw(
    organisation: Organisation,
    awards: Sequence[uuid.UUID],
    actor: int,
    reason: str,
    *,
    notify: bool,
) -> int:
    """Withdraw all of these awards for good; how many were not withdrawn before.

    Raises TeselaError `awards.not_here` when one is not the organisation's.
    """
    with transaction.atomic():
        found = _locked(organisation, awards)
        now = _now()
        standing = [award for award in found if award.withdrawn_at is None]
        if not standing:
            return 0
        for award in standing:
            award.withdrawn_at, award.reason = now, reason
        Award.objects.bulk_update(standing, ["withdrawn_at", "reason"], batch_size=_AT_ONCE)
        status.mark_changed(organisation, [award.counter for award in standing], "revocation")
        Change.objects.bulk_create(
            Change(award=award, kind="withdrawn", at=now, actor_id=actor, reason=reason)
            for award in standing
        )
        mails.call_off(standing)
        if notify:
            mails.tell_withdrawn(standing)
        for first in range(0, len(standing), _AT_ONCE):
            part = [str(award.pk) for award in standing[first : first + _AT_ONCE]]
            audit.record(organisation, actor, "award.withdrawn", count=len(part), awards=part)
    return len(standing)


def suspend(award: Award, actor: int, reason: str) -> None:
    """Suspend an award until it is reinstated.

    Raises TeselaError `awards.not_active`.
    """
    with transaction.atomic():
        (locked,) = _locked(award.organisation, [award.pk])
        if locked.state != "active":
            raise TeselaError("awards.not_active")
        locked.suspended_at, locked.reason = _now(), reason
        locked.save(update_fields=["suspended_at", "reason"])
        _changed(locked, "suspended", actor, reason)


def reinstate(award: Award, actor: int) -> None:
    """Let a suspended award count again. Raises TeselaError `awards.not_suspended`."""
    with transaction.atomic():
        (locked,) = _locked(award.organisation, [award.pk])
        if locked.state != "suspended":
            raise TeselaError("awards.not_suspended")
        locked.suspended_at, locked.reason = None, ""
        locked.save(update_fields=["suspended_at", "reason"])
        _changed(locked, "reinstated", actor, "")


def send_again(award: Award, actor: int, to: str) -> Mail:
    """Send the learner's link once more, to `to`, which becomes the learner's address.

    Raises TeselaError `awards.not_active`.
    """
    with transaction.atomic():
        (locked,) = _locked(award.organisation, [award.pk])
        if locked.withdrawn_at is not None:
            raise TeselaError("awards.not_active")
        learner = Learner.objects.select_for_update().get(pk=locked.learner_id)
        elsewhere = learner.email != to
        if elsewhere:
            learner.email = to
            learner.save(update_fields=["email"])
            search.note(award.organisation, [learner])
        mail = mails.send_again(locked, to)
        audit.record(
            award.organisation,
            actor,
            "mail.sent_again",
            award=str(award.pk),
            mail=mail.message_id,
            other_address=elsewhere,
        )
    return mail


def corrected_row(award: Award, row: RosterRow) -> WantedAward:
    """What `row` asks for in the place of `award`: known as the same row of the same learner."""
    stated, achievement = award.stated, award.edition.achievement
    rules = RowRules(
        stated.language,
        stated.awarded_on,
        with_date_of_birth=bool(stated.learner.date_of_birth),
        gate=gate(achievement, Known(today=_now().date())),
    )
    key = LearnerKey.objects.filter(learner=award.learner_id).order_by("pk").first()
    if key is None:
        raise TeselaError("awards.not_active")
    wanted = wanted_award(achievement, row, rules)
    return replace(wanted, known_as=(award.key, key.key))


def row_of(award: Award) -> RosterRow:
    """The row that says what `award` says."""
    stated = award.stated
    return RosterRow(
        award.row or 0,
        given_name=stated.learner.given_name,
        family_name=stated.learner.family_name,
        full_name=stated.learner.full_name,
        email=award.learner.email or None,
        contact=award.learner.contact or None,
        date_of_birth=stated.learner.date_of_birth,
        award_date=stated.awarded_on,
        assessed_on=stated.assessed_on,
        valid_until=stated.valid_until,
        grade=stated.grade,
        language=stated.language,
        evidence=stated.evidence,
        narrative=stated.narrative,
        workload_hours=stated.workload_hours,
        ects_credits=stated.ects_credits,
    )


def correct(award: Award, actor: int, row: RosterRow) -> Award:
    """A new award that says what `row` says and supersedes `award`, which is withdrawn.

    Raises TeselaError `awards.not_active`, `awards.unchanged`,
    `awards.correct_by_list` where a second person must approve whatever is
    issued, and what is wrong with the row.
    """
    with transaction.atomic():
        (locked,) = _locked(award.organisation, [award.pk])
        if locked.organisation.four_eyes:
            raise TeselaError("awards.correct_by_list")
        if not locked.current or locked.withdrawn_at is not None:
            raise TeselaError("awards.not_active")
        wanted = corrected_row(locked, row)
        if wanted.problem:
            raise TeselaError(wanted.problem.problem.code, **wanted.problem.problem.data)
        if says_the_same(locked.stated, wanted):
            raise TeselaError("awards.unchanged")
        # Its own row of its own class, so that the register takes it for a correction.
        batch = locked.batch or uuid.uuid4()
        register = DatabaseRegister(locked.organisation, locked.edition, batch)
        register.reached = {wanted.row: (locked.learner.email, locked.learner.contact)}
        (recorded,) = register.record([wanted], datetime.now(UTC))
        if recorded is None or recorded.standing != "corrected":
            raise TeselaError("awards.unchanged")
        made = Award.objects.select_related("organisation", "edition", "learner").get(
            pk=recorded.award.id.removeprefix("urn:uuid:")
        )
        mails.announce([made])
        audit.record(
            locked.organisation,
            actor,
            "award.corrected",
            award=str(made.pk),
            supersedes=str(locked.pk),
        )
    make([made])
    return made


def says_the_same(stated: StatedAward, wanted: WantedAward) -> bool:
    """Whether an award already says what is wanted."""
    asked = StatedAward.model_validate(
        {
            **wanted.defaults,
            **wanted.fields,
            "learner": {**wanted.fields["learner"], "id": stated.learner.id},
            "id": stated.id,
            "supersedes": stated.supersedes,
        }
    )
    return asked == stated


def _locked(organisation: Organisation, wanted: Sequence[uuid.UUID]) -> list[Award]:
    """These awards of the organisation, and nobody else changes them meanwhile."""
    found: list[Award] = []
    for first in range(0, len(wanted), _AT_ONCE):
        chunk = wanted[first : first + _AT_ONCE]
        found += (
            Award.objects.select_for_update(of=("self",))
            .select_related("organisation", "edition", "learner")
            .filter(organisation=organisation, pk__in=chunk)
            .order_by("pk")
        )
    if len(found) != len(set(wanted)):
        raise TeselaError("awards.not_here")
    return found


def _changed(award: Award, kind: str, actor: int, reason: str) -> None:
    now = _now()
    status.mark_changed(award.organisation, [award.counter], "suspension")
    Change.objects.create(award=award, kind=kind, at=now, actor_id=actor, reason=reason)
    audit.record(award.organisation, actor, f"award.{kind}", award=str(award.pk))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
