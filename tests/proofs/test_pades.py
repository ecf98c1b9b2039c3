"""Seals on our documents: filled into the field that waits for them, read by foreign software.

pyHanko validates through its own interface what was made with it, and so does
poppler's `pdfsig`; both with nothing but the root certificate and the file.
"""

import asyncio
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import x509
from pdfua import validate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from tesela.formats.document import attached_credential, pdf
from tesela.formats.document.parts import plain, statements
from tesela.proofs import pades
from tesela.proofs.seals import Level, Sealing
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher
from tesela.trust.revocation import revocations, time_stamper
from tests.formats.document_reading import TaggedPdf
from tests.formats.document_samples import CREATED, CREDENTIAL, attachment, document
from tests.pki import Holder, Pki
from tests.pki.authority import TSA_USAGE, p256_key, services


@pytest.fixture(scope="module")
def unsealed() -> bytes:
    return pdf(document("el"), attachments=[attachment()], created=CREATED, sealable=True)


def sealing(pki: Pki, level: Level = "B-B", holder: Holder | None = None) -> Sealing:
    fetcher = GuardedFetcher(listed=[pki.base], seconds_kept=0)
    return Sealing(
        holder or pki.seal_rsa,
        level,
        time_stamper(pki.addresses["tsa"], fetcher.ask),
        revocations(fetcher.ask, fetcher.signed, lambda: pki.clock.now),
    )


def refusal(data: bytes, how: Sealing, pki: Pki) -> str:
    with pytest.raises(TeselaError) as raised:
        pades.sealed(data, how, pki.clock.now)
    return raised.value.code


# --- foreign software ------------------------------------------------------------------------


@pytest.mark.parametrize("holder", ["seal_rsa", "seal_p256"])
@pytest.mark.parametrize("level", ["B-B", "B-T"])
def test_pyhanko_validates(pki: Pki, unsealed: bytes, level: Level, holder: str) -> None:
    made = pades.sealed(unsealed, sealing(pki, level, getattr(pki, holder)), pki.clock.now)
    (signature,) = PdfFileReader(io.BytesIO(made)).embedded_regular_signatures
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in pki.anchors],
        moment=pki.clock.now,
        revocation_mode="none",
        allow_fetching=False,
    )
    status = asyncio.run(
        async_validate_pdf_signature(signature, context, context, key_usage_settings=_KEY_USAGE)
    )
    assert status.bottom_line, status.pretty_print_details()
    assert status.coverage.name == "ENTIRE_FILE"
    stamped = status.timestamp_validity
    assert (stamped is not None) == (level == "B-T")
    assert stamped is None or stamped.timestamp == pki.clock.now


@pytest.mark.parametrize("holder", ["seal_rsa", "seal_p256"])
def test_pyhanko_validates_the_long_term_form_from_the_file_alone(
    pki: Pki, unsealed: bytes, holder: str
) -> None:
    """What authorities said is asked for, and nothing is fetched: it stands in the file."""
    made = pades.sealed(unsealed, sealing(pki, "B-LT", getattr(pki, holder)), pki.clock.now)
    reader = PdfFileReader(io.BytesIO(made))
    (signature,) = reader.embedded_regular_signatures
    context = DocumentSecurityStore.read_dss(reader).as_validation_context(
        {
            "trust_roots": [x509.Certificate.load(der) for der in pki.anchors],
            "allow_fetching": False,
            "moment": pki.clock.now + timedelta(hours=6),
            "revocation_mode": "require",
        }
    )
    status = asyncio.run(
        async_validate_pdf_signature(signature, context, context, key_usage_settings=_KEY_USAGE)
    )
    assert status.bottom_line, status.pretty_print_details()
    assert status.coverage.name == "ENTIRE_FILE"


