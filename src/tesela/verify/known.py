"""Credentials of a known class: judged by the procedure, without reading what is known of them.

The credentials of one issuer for one achievement differ in few texts, their *places*
(`shapes.bytewise`). For them the steps of `mechanisms.embedded` come down to this:

1. form, meaning    the other bytes are those of a credential that passed them; in the places
                    stands what could change nothing but its own statement: texts without
                    control characters, absolute addresses, no second description of the
                    credential, moments that are moments
2. proof            the digest of the statements (`shapes.hashed`), and the signature by the key
                    that its controller names when it is asked, now
3. purpose, time    as for the first one: no member that they ask for is a place, and a proof
                    that expires is not learned
4. issuer, dates, status, resources    the very functions of the procedure, on the members that
                    they read

What is not genuine, or odd in any way, has no answer here and goes the whole way, which says what
is wrong. So a verdict never depends on anything but the bytes, the key, the lists, the registry and
the time that are asked for it: nothing of an answer is kept. What the credential says is read when
somebody looks at it. One use in a thousand is compared with the whole procedure; a difference
ends the class (`shapes.rechecking`). How a class becomes known: `learning`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.codecs.contexts import ContextSet
from tesela.codecs.later import Later
from tesela.codecs.leaves import IRI
from tesela.codecs.recent import Recent
from tesela.model.mandated import Mandated
from tesela.model.report import CheckResult, Report, Trust
from tesela.proofs import data_integrity
from tesela.proofs.keys import SIGNATURE_OCTETS
from tesela.shapes.bytewise import OpenText, Values
from tesela.shapes.hashed import Statements
from tesela.shapes.rechecking import RECHECKING
from tesela.text.errors import TeselaError
from tesela.trust.keys import key_of_method
from tesela.verify import content
from tesela.verify.existence import NO_PROOF
from tesela.verify.form import validity
from tesela.verify.hindsight import as_of
from tesela.verify.mechanisms.embedded import EMBEDDED, check_belongs
from tesela.verify.opened import Circumstances, Opened
from tesela.verify.policy import authenticity
from tesela.verify.remembered import Remembering
from tesela.verify.steps import credential_if, described, result, trust_in

LARGEST = 200_000
"""Octets of a document whose class is kept."""
_CLASSES_KEPT = 128
_PDF_MAY_BEGIN = 1024
_DAYS_KEPT = 64

Json = Mapping[str, Any]
Taking = Callable[[Sequence[Any]], Sequence[Any]]
Places = int | Mapping[Any, Any]
"""A place, or the names of members (or numbers of elements) in which there are places."""


class _Days(NamedTuple):
    """From when until when a credential is valid, and the step's result in between."""

    start: datetime | None
    end: datetime | None
    passed: CheckResult

    def includes(self, at: datetime) -> bool:
        return not ((self.start and at < self.start) or (self.end and at > self.end))


