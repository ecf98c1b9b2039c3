"""What organisations do about endorsements: each a transaction, its permission and its log entries.

    asked ──► given ──► withdrawn
      ├─────► declined
      └─────► taken_back

- Nobody endorses their own: neither the organisation itself, nor a person who
  belongs to both (docs/security.md).
- Endorsing, declining and withdrawing is for owners: they speak for the organisation.
- What is signed is recorded in the same transaction, and its bytes never change.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db import IntegrityError, transaction

from tesela.formats.digests import sri
from tesela.formats.openbadges import Pinned, endorsement
from tesela.model.endorsement import Side
from tesela.proofs import data_integrity
from tesela.site.design.models import Edition
from tesela.site.endorsements import lists
from tesela.site.endorsements.models import Endorsement, State
from tesela.site.providers import audit, keys
from tesela.site.providers.models import Membership, Organisation
from tesela.site.providers.roles import may
from tesela.status.bitstring import entry
from tesela.text.errors import TeselaError

MOST_OPEN = 20
"""Questions of one edition that wait for an answer."""
MOST_A_DAY = 30
"""Questions that one organisation asks on one day."""
MOST_WAITING = 200
"""Questions that wait for one organisation; then it is left in peace."""
LONGEST_YEARS = 10
"""An endorsement that names its last day ends within so many years."""


def ask(by: Membership, edition: Edition, endorser: Organisation, note: str) -> Endorsement:
    """Ask `endorser` to endorse `edition`, which belongs to the organisation of `by`.

    Raises TeselaError `endorsements.own`, `endorsements.twice`, `endorsements.too_many`,
    `endorsements.declined_lately`, `providers.not_allowed`.
    """
    with _acting(by, "describe") as organisation:
        if edition.description.organisation_id != organisation.pk:
            raise TeselaError("providers.not_allowed")
        if endorser.pk == organisation.pk:
            raise TeselaError("endorsements.own")
        _room(organisation, edition, endorser)
        try:
            with transaction.atomic():
                made = Endorsement.objects.create(
                    edition=edition, endorser=endorser, note=note, asked_by_id=by.user_id
                )
        except IntegrityError as error:
            raise TeselaError("endorsements.twice") from error
        _record(made, organisation, by.user_id, "endorsement.asked")
        _record(made, endorser, None, "endorsement.wanted")
    return made


def take_back(by: Membership, asked: Endorsement) -> None:
    """Take the question back while nobody has answered. Raises TeselaError `endorsements.state_changed`."""
    with _acting(by, "describe") as organisation, _in_state(asked, State.ASKED) as found:
        if found.asker.pk != organisation.pk:
            raise TeselaError("providers.not_allowed")
        _moved(found, State.TAKEN_BACK)
        _record(found, organisation, by.user_id, "endorsement.taken_back")
        _record(found, found.endorser, None, "endorsement.taken_back")


def give(
    by: Membership,
    asked: Endorsement,
    side: Side,
    comment: str = "",
    ends_on: date | None = None,
) -> None:
    """Endorse: sign it with the organisation's own key and publish it.

    Raises TeselaError `endorsements.state_changed`, `endorsements.conflict`, `endorsements.ends`,
    `endorsements.list_full`, `providers.no_key`, `providers.not_allowed`.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    _check_end(ends_on, now.date())
    with _acting(by, "manage") as organisation, _in_state(asked, State.ASKED) as found:
        _no_conflict(by, found, organisation)
        key = keys.signer(organisation)
        place = lists.next_place(organisation, key.controller)
        found.side, found.comment, found.ends_on = side.value, comment, ends_on
        found.language = (organisation.languages or list(organisation.name))[0]
        found.answered_at, found.method = now, key.verification_method
        found.position = place.position
        pinned = Pinned(found.edition.iri, sri(bytes(found.edition.public)), "application/ld+json")
        unsigned = endorsement.write(
            id=f"urn:uuid:{found.pk}",
            endorser=organisation.party,
            issuer=key.controller,
            side=side,
            subject=found.edition.iri,
            comment=comment,
            language=found.language,
            issued_at=now,
            ends_on=ends_on,
            status=(entry(place),),
            pinned=pinned,
        )
        found.credential = json.dumps(
            data_integrity.secure(unsigned, key, now), ensure_ascii=False
        ).encode()
        _moved(found, State.GIVEN)
        _record(found, organisation, by.user_id, "endorsement.given")
        _record(found, found.asker, None, "endorsement.received")


