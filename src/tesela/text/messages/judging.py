"""What the pages say on which people judge by principle, and what the gates refuse."""

from tesela.text.messages import Message

MESSAGES = {
    "design.principles": Message("The ten principles"),
    "design.principles.text": Message(
        "What was found, principle by principle, with the questions that only people can answer."
    ),
    "design.principles.see": Message("See it by principle"),
    "design.principles.intro": Message(
        "The Recommendation names ten principles. For each you see how far this description is, "
        "what is to be mended, and what people have to judge."
    ),
    "design.principles.unfit": Message(
        "Something in the description has the wrong form. Mend it first; then the principles are "
        "looked at."
    ),
    "design.principles.nothing": Message("Nothing was found."),
    "design.judge": Message("Judge"),
    "design.judge.this": Message("Judge: {question}"),
    "design.judge.again": Message("Judge again: {question}"),
    "design.judge.look": Message("What to look at"),
    "design.judge.result": Message("Your judgement"),
    "design.judge.result.met": Message("Met"),
    "design.judge.result.not-met": Message("Not met"),
    "design.judge.result.not-applicable": Message("Not applicable"),
    "design.judge.note": Message("Why?"),
    "design.judge.note.hint": Message(
        "What you looked at, and what you saw. Name nobody. Needed unless it is met."
    ),
    "design.judge.note.missing": Message("The reason is missing.", "Say in a sentence why."),
    "design.judge.text": Message(
        "Your judgement is kept with your name and the day. It holds for this version, for twelve "
        "months at most. When the description changes, the question is open again."
    ),
    "design.judge.do": Message("Record the judgement"),
    "design.judge.done": Message("The judgement is recorded."),
    "design.judge.changed": Message(
        "The description was changed while you were judging.",
        "Look at it again, then judge what it says now.",
    ),
    "design.judge.own": Message(
        "You wrote on this description, so another person has to judge it.",
        "Your organisation wants a second person to approve. Ask a colleague who did not write on it.",
    ),
    "design.judge.not_asked": Message(
        "This question is not asked of this description.",
        "Go back to the principles and choose another one.",
    ),
    "design.judged": Message("{result}: judged by {reviewer} on {day}. It holds until {until}."),
    "design.judged.open": Message("Open: nobody has judged it yet."),
    "design.judged.earlier": Message("Earlier judgements"),
    "design.judged.of": Message("{day}, version {version}: {result}, {reviewer}"),
    "design.blocked.heading": Message("This cannot be published yet"),
    "act.description.judged": Message("A question about a description was judged"),
    "act.class.held": Message(
        "A class was held back: its description has things that must be mended"
    ),
    "classes.blocked": Message(
        "Nothing can be issued for this achievement now: its description has things that must be "
        "mended.",
        "Mend them, publish a new version, and begin the class with that.",
    ),
    "classes.blocked.heading": Message("This cannot be issued now"),
    "classes.blocked.mend": Message("Go to the description"),
    "classes.held": Message(
        "The class was held back, and nothing was issued: its description has things that must be "
        "mended.",
        "Mend them, publish a new version, and begin the class with that.",
    ),
}
