"""A class that is read at once is what its rows are, read one by one."""

import pytest

from tesela.issuing.roster import RawRow
from tesela.site.classes import reading
from tesela.site.classes.models import Batch, Row, RowState
from tesela.site.design.models import Edition
from tests.site import people
from tests.site.classlists import FIELDS, waiting

SAID_OF_A_ROW = (
    "cells", "marks", "name", "by_mail", "state", "problems", "award_key", "former_key",
    "person_key", "content_digest",
)  # fmt: skip
ROWS = [
    ("Eleni", "Papadopoulou", "eleni@example.org", "", "", ""),
    ("\u0395\u03bb\u03ad\u03bd\u03b7", "\u03a0\u03b1\u03c0\u03ac", "e.p@example.org", "S-1", "2026-05-01", ""),
    ("Ana", "Sol", "", "", "", "by post"),
    ("A\u200dna", "Sol", "joined@example.org", "", "", ""),
    ("", "", "nobody@example.org", "", "", ""),
    ("Ivo", "", "ivo@example.org", "", "", ""),
    ("Ivo", "Bo", "no address", "", "", ""),
    ("Ivo", "Bo", "late@example.org", "", "2027-01-01", ""),
    ("=1+1", "Bo", "formula@example.org", "", "", "", "beyond", "the columns"),
    ("x" * 201, "Bo", "long@example.org", "", "", ""),
    ("", "", "", "", "", ""),
]  # fmt: skip


@pytest.fixture
def edition() -> Edition:
    return people.published(people.organisation())


def said(row: Row | reading.NewRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in SAID_OF_A_ROW}


@pytest.mark.django_db
def test_each_row_is_what_it_is_alone(edition: Edition) -> None:
    batch = waiting(edition, ROWS)
    stored = list(Row.objects.filter(batch=batch).order_by("number"))
    assert [row.number for row in stored] == list(range(2, len(ROWS) + 1)), "but the empty one"
    assert {row.state for row in stored} == {RowState.GOOD, RowState.REFUSED}
    for row in stored:
        before = said(row)
        row.state, row.problems, row.award_key = RowState.LEFT_OUT, [], "unknown"
        reading.judged(batch, row)
        assert said(row) == before, row.number


def test_a_row_that_is_read_says_of_itself_what_a_stored_one_says() -> None:
    """So that a list can be stored as it was read."""
    named = {field.attname for field in Row._meta.concrete_fields} - {"id", "batch_id", "award_id"}
    new = reading.NewRow(2, ["Ana"], {})
    assert named == set(reading.NewRow.__slots__)
    model = Row(number=2, cells=["Ana"], state=RowState.GOOD)
    assert {name: getattr(new, name) for name in named} == {
        name: getattr(model, name) for name in named
    }


def test_texts_that_databases_cannot_keep_are_replaced_cell_by_cell() -> None:
    cells = ["a", "\ud800", "b\0", "\u0395\u03bb", "\ufffd", ""]
    batch = Batch(header=list(FIELDS), fields=list(FIELDS), today=people.TODAY)
    for part in (cells, cells[:1], cells[1:3], cells[3:]):
        kept = reading._kept(batch, reading.sheet(batch), RawRow(2, part)).cells
        expected = [reading.storable(cell) for cell in part]
        assert kept == [cell for cell in expected if cell]
