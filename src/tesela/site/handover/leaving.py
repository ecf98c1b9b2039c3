"""Writing an organisation's register into one file, for whoever answers for it next.

1. nothing of it is unfinished: no class is being made, each award has its credential
2. each status list is signed anew by the institution's own key: its last word
3. the records are written row by row, as they are at one moment
4. the act is recorded with the file's digest, and only then the file has its name

Writing holds back who wants to change the register; reading goes on.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from tesela.issuing import handover
from tesela.site import storage
from tesela.site.awards import making, status
from tesela.site.awards.files import CredentialFile, TimeStamp
from tesela.site.awards.models import Award, Change, Learner, OtherPlace
from tesela.site.classes.models import Batch, BatchState
from tesela.site.design.models import Edition
from tesela.site.handover import records
from tesela.site.providers import audit, keys
from tesela.site.providers.models import AuditEntry, Organisation
from tesela.text.errors import TeselaError

_UNFINISHED = (BatchState.APPROVING, BatchState.WAITING, BatchState.MAKING)
_ROWS_AT_ONCE = 500
_LARGE_ROWS_AT_ONCE = 20
"""Of what may have a hundred kilobytes or more."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was written."""

    sealed: handover.Sealed
    awards: int


def export(slug: str, file: Path, now: datetime, *, addresses: bool = False) -> HandedOver:
    """Write the register of the organisation `slug` to `file`, whole or not at all.

    `addresses` puts e-mail addresses and other contacts of learners into it.
    Raises TeselaError `handover.nobody`, `handover.unfinished`,
    `handover.nothing_new` for a register that itself came from elsewhere,
    `providers.no_key`, and OSError.
    """
    partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        with storage.sparing(connection), transaction.atomic():
            organisation = _of_one_moment(slug)
            _see_that_all_is_finished(organisation)  # 1
            for published in organisation.status_lists.order_by("pk"):
                status.current_document(published)  # 2
            written = _written(organisation, partial, now, addresses)  # 3
            audit.record(
                organisation,
                None,
                "register.handed_over",
                seal=written.sealed.digest,
                records=written.sealed.records,
                awards=written.awards,
                addresses=addresses,
            )  # 4
            partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return written


