"""Time-stamps for what was issued, where the operator has named an authority (TESELA_TIME_STAMPS).

About every minute the credentials of classes that are finished and have no
time-stamp yet get one, one for each class. The rows of the files are the truth:
a process that dies costs one more time-stamp for what is left. An authority
that does not answer is asked again a minute later; nobody waits for it.

What nothing else is made from is stamped: a PDF or a page has the credential
inside and is as old as that.
"""

import base64
import secrets
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from tesela.issuing.credentials import FORMATS
from tesela.proofs import time_proofs
from tesela.proofs.seals import Revocations, RevocationValues, TimeStamper
from tesela.proofs.time_proofs import Entry, TimeProof
from tesela.site.awards.alone import alone
from tesela.site.awards.files import CredentialFile, TimeStamp
from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch, BatchState
from tesela.trust.fetch import GuardedFetcher
from tesela.trust.revocation import revocations, time_stamper

STAMPED = tuple(some.name for some in FORMATS.values() if not some.needs)
_CLASSES_AT_ONCE = 100
_FILES_AT_ONCE = 500


def is_wanted() -> bool:
    """Whether the operator has named an authority and lets this service ask it."""
    return bool(settings.TIME_STAMPS) and not settings.FETCH_NOTHING


class Authority(NamedTuple):
    """Whom to ask for time-stamps, and how to collect what proves them later."""

    stamper: TimeStamper
    revocations: Revocations | None = None


def authority() -> Authority:
    """The operator's, which may be near."""
    parts = urlsplit(settings.TIME_STAMPS)
    fetcher = GuardedFetcher(listed=[f"{parts.scheme}://{parts.netloc}"])
    return Authority(
        time_stamper(settings.TIME_STAMPS, fetcher.ask, lambda: secrets.randbits(63)),
        revocations(fetcher.ask, fetcher.signed, lambda: datetime.now(UTC)),
    )


def stamp_due(of: Authority, enough: Callable[[], bool] = lambda: False) -> int:
    """Stamp what is due; how many files that were. Raises what `time_proofs.stamped` raises."""
    stamped = 0
    with alone("stamping") as mine:
        if not mine:
            return 0
        making = set(Batch.objects.filter(state=BatchState.MAKING).values_list("pk", flat=True))
        waiting = _unstamped().values_list("award__batch", flat=True).distinct()
        for batch in waiting.order_by("award__batch")[:_CLASSES_AT_ONCE]:
            if batch in making or enough():
                continue
            stamped += _stamp(batch, of)
    return stamped


def proofs_of(award: Award) -> list[TimeProof]:
    """The time proofs of an award's files; files stamped together share one."""
    found: dict[int, list[CredentialFile]] = {}
    stamped = award.files.filter(stamp__isnull=False).select_related("stamp").order_by("pk")
    for file in stamped:
        found.setdefault(file.stamp_id or 0, []).append(file)
    return [_proof(files) for files in found.values()]


def _unstamped() -> "QuerySet[CredentialFile]":
    return CredentialFile.objects.filter(stamp=None, format__in=STAMPED)


def _stamp(batch: uuid.UUID | None, of: Authority) -> int:
    """One time-stamp for all files of a class that have none."""
    waiting = _unstamped().filter(award__batch=batch).order_by("pk")
    listed: list[int] = []

    def digests() -> Iterator[dict[str, bytes]]:
        for pk, kind, digest in waiting.values_list("pk", "format", "digest").iterator(
            _FILES_AT_ONCE
        ):
            listed.append(pk)
            yield {kind: bytes(digest)}

    proofs = time_proofs.stamped(digests(), of.stamper, of.revocations)()
    stamp: TimeStamp | None = None
    changed: list[CredentialFile] = []
    for pk, proof in zip(listed, proofs, strict=True):
        stamp = stamp or TimeStamp.objects.create(
            batch=batch,
            size=proof.size,
            root=proof.root,
            token=proof.token,
            validation=_stored(proof),
            made_at=datetime.now(UTC),
        )
        entry = proof.entries[0]
        changed.append(
            CredentialFile(pk=pk, stamp=stamp, place=entry.index, path=b"".join(entry.path))
        )
        if len(changed) == _FILES_AT_ONCE:
            _keep(changed)
            changed = []
    _keep(changed)
    return len(listed)


def _keep(files: list[CredentialFile]) -> None:
    CredentialFile.objects.bulk_update(files, ["stamp", "place", "path"])


def _proof(files: list[CredentialFile]) -> TimeProof:
    stamp = files[0].stamp
    assert stamp is not None
    return TimeProof(
        size=stamp.size,
        root=bytes(stamp.root),
        token=bytes(stamp.token),
        entries=tuple(_entry(file) for file in files),
        certificates=_octets(stamp, "certificates"),
        values=RevocationValues(_octets(stamp, "ocsp"), _octets(stamp, "crls")),
    )


def _stored(proof: TimeProof) -> dict[str, list[str]]:
    """As `TimeStamp.validation` holds it."""
    parts = {
        "certificates": proof.certificates,
        "ocsp": proof.values.ocsp,
        "crls": proof.values.crls,
    }
    return {
        name: [base64.b64encode(one).decode() for one in listed] for name, listed in parts.items()
    }


def _octets(stamp: TimeStamp, name: str) -> tuple[bytes, ...]:
    return tuple(base64.b64decode(one) for one in stamp.validation.get(name, ()))


def _entry(file: CredentialFile) -> Entry:
    path = bytes(file.path or b"")
    return Entry(
        format=file.format,
        digest=bytes(file.digest),
        index=file.place or 0,
        path=tuple(path[at : at + 32] for at in range(0, len(path), 32)),
    )
