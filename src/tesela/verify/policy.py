"""From checks to a verdict: a policy that people can read.

Authenticity: every check counts alike. One that failed makes the credential
invalid, whatever could not be established besides; else one that could not be
established leaves it indeterminate. Trust in the issuer is another question
and has no part in it.
"""

from collections.abc import Iterable

from tesela.model.report import CheckResult, Outcome, Verdict


def authenticity(checks: Iterable[CheckResult]) -> Verdict:
    """The verdict on `checks`; no checks at all establish nothing."""
    outcomes = [check.outcome for check in checks]
    if Outcome.FAILED in outcomes:
        return Verdict.INVALID
    if Outcome.INDETERMINATE in outcomes or not outcomes:
        return Verdict.INDETERMINATE
    return Verdict.VALID
