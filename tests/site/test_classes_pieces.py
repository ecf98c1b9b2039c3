"""A long list is read piece by piece: the same rows as if it were read as a whole, and each once."""

import io
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import openpyxl
import pytest

from tesela.issuing.roster import RawRow
from tesela.site.classes import actions, pieces, reading, taking, views
from tesela.site.classes.models import Batch, BatchState, Row, RowState
from tesela.site.design.models import Edition
from tests.site.classes_lists import class_list, handed_over
from tests.site.people import member, organisation, published, signed_in

_OF_A_ROW = (
    "number", "cells", "marks", "name", "by_mail", "state", "problems", "award_key", "former_key",
    "person_key", "content_digest",
)  # fmt: skip


@pytest.fixture
def edition() -> Edition:
    return published(organisation())


@pytest.fixture
def few_at_once(monkeypatch):
    monkeypatch.setattr(taking, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(pieces, "ROWS_AT_ONCE", 7)


def mixed(number: int) -> list[str]:
    """Rows of which some are the same learner, or say of one number that it is two certificates."""
    chance = Random(7)
    return [
        ";".join(
            (
                chance.choice(("Anna", "Seán", "")),
                chance.choice(("Berg", "Murphy")),
                chance.choice((f"a{chance.randrange(number)}@example.org", "broken", "")),
                chance.choice(("", str(chance.randrange(number)))),
                chance.choice(("", f"C-{chance.randrange(number)}")),
                "2024-05-06",
            )
        )
        for _ in range(number)
    ]


HEADER = "Given name;Family name;E-mail;Learner ID;Certificate number;Award date"


def kept(batch: Batch) -> list[dict[str, Any]]:
    return list(batch.rows.order_by("number").values(*_OF_A_ROW))


def waiting_to_be_read(edition: Edition, rows: list[str]) -> Batch:
    client = signed_in(member(edition.description.organisation, "issuer"))
    handed_over(client, edition, class_list(*rows, header=HEADER))
    batch = Batch.objects.get()
    assert (batch.state, batch.rows.count()) == (BatchState.READING, 0)
    return batch


def test_in_pieces_the_same_becomes_of_every_row(edition, few_at_once, monkeypatch):
    batch = waiting_to_be_read(edition, mixed(60))
    assert taking.read(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.upload) == (BatchState.MENDING, None)
    in_pieces = kept(batch)
    assert {row["state"] for row in in_pieces} == {"good", "refused"}
    batch.rows.all().delete()
    Batch.objects.filter(pk=batch.pk).update(
        state=BatchState.READING, upload=class_list(*mixed(60), header=HEADER)
    )
    monkeypatch.setattr(taking, "ROWS_AT_ONCE", 1_000)
    assert taking.read(batch.pk, taking.ROWS_AT_ONCE)
    assert in_pieces == kept(batch)


def test_a_worker_that_dies_is_followed_by_one_that_goes_on(edition, few_at_once, monkeypatch):
    batch = waiting_to_be_read(edition, mixed(40))
    read_each, times = reading.read_each, []

    def dying(*given: Any) -> list[Row]:
        times.append(1)
        if len(times) == 4:
            raise KeyboardInterrupt
        return read_each(*given)

    monkeypatch.setattr(reading, "read_each", dying)
    with pytest.raises(KeyboardInterrupt):
        taking.read(batch.pk)
    batch.refresh_from_db()
    stored = batch.rows.count()
    assert (batch.state, 0 < stored < 40) == (BatchState.READING, True)
    before = kept(batch)
    assert taking.read(batch.pk)
    batch.refresh_from_db()
    assert batch.state == BatchState.MENDING
    assert [row["cells"] for row in kept(batch)][:stored] == [row["cells"] for row in before]
    assert len(kept(batch)) == len({row["number"] for row in kept(batch)}) > stored


def test_of_two_at_the_same_list_one_stops(edition, few_at_once):
    batch = waiting_to_be_read(edition, [f"Anna;Berg;a{at}@example.org;;;" for at in range(30)])
    batch.header, batch.fields = _decided(batch)

    def interrupted() -> Iterator[RawRow]:
        for number, row in enumerate(rows_of(batch)):
            if number == 10:
                assert pieces.store(batch, rows_of(batch))
            yield row

    assert not pieces.store(batch, interrupted())
    assert batch.rows.count() == 30


def rows_of(batch: Batch) -> Iterator[RawRow]:
    with reading.opened(bytes(batch.upload or b""), "list", batch) as roster:
        yield from roster.raw_rows()


def _decided(batch: Batch) -> tuple[list[str], list[str | None]]:
    with reading.opened(bytes(batch.upload or b""), "list", batch) as roster:
        return list(roster.sheet.header), list(roster.sheet.fields)


def test_a_list_that_was_discarded_meanwhile_stays_so(edition, few_at_once):
    batch = waiting_to_be_read(edition, mixed(20))
    batch.header, batch.fields = _decided(batch)
    Batch.objects.update(state=BatchState.DISCARDED)
    assert not pieces.store(batch, [RawRow(2, ["Anna", "Berg", "a@example.org"])])
    assert not batch.rows.exists()


def test_a_spreadsheet_is_shorter_than_a_text_and_the_remedy_is_said(edition, monkeypatch):
    assert (reading.LIMITS.rows, reading.LIMITS.spreadsheet_rows) == (100_000, 50_000)
    monkeypatch.setattr(reading, "LIMITS", replace(reading.LIMITS, spreadsheet_rows=5))
    book, file = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["Given name", "Family name", "E-mail"])
    for number in range(10):
        book.active.append(["Anna", "Berg", f"a{number}@example.org"])
    book.save(file)
    client = signed_in(member(edition.description.organisation, "issuer"))
    answer = handed_over(client, edition, file.getvalue(), name="long.xlsx")
    page = answer if answer.status_code == 422 else client.get(answer.headers["Location"])
    assert "Save the table as CSV" in page.content.decode()
    rows = (f"Anna;Berg;a{number}@example.org" for number in range(10))
    assert handed_over(client, edition, class_list(*rows)).status_code == 302
    assert Batch.objects.latest("made_at").rows.count() == 10


def test_judged_again_in_pieces_a_row_that_was_left_out_is_nobodys_twin(edition, few_at_once):
    batch = waiting_to_be_read(edition, mixed(40))
    assert taking.read(batch.pk)
    batch.refresh_from_db()
    before = kept(batch)
    actions.judge_again(batch)
    assert kept(batch) == before
    good = batch.rows.filter(state=RowState.GOOD).order_by("number")
    first, twin = next(
        (row, other)
        for row in good
        for other in batch.rows.filter(award_key=row.award_key, state=RowState.REFUSED)
    )
    batch.rows.filter(pk=first.pk).update(state=RowState.LEFT_OUT)
    actions.judge_again(batch)
    twin.refresh_from_db()
    assert twin.state == RowState.GOOD, twin.problems


def test_a_request_that_reads_takes_the_place_of_a_worker_that_began(edition, few_at_once):
    batch = waiting_to_be_read(edition, mixed(40))
    batch.header, batch.fields = _decided(batch)
    rows = reading.read_rows(batch, list(rows_of(batch)))
    pieces.insert(batch, rows[:5])
    taking._keep(batch, rows)
    assert batch.rows.count() == len(rows)


def test_a_class_that_is_being_read_has_no_counts_yet(edition, few_at_once):
    batch = waiting_to_be_read(edition, mixed(20))
    batch.header, batch.fields = _decided(batch)
    assert pieces.store(batch, rows_of(batch))
    assert views._counted([batch.pk]) == {batch.pk: {"good": 0, "refused": 0}}
