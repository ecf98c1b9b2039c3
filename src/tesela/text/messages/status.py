"""What can be wrong with the published state of a credential."""

from tesela.text.messages import Message

MESSAGES = {
    "status.unsupported": Message(
        "Its current state is published in a way that is not supported: {type}.",
        "Ask the issuer for the current state.",
    ),
    "status.malformed": Message(
        "It does not say correctly where its current state is published: {member}.",
        "Ask the issuer for the current state.",
    ),
    "status.not_a_list": Message(
        "What stands at {address} is no status list.",
        "Ask the issuer for the current state.",
    ),
    "status.too_many": Message(
        "It names more than {maximum} places where its state is published, so none was asked.",
        "Ask the issuer for the current state.",
    ),
    "status.other_purpose": Message(
        "The status list is not about {purpose}.",
        "Ask the issuer for the current state.",
    ),
    "status.list_too_short": Message(
        "The status list has {bits} places; it must have {minimum} so that nobody is singled out.",
        "Ask the issuer to publish a longer list.",
    ),
    "status.list_unreadable": Message(
        "The status list cannot be read.",
        "Ask the issuer for the current state.",
    ),
    "status.position_outside": Message(
        "The status list has no place number {position}.",
        "Ask the issuer for the current state.",
    ),
    "status.no_such_award": Message(
        "{award} is not among the awards of this folder.",
        "Copy the award's id from report.json.",
    ),
    "status.no_list": Message(
        "{award} was issued without a status list, so its state cannot be changed.",
        "Issue with --status-list to be able to withdraw.",
    ),
    "status.final": Message(
        "{award} is withdrawn, and that is final.",
        "Issue a new credential if the withdrawal was a mistake.",
    ),
    "status.not_suspended": Message(
        "{award} is not suspended.",
        "“tesela status show” lists the state of every award.",
    ),
}
