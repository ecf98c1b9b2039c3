"""Documents of an organisation that has a seal."""

import io
from dataclasses import replace

from pyhanko.pdf_utils.reader import PdfFileReader

from tesela.formats.document import attached_credential
from tesela.issuing.credentials import Options, issue
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.seals import RevocationValues, Sealing
from tests.formats.document_reading import TaggedPdf
from tests.formats.document_samples import achievement, award
from tests.pki import Pki

PAGE = "https://care.example/state/AWARD"


def issued(pki: Pki, **sealing: object) -> bytes:
    how = replace(Sealing(pki.seal_p256, "B-T", pki.time_stamp), **sealing)  # type: ignore[arg-type]
    made = achievement()
    options = Options(("openbadge", "pdf"), state_page=PAGE, sealing=how)
    (one,) = issue(
        made, [award(made)], SoftwareKey(bytes(32)), issued_at=pki.clock.now, options=options
    )
    assert attached_credential(one.files["pdf"]) == one.files["openbadge"]
    return one.files["pdf"]


def test_the_document_is_sealed_and_says_where_its_state_can_be_asked(pki: Pki) -> None:
    made = issued(pki)
    (signature,) = PdfFileReader(io.BytesIO(made)).embedded_regular_signatures
    assert signature.signer_cert.dump() == pki.seal_p256.certificates[0]
    assert any(PAGE.replace("AWARD", "") in block.text for block in TaggedPdf(made).blocks())


def test_a_level_that_a_pdf_does_not_have_becomes_its_highest(pki: Pki) -> None:
    def values(certificates):
        return tuple(certificates), RevocationValues()

    made = TaggedPdf(issued(pki, level="B-LTA", revocations=values))
    assert "/DSS" in made.root
