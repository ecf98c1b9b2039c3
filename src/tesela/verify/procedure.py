"""The verification procedure: whatever was handed over → a report.

    1. find      the credential in its carrier (`carriers`), envelope and presentation (`enveloped`)
    2. open      take it out of what secures it (`mechanisms`)
    3. check     the mechanism's own steps, in its own order; a PDF's seal (`pdf_seal`)
    4. judge     the verdict on the checks (`policy.authenticity`); by when it existed
                 (`existence`), and what held on an earlier day (`hindsight`)
    5. read      what it says (`content`), who vouches for its issuer, by which mandate it was
                 issued for others (`mandates`), and what others say of it by their own
                 signature (`endorsements`)

Cheap steps come first, and nothing is fetched for a document without form and
meaning: whoever sends junk causes no traffic. All other steps run even when
one fails, so that the report is complete. Each step is a function that returns
or raises; `steps` decides, in one place, whether a code means *failed*
or *indeterminate*.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tesela.codecs import jsontext
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.later import Later
from tesela.model.achievement import Achievement
from tesela.model.endorsement import Endorsement
from tesela.model.mandated import Mandated
from tesela.model.report import (
    CheckResult,
    Existence,
    Outcome,
    Report,
    Trust,
)
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import Fetch, offline
from tesela.trust.registry import Registry
from tesela.verify import content, registered
from tesela.verify.bundles import Bundle, Carried
from tesela.verify.carriers import HandedOver, credential_in, credential_of, secured_in
from tesela.verify.endorsements import endorsed_as, endorsements
from tesela.verify.enveloped import is_presentation, is_signed, only_credential, unfolded
from tesela.verify.existence import earlier, existence
from tesela.verify.hindsight import as_of, else_carried, remembering, with_carried
from tesela.verify.known import answer
from tesela.verify.learning import learn
from tesela.verify.mandates import mandated
from tesela.verify.mechanisms import mechanism_of
from tesela.verify.mechanisms.embedded import EMBEDDED
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened
from tesela.verify.policy import authenticity
from tesela.verify.steps import checks_of, credential_if, described, trust_in

if TYPE_CHECKING:
    from tesela.verify.pdf_seal import Judged


def verify(
    data: bytes,
    *,
    at: datetime,
    fetch: Fetch = offline,
    registry: Registry | None = None,
    contexts: ContextSet = BUNDLED,
    companions: Mapping[str, bytes] | None = None,
    beside: Sequence[bytes] = (),
    challenge: str | None = None,
    domain: str | None = None,
) -> Report:
    """What can be said of the credential in `data` at the time `at` (with a time zone).

    `fetch` gives the issuer's key and status list; without it nothing is
    asked. `beside` are documents that came with it, such as its time proof. With `challenge` or
    `domain`, whoever shows a wallet's credential or a presentation must have
    answered them. Raises TeselaError `input.*`, `bundle.*`, `json.*` or `pdf.*`,
    and those of tokens, for what is no credential at all; everything else is in
    the report.
    """
    asked = Circumstances(
        at,
        with_copies(fetch, registry),
        registry,
        contexts,
        companions or {},
        tuple(beside),
        challenge=challenge,
        domain=domain,
        checked=depended_on,
    )
    return judged(data, asked)


def judged(data: bytes, asked: Circumstances) -> Report:
    """What can be said of the credential in `data`; arguments and errors as of `verify`."""
    known = answer(data, asked, lambda given: in_full(data, given))
    return known or in_full(data, asked)


def in_full(data: bytes, asked: Circumstances) -> Report:
    """The same, by the whole procedure."""
    try:
        handed = credential_in(data)  # 1
    except TeselaError as error:
        if error.code == "input.pdf_without_credential" and (pages := _pages(data, asked)):
            return _only_pages(pages, error, asked)
        raise
    return _reported(handed, data, asked)


def verify_each(
    bundle: Bundle,
    *,
    at: datetime,
    fetch: Fetch = offline,
    registry: Registry | None = None,
    contexts: ContextSet = BUNDLED,
) -> Iterator[tuple[str, Report]]:
    """Each credential of a bundle, by its file's name; arguments and errors as of `verify`."""
    asked = Circumstances(at, with_copies(remembering(fetch), registry), registry, contexts)
    for name, exact in bundle.credentials.items():
        yield name, _reported(credential_of(bundle, name), exact, asked)


