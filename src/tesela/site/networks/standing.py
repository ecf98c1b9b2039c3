"""Whether an organisation may issue in the name of another one at this moment, and what it then says.

    1. the newest state of all mandates that lead to the organisation
    2. a chain of them from whose edition it is, for the act, the achievement and
       the moment (`model.mandate.authority`)
    3. each statement names the identities that sign now: else nobody could tell
       that it is meant
    4. the edition's own organisation is one of those that award it

It is asked when a list is handed over, confirmed and approved, when its time
comes, and once more in the transaction that records the awards. What was
recorded before a mandate ended stays.
"""

from datetime import datetime
from hashlib import sha256
from itertools import pairwise

from django.db.models import OuterRef, QuerySet, Subquery

from tesela.codecs import jcs
from tesela.conform.rules.parties import same_party
from tesela.formats.digests import sri
from tesela.model.achievement import Achievement
from tesela.model.mandate import MOST_STEPS, Act, Cited, authority
from tesela.model.party import Party
from tesela.process.mandates import State
from tesela.site.design.models import Edition
from tesela.site.networks.models import Delegation, Given
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError

COUNTED = (State.IN_FORCE, State.ENDED)
"""States in which both have agreed once."""
MOST_MANDATES = 200
"""Of one organisation, that are looked at."""
MOST_EDITIONS = 50


class NotMandatedError(TeselaError):
    """There is no mandate under which this may be issued now; its code says why."""


def chain_for(
    organisation: Organisation, edition: Edition, at: datetime, act: Act = Act.ISSUE
) -> list[Given]:
    """The mandates by which `organisation` may do `act` on the edition of another one.

    Raises NotMandatedError `mandate.*`.
    """
    described = edition.description
    known = reaching(organisation)  # 1
    try:
        found = authority(  # 2
            [one.stated for one in known.values()],
            mandator=str(described.organisation_id),
            mandatary=str(organisation.pk),
            act=act,
            achievement=described.address,
            at=at,
        )
    except TeselaError as error:
        raise NotMandatedError(error.code, **error.problem.data) from None
    steps = [known[one.id] for one in found]
    _see_that_identities_fit(steps)  # 3
    return steps


def reaching(organisation: Organisation) -> dict[str, Given]:
    """Mandates that both agreed to, of this organisation, with all they were given under."""
    wanted = Given.objects.filter(mandatary=organisation, state__in=COUNTED)
    found = {str(one.pk): one for one in _with_parties(wanted)[:MOST_MANDATES]}
    for _ in range(MOST_STEPS):
        above = {one.under_id for one in found.values() if one.under_id}
        missing = [pk for pk in above if str(pk) not in found]
        if not missing:
            break
        known = _with_parties(Given.objects.filter(pk__in=missing, state__in=COUNTED))
        found |= {str(one.pk): one for one in known}
    return found


def refuse_unmandated(organisation: Organisation, edition: Edition, at: datetime) -> None:
    """The gate: nothing for an own edition; else raises NotMandatedError unless it may be issued."""
    if not is_own(organisation, edition):
        _bodies(edition, chain_for(organisation, edition, at))


def is_own(organisation: Organisation, edition: Edition) -> bool:
    """Whether the organisation published the edition itself."""
    return bool(edition.description.organisation_id == organisation.pk)


def delegation(organisation: Organisation, edition: Edition, at: datetime) -> Delegation | None:
    """How `organisation` issues the edition now; None where it is its own.

    To be called within the transaction that records what is issued: the mandates
    are locked until it ends. Raises NotMandatedError.
    """
    if is_own(organisation, edition):
        return None
    steps = chain_for(organisation, edition, at)
    list(Given.objects.select_for_update().filter(pk__in=[one.pk for one in steps]).order_by("pk"))
    steps = chain_for(organisation, edition, at)  # as they are now that nobody changes them
    bodies = [one.model_dump(mode="json", exclude_none=True) for one in _bodies(edition, steps)]
    issuer = organisation.party.model_dump(mode="json", exclude_none=True)
    ids = [str(one.pk) for one in steps]
    stated = {"edition": edition.iri, "mandates": ids, "issuer": issuer, "bodies": bodies}
    found, _ = Delegation.objects.get_or_create(
        digest=sha256(jcs.canonical(stated)).hexdigest(),
        defaults={
            "organisation": organisation,
            "edition": edition,
            "mandates": ids,
            "issuer": issuer,
            "bodies": bodies,
        },
    )
    return found


