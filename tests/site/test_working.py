"""Background work: a confirmed class becomes awards, each row once, whatever happens between."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django_tasks_db.models import DBTaskResult

from tesela.site.awards import batches, fresh, making, progress, reread, tasks
from tesela.site.awards.files import CredentialFile
from tesela.site.awards.models import Award, Learner, Mail
from tesela.site.classes.models import Batch, BatchState, RowState
from tesela.site.design.models import Edition
from tesela.site.providers import audit, keys
from tesela.site.providers.models import AuditEntry
from tesela.text.errors import TeselaError
from tests.site import people
from tests.site.classlists import waiting


class KilledError(BaseException):
    """The process ends here."""


@pytest.fixture
def edition() -> Edition:
    return people.published(people.organisation())


def make(batch: Batch) -> Batch:
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)
    batch.refresh_from_db()
    return batch


def states(batch: Batch) -> list[str]:
    return list(batch.rows.order_by("number").values_list("state", flat=True))


def test_a_waiting_class_becomes_awards_with_files_mails_and_an_entry(edition: Edition) -> None:
    batch = make(waiting(edition, 3))
    assert batch.state == BatchState.FINISHED
    assert batch.finished_at
    rows = list(batch.rows.order_by("number").select_related("award"))
    assert [row.state for row in rows] == [RowState.ISSUED] * 3
    assert [row.award.row for row in rows if row.award] == [2, 3, 4]
    documents = [json.loads(file.content) for file in CredentialFile.objects.all()]
    assert {one["id"] for one in documents} == {award.urn for award in Award.objects.all()}
    assert Mail.objects.count() == 3


def test_the_log_has_one_entry_for_what_was_made_and_no_names(edition: Edition) -> None:
    batch = make(waiting(edition, 3))
    assert list(audit.broken_links(edition.description.organisation)) == []
    made, finished = AuditEntry.objects.filter(about__batch=str(batch.pk)).order_by("number")
    ids = sorted(award.urn for award in Award.objects.all())
    assert (made.act, finished.act) == ("awards.made", "class.finished")
    assert made.about == {
        "batch": str(batch.pk),
        "awards": 3,
        "digest": sha256("\n".join(ids).encode()).hexdigest(),
    }


def test_before_its_time_nothing_is_made(edition: Edition) -> None:
    batch = waiting(edition, 1, not_before=datetime.now(UTC) + timedelta(minutes=15))
    tasks.tick()
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING


def test_what_was_recalled_is_not_made(edition: Edition) -> None:
    batch = waiting(edition, 1, state=BatchState.RECALLED)
    tasks.tick()
    assert not batches.make(batch.pk)
    assert not Award.objects.exists()


@pytest.mark.parametrize("step", ["_record_some", "_make_some", "_finish"])
@pytest.mark.parametrize("when", ["before", "within", "after"])
def test_killed_around_any_step_a_class_goes_on_as_if_nothing_had_happened(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    """A kill is an exception that nobody catches; the transaction in which it strikes is undone."""
    monkeypatch.setattr(batches, "CHUNK_ROWS", 2)
    monkeypatch.setattr(fresh, "make", lambda *_: 0)
    batch = waiting(edition, 5)
    whole, calls = getattr(batches, step), []

    def dying(*arguments: object) -> object:
        calls.append(1)
        if len(calls) < 2 and step != "_finish":
            return whole(*arguments)
        if when == "before":
            raise KilledError
        if when == "after":
            whole(*arguments)
            raise KilledError
        with pytest.MonkeyPatch.context() as inside:
            inside.setattr(batches, "_decide", _killed)
            inside.setattr(batches, "_note", _killed)
            return whole(*arguments)

    batches.begin_due(datetime.now(UTC))
    with monkeypatch.context() as once:
        once.setattr(batches, step, dying)
        with pytest.raises(KilledError):
            batches.make(batch.pk)
    make(batch)
    assert states(batch) == [RowState.ISSUED] * 5
    counters = Award.objects.order_by("counter").values_list("counter", flat=True)
    assert list(counters) == [0, 1, 2, 3, 4]
    assert CredentialFile.objects.count() == Mail.objects.count() == 5
    assert AuditEntry.objects.filter(act="class.finished").count() == 1
    made = AuditEntry.objects.filter(act="awards.made")
    assert sum(entry.about["awards"] for entry in made) == 5


def _killed(*_arguments: object, **_more: object) -> None:
    raise KilledError


def test_the_same_class_again_changes_nothing(edition: Edition) -> None:
    first = make(waiting(edition, 3))
    second = make(waiting(edition, 3))
    assert states(second) == [RowState.UNCHANGED] * 3
    assert set(second.rows.values_list("award")) == set(first.rows.values_list("award"))
    assert Award.objects.count() == CredentialFile.objects.count() == Mail.objects.count() == 3
    assert set(Award.objects.values_list("batch", flat=True)) == {first.pk}


def test_a_row_that_says_something_else_supersedes(edition: Edition) -> None:
    make(waiting(edition, [("Elen", "Papa", "e@example.org", "", "")]))
    batch = make(waiting(edition, [("Eleni", "Papa", "e@example.org", "", "")]))
    award = batch.rows.get().award
    assert award is not None
    assert award.supersedes is not None
    assert award.supersedes.state == "superseded"
    assert award.learner.name == "Eleni Papa"


def test_what_was_withdrawn_stays_so_and_the_row_says_it(edition: Edition) -> None:
    make(waiting(edition, 1))
    Award.objects.update(withdrawn_at=datetime.now(UTC), reason="by mistake")
    batch = make(waiting(edition, 1))
    row = batch.rows.get()
    assert row.state == RowState.REFUSED
    assert row.problems[0]["code"] == "work.withdrawn"


def test_a_correction_of_what_was_withdrawn_keeps_its_day_and_reason(edition: Edition) -> None:
    make(waiting(edition, [("Elen", "Papa", "e@example.org", "", "")]))
    day = datetime(2026, 5, 1, tzinfo=UTC)
    Award.objects.update(withdrawn_at=day, reason="by mistake")
    make(waiting(edition, [("Eleni", "Papa", "e@example.org", "", "")]))
    before = Award.objects.get(current=False)
    assert (before.withdrawn_at, before.reason) == (day, "by mistake")


def test_a_row_of_an_earlier_chunk_is_known_as_a_repetition(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "CHUNK_ROWS", 1)
    batch = waiting(edition, [("Eleni", "Papa", "e@example.org", "", "")] * 2)
    batch.rows.update(state=RowState.GOOD)
    make(batch)
    assert states(batch) == [RowState.ISSUED, RowState.REFUSED]
    (problem,) = batch.rows.get(number=3).problems
    assert (problem["code"], problem["data"]["other"]) == ("issue.key_twice", 2)


def test_a_row_that_repeats_one_without_its_identifier_is_known_as_a_repetition(
    edition: Edition,
) -> None:
    with_and_without = [
        ("Eleni", "Papa", "e@example.org", "", ""),
        ("Eleni", "Papa", "e@example.org", "S-1", ""),
    ]
    batch = waiting(edition, with_and_without)
    batch.rows.update(state=RowState.GOOD)
    make(batch)
    assert states(batch) == [RowState.ISSUED, RowState.REFUSED]


def test_a_new_address_reaches_who_is_known_by_an_identifier(edition: Edition) -> None:
    make(waiting(edition, [("Eleni", "Papa", "old@example.org", "S-1", "")]))
    make(waiting(edition, [("Eleni", "Papa", "new@example.org", "S-1", "")]))
    make(waiting(edition, [("Eleni", "Papa", "", "S-1", "")]))
    assert Learner.objects.get().email == "new@example.org"


def unlike(credential: bytes, award: Award) -> object:
    """The part in which `credential` differs from the record of `award`; None where it fits."""
    try:
        reread.compare(credential, award, keys.signer_of(award.method).public)
    except TeselaError as error:
        return error.problem.data["part"] if error.code == "work.not_as_recorded" else error.code
    return None


def test_a_credential_of_somebody_else_is_not_kept(edition: Edition) -> None:
    one, other = people.awarded(edition)
    credential = making.file(one, "openbadge")
    assert unlike(credential, one) is None
    assert unlike(credential, other) == "award"


@pytest.mark.parametrize(("column", "value"), [("name", "Somebody Else"), ("counter", 9)])
def test_a_record_that_was_changed_by_hand_does_not_fit(
    edition: Edition, column: str, value: object
) -> None:
    award = people.awarded(edition)[0]
    credential = making.file(award, "openbadge")
    setattr(award, column, value)
    assert unlike(credential, award) == {"counter": "place"}.get(column, column)


def test_a_changed_letter_is_seen_before_it_is_kept(edition: Edition) -> None:
    award = people.awarded(edition)[0]
    credential = making.file(award, "openbadge").replace(b'"name":"', b'"name":"X', 1)
    assert unlike(credential, award) == "signature"


def test_the_tick_asks_once_for_what_is_to_be_done(edition: Edition) -> None:
    waiting(edition, 1)
    people.awarded(edition)
    tasks.tick()
    tasks.tick()
    asked = [task.task_path.rpartition(".")[2] for task in DBTaskResult.objects.all()]
    assert sorted(asked) == ["look_after", "make_batch"]


def test_a_task_whose_worker_died_is_asked_for_again(edition: Edition) -> None:
    batch = waiting(edition, 1)
    tasks.tick()
    DBTaskResult.objects.update(status="RUNNING", started_at=datetime.now(UTC))
    tasks.tick()
    asked = DBTaskResult.objects.filter(args_kwargs__args=[str(batch.pk)])
    assert sorted(asked.values_list("status", flat=True)) == ["READY", "RUNNING"]


def test_what_fails_is_tried_less_and_less_often(edition: Edition) -> None:
    waiting(edition, 1)
    tasks.tick()
    for waits in (timedelta(seconds=11), timedelta(seconds=21), timedelta(seconds=41)):
        failed = DBTaskResult.objects.filter(status="READY", task_path__endswith="make_batch")
        assert failed.count() == 1
        failed.update(status="FAILED", finished_at=datetime.now(UTC))
        tasks.tick()
        assert not failed.exists()
        for task in DBTaskResult.objects.filter(status="FAILED"):
            DBTaskResult.objects.filter(pk=task.pk).update(finished_at=task.finished_at - waits)
        tasks.tick()


def test_progress_counts_rows_and_mails(edition: Edition) -> None:
    rows = [
        ("Eleni", "Papa", "e@example.org", "", ""),
        ("Seán", "Murphy", "", "", "", "at the office"),
        ("", "", "nobody@example.org", "", ""),
    ]
    batch = waiting(edition, rows)
    before = progress.of(batch)
    assert (before.rows, before.good, before.made, before.refused) == (3, 2, 0, 1)
    after = progress.of(make(batch))
    assert (after.issued, after.open, after.mails_waiting, after.without_mail) == (2, 0, 1, 1)
    assert after.finished
    Mail.objects.update(state="failed")
    assert progress.of(batch).mails_failed == 1


def test_progress_says_when_nothing_happens(edition: Edition) -> None:
    long_ago = datetime.now(UTC) - timedelta(minutes=3)
    assert progress.of(waiting(edition, 1, not_before=long_ago)).still
    assert not progress.of(waiting(edition, 1)).still
