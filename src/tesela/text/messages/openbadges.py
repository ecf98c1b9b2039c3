"""What can be wrong with an Open Badge."""

from tesela.text.messages import Message

MESSAGES = {
    "openbadges.unreadable": Message(
        "The Open Badge cannot be read at {path}.",
        "Ask the issuer for a correct Open Badge 3.0.",
    ),
}
