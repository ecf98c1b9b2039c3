"""What is said about records of examinations: in credentials, on pages, of lists with faults."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # In a credential
    "exam.told.held": Message("Examination on {day}, {place}."),
    "exam.told.on-paper": Message("On paper, {minutes} minutes."),
    "exam.told.on-screen": Message("On a screen, {minutes} minutes."),
    "exam.told.invigilated": Message("Watched over by: {role}."),
    "exam.told.total": Message("Right answers: {right} of {items}."),
    "exam.told.part": Message("Part {number}: {right} of {items}."),
    "exam.told.pass_mark": Message(
        "Right answers that are enough: {mark}. This is the provider’s own figure."
    ),
    "exam.told.kept": Message(
        "The provider keeps the record of this examination. Its SHA-256 digest is {digest}."
    ),
    # The page
    "exam.page": Message("Record of an examination"),
    "exam.intro": Message(
        "Say how the class was examined, and hand in how many answers each learner had right. "
        "It becomes evidence in each credential. Questions and answers stay with you."
    ),
    "exam.link": Message("Add the record of an examination"),
    "exam.facts": Message("Examination"),
    "exam.facts.count": Message(
        "Recorded for {count} learner of this class.",
        plural="Recorded for {count} learners of this class.",
    ),
    "exam.list": Message("Results"),
    "exam.list.intro": Message(
        "One row for each learner: e-mail, identifier or name, then one column for each part, "
        "headed 1, 2, 3 and so on, with the number of right answers. Or one column for each "
        "item, headed 1.1, 1.2 and so on, with 1 for right and 0 for wrong."
    ),
    "exam.sample": Message("Save an empty list for this examination"),
    "exam.form.held_on": Message("Day of the examination"),
    "exam.form.place": Message("Place"),
    "exam.form.place.hint": Message("Town and house. At a distance: what was used."),
    "exam.form.way": Message("How"),
    "exam.way.on-paper": Message("On paper"),
    "exam.way.on-screen": Message("On a screen"),
    "exam.form.invigilated_by": Message("Who watched over it"),
    "exam.form.invigilated_by.hint": Message("A role, no name: registrar of the centre."),
    "exam.form.minutes": Message("Minutes that candidates had"),
    "exam.form.items": Message("Items in each part"),
    "exam.form.items.hint": Message(
        "Numbers with commas between, one for each part: 12, 12, 12, 12, 12, 12, 12, 12."
    ),
    "exam.form.pass_mark": Message("Right answers that are enough"),
    "exam.form.pass_mark.hint": Message(
        "Your own figure; the credential says that it is. Leave it empty where you have none."
    ),
    "exam.form.upload": Message("A file with the results"),
    "exam.form.upload.hint": Message("Excel (XLSX), ODS or CSV, up to 5 MB."),
    "exam.form.pasted": Message("Or paste the rows from your spreadsheet"),
    "exam.send": Message("Add it to the class"),
    "exam.said": Message(
        "The record was added for {count} learner.",
        plural="The record was added for {count} learners.",
    ),
    "exam.records": Message("Save the records that you keep"),
    "exam.remove": Message("Take the record out of the class"),
    "exam.removed": Message("The record was taken out of the class."),
    # Faults of the form
    "exam.no_list": Message("There are no results.", "Choose a file, or paste the rows."),
    "exam.two_lists": Message("There are two lists.", "Choose a file or paste the rows, not both."),
    "exam.bad_items": Message(
        "“{written}” is no list of numbers.",
        "Write how many items each part has, with commas between: 12, 12, 12. A part has at most "
        "200, and there are at most 50 parts.",
    ),
    "exam.mark_too_high": Message(
        "There are fewer items than answers that are enough.",
        "Correct the items of the parts, or the number that is enough.",
    ),
    "exam.later_than_award": Message(
        "The examination is later than the award.",
        "Correct the day of the examination, or choose a later award date first.",
    ),
    # Faults of a list
    "exam.no_header": Message(
        "The first row does not name the columns.",
        "Head them: e-mail, identifier or name, then 1, 2, 3 for the parts or 1.1, 1.2 for items.",
    ),
    "exam.part_missing": Message(
        "There is no column for part {part}.",
        "Add it, or correct how many items each part has.",
    ),
    "exam.part_unknown": Message(
        "Column “{header}”: the examination has {parts} parts.",
        "Correct the column, or how many items each part has.",
    ),
    "exam.items_missing": Message(
        "Part {part} has {items} items, and the list has columns for {columns}.",
        "Head one column for each item, or one for the whole part.",
    ),
    "exam.too_many_rows": Message(
        "The list has more than {maximum} rows.", "Divide it, as the class."
    ),
    "exam.no_rows": Message("Nobody stands in the list.", "Add one row for each learner."),
    "exam.no_number": Message(
        "Row {row}, column “{header}”: “{written}” is no number from 0 to {items}.",
        "Write how many answers were right.",
    ),
    "exam.no_person": Message(
        "Row {row} names nobody.", "Fill in the e-mail, the identifier or the name."
    ),
    "exam.unknown": Message(
        "Row {row}: {person} is not among the good rows of the class.",
        "Use the same e-mail, identifier or name as in the class list.",
    ),
    "exam.several": Message(
        "Row {row}: {person} could be several learners of the class.",
        "Use the e-mail or the identifier instead of the name.",
    ),
    "exam.twice": Message(
        "Row {row}: {person} stands in row {other} too.", "Keep one row for each learner."
    ),
    "exam.not_enough": Message(
        "Row {row}: {person} has {right} right answers; {mark} are enough.",
        "Leave this learner out of the class, and out of this list.",
    ),
    # Faults of a record
    "exam.parts": Message(
        "The record has other parts than the examination.",
        "Give one number of right answers for each part.",
    ),
    "exam.more_than_items": Message(
        "The record has more right answers in a part than the part has items.",
        "Correct the number.",
    ),
    # In the log
    "act.class.examined": Message("Added the record of an examination to a class"),
    "act.class.unexamined": Message("Took the record of an examination out of a class"),
}
