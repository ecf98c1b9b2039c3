"""What the checker finds in credentials that somebody has handed in, and in awards."""

from tesela.text.messages import Message

MESSAGES = {
    "check.unknown_format": Message(
        "This is a credential of a kind that the checker cannot read: {type}.",
        "Hand in an Open Badge, a European Digital Credential or a credential of a wallet.",
    ),
    "received.unreadable": Message(
        "It cannot be read what was achieved: the credential names no achievement with a title and an issuer.",
        "Ask the issuer for a credential that states the European standard elements.",
    ),
    "received.private_term": Message(
        "“{term}” is a term of the issuer's own, although a European list has it.",
        "Use the term of the list: {meant}.",
    ),
    "received.other_list": Message(
        "“{term}” is a term of another list ({list}) than the one that belongs here.",
        "Use a term of the list that belongs here.",
    ),
    "received.unknown_term": Message(
        "“{term}” is in no European list, so that nobody else's software understands it.",
        "Use a term of the European list, or say in the text what is meant.",
    ),
    "received.no_page": Message(
        "It names no public page on which the micro-credential is described.",
        "Name the address of its entry in a catalogue, or of its own page.",
    ),
    "received.no_hours": Message(
        "The workload “{duration}” is no amount of hours: months and years are of no certain length.",
        "Write hours, such as PT60H.",
    ),
    "received.birth_with_time": Message(
        "The date of birth is written with a time of day, so that it falls on another day elsewhere.",
        "Write the date alone, or midnight.",
    ),
    "received.day_in_other_zone": Message(
        "A day is written as a moment of another time zone: {written}.",
        "Write the day as it is at the place of the issuer.",
    ),
    "received.grade_without_scale": Message(
        "The grade “{grade}” comes without its scale, so that nobody can tell how good it is.",
        "Say which grades there are, and with which one passes.",
    ),
    "received.assessed_before_learning": Message(
        "The assessment ({then}) is dated before the learning began ({first}).",
        "Correct the wrong date.",
    ),
    "received.awarded_before_learning": Message(
        "The award ({then}) is dated before the learning began ({first}).",
        "Correct the wrong date.",
    ),
    "received.valid_before_learning": Message(
        "It counts from {then}, which is before the learning began ({first}).",
        "Let it count from the day of issuing on.",
    ),
    "received.issued_before_learning": Message(
        "The date of issuing ({then}) is before the learning began ({first}).",
        "Correct the wrong date.",
    ),
    "received.awarded_before_assessment": Message(
        "The award ({then}) is dated before the assessment ({first}).",
        "Correct the wrong date.",
    ),
    "received.issued_before_award": Message(
        "The date of issuing ({then}) is before the award ({first}).",
        "Correct the wrong date.",
    ),
    "received.in_the_future": Message(
        "The date {day} has not come yet.",
        "Correct the wrong date.",
    ),
    "received.unsigned": Message(
        "Nobody has signed it, so that nobody can tell whether it is genuine.",
        "Sign it in an open format.",
    ),
    "received.picture_without_text": Message(
        "A picture has no text that says what it shows.",
        "Add a caption.",
    ),
    "received.national_number": Message(
        "A national identification number stands in the clear: everybody sees it who is shown the credential.",
        "Leave it out, or issue a credential of which the learner can hold it back.",
    ),
    "received.birth_in_clear": Message(
        "The date of birth stands in the clear: everybody sees it who is shown the credential.",
        "Leave it out, or issue a credential of which the learner can hold it back.",
    ),
    "received.contact_in_clear": Message(
        "The learner's e-mail, telephone or post address stands in the clear.",
        "Leave it out: it is no part of what was achieved.",
    ),
    "received.state_alone": Message(
        "Its state is asked for at an address of its own, so that the issuer sees whenever somebody looks.",
        "Publish the states of many credentials in one list.",
    ),
    "received.heavy": Message(
        "It is large: {kilobytes} kB, more than {limit} kB.",
        "Leave pictures out, or make them smaller.",
    ),
    "received.not_genuine": Message(
        "The signature does not hold: the step “{check}” failed.",
        "Ask the issuer for a new one.",
    ),
    "received.genuine_unknown": Message(
        "Whether the signature holds could not be found out: the step “{check}” stays open.",
        "Say whom you trust, or try again when the issuer's pages answer.",
    ),
    "received.no_issuer_number": Message(
        "The issuer is named without any number of a register or identity on the web.",
        "State the legal identifier of the organisation.",
    ),
    "received.other_issuer": Message(
        "Whoever signed is not the organisation that is named as the issuer.",
        "Ask the issuer for a credential that names the organisation which signs.",
    ),
    "received.no_issue_date": Message(
        "The date of issuing is missing (element 5).",
        "State the day on which it was issued.",
    ),
    "received.no_holder": Message(
        "Nothing says to whom it was given (element 1).",
        "Name the learner, with an identifier of the provider's own.",
    ),
    "received.only_named": Message(
        "The learner is only named, so that namesakes cannot be told apart (element 1).",
        "Add an identifier of the provider's own, or bind it to a key of the learner.",
    ),
    "received.not_named": Message(
        "The learner is not named, and it is bound to no key of the learner (element 1).",
        "State the learner's names.",
    ),
    "received.no_state": Message(
        "It does not say where one can ask whether it still holds.",
        "Publish a status list, and name it.",
    ),
    "received.state_nowhere": Message(
        "It says that its state can be asked, but at no address on the web.",
        "Name the address of the status list.",
    ),
    "received.state_unanswered": Message(
        "Whether it still holds could not be found out at the address it names.",
        "Try again later, or ask the issuer.",
    ),
    "received.seal_kind_unknown": Message(
        "Nobody whom you trust says what kind of seal it bears.",
        "Say whom you trust, such as the trusted lists of the member states.",
    ),
    "received.no_mandate": Message(
        "Another organisation than the awarding body issued it, and it holds no mandate.",
        "State on whose behalf it is issued, as evidence of a mandate.",
    ),
    "award.health_word": Message(
        "A text holds a word that tells of the learner's health, disability or adjustments.",
        "Leave it out: such data never belong in a credential.",
    ),
    "award.contact_in_text": Message(
        "A text holds an e-mail address.",
        "Leave it out: contact data never belong in a credential.",
    ),
    "award.awarded_later": Message(
        "The award is dated {day}, which has not come yet.",
        "Award on that day, or correct the date.",
    ),
    "award.ended_before_issue": Message(
        "What was shown counts as fresh until {day} only, which is over.",
        "Correct the date, or leave it out.",
    ),
    "award.grade_without_scale": Message(
        "There is a grade, “{grade}”, and the description states no grading scheme.",
        "Add grading to the description: which grades there are, and with which one passes.",
    ),
}
