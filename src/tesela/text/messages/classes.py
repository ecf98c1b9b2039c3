"""What the pages for issuing to a class say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "classes.home": Message("Issue to a class"),
    "classes.back": Message("All classes"),
    "classes.so_far": Message("Classes so far"),
    "classes.count": Message("{count} class", plural="{count} classes"),
    "classes.learners": Message("{count} learner", plural="{count} learners"),
    "classes.version": Message("version {version}"),
    "classes.rows.good": Message("{count} award", plural="{count} awards"),
    "classes.rows.refused": Message("{count} with problems", plural="{count} with problems"),
    "classes.no_editions": Message(
        "Before you can issue anything, describe what can be earned and publish it."
    ),
    "classes.describe": Message("Describe what can be earned"),
    "classes.start.edition": Message("What did they earn?"),
    "classes.start.none": Message("Nothing is chosen.", "Choose what the class has earned."),
    "classes.cohorts": Message("Saved lists"),
    "classes.cohort.delete": Message("Delete the list “{name}”"),
    "classes.cohort.delete.text": Message("Awards that were made from it stay as they are."),
    # Handing over a list
    "classes.list": Message("Who has earned it?"),
    "classes.list.intro": Message(
        "One row for each learner, with the names of the columns in the first row: "
        "given name, family name, e-mail."
    ),
    "classes.sample": Message("Save a sample file"),
    "classes.earlier_certificates": Message("Certificates from an old register"),
    "classes.earlier_certificates.columns": Message(
        "The list needs the columns certificate number, name and award date. Country, language,"
        " e-mail and grade may stand beside them."
    ),
    "classes.earlier_certificates.days": Message(
        "The award date is the day on the old certificate. The new credential states that day, and"
        " the day on which it is issued."
    ),
    "classes.earlier_certificates.once": Message(
        "Each certificate number is taken once in your organisation. A number that is in your"
        " register already is refused."
    ),
    "classes.earlier_certificates.edition": Message(
        "The credential says that it was taken over from an earlier record. Choose a description"
        " that fits what people had to show at that time."
    ),
    "classes.earlier_certificates.sample": Message("An empty list for old certificates"),
    "classes.list.pasted": Message("Paste the rows from your spreadsheet"),
    "classes.list.pasted.hint": Message("Mark the cells there, copy them, and paste them here."),
    "classes.list.upload": Message("Or choose a file"),
    "classes.list.upload.hint": Message("Excel (XLSX), ODS or CSV, up to 20 MB."),
    "classes.list.cohort": Message("Or take a saved list"),
    "classes.list.cohort.none": Message("None"),
    "classes.pasted": Message("Pasted list"),
    "classes.nothing": Message("There is no list yet.", "Paste the rows, or choose a file."),
    "classes.several": Message("There is more than one list.", "Hand over one of them only."),
    "classes.pasted_too_long": Message(
        "This is too much to paste.", "Save it as a file and choose the file."
    ),
    "classes.replace": Message("Hand over a corrected list"),
    "classes.replace.intro": Message("It takes the place of the present one, with all its rows."),
    # Asking
    "classes.ask.encoding": Message("Which names are right?"),
    "classes.ask.intro": Message("The file does not say how its letters are written."),
    "classes.ask.reading": Message("Reading {number}"),
    "classes.ask.none": Message("Nothing is chosen.", "Choose the reading with the right letters."),
    "classes.ask.neither": Message("None of them: throw the list away"),
    "classes.columns": Message("What is in the columns?"),
    "classes.columns.intro": Message(
        "The list does not say it in a way that is understood. Below each column stand its "
        "first cells."
    ),
    "classes.columns.column": Message("Column {number}"),
    "classes.columns.other": Message("Something else"),
    "classes.columns.heading": Message("The first row holds the names of the columns"),
    "classes.field.given_name": Message("Given name"),
    "classes.field.family_name": Message("Family name"),
    "classes.field.full_name": Message("Full name"),
    "classes.field.email": Message("E-mail"),
    "classes.field.contact": Message("Other contact"),
    "classes.field.date_of_birth": Message("Date of birth"),
    "classes.field.award_date": Message("Award date"),
    "classes.field.awarded_on": Message("Award date"),
    "classes.field.assessed_on": Message("Assessed on"),
    "classes.field.valid_until": Message("Valid until"),
    "classes.field.grade": Message("Grade"),
    "classes.field.language": Message("Language"),
    "classes.field.identifier": Message("Identifier, such as a student number"),
    "classes.field.certificate_number": Message("Number of an earlier certificate"),
    "classes.field.certificate_country": Message("Country of the earlier certificate"),
    "classes.field.evidence": Message("Evidence (web address)"),
    "classes.field.narrative": Message("What the evidence shows"),
    "classes.field.workload_hours": Message("Hours of work"),
    "classes.field.ects_credits": Message("ECTS credits"),
    "classes.field.route": Message("Way to the award"),
    # Mending
    "classes.problems": Message("{count} row with problems", plural="{count} rows with problems"),
    "classes.problems.caption": Message("Problems, row by row"),
    "classes.figures.all": Message("Rows in the list"),
    "classes.figures.good": Message("Good"),
    "classes.figures.refused": Message("With problems"),
    "classes.figures.left_out": Message("Left out"),
    "classes.mend_first": Message("Mend the first problem"),
    "classes.issue_good": Message(
        "Issue the {count} good row", plural="Issue the {count} good rows"
    ),
    "classes.notices": Message(
        "{count} remark about the list", plural="{count} remarks about the list"
    ),
    "classes.row": Message("Row"),
    "classes.column": Message("Column"),
    "classes.wrong": Message("What is wrong"),
    "classes.what_to_do": Message("What to do"),
    "classes.whole_row": Message("The whole row"),
    "classes.ways": Message("Other ways"),
    "classes.all_rows": Message("All rows"),
    "classes.download": Message("Save the list as it is now"),
    "classes.rows.state": Message("State"),
    "classes.rows.any": Message("Any"),
    "classes.rows.name": Message("Name"),
    "classes.rows.found": Message("{count} row", plural="{count} rows"),
    "classes.row.mend": Message("Mend row {number}"),
    "classes.row.number": Message("Row {number}"),
    "classes.row.mended": Message("Row {number} is good now."),
    "classes.row.left_out": Message("Row {number} is left out."),
    "classes.row.is_left_out": Message("Nothing is issued for this row."),
    "classes.row.leave_out": Message("Leave this row out"),
    "classes.row.put_back": Message("Put it back"),
    "classes.row.save_next": Message("Save, and to the next problem"),
    "classes.row.surplus": Message("Beyond the last column"),
    "classes.row.empty": Message(
        "Nothing is left in this row.", "Fill it in, or leave the row out."
    ),
    "classes.row_state.good": Message("Good"),
    "classes.row_state.refused": Message("With problems"),
    "classes.row_state.left_out": Message("Left out"),
    "classes.row_state.issued": Message("Issued"),
    "classes.row_state.unchanged": Message("Was awarded before"),
    # Checking and options
    "classes.check": Message("Check your answers"),
    "classes.check.refused": Message(
        "{count} row has problems. Nothing is issued for it.",
        plural="{count} rows have problems. Nothing is issued for them.",
    ),
    "classes.check.mend": Message("Mend them first"),
    "classes.check.achievement": Message("What they earned"),
    "classes.check.awards": Message("Awards"),
    "classes.check.learners": Message("Learners"),
    "classes.check.more": Message("and {count} more", plural="and {count} more"),
    "classes.check.unchanged": Message("Awarded before"),
    "classes.check.unchanged.text": Message(
        "{count} of them was awarded the same before. Nothing new is made.",
        plural="{count} of them were awarded the same before. Nothing new is made.",
    ),
    "classes.check.withdrawn": Message("Withdrawn before"),
    "classes.check.withdrawn.text": Message(
        "{count} of them was awarded the same before and withdrawn. It stays withdrawn.",
        plural="{count} of them were awarded the same before and withdrawn. They stay withdrawn.",
    ),
    "classes.check.corrections": Message("Corrections"),
    "classes.check.corrections.text": Message(
        "{count} of them corrects an earlier award, which is then withdrawn.",
        plural="{count} of them correct earlier awards, which are then withdrawn.",
    ),
    "classes.check.corrections.see": Message("See what changes"),
    "classes.check.gets": Message("What they get"),
    "classes.check.by_mail": Message(
        "{count} learner gets a mail with a link to the credential.",
        plural="{count} learners get a mail with a link to the credential.",
    ),
    "classes.check.by_letter": Message(
        "{count} learner has no e-mail address: you can print a letter with a code.",
        plural="{count} learners have no e-mail address: you can print letters with codes.",
    ),
    "classes.check.silent": Message("Nobody gets a mail. You can print letters with codes."),
    "classes.check.date": Message("Award date, where the list has none"),
    "classes.check.language": Message("Language, where the list has none"),
    "classes.check.when": Message("When"),
    "classes.check.soon": Message(
        "In {count} minute. Until then you can recall everything.",
        plural="In {count} minutes. Until then you can recall everything.",
    ),
    "classes.check.at": Message("{at}. Until then you can recall everything."),
    "classes.check.approval": Message("Once a second person has approved it."),
    "classes.check.kept": Message("The list is saved as"),
    "classes.check.chosen": Message("Your choices are saved. Check everything once more."),
    "classes.confirm": Message("Issue {count} award", plural="Issue {count} awards"),
    "classes.options": Message("Change date, language, mails or time"),
    "classes.options.default_language": Message("Language for learners whose row names none"),
    "classes.options.awarded_on": Message("Award date for rows that name none"),
    "classes.options.announce": Message("Send each learner a mail"),
    "classes.options.when": Message("When is it issued and sent?"),
    "classes.options.when.now": Message("As soon as the 15 minutes for recalling are over"),
    "classes.options.when.later": Message("On a day and at an hour that I choose"),
    "classes.options.send_day": Message("Day"),
    "classes.options.send_hour": Message("Hour (UTC)"),
    "classes.options.remind": Message("Remind learners who have not opened it"),
    "classes.options.remind.days": Message("after {count} day", plural="after {count} days"),
    "classes.options.cohort_name": Message("Save this list for the next time, under the name"),
    "classes.options.cohort_name.hint": Message(
        "Names, addresses, identifiers and languages; no grades and dates."
    ),
    "classes.options.save": Message("Save these choices"),
    "classes.awarded_in_future": Message(
        "An award date cannot be in the future.", "Choose today or an earlier day."
    ),
    "classes.send_in_past": Message("This time is over.", "Choose a later one."),
    "classes.cohort_exists": Message(
        "There is a saved list with this name.", "Choose another name, or delete that list first."
    ),
    "classes.earlier": Message("What changes"),
    "classes.earlier.caption": Message("Corrections of earlier awards"),
    "classes.earlier.before": Message("Until now"),
    "classes.earlier.after": Message("From now on"),
    # What becomes of it
    "classes.state.reading": Message("Being read"),
    "classes.state.asking": Message("Has a question"),
    "classes.state.mending": Message("Not issued yet"),
    "classes.state.approving": Message("To be approved"),
    "classes.state.waiting": Message("Can be recalled"),
    "classes.state.making": Message("Being issued"),
    "classes.state.finished": Message("Issued"),
    "classes.state.recalled": Message("Recalled"),
    "classes.state.discarded": Message("Thrown away"),
    "classes.heading.reading": Message("Your list is being read"),
    "classes.heading.asking": Message("The list has a question"),
    "classes.heading.mending": Message("Not issued yet"),
    "classes.heading.approving": Message("Waits for a second person"),
    "classes.heading.waiting": Message("Confirmed: will be issued"),
    "classes.heading.making": Message("Being issued"),
    "classes.heading.finished": Message("Issued"),
    "classes.heading.recalled": Message("Recalled: nothing was issued"),
    "classes.heading.discarded": Message("This list is not used"),
    "classes.reading.text": Message(
        "This takes a moment. You can leave this page and come back later."
    ),
    "classes.look_again": Message("Look again"),
    "classes.again": Message("Hand over another list"),
    "classes.approving.text": Message(
        "{count} award is issued once somebody else approves it.",
        plural="{count} awards are issued once somebody else approves them.",
    ),
    "classes.waiting.text": Message(
        "{count} award will be issued on {at}. Until then you can recall it.",
        plural="{count} awards will be issued on {at}. Until then you can recall them.",
    ),
    "classes.recalled.text": Message("You can change the list and issue it again."),
    "classes.approve": Message("Approve this class"),
    "classes.approve.do": Message("Approve {count} award", plural="Approve {count} awards"),
    "classes.recall": Message("Recall"),
    "classes.recall.text": Message(
        "{count} award is not issued. Nobody gets a mail.",
        plural="{count} awards are not issued. Nobody gets a mail.",
    ),
    "classes.now": Message("Send now"),
    "classes.now.text": Message(
        "{count} award is issued at once. Then it cannot be recalled any more.",
        plural="{count} awards are issued at once. Then they cannot be recalled any more.",
    ),
    "classes.reopen": Message("Change it"),
    "classes.reopen.text": Message(
        "The list with its {count} row can be mended again, then confirmed anew.",
        plural="The list with its {count} rows can be mended again, then confirmed anew.",
    ),
    "classes.discard": Message("Throw the list away"),
    "classes.discard.text": Message(
        "{count} row is deleted for good. Nothing is issued.",
        plural="{count} rows are deleted for good. Nothing is issued.",
    ),
    "classes.discarded": Message("The list was thrown away."),
    "classes.moved_on": Message(
        "Somebody else was quicker: this class has changed meanwhile.", "Look at it as it is now."
    ),
    "classes.changed": Message(
        "The list has changed since you saw it. Nothing was issued.", "Check it once more."
    ),
    "classes.nothing_good": Message("There is no good row to issue.", "Mend a row first."),
    "classes.same_person": Message(
        "You have confirmed this class yourself.", "Ask another member to approve it."
    ),
    "act.class.begun": Message("A class list was handed over"),
    "act.class.replaced": Message("A corrected class list was handed over"),
    "act.class.hastened": Message("The time for recalling a class was ended"),
    "act.class.reopened": Message("A class was opened for changes"),
    "act.class.discarded": Message("A class list was thrown away"),
    "act.cohort.deleted": Message("A saved list was deleted"),
    "classes.too_late": Message(
        "It is too late to recall this: issuing has begun.", "You can withdraw single awards."
    ),
}
