"""What can be wrong with the seal of a PDF."""

from tesela.text.messages import Message

MESSAGES = {
    "pades.level": Message(
        "A PDF cannot be sealed at the level {level}; it can at {known}.",
        "Choose one of these levels.",
    ),
    "pades.no_field": Message(
        "The PDF has no place for a seal, or more than one.",
        "Make the document anew with Tesela; a sealed one is not sealed again.",
    ),
    "pades.unsealable": Message(
        "The PDF cannot be sealed.",
        "Make the document anew with Tesela.",
    ),
}
