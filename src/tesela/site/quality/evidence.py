"""Evidence as it is kept: signed when it is granted, halted when it is withdrawn, shown graded."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Literal
from uuid import uuid4

from django.db import transaction

from tesela.formats.openbadges import quality
from tesela.model.achievement import QualityAssurance
from tesela.process.quality_case import Decision
from tesela.process.quality_evidence import About, Shown, shown
from tesela.proofs import data_integrity
from tesela.site.addresses import absolute
from tesela.site.awards import status
from tesela.site.design.models import Description
from tesela.site.providers import audit, keys
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may
from tesela.site.quality.models import Case, Statement
from tesela.status.bitstring import entry
from tesela.text.errors import TeselaError

MOST_OWN = 30
"""Statements of one provider's own word; as many as a description takes."""


def sign(case: Case) -> Statement:
    """The assurer signs what the case's decision says; what it signed before is followed by it.

    To be called in the transaction of the decision. Raises TeselaError `providers.no_key`.
    """
    decision = case.state.decision
    if decision is None:
        raise TeselaError("quality.cannot.grant", stage=case.stage)
    key = keys.signer(case.assurer)
    place = status.take_place(case.assurer, key.verification_method)
    stated = _statement(case, decision)
    earlier = list(case.statements.filter(followed=False))
    made = Statement.objects.create(
        provider=case.provider,
        case=case,
        stated=stated.model_dump(mode="json", exclude_none=True),
        conditions=_worded(case, decision.conditions),
        place=place,
    )
    unsecured = quality.write_quality(
        stated,
        provider=case.provider.party,
        assurer=case.assurer.party,
        issuer=key.controller,
        identifier=uuid4().urn,
        issued_at=case.last,
        reasons=decision.reasons,
        conditions=decision.conditions,
        language=_language(case),
        status=[entry(one) for one in status.places(case.assurer, place.counter)],
    )
    secured = data_integrity.secure(unsecured, key, case.last)
    made.credential = json.dumps(secured, ensure_ascii=False, separators=(",", ":")).encode()
    made.save(update_fields=["credential"])
    for one in earlier:
        one.followed = True
        one.save(update_fields=["followed"])
    return made


def digest(statement: Statement) -> str:
    """SHA-256 of the signed statement, in hexadecimal."""
    return sha256(bytes(statement.credential or b"")).hexdigest()


def set_conditions(case: Case, conditions: str) -> None:
    """What is still asked for; empty when it is met. The signed statement stays as it is."""
    case.statements.filter(followed=False).update(conditions=_worded(case, conditions))


def halt(case: Case, how: Literal["suspended", "withdrawn"], reasons: str) -> None:
    """From now on it counts for nothing, here and on the status lists.

    So does what a renewal followed: those statements are still in people's
    hands, signed and often within their dates.
    """
    for one in _standing(case):
        one.halted, one.halted_on, one.why = how, case.last.date(), reasons
        one.save(update_fields=["halted", "halted_on", "why"])
        if one.place:
            purpose = "suspension" if how == "suspended" else "revocation"
            status.mark_place(one.place, purpose, case.last)


def let_count_again(case: Case) -> None:
    """What was suspended is in force again, as far as its dates go."""
    for one in _standing(case).filter(halted="suspended"):
        one.halted, one.halted_on, one.why = "", None, ""
        one.save(update_fields=["halted", "halted_on", "why"])
        if one.place:
            status.mark_place(one.place, "suspension", None)


def of(organisation: Organisation) -> list[Statement]:
    """All statements about the organisation, those that a renewal follows too."""
    return list(
        organisation.quality_statements.select_related("case__offer", "provider").order_by("-pk")
    )


def graded(
    organisation: Organisation,
    on: date | None = None,
    about: About | None = None,
    statements: Iterable[Statement] | None = None,
) -> Shown:
    """What the organisation's evidence shows today, or on another day."""
    held = of(organisation) if statements is None else statements
    return shown(
        [one.evidence for one in held if not one.followed],
        on or datetime.now(UTC).date(),
        about=about,
        provider=organisation.party,
    )