def _of_one_moment(slug: str) -> Organisation:
    """Locked, in a transaction that sees no later change. SQLite's writer is alone anyway."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    found = Organisation.objects.select_for_update().filter(slug=slug).first()
    if found is None:
        raise TeselaError("handover.nobody", slug=slug[:63])
    if found.is_taken_over:
        raise TeselaError("handover.nothing_new")
    return found


def _see_that_all_is_finished(organisation: Organisation) -> None:
    unmade = Award.objects.filter(organisation=organisation).exclude(
        Exists(CredentialFile.objects.filter(award=OuterRef("pk"), format=making.FIRST))
    )
    if (
        Batch.objects.filter(organisation=organisation, state__in=_UNFINISHED).exists()
        or unmade.exists()
    ):
        raise TeselaError("handover.unfinished")
    if organisation.delegations.filter(awards__isnull=False).exists():
        raise TeselaError("handover.in_others_names")


def _written(
    organisation: Organisation, partial: Path, now: datetime, addresses: bool
) -> HandedOver:
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        sealed = handover.write(
            (record.line for record in _records(organisation, addresses)),
            keys.signer(organisation),
            now,
            out,
            handover.SERVICE,
        )
        out.flush()
        os.fsync(out.fileno())
    return HandedOver(sealed, organisation.awards.count())


def _records(organisation: Organisation, addresses: bool) -> Iterator[Any]:
    yield _organisation(organisation, addresses)
    yield from _keys(organisation)
    yield from _descriptions(organisation)
    stamped = CredentialFile.objects.filter(award__organisation=organisation).values("stamp")
    for stamp in _each(TimeStamp.objects.filter(pk__in=stamped)):
        yield records.StampRecord(
            number=stamp.pk,
            size=stamp.size,
            root=bytes(stamp.root),
            token=bytes(stamp.token),
            validation=stamp.validation,
            made_at=stamp.made_at,
        )
    for learner in _each(Learner.objects.filter(organisation=organisation)):
        reached = {"email": learner.email, "contact": learner.contact} if addresses else {}
        yield records.LearnerRecord(urn=learner.urn, name=learner.name, **reached)
    yield from _awards(organisation)
    for published in organisation.status_lists.order_by("number", "purpose"):
        yield records.ListRecord(
            number=published.number,
            purpose=published.purpose,
            name=published.name,
            issuer=published.issuer,
            document=bytes(published.document or b""),
            signed_at=published.signed_at,
        )


def _organisation(organisation: Organisation, addresses: bool) -> records.OrganisationRecord:
    last = AuditEntry.objects.filter(organisation=organisation).order_by("-number").first()
    return records.OrganisationRecord(
        service=settings.ADDRESS,
        slug=organisation.slug,
        name=organisation.name,
        legal_name=organisation.legal_name,
        country=organisation.country,
        place=organisation.place,
        website=organisation.website,
        identifiers=organisation.identifiers,
        languages=organisation.languages,
        domain=organisation.domain,
        identity=organisation.identity,
        status_secret=bytes(organisation.status_secret),
        status_name=organisation.status_name,
        status_bits=organisation.status_bits,
        next_counter=organisation.next_counter,
        acts=last.number if last else 0,
        last_act=last.digest if last else None,
        with_addresses=addresses,
    )


def _keys(organisation: Organisation) -> Iterator[Any]:
    for key in organisation.keys.filter(waiting=False).order_by("made_at", "pk"):
        yield records.KeyRecord(
            use=key.use,
            beside=key.beside,
            method=key.method,
            public=key.public,
            made_at=key.made_at,
            retired_at=key.retired_at,
        )
    for seal in organisation.seals.order_by("made_at", "pk"):
        yield records.CertificateRecord(
            certificate=bytes(seal.certificate),
            fingerprint=seal.fingerprint,
            subject=seal.subject,
            identifier=seal.identifier,
            issuer=seal.issuer,
            worth=seal.worth,
            begins=seal.begins,
            ends=seal.ends,
            made_at=seal.made_at,
            retired_at=seal.retired_at,
        )


def _descriptions(organisation: Organisation) -> Iterator[Any]:
    """Those that were published; drafts alone are nobody's award."""
    published = organisation.descriptions.filter(editions__isnull=False).distinct()
    for description in published.order_by("pk"):
        yield records.DescriptionRecord(
            slug=description.slug, content=description.content, languages=description.languages
        )
    editions = Edition.objects.filter(description__organisation=organisation)
    for edition in _each(editions.select_related("description"), _LARGE_ROWS_AT_ONCE):
        yield records.EditionRecord(
            description=edition.description.slug,
            version=edition.version,
            iri=edition.iri,
            frozen=bytes(edition.frozen),
            public=bytes(edition.public),
            published_at=edition.published_at,
        )


def _awards(organisation: Organisation) -> Iterator[Any]:
    """In the order of their counters: what an award supersedes comes before it."""
    # Of an edition only its name: each is a hundred kilobytes, and would come with every award.
    listed = Award.objects.filter(organisation=organisation).annotate(
        of_edition=F("edition__iri"), of_learner=F("learner__urn")
    )
    for award in listed.order_by("counter").iterator(_ROWS_AT_ONCE):
        yield records.AwardRecord(
            id=award.pk,
            edition=award.of_edition,
            learner=award.of_learner,
            content=award.content,
            awarded_on=award.awarded_on,
            issued_at=award.issued_at,
            method=award.method,
            counter=award.counter,
            certificate_number=award.certificate_number,
            current=award.current,
            supersedes=award.supersedes_id,
            withdrawn_at=award.withdrawn_at,
            suspended_at=award.suspended_at,
            reason=award.reason,
            page_digest=award.page_digest,
            code_digest=award.code_digest,
        )
    for place in _each(OtherPlace.objects.filter(organisation=organisation)):
        yield records.PlaceRecord(
            counter=place.counter,
            method=place.method,
            withdrawn_at=place.withdrawn_at,
            suspended_at=place.suspended_at,
        )
    for change in _each(Change.objects.filter(award__organisation=organisation)):
        yield records.ChangeRecord(
            award=change.award_id, change=change.kind, at=change.at, reason=change.reason
        )
    files = CredentialFile.objects.filter(award__organisation=organisation)
    for file in _each(files, _LARGE_ROWS_AT_ONCE):
        content = file.content
        yield records.FileRecord(
            award=file.award_id,
            format=file.format,
            sha256=sha256(content).hexdigest(),
            content=content,
            stamp=file.stamp_id,
            place=file.place,
            path=None if file.path is None else bytes(file.path),
        )


def _each(listed: "QuerySet[Any]", at_once: int = _ROWS_AT_ONCE) -> Iterator[Any]:
    """Row by row, however many; no more than `at_once` are in memory."""
    found: Iterator[Any] = listed.order_by("pk").iterator(at_once)
    return found