def test_pdfsig_validates(pki: Pki, unsealed: bytes, tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig")
    if not pdfsig:
        pytest.skip("poppler's pdfsig is not installed")
    made = pades.sealed(unsealed, sealing(pki, "B-LT"), pki.clock.now)
    for data, words in (
        (made, "Signature is Valid"),
        (made.replace(b"/Lang", b"/Long", 1), "Digest Mismatch"),
    ):
        (tmp_path / "sealed.pdf").write_bytes(data)
        said = subprocess.run([pdfsig, "sealed.pdf"], cwd=tmp_path, capture_output=True, text=True)
        assert words in said.stdout
        assert "Total document signed" in said.stdout
        assert "ETSI.CAdES.detached" in said.stdout


# --- what stays as it was --------------------------------------------------------------------


@pytest.mark.parametrize("level", pades.LEVELS)
def test_tags_and_rules_hold_in_a_sealed_document(pki: Pki, unsealed: bytes, level: Level) -> None:
    made = pades.sealed(unsealed, sealing(pki, level), pki.clock.now)
    assert [finding.message for finding in validate(io.BytesIO(made)).findings] == []
    tagged = TaggedPdf(made)
    assert list(tagged.pdf.check_pdf_syntax()) == []
    assert bool(tagged.root.MarkInfo.Marked)
    assert [block.text for block in tagged.blocks()] == [
        " ".join(plain(text).split()) for text in statements(document("el"))
    ]
    assert attached_credential(made) == CREDENTIAL
    assert made.startswith(unsealed)


def test_the_field_is_the_last_form_element_with_a_name_in_words(pki: Pki, unsealed: bytes) -> None:
    tagged = TaggedPdf(pades.sealed(unsealed, sealing(pki), pki.clock.now))
    *_, last = tagged.elements()
    assert str(last.S) == "/Form"
    field = last.K.Obj
    assert str(field.TU)
    assert field.objgen == tagged.root.AcroForm.Fields[0].objgen
    places = pikepdf.NumberTree(tagged.root.StructTreeRoot.ParentTree)
    assert places[int(field.StructParent)].objgen == last.objgen
    assert int(tagged.root.StructTreeRoot.ParentTreeNextKey) > int(field.StructParent)
    page = tagged.pdf.pages[-1]
    assert field.objgen in [one.objgen for one in page.Annots]
    assert str(page.Tabs) == "/S"
    # ISO 19005-3: printed, not hidden, and without extent, so that it needs no appearance
    assert int(field.F) & 0b100111 == 4
    assert list(field.Rect) == [0, 0, 0, 0]
    assert not tagged.root.AcroForm.get("/NeedAppearances", False)


def test_metadata_go_on_saying_the_same(pki: Pki, unsealed: bytes) -> None:
    made = pades.sealed(unsealed, sealing(pki, "B-LT"), pki.clock.now)
    before, after = TaggedPdf(unsealed), TaggedPdf(made)
    assert after.root.Metadata.read_bytes() == before.root.Metadata.read_bytes()
    assert str(after.pdf.docinfo) == str(before.pdf.docinfo)
    assert after.pdf.trailer.ID[0] == before.pdf.trailer.ID[0]
    assert after.pdf.trailer.ID[1] != before.pdf.trailer.ID[1]


def test_the_same_document_gets_the_same_seal(pki: Pki, unsealed: bytes) -> None:
    first = pades.sealed(unsealed, sealing(pki), pki.clock.now)
    assert first == pades.sealed(unsealed, sealing(pki), pki.clock.now)


# --- what is refused -------------------------------------------------------------------------


def test_a_document_without_a_place_for_a_seal(pki: Pki, unsealed: bytes) -> None:
    plain_pdf = pdf(document("en"), attachments=[attachment()], created=CREATED)
    assert refusal(plain_pdf, sealing(pki), pki) == "pades.no_field"
    made = pades.sealed(unsealed, sealing(pki), pki.clock.now)
    assert refusal(made, sealing(pki), pki) == "pades.no_field"
    assert refusal(b"%PDF-1.7 nothing", sealing(pki), pki) == "pades.unsealable"


def test_levels_and_what_they_need(pki: Pki, unsealed: bytes) -> None:
    whole = sealing(pki, "B-LT")
    assert refusal(unsealed, replace(whole, level="B-LTA"), pki) == "pades.level"
    assert refusal(unsealed, replace(whole, time_stamper=None), pki) == "seal.no_time_stamper"
    assert refusal(unsealed, replace(whole, revocations=None), pki) == "seal.no_revocations"


def test_a_revoked_seal_or_authority_seals_nothing(pki: Pki, unsealed: bytes) -> None:
    pki.revoke(pki.tsa)
    assert refusal(unsealed, sealing(pki, "B-LT"), pki) == "revocation.revoked"
    pki.reset()
    pki.revoke(pki.seal_rsa)
    assert refusal(unsealed, sealing(pki, "B-LT"), pki) == "revocation.revoked"


def test_an_authority_with_several_units(pki: Pki, unsealed: bytes) -> None:
    """Whoever stamped the seal is in the store, though another unit answered before."""
    units = [
        pki.certify(p256_key(), f"Unit {n}", extensions=TSA_USAGE + services(crl=pki.addresses["crl"]))
        for n in range(2)
    ]  # fmt: skip
    usual = pki.tsa
    answers = iter([units[0], units[1], units[1]])

    def stamp(digest: bytes) -> bytes:
        pki.tsa = next(answers)
        try:
            return pki.time_stamp(digest)
        finally:
            pki.tsa = usual

    made = pades.sealed(unsealed, replace(sealing(pki, "B-LT"), time_stamper=stamp), pki.clock.now)
    read = TaggedPdf(made)
    held = {stream.read_bytes() for stream in read.root.DSS.Certs}
    assert {unit.certificates[0] for unit in units} <= held


_KEY_USAGE = KeyUsageConstraints(key_usage={"non_repudiation"})
