"""The two answers that verifying gives: what a check established, and what a policy makes of it."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a check established."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    """Neither: something could not be found out."""


class Verdict(StrEnum):
    """What a policy makes of the checks."""

    VALID = "valid"
    INVALID = "invalid"
    INDETERMINATE = "indeterminate"
