"""What the revisions of a PDF changed after its first seal (ETSI EN 319 142-1, 5.4).

pyHanko compares them. Anybody can seal a PDF and append a revision to it whose
streams of objects or of references unfold to gigabytes, whose few octets are
millions of objects, or whose references go in circles. So:

1. The comparison is made in a process of its own, with little time and memory.
2. A file that takes more has shown nothing: neither that its pages were changed
   nor that they were not.
"""

import io
import sys

from tesela.codecs import own_process
from tesela.text.errors import TeselaError

SECONDS = 10.0
MEMORY_BYTES = 500_000_000
_PROOFS = b"proofs"
_OTHERS = b"others"


def only_proofs_were_added(pdf: bytes, seconds: float = SECONDS) -> bool:
    """Whether no revision after the first seal changed anything but what proves it.

    Raises TeselaError `pades.too_much`.
    """
    try:
        answer = own_process.answer_of(__name__, pdf, seconds=seconds)
    except own_process.OverBoundsError as error:
        raise TeselaError("pades.too_much") from error
    return answer == _PROOFS


def _only_proofs_were_added(pdf: bytes) -> bool:
    """Raises what shows that it ran out of its bounds."""
    try:
        return _compared(pdf)
    except Exception as error:  # whatever it stumbles over is no proof that nothing changed
        if _ran_out(error):
            raise
        return False


def _compared(pdf: bytes) -> bool:
    """Raises whatever pyHanko stumbles over."""
    # Loaded for files with several revisions only: it takes as long as verifying them.
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    for signature in reader.embedded_signatures:
        signature.compute_integrity_info()
        if signature.coverage is SignatureCoverageLevel.ENTIRE_FILE:
            continue
        changes = signature.diff_result
        if signature.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
            return False
        if isinstance(changes, Exception):  # what is suspicious
            raise changes
        if not isinstance(changes, DiffResult):
            return False
        if changes.modification_level > ModificationLevel.LTA_UPDATES:
            return False
    return True


def _ran_out(error: BaseException) -> bool:
    """Whether memory, or pyHanko's own bound on what streams unfold to, is behind it."""
    from pyhanko.pdf_utils.misc import PdfDecodeLimitError

    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, (MemoryError, PdfDecodeLimitError)):
            return True
        behind = behind.__context__
    return False


if __name__ == "__main__":
    own_process.take_at_most(MEMORY_BYTES)
    found = _only_proofs_were_added(sys.stdin.buffer.read())
    sys.stdout.buffer.write(_PROOFS if found else _OTHERS)
