"""What was handed in, told apart: a description or a credential, and what is found in it.

Council Recommendation 2022/C 243/02, Annexes I and II. The command line and
the web service take files alike; this is the one place where it is decided
what a file is:

    1. a PDF, picture, bundle or token, or JSON with what credentials have in it:
       a credential, in whatever carries it
    2. JSON-LD of the European Learning Model without a learner: a description
    3. anything else: an achievement description, in YAML or JSON

A description that does not fit its schema has findings too, one for each
misfit, so that whoever checks sees all of them at once. Class lists are read
in `issuing` and are not for here.
"""

from dataclasses import replace

from tesela.conform import RULESET, check
from tesela.conform.credential import check_credential
from tesela.conform.known import NOTHING_KNOWN, Known
from tesela.formats import elm
from tesela.model.description import DescriptionUnfitError, read_description
from tesela.model.findings import Finding, Findings, Severity
from tesela.verify.carriers import looks_like_credential

_SCHEMA_SOURCE = "tesela schema achievement"


def check_handed(data: bytes, name: str = "", known: Known = NOTHING_KNOWN) -> Findings:
    """What is found in a description or a credential; `name` is the file's.

    `known` is what the caller knows besides, above all the day of the check.

    Raises TeselaError when it is neither.
    """
    if _is_european_description(data):
        return _european_description(data, known)
    if is_credential(data):
        return check_credential(data, known)
    try:
        described = read_description(data, name)
    except DescriptionUnfitError as error:
        return Findings(RULESET, {"kind": "description"}, misfits(error))
    return check(described.achievement, described.places, known)


def is_credential(data: bytes) -> bool:
    """Whether it looks like a credential, and not like a description."""
    return looks_like_credential(data)


def _is_european_description(data: bytes) -> bool:
    kinds = (b'"LearningAchievementSpecification"', b'"Qualification"')
    return b'"credentialSubject"' not in data and any(kind in data for kind in kinds)


def _european_description(data: bytes, known: Known) -> Findings:
    """Findings stand at their places in the document. Raises TeselaError `elm.*`, `json.*`."""
    found = check(elm.described(data), known=known)
    placed = (replace(one, path=elm.place_in_description(one.path)) for one in found.findings)
    return replace(found, findings=tuple(placed))


def misfits(error: DescriptionUnfitError) -> tuple[Finding, ...]:
    """What does not fit the schema of descriptions, as findings that block."""
    return tuple(
        Finding(
            rule=misfit.problem.code,
            principle=None,
            element=None,
            severity=Severity.BLOCKS,
            path=misfit.path,
            problem=misfit.problem,
            source=_SCHEMA_SOURCE,
            line=misfit.line,
            column=misfit.column,
        )
        for misfit in error.misfits
    )
