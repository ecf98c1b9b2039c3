"""Seals on PDFs, ours and those that pyHanko makes in its own way, whole and changed."""

import asyncio
import io
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.generic import NameObject, NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tesela.cli.new_seal import Organisation, new_key, trial_file
from tesela.formats.document import pdf
from tesela.issuing.credentials import Options, issue
from tesela.model.report import CheckResult, Outcome, Report, Verdict
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.pkcs12 import read
from tesela.proofs.seals import Level, Sealer, Sealing
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher
from tesela.trust.registry import Registry
from tesela.trust.revocation import revocations, time_stamper
from tesela.trust.x509 import Anchor
from tesela.verify import verify
from tesela.verify.carriers import not_signed
from tests.formats.document_samples import CREATED, achievement, award, document
from tests.pki import Holder, Pki
from tests.pki.authority import authority_extensions, p256_key


def made(pki: Pki, level: Level = "B-LT", holder: Sealer | None = None) -> bytes:
    fetcher = GuardedFetcher(listed=[pki.base], seconds_kept=0)
    how = Sealing(
        holder or pki.seal_p256,
        level,
        time_stamper(pki.addresses["tsa"], fetcher.ask),
        revocations(fetcher.ask, fetcher.signed, lambda: pki.clock.now),
    )
    what = achievement()
    options = Options(("openbadge", "pdf"), sealing=how)
    key = SoftwareKey(bytes(32))
    (one,) = issue(what, [award(what)], key, issued_at=pki.clock.now, options=options)
    return one.files["pdf"]


def asked(pki: Pki, data: bytes, *, trusted: bool = True, at: datetime | None = None) -> Report:
    anchors = tuple(Anchor(der, "Root") for der in pki.anchors) if trusted else ()
    when = at or pki.clock.now + timedelta(minutes=1)
    return verify(data, at=when, registry=Registry("ours", anchors=anchors))


def seal(report: Report) -> CheckResult:
    (found,) = [check for check in report.checks if check.id == "seal"]
    return found


# --- ours ------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LT"])
def test_a_seal_that_somebody_trusted_vouches_for(pki: Pki, level: Level) -> None:
    data = made(pki, level)
    pki.clock.now += timedelta(minutes=1)
    anchors = tuple(Anchor(der, "Root") for der in pki.anchors)
    fetcher = GuardedFetcher(listed=[pki.base])
    report = verify(
        data, at=pki.clock.now, fetch=fetcher, registry=Registry("ours", anchors=anchors)
    )
    assert report.verdict is Verdict.VALID, report.to_json()
    assert seal(report).problem.code == "pades.ok"
    said = report.content["seal"]
    assert said["subject"]["organisation"] == "Somewhere University"
    assert said["vouched"]
    stamped = (pki.clock.now - timedelta(minutes=1)).isoformat()
    assert said["at"] == (None if level == "B-B" else stamped)
    caution = not_signed(report.content)
    assert caution is not None
    assert caution.code == "content.pdf_sealed"
    assert "Somewhere University" in caution.message("en")


def test_a_seal_that_nobody_vouches_for_says_that_nothing_changed(pki: Pki) -> None:
    report = asked(pki, made(pki), trusted=False)
    assert report.verdict is Verdict.VALID
    assert seal(report).problem.code == "pades.intact"
    assert not report.content["seal"]["vouched"]
    caution = not_signed(report.content)
    assert caution is not None
    assert caution.code == "content.pdf_sealed_by_unknown"
    assert not report.trust.grounds or all(
        ground.kind != "certificate" for ground in report.trust.grounds
    )


def test_a_trial_certificate_vouches_for_nobody_and_breaks_nothing(pki: Pki) -> None:
    key = new_key("p256")
    file = trial_file(key, Organisation("Trial", "ES"), "secret", pki.clock.now)
    report = asked(pki, made(pki, "B-B", read(file, "secret")))
    assert report.verdict is Verdict.VALID
    assert seal(report).problem.code == "pades.intact"
    assert report.content["seal"]["reason"] == "certificate.self_made"


