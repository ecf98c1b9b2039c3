"""What can be wrong with certificates and the keys that seal."""

from tesela.text.messages import Message

MESSAGES = {
    "certificate.malformed": Message(
        "A certificate is malformed.",
        "Ask whoever made the file for the original.",
    ),
}
