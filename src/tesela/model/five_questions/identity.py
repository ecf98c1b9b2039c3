"""Was the person's identity checked? When they were assessed, and when this was handed over."""

from collections.abc import Iterator

from tesela.model.five_questions.reading import Read, of_problem
from tesela.model.outcome import Outcome
from tesela.model.questions import Answer, Basis, State, Statement, Term, Value

VERIFIED = (
    "unsupervised-with-identity-verification",
    "supervised-with-identity-verification",
)
"""Values of the list `supervision` (element 13) by which identity was verified."""


def answer(known: Read) -> Answer:
    """Element 13, and whether whoever presented it has shown that it is theirs."""
    parts = known.achievement.assessment if known.achievement else ()
    watched = [part.supervision for part in parts]
    evidence = tuple(
        Statement(
            "questions.identity.part",
            Basis.STATED,
            {
                "kind": part.title or Term("assessment-type", part.type),
                "supervision": Term("supervision", part.supervision),
            },
        )
        for part in parts
        if part.supervision
    )
    state = State.ANSWERED if any(watched) else State.NOT_STATED
    said = (_checked(watched), *_handed_over(known))
    return Answer("identity", state, said, evidence)


def _checked(watched: list[str | None]) -> Statement:
    stated = [value for value in watched if value]
    verified = sum(value in VERIFIED for value in stated)
    if not stated:
        return Statement("questions.identity.not_stated", Basis.CHECKED)
    if verified == len(watched):
        return Statement("questions.identity.checked", Basis.STATED, outcome=Outcome.PASSED)
    if verified:
        data: dict[str, Value] = {"total": len(watched)}
        return Statement(
            "questions.identity.some", Basis.STATED, data, verified, Outcome.INDETERMINATE
        )
    code = "questions.identity.unchecked"
    return Statement(code, Basis.STATED, outcome=Outcome.INDETERMINATE)


def _handed_over(known: Read) -> Iterator[Statement]:
    """Who presents it: a wallet that answered for it, or anybody who has the file."""
    bound = known.check("key-binding") or known.check("presentation-proof")
    if bound and bound.outcome is Outcome.PASSED:
        yield of_problem(bound.problem, Basis.CHECKED, bound.outcome)
    else:
        yield Statement("questions.identity.bearer", Basis.CHECKED)
