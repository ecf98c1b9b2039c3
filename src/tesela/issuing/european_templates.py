"""European credentials of one edition by template: only what differs between awards is touched.

The unsecured document is a JSON text with holes, `proven` says when it may be used; the
general way, `european.document`, stays the authority. How it is sealed is for `proofs.jades`,
which at level B-B writes what the seals of a batch share once, too.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tesela.codecs import jsontext
from tesela.codecs.holes import Holed, bare
from tesela.codecs.recent import Recent
from tesela.formats import elm
from tesela.formats.award_pattern import pattern
from tesela.formats.elm import varying
from tesela.issuing import european
from tesela.issuing.case import Case
from tesela.issuing.proven import Proven
from tesela.model.achievement import Achievement
from tesela.model.mandate import Cited
from tesela.proofs import jades, jws
from tesela.proofs.keys import Signer
from tesela.proofs.seals import Sealing
from tesela.status.bitstring import entry


@dataclass(frozen=True, slots=True)
class European:
    """What a document depends on besides the award."""

    achievement: Achievement
    sealer: elm.CertifiedOrganisation
    publisher: str
    images: Callable[[str], bytes]
    """The display of the edition in a language."""
    state_page: str | None
    """Where people ask for the state; the word AWARD becomes the award's id."""
    mandates: tuple[Cited, ...] = ()
    """Under which it is sealed."""

    def written(self, case: Case) -> bytes:
        """The general way."""
        return jws.plain(
            european.document(
                self.achievement,
                case.award,
                sealer=self.sealer,
                publisher=self.publisher,
                issued_at=case.issued_at,
                image=self.images(case.award.language),
                places=case.places,
                state_page=self.state_page and self.state_page.replace("AWARD", case.award.id),
                mandates=self.mandates,
            )
        )


class Unsecured(NamedTuple):
    """A document, ready to be sealed, in pieces: it is long."""

    text: Sequence[bytes]
    quoted: Sequence[bytes] | None
    """The same as JSON has a text inside another, where it is at hand."""


class _Template(NamedTuple):
    """A document with holes, and the same as a text inside another."""

    text: Holed
    quoted: Holed

    def filled(self, values: Sequence[str]) -> Unsecured:
        once = bare(values)
        twice = bare([value.decode() for value in once])
        return Unsecured(self.text.parts(once), self.quoted.parts(twice))


class _Seals(NamedTuple):
    """What the seals of one moment share."""

    sealing: Sealing
    at: datetime
    certificates: tuple[bytes, ...]
    shared: jades.Alike

    def are_made(self, sealing: Sealing, at: datetime) -> bool:
        """Whether they are those of this moment, by this sealer with the same certificates."""
        same = self.sealing is sealing and self.at == at
        return same and self.certificates == sealing.sealer.certificates


class EuropeanTemplates:
    """The templates of one edition's European credentials, and its own seals.

    They do not cross to another process, which makes its own.
    """

    def __init__(self) -> None:
        self._known: Recent[Hashable, Proven[_Template]] = Recent(64)
        self._sealing: tuple[Signer, int, Sealing] | None = None
        self._seals: _Seals | None = None

    def __reduce__(self) -> tuple[type["EuropeanTemplates"], tuple[()]]:
        return EuropeanTemplates, ()

    def sealed(self, case: Case, of: European, sealing: Sealing, at: datetime) -> bytes:
        """The document, sealed. Raises what `jades.seal` raises."""
        text, quoted = self.unsecured(case, of)
        if quoted is None:
            return jades.seal(b"".join(text), sealing, at)
        seals = self._seals  # read once: other threads seal with the same templates
        if seals and seals.are_made(sealing, at):
            return seals.shared.seal(text, quoted)
        certificates = sealing.sealer.certificates
        sealed = jades.seal(b"".join(text), sealing, at, quoted=b"".join(quoted))
        if sealing.level == "B-B":
            shared = jades.alike(sealed, sealing.sealer)
            self._seals = _Seals(sealing, at, certificates, shared)
        return sealed

    def unsecured(self, case: Case, of: European) -> Unsecured:
        """The document as JSON; by template where no mandates travel with it."""
        if of.mandates:
            return Unsecured((of.written(case),), None)
        lists = tuple([(place.list_address, place.purpose) for place in case.places])
        key = (of.sealer, of.publisher, of.state_page, pattern(case.award), lists)
        template = self._known.get_or_make(key, Proven).template(
            case, lambda other: _made(other, of), lambda made, other: _agrees(made, other, of)
        )
        if template is None:
            return Unsecured((of.written(case),), None)
        return template.filled(_values(case, of))

    def own_sealing(self, achievement: Achievement, signer: Signer, year: int) -> Sealing:
        """The seal that `signer` makes for itself (`european.own_sealing`), for a whole batch."""
        last = self._sealing
        if last is None or last[0] is not signer or last[1] != year:
            made = european.own_sealing(achievement, signer, year)
            last = self._sealing = (signer, year, made)
        return last[2]


def _made(case: Case, of: European) -> _Template:
    text, values = of.written(case).decode(), _values(case, of)
    once = [value.decode() for value in bare(values)]
    return _Template(Holed.within(text, values), Holed.within(jsontext.plain(text), once))


def _agrees(template: _Template, case: Case, of: European) -> bool:
    text = of.written(case)
    quoted = jsontext.plain(text.decode()).encode()
    filled = template.filled(_values(case, of))
    return (b"".join(filled.text), b"".join(filled.quoted or ())) == (text, quoted)


def _values(case: Case, of: European) -> list[str]:
    found = varying.values(of.achievement, case.award, case.issued_at)
    return [*found, *(entry(place)["statusListIndex"] for place in case.places)]
