"""New awards of a class, many at a time: nothing is stored that is read again.

Most rows of a class are simply new: nobody was awarded this before, and there is nothing to
correct, to keep or to refuse. They take a shorter way than `batches` takes for all others:

    1. part     the rows that are certainly new; the others stay open
    2. reserve  their places on the status lists, by one statement, and note it (`Reserved`)
    3. make     ids, what is signed and the credentials, in memory, without a lock
    4. keep     awards, learners, credentials, mails, the rows' last state and the entry in the
                audit log, in one transaction

What was signed in step 3 is nowhere until step 4 keeps it together with its record, so no
credential ever exists without one. A process that dies before leaves a note of the places;
whoever takes the rows next gives out the same places again. That a row is new is looked up
before the lock and guaranteed behind it: the rows are looked at again, and the database refuses
a second current award, a second learner and a second use of a place. Then nothing of the
chunk is kept, and `batches` decides its rows one by one.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from tesela.issuing.batch import WantedAward, wanted_awards
from tesela.issuing.roster import RosterRow
from tesela.model.award import Award as StatedAward
from tesela.proofs.keys import PublicKey
from tesela.site import bulk, tokens
from tesela.site.awards import mails, making, packing, search, status
from tesela.site.awards.models import Award, Learner, LearnerKey
from tesela.site.awards.places import Reserved
from tesela.site.awards.reread import compare
from tesela.site.classes.models import Batch, Row, RowState
from tesela.site.classes.reading import OpenRow, roster_rows, rules
from tesela.site.providers import audit, keys
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError

COMPARE_EVERY = 100
"""Of so many credentials one is read again and its signature verified; of each chunk the first."""


class _Asked(NamedTuple):
    """A row that is certainly new."""

    pk: int
    row: RosterRow
    wanted: WantedAward
    known: Learner | None
    """The learner, where the organisation knows them."""

    @property
    def email(self) -> str:
        """Where the mail goes."""
        return self.row.email or (self.known.email if self.known else "")


@dataclass(frozen=True, slots=True)
class _Made:
    """An award whose credential is made."""

    asked: _Asked
    id: str
    stated: StatedAward
    counter: int


def make(batch: Batch, rows: QuerySet[Row]) -> int:
    """Make of the open `rows` without an award those that are certainly new; how many.

    The caller alone works on these rows. Raises what `making.prepared` raises, and
    TeselaError `handover.nothing_new`.
    """
    if batch.edition.description.organisation_id != batch.organisation_id:
        return 0  # under a mandate, which the register looks at
    new = _new(batch, list(_asked(batch, rows)))  # 1
    if not new:
        return 0
    places = _reserved(batch, new)  # 2
    files = packing.Packing(batch.edition, making.FIRST)
    made = _made(batch, new[: len(places.counters)], places, files)  # 3
    try:
        with transaction.atomic():
            return len(made) if _keep(batch, made, places, files) else 0  # 4
    except IntegrityError:
        return 0


def _asked(batch: Batch, rows: QuerySet[Row]) -> Iterator[tuple[int, RosterRow, WantedAward]]:
    opened = [OpenRow(*one) for one in rows.values_list("pk", "number", "cells", "marks")]
    achievement, how = batch.edition.achievement, rules(batch)
    good = [
        (one.pk, read)
        for one, read in zip(opened, roster_rows(batch, opened), strict=True)
        if isinstance(read, RosterRow)
    ]
    asked = wanted_awards(achievement, (read for _, read in good), how)
    for (pk, read), wanted in zip(good, asked, strict=True):
        if not (wanted.problem or wanted.certificate):
            yield pk, read, wanted


def _new(batch: Batch, asked: Sequence[tuple[int, RosterRow, WantedAward]]) -> list[_Asked]:
    """Step 1: no award has the row's key or former key, and nothing about its learner changes."""
    organisation = batch.organisation_id
    formers = {wanted.former[0] for _, _, wanted in asked if wanted.former}
    taken = set(
        Award.objects.filter(
            organisation=organisation,
            current=True,
            key__in=bulk.among([*formers, *(wanted.key for _, _, wanted in asked)]),
        ).values_list("key", flat=True)
    )
    keyed = LearnerKey.objects.filter(
        organisation=organisation,
        key__in=bulk.among([wanted.learner_key for _, _, wanted in asked]),
    ).select_related("learner")
    known = {one.key: one.learner for one in keyed}
    new = []
    for pk, row, wanted in asked:
        learner = known.get(wanted.learner_key)
        former = wanted.former[0] if wanted.former else wanted.key
        if wanted.key in taken or former in taken or (learner and not _stays(learner, row)):
            continue
        taken.add(wanted.key)
        new.append(_Asked(pk, row, wanted, learner))
    return new


