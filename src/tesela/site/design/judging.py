"""Judging what no machine can decide: a member answers a question about a description.

Council Recommendation 2022/C 243/02, Annex II: some of what the ten principles
ask is a matter of judgement (`conform.questions`). The rules here:

1. Whoever judges is a member whose role may; where the organisation wants
   four eyes, somebody who did not write on the description.
2. What is judged is exactly what was seen: a change meanwhile is refused, and
   a later change opens the question again.
3. Reviewer, day, result and reason are kept for good; the log has an entry
   with identifiers only. The last judgement counts.
"""

from datetime import UTC, datetime

from django.db import transaction

from tesela.conform.questions import QUESTIONS, Question
from tesela.model.achievement import Achievement
from tesela.site.design.checking import digest
from tesela.site.design.models import Description, Judged
from tesela.site.design.publishing import current
from tesela.site.providers import audit
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import may
from tesela.text.errors import TeselaError

BY_ID = {question.id: question for question in QUESTIONS}
RESULTS = ("met", "not-met", "not-applicable")
MOST_CHARACTERS = 2_000
"""Of a reason."""


def may_judge(description: Description, role: str, user: int | None) -> bool:
    """Whether this member may judge this description."""
    wrote = user in description.written_by
    return may(role, "judge") and not (description.organisation.four_eyes and wrote)


def asked_of(achievement: Achievement) -> list[Question]:
    """The questions that make sense for what the description states."""
    return [question for question in QUESTIONS if question.about(achievement)]


def judge(
    description: Description, question: str, result: str, note: str, *, actor: int, seen: str
) -> Judged:
    """Record the judgement of `actor`; `seen` is the digest of what was judged.

    Raises TeselaError `providers.not_allowed`, `design.judge.own`,
    `design.judge.changed`, `design.judge.not_asked`; DescriptionUnfitError.
    """
    with transaction.atomic():
        now = (
            Description.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .get(pk=description.pk)
        )
        member = Membership.objects.filter(organisation=now.organisation_id, user=actor).first()
        if member is None or not may(member.role, "judge"):
            raise TeselaError("providers.not_allowed")
        if not may_judge(now, member.role, actor):  # 1
            raise TeselaError("design.judge.own")
        achievement = current(now)
        if digest(achievement) != seen:  # 2
            raise TeselaError("design.judge.changed")
        if question not in {one.id for one in asked_of(achievement)} or result not in RESULTS:
            raise TeselaError("design.judge.not_asked")
        made = Judged.objects.create(  # 3
            description=now,
            question=question,
            version=achievement.version,
            digest=seen,
            result=result,
            note=note,
            reviewer_id=actor,
            judged_at=datetime.now(UTC).replace(microsecond=0),
        )
        audit.record(
            now.organisation,
            actor,
            "description.judged",
            description=now.slug,
            question=question,
            result=result,
            digest=seen,
        )
    return made
