"""Several at one class: each chunk by one of them, each row once, whoever dies."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress

import pytest
from django.db import OperationalError, connection, connections, transaction

from tesela.site.awards import batches, chunks
from tesela.site.awards.alone import alone, is_shared
from tesela.site.awards.files import CredentialFile
from tesela.site.awards.models import Award, Mail
from tesela.site.classes.models import Batch, BatchState, RowState
from tesela.site.design.models import Edition
from tesela.site.providers import audit
from tesela.site.providers.models import AuditEntry, Organisation
from tests.site import people
from tests.site.classlists import waiting

several = pytest.mark.skipif(not is_shared(), reason="SQLite has one process at a time")
Hold = Callable[..., "Elsewhere"]


class Elsewhere(threading.Thread):
    """Another process, as the database sees it: a session that does one work alone."""

    def __init__(self, *work: str, first: str = "SELECT 1") -> None:
        super().__init__()
        self._first = first
        self._work, self._has, self._ended = work, threading.Event(), threading.Event()
        self.session = 0

    def run(self) -> None:
        try:
            with suppress(OperationalError), alone(*self._work) as mine, ExitStack() as stack:
                assert mine
                stack.enter_context(transaction.atomic())
                stack.enter_context(connection.cursor()).execute(self._first)
                self.session = connection.connection.info.backend_pid
                self._has.set()
                self._ended.wait(300)
        finally:
            connections.close_all()

    def hold(self) -> "Elsewhere":
        self.start()
        assert self._has.wait(300)
        return self

    def end(self) -> None:
        self._ended.set()
        self.join(300)


@pytest.fixture
def elsewhere() -> Iterator[Hold]:
    begun: list[Elsewhere] = []

    def hold(*work: str) -> Elsewhere:
        begun.append(Elsewhere(*work))
        return begun[-1].hold()

    yield hold
    for one in begun:
        one.end()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of two rows; rows are numbered from 2, so chunk 1 is the first."""
    monkeypatch.setattr(batches, "CHUNK_ROWS", 2)


@pytest.fixture
def batch() -> Batch:
    return being_made(people.published(people.organisation()), 5)


def being_made(edition: Edition, rows: int) -> Batch:
    return waiting(edition, rows, state=BatchState.MAKING)


def states(batch: Batch) -> list[str]:
    return list(batch.rows.order_by("number").values_list("state", flat=True))


def test_a_class_is_cut_by_the_numbers_of_its_rows(batch: Batch) -> None:
    with closing(chunks.claimed(batch, 2)) as claimed:
        cut = [list(rows.values_list("number", flat=True)) for rows in claimed]
    assert cut == [[2, 3], [4, 5], [6]]


def test_what_is_done_is_in_no_chunk(batch: Batch) -> None:
    batch.rows.filter(number__in=(2, 3, 5)).update(state=RowState.ISSUED)
    with closing(chunks.claimed(batch, 2)) as claimed:
        cut = [list(rows.values_list("number", flat=True)) for rows in claimed]
    assert cut == [[4], [6]]


def test_between_chunks_one_may_stop(batch: Batch, small: None) -> None:
    turns = iter((False, True))
    assert not batches.make(batch.pk, lambda: next(turns))
    assert states(batch) == [RowState.ISSUED] * 2 + [RowState.GOOD] * 3
    assert batches.is_wanted(batch)


@several
def test_what_another_holds_is_left_to_it(batch: Batch, small: None, elsewhere: Hold) -> None:
    held = elsewhere("making", f"{batch.pk} 2")
    assert batches.is_wanted(batch)
    assert not batches.make(batch.pk)
    issued, good = RowState.ISSUED, RowState.GOOD
    assert states(batch) == [issued, issued, good, good, issued]
    assert not batches.is_wanted(batch), "there is nothing to do but what is being done"
    held.end()
    assert batches.is_wanted(batch)
    assert batches.make(batch.pk)
    assert AuditEntry.objects.filter(act="class.finished").count() == 1


@several
def test_who_dies_lets_its_chunk_go_at_once(batch: Batch, small: None, elsewhere: Hold) -> None:
    held = elsewhere("making", f"{batch.pk} 2")
    assert not batches.make(batch.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [held.session])
    assert batches.make(batch.pk)
    assert states(batch) == [RowState.ISSUED] * 5


@several
def test_another_class_is_another_matter(batch: Batch, elsewhere: Hold) -> None:
    other = being_made(people.published(people.organisation("hilltop")), 2)
    elsewhere("making", f"{batch.pk} 0")
    assert batches.make(other.pk)
    assert not batches.make(batch.pk)


@several
@pytest.mark.django_db(transaction=True)
def test_who_inserts_for_an_organisation_keeps_nobody_from_making(small: None) -> None:
    """Else two who keep a chunk each would hold what the other wants for its entry in the log."""
    edition = people.published(people.organisation())
    batch = being_made(edition, 3)
    key = f"SELECT 1 FROM providers_organisation WHERE id = {batch.organisation_id} FOR KEY SHARE"
    inserting = Elsewhere("inserting", first=key).hold()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '60s'")
        assert batches.make(batch.pk)
    finally:
        inserting.end()
        connection.close()


@several
@pytest.mark.django_db(transaction=True)
def test_several_at_one_class_make_each_row_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that repeat each other in different chunks among them: one of each two is refused."""
    monkeypatch.setattr(batches, "CHUNK_ROWS", 3)
    edition = people.published(people.organisation())
    rows = [(f"Eleni {at % 40}", "Papa", f"e{at % 40}@example.org", "", "") for at in range(80)]
    batch = waiting(edition, rows, state=BatchState.MAKING)
    batch.rows.update(state=RowState.GOOD)
    failed: list[BaseException] = []
    at_once = threading.Barrier(4)

    def work() -> None:
        try:
            at_once.wait(300)
            batches.make(batch.pk)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(600)
    assert failed == []
    batches.make(batch.pk)  # the last of them may have seen another's chunk still open
    assert sorted(states(batch)) == [RowState.ISSUED] * 40 + [RowState.REFUSED] * 40
    organisation = Organisation.objects.get()
    counters = Award.objects.order_by("counter").values_list("counter", flat=True)
    assert list(counters) == list(range(40))
    assert organisation.next_counter == 40
    assert CredentialFile.objects.count() == Mail.objects.count() == 40
    assert list(audit.broken_links(organisation)) == []
    made = AuditEntry.objects.filter(act="awards.made")
    assert sum(entry.about["awards"] for entry in made) == 40
    assert AuditEntry.objects.filter(act="class.finished").count() == 1
