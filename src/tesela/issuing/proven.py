"""When a template may take the place of the general way, whatever it is a template of.

1. It is made when awards of a pattern come a second time: who asks once would wait for nothing.
2. It is made of an award that has a value of its own in every place, and certified on the
   award at hand and on others with hard values: it must give the same, byte for byte.
3. One use in ten thousand is compared again, always in line (`shapes.rechecking`): a difference
   ends the template before anything is signed with it.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Generic, NamedTuple, TypeVar

from tesela.issuing.case import HARD_TEXTS, Case, unlike
from tesela.proofs.keys import Signer
from tesela.shapes.rechecking import RECHECKING
from tesela.text.errors import TeselaError

Template = TypeVar("Template")


class Proven(Generic[Template]):
    """What is known of the awards of one pattern."""

    def __init__(self) -> None:
        self._uses = 0
        self._template: Template | None = None

    def template(
        self,
        case: Case,
        make: Callable[[Case], Template | None],
        agrees: Callable[[Template, Case], bool],
    ) -> Template | None:
        """What may be used for `case`; None where it has to go the general way.

        `make` makes a template of a case, `agrees` compares what it gives for another
        with the general way. What they raise as TeselaError ends the template: the general
        way says of this very award what is wrong.
        """
        self._uses += 1
        if self._uses == 2:
            self._template = certified(case, make, agrees)
        elif (known := self._template) and RECHECKING.is_due(self._uses, "issuing"):  # 3
            RECHECKING.compared("template", True, lambda: agrees(known, case), self._end)
        return self._template

    def _end(self) -> None:
        self._template = None


def certified(
    case: Case,
    make: Callable[[Case], Template | None],
    agrees: Callable[[Template, Case], bool],
) -> Template | None:
    """Step 2."""
    plain, *hard = (unlike(case, turn) for turn in range(1 + len(HARD_TEXTS)))
    try:
        template = make(plain)
        if template and all(agrees(template, other) for other in (case, *hard)):
            return template
    except TeselaError:
        pass
    return None


class Unsigning(NamedTuple):
    """A signer's address and certificates without its key: for comparing what would be signed."""

    verification_method: str
    kind: str
    certificates: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        return sha256(data).digest()


def unsigning(signer: Signer) -> Unsigning:
    """`signer` without its key."""
    certificates = getattr(signer, "certificates", ())
    return Unsigning(signer.verification_method, signer.kind, tuple(certificates))
