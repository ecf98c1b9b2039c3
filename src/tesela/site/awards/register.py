"""The register as `issuing.batch` asks for it: wanted awards in, recorded awards out.

One transaction for each chunk. The organisation's row is locked, so that two
classes of one organisation take their turns and no key or counter is used twice.
"""

import os
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from tesela.issuing.batch import Recorded, Standing, WantedAward
from tesela.site import tokens
from tesela.site.awards import search, status
from tesela.site.awards.models import Award, Learner, LearnerKey
from tesela.site.classes.models import Row
from tesela.site.design.models import Edition
from tesela.site.networks.models import Delegation
from tesela.site.networks.standing import delegation
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError


@dataclass(frozen=True, slots=True)
class Entry:
    """A wanted award as the register has it."""

    award: Award
    standing: Standing
    other_row: int | None = None
    """For `twice`: the row of this class that has the same key."""


class DatabaseRegister:
    """A `Register` for one class of one organisation."""

    def __init__(self, organisation: Organisation, edition: Edition, batch: uuid.UUID) -> None:
        self._organisation = organisation
        self._edition = edition
        self._batch = batch
        self._rows: dict[uuid.UUID, int] = {}
        """Award → the row of this class that it was recorded for."""
        self.reached: Mapping[int, tuple[str, str]] = {}
        """Row → e-mail address and other contact; filled by the caller."""
        self._delegation: Delegation | None = None

    def record(self, wanted: Sequence[WantedAward], now: datetime) -> list[Recorded | None]:
        """Each wanted award as it is now recorded; all of them in one transaction.

        None for one that would have to be made and has a problem.
        """
        return [self._recorded(entry) if entry else None for entry in self.enter(wanted, now)]

    def enter(self, wanted: Sequence[WantedAward], now: datetime) -> list[Entry | None]:
        """As `record`; the awards come with `learner`.

        Raises NotMandatedError where the edition is another organisation's and no mandate
        allows to issue it now: then nothing is recorded.
        """
        with transaction.atomic():
            self._organisation = Organisation.objects.select_for_update(no_key=True).get(
                pk=self._organisation.pk
            )
            if self._organisation.is_taken_over:
                raise TeselaError("handover.nothing_new")
            self._delegation = delegation(self._organisation, self._edition, now)
            return list(self._entered(wanted, now.astimezone(UTC).replace(microsecond=0)))

    def _recorded(self, entry: Entry) -> Recorded:
        award = entry.award
        places = status.places(self._organisation, award.counter)
        return Recorded(award.stated, places, award.issued_at, entry.standing, entry.other_row)

    def _entered(self, wanted: Sequence[WantedAward], now: datetime) -> Iterator[Entry | None]:
        present = self._present(wanted)
        numbered = self._numbered(wanted)
        self._rows.update(self._rows_of_this_class(present.values()))
        method = keys.signer(self._organisation).verification_method
        learners = self._learners(wanted)
        made: list[Award] = []
        superseded: list[Award] = []
        counter = status.next_counter(self._organisation, status.issuer_of(method))
        found: list[Entry | None] = []
        for asked in wanted:
            before = present.get(asked.key) or self._before_it_had_an_identifier(asked, present)
            other_row = self._rows.get(before.pk) if before else None
            if before and other_row not in (None, asked.row):
                found.append(Entry(before, "twice", other_row))
            elif (other := numbered.get(_number(asked))) and not _is(other, asked):
                found.append(Entry(other, "taken"))
            elif before and before.content_digest == asked.digest:
                self._known_by(asked, before, present)
                self._rows[before.pk] = asked.row
                found.append(Entry(before, "kept"))
            elif asked.problem:
                found.append(None)
            else:
                award = self._new(asked, now, before, learners, method, counter)
                counter += 1
                made.append(award)
                present[asked.key] = award
                if number := _number(asked):
                    numbered[number] = award
                self._rows[award.pk] = asked.row
                superseded += [before] if before else []
                found.append(Entry(award, "corrected" if before else "new"))
        kept = [entry.award for entry in found if entry and entry.standing == "kept"]
        self._reach(kept)
        self._store(made, superseded, counter, now, learners)
        yield from found

    def _present(self, wanted: Sequence[WantedAward]) -> dict[str, Award]:
        asked = {one.key for one in wanted} | {one.former[0] for one in wanted if one.former}
        listed = Award.objects.filter(
            organisation=self._organisation, key__in=asked, current=True
        ).select_related("learner")
        return {award.key: award for award in listed}

    def _numbered(self, wanted: Sequence[WantedAward]) -> dict[str, Award]:
        """Awards of the organisation, under whatever edition, with an asked certificate's number."""
        asked = {number for one in wanted if (number := _number(one))}
        if not asked:
            return {}
        listed = Award.objects.filter(
            organisation=self._organisation, certificate_number__in=asked, current=True
        ).select_related("learner")
        return {award.certificate_number: award for award in listed}

    def _rows_of_this_class(self, awards: Iterable[Award]) -> dict[uuid.UUID, int]:
        """What earlier chunks recorded, in this process or in one that died."""
        known = {award.pk: award.row for award in awards if award.batch == self._batch}
        listed = Row.objects.filter(batch=self._batch, award__in=awards)
        return {
            **{pk: row for pk, row in known.items() if row is not None},
            **dict(listed.values_list("award_id", "number")),
        }

    def _before_it_had_an_identifier(
        self, asked: WantedAward, present: Mapping[str, Award]
    ) -> Award | None:
        """The same row in an earlier list; only if it says the same, else it is somebody else."""
        before = present.get(asked.former[0]) if asked.former else None
        return before if before and before.content_digest == asked.digest else None

    def _known_by(self, asked: WantedAward, award: Award, present: dict[str, Award]) -> None:
        """From now on it is known by its identifier."""
        if award.key == asked.key:
            return
        present[asked.key] = present.pop(award.key)
        award.key = asked.key
        award.save(update_fields=["key"])
        LearnerKey.objects.get_or_create(
            organisation=self._organisation,
            key=asked.learner_key,
            defaults={"learner": award.learner},
        )

    def _learners(self, wanted: Sequence[WantedAward]) -> dict[str, Learner]:
        listed = LearnerKey.objects.filter(
            organisation=self._organisation, key__in={one.learner_key for one in wanted}
        ).select_related("learner")
        return {known.key: known.learner for known in listed}

    def _reach(self, kept: Sequence[Award]) -> None:
        """Addresses may be new though the award stays as it is."""
        changed = []
        for award in kept:
            learner, before = award.learner, (award.learner.email, award.learner.contact)
            self._reached(learner, self._rows[award.pk])
            if (learner.email, learner.contact) != before:
                changed.append(learner)
        self._store_people((), changed)

    def _reached(self, learner: Learner, row: int) -> None:
        """What the list does not say stays as it was."""
        email, contact = self.reached.get(row, ("", ""))
        learner.email, learner.contact = email or learner.email, contact or learner.contact

    def _new(
        self,
        asked: WantedAward,
        now: datetime,
        before: Award | None,
        learners: dict[str, Learner],
        method: str,
        counter: int,
    ) -> Award:
        learner = learners.get(asked.learner_key)
        if learner is None:
            learner = learners[asked.learner_key] = Learner(
                organisation=self._organisation, urn=_random_uuid().urn
            )
        award_id = _random_uuid()
        stated = asked.stated(award_id.urn, learner.urn, before.urn if before else None)
        learner.name = stated.learner.name
        self._reached(learner, asked.row)
        return Award(
            id=award_id,
            organisation=self._organisation,
            edition=self._edition,
            delegation=self._delegation,
            learner=learner,
            batch=self._batch,
            row=asked.row,
            key=asked.key,
            certificate_number=_number(asked) or (before.certificate_number if before else ""),
            content_digest=asked.digest,
            content=stated.model_dump(mode="json", exclude_none=True),
            name=stated.learner.name,
            awarded_on=stated.awarded_on,
            issued_at=now,
            method=method,
            counter=counter,
            supersedes=before,
            page_digest=tokens.digest(tokens.token("award", str(award_id))),
            code_digest=tokens.digest(tokens.code("award", str(award_id))),
        )

    def _store(
        self,
        made: Sequence[Award],
        superseded: Sequence[Award],
        counter: int,
        now: datetime,
        learners: Mapping[str, Learner],
    ) -> None:
        if not made:
            return
        people = {id(award.learner): award.learner for award in made}
        new = {key: learner for key, learner in learners.items() if learner.pk is None}
        self._store_people(
            list(new.values()), [learner for learner in people.values() if learner.pk]
        )
        LearnerKey.objects.bulk_create(
            LearnerKey(organisation=self._organisation, key=key, learner=learner)
            for key, learner in new.items()
        )
        self._supersede(superseded, now)
        Award.objects.bulk_create(made)
        self._organisation.next_counter = counter
        self._organisation.save(update_fields=["next_counter"])
        status.ensure_lists(
            self._organisation,
            status.issuer_of(made[0].method),
            [award.counter for award in made],
        )

    def _store_people(self, new: Sequence[Learner], known: Sequence[Learner]) -> None:
        Learner.objects.bulk_create(new)
        Learner.objects.bulk_update(known, ["name", "email", "contact"])
        search.note(self._organisation, [*new, *known])

    def _supersede(self, awards: Sequence[Award], now: datetime) -> None:
        if not awards:
            return
        listed = Award.objects.filter(pk__in=[award.pk for award in awards])
        # What was withdrawn before keeps its day and its reason.
        listed.filter(withdrawn_at=None).update(withdrawn_at=now, reason="superseded")
        listed.update(current=False)
        status.mark_changed(self._organisation, [award.counter for award in awards], "revocation")


def _number(asked: WantedAward) -> str:
    return asked.certificate[0] if asked.certificate else ""


def _is(award: Award, asked: WantedAward) -> bool:
    return (award.key, award.content_digest) == (asked.key, asked.digest)


def _random_uuid() -> uuid.UUID:
    return uuid.UUID(bytes=os.urandom(16), version=4)
