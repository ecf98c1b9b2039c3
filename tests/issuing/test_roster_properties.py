"""What holds for any class list."""

import csv
import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

import tesela.issuing.roster as room
from tesela.issuing.roster import RefusedRow, RosterRow, neutralised, open_roster
from tesela.issuing.roster.texts import repaired, trimmed
from tesela.text.errors import TeselaError
from tesela.text.messages.roster import MESSAGES

TODAY = date(2026, 11, 1)
LATIN = "AaÁáÄäÅåÆæÇçÉéÈèÊêËëÍíÎîÏïÑñÓóÔôÖöÕõØøÚúÛûÜüßÀàÂâ"
REPERTOIRES = {
    "utf-8": LATIN + "ŁłŻżŐőȘșŢţĠġĦħĀāĢģŪūŠšŽžΓγΐώςЖжЩщЪъЮю’'- .",
    "utf-8-sig": LATIN + "ŁłŻżŐőΓγЖж",
    "utf-16": LATIN + "ŁłŻżŐőΓγЖж",
    "utf-16-le": LATIN + "ŁłŻżŐőΓγЖж",
    "utf-16-be": LATIN + "ŁłŻżŐőΓγЖж",
    "cp1252": LATIN + "ŠšŽžŒœŸÿ’-",
    "cp1250": "AaÁáÄäĄąĆćČčĎďĐđÉéĘęĚěÍíĹĺĽľŁłŃńŇňÓóÔôÖöŐőŔŕŘřŚśŞşŠšŤťŢţÚúÜüŮůŰűÝýŹźŻżŽžß",
    "cp1251": "АаБбВвГгДдЕеЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЬьЮюЯя",
    "cp1253": "ΑαΒβΓγΔδΕεΖζΗηΘθΙιΚκΛλΜμΝνΞξΟοΠπΡρΣσςΤτΥυΦφΧχΨψΩωάέήίόύώϊϋΐΰΆΈΉΊΌΎΏ",
    "cp1257": "AaĀāĄąČčĒēĖėĘęĢģĪīĮįĶķĻļŅņŠšŪūŲųŽžÕõÄäÖöÜü",
    "iso8859-2": "AaÁáĄąĆćČčŁłŃńŐőŘřŚśŠšŤťŰűŹźŻżŽž",
    "iso8859-3": "AaĊċĠġĦħŻżÀàÈèÌìÒòÙù",
}


def names(letters: str) -> st.SearchStrategy[str]:
    """Names of letters of a repertoire that are neither fillers nor broken text."""
    name = st.text(st.sampled_from(letters), min_size=2, max_size=12).map(trimmed)
    return name.filter(
        lambda n: (
            sum(map(str.isalpha, n)) >= 2 and len(set(n.casefold())) > 1 and repaired(n) is None
        )
    )


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def read(data: bytes, **options) -> list[RosterRow | RefusedRow]:
    with open_roster(data, name="x", today=TODAY, **options) as roster:
        return list(roster.rows())


@pytest.mark.parametrize("codec", REPERTOIRES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_names_read_back_in_every_encoding_that_holds_them(codec: str, data: st.DataObject):
    pair = st.tuples(names(REPERTOIRES[codec]), names(REPERTOIRES[codec]))
    people = data.draw(st.lists(pair, min_size=1, max_size=6))
    rows = [["given_name", "family_name", "email"]]
    rows += [[given, family, f"p{at}@example.org"] for at, (given, family) in enumerate(people)]
    delimiter = data.draw(st.sampled_from(",;\t|"))
    encoded = written(rows, delimiter).encode(codec)
    named = {} if codec.startswith("utf") else {"encoding": codec}
    found = read(encoded, **named)
    assert [(row.given_name, row.family_name) for row in found] == people


@settings(max_examples=30, deadline=None)
@given(
    people=st.lists(st.tuples(names(LATIN), names(LATIN)), min_size=1, max_size=5),
    order=st.permutations(range(4)),
)
def test_order_of_columns_does_not_matter(people, order):
    rows = [["given_name", "family_name", "email", "grade"]]
    rows += [[*person, f"p{at}@b.eu", "1"] for at, person in enumerate(people)]
    shuffled = [[row[at] for at in order] for row in rows]
    assert read(written(rows).encode()) == read(written(shuffled).encode())


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(
        st.tuples(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20)), max_size=8
    )
)
def test_every_row_is_accepted_or_refused_with_reasons(cells):
    rows = [["given_name", "family_name", "email", "identifier"]]
    rows += [[*row, str(at)] for at, row in enumerate(cells)]
    text = written(rows).encode("utf-8", "surrogatepass")
    assume(cells)
    try:
        found = read(text)
    except TeselaError as error:
        outcome = error.code
    else:
        outcome = "read"
    assert outcome in ("read", "roster.quotes_broken_often")
    assume(outcome == "read")
    numbers = [row.number for row in found]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == len(cells)
    for row in found:
        if isinstance(row, RosterRow):
            for text in (row.given_name, row.family_name, row.email):
                assert text == trimmed(text)
                assert text.isprintable() or re.search(
                    "[\u200c\u200d\xa0\u2000-\u200a\u3000]", text
                )
        else:
            assert row.problems
            for problem in row.problems:
                entry = problem.to_report()
                assert entry["message"]
                assert entry["fix"]
                assert "\x00" not in entry["value"]
                assert "\u202e" not in entry["value"]


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=300), start=st.sampled_from([b"", b"full_name,email\n", b"PK\x03\x04"])
)
def test_any_bytes_are_read_or_refused(data: bytes, start: bytes):
    try:
        read(start + data)
    except TeselaError as error:
        outcome = (error.code, str(error))
    else:
        outcome = ("roster.empty", "read")
    assert outcome[0] in MESSAGES
    assert outcome[1]


@settings(max_examples=10, deadline=None)
@given(
    people=st.lists(st.tuples(names(REPERTOIRES["utf-8"]), names(LATIN)), min_size=1, max_size=5)
)
def test_spreadsheet_reads_as_another_reader_does(people):
    book = openpyxl.Workbook()
    book.active.append(["given_name", "family_name", "email"])
    for at, person in enumerate(people):
        book.active.append([*person, f"p{at}@b.eu"])
    out = io.BytesIO()
    book.save(out)
    theirs = load_workbook(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()[1:]
    ours = [[row.given_name, row.family_name, row.email] for row in read(out.getvalue())]
    assert ours == theirs


@given(text=st.text(max_size=30))
def test_neutralised_text_is_never_run_and_can_be_undone(text: str):
    safe = neutralised(text)
    assert safe in (text, f"'{text}")
    assert not safe.lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_every_code_has_a_message_and_every_message_a_code():
    source = "".join(path.read_text("utf-8") for path in Path(room.__file__).parent.glob("*.py"))
    used = set(re.findall(r'"(roster\.[a-z_]+)"', source)) - {"roster.no_", "roster.tsv"}
    assert used == set(MESSAGES)
    assert all(message.fix for message in MESSAGES.values())
