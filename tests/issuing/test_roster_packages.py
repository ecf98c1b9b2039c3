"""XLSX and ODS: what they show is read, what they could do is not done."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P, S

from tesela.issuing.roster import Limits, RefusedRow, RosterRow, open_roster
from tesela.text.errors import TeselaError

TODAY = date(2026, 11, 1)
HEADER = ["given_name", "family_name", "email"]
ANA = ["Ana", "Silva", "ana@example.org"]


def read(data: bytes, **options):
    with open_roster(data, name="class.xlsx", today=TODAY, **options) as roster:
        return list(roster.rows())


def refusal(data: bytes, **options) -> str:
    with pytest.raises(TeselaError) as caught:
        read(data, **options)
    assert str(caught.value)
    return caught.value.code


def codes(row: RefusedRow) -> dict[str, str]:
    return {problem.field: problem.problem.code for problem in row.problems}


def xlsx(*rows: list[object], change=lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(data: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The archive with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def with_sheet(cells: str, **parts: str) -> bytes:
    """A workbook whose sheet is the given XML of rows."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    return rewritten(xlsx(HEADER, ANA), {"xl/worksheets/sheet1.xml": sheet, **parts})


def inline(*texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{cells}</row>"


def with_shared(texts: str, cells: str) -> bytes:
    """A workbook whose texts stand apart from its cells, as spreadsheet programs write it."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{namespace}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{namespace}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{namespace}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    parts = {"xl/_rels/workbook.xml.rels": relations, "xl/sharedStrings.xml": f"<sst>{texts}</sst>"}
    return with_sheet(cells, **parts)


def shared(*numbers: int) -> str:
    return "<row>" + "".join(f'<c t="s"><v>{number}</v></c>' for number in numbers) + "</row>"


def test_xlsx_shared_texts():
    texts = "".join(f"<si><t>{text}</t></si>" for text in [*HEADER, "Ελένη", "a@b.eu"])
    rich = "<si><r><t>Pa</t></r><r><t xml:space='preserve'>pa </t></r><rPh><t>x</t></rPh></si>"
    (row,) = read(with_shared(texts + rich, shared(0, 1, 2) + shared(3, 5, 4)))
    assert (row.given_name, row.family_name, row.email) == ("Ελένη", "Papa", "a@b.eu")


def test_xlsx_values_are_those_people_see():
    def formatted(sheet) -> None:
        sheet["E2"].number_format = "00000"
        sheet["D3"].number_format = "0%"
        sheet["D4"].number_format = "0.0"

    data = xlsx(
        [*HEADER, "grade", "identifier", "award_date", "hours"],
        [*ANA, 1.3, 7, datetime(2026, 5, 3), 2.5],
        ["Bo", "Berg", "b@b.eu", 0.85, 12345678901, date(2026, 5, 3), 25],
        ["Cy", "Carr", "c@b.eu", 1, "ID-9", 46145, 0.1 + 0.2],
        change=formatted,
    )
    one, two, three = read(data)
    assert (one.grade, one.identifier, one.award_date) == ("1.3", "00007", date(2026, 5, 3))
    assert (two.grade, two.identifier) == ("85 %", "12345678901")
    assert (three.grade, three.award_date) == ("1.0", date(2026, 5, 3))
    assert [row.workload_hours for row in (one, two, three)] == [
        Decimal("2.5"), Decimal(25), Decimal("0.3"),
    ]  # fmt: skip


def test_xlsx_days_may_be_counted_from_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([*HEADER, "award_date"])
    book.active.append([*ANA, datetime(2026, 5, 3)])
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue())[0].award_date == date(2026, 5, 3)


def test_xlsx_rows_keep_their_numbers():
    def scattered(sheet) -> None:
        sheet["A4"], sheet["B4"], sheet["D4"] = HEADER
        sheet["A5"], sheet["B5"], sheet["D5"] = ANA
        sheet["A9"], sheet["B9"], sheet["D9"] = ["Bo", "Berg", "b@b.eu"]
        sheet["A1"] = "Class of 2026"

    assert [row.number for row in read(xlsx(change=scattered))] == [5, 9]


def test_xlsx_finds_the_sheet_with_names_unless_one_is_named():
    book = openpyxl.Workbook()
    book.active.append(["How to fill in this workbook"])
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    for row in (HEADER, ["Old", "Learner", "o@b.eu"]):
        hidden.append(row)
    current = book.create_sheet("Now")
    for row in (HEADER, ANA):
        current.append(row)
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue())[0].given_name == "Ana"
    assert read(out.getvalue(), sheet="Old")[0].given_name == "Old"
    assert refusal(out.getvalue(), sheet="Next") == "roster.no_sheet"


def test_xlsx_formula_counts_by_its_stored_value():
    stored = (
        '<row><c t="str"><f>PROPER(Z1)</f><v>Ana</v></c>'
        '<c t="inlineStr"><is><r><t>Sil</t></r><r><t>va</t></r><rPh><t>x</t></rPh></is></c>'
        '<c t="inlineStr"><is><t>a@b.eu</t></is></c></row>'
    )
    empty = stored.replace("<v>Ana</v>", "").replace("a@b", "c@d")
    broken = stored.replace('t="str"', 't="e"').replace("Ana", "#N/A").replace("a@b", "e@f")
    good, without, error = read(with_sheet(inline(*HEADER) + stored + empty + broken))
    assert (good.given_name, good.family_name) == ("Ana", "Silva")
    assert codes(without) == {"given_name": "roster.formula_without_value"}
    assert codes(error) == {"given_name": "roster.spreadsheet_error"}


def test_xlsx_text_that_looks_like_a_formula_is_refused():
    def as_text(sheet) -> None:
        sheet["A3"].data_type = "s"

    rows = read(xlsx(HEADER, ANA, ['=cmd|"/C calc"!A0', "Berg", "b@b.eu"], change=as_text))
    assert codes(rows[1]) == {"given_name": "roster.formula"}


def test_xlsx_control_characters_come_to_light():
    (row,) = read(with_sheet(inline(*HEADER) + inline("An_x0000_a", "Silva", "a@b.eu")))
    assert codes(row) == {"given_name": "roster.control_character"}


def test_xlsx_grade_that_became_a_date():
    (row,) = read(xlsx([*HEADER, "grade"], [*ANA, date(2026, 2, 1)]))
    assert codes(row) == {"grade": "roster.became_date"}


def test_xlsx_macros_are_ignored_and_mentioned():
    data = rewritten(xlsx(HEADER, ANA), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    with open_roster(data, name="x.xlsm", today=TODAY) as roster:
        assert [notice.code for notice in roster.notices] == ["roster.macros_ignored"]
        assert len(list(roster.rows())) == 1


def ods(*rows: list[object]) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Class")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(cell if not isinstance(cell, str) else text_cell(cell))
        table.addElement(row)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def text_cell(text: str) -> TableCell:
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=text))
    return cell


def typed(shown: str, **attributes: object) -> TableCell:
    cell = TableCell(**attributes)
    cell.addElement(P(text=shown))
    return cell


def test_ods_values_are_those_people_see():
    comment = text_cell("Silva")
    note = Annotation()
    note.addElement(P(text="often ill"))
    comment.addElement(note)
    spaced = TableCell(valuetype="string")
    paragraph = P(text="Ana")
    paragraph.addElement(S(c=2))
    paragraph.addText("María")
    spaced.addElement(paragraph)
    data = ods(
        [*HEADER, "award_date", "grade", "identifier", "hours"],
        [
            spaced,
            comment,
            "a@b.eu",
            typed("3.5.26", valuetype="date", datevalue="2026-05-03"),
            typed("1,3", valuetype="float", value=1.3),
            typed("0007", valuetype="float", value=7),
            typed("1.234,5", valuetype="float", value=1234.5),
        ],
        ["Bo", "Berg", "b@b.eu", "", typed("85 %", valuetype="percentage", value=0.85)],
    )
    one, two = read(data)
    assert (one.given_name, one.family_name) == ("Ana  María", "Silva")
    assert (one.award_date, one.grade, one.identifier) == (date(2026, 5, 3), "1,3", "0007")
    assert one.workload_hours == Decimal("1234.5")
    assert two.grade == "85 %"


def test_ods_runs_of_empty_cells_are_counted_not_made():
    million = TableRow(numberrowsrepeated=1_048_000)
    million.addElement(TableCell(numbercolumnsrepeated=16_384))
    document = OpenDocumentSpreadsheet()
    table = Table(name="Class")
    for cells in (HEADER, ANA):
        row = TableRow()
        for text in cells:
            row.addElement(text_cell(text))
        row.addElement(TableCell(numbercolumnsrepeated=16_000))
        table.addElement(row)
    table.addElement(million)
    last = TableRow()
    for text in ("Bo", "Berg", "b@b.eu"):
        last.addElement(text_cell(text))
    table.addElement(last)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    assert [row.number for row in read(out.getvalue())] == [2, 1_048_003]


def test_ods_repeated_learner_is_one_learner():
    row = TableRow(numberrowsrepeated=3)
    for text in ANA:
        row.addElement(text_cell(text))
    document = OpenDocumentSpreadsheet()
    table = Table(name="Class")
    head = TableRow()
    for text in HEADER:
        head.addElement(text_cell(text))
    table.addElement(head)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    rows = read(out.getvalue())
    assert [(row.number, type(row)) for row in rows] == [
        (2, RosterRow), (3, RefusedRow), (4, RefusedRow),
    ]  # fmt: skip


def test_ods_formula_without_value_and_with_error():
    data = ods(
        [*HEADER],
        [TableCell(formula="of:=PROPER([.Z1])"), "Silva", "a@b.eu"],
        [typed("#REF!", valuetype="string", formula="of:=#REF!"), "Silva", "c@b.eu"],
    )
    one, two = read(data)
    assert codes(one) == {"given_name": "roster.formula_without_value"}
    assert codes(two) == {"given_name": "roster.spreadsheet_error"}


def bomb(path: str, start: bytes, filler: bytes, times: int) -> bytes:
    """A workbook with one part that unpacks to `times` megabytes of `filler`."""
    out = io.BytesIO()
    piece = filler * (1_048_576 // len(filler))
    old = zipfile.ZipFile(io.BytesIO(xlsx(HEADER, ANA)))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if name != path:
                new.writestr(name, old.read(name))
        with new.open(path, "w", force_zip64=True) as part:
            part.write(start)
            for _ in range(times):
                part.write(piece)
    return out.getvalue()


@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_zip_bomb(path: str):
    data = bomb(path, b"<worksheet><sheetData>", b"<row><c/></row>", 60)
    assert len(data) < 1_048_576
    tracemalloc.start()
    code = refusal(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == "roster.unpacks_too_large"
    assert peak < 8_000_000


def test_zip_bomb_that_lies_about_its_size():
    data = bytearray(bomb("xl/worksheets/sheet1.xml", b"<worksheet>", b"<row></row>", 30))
    at = data.rindex(b"PK\x01\x02")
    assert b"sheet1.xml" in data[at:]
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert refusal(bytes(data)) == "roster.damaged"


def test_archive_with_endless_directory():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_100):
            archive.writestr(f"xl/{number}", b"")
    assert refusal(out.getvalue()) == "roster.too_many_parts"


@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_xml_bomb(path: str):
    entities = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e10;</x>'
    assert refusal(rewritten(xlsx(HEADER, ANA), {path: laughs})) == "roster.unsafe_xml"


def test_xml_that_asks_for_a_file():
    asking = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x>&f;</x>'
    data = rewritten(xlsx(HEADER, ANA), {"xl/worksheets/sheet1.xml": asking})
    assert refusal(data) == "roster.unsafe_xml"


def test_xml_nested_without_end():
    assert refusal(with_sheet("<row>" * 100_000)) == "roster.damaged"


def test_xml_with_one_endless_tag():
    assert refusal(with_sheet(f'<row r="1" x="{"a" * 9_000_000}"/>')) == "roster.damaged"


def test_huge_cell_is_one_row_s_fault():
    rows = read(
        with_sheet(inline(*HEADER) + inline("x" * 3_000_000, "Silva", "a@b.eu") + inline(*ANA))
    )
    assert codes(rows[0]) == {"given_name": "roster.too_long"}
    assert len(rows[0].problems[0].value) <= 80
    assert rows[1].given_name == "Ana"


def test_too_many_shared_texts():
    data = with_shared(f"<si><t>{'x' * 50}</t></si>" * 20, shared(0, 1, 2))
    assert refusal(data, limits=Limits(shared_text_bytes=500)) == "roster.unpacks_too_large"


def test_sheet_wider_or_longer_than_the_limits():
    wide = inline(*HEADER) + '<row r="2"><c r="XFD2" t="inlineStr"><is><t>x</t></is></c></row>'
    assert refusal(with_sheet(wide)) == "roster.too_many_columns"
    long = inline(*HEADER) + inline(*ANA) + '<row r="9999999"><c><v>1</v></c></row>'
    assert refusal(with_sheet(long)) == "roster.too_many_rows_in_sheet"


@pytest.mark.parametrize("numbers", ["13", "321", "122", "1x", "10"])
def test_rows_out_of_their_order(numbers: str):
    names = zip(numbers, (HEADER, ANA, ANA), strict=False)
    rows = "".join(inline(*texts).replace("<row>", f'<row r="{at}">') for at, texts in names)
    if numbers == "13":
        assert [row.number for row in read(with_sheet(rows))] == [3]
    else:
        assert refusal(with_sheet(rows)) == "roster.damaged"


def compound_file(marker: str) -> bytes:
    """The start of a compound file (the container of XLS and of encrypted XLSX)."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return header + marker.encode("utf-16-le") + bytes(2048)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (compound_file("Workbook"), "roster.old_excel"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(100), "roster.old_excel"),
        (compound_file("EncryptedPackage"), "roster.encrypted"),
        (rewritten(ods(HEADER, ANA), {"META-INF/manifest.xml": "<encryption-data/>"}),
         "roster.encrypted"),
        (rewritten(xlsx(HEADER, ANA), {"_rels/.rels": '<Relationships><Relationship Id="r" '
         'Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>'}),
         "roster.binary_excel"),
        (rewritten(ods(HEADER, ANA), {"mimetype": "application/vnd.oasis.opendocument.text"}),
         "roster.unknown_kind"),
        (rewritten(b"PK\x05\x06" + bytes(18), {"word/document.xml": "<x/>"}), "roster.unknown_kind"),
        (b"PK\x05\x06" + bytes(18), "roster.unknown_kind"),
        (b"PK\x03\x04" + bytes(500), "roster.damaged"),
        (xlsx(HEADER, ANA)[:3000], "roster.damaged"),
        (with_sheet("<row><c></row>"), "roster.damaged"),
        (with_sheet('<row><c t="s"><v>999</v></c></row>'), "roster.damaged"),
        (with_shared("<si><t>x</t></si>", shared(0, 7)), "roster.damaged"),
        (rewritten(xlsx(HEADER, ANA), {"xl/workbook.xml": "<workbook/>"}), "roster.damaged"),
        (xlsx(), "roster.empty"),
        (xlsx(HEADER), "roster.no_rows"),
        (ods(["Only", "text"], ["without", "meaning"]), "roster.no_header"),
    ],
)  # fmt: skip
def test_unusable_file_is_named_for_its_fault(data: bytes, code: str):
    assert refusal(data) == code


def test_encrypted_part():
    data = bytearray(xlsx(HEADER, ANA))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + offset] |= 1
    assert refusal(bytes(data)) == "roster.encrypted"


def test_memory_does_not_grow_with_the_rows():
    def peak(rows: int) -> int:
        learners = ([f"Näme {i}", "Silva", f"p{i}@b.eu", "x" * 4_000] for i in range(rows))
        data = xlsx([*HEADER, "essay"], *learners)
        tracemalloc.start()
        with open_roster(data, name="x", today=TODAY) as roster:
            assert sum(1 for _ in roster.rows()) == rows
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    small, large = peak(200), peak(2_000)
    assert large - small < 1_800 * 1_000
