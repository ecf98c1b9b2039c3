"""What can go wrong while issuing."""

from tesela.text.messages import Message

MESSAGES = {
    "issue.certificate_known": Message(
        "The certificate number “{value}” belongs to an award that is in your register already.",
        "Correct the number. To correct what the award says, open it in the register.",
    ),
    "award.taken_over": Message("Taken over from an earlier record: certificate number {number}."),
    "award.taken_over_in": Message(
        "Taken over from an earlier record: certificate number {number}, awarded in {country}."
    ),
    "format.unknown": Message(
        "There is no format called {format}.",
        "Choose from: {known}.",
    ),
    "issue.other_edition": Message(
        "The award {award} is for another achievement or version: {edition}.",
        "Issue each version of an achievement with its own description.",
    ),
    "issue.blocked": Message(
        "{name} lacks something without which nothing is issued.",
        "Mend what is listed, then check it with “tesela check”.",
    ),
    "issue.edition_changed": Message(
        "Version {version} of this achievement was issued before with another description.",
        "Give the changed description a new version number; credentials already issued keep theirs.",
    ),
    "issue.other_issuer": Message(
        "The credentials in this folder were signed with {before}, not with {now}.",
        "Use the same key, or another folder.",
    ),
    "issue.other_suite": Message(
        "The credentials in this folder were signed with the cryptosuite {before}, not {now}.",
        "Use the same --suite, or another folder.",
    ),
    "issue.other_status_lists": Message(
        "The credentials in this folder publish their state under {before}, not under {now}.",
        "Use the same --status-list, or another folder.",
    ),
    "issue.key_twice": Message(
        "This row has the same {column} as row {other}, so it would be taken for the same learner.",
        "Give every learner an identifier of their own in a column “identifier”.",
    ),
    "issue.register_unreadable": Message(
        "The record {file} of what was issued cannot be used.",
        "Restore the folder from a backup, or issue into an empty folder.",
    ),
    "issue.busy": Message(
        "Another run is working in the folder {folder}.",
        "Wait until it is done, then run the same command again.",
    ),
    "issue.process_died": Message(
        "A process that made files ended unexpectedly, perhaps for lack of memory.",
        "Run the same command again, with fewer --jobs: nothing is issued twice.",
    ),
    "issue.unwritable": Message(
        "{file} cannot be written: {reason}",
        "Make room or choose another folder, then run the same command again: nothing is issued "
        "twice.",
    ),
    "award.no_name": Message(
        "The learner has no name.",
        "Fill in given name and family name, or the full name.",
    ),
    "award.assessed_after": Message(
        "The assessment is later than the award.",
        "Correct one of the two dates.",
    ),
    "award.ends_before": Message(
        "It would end before it was awarded.",
        "Correct one of the two dates.",
    ),
    "award.out_of_bounds": Message(
        "This is beyond the limit {limit}.",
        "Correct the figure, or shorten the text or list.",
    ),
    "award.not_passed": Message(
        "With this grade one has not passed; the pass mark is {pass_mark}.",
        "Leave this learner out, or correct the grade.",
    ),
    "award.grade_unknown": Message(
        "This grade does not exist in the achievement's grading scheme.",
        "Use one of these: {grades}. Or leave the grade empty.",
    ),
    "award.cannot": Message(
        "No award can be made of this row: {reason}",
        "Correct the row.",
    ),
}
