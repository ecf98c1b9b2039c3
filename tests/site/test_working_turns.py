"""A class of a million does not delay a class of ten: told by the order of what happens, not by time."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tesela.site.awards import batches, tasks, turns
from tesela.site.classes.models import Batch, BatchState
from tesela.site.design.models import Edition
from tests.site import people
from tests.site.classlists import learners, waiting
from tests.site.test_working_chunks import Hold, elsewhere, several  # noqa: F401 - a fixture

MANY = 30


@pytest.fixture(autouse=True)
def _a_chunk_is_a_row_and_a_turn_a_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "CHUNK_ROWS", 1)
    monkeypatch.setattr(turns, "SECONDS", 0)


@pytest.fixture
def university() -> Edition:
    return people.published(people.organisation("university"))


@pytest.fixture
def school() -> Edition:
    return people.published(people.organisation("school"))


def made(edition: Edition, first: int, rows: int) -> Batch:
    named = learners(first + rows)[first:]
    return waiting(edition, named, state=BatchState.MAKING, announce=False)


def one_task() -> None:
    """What a worker does when it takes one task from the queue."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="one",
    )
    taken = DBTaskResult.objects.ready().get_locked()
    if taken:
        taken.claim("one")
        worker.run_task(taken)


def left(*of: Batch) -> list[int]:
    return [batch.rows.filter(state="good").count() for batch in of]


def test_a_small_class_is_done_while_a_large_one_has_hardly_gone_on(
    university: Edition, school: Edition
) -> None:
    large = made(university, 0, MANY)
    tasks.tick()
    for _ in range(4):
        one_task()
    small, before = made(school, 0, 3), left(large)[0]
    tasks.tick()
    while left(small) != [0]:
        one_task()
    assert 0 < before - left(large)[0] <= 4, "a turn for each of its turns, and the one in hand"


def test_of_an_organisation_with_many_classes_another_has_the_same_share(
    university: Edition, school: Edition
) -> None:
    many = [made(university, 10 * at, 10) for at in range(4)]
    one = made(school, 0, 5)
    tasks.tick()
    while left(one) != [0]:
        one_task()
    assert 40 - sum(left(*many)) <= 6


def test_the_classes_of_one_organisation_take_turns(university: Edition) -> None:
    several = [made(university, 10 * at, 10) for at in range(3)]
    tasks.tick()
    for _ in range(7):
        one_task()
    assert left(*several) == [8, 8, 8], "and one task for what comes back"


def test_a_class_that_is_alone_has_longer_turns_than_one_among_others(
    university: Edition, school: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "SECONDS", 1000)
    monkeypatch.setattr(turns, "SECONDS_AMONG_OTHERS", 0)
    first = made(university, 0, 4)
    tasks.tick()
    one_task()
    assert left(first) == [0]
    second, third = made(university, 4, 4), made(school, 0, 4)
    tasks.tick()
    while left(second, third) == [4, 4]:
        one_task()
    assert sorted(left(second, third)) == [3, 4]


def test_a_class_that_cannot_be_made_takes_no_turns_from_others(
    university: Edition, school: Edition
) -> None:
    broken, whole = made(university, 0, 2), made(school, 0, 3)
    people_key = university.description.organisation.keys
    people_key.update(sealed=b"nobody opens this")
    tasks.tick()
    for _ in range(12):
        one_task()
    assert left(broken, whole) == [2, 0]
    failed = DBTaskResult.objects.filter(status="FAILED")
    assert 1 <= failed.count() <= 2, "asked for help before it failed"


@several
def test_who_begins_a_turn_asks_for_help_with_what_is_left(
    university: Edition,
    elsewhere: Hold,  # noqa: F811
) -> None:
    batch = made(university, 0, 2)
    tasks.tick()
    DBTaskResult.objects.filter(task_path__endswith="make_batch").update(status="RUNNING")
    asked = DBTaskResult.objects.filter(status="READY", task_path__endswith="make_batch")
    first = elsewhere("making", f"{batch.pk} 2")
    tasks.tick()
    assert asked.count() == 1
    elsewhere("making", f"{batch.pk} 3")
    asked.delete()
    tasks.tick()
    assert not asked.exists(), "nobody is free to be helped"
    first.end()
    tasks.tick()
    assert asked.count() == 1


@several
def test_what_comes_back_is_done_by_one(elsewhere: Hold) -> None:  # noqa: F811
    old = DBTaskResult.objects.create(
        status="SUCCESSFUL", finished_at=datetime.now(UTC) - timedelta(hours=1), task_path="x",
        args_kwargs={"args": [], "kwargs": {}}, backend_name="default",
        run_after=datetime.now(UTC), exception_class_path="", traceback="",
    )  # fmt: skip
    there = DBTaskResult.objects.filter(pk=old.pk)
    held = elsewhere("looking after")
    assert tasks.look_after.call() == 0
    assert there.exists(), "another does it"
    held.end()
    tasks.look_after.call()
    assert not there.exists()


def test_what_comes_back_is_asked_for_once_by_however_many_look() -> None:
    for _ in range(5):
        tasks.tick()
        DBTaskResult.objects.filter(status="READY").update(status="RUNNING")
    assert DBTaskResult.objects.filter(task_path__endswith="look_after").count() == 1
