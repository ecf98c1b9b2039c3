"""The steps of a mechanism, and what is asked after them, whichever way a document was read.

`result` decides, in one place, whether a code means *failed* or *indeterminate*.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tesela.model.report import CheckResult, Outcome, Trust, Verdict, VerifiedCredential
from tesela.text.errors import Problem, TeselaError
from tesela.verify import common, grounds, registered
from tesela.verify.opened import Circumstances, Json, Mechanism, Opened, Step


def checks_of(
    mechanism: Mechanism, opened: Opened, asked: Circumstances, *, without: Sequence[str] = ()
) -> tuple[CheckResult, ...]:
    """All steps of the mechanism on `opened`, but those named in `without`."""
    base = _results(mechanism, mechanism.first, opened, asked)
    if any(check.outcome is not Outcome.PASSED for check in base):
        return base
    rest = [name for name in mechanism.steps if name not in {*mechanism.first, *without}]
    return base + _results(mechanism, rest, opened, asked)


def _results(
    mechanism: Mechanism, names: Sequence[str], opened: Opened, asked: Circumstances
) -> tuple[CheckResult, ...]:
    found = (result(mechanism, name, opened, asked) for name in names)
    return tuple(one for one in found if one is not None)


def result(
    mechanism: Mechanism, name: str, opened: Opened, asked: Circumstances
) -> CheckResult | None:
    """What came of one step; None where there was nothing for it to look at. Raises nothing of
    what a step raises."""
    run: Step
    run, clause = mechanism.steps[name]
    try:
        passed = run(opened, asked)
    except TeselaError as error:
        outcome = _outcome_of(error.code, mechanism)
        return CheckResult(name, outcome, error.problem, clause, error.problem.data)
    if passed is None:
        return None
    return CheckResult(name, Outcome.PASSED, Problem(passed.code), clause, passed.evidence)


def _outcome_of(code: str, mechanism: Mechanism) -> Outcome:
    unknown = code.startswith((*common.CANNOT_SAY, *mechanism.cannot_say))
    return Outcome.INDETERMINATE if unknown else Outcome.FAILED


def trust_in(
    mechanism: Mechanism,
    opened: Opened,
    asked: Circumstances,
    checks: Sequence[CheckResult],
    said: Mapping[str, Any],
) -> Trust:
    """Who vouches for the issuer, and why its name is to be believed: what the mechanism
    knows, then its identity."""
    found = registered.trust_of(opened, asked, checks, said)
    own = mechanism.grounds(opened, asked, checks)
    certified = any(ground.kind == "certificate" for ground in own)
    return replace(
        found,
        grounds=(*own, *grounds.of_identity(found, asked.registry, checks, certified=certified)),
    )


def described(
    opened: Opened, asked: Circumstances, checks: Sequence[CheckResult]
) -> Mapping[str, bytes]:
    """The pinned documents to read from: only when the step about them passed."""
    if not any(check.id == "resources" and check.outcome is Outcome.PASSED for check in checks):
        return {}
    found = common.pinned(opened.document, asked)
    return {name: data for name, data in found.items() if data is not None}


def credential_if(
    verdict: Verdict, data: bytes, document: Json, asked: Circumstances, issuer: str
) -> VerifiedCredential | None:
    """The credential in `data`, once every check of it has passed."""
    if verdict is not Verdict.VALID:
        return None
    return VerifiedCredential(data, document, asked.at, issuer)
