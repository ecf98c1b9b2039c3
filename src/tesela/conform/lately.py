"""What was found of a description lately: of a class, all credentials say the same of it.

Credentials of one edition are read as one and the same object (`formats.elm.read_credential`), and the
rules about achievements are functions of that object and of what is known besides. So a batch asks
them once.

1. An achievement is known by being the very object, not by its name: nothing that was changed is taken
   for what it was.
2. What is known has to be equal. With a report, or descriptions to follow, it is not
   compared, and the rules are asked: reports differ for each credential, and a mapping may change.
3. The few that were asked for last are kept.
"""

from collections import deque
from typing import NamedTuple

from tesela.conform.description import ask_rules, stated_elements, stated_principles, with_profile
from tesela.conform.engine import Ran
from tesela.conform.known import Known
from tesela.conform.questions import ask
from tesela.model.achievement import Achievement
from tesela.model.findings import Finding


class Of(NamedTuple):
    """What the checker says of an achievement that stands in a credential."""

    ran: Ran
    questions: tuple[Finding, ...]
    elements: frozenset[int]
    principles: frozenset[int]


class _Asked(NamedTuple):
    achievement: Achievement
    known: Known
    answer: Of


_ASKED: deque[_Asked] = deque(maxlen=8)


def found_of(achievement: Achievement, known: Known) -> Of:
    """What the rules and questions for received credentials find of `achievement`."""
    if known.report is not None or known.achievements_by_id is not None:  # 2
        return _found_now(achievement, known)
    for asked in tuple(_ASKED):
        if asked.achievement is achievement and asked.known == known:
            return asked.answer
    answer = _found_now(achievement, known)
    _ASKED.append(_Asked(achievement, known, answer))
    return answer


def _found_now(achievement: Achievement, known: Known) -> Of:
    return Of(
        ask_rules(achievement, known),
        tuple(ask(achievement, with_profile(known, achievement.issuer.country))),
        stated_elements(achievement),
        stated_principles(achievement),
    )
