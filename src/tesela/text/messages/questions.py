"""The questions that only people can answer."""

from tesela.text.messages import Message

MESSAGES = {
    "question.quality_fits": Message(
        "Does the quality assurance fit the size and kind of this offer?",
        "Look at who checks what, and how often.",
    ),
    "question.review_changed": Message(
        "Did the last review change anything?",
        "Look at what was found, and at what was done about it.",
    ),
    "question.results_clear": Message(
        "Can learners understand the results of the quality assurance?",
        "Read them as a learner would.",
    ),
    "question.level_right": Message(
        "Are the outcomes really at the level that is stated?",
        "Compare them with the level's own description and choose the best fit.",
    ),
    "question.honest": Message(
        "Is the description honest?",
        "Compare it with what really happens in the course and the assessment.",
    ),
    "question.answers_need": Message(
        "Does it answer the need that it names?",
        "Ask the people who have the need.",
    ),
    "question.distinct": Message(
        "Is it clearly different from what there is already?",
        "Compare it with similar offers nearby.",
    ),
    "question.valid": Message(
        "Does the assessment show what the outcomes say?",
        "Look at the tasks beside the outcomes.",
    ),
    "question.reliable": Message(
        "Would another assessor come to the same result?",
        "Look at how assessors are prepared, and at results that were marked twice.",
    ),
    "question.criteria_clear": Message(
        "Do learners understand what is enough?",
        "Ask a few learners to say the criteria in their own words.",
    ),
    "question.builds": Message(
        "Do the outcomes build on one another in a way that makes sense?",
        "Read them in the order in which they are learnt.",
    ),
    "question.signals": Message(
        "Would a reader who is no expert understand what it shows?",
        "Ask an employer from outside the field.",
    ),
    "question.sharing": Message(
        "Is it easy in practice to share it?",
        "Watch a learner receive and share one.",
    ),
    "question.suits": Message(
        "Does it suit the people it is made for?",
        "Ask them, and look at who drops out.",
    ),
    "question.reaches": Message(
        "Does the information reach the people it should?",
        "Look at who enrols, and ask where they heard of it.",
    ),
    "question.judged_not_met": Message(
        "{reviewer} judged on {date} that this is not met (question {question}).",
        "Mend what the reviewer names and ask for a new judgement.",
    ),
}
