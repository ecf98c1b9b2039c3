"""The register as `issuing.batch` asks for it: wanted awards in, recorded awards out.

One transaction for each chunk. The organisation's row is locked, so that two
classes of one organisation take their turns and no key or counter is used twice.
"""

import os
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from tesela.issuing.batch import Recorded, WantedAward
from tesela.model.award import Award as StatedAward
from tesela.site import tokens
from tesela.site.awards import search, status
from tesela.site.awards.models import Award, Learner, LearnerKey
from tesela.site.design.models import Edition
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation


class DatabaseRegister:
    """A `Register` for one class of one organisation."""

    def __init__(self, organisation: Organisation, edition: Edition, batch: uuid.UUID) -> None:
        self._organisation = organisation
        self._edition = edition
        self._batch = batch
        self.reached: dict[int, tuple[str, str]] = {}
        """Row → e-mail address and other contact, for new learners; filled by the caller."""

    def record(self, wanted: Sequence[WantedAward], now: datetime) -> list[Recorded | None]:
        """Each wanted award as it is now recorded; all of them in one transaction.

        None for one that would have to be made and has a problem.
        """
        with transaction.atomic():
            self._organisation = Organisation.objects.select_for_update().get(
                pk=self._organisation.pk
            )
            return list(self._recorded(wanted, now.astimezone(UTC).replace(microsecond=0)))

    def _recorded(self, wanted: Sequence[WantedAward], now: datetime) -> Iterable[Recorded | None]:
        present = self._present(wanted)
        method = keys.signer(self._organisation).verification_method
        learners = self._learners(wanted)
        found: list[Recorded | None] = []
        made: list[Award] = []
        superseded: list[Award] = []
        counter = self._organisation.next_counter
        for asked in wanted:
            before = present.get(asked.key)
            if before is None and asked.former and asked.former[0] in present:
                before = self._known_by_identifier(asked, present)
            if before is not None and before.batch == self._batch and before.row != asked.row:
                found.append(self._standing(before, "twice", before.row))
                continue
            if before is not None and before.content_digest == asked.digest:
                if before.batch != self._batch or before.row != asked.row:
                    self._seen_again(before, asked.row)
                found.append(self._standing(before, "kept"))
                continue
            if asked.problem:
                found.append(None)
                continue
            award = self._new(asked, now, before, learners, method, counter)
            counter += 1
            made.append(award)
            present[asked.key] = award
            if before is not None:
                superseded.append(before)
            found.append(self._standing(award, "corrected" if before is not None else "new"))
        self._store(made, superseded, counter, now)
        return found

    def _present(self, wanted: Sequence[WantedAward]) -> dict[str, Award]:
        asked = {one.key for one in wanted} | {one.former[0] for one in wanted if one.former}
        listed = Award.objects.filter(
            organisation=self._organisation, key__in=asked, current=True
        ).select_related("learner")
        return {award.key: award for award in listed}

    def _known_by_identifier(self, asked: WantedAward, present: dict[str, Award]) -> Award | None:
        """The same row from before it had an identifier; it is known by that from now on."""
        if asked.former is None:
            return None
        key, _ = asked.former
        before = present[key]
        if before.content_digest != asked.digest:
            return None
        before.key = asked.key
        before.save(update_fields=["key"])
        LearnerKey.objects.get_or_create(
            organisation=self._organisation,
            key=asked.learner_key,
            defaults={"learner": before.learner},
        )
        present[asked.key] = present.pop(key)
        return before

    def _seen_again(self, award: Award, row: int) -> None:
        """So that a second row of this class with the same key is recognised as such."""
        award.batch, award.row = self._batch, row
        award.save(update_fields=["batch", "row"])

    def _learners(self, wanted: Sequence[WantedAward]) -> dict[str, Learner]:
        listed = LearnerKey.objects.filter(
            organisation=self._organisation, key__in={one.learner_key for one in wanted}
        ).select_related("learner")
        return {known.key: known.learner for known in listed}

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
        stated = StatedAward.model_validate(
            {
                **asked.defaults,
                **asked.fields,
                "learner": {**asked.fields["learner"], "id": learner.urn},
                "id": award_id.urn,
                "supersedes": before.urn if before is not None else None,
            }
        )
        learner.name = stated.learner.name
        learner.email, learner.contact = self.reached.get(
            asked.row, (learner.email, learner.contact)
        )
        learner.wanted_key = asked.learner_key  # type: ignore[attr-defined]
        return Award(
            id=award_id,
            organisation=self._organisation,
            edition=self._edition,
            learner=learner,
            batch=self._batch,
            row=asked.row,
            key=asked.key,
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
        self, made: list[Award], superseded: list[Award], counter: int, now: datetime
    ) -> None:
        if not made:
            return
        people = {id(award.learner): award.learner for award in made}.values()
        new = [learner for learner in people if learner.pk is None]
        Learner.objects.bulk_create(new)
        Learner.objects.bulk_update(
            [learner for learner in people if learner not in new], ["name", "email", "contact"]
        )
        LearnerKey.objects.bulk_create(
            LearnerKey(organisation=self._organisation, key=known, learner=learner)
            for learner in new
            if (known := learner.wanted_key)  # type: ignore[attr-defined]
        )
        search.note(self._organisation, people)
        Award.objects.filter(pk__in=[award.pk for award in superseded]).update(
            current=False, withdrawn_at=now, reason="superseded"
        )
        Award.objects.bulk_create(made)
        self._organisation.next_counter = counter
        self._organisation.save(update_fields=["next_counter"])
        status.ensure_lists(self._organisation, counter - 1)
        status.mark_changed(
            self._organisation, [award.counter for award in superseded], "revocation"
        )

    def _standing(self, award: Award, standing: Any, other_row: int | None = None) -> Recorded:
        return Recorded(
            award.stated,
            status.places(self._organisation, award.counter),
            award.issued_at,
            standing,
            other_row,
        )


def _random_uuid() -> uuid.UUID:
    return uuid.UUID(bytes=os.urandom(16), version=4)
