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
}
