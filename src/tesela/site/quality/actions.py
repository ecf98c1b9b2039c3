"""What the two sides of a case do: each a step of `process.quality`, kept, logged and in force.

A step locks the case, asks the pure machine whether it may be taken, keeps
the new state, writes history and both organisations' logs, and does what
follows from it: evidence is signed, halted or let count again. All of it is
one transaction, so that nothing is ever half done.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tesela.process.quality import apply as apply_for
from tesela.process.quality import step, transition_of
from tesela.process.quality_case import (
    Act,
    Actor,
    Event,
    Grant,
    HandInDocuments,
    HandInEvaluation,
    LiftConditions,
    Reinstate,
    Renew,
    SetConditions,
    Side,
    Suspend,
    TakeBack,
    Withdraw,
)
from tesela.process.schemes import MOST_BYTES
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may
from tesela.site.quality import evidence
from tesela.site.quality.models import Case, Offer, Step
from tesela.text.errors import TeselaError

PERMISSION = {Side.PROVIDER: "describe", Side.ASSURER: "issue"}
"""What a member's role has to allow (`providers.roles.MAY`): deciding signs with the key."""
MOST_OPEN_CASES = 50
"""Of one provider."""
LONGEST_ANSWER = 10_000


def apply(by: Membership, offer: Offer) -> Case:
    """The member's organisation applies under `offer`.

    Raises TeselaError `quality.offer_closed`, `quality.applied_twice`,
    `quality.too_many_cases` and what `process.quality.apply` raises.
    """
    with transaction.atomic():
        allowed(by, Side.PROVIDER)
        provider = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
        offer = Offer.objects.select_related("assurer").get(pk=offer.pk)
        state, event = apply_for(
            provider.slug, offer.assurer.slug, offer.scheme.terms, _actor(by), _now()
        )
        if not offer.open:
            raise TeselaError("quality.offer_closed")
        running = provider.quality_cases.exclude(stage__in=("refused", "withdrawn", "taken-back"))
        if running.filter(assurer=offer.assurer, offer__name=offer.name).exists():
            raise TeselaError("quality.applied_twice")
        if running.count() >= MOST_OPEN_CASES:
            raise TeselaError("quality.too_many_cases", maximum=MOST_OPEN_CASES)
        case = Case(provider=provider, assurer=offer.assurer, offer=offer)
        case.take_over(state)
        case.save()
        _written(case, event, Side.PROVIDER, by, "")
    return case


def answer(by: Membership, case: Case, answers: dict[str, dict[str, str]]) -> Case:
    """Keep what the provider wrote so far; empty answers are kept as empty.

    Raises TeselaError `quality.only_provider`, `quality.answers_closed`, `quality.too_long`.
    """
    with transaction.atomic():
        case = locked(case)
        if by.organisation_id != case.provider_id:
            raise TeselaError("quality.only_provider")
        allowed(by, Side.PROVIDER)
        if case.stage in ("refused", "withdrawn", "taken-back"):
            raise TeselaError("quality.answers_closed")
        known = {criterion.id for criterion in case.offer.scheme.criteria}
        if any(len(text) > LONGEST_ANSWER for said in answers.values() for text in said.values()):
            raise TeselaError("quality.too_long", maximum=LONGEST_ANSWER)
        kept = {name: said for name, said in answers.items() if name in known}
        case.answers = {**case.answers, **kept}
        if len(str(case.answers)) > MOST_BYTES:
            raise TeselaError("quality.too_long", maximum=MOST_BYTES)
        case.save(update_fields=["answers"])
    return case


def hand_in_documents(by: Membership, case: Case, text: str) -> Case:
    """Text and links, one a line. Raises what `take` does."""
    lines = [line for line in text.splitlines() if line.strip()]

    def keep(locked: Case) -> None:
        locked.documents = text

    return take(by, case, HandInDocuments(len(lines)), text, keep)


def hand_in_evaluation(by: Membership, case: Case) -> Case:
    """What was answered goes to the reviewer. Raises what `take` does."""
    case = Case.objects.get(pk=case.pk)
    return take(by, case, HandInEvaluation(case.answered), "")


def take(
    by: Membership,
    case: Case,
    act: Act,
    said: str,
    keep: Callable[[Case], None] | None = None,
) -> Case:
    """Take the step `act`; `said` is what its history shows.

    Raises TeselaError as `process.quality.step` does, `providers.not_allowed`
    where the member's role does not suffice, `providers.no_key` where an
    assurer cannot sign. Then nothing has changed.
    """
    side = transition_of(act).by
    with transaction.atomic():
        case = locked(case)
        state, event = step(case.state, act, _actor(by), _now())
        allowed(by, side)
        case.take_over(state)
        if keep:
            keep(case)
        case.save()
        about = _follow(case, act)
        _written(case, event, side, by, said, **about)
    return case


def _follow(case: Case, act: Act) -> dict[str, Any]:
    """What a step does to the evidence and its files; identifiers and digests for the log."""
    match act:
        case Grant() | Renew():
            made = evidence.sign(case)
            return {"statement": made.pk, "credential": evidence.digest(made)}
        case SetConditions(conditions=conditions):
            evidence.set_conditions(case, conditions)
        case LiftConditions():
            evidence.set_conditions(case, "")
        case HandInEvaluation():
            digests = sorted(set(case.files.values_list("digest", flat=True)))
            return {"files": digests} if digests else {}
        case TakeBack():
            case.forget_files()
        case Suspend(reasons=reasons):
            evidence.halt(case, "suspended", reasons)
        case Withdraw(reasons=reasons):
            evidence.halt(case, "withdrawn", reasons)
        case Reinstate():
            evidence.let_count_again(case)
        case _:
            pass  # the others touch no evidence
    return {}


def locked(case: Case) -> Case:
    """The case as it is now; nobody else steps until the transaction ends."""
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("provider", "assurer", "offer")
        .get(pk=case.pk)
    )


def _written(case: Case, event: Event, side: Side, by: Membership, said: str, **about: Any) -> None:
    """History for both sides, and an entry in each one's log; the other's without the person."""
    Step.objects.create(
        case=case,
        event=event.name,
        at=event.at,
        side=side.value,
        actor=by.user_id,
        before=event.before.value if event.before else "",
        after=event.after.value,
        said=said,
    )
    own, other = (
        (case.provider, case.assurer) if side is Side.PROVIDER else (case.assurer, case.provider)
    )
    facts = {"case": case.pk, "by": own.slug, **about}
    # Always in one order, so that two cases between two organisations do not wait in a circle.
    for organisation in sorted((own, other), key=lambda one: one.pk):
        actor = by.user_id if organisation == own else None
        audit.record(organisation, actor, event.name, **facts)


def _actor(by: Membership) -> Actor:
    slugs = Membership.objects.filter(user_id=by.user_id).values_list(
        "organisation__slug", flat=True
    )
    return Actor(str(by.user_id), by.organisation.slug, frozenset(slugs))


def allowed(by: Membership, side: Side) -> None:
    """Asked anew: the role may have changed since the page was opened."""
    role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
    if role is None or not may(role, PERMISSION[side]):
        raise TeselaError("providers.not_allowed")


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