def decline(by: Membership, asked: Endorsement, reason: str) -> None:
    """Say no, and why. Raises TeselaError `endorsements.state_changed`, `providers.not_allowed`."""
    with _acting(by, "manage") as organisation, _in_state(asked, State.ASKED) as found:
        _is_endorser(found, organisation)
        found.reason, found.answered_at = reason, datetime.now(UTC)
        _moved(found, State.DECLINED)
        _record(found, organisation, by.user_id, "endorsement.declined")
        _record(found, found.asker, None, "endorsement.declined")


def withdraw(by: Membership, given: Endorsement, reason: str) -> None:
    """Stand behind it no longer: from now on every check says so.

    Raises TeselaError `endorsements.state_changed`, `providers.not_allowed`.
    """
    with _acting(by, "manage") as organisation, _in_state(given, State.GIVEN) as found:
        _is_endorser(found, organisation)
        found.reason, found.withdrawn_at = reason, datetime.now(UTC)
        _moved(found, State.WITHDRAWN)
        lists.mark_changed(found)
        _record(found, organisation, by.user_id, "endorsement.withdrawn")
        _record(found, found.asker, None, "endorsement.lost")


def _room(organisation: Organisation, edition: Edition, endorser: Organisation) -> None:
    """Whoever asks much, or somebody who has much to answer, is kept within bounds."""
    now = datetime.now(UTC)
    known = Endorsement.objects.all()
    mine = known.filter(edition__description__organisation=organisation)
    if (
        known.filter(edition=edition, state=State.ASKED).count() >= MOST_OPEN
        or mine.filter(asked_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY
        or known.filter(endorser=endorser, state=State.ASKED).count() >= MOST_WAITING
    ):
        raise TeselaError("endorsements.too_many")
    lately = now - timedelta(days=30)
    if known.filter(
        edition=edition, endorser=endorser, state=State.DECLINED, answered_at__gt=lately
    ).exists():
        raise TeselaError("endorsements.declined_lately")


def _check_end(ends_on: date | None, today: date) -> None:
    latest = date(today.year + LONGEST_YEARS, today.month, min(today.day, 28))
    if ends_on is not None and not today <= ends_on <= latest:
        raise TeselaError("endorsements.ends", years=LONGEST_YEARS)


def _no_conflict(by: Membership, found: Endorsement, organisation: Organisation) -> None:
    _is_endorser(found, organisation)
    asker = found.asker
    own_party, other = organisation.party, asker.party
    same = {one.value for one in own_party.identifiers} & {one.value for one in other.identifiers}
    if asker.pk == organisation.pk or same or organisation.identity == asker.identity:
        raise TeselaError("endorsements.own")
    if Membership.objects.filter(organisation=asker, user_id=by.user_id).exists():
        raise TeselaError("endorsements.conflict")


def _is_endorser(found: Endorsement, organisation: Organisation) -> None:
    if found.endorser_id != organisation.pk:
        raise TeselaError("providers.not_allowed")


@contextmanager
def _acting(by: Membership, act: str) -> Iterator[Organisation]:
    """The organisation, for somebody who may still do `act` there."""
    with transaction.atomic():
        role = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
        if role is None or not may(role, act):
            raise TeselaError("providers.not_allowed")
        yield Organisation.objects.get(pk=by.organisation_id)


@contextmanager
def _in_state(one: Endorsement, state: State) -> Iterator[Endorsement]:
    """The endorsement, locked, while it is in `state`. Raises TeselaError `endorsements.state_changed`."""
    found = (
        Endorsement.objects.select_for_update(of=("self",))
        .select_related("endorser", "edition__description__organisation")
        .get(pk=one.pk)
    )
    if found.state != state:
        raise TeselaError("endorsements.state_changed")
    yield found


def _moved(found: Endorsement, state: State) -> None:
    found.state = state
    found.save()


def _record(found: Endorsement, of: Organisation, actor: int | None, act: str) -> None:
    audit.record(of, actor, act, endorsement=str(found.pk), edition=found.edition.iri)
