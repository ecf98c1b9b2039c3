"""Row headers are set in place, and only in a file that is built as expected."""

import io
import zlib

import pikepdf
import pytest

from tesela.formats.document import pdf_writer
from tesela.formats.document.row_headers import with_row_headers
from tests.formats.document_reading import TaggedPdf
from tests.formats.document_samples import CREATED, attachment, document


@pytest.fixture(scope="module")
def made() -> bytes:
    """As Typst writes it."""
    said = pdf_writer._document(document("en"), [attachment()])
    return pdf_writer._compiled(pdf_writer._with_data(said), {}, CREATED)


def elements(pdf: bytes) -> list[tuple[str, str | None]]:
    """Each structure element's kind, and of a cell which cells it is the header of."""
    found = []
    for element in TaggedPdf(pdf).elements():
        own = element.get("/A", [])
        attributes = own if isinstance(own, pikepdf.Array) else [own]
        scopes = [str(one.Scope) for one in attributes if "/Scope" in one]
        assert not any("/Headers" in one for one in attributes)
        found.append((str(element.S), scopes[0] if scopes else None))
    return found


def test_it_says_what_going_through_the_objects_says(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        pdf_writer._set_row_headers(opened)
        out = io.BytesIO()
        opened.save(out)
    headed = with_row_headers(made)
    assert headed is not None
    assert ("/TH", "/Row") in elements(headed)
    assert elements(headed) == elements(out.getvalue())


def test_nothing_else_is_touched(made: bytes) -> None:
    headed = with_row_headers(made)
    assert headed is not None
    assert len(headed) == len(made)
    said = (b"/S/TH/", b"/Scope/Row", b"/ColSpan 1")
    back = headed
    for new, old in zip(said, (b"/S/TD/", b"/Headers[]", b"/Headers[]"), strict=True):
        assert new in headed
        assert new not in made
        back = back.replace(new, old)
    assert back == made


def test_what_stands_in_a_stream_is_left_alone(made: bytes) -> None:
    cell = b"9 0 obj\n<</Type/StructElem/S/TD/P 71 0 R/A[<</O/Table/Headers[]>>"
    lookalike = pdf_writer.Attachment("a.bin", "application/json", cell * 3, "a", "data")
    said = pdf_writer._document(document("en"), [lookalike])
    with_it = pdf_writer._compiled(pdf_writer._with_data(said), {}, CREATED)
    stored = zlib.compress(cell * 3, 0)
    assert with_row_headers(with_it) is not None
    # Even if it were not compressed, it is no object of the table of cross-references.
    end = made.rindex(b"startxref\n")
    table = int(made[end:].split(b"\n")[1])
    before_table, rest = made[:table], made[table:end]
    moved = before_table + stored + rest + b"startxref\n%d\n%%%%EOF" % (table + len(stored))
    headed = with_row_headers(moved)
    assert headed is not None
    assert stored in headed


@pytest.mark.parametrize(
    "change",
    [
        (b"/S/TD/P", b"/S/TD/Q"),
        (b"/A[<</O/Table/Headers[]>>", b"/A[<</O/Table/Headers[1]>"),
        (b"startxref", b"startxxxx"),
        (b"xref\n0 ", b"xref\n1 "),
    ],
    ids=["cell-unlike", "attributes-unlike", "no-table", "table-unlike"],
)
def test_a_file_of_another_build_is_not_touched(made: bytes, change: tuple[bytes, bytes]) -> None:
    assert change[0] in made
    assert with_row_headers(made.replace(*change)) is None


def test_a_file_that_was_saved_again_is_not_touched(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert with_row_headers(out.getvalue()) is None


def test_octets_that_are_no_text_are_attached_as_they_are() -> None:
    data = bytes(range(256))
    binary = pdf_writer.Attachment("a.bin", "application/octet-stream", data, "a", "supplement")
    made = pdf_writer.pdf(document("en"), attachments=[binary], created=CREATED)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.attachments["a.bin"].get_file().read_bytes() == data
