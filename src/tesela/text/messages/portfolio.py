"""What a learner's pages say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # The parts of a credential
    "portfolio.part.learner": Message("My name"),
    "portfolio.part.birth": Message("My date of birth"),
    "portfolio.part.awarded_on": Message("When I earned it"),
    "portfolio.part.outcomes": Message("What I can do"),
    "portfolio.part.grade": Message("My grade"),
    "portfolio.part.workload": Message("How much work it was"),
    "portfolio.part.level": Message("Its level"),
    "portfolio.part.assessment": Message("How it was checked"),
    "portfolio.part.quality": Message("Who watches over its quality"),
    "portfolio.part.evidence": Message("What was written about me, and my work"),
    "portfolio.part.offer": Message("More about the course"),
}
