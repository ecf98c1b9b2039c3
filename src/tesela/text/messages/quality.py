"""What is said about the quality assurance of providers: levels, stages and refusals."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    # Levels of evidence
    "quality.level.none": Message("No quality evidence in force"),
    "quality.level.internal": Message("Internal quality assurance"),
    "quality.level.peer": Message("Peer review by another provider"),
    "quality.level.sector": Message("Label of a sector, or certificate after an ISO standard"),
    "quality.level.eqavet": Message("External decision after the EQAVET cycle"),
    "quality.level.esg": Message("Decision of an agency that works by the European standards"),
    "quality.level.authority": Message("Licence of a public authority"),
    # What a statement counts for
    "quality.standing.in-force": Message("In force"),
    "quality.standing.not-yet": Message("Not in force yet"),
    "quality.standing.lapsed": Message("Lapsed"),
    "quality.standing.suspended": Message("Suspended"),
    "quality.standing.withdrawn": Message("Withdrawn"),
    "quality.standing.out-of-scope": Message("Not for this field, level or country"),
    "quality.standing.scope-unknown": Message(
        "Limited, and it is not known whether this is covered"
    ),
    # Stages of a case
    "quality.mail.subject": Message("Your turn: {scheme}"),
    "quality.mail.text": Message(
        "“{scheme}” with {other} has waited for some days. The next step is for you to take, for "
        "{organisation}."
    ),
    "quality.mail.do": Message("You find everything here:"),
    "quality.stage.applied": Message("Applied"),
    "quality.stage.documents": Message("Taken on: documents are awaited"),
    "quality.stage.self-evaluation": Message("Self-evaluation is being written"),
    "quality.stage.review": Message("In review"),
    "quality.stage.questioned": Message("The reviewer has a question"),
    "quality.stage.granted": Message("Granted"),
    "quality.stage.monitored": Message("Granted and monitored"),
    "quality.stage.conditions": Message("Granted, with conditions to meet"),
    "quality.stage.suspended": Message("Suspended"),
    "quality.stage.refused": Message("Refused"),
    "quality.stage.withdrawn": Message("Withdrawn"),
    "quality.stage.taken-back": Message("Taken back by the provider"),
    # Who may
    "quality.conflict": Message(
        "An organisation cannot assure its own quality.", "Choose another organisation as assurer."
    ),
    "quality.conflict_person": Message(
        "You belong to the provider, so you cannot review it.",
        "Let a colleague review who does not belong to the provider.",
    ),
    "quality.only_provider": Message(
        "Only the provider can do this.", "Do it as a member of the provider."
    ),
    "quality.only_assurer": Message(
        "Only the assurer can do this.", "Do it as a member of the assurer."
    ),
    "quality.before_the_last": Message(
        "This would come before the last step.", "Check the clock of the service."
    ),
    # What cannot be done in a stage
    "quality.cannot.accept": Message(
        "This application cannot be taken on any more.", "Look at the history of the case."
    ),
    "quality.cannot.documents": Message(
        "Documents cannot be handed in now.", "Wait until the assurer has taken the application on."
    ),
    "quality.cannot.feedback": Message(
        "Learners’ feedback cannot be handed in now.",
        "Wait until the assurer has taken the application on, or apply anew.",
    ),
    "quality.cannot.evaluation": Message(
        "The self-evaluation cannot be handed in now.", "Hand in the documents first."
    ),
    "quality.cannot.ask": Message(
        "A question cannot be asked now.", "Wait for the self-evaluation, or for the last answer."
    ),
    "quality.cannot.answer": Message(
        "There is no open question.", "Look at the history of the case."
    ),
    "quality.cannot.grant": Message(
        "This cannot be granted now.", "A review has to be open, without an open question."
    ),
    "quality.cannot.refuse": Message(
        "This cannot be refused now.", "A review has to be open, without an open question."
    ),
    "quality.cannot.decline": Message(
        "This application was already taken up.", "Decide after the review."
    ),
    "quality.cannot.take-back": Message(
        "It was already decided.", "Ask the assurer to withdraw what was granted."
    ),
    "quality.cannot.monitor": Message(
        "There is nothing in force to monitor.", "Monitor what was granted and not suspended."
    ),
    "quality.cannot.conditions": Message(
        "Conditions cannot be set now.", "Set them on what is in force and has no open conditions."
    ),
    "quality.cannot.lift": Message(
        "There are no open conditions.", "Look at the history of the case."
    ),
    "quality.cannot.suspend": Message(
        "There is nothing in force to suspend.", "Look at the history of the case."
    ),
    "quality.cannot.reinstate": Message(
        "This is not suspended.", "Look at the history of the case."
    ),
    "quality.cannot.withdraw": Message(
        "There is nothing to withdraw.", "Look at the history of the case."
    ),
    "quality.cannot.renew": Message(
        "This cannot be renewed now.",
        "Write down first what the monitoring found, and see that no conditions are open.",
    ),
    # Guards
    "quality.unanswered": Message(
        "{number} questions of the self-evaluation have no answer: {criteria}.",
        "Answer all of them.",
    ),
    "quality.no_documents": Message(
        "There are no documents yet.", "Describe at least one document, or give its link."
    ),
    "quality.no_feedback": Message(
        "Learners were not heard yet in this cycle.",
        "The provider has to sum up learners’ feedback, or say why there is none.",
    ),
    "quality.feedback_or_reason": Message(
        "Say either what learners said, or why there is no feedback.",
        "Fill in one of the two. Give a number of learners only with a summary.",
    ),
    "quality.no_reasons": Message("The reasons are missing.", "Say why, in plain words."),
    "quality.no_question": Message("The question is missing.", "Write what you want to know."),
    "quality.no_answer": Message("The answer is missing.", "Write the answer."),
    "quality.no_report": Message("There is no report.", "Write what you looked at and found."),
    "quality.no_conditions": Message(
        "The conditions are missing.", "Write what the provider has to do."
    ),
    "quality.too_long": Message(
        "The text is longer than {maximum} characters.", "Say it shorter, or give a link."
    ),
    "quality.no_scope": Message(
        "It is not said what the decision is for.",
        "Name at least one field, level or country.",
    ),
    "quality.decided_later": Message(
        "The day of the decision is in the future.", "Give the day on which it was decided."
    ),
    "quality.decided_before_the_last": Message(
        "The day is before the last decision.", "Give the day of the new decision."
    ),
    "quality.dates_reversed": Message(
        "It would end before it begins, or in the past.", "Give a last day in the future."
    ),
    "quality.longer_than_a_cycle": Message(
        "This is longer than a cycle of the scheme: {months} months.", "Give an earlier last day."
    ),
    "quality.conditions_past": Message("The day is in the past.", "Give a day in the future."),
    "quality.not_monitored": Message(
        "There was no monitoring since the last decision.",
        "Write down first what the monitoring found.",
    ),
    "quality.unreadable": Message(
        "This statement does not say what was assured, by whom, about whom or when.",
        "Ask the assurer for a complete statement.",
    ),
    "quality.offer_closed": Message(
        "One cannot apply under this scheme any more.", "Choose another scheme."
    ),
    "quality.applied_twice": Message(
        "Your organisation already has a case under this scheme.", "Go on with that case."
    ),
    "quality.too_many_cases": Message(
        "Your organisation already has {maximum} cases.", "Finish or take back one of them first."
    ),
    "quality.answers_closed": Message(
        "This case is closed, so its answers do not change any more.", "Apply anew."
    ),
    "quality.too_many_own": Message(
        "Your organisation already states {maximum} things itself.", "Remove one first."
    ),
    "quality.not_own": Message(
        "Only your own statements can be removed.", "Ask the assurer to withdraw what it granted."
    ),
    "quality.nothing_in_force": Message(
        "Your organisation has no evidence in force.",
        "State your internal quality assurance first.",
    ),
    # Schemes
    "scheme.unknown": Message("There is no scheme “{name}”.", "Choose one of the list."),
    "scheme.unfit": Message(
        "The scheme does not fit its form at {place}.", "Correct it there and try again."
    ),
    "scheme.too_large": Message(
        "The scheme is larger than {maximum} bytes.", "Leave out or shorten some criteria."
    ),
    "scheme.criterion_twice": Message(
        "Two criteria have the name “{criterion}”.", "Give each criterion a name of its own."
    ),
    # The log
    "act.quality.applied": Message("Applied for quality assurance"),
    "act.quality.accepted": Message("Took an application for quality assurance on"),
    "act.quality.documents": Message("Handed in documents for quality assurance"),
    "act.quality.feedback": Message("Handed in learners’ feedback"),
    "act.quality.evaluation": Message("Handed in the self-evaluation"),
    "act.quality.asked": Message("Asked the provider a question"),
    "act.quality.answered": Message("Answered the reviewer’s question"),
    "act.quality.granted": Message("Granted quality evidence"),
    "act.quality.refused": Message("Refused quality evidence"),
    "act.quality.declined": Message("Did not take an application for quality assurance on"),
    "act.quality.taken_back": Message("Took the application back"),
    "act.quality.monitored": Message("Wrote down what the monitoring found"),
    "act.quality.conditions": Message("Set conditions"),
    "act.quality.conditions_met": Message("Said that the conditions are met"),
    "act.quality.suspended": Message("Suspended quality evidence"),
    "act.quality.reinstated": Message("Let suspended quality evidence count again"),
    "act.quality.withdrawn": Message("Withdrew quality evidence"),
    "act.quality.file_added": Message("Added a file to the self-evaluation"),
    "act.quality.file_removed": Message("Removed a file from the self-evaluation"),
    "act.quality.files_forgotten": Message("Files of an ended case were deleted"),
    "act.quality.stated": Message("Stated quality evidence itself"),
    "act.quality.unstated": Message("Took back a statement of its own"),
    "act.quality.offered": Message("Offered a quality scheme"),
    "act.quality.closed": Message("Stopped offering a quality scheme"),
    "act.quality.renewed": Message("Renewed quality evidence"),
}