def state_own(by: Membership, statement: QualityAssurance) -> Statement:
    """The provider states something itself; it is shown as its own word.

    Raises TeselaError `providers.not_allowed`, `quality.too_many_own`.
    """
    with transaction.atomic():
        organisation = _locked(by)
        if organisation.quality_statements.filter(case=None).count() >= MOST_OWN:
            raise TeselaError("quality.too_many_own", maximum=MOST_OWN)
        made = Statement.objects.create(
            provider=organisation, stated=statement.model_dump(mode="json", exclude_none=True)
        )
        audit.record(organisation, by.user_id, "quality.stated", statement=made.pk)
    return made


def remove_own(by: Membership, statement: Statement) -> None:
    """Take back one's own word. What somebody else signed stays.

    Raises TeselaError `providers.not_allowed`, `quality.not_own`.
    """
    with transaction.atomic():
        organisation = _locked(by)
        found = organisation.quality_statements.filter(pk=statement.pk, case=None).first()
        if found is None:
            raise TeselaError("quality.not_own")
        audit.record(organisation, by.user_id, "quality.unstated", statement=found.pk)
        found.delete()


def put_into(by: Membership, description: Description) -> int:
    """Put what is in force today into element 11 of a draft; how many statements were new.

    A statement that stands there already is not put there twice; one of the
    same kind by the same assurer gives way to the newer one. Raises
    TeselaError `providers.not_allowed`, `quality.nothing_in_force`.
    """
    with transaction.atomic():
        organisation = _locked(by)
        found = Description.objects.select_for_update(of=("self",)).get(
            pk=description.pk, organisation=organisation
        )
        in_force = [one.evidence for one in graded(organisation).statements if one.counts]
        if not in_force:
            raise TeselaError("quality.nothing_in_force")
        before = found.content.get("quality_assurance", [])
        new = [_for_description(one.statement, one.proof) for one in in_force]
        kept = [one for one in before if not any(_in_its_place(each, one) for each in new)]
        added = [one for one in new if one not in before]
        found.content = {**found.content, "quality_assurance": [*kept, *new][:MOST_OWN]}
        found.changed_by_id = by.user_id
        found.save()
    return len(added)


def _standing(case: Case) -> Any:
    return (
        case.statements.select_for_update(of=("self",))
        .select_related("place__organisation")
        .exclude(halted="withdrawn")
    )


def _statement(case: Case, decision: Decision) -> QualityAssurance:
    scheme = case.offer.scheme
    return QualityAssurance(
        kind=scheme.kind,
        title=scheme.title,
        agency=case.assurer.party,
        decision_page=_page(case),
        report_page=decision.report_page,
        decided_on=decision.decided_on,
        valid_until=decision.valid_until,
        reviewed_on=case.last.date(),
        scope=decision.scope,
    )


def _for_description(statement: QualityAssurance, proof: str | None) -> dict[str, Any]:
    """As a description states it: the decision page is where the signed statement can be had."""
    written = statement.model_dump(mode="json", exclude_none=True)
    return {**written, "decision_page": proof} if proof else written


def _in_its_place(new: dict[str, Any], old: dict[str, Any]) -> bool:
    who = (new.get("agency") or {}).get("name")
    return new["kind"] == old.get("kind") and who == (old.get("agency") or {}).get("name")


def _locked(by: Membership) -> Organisation:
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
    if role is None or not may(role, "describe"):
        raise TeselaError("providers.not_allowed")
    return organisation


def _page(case: Case) -> str:
    """The public page of the provider's evidence."""
    return absolute(f"/quality/{case.provider.slug}")


def _language(case: Case) -> str:
    return str((case.assurer.languages or ["en"])[0])


def _worded(case: Case, text: str) -> dict[str, str] | None:
    return {_language(case): text} if text.strip() else None
