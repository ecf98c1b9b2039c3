"""Finding the credential in a PDF, whoever made it and whatever it tries."""

import io
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.formats.document import attached_credential, pdf
from tesela.formats.document.attached import LARGEST_CREDENTIAL_BYTES, LARGEST_PDF_BYTES
from tesela.text.errors import TeselaError
from tests.formats.document_samples import CREATED, CREDENTIAL, attachment, document


@pytest.fixture(scope="module")
def made():
    return pdf(document(), attachments=[attachment()], created=CREATED)


def foreign(*files, associated=False):
    """A PDF of another maker with files in it: (name, media type, bytes)."""
    made = pikepdf.new()
    made.add_blank_page()
    for name, media_type, data in files:
        made.attachments[name] = pikepdf.AttachedFileSpec(
            made, data, filename=name, mime_type=media_type
        )
    if associated:
        made.Root.AF = pikepdf.Array([made.attachments[name].obj for name, _, _ in files])
        del made.Root.Names
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def refused(data, code):
    with pytest.raises(TeselaError) as caught:
        attached_credential(data)
    assert caught.value.code == code


def test_what_was_attached_comes_back(made):
    assert attached_credential(made) == CREDENTIAL


@given(data=st.binary(max_size=2000))
@settings(max_examples=25, deadline=None)
def test_every_credential_comes_back_byte_for_byte(data):
    assert attached_credential(foreign(("c.json", "application/vc", data))) == data


@pytest.mark.parametrize("associated", [True, False])
def test_foreign_pdfs_are_read_by_association_and_by_name(associated):
    data = foreign(("c.json", "application/ld+json", b"{}"), associated=associated)
    assert attached_credential(data) == b"{}"


def test_the_media_type_decides_between_files_not_their_order():
    data = foreign(
        ("a.json", "application/json", b"[1]"),
        ("b.bin", "application/vc", b"[2]"),
        ("c.json", "text/plain", b"[3]"),
    )
    assert attached_credential(data) == b"[2]"


def test_a_pdf_without_files_has_none():
    assert attached_credential(foreign()) is None


def test_a_pdf_with_other_files_has_none():
    assert attached_credential(foreign(("photo.png", "image/png", b"x"))) is None


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"not a PDF at all", b"%PDF-1.7\n" + b"\x00" * 500, b"{}"]
)
def test_what_is_no_pdf_is_refused(data):
    refused(data, "pdf.unreadable")


def test_a_cut_off_pdf_is_refused(made):
    refused(made[: len(made) // 2], "pdf.unreadable")


def test_a_locked_pdf_is_refused():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(foreign(("c.json", "application/vc", b"{}")))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    refused(out.getvalue(), "pdf.unreadable")


def test_a_pdf_over_the_bound_is_refused_unread():
    refused(b"%PDF-" + b" " * LARGEST_PDF_BYTES, "pdf.too_large")


def test_a_credential_that_unfolds_beyond_the_bound_is_refused():
    data = foreign(("c.json", "application/vc", b" " * (LARGEST_CREDENTIAL_BYTES + 1)))
    assert len(data) < 100_000
    refused(data, "pdf.too_large")


def test_objects_that_unfold_into_gigabytes_are_refused():
    refused(_object_stream_of(300_000_000), "pdf.unreadable")


@given(at=st.integers(0, 10_000), value=st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_a_damaged_pdf_raises_no_error_but_ours(at, value):
    data = bytearray(foreign(("c.json", "application/vc", b'{"a": 1}')))
    data[at % len(data)] = value
    codes = set()
    try:
        attached_credential(bytes(data))
    except TeselaError as error:
        codes = {error.code}
    assert codes <= {"pdf.unreadable"}


def _object_stream_of(size):
    """A small PDF whose associated files lie in an object stream that unfolds to `size` bytes."""
    packer = zlib.compressobj(9)
    block = b" " * 10_000_000
    packed = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/AF 5 0 R>>",
        2: b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
        6: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        3: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(packed), packed),
    }
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    rows = [(0, 0), (1, places[1]), (1, places[2]), (1, places[3]), (1, table), (2, 3)]
    rows.append((1, places[6]))
    data = b"".join(bytes([kind]) + where.to_bytes(4, "big") + b"\0\0" for kind, where in rows)
    out += b"4 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(data)
    out += data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table
    return bytes(out)
