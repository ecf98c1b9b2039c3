"""Badges of one edition that are signed as texts, by template: tokens, and JCS suites.

`proofs.prepared_texts` fills in and signs, `proven` says when it may. The general way
stays the authority; it also finds out whether every member means something, which a
text does not show. So a text goes with a template of the statements
(`shapes.template`), which says of values whether they change nothing else.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import NamedTuple

from tesela.codecs import jsontext
from tesela.codecs.contexts import ContextSet
from tesela.codecs.holes import Value
from tesela.codecs.recent import Recent
from tesela.issuing.case import Case
from tesela.issuing.proven import Proven, unsigning
from tesela.issuing.templates import Write
from tesela.proofs import data_integrity, vc_jose
from tesela.proofs.keys import Signer
from tesela.proofs.prepared_texts import (
    PreparedDocument,
    PreparedToken,
    prepared_document,
    prepared_token,
)
from tesela.shapes import canonical_quads
from tesela.shapes.template import Template, template_of


class Badge(NamedTuple):
    """How badges are written and signed, whichever award they state."""

    write: Write
    signer: Signer
    contexts: ContextSet
    suite: str | None = None


@dataclass(frozen=True, slots=True)
class _TextTemplate:
    """A text with holes, and the statements of the same document."""

    text: PreparedDocument | PreparedToken
    meaning: Template

    def signed(self, case: Case, signer: Signer) -> bytes | None:
        """None for values that could change more than their own places."""
        values = case.values
        if not self.meaning.takes(values):
            return None
        return self.text.signed([*values, *_moments(case)], signer)


General = Callable[[Case, Badge], bytes]
Prepare = Callable[[Case, Badge], PreparedDocument | PreparedToken | None]


class BadgeTexts:
    """The templates of one edition's badges that are signed as texts.

    They do not cross to another process, which makes its own.
    """

    def __init__(self) -> None:
        self._known: Recent[Hashable, Proven[_TextTemplate]] = Recent(64)

    def __reduce__(self) -> tuple[type["BadgeTexts"], tuple[()]]:
        return BadgeTexts, ()

    def token(self, case: Case, badge: Badge) -> bytes:
        """The badge as a JSON Web Token. Raises what `token_by_writing` raises."""
        return self._signed(case, badge, _token, token_by_writing)

    def document(self, case: Case, badge: Badge) -> bytes:
        """The badge with a proof by a JCS suite. Raises what `document_by_writing` raises."""
        return self._signed(case, badge, _document, document_by_writing)

    def _signed(self, case: Case, badge: Badge, prepare: Prepare, general: General) -> bytes:
        signer = badge.signer
        key = (prepare, signer.verification_method, signer.kind, badge.suite, badge.contexts)
        known = self._known.get_or_make((*key, case.pattern), Proven)
        template = known.template(
            case,
            lambda other: _made(other, badge, prepare),
            lambda made, other: _agrees(made, other, badge, general),
        )
        made = template and template.signed(case, signer)
        return made or general(case, badge)


def token_by_writing(case: Case, badge: Badge) -> bytes:
    """The general way. Raises what `canonical_quads` and `vc_jose.secure` raise."""
    document = badge.write(case)
    canonical_quads(document, badge.contexts)  # Every member means something.
    claims = vc_jose.claims_of(document)
    return vc_jose.secure(document, badge.signer, vc_jose.CREDENTIAL, **claims).encode()


def document_by_writing(case: Case, badge: Badge) -> bytes:
    """The general way, with any suite. Raises what `data_integrity.secure` raises."""
    secured = data_integrity.secure(
        badge.write(case), badge.signer, case.issued_at, badge.suite, badge.contexts
    )
    return jsontext.plain(secured).encode()


def _token(case: Case, badge: Badge) -> PreparedToken:
    return prepared_token(badge.write(case), _values(case), badge.signer)


def _document(case: Case, badge: Badge) -> PreparedDocument | None:
    return prepared_document(
        badge.write(case), _values(case), badge.signer, case.issued_at, badge.suite
    )


def _made(case: Case, badge: Badge, prepare: Prepare) -> _TextTemplate | None:
    text = prepare(case, badge)
    meaning = template_of(badge.write(case), case.values, badge.contexts)
    return _TextTemplate(text, meaning) if text and meaning else None


def _agrees(made: _TextTemplate, case: Case, badge: Badge, general: General) -> bool:
    """Whether it signs what the general way signs, and knows which values it may take."""
    if not made.meaning.agrees(badge.write(case), case.values, badge.contexts):
        return False
    unsigned = Badge(badge.write, unsigning(badge.signer), badge.contexts, badge.suite)
    signed = made.signed(case, unsigned.signer)
    return signed is None or signed == general(case, unsigned)


def _values(case: Case) -> Sequence[Value]:
    return [*case.values, *_moments(case)]


def _moments(case: Case) -> list[int]:
    """When it begins and ends to count, in seconds since 1970 (RFC 7519, 2)."""
    found = [int(case.issued_at.timestamp())]
    if end := case.award.valid_until:
        found.append(int(datetime.combine(end, time(23, 59, 59), UTC).timestamp()))
    return found
