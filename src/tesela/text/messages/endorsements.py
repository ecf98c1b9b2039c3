"""Endorsements: why one counts for nothing, and the pages where they are asked for and given."""

from tesela.text.messages import Message

MESSAGES = {
    "endorsement.too_many": Message(
        "The credential carries more than {maximum} endorsements; this one and the rest were not "
        "looked at.",
        "Ask the issuer for a credential that carries only those that matter.",
    ),
    "endorsement.not_one": Message(
        "This is no endorsement, although it stands where endorsements stand.",
    ),
    "endorsement.other_subject": Message(
        "It endorses something else: {subject}.",
        "Ask the issuer how it came into this credential.",
    ),
    "endorsement.other_words": Message(
        "It endorses another wording of this description.",
        "Ask the endorser whether it stands behind this wording too.",
    ),
    "endorsement.self_given": Message(
        "Whoever is praised gave it to itself. That is no word of somebody else.",
    ),
    "endorsements.title": Message("Endorsements"),
    "endorsements.intro": Message(
        "An endorsement is another organisation's word, signed with its own key. Employers' and "
        "workers' organisations can say that an achievement is right for the work."
    ),
    "endorsements.none": Message("Nobody has asked yet."),
    "endorsements.from": Message("Asked by"),
    "endorsements.to": Message("Asked of"),
    "endorsements.state": Message("State"),
    "endorsements.state.asked": Message("waits for an answer"),
    "endorsements.state.given": Message("endorsed"),
    "endorsements.state.declined": Message("declined"),
    "endorsements.state.taken_back": Message("question taken back"),
    "endorsements.state.withdrawn": Message("endorsement withdrawn"),
    "endorsements.side.peer": Message("We teach too: a provider of education or training"),
    "endorsements.side.employers": Message("We speak for employers"),
    "endorsements.side.workers": Message("We speak for workers"),
    "endorsements.side.other": Message("We speak for others, such as learners or the public"),
    "endorsements.ask": Message("Ask for an endorsement"),
    "endorsements.ask.intro": Message(
        "The other organisation reads the published description. It endorses with its own key, or "
        "declines and says why."
    ),
    "endorsements.ask.endorser": Message("Which organisation do you ask?"),
    "endorsements.ask.note": Message("What do you want to write to them?"),
    "endorsements.ask.send": Message("Ask"),
    "endorsements.not_published": Message(
        "Publish the description first. What is endorsed must not change any more."
    ),
    "endorsements.find": Message("Name of the organisation"),
    "endorsements.found": Message(
        "{count} organisation was found.", plural="{count} organisations were found."
    ),
    "endorsements.nobody": Message("No organisation of that name is here."),
    "endorsements.known": Message("Who was asked about this version"),
    "endorsements.asked": Message("The organisation was asked."),
    "endorsements.one": Message("One endorsement"),
    "endorsements.of": Message("What it is about"),
    "endorsements.asker": Message("Who asks"),
    "endorsements.endorser": Message("Who is asked"),
    "endorsements.asked_on": Message("Asked on"),
    "endorsements.answered_on": Message("Answered on"),
    "endorsements.withdrawn_on": Message("Withdrawn on"),
    "endorsements.note": Message("What they write"),
    "endorsements.file": Message("The signed endorsement as a file"),
    "endorsements.give": Message("Endorse it"),
    "endorsements.give.means": Message(
        "Your organisation signs it with its own key. Everybody can read it and check it. You can "
        "withdraw it later."
    ),
    "endorsements.give.side": Message("For whom do you speak?"),
    "endorsements.give.comment": Message("What do you say about it?"),
    "endorsements.give.ends_on": Message("Last day on which it counts"),
    "endorsements.give.ends_on.hint": Message("Leave it empty if it has no end."),
    "endorsements.give.send": Message("Sign and endorse"),
    "endorsements.decline": Message("Decline"),
    "endorsements.decline.send": Message("Decline with this reason"),
    "endorsements.withdraw": Message("Withdraw the endorsement"),
    "endorsements.withdraw.means": Message(
        "From now on every check says that it was withdrawn, also in credentials that carry it."
    ),
    "endorsements.withdraw.send": Message("Withdraw with this reason"),
    "endorsements.no.reason": Message("Reason"),
    "endorsements.no.reason.hint": Message("The other organisation reads it."),
    "endorsements.take_back": Message("Take the question back"),
    "endorsements.owners_only": Message(
        "Only owners of your organisation can answer. They speak for all of it."
    ),
    "endorsements.done.give": Message("Your organisation endorses it from now on."),
    "endorsements.done.decline": Message("It was declined."),
    "endorsements.done.withdraw": Message("The endorsement was withdrawn."),
    "endorsements.done.take_back": Message("The question was taken back."),
    "endorsements.public": Message("Who endorses it"),
    "endorsements.public.further": Message(
        "There is {count} more.", plural="There are {count} more."
    ),
    "endorsements.own": Message(
        "Nobody can endorse their own achievement.",
        "Ask an organisation that is another one in law too.",
    ),
    "endorsements.conflict": Message(
        "You belong to the organisation that asks, so you cannot answer for this one.",
        "Ask another owner to answer.",
    ),
    "endorsements.twice": Message(
        "This organisation was asked already, or endorses this version already.",
    ),
    "endorsements.too_many": Message(
        "Too many questions wait for an answer.",
        "Wait until some are answered, or take some back.",
    ),
    "endorsements.declined_lately": Message(
        "This organisation declined less than a month ago.",
        "Ask it again later, or publish a new version.",
    ),
    "endorsements.state_changed": Message("Somebody has answered meanwhile."),
    "endorsements.ends": Message(
        "The last day must be today or later, and within {years} years.",
    ),
    "endorsements.list_full": Message(
        "This organisation's list of endorsements is full.",
        "Make a new signing key under a new identity.",
    ),
    "act.endorsement.asked": Message("An organisation was asked for an endorsement"),
    "act.endorsement.wanted": Message("Somebody asked for an endorsement"),
    "act.endorsement.taken_back": Message("A question for an endorsement was taken back"),
    "act.endorsement.given": Message("An endorsement was given"),
    "act.endorsement.received": Message("An endorsement was received"),
    "act.endorsement.declined": Message("An endorsement was declined"),
    "act.endorsement.withdrawn": Message("An endorsement was withdrawn"),
    "act.endorsement.lost": Message("Somebody withdrew an endorsement of an achievement"),
}