def taken_out(data: bytes) -> tuple[HandedOver, Mechanism, Opened]:
    """The credential in `data`, out of its carrier, envelope and security; nothing is checked.

    Raises TeselaError as `verify`.
    """
    handed = credential_in(data)
    secured, _ = _taken_out(unfolded(handed.secured))
    mechanism = mechanism_of(secured)
    return handed, mechanism, mechanism.opened(secured)


def _reported(handed: HandedOver, data: bytes, asked: Circumstances) -> Report:
    secured, presentation = _taken_out(unfolded(handed.secured))
    mechanism = mechanism_of(secured)
    opened = mechanism.opened(secured)  # 2
    asked = _with_company(handed, asked)
    asked, existed = _with_age(handed.exact, mechanism, opened, asked)
    checks = checks_of(mechanism, opened, asked)  # 3
    if handed.carried:
        then = _as_carried(handed.carried, asked)
        checks = with_carried(checks, handed.carried, lambda: checks_of(mechanism, opened, then))
    if presentation is not None:
        checks += _handed_over(presentation, asked)
    checks += _unanswered(mechanism, presentation, asked)
    pages = _pages(data, asked) if handed.carrier == "pdf" else None
    checks += (pages.check,) if pages else ()
    verdict = authenticity(checks)  # 4
    inside: dict[str, Any] = {"file": handed.inside} if handed.inside else {}
    if pages and pages.content:
        inside["seal"] = pages.content
    carried = {"carrier": handed.carrier, "secured_by": mechanism.name, **inside}
    pinned = described(opened, asked, checks)
    said = Later(lambda: {**carried, **content.read(opened.document, pinned)})  # 5
    report = Report(
        verdict=verdict,
        checks=checks,
        content=said,
        trust=trust_in(mechanism, opened, asked, checks, said),
        verified_at=asked.at,
        credential=credential_if(verdict, data, opened.document, asked, str(opened.issuer)),
        existence=existed,
        as_of=as_of(verdict, checks, existed),
        endorsements=_endorsements(opened, checks, asked),
        mandate=_mandate(handed, opened, checks, said, asked),
    )
    if mechanism is EMBEDDED and handed.carrier == "json" and secured is handed.secured:
        learn(data, opened, report, asked)
    return report


def verify_endorsements(
    documents: Sequence[bytes],
    achievement: Achievement,
    *,
    at: datetime,
    fetch: Fetch = offline,
    registry: Registry | None = None,
    digest: str | None = None,
) -> tuple[Endorsement, ...]:
    """Endorsements of `achievement` that came by another way than in a badge.

    Each is checked as one in a badge is; beyond the same number nothing is looked
    at. `digest` is that of its published description, as pins write it. Raises
    TeselaError `json.*` for what is no JSON.
    """
    asked = Circumstances(at, fetch, registry)
    stand_in = endorsed_as(achievement, [jsontext.parse(one) for one in documents], digest)
    passed = [
        CheckResult(name, Outcome.PASSED, Problem(f"{name}.ok"), "")
        for name in ("form", "meaning", "proof")
    ]
    return endorsements(stand_in, passed, _checker(asked))


def _endorsements(
    opened: Opened, checks: Sequence[CheckResult], asked: Circumstances
) -> tuple[Endorsement, ...]:
    """What others say of it, each checked on its own, its status too."""
    return endorsements(opened.document, checks, _checker(asked))


def _mandate(
    handed: HandedOver,
    opened: Opened,
    checks: Sequence[CheckResult],
    said: Mapping[str, Any],
    asked: Circumstances,
) -> Mandated | None:
    """By which mandate it was issued for others; where nobody answers, by what a bundle carries."""
    found = mandated(opened.document, checks, said, asked, _checker(asked))
    if found is None or found.outcome is not Outcome.INDETERMINATE or not handed.carried:
        return found
    then = _as_carried(handed.carried, asked)
    return mandated(opened.document, checks, said, then, _checker(then))


def _checker(asked: Circumstances) -> Callable[[Json], tuple[Opened, Sequence[CheckResult], Trust]]:
    """How a document inside is checked; nothing is made ready for those that have none."""

    def checked(document: Json) -> tuple[Opened, tuple[CheckResult, ...], Trust]:
        own = replace(
            asked, beside=(), challenge=None, domain=None, existed_by=None, checked=depended_on
        )
        mechanism = mechanism_of(document)
        inside = mechanism.opened(document)
        found = checks_of(mechanism, inside, own)
        return inside, found, trust_in(mechanism, inside, own, found, {})

    return checked


