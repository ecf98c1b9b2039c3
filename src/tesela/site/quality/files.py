"""Files that show what a self-evaluation says: added, read by the two sides, removed, forgotten.

1. A provider adds them to a question, as long as the case is not closed. The
   kind is told by the content; size, number and sum are bounded.
2. Until the self-evaluation is handed in, only the provider sees them, and it
   can remove them. What is handed in stays: the log of both organisations
   has the digests. What is added later is handed in at once.
3. The bytes are deleted at once when the provider takes its application back,
   and `KEPT_DAYS` after a case has ended otherwise: after it was refused or
   withdrawn, or after the last day of what was granted. Digest, kind and size
   stay, so that a file can still be told to be the one that was handed in.
4. Logs have numbers, sizes and digests, never names.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet, Sum

from tesela.process.quality_case import CLOSED, OPEN, Side, Stage
from tesela.process.schemes import Criterion
from tesela.site.providers import audit
from tesela.site.providers.models import Membership, Organisation
from tesela.site.quality import actions
from tesela.site.quality.file_kinds import kind_of
from tesela.site.quality.models import Case, EvidenceFile
from tesela.text.errors import TeselaError

MOST_FILE_BYTES = 5_000_000
MOST_FILES = 10
"""Of one question."""
MOST_CASE_FILES = 100
MOST_CASE_BYTES = 50_000_000
"""Of all files of one case."""
KEPT_DAYS = 90
"""After the end of a case."""
_BEFORE = {Stage.APPLIED, Stage.DOCUMENTS, Stage.SELF_EVALUATION}
_LONGEST_NAME = 150
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that turn the direction of a text or are not seen."""


def add(by: Membership, case: Case, question: Criterion, name: str, content: bytes) -> EvidenceFile:
    """The provider adds a file to a question of its case's scheme; both sides see `name`.

    Raises TeselaError `quality.only_provider`, `providers.not_allowed`,
    `quality.answers_closed`, `quality.file_kind`, `quality.file_too_large`,
    `quality.file_twice`, `quality.too_many_files`, `quality.too_many_case_files`,
    `quality.files_too_large`.
    """
    _within(len(content))
    kind, digest = kind_of(content), sha256(content).hexdigest()
    with transaction.atomic():
        case = _of_provider(by, case)
        if Stage(case.stage) in CLOSED:
            raise TeselaError("quality.answers_closed")
        _room_for(case, question.id, len(content), digest)
        made = EvidenceFile.objects.create(
            case=case,
            criterion=question.id,
            name=_STEERING.sub("", name).strip()[-_LONGEST_NAME:] or f"file.{kind.ending}",
            ending=kind.ending,
            size=len(content),
            digest=digest,
            content=content,
        )
        sides = (case.provider, case.assurer) if handed_in(case) else (case.provider,)
        _logged(sides, by, "quality.file_added", made, size=made.size, digest=digest)
    return made


def remove(by: Membership, case: Case, number: int) -> None:
    """Remove a file that was not handed in yet; nothing of it stays but the log's digest.

    Raises TeselaError `quality.only_provider`, `providers.not_allowed`,
    `quality.file_handed_in`.
    """
    with transaction.atomic():
        case = _of_provider(by, case)
        if not removable(case):
            raise TeselaError("quality.file_handed_in")
        found = case.files.filter(pk=number).first()
        if found is None:
            return  # somebody removed it at the same time
        _logged((case.provider,), by, "quality.file_removed", found, digest=found.digest)
        found.delete()


def handed_in(case: Case) -> bool:
    """Whether the self-evaluation was handed in, so that the assurer sees the files."""
    return case.steps.filter(event="quality.evaluation").exists()


def removable(case: Case) -> bool:
    """Whether the provider can still remove files."""
    return Stage(case.stage) in _BEFORE


def seen_by(case: Case, side: Side) -> QuerySet[EvidenceFile]:
    """The files that this side sees, in the order in which they were added."""
    if side is Side.ASSURER and not handed_in(case):
        return case.files.none()
    return case.files.order_by("pk")


def by_question(case: Case, side: Side) -> dict[str, list[EvidenceFile]]:
    """Question → the files that this side sees, without their bytes."""
    found: dict[str, list[EvidenceFile]] = {}
    for one in seen_by(case, side).defer("content"):
        found.setdefault(one.criterion, []).append(one)
    return found


def forget_due(now: datetime) -> int:
    """Delete what has been kept long enough; how many files."""
    return sum(_forgotten(case) for case in _ended(now))


def _forgotten(case: Case) -> int:
    with transaction.atomic():
        case = actions.locked(case)
        count = case.forget_files()
        if count:
            for one in sorted((case.provider, case.assurer), key=lambda each: each.pk):
                audit.record(one, None, "quality.files_forgotten", case=case.pk, files=count)
    return count


def _ended(now: datetime) -> Iterator[Case]:
    """Cases with files whose end is long enough ago."""
    before = now - timedelta(days=KEPT_DAYS)
    for case in Case.objects.filter(files__content__isnull=False).distinct().order_by("pk"):
        ends = _end(case)
        if ends is not None and ends < before.date():
            yield case


def _end(case: Case) -> date | None:
    """The day on which the case ended, or ends by itself; None for one that is under way."""
    stage = Stage(case.stage)
    if stage in CLOSED:
        return case.last.date()
    if stage in OPEN or not case.decision:
        return None
    # A renewal may be under way when the last day has passed: what happened last counts too.
    return max(date.fromisoformat(case.decision["valid_until"]), case.last.date())


def _within(size: int) -> None:
    if size > MOST_FILE_BYTES:
        raise TeselaError("quality.file_too_large", maximum=MOST_FILE_BYTES // 1_000_000)


def _room_for(case: Case, criterion: str, size: int, digest: str) -> None:
    present = case.files.filter(criterion=criterion)
    if present.filter(digest=digest).exists():
        raise TeselaError("quality.file_twice")
    if present.count() >= MOST_FILES:
        raise TeselaError("quality.too_many_files", maximum=MOST_FILES)
    if case.files.count() >= MOST_CASE_FILES:
        raise TeselaError("quality.too_many_case_files", maximum=MOST_CASE_FILES)
    kept = case.files.filter(content__isnull=False).aggregate(bytes=Sum("size"))["bytes"] or 0
    if kept + size > MOST_CASE_BYTES:
        raise TeselaError("quality.files_too_large", maximum=MOST_CASE_BYTES // 1_000_000)


def _of_provider(by: Membership, case: Case) -> Case:
    """The case, locked, where `by` may act for its provider."""
    found = actions.locked(case)
    if by.organisation_id != found.provider_id:
        raise TeselaError("quality.only_provider")
    actions.allowed(by, Side.PROVIDER)
    return found


def _logged(
    sides: Iterable[Organisation], by: Membership, act: str, file: EvidenceFile, **about: object
) -> None:
    # Always in one order, as all steps of a case are written.
    for one in sorted(sides, key=lambda each: each.pk):
        actor = by.user_id if one.pk == by.organisation_id else None
        audit.record(one, actor, act, case=file.case_id, file=file.pk, **about)