@dataclass(slots=True)
class KnownClass:
    """One class of credentials."""

    contexts: ContextSet
    text: OpenText
    addresses: Mapping[int, str]
    """Places where an address stands, and what it begins with."""
    identity: int | str | None
    """The place of the credential's own name, or the name itself; None: it has none."""
    names: Taking
    """Takes other nodes' names from what stands in the places."""
    doubled: Taking
    """Takes the names of nodes that are named before …"""
    before: Taking
    """… and what they are named there."""
    elsewhere: frozenset[str]
    """Texts of the credential that stand in no place."""
    statements: Statements
    options: Statements
    """Those of the proof's options."""
    signature: int
    """The place of `proofValue`."""
    key_kind: str
    proof: Json
    """That of the credential it was learned from."""
    created: int | None
    """The place of `created`, where it is one."""
    issuer: str
    members: Json
    """Those that the procedure reads, of the credential it was learned from."""
    inside: Mapping[str, Places]
    """The places in them."""
    days: tuple[int, ...]
    """The places that say from when until when it is valid."""
    passed: Mapping[str, CheckResult]
    """Steps that came out the same for all of the class."""
    mandate: Mandated | None
    looks: re.Pattern[str]
    """How the addresses have to look, each on a line of its own …"""
    written: Taking
    """… taken from what stands in the places."""
    uses: int = 0
    ended: bool = False
    """Whether one of its answers was found to be wrong."""
    _days: Recent[tuple[str, ...], _Days] = field(default_factory=lambda: Recent(_DAYS_KEPT))
    _trust: Trust | None = None
    """Where no registry is asked."""
    _pins: CheckResult | None = None
    """Where no pinned document is at hand."""

    def report(self, data: bytes, asked: Circumstances) -> Report | None:
        """The report on `data`; None where the whole procedure has to give it."""
        values = self.text.taken_from(data)
        if values is None or not self._harmless(values.texts):  # 1
            return None
        try:
            if not self._genuine(values, asked):  # 2, 4
                return None
            return self._reported(data, values.texts, asked)
        except TeselaError:
            return None

    def _harmless(self, texts: list[str]) -> bool:
        if not self.looks.match("\n".join(self.written(texts))):
            return False
        if self.doubled(texts) != self.before(texts):
            return False
        own = self.identity
        if isinstance(own, int):
            own = texts[own]
            if own in self.elsewhere:
                return False
        return own not in self.names(texts)

    def _genuine(self, values: Values, asked: Circumstances) -> bool:
        """Raises TeselaError where nobody can say, or it is not."""
        signature = data_integrity.signature_in(values.texts[self.signature])
        found = key_of_method(self.proof["verificationMethod"], asked.fetch)
        if found.key.kind != self.key_kind or len(signature) != SIGNATURE_OCTETS[self.key_kind]:
            return False
        proof = self.proof
        if self.created is not None:
            proof = {**proof, "created": values.texts[self.created]}
        check_belongs(found, proof, self.issuer, asked)
        of_options = self.options.digest(values.terms)
        of_document = self.statements.digest(values.terms)
        if of_options is None or of_document is None:
            return False
        return found.key.verifies(signature, of_options + of_document)

    def _reported(self, data: bytes, texts: list[str], asked: Circumstances) -> Report:
        """Raises TeselaError for what are no moments, or end before they begin."""
        members = self._members(texts)
        opened = Opened(members, members, self.issuer)
        known = self._days_of(texts, opened, asked)
        found = {**self.passed, "dates": known.passed}
        if not known.includes(asked.at):
            found["dates"] = _found("dates", opened, asked)
        if "status" not in found:
            found["status"] = _found("status", opened, asked)
        pinned: Mapping[str, bytes] = {}
        if "resources" not in found:
            found["resources"], pinned = self._resources(opened, asked)
        checks = tuple(map(found.__getitem__, EMBEDDED.steps))
        verdict = authenticity(checks)
        said = Later(lambda: _said(data, pinned))
        return Report(
            verdict=verdict,
            checks=checks,
            content=said,
            trust=self._trusted(opened, asked, checks, said),
            verified_at=asked.at,
            credential=credential_if(
                verdict, data, Later(lambda: jsontext.parse(data)), asked, self.issuer
            ),
            existence=NO_PROOF,
            as_of=as_of(verdict, checks, NO_PROOF),
            mandate=self.mandate,
        )

    def _members(self, texts: list[str]) -> dict[str, Any]:
        """The members that the steps read, with the texts of this credential."""
        made = {**self.members}
        for name, places in self.inside.items():
            made[name] = _with(made[name], places, texts)
        return made

    def _days_of(self, texts: list[str], opened: Opened, asked: Circumstances) -> _Days:
        stated = tuple(texts[place] for place in self.days)
        known = self._days.get(stated)
        if known is None:
            start, end = validity(opened.document)
            if start and end and start > end:
                raise TeselaError("form.member", member="validUntil")
            between = replace(asked, at=start or end or asked.at)
            known = _Days(start, end, _found("dates", opened, between))
            self._days.put(stated, known)
        return known

    def _resources(
        self, opened: Opened, asked: Circumstances
    ) -> tuple[CheckResult, Mapping[str, bytes]]:
        """The step, and the pinned documents that are at hand."""
        if asked.companions or (asked.registry and asked.registry.copies):
            check = _found("resources", opened, asked)
            return check, described(opened, asked, (check,))
        if self._pins is None:
            self._pins = _found("resources", opened, asked)
        return self._pins, {}

    def _trusted(
        self, opened: Opened, asked: Circumstances, checks: tuple[CheckResult, ...], said: Json
    ) -> Trust:
        if asked.registry is not None:
            return trust_in(EMBEDDED, opened, asked, checks, said)
        if self._trust is None:
            self._trust = trust_in(EMBEDDED, opened, asked, checks, said)
        return self._trust


