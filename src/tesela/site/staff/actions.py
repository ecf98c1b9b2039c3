"""What people do about the competence of staff: each a transaction, its permission and its log entry.

1. A member hands over a credential of their own; it is verified at this moment,
   and only a valid one counts (`staff.not_valid`)
2. It must be a micro-credential or badge that says what was achieved
   (`staff.not_read`), and name the person as their account does (`staff.other_name`)
3. Kept are its title, issuer, last day, digest and the moment of the check; the
   credential itself is not
4. The person's name is shown only while they want it; they remove it alone,
   and everything goes with the membership

The log says that it was done, never who holds what.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from pydantic import ValidationError

from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.competence import ROLES
from tesela.model.report import Report, Verdict
from tesela.site.providers import audit
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import may
from tesela.site.staff.models import Held, Staff
from tesela.site.verifier.actions import check
from tesela.text.errors import TeselaError

MOST_HELD = 50
"""Of one member."""
MOST_PEOPLE = 100_000


def count(by: Membership, people: dict[str, int]) -> None:
    """Say how many people there are in each role; 0 shows nothing of the role.

    Raises TeselaError `providers.not_allowed`.
    """
    with transaction.atomic():
        _permitted(by, "manage")
        for role in ROLES:
            number = min(max(people.get(role, 0), 0), MOST_PEOPLE)
            Staff.objects.update_or_create(
                organisation=by.organisation, role=role, defaults={"people": number}
            )
        audit.record(by.organisation, by.user_id, "staff.counted", **people)


def hand_in(by: Membership, role: str, data: bytes, *, name_shown: bool) -> Held:
    """Show a credential of one's own.

    Raises TeselaError `staff.not_valid`, `staff.not_read`, `staff.name_missing`, `staff.other_name`,
    `staff.twice`, `staff.too_many`, `providers.not_allowed`, and as `verify` for what is none.
    """
    _permitted(by, "see")
    report = check(data)  # 1; outside of the transaction: it may ask others
    if report.verdict is not Verdict.VALID:
        raise TeselaError("staff.not_valid")
    achievement, award = _read(report)  # 2
    _see_that_it_is_theirs(by, award)
    with transaction.atomic():  # 3
        _permitted(by, "see")
        if by.held.count() >= MOST_HELD:
            raise TeselaError("staff.too_many", limit=MOST_HELD)
        try:
            with transaction.atomic():
                made = Held.objects.create(
                    member=by,
                    role=role,
                    title=dict(achievement.title),
                    issuer=_bodies(achievement)[:500],
                    digest=sha256(data).hexdigest(),
                    ends_on=award.valid_until,
                    verified_at=datetime.now(UTC),
                    name_shown=name_shown,
                )
        except IntegrityError as error:
            raise TeselaError("staff.twice") from error
        audit.record(by.organisation, by.user_id, "staff.shown")
    return made


def show_name(by: Membership, held: Held, *, shown: bool) -> None:
    """Be named on public pages, or not any more. Raises TeselaError `providers.not_allowed`."""
    with transaction.atomic():
        _permitted(by, "see")
        if held.member_id != by.pk:
            raise TeselaError("providers.not_allowed")
        Held.objects.filter(pk=held.pk).update(name_shown=shown)
        audit.record(by.organisation, by.user_id, "staff.name")


def remove(by: Membership, held: Held) -> None:
    """Take it away: one's own, or as an owner anybody's. Raises TeselaError `providers.not_allowed`."""
    with transaction.atomic():
        role = _permitted(by, "see")
        own = held.member_id == by.pk
        if held.member.organisation_id != by.organisation_id or not (own or may(role, "manage")):
            raise TeselaError("providers.not_allowed")
        Held.objects.filter(pk=held.pk).delete()
        audit.record(by.organisation, by.user_id, "staff.removed")


def _permitted(by: Membership, act: str) -> str:
    role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
    if role is None or not may(role, act):
        raise TeselaError("providers.not_allowed")
    return str(role)


def _read(report: Report) -> tuple[Achievement, Award]:
    content: Any = report.content
    try:
        return (
            Achievement.model_validate(content.get("achievement")),
            Award.model_validate(content.get("award")),
        )
    except ValidationError as error:
        raise TeselaError("staff.not_read") from error


def _see_that_it_is_theirs(by: Membership, award: Award) -> None:
    """By the words of the name, whatever their order: an account proves no more than an address."""
    if not by.user.name.strip():
        raise TeselaError("staff.name_missing")
    if _words(by.user.name) != _words(award.learner.name):
        raise TeselaError("staff.other_name")


def _words(name: str) -> list[str]:
    return sorted(name.casefold().replace("-", " ").split())


def _bodies(achievement: Achievement) -> str:
    language = achievement.title.language_for("en")
    return ", ".join(one.name.in_language(language) for one in achievement.responsible_bodies)