def test_the_long_term_form_holds_after_the_certificate_ended(pki: Pki) -> None:
    """From the file alone: nothing is fetched."""
    report = asked(pki, made(pki), at=datetime(2031, 1, 1, tzinfo=UTC))
    assert seal(report).problem.code == "pades.ok"


def test_without_a_proven_time_an_ended_certificate_says_nothing(pki: Pki) -> None:
    report = asked(pki, made(pki, "B-B"), at=datetime(2031, 1, 1, tzinfo=UTC))
    assert seal(report).outcome is Outcome.INDETERMINATE
    assert seal(report).problem.code == "certificate.unproven"
    assert "seal" not in report.content


def test_a_certificate_that_was_revoked_before(pki: Pki) -> None:
    pki.revoke(pki.seal_p256, since=pki.clock.now - timedelta(days=1))
    data = made(pki, "B-T")
    anchors = tuple(Anchor(der, "Root") for der in pki.anchors)
    report = verify(
        data,
        at=pki.clock.now + timedelta(minutes=1),
        fetch=GuardedFetcher(listed=[pki.base]),
        registry=Registry("ours", anchors=anchors),
    )
    assert seal(report).problem.code == "certificate.revoked"
    assert report.verdict is Verdict.INVALID


def seal_of_changed(pki: Pki, data: bytes, place: int) -> CheckResult | None:
    """The check after one bit is another; None where it is no sealed PDF any more."""
    changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    try:
        report = asked(pki, changed)
    except TeselaError:
        return None
    return next((check for check in report.checks if check.id == "seal"), None)


