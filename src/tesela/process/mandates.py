"""The life of a mandate, as a pure state machine: it needs both, and either ends it.

    offered ──► in force ──► ended
      ├───────► declined
      └───────► taken back

The mandator offers, the mandatary accepts: nobody acts for others without their
word, and nobody is made to. From then on either ends it alone, at once, and says
why. What lapses needs no act: the date says it. What a chain of mandates allows
is decided in `tesela.model.mandate`, which `verify` asks too.

`TRANSITIONS` is the whole of what may follow what. A step that may not be taken
raises TeselaError (`mandate.step`, `mandate.only_mandator`,
`mandate.only_mandatary`, `mandate.conflict`, `mandate.no_reason`) and changes
nothing. There is no clock here.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from tesela.text.errors import TeselaError


class State(StrEnum):
    """Where a mandate stands; `mandate.state.<value>` in the catalogue."""

    OFFERED = "offered"
    IN_FORCE = "in_force"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    ENDED = "ended"


class Side(StrEnum):
    """For whom somebody acts."""

    MANDATOR = "mandator"
    MANDATARY = "mandatary"


class Transition(NamedTuple):
    """A line of the table."""

    act: str
    by: frozenset[Side]
    leaves: State
    enters: State
    says_why: bool = False


_GIVES, _TAKES = frozenset({Side.MANDATOR}), frozenset({Side.MANDATARY})
TRANSITIONS = {
    one.act: one
    for one in (
        Transition("accept", _TAKES, State.OFFERED, State.IN_FORCE),
        Transition("decline", _TAKES, State.OFFERED, State.DECLINED, says_why=True),
        Transition("take_back", _GIVES, State.OFFERED, State.TAKEN_BACK),
        Transition("end", _GIVES | _TAKES, State.IN_FORCE, State.ENDED, says_why=True),
    )
}


def moved(
    state: State,
    act: str,
    *,
    by: Side,
    belongs_to: Collection[Side],
    reason: str = "",
) -> State:
    """The state after `act`, done for the side `by` by somebody who belongs to `belongs_to`.

    Whoever belongs to both accepts nothing: one person is not two who agree.
    """
    step = TRANSITIONS[act]
    if by not in step.by:
        raise TeselaError(f"mandate.only_{next(iter(step.by))}")
    if state is not step.leaves:
        raise TeselaError("mandate.step")
    if act == "accept" and len(set(belongs_to)) > 1:
        raise TeselaError("mandate.conflict")
    if step.says_why and not reason.strip():
        raise TeselaError("mandate.no_reason")
    return step.enters