def _stays(learner: Learner, row: RosterRow) -> bool:
    """Whether `row` says nothing new about them."""
    return (
        learner.name == row.shown_name
        and learner.email == (row.email or learner.email)
        and learner.contact == (row.contact or learner.contact)
    )


class _Places(NamedTuple):
    """What step 2 reserved, and how it is to be used."""

    organisation: Organisation
    method: str
    """Of the key that signs."""
    issued_at: datetime
    counters: range
    note: Reserved


def _reserved(batch: Batch, new: Sequence[_Asked]) -> _Places:
    """Step 2. Fewer places than rows where a process that died had reserved fewer."""
    numbers = [one.row.number for one in new]
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update(no_key=True).get(
            pk=batch.organisation_id
        )
        if organisation.is_taken_over:
            raise TeselaError("handover.nothing_new")
        method = keys.signer(organisation).verification_method
        noted = Reserved.objects.filter(
            batch=batch.pk, row__gte=min(numbers), row__lte=max(numbers)
        ).first()
        if noted is None or noted.issuer != status.issuer_of(method):
            noted = _note(batch, organisation, status.issuer_of(method), numbers)
        counters = range(noted.counter, noted.counter + min(noted.number, len(new)))
        now = datetime.now(UTC).replace(microsecond=0)
        return _Places(organisation, method, now, counters, noted)


def _note(
    batch: Batch, organisation: Organisation, issuer: str, numbers: Sequence[int]
) -> Reserved:
    counter = status.next_counter(organisation, issuer)
    organisation.next_counter = counter + len(numbers)
    organisation.save(update_fields=["next_counter"])
    status.ensure_lists(organisation, issuer, range(counter, organisation.next_counter))
    return Reserved.objects.create(
        batch=batch.pk, row=numbers[0], issuer=issuer, counter=counter, number=len(numbers)
    )


def _made(
    batch: Batch, new: Sequence[_Asked], places: _Places, files: packing.Packing
) -> list[_Made]:
    """Step 3; the credentials go to `files`."""
    way = making.way(places.organisation, batch.edition, places.method)
    at = status.PlacesOf(places.organisation)
    ids = iter(bulk.new_uuids(2 * len(new)))
    key = keys.public_key(places.method)
    made: list[_Made] = []
    for asked, counter in zip(new, places.counters, strict=True):
        award, learner = next(ids), asked.known.urn if asked.known else f"urn:uuid:{next(ids)}"
        stated = asked.wanted.stated(f"urn:uuid:{award}", learner)
        credential = way.files(stated, at(counter), places.issued_at)[making.FIRST]
        _refuse_other(credential, stated)
        one = _Made(asked, award, stated, counter)
        if len(made) % COMPARE_EVERY == 0:
            _compare(batch, one, credential, places, key)
        files.add(award, stated, credential)
        made.append(one)
    return made


def _refuse_other(credential: bytes, stated: StatedAward) -> None:
    """The credential is of this award and learner; `reread.compare` looks at all it says."""
    for part, said in (("award", stated.id), ("learner", stated.learner.id)):
        if said.encode() not in credential:
            raise TeselaError("work.not_as_recorded", award=stated.id, part=part)


