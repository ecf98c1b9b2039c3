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
    "work.awards": Message("See these awards"),
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
    "work.column.advice": Message("What to do"),
    "work.column.award": Message("Award"),
    "work.not_as_recorded": Message(
        "The credential of {award} does not say what was recorded ({part}). It was not kept.",
        "Please tell whoever runs this service.",
    ),
    # States of mails
    "awards.mail.waiting": Message("Waiting"),
    "awards.mail.sending": Message("Being sent"),
    "awards.mail.sent": Message("Sent"),
    "awards.mail.failed": Message("Refused"),
    "awards.mail.bounced": Message("Came back"),
    "awards.mail.called_off": Message("Not sent"),
    "awards.mail.none": Message("No mail"),
    "awards.mail.nowhere": Message("No e-mail address"),
    "awards.mail.problem": Message("The mail to {to} did not arrive."),
    # The list
    "awards.title": Message("Awards"),
    "awards.asked": Message(
        "A colleague wants to withdraw {count} award and needs your agreement.",
        plural="A colleague wants to withdraw {count} awards and needs your agreement.",
    ),
    "awards.filter": Message("Find awards"),
    "awards.filter.q": Message("Name or e-mail"),
    "awards.filter.of": Message("What was earned"),
    "awards.filter.state": Message("State"),
    "awards.filter.state.active": Message("Valid"),
    "awards.filter.state.suspended": Message("Suspended"),
    "awards.filter.state.withdrawn": Message("Withdrawn"),
    "awards.filter.state.superseded": Message("Replaced by a correction"),
    "awards.filter.opened": Message("Opened by the learner"),
    "awards.filter.opened.yes": Message("Opened"),
    "awards.filter.opened.no": Message("Not opened yet"),
    "awards.filter.mail": Message("Mail"),
    "awards.filter.mail.problem": Message("Did not arrive"),
    "awards.filter.mail.nowhere": Message("No e-mail address"),
    "awards.filter.batch": Message("Class"),
    "awards.filter.any": Message("All"),
    "awards.filter.more": Message("More"),
    "awards.filter.go": Message("Find"),
    "awards.filter.all": Message("Show all"),
    "awards.class": Message("{name}, {day}"),
    "awards.class.pasted": Message("Pasted list, {day}"),
    "awards.found": Message("{count} award", plural="{count} awards"),
    "awards.found.most": Message(
        "More than {most} awards. These are the newest; search to find others."
    ),
    "awards.caption": Message("Awards, newest first"),
    "awards.tick": Message("Choose"),
    "awards.tick.one": Message("Choose {name}"),
    "awards.learner": Message("Learner"),
    "awards.achievement": Message("What was earned"),
    "awards.awarded_on": Message("Awarded on"),
    "awards.state": Message("State"),
    "awards.state.active": Message("Valid"),
    "awards.state.suspended": Message("Suspended"),
    "awards.state.withdrawn": Message("Withdrawn"),
    "awards.state.superseded": Message("Replaced"),
    "awards.opened": Message("opened"),
    "awards.mail": Message("Mail"),
    "awards.none": Message("Nothing has been awarded yet."),
    "awards.none_found": Message("No award fits. Try fewer words or “All”."),
    "awards.back": Message("All awards"),
    # One award
    "awards.one": Message("Award to {name}"),
    "awards.reason.given": Message("Reason: {reason}"),
    "awards.later": Message("A corrected award has taken its place."),
    "awards.earlier": Message("It corrects an earlier award."),
    "awards.facts": Message("What it says"),
    "awards.grade": Message("Grade"),
    "awards.valid_until": Message("Valid until"),
    "awards.email": Message("E-mail"),
    "awards.contact": Message("Other contact"),
    "awards.of_class": Message("Class"),
    "awards.number": Message("Award number"),
    "awards.do": Message("What you can do"),
    "awards.files": Message("Files"),
    "awards.mails": Message("Mails"),
    "awards.mails.caption": Message("Mails about this award"),
    "awards.mails.none": Message("No mail was sent."),
    "awards.mails.kind": Message("Mail"),
    "awards.mails.to": Message("To"),
    "awards.mails.when": Message("When"),
    "awards.mails.state": Message("State"),
    "awards.mails.answer": Message("(answer {answer})"),
    "awards.mails.award": Message("Award"),
    "awards.mails.reminder": Message("Reminder"),
    "awards.mails.correction": Message("Correction"),
    "awards.mails.withdrawal": Message("Withdrawal"),
    "awards.history": Message("History"),
    "awards.history.issued": Message("Issued"),
    "awards.history.suspended": Message("Suspended"),
    "awards.history.reinstated": Message("Valid again"),
    "awards.history.withdrawn": Message("Withdrawn"),
    "awards.history.superseded": Message("Replaced by a correction"),
    "awards.history.opened": Message("Opened by the learner"),
    "awards.history.saved": Message("Saved by the learner"),
    # Sending again
    "awards.send": Message("Send the link again"),
    "awards.send.other": Message("Use another address"),
    "awards.send.intro": Message("The learner gets a mail with the link once more."),
    "awards.send.email": Message("E-mail address"),
    "awards.send.email.hint": Message("It becomes the learner’s address for later mails too."),
    "awards.send.go": Message("Send"),
    "awards.sent_again": Message("The mail will be sent within a few minutes."),
    # Suspending
    "awards.suspend": Message("Suspend this award"),
    "awards.suspend.intro": Message(
        "Whoever checks it sees that it does not count for now. You can end this at any time."
    ),
    "awards.suspend.go": Message("Suspend"),
    "awards.suspended": Message("The award is suspended."),
    "awards.reinstate": Message("End the suspension"),
    "awards.reinstated": Message("The award is valid again."),
    "awards.reason.reason": Message("Reason"),
    "awards.reason.reason.hint": Message(
        "In your own words. The learner can read it, so name no other person."
    ),
    "awards.reason.notify": Message("Tell the learners by mail"),
    # Correcting
    "awards.correct": Message("Correct this award"),
    "awards.correct.intro": Message(
        "A corrected award takes the place of this one, which is withdrawn. The learner gets a mail."
    ),
    "awards.correct.given_name": Message("Given name"),
    "awards.correct.family_name": Message("Family name"),
    "awards.correct.full_name": Message("Full name, as it is printed"),
    "awards.correct.grade": Message("Grade"),
    "awards.correct.award_date": Message("Awarded on"),
    "awards.correct.assessed_on": Message("Assessed on"),
    "awards.correct.valid_until": Message("Valid until"),
    "awards.correct.go": Message("Issue the corrected award"),
    "awards.corrected": Message("This is the corrected award. The earlier one no longer counts."),
    "awards.correct_by_list": Message(
        "Here a second person approves whatever is issued, corrections too.",
        "Hand over a class list with the corrected row; the second person then approves it.",
    ),
    "awards.unchanged": Message(
        "Nothing is different from before.", "Change what is wrong, or go back."
    ),
    # Withdrawing
    "awards.withdraw": Message("Withdraw this award"),
    "awards.withdraw.ticked": Message("Withdraw the chosen awards"),
    "awards.withdraw.found": Message(
        "Withdraw the {count} award found", plural="Withdraw all {count} awards found"
    ),
    "awards.withdraw.list": Message("Withdraw awards from a list"),
    "awards.list.title": Message("Withdraw awards from a list"),
    "awards.list.intro": Message("Before anything happens, you see which awards are meant."),
    "awards.list.lines": Message("List"),
    "awards.list.lines.hint": Message(
        "One line for each: the award number, or the learner’s e-mail address or identifier."
    ),
    "awards.list.file": Message("Or a file"),
    "awards.list.file.hint": Message("Text or CSV, such as the result file of a class."),
    "awards.list.of": Message("What was earned"),
    "awards.list.of.hint": Message("Needed where a line is not an award number."),
    "awards.list.of.none": Message("The list has award numbers only"),
    "awards.list.of_what": Message(
        "Some lines are not award numbers.", "Choose what these learners had earned."
    ),
    "awards.list.nothing": Message("The list is empty.", "Paste a list or choose a file."),
    "awards.list.none_ticked": Message(
        "No award was chosen.", "Go back and choose some, or paste a list here."
    ),
    "awards.list.too_many": Message("At most {most} lines can be taken.", "Split the list."),
    "awards.list.too_large": Message("The file is too large.", "Split the list."),
    "awards.list.unreadable": Message(
        "The file is not readable text.", "Save it as CSV (UTF-8), or paste the list."
    ),
    "awards.withdrawal": Message("Withdraw {count} award", plural="Withdraw {count} awards"),
    "awards.withdrawal.check": Message(
        "Check before you withdraw {count} award",
        plural="Check before you withdraw {count} awards",
    ),
    "awards.withdrawal.empty": Message("No award that still counts was named"),
    "awards.withdrawal.final": Message("Withdrawing is final: it cannot be undone."),
    "awards.withdrawal.second": Message("A second person must agree."),
    "awards.withdrawal.count": Message("Awards"),
    "awards.withdrawal.mail": Message("Mail to the learners"),
    "awards.withdrawal.decided": Message("Decided"),
    "awards.withdrawal.unknown": Message(
        "{count} line names no award that still counts",
        plural="{count} lines name no award that still counts",
    ),
    "awards.withdrawal.which": Message("These awards"),
    "awards.withdrawal.go": Message("Withdraw {count} award", plural="Withdraw {count} awards"),
    "awards.withdrawal.ask": Message("Ask a second person"),
    "awards.withdrawal.drop": Message("Do not withdraw"),
    "awards.withdrawal.done": Message("{count} award withdrawn", plural="{count} awards withdrawn"),
    "awards.withdrawal.done.text": Message("Whoever checks sees it from now on."),
    "awards.withdrawal.asked": Message("A second person must agree"),
    "awards.withdrawal.asked.mine": Message(
        "Nothing is withdrawn yet. Colleagues see your request on the page “Awards”."
    ),
    "awards.withdrawal.asked.yours": Message("{name} wants to withdraw the awards below."),
    "awards.withdrawal.dropped": Message("Nothing was withdrawn"),
    "awards.decided": Message("This was decided already.", "Look at the awards again."),
    "awards.second_person": Message(
        "A second person must agree.", "Ask a colleague who may withdraw awards."
    ),
    "awards.not_here": Message(
        "An award is not there any more.", "Nothing was changed. Begin again from the list."
    ),
    "awards.not_active": Message(
        "This award no longer counts, so this cannot be done.", "Look at the award again."
    ),
    "awards.not_suspended": Message("This award is not suspended.", "Look at the award again."),
    "awards.bounce.unreadable": Message("This is no notification about a mail."),
    # Letters
    "awards.letters": Message("Letters for learners without e-mail"),
    "awards.letter": Message("Print a letter"),
    "awards.letters.intro": Message(
        "Each letter says how to open the award with a code, without an account."
    ),
    "awards.letters.class": Message("Class"),
    "awards.letters.whom": Message("For whom"),
    "awards.letters.whom.nowhere": Message(
        "{count} learner without an e-mail address",
        plural="{count} learners without an e-mail address",
    ),
    "awards.letters.whom.all": Message(
        "Everyone: {count} learner", plural="Everyone: {count} learners"
    ),
    "awards.letters.one": Message("A letter for {name}."),
    "awards.letters.warning": Message(
        "Whoever has a letter can open the award. That you made letters is written down."
    ),
    "awards.letters.go": Message("Make the letters (PDF)"),
    "awards.letters.part": Message("Letters {first} to {last} (PDF)"),
    "awards.letters.none": Message(
        "There is nobody to write a letter to.", "Choose another class, or everyone."
    ),
    "awards.letters.no_class": Message("No class has been issued yet."),
    "awards.letter.first": Message(
        "{organisation} has awarded you this micro-credential. It says what you can do."
    ),
    "awards.letter.how": Message("How to open it"),
    "awards.letter.go": Message("Go to this address on a computer or phone:"),
    "awards.letter.type": Message("Type this code:"),
    "awards.letter.spelling": Message("Capital or small letters, both are fine."),
    "awards.letter.picture": Message("QR code: opens your credential"),
    "awards.letter.camera": Message("Or point the camera of a phone at this picture."),
    "awards.letter.no_account": Message("You need no account and no app."),
    "awards.letter.keep": Message(
        "Keep this letter safe: whoever has the code can open your credential."
    ),
    "awards.letter.ask": Message("Questions? {organisation} will help you: {email}"),
    "awards.letter.ask.nowhere": Message("Questions? {organisation} will help you."),
    # The log
    "act.withdrawal.asked": Message("A second person was asked to agree to a withdrawal"),
    "act.withdrawal.dropped": Message("A withdrawal was given up"),
    "act.letters.printed": Message("Letters with codes were made"),
}