def test_one_changed_byte_anywhere_around_the_seal_fails(pki: Pki) -> None:
    data = made(pki)
    start = data.index(b"/Contents <") + len(b"/Contents <")
    end = data.index(b">", start)
    around = {*range(0, len(data), len(data) // 40), start - 1, end, len(data) - 1}
    for place in sorted(around - set(range(start, end))):
        found = seal_of_changed(pki, data, place)
        assert found is None or found.outcome is Outcome.FAILED, place


def test_a_changed_byte_of_the_seal_itself_fails_or_proves_no_more(pki: Pki) -> None:
    """CMS does not sign the certificates that it carries beside; zeros behind it must be zeros."""
    data = made(pki)
    start = data.index(b"/Contents <") + len(b"/Contents <")
    end = data.index(b">", start)
    (whole,) = seal(asked(pki, data)).evidence["seals"]
    outcomes = set()
    for place in (*range(start, end, (end - start) // 30), end - 1):
        found = seal_of_changed(pki, data, place)
        outcomes.add(found and found.outcome)
        if found and found.outcome is Outcome.PASSED:
            (said,) = found.evidence["seals"]
            assert said["subject"] == whole["subject"], place
            assert said["at"] in (whole["at"], None), place
    assert Outcome.FAILED in outcomes
    assert seal_of_changed(pki, data, end - 1).outcome is Outcome.FAILED  # type: ignore[union-attr]


@pytest.mark.parametrize("more", [b"\n", b"%", b"\n%%EOF\n", bytes(10)])
def test_bytes_behind_the_end_fail(pki: Pki, more: bytes) -> None:
    report = asked(pki, made(pki) + more)
    assert seal(report).outcome is Outcome.FAILED
    assert report.verdict is Verdict.INVALID


def test_a_page_that_was_changed_in_a_later_revision(pki: Pki) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(made(pki)))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Rotate")] = NumberObject(90)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    report = asked(pki, out.getvalue())
    assert seal(report).problem.code == "pades.changed_after"
    assert report.verdict is Verdict.INVALID


def test_a_file_of_endless_revisions_is_not_compared(pki: Pki) -> None:
    data = made(pki, "B-B")
    report = asked(pki, data + 100 * data[data.rindex(b"startxref") :])
    assert seal(report).problem.code == "pades.too_many"
    assert report.verdict is not Verdict.VALID


def test_a_document_that_is_not_sealed_has_no_such_check(pki: Pki) -> None:
    what = achievement()
    (one,) = issue(
        what, [award(what)], SoftwareKey(bytes(32)), issued_at=pki.clock.now,
        options=Options(("openbadge", "pdf")),
    )  # fmt: skip
    report = asked(pki, one.files["pdf"])
    assert all(check.id != "seal" for check in report.checks)
    caution = not_signed(report.content)
    assert caution is not None
    assert caution.code == "content.pdf_pages"


# --- foreign ---------------------------------------------------------------------------------


def plain_pdf() -> bytes:
    return pdf(document("en"), attachments=[], created=CREATED)


def foreign(pki: Pki, holder: Holder, form: SigSeedSubFilter) -> bytes:
    """As pyHanko signs by itself, in a new visible field of its own."""
    der = holder.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    own, *others = map(x509.Certificate.load, holder.certificates)
    known = SimpleCertificateStore()
    known.register_multiple(others)
    signer = SimpleSigner(own, keys.PrivateKeyInfo.load(der), known)
    meta = PdfSignatureMetadata(field_name="Theirs", subfilter=form, md_algorithm="sha512")
    writer = IncrementalPdfFileWriter(io.BytesIO(plain_pdf()))
    signed = asyncio.run(PdfSigner(meta, signer).async_sign_pdf(writer))
    return bytes(signed.getvalue())


@pytest.mark.parametrize("form", [SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED])
def test_a_sealed_pdf_without_a_credential_is_reported_too(
    pki: Pki, form: SigSeedSubFilter
) -> None:
    data = foreign(pki, pki.seal_rsa, form)
    report = asked(pki, data, trusted=False)
    assert report.verdict is Verdict.INDETERMINATE
    assert seal(report).outcome is Outcome.PASSED
    assert report.content["seal"]["subject"]["identifier"] == "VATES-Q1234567A"
    assert "input.pdf_without_credential" in [check.problem.code for check in report.checks]
    changed = data.replace(b"/MediaBox", b"/MediaBux", 1)
    assert seal(asked(pki, changed)).problem.code == "pades.changed"


def test_neither_seal_nor_credential(pki: Pki) -> None:
    with pytest.raises(TeselaError) as raised:
        asked(pki, plain_pdf())
    assert raised.value.code == "input.pdf_without_credential"


def test_what_proves_longer_may_be_added(pki: Pki) -> None:
    """A security store and a time-stamp of the document in later revisions, as others write them."""
    sealed = io.BytesIO(made(pki, "B-B"))
    DocumentSecurityStore.add_dss(
        sealed, None, certs=[x509.Certificate.load(der) for der in pki.anchors]
    )
    assert seal(asked(pki, sealed.getvalue(), trusted=False)).problem.code == "pades.intact"
    der = pki.tsa.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    own, *others = map(x509.Certificate.load, pki.tsa.certificates)
    stamper = DummyTimeStamper(own, keys.PrivateKeyInfo.load(der), others, fixed_dt=pki.clock.now)
    writer = IncrementalPdfFileWriter(sealed)
    out = asyncio.run(PdfTimeStamper(stamper).async_timestamp_pdf(writer, "sha256"))
    stamped = bytes(out.getvalue())
    assert len(PdfFileReader(io.BytesIO(stamped)).embedded_signatures) == 2
    assert seal(asked(pki, stamped, trusted=False)).problem.code == "pades.intact"
    assert seal(asked(pki, stamped + b"\n", trusted=False)).outcome is Outcome.FAILED


def test_a_certificate_that_is_for_nothing_of_the_kind(pki: Pki) -> None:
    """A chain leads to somebody trusted, and says that the key is for something else."""
    odd = pki.certify(p256_key(), "Odd", extensions=authority_extensions(0))
    report = asked(pki, made(pki, "B-B", odd))
    assert seal(report).problem.code == "certificate.not_for_seals"
    assert seal(report).outcome is Outcome.FAILED