def steps_of(made: Delegation) -> list[Given]:
    """The mandates of a delegation, that of the awarding body first."""
    listed = _with_parties(Given.objects.filter(pk__in=made.mandates))
    known = {str(one.pk): one for one in listed}
    return [known[pk] for pk in made.mandates]


def cited(made: Delegation) -> tuple[Cited, ...]:
    """The mandates of a delegation as its credentials name them."""
    return tuple(_cited(one) for one in steps_of(made))


def may_issue(organisation: Organisation, edition: Edition, at: datetime) -> bool:
    """Whether the organisation may issue the edition, its own or another one's."""
    try:
        refuse_unmandated(organisation, edition, at)
    except NotMandatedError:
        return False
    return True


def editions_under(organisation: Organisation, at: datetime) -> list[Edition]:
    """The newest editions of others that the organisation may issue now, the last one first."""
    roots: set[int] = {
        one.mandator_id for one in reaching(organisation).values() if one.under_id is None
    }
    newest = (
        Edition.objects.filter(description=OuterRef("description"))
        .order_by("-published_at", "-pk")
        .values("pk")[:1]
    )
    listed = (
        Edition.objects.filter(description__organisation__in=roots, pk=Subquery(newest))
        .select_related("description__organisation")
        .order_by("-published_at", "-pk")[:MOST_EDITIONS]
    )
    return [one for one in listed if may_issue(organisation, one, at)]


def is_mandated(organisation: Organisation, achievement: Achievement, at: datetime) -> bool | None:
    """Whether one of its awarding bodies lets the organisation issue or seal it now.

    This is the other direction: an umbrella that describes and seals for a small
    provider. None where no mandate of any of them is known here.
    """
    known = [
        one
        for one in reaching(organisation).values()
        if one.mandatary_id == organisation.pk
        and any(same_party(one.mandator.party, body) for body in achievement.awarding_bodies)
    ]
    if not known:
        return None
    return any(
        one.under_id is None
        and one.stated.standing(at) is None
        and any(one.stated.covers(act, achievement.id) is None for act in (Act.ISSUE, Act.SEAL))
        for one in known
    )


def _see_that_identities_fit(steps: list[Given]) -> None:
    for one in steps:
        if one.mandatary_identity != one.mandatary.identity:
            raise NotMandatedError("mandate.identity", organisation=one.mandatary.slug)
    for above, below in pairwise(steps):
        if below.mandator_identity != above.mandatary_identity:
            raise NotMandatedError("mandate.identity", organisation=below.mandator.slug)


def _bodies(edition: Edition, steps: list[Given]) -> list[Party]:
    """Who awards the edition, the mandator by the identity that its mandate is signed with."""
    achievement, first = edition.achievement, steps[0]
    own = achievement.issuer
    bodies = [
        one.model_copy(update={"id": first.mandator_identity}) if _same(one, own) else one
        for one in achievement.responsible_bodies
    ]
    if not any(one.id == first.mandator_identity for one in bodies):  # 4
        raise NotMandatedError("mandate.not_awarding")
    return sorted(bodies, key=lambda one: one.id != first.mandator_identity)


def _same(one: Party, own: Party) -> bool:
    return one == own or (bool(one.id) and one.id == own.id)


def _cited(one: Given) -> Cited:
    content = bytes(one.statement)
    return Cited(
        address=one.statement_address,
        digest=sri(content),
        content=content,
        mandator=one.mandator.party.name,
        mandatary=one.mandatary.party.name,
        begins=one.begins,
        ends=one.ends,
    )


def _with_parties(listed: "QuerySet[Given]") -> "QuerySet[Given]":
    return listed.select_related("mandator", "mandatary").order_by("-offered_at", "pk")
