"""Open Badges of one edition by template: only what differs between awards is touched.

`shapes.template` fills in and hashes, `case` says what the holes are, and `proven` when a
template may be used: when filling it in gives the JSON text and the canonical statements that
`formats.openbadges.write` and the full processor give, byte for byte. That general way stays
the authority. What has no template, or values that it does not take, goes the general way.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from tesela.codecs.contexts import ContextSet
from tesela.codecs.recent import Recent
from tesela.issuing.case import Case
from tesela.issuing.proven import Proven
from tesela.proofs.data_integrity import Prepared, prepared
from tesela.proofs.keys import Signer
from tesela.shapes.template import Template, template_of

Write = Callable[[Case], Mapping[str, Any]]
"""The general way: the unsecured badge."""


class Templates:
    """The templates of one edition's badges.

    They do not cross to another process, which makes its own.
    """

    def __init__(self) -> None:
        self._known: Recent[Hashable, Proven[Template]] = Recent(64)
        self._proofs: Recent[Hashable, Prepared | None] = Recent(16)

    def __reduce__(self) -> tuple[type["Templates"], tuple[()]]:
        return Templates, ()

    def secured(
        self, case: Case, write: Write, signer: Signer, suite: str | None, contexts: ContextSet
    ) -> bytes | None:
        """The signed badge; None where it has to be made the general way.

        Raises what `data_integrity.secure` raises.
        """
        template = self._known.get_or_make((contexts, case.pattern), Proven).template(
            case,
            lambda other: template_of(write(other), other.values, contexts),
            lambda made, other: made.agrees(write(other), other.values, contexts),
        )
        filled = template and template.filled(case.values)
        proof = filled and self._proof(case, write, signer, suite, contexts)
        return proof.on(filled.text, filled.digest, signer) if filled and proof else None

    def _proof(
        self, case: Case, write: Write, signer: Signer, suite: str | None, contexts: ContextSet
    ) -> Prepared | None:
        key = (signer.verification_method, signer.kind, suite, case.issued_at, contexts)
        return self._proofs.get_or_make(
            key,
            lambda: prepared(write(case)["@context"], signer, case.issued_at, suite, contexts),
        )
