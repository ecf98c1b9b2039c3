"""Background work: a confirmed class becomes awards, each row once, whatever happens between."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tesela.site.awards import batches, tasks
from tesela.site.awards.models import Award, CredentialFile, Mail
from tesela.site.classes.models import Batch, BatchState, RowState
from tesela.site.design.models import Edition
from tesela.site.providers import audit
from tesela.site.providers.models import AuditEntry
from tests.site import people
from tests.site.classlists import waiting


@pytest.fixture
def edition() -> Edition:
    return people.published(people.organisation())


def make(batch: Batch) -> Batch:
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)
    batch.refresh_from_db()
    return batch


def test_a_waiting_class_becomes_awards_with_files_mails_and_an_entry(edition: Edition) -> None:
    batch = make(waiting(edition, 3))
    assert batch.state == BatchState.FINISHED
    assert batch.finished_at
    rows = list(batch.rows.order_by("number"))
    assert [row.state for row in rows] == [RowState.ISSUED] * 3
    assert [row.award.row for row in rows if row.award] == [2, 3, 4]
    documents = [json.loads(bytes(file.content)) for file in CredentialFile.objects.all()]
    assert {one["id"] for one in documents} == {award.urn for award in Award.objects.all()}
    assert Mail.objects.count() == 3
    assert list(audit.broken_links(edition.description.organisation)) == []
    acts = AuditEntry.objects.filter(act__in=["awards.made", "class.finished"])
    assert [entry.act for entry in acts.order_by("number")] == ["awards.made", "class.finished"]


def test_before_its_time_nothing_is_made(edition: Edition) -> None:
    batch = waiting(edition, 1, not_before=datetime.now(UTC) + timedelta(minutes=15))
    tasks.tick()
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING
