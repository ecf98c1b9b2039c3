"""A row read alone is the row that is read with its list; lists that a person explains."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.issuing.roster import (
    Mark,
    Named,
    RawRow,
    RefusedRow,
    RosterRow,
    beginning,
    can_be_asked,
    likely_readings,
    neutralised,
    open_roster,
)
from tesela.text.errors import TeselaError

TODAY = date(2026, 11, 1)
CELLS = st.sampled_from(
    [
        "", "Anna", "Virtanen", "anna@example.org", "not an address", "05/06/2026", "05/31/2026",
        "2026-05-31", "31.05.2026", "=1+1", "'=1+1", "Null", "fi", "12", "MÃ¼ller", "a\u202eb", "x",
    ]
)  # fmt: skip
HEADERS = st.permutations(
    ["given_name", "family_name", "email", "award_date", "assessed_on", "identifier", "shoe size"]
)


def written(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@settings(max_examples=150, deadline=None)
@given(header=HEADERS, rows=st.lists(st.lists(CELLS, min_size=7, max_size=8), max_size=8))
def test_reading_a_list_is_reading_its_rows_one_by_one(header, rows):
    number = iter(range(1_000))
    at = header.index("identifier")
    rows = [[*row[:at], str(next(number)), *row[at + 1 :]] for row in rows]
    rows.append(["Zoë"] * 7)
    data = written([list(header), *rows])
    with open_roster(data, name="x", today=TODAY) as roster:
        together = list(roster.rows())
        sheet, raw = roster.sheet, list(roster.raw_rows())
    alone = {row.number: sheet.read(row) for row in reversed(raw)}
    assert [row.number for row in together] == [row.number for row in raw if alone[row.number]]
    for row in together:
        assert alone[row.number] == row or _is_twin(row)


def _is_twin(row: RosterRow | RefusedRow) -> bool:
    return isinstance(row, RefusedRow) and row.problems[0].problem.code.startswith(
        "roster.duplicate"
    )


def test_one_american_date_far_below_decides_for_the_whole_column():
    rows = [["full_name", "email", "award_date"]]
    rows += [["Ada Lovelace", f"a{at}@example.org", "03/04/2026"] for at in range(300)]
    rows += [["Ada Lovelace", "last@example.org", "03/31/2026"]]
    with open_roster(written(rows), name="x", today=TODAY) as roster:
        assert roster.sheet.month_first == {"award_date"}
        assert all(isinstance(row, RefusedRow) for row in roster.rows())


def test_what_a_spreadsheet_says_about_a_cell_is_read_again_too():
    with open_roster(
        b"full_name,email,grade\nAnna,a@example.org,3", name="x", today=TODAY
    ) as list_:
        sheet = list_.sheet
    cells = ["Anna", "a@example.org", "2026-03-01"]
    assert isinstance(sheet.read(RawRow(2, cells)), RosterRow)
    marked = sheet.read(RawRow(2, cells, {2: Mark.DATE}))
    assert isinstance(marked, RefusedRow)
    assert marked.problems[0].problem.code == "roster.became_date"


def test_columns_that_must_not_be_read_need_not_be_kept():
    data = b"full_name,email,Disability\nAnna Berg,a@example.org,deaf"
    with open_roster(data, name="x", today=TODAY) as roster:
        kept = [roster.sheet.without_withheld(row).cells for row in roster.raw_rows()]
        assert roster.sheet.read_positions == (0, 1)
    assert kept == [["Anna Berg", "a@example.org", ""]]


def test_a_list_without_header_is_read_once_somebody_names_its_columns():
    data = "Anna\tBerg\tanna@example.org\nSeán\tMurphy\tsean@example.org".encode()
    with pytest.raises(TeselaError) as refused:
        open_roster(data, name="x", today=TODAY)
    assert can_be_asked(refused.value)
    first = beginning(data, name="x")
    assert first is not None
    assert first.guessed == ("given_name", "family_name", "email")
    assert (first.above, first.has_header) == (0, False)
    named = Named(("Given", "Family", "Mail"), first.guessed, first.above)
    with open_roster(data, name="x", today=TODAY, columns=named) as roster:
        assert [(row.number, row.shown_name) for row in roster.rows()] == [
            (1, "Anna Berg"),
            (2, "Seán Murphy"),
        ]


def test_headers_nobody_knows_are_taken_for_headers_all_the_same():
    data = b"Class of May\nA;B;C\nAnna;Berg;anna@example.org\n"
    first = beginning(data, name="x")
    assert first is not None
    assert (first.above, first.has_header) == (1, True)
    assert first.guessed == ("given_name", "family_name", "email")


def test_named_columns_must_have_names_and_a_way_to_reach_learners():
    data = b"a,b\nc,d\n"
    for fields, code in (
        ((None, None), "roster.no_name_columns"),
        (("full_name", None), "roster.no_contact_column"),
        (("given_name", "email"), "roster.one_name_column"),
        (("full_name", "full_name"), "roster.column_twice"),
    ):
        with pytest.raises(TeselaError) as refused:
            open_roster(data, name="x", today=TODAY, columns=Named(("A", "B"), fields))
        assert refused.value.code == code


def test_a_letter_is_no_list_to_ask_about():
    assert beginning(b"Dear colleague\nsee you.\n", name="x") is None


def test_a_single_word_of_another_age_is_asked_about():
    data = "full_name;email\nŠimon;s@example.org".encode("cp1250")
    with open_roster(data, name="x", today=TODAY) as roster:
        assert roster.doubtful_encoding


def test_likely_readings_differ_and_show_the_rows_that_tell():
    lines = ["name;mail", *[f"Anna;a{at}@x.org" for at in range(50)], "Zoë;s@x.org"]
    readings = likely_readings("\n".join(lines).encode("cp1252"), name="x")
    assert len({reading.rows for reading in readings}) == len(readings) > 1
    assert readings[0].rows == (("Zoë", "s@x.org"),)


@given(text=st.sampled_from(["+353 91 123456", "=1+1", "-", "plain", "'t Hooft", "@x"]))
def test_a_corrected_list_reads_back_as_it_was(text):
    header = "full_name,email,grade\n"
    found = []
    for cell in (text, neutralised(text)):
        data = f'{header}Anna Berg,a@example.org,"{cell}"'.encode()
        with open_roster(data, name="x", today=TODAY) as roster:
            found += list(roster.rows())
    assert found[0] == found[1]
