"""Why should I trust this? Five questions, answered from a report in words.

| question | answered from |
|---|---|
| `issuer` who says so? | the signature, the grounds for the name, the awarding body |
| `vouching` who vouches for them, and for what? | a registry, quality evidence with its dates and scope, endorsements |
| `assessment` how was it assessed? | the parts, their criteria, which outcomes they cover |
| `identity` was the person's identity checked? | how each part was watched over; who presented it |
| `currency` is it still good? | withdrawal, and the four clocks |

Each is answered, not stated, or unproven: then the document has an answer and
nobody knows who wrote the document. Where the day of the award and today
differ, both are said. The verdict has no part in it: authenticity is one of
the things that are told, never a tick for trust.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from tesela.model.five_questions import assessment, currency, identity, issuer, vouching
from tesela.model.five_questions.reading import Read, read
from tesela.model.questions import IDS, Answer, Basis, State, Statement

if TYPE_CHECKING:
    from tesela.model.report import Report

__all__ = ["PARTS", "answers"]

_ANSWERS = {
    "issuer": issuer.answer,
    "vouching": vouching.answer,
    "assessment": assessment.answer,
    "identity": identity.answer,
    "currency": currency.answer,
}


PARTS = ("assessment", "quality", "awarded_on", "outcomes", "offer")
"""What a learner may keep back when showing a credential."""


def answers(report: "Report", kept_back: Collection[str] = ()) -> tuple[Answer, ...]:
    """The five answers, in the order of `IDS`, as of the moment of the report.

    Of the parts (`PARTS`) that are `kept_back` nothing is in them.
    """
    known = read(report, kept_back)
    return tuple(_answered(name, known, kept_back) for name in IDS)


def _answered(name: str, known: Read, kept_back: Collection[str]) -> Answer:
    if _RESTS_ON.get(name) in kept_back:
        hidden = Statement("questions.hidden", Basis.CHECKED)
        return Answer(name, State.NOT_STATED, (hidden,))
    return _weighed(_ANSWERS[name](known), known)


_RESTS_ON = {"assessment": "assessment", "identity": "assessment"}
"""Question → the part without which it has no answer."""


def _weighed(answer: Answer, known: Read) -> Answer:
    """An answer that rests on the document alone is unproven where nobody knows who wrote it."""
    rests = answer.id in _FROM_DOCUMENT and answer.state is State.ANSWERED
    vouched = any(one.basis is Basis.VOUCHED for one in answer.said)
    if known.signed or vouched or not rests:
        return answer
    return Answer(answer.id, State.UNPROVEN, answer.said, answer.evidence)


_FROM_DOCUMENT = ("vouching", "assessment", "identity")
"""Questions whose answers rest on what the document says."""
