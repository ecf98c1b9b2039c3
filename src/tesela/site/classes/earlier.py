"""What good rows repeat or correct of earlier awards, before anything is confirmed.

The register decides when awards are made; here its rules (`issuing.batch`) are
only asked: the same key with the same content is unchanged, with other content
a correction that supersedes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tesela.issuing.batch import wanted_award
from tesela.issuing.roster import RefusedRow
from tesela.model.award import Award as StatedAward
from tesela.site.awards.models import Award
from tesela.site.classes import reading
from tesela.site.classes.models import Batch, Row, RowState

_COMPARED = (
    "awarded_on", "assessed_on", "valid_until", "grade", "language", "evidence", "narrative",
    "workload_hours", "ects_credits",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One correction of an earlier award: `parts` are field, before, after."""

    row: Row
    award: Award
    parts: Sequence[tuple[str, str, str]]


def unchanged(batch: Batch) -> QuerySet[Row]:
    """Good rows whose award stands already, as they say it."""
    same = _same(batch).filter(withdrawn_at=None)
    return _good(batch).filter(Q(Exists(same)) | _same_before_identifier(batch))


def withdrawn(batch: Batch) -> QuerySet[Row]:
    """Good rows whose award was withdrawn as they say it: it stays so."""
    return _good(batch).filter(Exists(_same(batch).exclude(withdrawn_at=None)))


def corrections(batch: Batch) -> QuerySet[Row]:
    """Good rows that supersede an earlier award, by number."""
    return (
        _good(batch)
        .filter(Exists(_awards(batch).filter(key=OuterRef("award_key"))))
        .exclude(Exists(_same(batch)))
        .order_by("number")
    )


def changes(batch: Batch, rows: Sequence[Row]) -> list[Change]:
    """What each of `rows`, some `corrections`, changes."""
    before = {
        award.key: award for award in _awards(batch).filter(key__in=[row.award_key for row in rows])
    }
    learners = reading.roster_rows(batch, rows)
    found = []
    for row, learner in zip(rows, learners, strict=True):
        award = before.get(row.award_key)
        if award is None or isinstance(learner, RefusedRow):
            continue
        wanted = wanted_award(batch.edition.achievement, learner, reading.rules(batch))
        found.append(Change(row, award, _parts(award.stated, wanted.fields, wanted.defaults)))
    return found


def _parts(
    before: StatedAward, fields: dict[str, Any], defaults: dict[str, Any]
) -> list[tuple[str, str, str]]:
    names = fields["learner"]
    after_name = names.get("full_name") or " ".join(
        names[part] for part in ("given_name", "family_name") if part in names
    )
    parts = [("full_name", before.learner.name, after_name)]
    after = {**defaults, **fields}
    parts += [
        (field, _shown(getattr(before, field)), _shown(after.get(field))) for field in _COMPARED
    ]
    return [part for part in parts if part[1] != part[2]]


def _shown(value: Any) -> str:
    if value is None or value == ():
        return ""
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _good(batch: Batch) -> QuerySet[Row]:
    return batch.rows.filter(state=RowState.GOOD)


def _awards(batch: Batch) -> QuerySet[Award]:
    return Award.objects.filter(organisation=batch.organisation_id, current=True)


def _same(batch: Batch) -> QuerySet[Award]:
    return _awards(batch).filter(
        key=OuterRef("award_key"), content_digest=OuterRef("content_digest")
    )


def _same_before_identifier(batch: Batch) -> Q:
    known = _awards(batch).filter(key=OuterRef("award_key"))
    former = _awards(batch).filter(
        key=OuterRef("former_key"), content_digest=OuterRef("content_digest")
    )
    return ~Q(former_key="") & ~Q(Exists(known)) & Q(Exists(former))
