"""Class lists as text: learners come out, and every fault is named in its place."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tesela.issuing.roster import Limits, RefusedRow, RosterRow, open_roster
from tesela.text.errors import TeselaError

TODAY = date(2026, 11, 1)
EXAMPLES = Path(__file__).parents[2] / "examples" / "rosters"


def read(text: str | bytes, **options):
    data = text.encode() if isinstance(text, str) else text
    with open_roster(data, name="class.csv", today=TODAY, **options) as roster:
        return list(roster.rows())


def codes(row: RefusedRow) -> dict[str, str]:
    return {problem.field or problem.column: problem.problem.code for problem in row.problems}


def refused_file(data: str | bytes, **options) -> TeselaError:
    with pytest.raises(TeselaError) as caught:
        read(data, **options)
    assert str(caught.value)
    return caught.value


def test_example_class_is_accepted_as_a_whole():
    with open_roster(EXAMPLES / "class.csv", name="class.csv", today=TODAY) as roster:
        rows = list(roster.rows())
    assert [row.number for row in rows] == list(range(2, 14))
    assert all(isinstance(row, RosterRow) for row in rows)
    assert rows[1].given_name == "Γιώργος"
    assert rows[-1].full_name == rows[-1].shown_name == "Suharto"
    assert rows[0].evidence == ("https://example.org/portfolio/001",)
    assert {row.award_date.month for row in rows} == {6}


def test_example_with_mistakes_names_each_of_them():
    path = EXAMPLES / "class-with-mistakes.csv"
    with open_roster(path, name=path.name, today=TODAY) as roster:
        rows = {row.number: row for row in roster.rows()}
    good = [number for number, row in rows.items() if isinstance(row, RosterRow)]
    assert good == [2, 13]
    found = {number: codes(row) for number, row in rows.items() if number not in good}
    assert found == {
        3: {
            "given_name": "roster.placeholder_name",
            "family_name": "roster.placeholder_name",
        },
        4: {"email": "roster.email_invalid"},
        5: {"family_name": "roster.mojibake"},
        6: {"award_date": "roster.date_impossible"},
        7: {"award_date": "roster.date_month_first"},
        8: {"award_date": "roster.date_future"},
        9: {"given_name": "roster.formula"},
        10: {"email": "roster.duplicate"},
        11: {
            "family_name": "roster.name_missing",
            "language": "roster.language_unknown",
            "evidence": "roster.evidence_invalid",
        },
        12: {"email": "roster.contact_missing"},
    }
    for number in found:
        for problem in rows[number].problems:
            entry = problem.to_report("en")
            assert set(entry) == {"column", "field", "value", "code", "message", "fix"}
            assert entry["message"]
            assert entry["fix"]


def test_problem_shows_column_value_and_what_is_meant():
    (row,) = read("Vorname;Nachname;E-Mail\nKäthe;MÃ¼ller;k@example.org\n")
    (problem,) = row.problems
    entry = problem.to_report()
    assert (entry["column"], entry["value"]) == ("Nachname", "MÃ¼ller")
    assert "Müller" in entry["message"]


def test_values_have_the_types_of_the_row():
    header = (
        "given_name,family_name,email,phone,date of birth,award date,assessment date,valid until,"
        "grade,language,ID,evidence 1,evidence 2,narrative,hours,ECTS,route,shoe size"
    )
    line = (
        ' Ana\xa0,Silva,ana@example.org,"Rua 1\n1000 Lisboa",1.2.1990,2026-05-03,30/04/2026,'
        '03.05.2031,"1,3",portugiesisch,0007,https://example.org/a,https://example.org/b,'
        '"First\nsecond","2,5",2,exam only,43'
    )
    with open_roster(f"{header}\n{line}\n".encode(), name="x", today=TODAY) as roster:
        assert roster.unknown_columns == ("shoe size",)
        assert [notice.code for notice in roster.notices] == ["roster.unknown_column"]
        (row,) = roster.rows()
    assert row == RosterRow(
        2,
        given_name="Ana",
        family_name="Silva",
        email="ana@example.org",
        contact="Rua 1\n1000 Lisboa",
        date_of_birth=date(1990, 2, 1),
        award_date=date(2026, 5, 3),
        assessed_on=date(2026, 4, 30),
        valid_until=date(2031, 5, 3),
        grade="1,3",
        language="pt",
        identifier="0007",
        evidence=("https://example.org/a", "https://example.org/b"),
        narrative="First\nsecond",
        workload_hours=Decimal("2.5"),
        ects_credits=Decimal(2),
        route="exam-only",
        extra={"shoe size": "43"},
    )


def test_row_numbers_are_those_of_the_spreadsheet():
    rows = read(
        'Class of 2026\n\nfull_name,contact\nAnna Berg,"Street 1\nOslo"\n\n,\nBo Dahl,+47 555\n'
    )
    assert [(row.number, row.shown_name) for row in rows] == [(4, "Anna Berg"), (7, "Bo Dahl")]


def test_default_language_is_for_rows_without_one():
    rows = read(
        "full_name,email,language\nA B,a@b.eu,\nC D,c@d.eu,Suomi\n", default_language="de-at"
    )
    assert [row.language for row in rows] == ["de-AT", "fi"]


def test_order_of_columns_does_not_matter():
    one = read("given_name,family_name,email\nAna,Silva,a@example.org\n")
    other = read("email,family_name,given_name\na@example.org,Silva,Ana\n")
    assert one == other


def test_columns_that_do_not_belong_there_are_never_read():
    text = "full_name,email,Disability,National ID\nA B,a@b.eu,wheelchair,=1+1\n"
    with open_roster(text.encode(), name="x", today=TODAY) as roster:
        (row,) = roster.rows()
        assert roster.withheld_columns == ("Disability", "National ID")
        assert "wheelchair" not in repr(roster.preview)
    assert row.extra == {}


def test_extra_values_do_not_show_in_a_log():
    (row,) = read("full_name,email,remarks\nA B,a@b.eu,often ill\n")
    assert row.extra == {"remarks": "often ill"}
    assert "often ill" not in repr(row)


def test_preview_shows_first_five_learners_as_they_stand():
    text = "full_name,email\n" + "".join(f"Name {c}é,{c}@b.eu\n" for c in "ABCDEFG")
    with open_roster(text.encode(), name="x", today=TODAY) as roster:
        assert roster.header == ("full_name", "email")
        assert [cells[0] for cells in roster.preview] == [f"Name {c}é" for c in "ABCDE"]


def test_rows_can_be_read_twice_and_at_once():
    text = "full_name,email\n" + "".join(f"Name {i},p{i}@b.eu\n" for i in range(3000))
    with open_roster(text.encode(), name="x", today=TODAY) as roster:
        first, second = roster.rows(), roster.rows()
        assert [a == b for a, b in zip(first, second, strict=True)] == [True] * 3000


def test_pipe_is_read_like_a_file():
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    pipe = Pipe(b"full_name,email\nA B,a@b.eu\n")
    with open_roster(pipe, name="-", today=TODAY) as roster:
        assert [row.shown_name for row in roster.rows()] == ["A B"]


def test_stream_of_the_caller_stays_open():
    stream = io.BytesIO(b"full_name,email\nA B,a@b.eu\n")
    with open_roster(stream, name="x", today=TODAY) as roster:
        list(roster.rows())
    assert not stream.closed


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_line_ends(delimiter: str, line_end: str):
    cells = [["given_name", "family_name", "email"], ["Ana", "Silva, Lima; Sá | x", "a@b.eu"]]
    text = line_end.join(delimiter.join(f'"{c}"' for c in row) for row in cells) + line_end
    with open_roster(text.encode(), name="x", today=TODAY) as roster:
        assert roster.delimiter == delimiter
        (row,) = roster.rows()
    assert row.family_name == "Silva, Lima; Sá | x"


def test_delimiter_announced_by_the_file():
    rows = read("sep=;\nfull_name;email\nA, B;a@b.eu\n")
    assert [(row.number, row.shown_name) for row in rows] == [(2, "A, B")]


def test_delimiter_named_by_the_caller():
    assert read("full_name~email\nA B~a@b.eu\n", delimiter="~")[0].email == "a@b.eu"
    assert refused_file("full_name,email\n", delimiter='"').code == "roster.bad_delimiter"


def test_open_quotation_mark_swallows_nobody():
    rows = read(
        "given_name,family_name,email\n"
        'Ana,"Silva,a@example.org\n'
        "Bo,Berg,b@example.org\n"
        'Cy,"Carr",c@example.org\n'
    )
    assert [row.number for row in rows] == [2, 3, 4]
    assert isinstance(rows[0], RefusedRow)
    assert rows[0].problems[0].problem.code == "roster.quotes_broken"
    assert [row.given_name for row in rows[1:]] == ["Bo", "Cy"]


def test_rows_between_two_stray_quotation_marks_are_not_lost():
    rows = read(
        "given_name,family_name,email\n"
        'Ana,"Silva,a@example.org\n'
        "Bo,Berg,b@example.org\n"
        'Cy,Carr",c@example.org\n'
    )
    assert [row.number for row in rows] == [2, 3, 4]
    assert rows[1].given_name == "Bo"
    assert isinstance(rows[0], RefusedRow)


def test_open_quotation_mark_at_the_end_of_the_file():
    rows = read('given_name,family_name,email\nAna,"Silva,a@b.eu\nBo,Berg,b@b.eu\n')
    assert [type(row) for row in rows] == [RefusedRow, RosterRow]


def test_quotation_marks_broken_everywhere():
    text = "full_name,email\n" + '"A" B,a@b.eu\n' * 30
    assert refused_file(text).code == "roster.quotes_broken_often"


def test_comma_too_many_shifts_nothing_silently():
    (row,) = read("given_name,family_name,email\nAna,Silva, Lima,a@b.eu\n")
    assert "roster.too_many_cells" in codes(row).values()


def test_nul_and_huge_cell_and_huge_row():
    rows = read(
        "given_name,family_name,email\n"
        "An\0a,Silva,a@b.eu\n"
        f"{'x' * 5000},Silva,b@b.eu\n"
        f"{'y' * 200_000},Silva,c@b.eu\n"
        "Bo,Berg,d@b.eu\n"
    )
    assert [codes(row) for row in rows[:3]] == [
        {"given_name": "roster.control_character"},
        {"given_name": "roster.too_long"},
        {"": "roster.row_too_long"},
    ]
    assert rows[3].given_name == "Bo"
    assert all(len(p.value) <= 80 for row in rows[:3] for p in row.problems)


def test_duplicates_point_to_the_first_accepted_row():
    rows = read(
        "given_name,family_name,email,identifier\n"
        "Ana,Silva,broken,1\n"
        "Ana,Silva,a@b.eu,1\n"
        "Ana,Silva,A@B.eu,2\n"
        "Rui,Silva,a@b.eu,1\n"
        "Eva,Silva,a@b.eu,3\n"
    )
    assert [type(row) for row in rows] == [
        RefusedRow, RosterRow, RefusedRow, RefusedRow, RosterRow,
    ]  # fmt: skip
    assert rows[2].problems[0].problem.code == "roster.duplicate"
    assert rows[3].problems[0].problem.code == "roster.duplicate_identifier"
    assert rows[2].problems[0].problem.data["first"] == 3
    assert rows[3].problems[0].problem.data["first"] == 3


def test_list_with_identifiers_only_needs_no_contact():
    (row,) = read("full_name,student number\nA B,7\n")
    assert (row.identifier, row.email) == ("7", None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "roster.empty"),
        ("\n\n,,\n", "roster.empty"),
        ("full_name,email\n", "roster.no_rows"),
        ("Ana,Silva,a@b.eu\nBo,Berg,b@b.eu\n", "roster.no_header"),
        ("email,grade\na@b.eu,1\n", "roster.no_name_columns"),
        ("first name,email\nAna,a@b.eu\n", "roster.one_name_column"),
        ("full_name,grade\nA B,1\n", "roster.no_contact_column"),
        ("full_name,email,E-Mail\nA B,a@b.eu,c@d.eu\n", "roster.column_twice"),
        ("<!DOCTYPE html><html><table><tr><td>Name</td></tr></table>", "roster.web_page"),
        ("\ufeff <table><tr><td>Name</td></tr></table>", "roster.web_page"),
        ("<?xml version='1.0'?><Workbook/>", "roster.xml_file"),
        ("%PDF-1.7 ...", "roster.unknown_kind"),
    ],
)
def test_unusable_file_is_named_for_its_fault(text: str, code: str):
    assert refused_file(text).code == code


def test_options_that_make_no_sense():
    good = "full_name,email\nA B,a@b.eu\n"
    assert refused_file(good, encoding="klingon").code == "roster.unknown_encoding"
    assert refused_file(good, encoding="base64").code == "roster.unknown_encoding"
    assert refused_file(good, default_language="?").code == "roster.bad_default_language"
    assert refused_file(good, default_language="qq").code == "roster.bad_default_language"


@pytest.mark.parametrize("cell", ["(" * 100_000, "{}.ASM{" * 14_000, " " * 100_000 + "x"])
def test_header_made_to_take_time_is_no_header(cell: str):
    assert refused_file(f"{cell}\n{cell}\n").code == "roster.no_header"


def test_limits_are_kept():
    text = "full_name,email\n" + "".join(f"A {i},a{i}@b.eu\n" for i in range(20))
    assert refused_file(text, limits=Limits(rows=10)).code == "roster.too_many_rows"
    assert refused_file(text, limits=Limits(file_bytes=50)).code == "roster.too_large"


def test_rows_are_read_as_they_are_asked_for():
    class Counting(io.BytesIO):
        read_bytes = 0

        def read(self, size=-1):
            data = super().read(size)
            self.read_bytes += len(data)
            return data

    text = "full_name,email\n" + "".join(f"Näme {i},p{i}@b.eu\n" for i in range(60_000))
    stream = Counting(text.encode())
    with open_roster(stream, name="x", today=TODAY) as roster:
        before = stream.read_bytes
        assert next(roster.rows()).number == 2
        assert stream.read_bytes - before < 100_000
