"""Verifying a presentation: who hands over what, in answer to which question.

    report = verify_presentation(data, at=now, fetch=fetch, challenge="n-0S6", domain="https://v.example")

1. open    the presentation: JSON with embedded proofs, a token, or a token in an envelope
2. check   the presentation's own steps (`mechanisms.presented`); it must be signed
3. verify  each credential in it by the ordinary procedure, for itself
4. judge   by the same policy; one bad credential makes the whole bad

A presentation says who hands credentials over. Whether that is whom they are
about, is for the reader to compare (`holder` with the subject's id): parents
present their children's, and many credentials name no key of their learner.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.model.report import CheckResult, Outcome, PresentationReport, Report, Verdict
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, offline
from tesela.trust.registry import Registry
from tesela.verify import enveloped, procedure, steps
from tesela.verify.carriers import secured_in
from tesela.verify.opened import Circumstances, Json
from tesela.verify.policy import authenticity

_BY_HOLDER = ("presentation-proof", "holder")


def verify_presentation(
    data: bytes,
    *,
    at: datetime,
    fetch: Fetch = offline,
    registry: Registry | None = None,
    contexts: ContextSet = BUNDLED,
    companions: Mapping[str, bytes] | None = None,
    challenge: str | None = None,
    domain: str | None = None,
) -> PresentationReport:
    """What can be said of the presentation in `data` at the time `at` (with a time zone).

    Where `challenge` or `domain` were set, each signature must name them
    (`nonce` and `aud` of a token); where not, nothing is known of when and for
    whom it was made. Raises TeselaError `input.*`, `json.*`, `token.envelope`
    for what is no presentation; everything else is in the report.
    """
    # Loaded for presentations only: what takes tokens and certificates comes with it.
    from tesela.verify.mechanisms.presented import presentation_of

    secured = enveloped.unfolded(secured_in(data))  # 1
    if not enveloped.is_presentation(secured):
        raise TeselaError("input.unknown")
    mechanism, opened = presentation_of(secured)
    asked = Circumstances(
        at,
        registry.fetching(fetch) if registry else fetch,
        registry,
        contexts,
        companions or {},
        challenge=challenge,
        domain=domain,
    )
    checks = steps.checks_of(mechanism, opened, asked)  # 2
    credentials: tuple[Report, ...] = ()
    if checks[0].outcome is Outcome.PASSED:
        credentials, unreadable = _reports(opened.document, asked, fetch)  # 3
        checks += unreadable
    return PresentationReport(
        verdict=_verdict(authenticity(checks), credentials),  # 4
        checks=checks,
        holder=_holder(checks),
        credentials=credentials,
        secured_by=mechanism.name,
        verified_at=at,
    )


def _reports(
    presentation: Json, asked: Circumstances, fetch: Fetch
) -> tuple[tuple[Report, ...], tuple[CheckResult, ...]]:
    """A report of each credential, and a failed check for each that is none."""
    reports, unreadable = [], []
    for secured in enveloped.credentials_in(presentation):
        try:
            reports.append(_report(secured, asked, fetch))
        except TeselaError as error:
            unreadable.append(
                CheckResult("credentials", Outcome.FAILED, error.problem, "VC Data Model 2.0, 4.12")
            )
    return tuple(reports), tuple(unreadable)


def _report(secured: Json | str, asked: Circumstances, fetch: Fetch) -> Report:
    return procedure.verify(
        enveloped.as_bytes(secured),
        at=asked.at,
        fetch=fetch,
        registry=asked.registry,
        contexts=asked.contexts,
        companions=asked.companions,
    )


def _verdict(own: Verdict, credentials: Sequence[Report]) -> Verdict:
    verdicts = {own, *(report.verdict for report in credentials)}
    for worst in (Verdict.INVALID, Verdict.INDETERMINATE):
        if worst in verdicts:
            return worst
    return Verdict.VALID


def _holder(checks: Sequence[CheckResult]) -> str | None:
    """Who handed it over, when that is established."""
    if any(check.outcome is not Outcome.PASSED for check in checks if check.id in _BY_HOLDER):
        return None
    return next((check.evidence.get("holder") for check in checks if check.id == "holder"), None)
