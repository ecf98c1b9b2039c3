"""What the pages for asking and answering say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # Asking
    "asks.ask": Message("Ask to be shown credentials"),
    "asks.ask.intro": Message(
        "You get a link to give to people. They choose what to show you, and you see whether it "
        "is genuine. Nobody needs an account."
    ),
    "asks.form.asker": Message("Who asks"),
    "asks.form.asker.hint": Message("Your name and your organisation, as people know you."),
    "asks.form.purpose": Message("What it is for"),
    "asks.form.purpose.hint": Message("For example: a place in our care team in Galway."),
    "asks.form.wanted": Message("What you want to see"),
    "asks.form.wanted.hint": Message("One thing on each line, 10 at most. For example: Hygiene"),
    "asks.form.written_in": Message("Language you have written in"),
    "asks.form.ends_on": Message("Last day"),
    "asks.form.ends_on.hint": Message(
        "At most 90 days from today. After this day all answers are deleted."
    ),
    "asks.form.send": Message("Make the links"),
    "asks.too_many_wanted": Message(
        "These are more than {maximum} things.", "Ask for the most important ones."
    ),
    "asks.wanted_too_long": Message(
        "A line is longer than {maximum} characters.", "Write it in a few words."
    ),
    "asks.ends_on": Message(
        "This day is in the past or more than {maximum} days away.", "Choose a day in between."
    ),
    "asks.too_often": Message("Too many requests in one minute.", "Wait a minute, then try again."),
    "asks.links": Message("Your two links"),
    "asks.links.give": Message("1. To give to people"),
    "asks.links.give.text": Message("Whoever has this link can answer. It shows nobody’s answers."),
    "asks.links.keep": Message("2. To keep for yourself"),
    "asks.links.keep.text": Message(
        "This link opens the answers. Nobody can tell it to you again, so save it now, and give it "
        "only to those who decide."
    ),
    "asks.links.results": Message("Go to the answers"),
    "asks.links.see": Message("See what people will see"),
    # Answers
    "asks.results": Message("Answers"),
    "asks.results.of": Message("{count} answer", plural="{count} answers"),
    "asks.results.none": Message("Nobody has answered yet. Come back to this page later."),
    "asks.results.caption": Message("Checked at this moment"),
    "asks.results.name": Message("Name"),
    "asks.results.number": Message("Answer {number}"),
    "asks.results.further": Message("Also shown"),
    "asks.results.nothing": Message("nothing"),
    "asks.results.unchecked": Message("Not checked on this page"),
    "asks.results.details": Message("Details: {name}"),
    "asks.results.until": Message("Until {day}. Then everything is deleted."),
    "asks.results.csv": Message("Save as a table (CSV)"),
    "asks.results.own_words": Message(
        "Names, and what a credential is shown for, are the people’s own words."
    ),
    "asks.results.end": Message("End this and delete all answers"),
    "asks.results.back": Message("All answers"),
    "asks.meets": Message("Shown for"),
    "asks.issuer": Message("Issued by"),
    "asks.nothing_more": Message("Nothing more of it is shown."),
    "asks.hidden": Message(
        "The learner chose these parts. This service checked the whole credential."
    ),
    "asks.end": Message("End this and delete all answers?"),
    "asks.end.text": Message("This cannot be undone. Both links will stop working."),
    "asks.end.send": Message("End and delete"),
    "asks.ended": Message("This has ended."),
    "asks.ended.text": Message("All answers were deleted. If you need a new link, ask for one."),
    # Answering
    "asks.find": Message("Answer somebody who asks"),
    "asks.find.link": Message("The link that you were given"),
    "asks.no_ask": Message("This is not a link for answering.", "Copy the whole link once more."),
    "asks.asked": Message("{asker} asks you to show credentials"),
    "asks.asked.unchecked": Message(
        "Nobody has checked who asks. Answer only if you know where this link comes from."
    ),
    "asks.asked.purpose": Message("What it is for"),
    "asks.asked.wanted": Message("What you are asked to show"),
    "asks.asked.until": Message("Last day"),
    "asks.asked.deleted": Message(
        "{day}. Then everything is deleted; before that you can take your answer back."
    ),
    "asks.asked.begin": Message("Choose what to show"),
    "asks.asked.nothing": Message("Nothing is sent until you have seen it and agreed."),
    "asks.choosing": Message("What you show"),
    "asks.choosing.draft": Message("Not sent yet. What you choose here is kept for one day."),
    "asks.choosing.none": Message("You have not chosen anything yet."),
    "asks.choosing.change": Message("Change what is shown: {title}"),
    "asks.choosing.remove": Message("Remove: {title}"),
    "asks.choosing.meets_none": Message("Shown for nothing in particular"),
    "asks.choosing.add": Message("Add a credential"),
    "asks.choosing.continue": Message("See what leaves"),
    "asks.add.held": Message("From my credentials"),
    "asks.add.link": Message("Link or code of a credential"),
    "asks.add.link.hint": Message("The link from your e-mail, or the code from your letter."),
    "asks.add.file": Message("Or a credential in a file"),
    "asks.add.file.hint": Message("A credential file or PDF of at most 2 megabytes."),
    "asks.add.send": Message("Add"),
    "asks.nothing_chosen": Message("Nothing was chosen.", "Choose a credential to add."),
    "asks.file_too_large": Message(
        "The file is larger than 2 megabytes.", "Use the file with the credential alone."
    ),
    "asks.no_award": Message(
        "This is not the link or code of a credential.", "Copy the whole link once more."
    ),
    "asks.name.name": Message("How you want to be called there"),
    "asks.name.name.hint": Message("Without a name, only the number of your answer is shown."),
    "asks.one": Message("What to show of this credential"),
    "asks.item.meets": Message("What it is for"),
    "asks.item.parts": Message("What is shown"),
    "asks.item.parts.hint": Message(
        "The title, who issued it and whether it is genuine are always shown."
    ),
    "asks.look": Message("This is exactly what leaves"),
    "asks.look.who": Message("{asker} will see:"),
    "asks.look.send": Message("Send"),
    "asks.look.back": Message("Change something"),
    "asks.sent": Message("Your answer was sent"),
    "asks.sent.keep": Message("Keep this link. With it you can take your answer back:"),
    "asks.sent.take_back": Message("Take it back"),
    "asks.take_back": Message("Take your answer back?"),
    "asks.take_back.text": Message(
        "It is deleted at once. Whoever has seen it may remember or have copied it."
    ),
    "asks.taken_back": Message("Your answer was taken back"),
    "asks.taken_back.text": Message("It was deleted, and {asker} no longer sees it."),
    "asks.taken_back.again": Message("Answer once more"),
    "asks.full": Message("No more answers are taken here.", "Tell whoever asked you."),
    "asks.too_many": Message(
        "An answer holds at most {maximum} credentials.", "Remove one before you add another."
    ),
    "asks.fixed": Message("What was sent cannot be changed.", "Take it back and answer once more."),
    "asks.empty": Message("Your answer has no credential yet.", "Add one first."),
}