def _said(data: bytes, pinned: Mapping[str, bytes]) -> dict[str, Any]:
    said = content.read(jsontext.parse(data), pinned)
    return {"carrier": "json", "secured_by": EMBEDDED.name, **said}


def _with(value: Any, places: Places, texts: list[str]) -> Any:
    """A copy of a JSON value with the texts of a credential in its places."""
    if isinstance(places, int):
        return texts[places]
    made = value.copy()
    for name, inside in places.items():
        made[name] = _with(made[name], inside, texts)
    return made


def _found(name: str, opened: Opened, asked: Circumstances) -> CheckResult:
    """A step that everything with a proof goes through."""
    found = result(EMBEDDED, name, opened, asked)
    assert found is not None
    return found


def looking_like(starts: Iterable[str]) -> re.Pattern[str]:
    """What addresses that begin so have to look like, each on a line of its own."""
    one = IRI.pattern.removesuffix(r"\Z")
    return re.compile("\n".join(f"(?={re.escape(start)}){one}" for start in starts) + r"\Z")


_KNOWN: Recent[ContextSet, tuple[KnownClass, ...]] = Recent(8)


def answer(
    data: bytes, asked: Circumstances, whole: Callable[[Circumstances], Report]
) -> Report | None:
    """The report on `data`, where it is of a known class; `whole` goes the whole way.

    None for what is not, and where more is asked than the class knows of: something that lies
    beside the credential, or a presentation.
    """
    if (
        len(data) > LARGEST
        or asked.beside
        or asked.challenge is not None
        or asked.domain is not None
    ):
        return None
    for at, one in enumerate(classes(asked.contexts)):
        if found := one.report(data, asked):
            if b"%PDF-" in data[:_PDF_MAY_BEGIN]:
                return None
            if at:
                _put_first(one)
            one.uses += 1
            return (
                _compared(one, found, data, asked, whole) if RECHECKING.is_due(one.uses) else found
            )
    return None


def classes(contexts: ContextSet) -> tuple[KnownClass, ...]:
    """Those that are known, the ones met last first."""
    return _KNOWN.get(contexts) or ()


def _compared(
    one: KnownClass,
    found: Report,
    data: bytes,
    asked: Circumstances,
    whole: Callable[[Circumstances], Report],
) -> Report:
    """The answer to give, whether it is compared now or later.

    Both ways ask once more, and are given the same: a list that was signed again is no difference.
    """
    same = replace(asked, fetch=Remembering(asked.fetch), kept=None)

    def end() -> None:
        one.ended = True
        _forget(one)

    def again() -> Report:
        return one.report(data, same) or whole(same)

    return RECHECKING.compared("class", found, lambda: whole(same), end, again)


def remember(one: KnownClass, instead_of: KnownClass | None) -> None:
    """That there are documents of this class, which knows more places than the other."""
    if instead_of:
        _forget(instead_of)
    _put_first(one)


def _put_first(one: KnownClass) -> None:
    others = [other for other in classes(one.contexts) if other is not one]
    _KNOWN.put(one.contexts, (one, *others)[:_CLASSES_KEPT])


def _forget(one: KnownClass) -> None:
    others = [other for other in classes(one.contexts) if other is not one]
    _KNOWN.put(one.contexts, tuple(others))