def _pages(data: bytes, asked: Circumstances) -> "Judged | None":
    """What the seal on a PDF's pages says."""
    # Loaded for PDF only: it takes as long as verifying a JSON credential.
    from tesela.verify.pdf_seal import judged

    return judged(data, asked)


def _only_pages(pages: "Judged", error: TeselaError, asked: Circumstances) -> Report:
    """A PDF that is sealed, and has no credential inside."""
    missing = CheckResult("form", Outcome.INDETERMINATE, error.problem, "VC Data Model 2.0, 4")
    checks = (missing, pages.check)
    said = {"seal": pages.content} if pages.content else {}
    return Report(
        verdict=authenticity(checks),
        checks=checks,
        content={"carrier": "pdf", "secured_by": None, **said},
        trust=registered.listed(None, asked.registry),
        verified_at=asked.at,
    )


def with_copies(fetch: Fetch, registry: Registry | None) -> Fetch:
    """`fetch`, which reads the registry's copies first."""
    return registry.fetching(fetch) if registry else fetch


def _with_company(handed: HandedOver, asked: Circumstances) -> Circumstances:
    """The circumstances of this one credential, with all that came along."""
    if not handed.carried and not handed.beside:
        return asked
    copies = handed.carried.copies if handed.carried else {}
    return replace(
        asked,
        fetch=remembering(asked.fetch) if handed.carried else asked.fetch,
        beside=(*asked.beside, *handed.beside),
        companions={**copies, **asked.companions} if copies else asked.companions,
        kept=None if handed.carried or handed.beside else asked.kept,
    )


def _with_age(
    exact: bytes, mechanism: Mechanism, opened: Opened, asked: Circumstances
) -> tuple[Circumstances, Existence]:
    """The circumstances with what is proven of the credential's age."""
    existed = existence(exact, asked)
    if inside := _inside(mechanism, opened, asked):
        existed = earlier(existed, inside)
    return replace(asked, existed_by=existed.by, checked=depended_on), existed


def _inside(mechanism: Mechanism, opened: Opened, asked: Circumstances) -> Existence | None:
    """What does not even parse proves nothing; its own check says so."""
    try:
        return mechanism.existed(opened, asked)
    except TeselaError:
        return None


def _as_carried(carried: Carried, asked: Circumstances) -> Circumstances:
    """As of the day the bundle was saved, with what it says where nobody else answers."""
    return replace(
        asked, at=min(asked.at, carried.saved_at), fetch=else_carried(asked.fetch, carried)
    )


def _taken_out(secured: Json | str) -> tuple[Json | str, Json | str | None]:
    """The credential, and the presentation it is in, if any."""
    if not is_presentation(secured):
        return secured, None
    from tesela.verify.mechanisms.presented import presentation_of  # takes tokens, too

    return only_credential(presentation_of(secured)[1].document), secured


def _handed_over(presentation: Json | str, asked: Circumstances) -> tuple[CheckResult, ...]:
    """Who presents it. A presentation that nobody signed says nothing, and takes nothing away."""
    from tesela.verify.mechanisms.presented import presentation_of

    without = () if is_signed(presentation) else ("presentation-proof",)
    return checks_of(*presentation_of(presentation), asked, without=without)


def _unanswered(
    mechanism: Mechanism, presentation: Json | str | None, asked: Circumstances
) -> tuple[CheckResult, ...]:
    """A failed check where somebody asked a question that this document cannot answer."""
    if asked.challenge is None and asked.domain is None:
        return ()
    if "key-binding" in mechanism.steps or (presentation is not None and is_signed(presentation)):
        return ()
    problem = Problem("holder.missing")
    return (CheckResult("key-binding", Outcome.FAILED, problem, "VC Data Model 2.0, 4.12"),)


def depended_on(data: bytes, asked: Circumstances) -> tuple[Opened, tuple[CheckResult, ...]]:
    """A document that another one depends on; its own status is not asked for."""
    if asked.kept:
        return asked.kept.checked(data, lambda: _checked_anew(data, asked))
    return _checked_anew(data, asked)


def _checked_anew(data: bytes, asked: Circumstances) -> tuple[Opened, tuple[CheckResult, ...]]:
    secured = unfolded(secured_in(data))
    mechanism = mechanism_of(secured)
    opened = mechanism.opened(secured)
    own = replace(asked, beside=(), existed_by=existence(data, asked).by)
    return opened, checks_of(mechanism, opened, own, without=("status",))
