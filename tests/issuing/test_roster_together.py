"""Rows read together are as rows read one by one, and lines taken in blocks as lines by themselves."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.issuing.roster import delimited, together
from tesela.issuing.roster.delimited import DelimitedTable
from tesela.issuing.roster.encodings import Encoding
from tesela.issuing.roster.headers import Column
from tesela.issuing.roster.learner import LearnerReader
from tesela.issuing.roster.limits import Limits
from tesela.issuing.roster.plain import are_plain_emails, is_plain_email, plain_name, plain_names
from tesela.issuing.roster.raw import Mark, RawRow
from tesela.issuing.roster.rows import RefusedRow, RosterRow
from tesela.text.errors import Problem, TeselaError

USUAL = {
    "given_name": st.sampled_from(["Ana", "Łucja", "Αλεξάνδρα", "Jean-Luc", "O'Brien", "Ana Maria"]),
    "family_name": st.sampled_from(["Müller", "Żółć", "Παπαδοπούλου", "Иванов", "de la Cruz"]),
    "full_name": st.sampled_from(["Ana Müller", "Łucja Żółć", "Ġorġ Żammit"]),
    "email": st.sampled_from(["a@b.cd", "A@B.CD", "ana.maria+x@mail.example.org", "z9@x-y.eu"]),
    "contact": st.sampled_from(["+49 30 123", "room 5", "+49 30 124"]),
    "identifier": st.sampled_from(["S-1", "S-2", "17"]),
    "date_of_birth": st.sampled_from(["1999-12-31", "31.12.1999", "2001-02-03"]),
    "award_date": st.sampled_from(["2026-02-27", "1.2.2026", "27/02/2026"]),
    "assessed_on": st.sampled_from(["2026-02-26", "2026-02-28"]),
    "valid_until": st.sampled_from(["2030-01-01", "2026-02-01"]),
    "grade": st.sampled_from(["90", "A", "+1"]),
    "language": st.sampled_from(["de", "English", "pl"]),
    "evidence": st.sampled_from(["https://a.example/", "https://a.example/ https://b.example/"]),
    "narrative": st.sampled_from(["Said\nso", "Well done"]),
    "workload_hours": st.sampled_from(["25", "1,5"]),
    "route": st.sampled_from(["recognition", "import-legacy"]),
    "certificate_number": st.sampled_from(["17/2020", "18/2020"]),
    "certificate_country": st.sampled_from(["DE", "Poland"]),
    "national_id": st.sampled_from(["AB 12"]),
    None: st.sampled_from(["anything", "'=1"]),
}  # fmt: skip
STRANGE = st.sampled_from(
    ["", " ", "xxx", "aaA", "null", "Null", "Test", "Name", "Vorname", "First name", "MÃ¼ller",
     "u\u0308", " Ana ", "=1+1", "'=1+1", "#N/A", "\u202eana", "a\nb", "Ana\n", "Ana\nMaria", "a@b",
     "a@b.cd, c@d.ef", "nobody@example.org\n", "2027-01-01", "32.1.2020", "1899-01-01", "-", "nan",
     "www.example.org", "Wer?", "a" * 101, "a" * 501, "b" * 64 + "@x.eu", "b" * 65 + "@x.eu", "óż",
     "Ă©", "\ufffd", "\ud800", "1,500", "0", "Klingon", "\x1c", "\u2028", "ſ", "İ", "ß", "undefined",
     "User Test", "given name"]
)  # fmt: skip
MARKS = st.sampled_from(list(Mark))
FAULTS = st.sampled_from([None, None, None, None, Problem("roster.quotes_broken")])


@st.composite
def class_lists(draw: st.DrawFn) -> tuple[list[Column], list[RawRow]]:
    names = draw(
        st.sampled_from([("given_name", "family_name"), ("full_name",), ("given_name", "full_name"),
            ("full_name", "family_name"), ("family_name", "full_name", "given_name")])
    )  # fmt: skip
    others = [field for field in USUAL if field not in ("given_name", "family_name", "full_name")]
    fields = [*names, *draw(st.lists(st.sampled_from(others), max_size=5))]
    columns = [
        Column(at, f"{field}", field) for at, field in enumerate(draw(st.permutations(fields)))
    ]
    strange = draw(st.sampled_from([0, 0, 1, 4]))
    rows = []
    for number in range(draw(st.integers(0, 12))):
        cells = [draw(USUAL[column.field]) for column in columns]
        for _ in range(strange):
            if draw(st.booleans()):
                cells[draw(st.integers(0, len(cells) - 1))] = draw(STRANGE)
        cells = cells[: draw(st.sampled_from([len(cells)] * 5 + [1]))]
        cells += draw(st.sampled_from([[]] * 5 + [[""], ["", "more"]]))
        marks = {0: draw(MARKS)} if strange and draw(st.booleans()) else {}
        rows.append(RawRow(2 * number + 2, cells, marks, draw(FAULTS) if strange else None))
    return columns, rows


def reader(columns: list[Column], language: str | None) -> LearnerReader:
    return LearnerReader(
        columns,
        today=date(2026, 3, 1),
        encoding="utf-8",
        default_language=language,
        month_first_fields=(),
    )


@given(class_lists(), st.sampled_from([None, "de"]))
def test_rows_read_together_are_as_rows_read_one_by_one(
    made: tuple[list[Column], list[RawRow]], language: str | None
) -> None:
    columns, rows = made
    one_by_one = reader(columns, language)
    expected = [read for row in rows if (read := one_by_one.read(row)) is not None]
    found = list(reader(columns, language).read_all(rows))
    assert found == expected
    for row in found:
        if isinstance(row, RosterRow):
            assert RosterRow(**vars(row)) == row


@given(class_lists(), st.sampled_from([None, "de"]))
def test_rows_read_together_ask_no_other_row(
    made: tuple[list[Column], list[RawRow]], language: str | None
) -> None:
    columns, rows = made
    one_by_one = [reader(columns, language).read_alone(row) for row in rows]
    assert list(reader(columns, language).read_all_alone(rows)) == one_by_one


def test_a_marked_cell_without_a_text_says_nothing() -> None:
    row = RawRow(2, ["Ana Müller", " "], {1: Mark.DATE})
    assert reader([Column(0, "Name", "full_name"), Column(1, "Date", "award_date")], None).read(row)


def test_half_a_name_is_none() -> None:
    fields = ("given_name", "full_name", "email")
    columns = [Column(at, field, field) for at, field in enumerate(fields)]
    rows = [RawRow(2, ["Ana", "", "a@b.cd"]), RawRow(3, ["Ben", "Ben Weber", "b@b.cd"])]
    first, second = reader(columns, "en").read_all(rows)
    assert isinstance(first, RefusedRow)
    assert isinstance(second, RosterRow)


def test_usual_rows_are_read_together() -> None:
    """Else the tests above would compare one way with itself."""
    columns = [Column(at, field, field) for at, field in enumerate(("full_name", "email", "grade"))]
    rows = [RawRow(at, [f"Ana Müller {at}", f"a{at}@b.cd", "90"]) for at in range(9)]
    rows[4].cells[0] = "undefined"
    rows[7].cells[1] = "nobody"
    one = reader(columns, "en")
    assert [row is None for row in one._many.learners(rows)] == [at in (4, 7) for at in range(9)]


def test_what_ends_a_list_is_said_after_the_rows_before_it() -> None:
    def rows() -> Iterator[RawRow]:
        yield RawRow(2, ["Ana Müller", "a@b.cd"])
        raise TeselaError("roster.damaged", name="x")

    found = reader([Column(0, "Name", "full_name"), Column(1, "E-Mail", "email")], None).read_all(
        rows()
    )
    assert next(found).number == 2
    with pytest.raises(TeselaError) as raised:
        next(found)
    assert raised.value.code == "roster.damaged"


@pytest.mark.parametrize("count", [0, 1, together.ROWS - 1, together.ROWS, 2 * together.ROWS + 1])
def test_a_learner_is_found_again_in_any_chunk(count: int) -> None:
    columns = [Column(0, "Name", "full_name"), Column(1, "E-Mail", "email")]
    rows = [RawRow(at, [f"Ana {at}", f"a{at}@b.cd"]) for at in range(count)]
    rows += [RawRow(count + at, list(row.cells)) for at, row in enumerate(rows)]
    found = list(reader(columns, None).read_all(rows))
    assert [row.number for row in found] == list(range(2 * count))
    refused = [row.problems[0].problem for row in found if isinstance(row, RefusedRow)]
    assert [problem.data["first"] for problem in refused] == list(range(count))


CELLS = st.sampled_from(
    ["Ana", "Łucja", "aaa", "a", "1a", "Ana ", "Ana\n", "", "a@b.cd", "a@b", f"{'b' * 65}@b.cd",
     f"a@{'b' * 64}.cd", f"a@{'b' * 63}.cd", "a@b.cd\n", "\na@b.cd", "A@B.CD", "x" * 100, "x" * 101,
     "ab" * 50, "ab" * 50 + "c"]
)  # fmt: skip


@given(st.lists(CELLS | st.text("aZ@.-\n ", max_size=5), min_size=1, max_size=4))
def test_a_column_is_plain_where_each_of_its_cells_is(cells: list[str]) -> None:
    assert are_plain_emails(cells) == all(map(is_plain_email, cells))
    if plain_names("Name")(cells):
        assert all(map(plain_name("Name"), cells))


def test_ordinary_columns_are_plain() -> None:
    assert plain_names("Name")(["Ana", "Łucja Żółć", "Παπαδοπούλου", "O'Brien", "Иванов 17"])
    assert not plain_names("Name")(["Ana", "Test"])
    assert not plain_names("Name")(["Ana", "Name"])
    assert not plain_names("Name")(["Ana", "MÃ¼ller"])


PIECES = st.sampled_from(
    ["a,b", ",", '"', '""', '"c,d"', "\n", "\n", "\n", "\r\n", "\r\r\n", "\r", " ", "Ana", "x" * 30, "\x1c", "\u2028"]
)  # fmt: skip


@pytest.mark.parametrize("block", [1, 2, 7, 1 << 16])
@given(pieces=st.lists(PIECES, max_size=30), longest=st.sampled_from([12, 40, 1000]))
def test_lines_in_blocks_are_as_lines_by_themselves(
    block: int, pieces: list[str], longest: int
) -> None:
    limits = Limits(row_characters=longest, rows=15, quote_faults=2)
    text = "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_BLOCK_CHARACTERS", block)
        found = outcome(text, limits)
        patch.setattr(delimited._Lines, "plain_lines", lambda _: [])
        assert found == outcome(text, limits)


def outcome(text: str, limits: Limits) -> list[Any]:
    """The rows of a table, and what ended it."""
    table = DelimitedTable(
        io.BytesIO(text.encode()),
        name="x",
        encoding=Encoding("utf-8"),
        delimiter=",",
        limits=limits,
    )
    found: list[Any] = []
    try:
        found.extend(table.raw_rows())
    except TeselaError as error:
        found.append(error.problem)
    return found


@given(st.lists(st.lists(st.text('a,"\n ', max_size=4), min_size=1, max_size=3), max_size=6))
def test_what_was_written_as_csv_reads_back(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    found = outcome(written.getvalue(), Limits())
    assert [row.cells for row in found] == [row for row in rows if any(map(str.strip, row))]
