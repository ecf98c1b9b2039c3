"""What the pages and mails about awards say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # Mails
    "awards.mail.hello": Message("Hello {name},"),
    "awards.mail.award.subject": Message("Your credential: {title}"),
    "awards.mail.award": Message("{organisation} has awarded you this micro-credential:"),
    "awards.mail.reminder.subject": Message("Your credential is waiting: {title}"),
    "awards.mail.reminder": Message(
        "On {day}, {organisation} awarded you this micro-credential. You have not opened it yet:"
    ),
    "awards.mail.correction.subject": Message("Corrected: {title}"),
    "awards.mail.correction": Message(
        "{organisation} has corrected your micro-credential. Use this one from now on. The "
        "earlier one no longer counts:"
    ),
    "awards.mail.withdrawal.subject": Message("Withdrawn: {title}"),
    "awards.mail.withdrawal": Message(
        "{organisation} has withdrawn the micro-credential below. It no longer counts."
    ),
    "awards.mail.reason": Message("The reason: {reason}"),
    "awards.mail.can": Message("It says what you can do:"),
    "awards.mail.open": Message("Open it here:"),
    "awards.mail.still": Message("You can still read it here:"),
    "awards.mail.no_account": Message("You need no account and no app. The link opens it."),
    "awards.mail.there": Message(
        "There you can read it, save it, print it, and show it to other people."
    ),
    "awards.mail.keep": Message("Keep the link safe: whoever has it can open your credential."),
    "awards.mail.questions": Message("Questions? Answer this mail, or write to {email}."),
    "awards.mail.questions.nowhere": Message("Questions? Ask {organisation}."),
    # Making the awards of a class
    "work.command": Message("Make awards and send mails: the background workers of the service."),
    "work.option.processes": Message("Processes that work."),
    "work.working": Message("Working; end with Ctrl-C."),
    "work.withdrawn": Message(
        "This award was made before, and withdrawn.",
        "To award it again, change the row, for example its award date.",
    ),
    "work.waiting": Message("The awards are about to be made."),
    "work.made": Message("{made} of {good} made."),
    "work.finished": Message(
        "Finished: {count} award made.", plural="Finished: {count} awards made."
    ),
    "work.mails_waiting": Message(
        "{count} mail is still to be sent.", plural="{count} mails are still to be sent."
    ),
    "work.still": Message(
        "Nothing has happened for some minutes.",
        "Nothing is lost. If it stays so, tell whoever runs this service.",
    ),
    "work.reload": Message("Look again"),
    "work.count.issued": Message("Awards made"),
    "work.count.open": Message("Still to be made"),
    "work.count.unchanged": Message("Awarded before"),
    "work.count.refused": Message("Rows with problems"),
    "work.count.left_out": Message("Left out"),
    "work.count.mails_sent": Message("Mails sent"),
    "work.count.mails_failed": Message("Mails that did not arrive"),
    "work.count.without_mail": Message("Awards without a mail"),
    "work.report": Message("Save the result of each row (CSV)"),
    "work.report.json": Message("Save it for programs (JSON)"),
    "work.left_out": Message("The row was left out."),
    "work.row.issued": Message("Issued"),
    "work.row.unchanged": Message("Awarded before"),
    "work.row.refused": Message("Not issued"),
    "work.row.left_out": Message("Left out"),
    "work.column.row": Message("Row"),
    "work.column.result": Message("Result"),
    "work.column.problem": Message("Problem"),
    "work.column.fix": Message("What to do"),
    "work.column.award": Message("Award"),
    "work.not_as_recorded": Message(
        "The credential of {award} does not say what was recorded ({part}). It was not kept.",
        "Please tell whoever runs this service.",
    ),
}