def _compare(batch: Batch, one: _Made, credential: bytes, places: _Places, key: PublicKey) -> None:
    award = Award(
        id=uuid.UUID(one.id),
        organisation=places.organisation,
        edition=batch.edition,
        learner=Learner(urn=one.stated.learner.id),
        name=one.asked.row.shown_name,
        method=places.method,
        counter=one.counter,
    )
    compare(credential, award, key)


def _keep(batch: Batch, made: Sequence[_Made], places: _Places, files: packing.Packing) -> bool:
    """Step 4; False where the rows are not as they were, and nothing is to be kept."""
    rows, organisation = [one.asked.pk for one in made], places.organisation
    if (
        not _are_still_open(batch, made)
        or not Reserved.objects.filter(pk=places.note.pk).delete()[0]
    ):
        return False
    learners = _keep_learners(organisation, made)
    _keep_awards(batch, made, learners, places)
    files.keep()
    awards = [one.id for one in made]
    if batch.announce:
        mails.announce_new(organisation, awards, [one.asked.email for one in made])
    bulk.update(Row, rows, {"award_id": awards, "state": bulk.Same(RowState.ISSUED.value)})
    audit.record(
        organisation, None, "awards.made",
        batch=str(batch.pk), awards=len(awards), digest=audit.digest_of([one.stated.id for one in made]),
    )  # fmt: skip
    return True


def _are_still_open(batch: Batch, made: Sequence[_Made]) -> bool:
    """Whether all of their rows are; from now on nobody else changes them."""
    numbers = [one.asked.row.number for one in made]
    still = (
        Row.objects.filter(
            batch=batch, number__range=(min(numbers), max(numbers)), state=RowState.GOOD, award=None
        )
        .select_for_update()
        .values_list("pk", flat=True)
    )
    return set(still).issuperset(one.asked.pk for one in made)


def _keep_learners(organisation: Organisation, made: Sequence[_Made]) -> list[int]:
    """The key of each award's learner; who is new is stored."""
    new = [one for one in made if not one.asked.known]
    keys_of_new = iter(ids := bulk.new_ids(Learner, len(new)))
    of, rows = bulk.Same(organisation.pk), [one.asked.row for one in new]
    names, emails = [row.shown_name for row in rows], [row.email or "" for row in rows]
    bulk.insert(
        Learner,
        {
            "id": ids,
            "organisation_id": of,
            "urn": [one.stated.learner.id for one in new],
            "name": names,
            "email": emails,
            "contact": [row.contact or "" for row in rows],
        },
    )
    bulk.insert(
        LearnerKey,
        {
            "organisation_id": of,
            "key": [one.asked.wanted.learner_key for one in new],
            "learner_id": ids,
        },
    )
    search.note_new(organisation, ids, names, emails)
    return [one.asked.known.pk if one.asked.known else next(keys_of_new) for one in made]


def _keep_awards(
    batch: Batch, made: Sequence[_Made], learners: Sequence[int], places: _Places
) -> None:
    same, ids = bulk.Same, [one.id for one in made]
    bulk.insert(
        Award,
        {
            "id": ids,
            "organisation_id": same(places.organisation.pk),
            "edition_id": same(batch.edition_id),
            "learner_id": learners,
            "batch": same(batch.pk),
            "row": [one.asked.row.number for one in made],
            "key": [one.asked.wanted.key for one in made],
            "certificate_number": same(""),
            "content_digest": [one.asked.wanted.digest for one in made],
            "content": [bulk.Json(one.stated.model_dump_json(exclude_none=True)) for one in made],
            "name": [one.asked.row.shown_name for one in made],
            "awarded_on": [one.stated.awarded_on for one in made],
            "issued_at": same(places.issued_at),
            "method": same(places.method),
            "counter": [one.counter for one in made],
            "current": same(True),
            "reason": same(""),
            "page_digest": [tokens.digest(tokens.token("award", one)) for one in ids],
            "code_digest": [tokens.digest(tokens.code("award", one)) for one in ids],
        },
    )
