"""Files made to do harm, and files that are not what they say: each its own clear error."""

import io
import json
import zipfile
import zlib

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from tesela.codecs.own_process import OverBoundsError
from tesela.codecs.pdf_text import pdf_text
from tesela.drafting import package, read
from tesela.text.errors import TeselaError
from tests.drafting import files

DOCX = files.docx(("# Care", "Duration: 25 hours"))
PDF = files.pdf(("# Care", "Duration: 25 hours"))


def code(name: str, data: bytes) -> str:
    with pytest.raises(TeselaError) as caught:
        read(name, data)
    assert name in caught.value.problem.message()
    assert caught.value.problem.fix()
    return caught.value.code


def test_nothing_at_all() -> None:
    assert code("a.docx", b"") == "draft.empty"


def test_a_zip_bomb() -> None:
    bomb = files.docx((), {"word/styles.xml": b" " * (package.MOST_UNPACKED + 1)})
    assert len(bomb) < 200_000
    assert code("a.docx", bomb) == "draft.unpacks_too_large"


def test_a_zip_that_says_it_is_small() -> None:
    """What comes out counts, not what the directory says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 30_000_000 + b"</a>")
    data = out.getvalue()
    size = (30_000_007).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(TeselaError) as caught:
        read("a.docx", data.replace(size, (90).to_bytes(4, "little")))
    assert caught.value.code == "draft.damaged"


def test_a_zip_of_a_million_parts() -> None:
    data = DOCX + b"PK\x01\x02" * (package.MOST_ENTRIES + 1)
    assert code("a.docx", data) == "draft.too_many_parts"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://inside.example/">]>',
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml"])
def test_entities_of_xml(doctype: str, part: str) -> None:
    evil = f'<?xml version="1.0"?>{doctype}<a>&x;</a>'
    assert code("a.docx", files.docx(("Care",), {part: evil})) == "draft.unsafe_xml"


def test_xml_that_is_too_deep() -> None:
    deep = "<a>" * 5_000 + "</a>" * 5_000
    assert code("a.docx", files.docx((), {"word/document.xml": deep})) == "draft.damaged"


def test_endless_text() -> None:
    many = files.plain(("word " * 90_000,))
    assert code("a.txt", many.replace(b"word word", b"word\n\nWord")) == "draft.too_long"


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<![CDATA[", "<script>", "</", '<a b="', "&"]
)
def test_a_web_page_of_things_that_never_end_is_read_in_one_pass(piece: str) -> None:
    """Each would make the parser look to the end of the page anew."""
    endless = "<html>" + piece * (300_000 // len(piece))
    assert refused_or_read("a.html", endless.encode())


def test_a_web_page_of_more_than_a_million_letters() -> None:
    assert code("a.html", b"<html>" + b"a " * 600_000) == "draft.too_long"


def test_macros() -> None:
    assert code("a.docx", files.docx(("Care",), {"word/vbaProject.bin": b"x"})) == "draft.macros"


def test_a_password() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    encrypted = ole + "EncryptedPackage".encode("utf-16-le")
    assert code("a.docx", encrypted) == "draft.password"
    assert code("a.doc", ole + "WordDocument".encode("utf-16-le")) == "draft.old_kind"
    assert code("a.rtf", b"{\\rtf1 Care}") == "draft.old_kind"


def test_a_password_of_odt() -> None:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": b"\x8f\x11",
        "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>",
    }
    assert code("a.odt", files.zipped(parts)) == "draft.password"


def test_a_password_of_pdf() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert code("a.pdf", out.getvalue()) == "draft.password"


def test_a_scan() -> None:
    scan = bytes(typst.compile(b"#rect(width: 5cm, height: 5cm, fill: gray)"))
    assert code("a.pdf", scan) == "draft.no_text"


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.odt", "a.mbz", "a.html"])
def test_another_ending(name: str) -> None:
    assert code(name, DOCX) == "draft.wrong_ending"


def test_a_text_that_says_it_is_a_docx() -> None:
    assert code("a.docx", b"Duration: 25 hours") == "draft.wrong_ending"


def test_what_is_cut_off() -> None:
    assert code("a.docx", DOCX[: len(DOCX) // 2]) == "draft.damaged"
    assert code("a.mbz", files.tarred(files.MOODLE)[:300]) == "draft.damaged"
    assert code("a.pdf", PDF[:400]) in ("draft.damaged", "draft.no_text")


def test_what_is_none_of_these() -> None:
    assert code("a.bin", bytes(range(256)) * 20) == "draft.unknown_kind"
    assert code("a.zip", files.zipped({"a.txt": "Care"})) == "draft.unknown_kind"
    assert code("a.txt", "Prüfung".encode("latin-1")) == "draft.not_utf8"
    assert code("a.json", json.dumps({"a": 1}).encode()) == "draft.no_description"
    assert code("a.json", b'{"a": 1, "a": 2}') == "draft.no_description"


def test_no_language() -> None:
    with pytest.raises(TeselaError) as caught:
        read("a.txt", b"Title: Care", "no language")
    assert caught.value.code == "draft.language"


def endless_pdf() -> bytes:
    """Pages that are their own parents."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def test_a_pdf_that_refers_to_itself() -> None:
    expected = ("draft.too_much", "draft.damaged", "draft.no_text")
    assert code("a.pdf", endless_pdf()) in expected


def test_a_pdf_that_unfolds_to_far_more_than_it_is() -> None:
    content = zlib.compress(b"BT (a) Tj ET\n" * 25_000_000, 1)
    bomb = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
        + f"4 0 obj<</Filter/FlateDecode/Length {len(content)}>>stream\n".encode()
        + content
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    assert len(bomb) < 3_000_000
    assert code("a.pdf", bomb) in ("draft.too_much", "draft.damaged")


def test_a_pdf_has_only_so_much_time() -> None:
    with pytest.raises(OverBoundsError):
        pdf_text(PDF, seconds=0.01)


def refused_or_read(name: str, data: bytes) -> str:
    """Raises whatever is none of our own errors."""
    try:
        return read(name, data).source.kind
    except TeselaError as error:
        return error.problem.message()


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_ours(data: bytes) -> None:
    assert refused_or_read("a", data)


@given(st.integers(0, len(DOCX) - 1), st.integers(0, 255))
def test_a_docx_with_one_other_byte_raises_nothing_but_ours(at: int, byte: int) -> None:
    assert refused_or_read("a.docx", DOCX[:at] + bytes([byte]) + DOCX[at + 1 :])
