"""What credentials of which parts are shown say when they are not what they should be."""

from tesela.text.messages import Message

MESSAGES = {
    "proof.selective": Message(
        "The suite {suite} is for credentials of which the holder shows parts, and is not chosen "
        "here.",
        "Choose another suite.",
    ),
    "selection.base": Message(
        "This is the issuer's proof for the holder, from which what is shown has yet to be made.",
        "Ask the learner to choose what to show, and for that.",
    ),
    "selection.not_base": Message(
        "Parts have already been chosen of this credential; nothing more can be left out.",
        "Take the credential as the issuer gave it.",
    ),
    "selection.value": Message(
        "The signature has not the form that a credential shown in parts must have.",
        "Take nothing from it. Ask the learner for the original.",
    ),
    "selection.pointer": Message(
        "“{pointer}” leads to nothing in the document that could be shown by itself.",
        "Write a JSON pointer (RFC 6901) to a member of the document.",
    ),
    "selection.nothing": Message(
        "Nothing was chosen to be shown.", "Name at least one member of the document."
    ),
    "selection.other": Message(
        "The signatures are not those of this document's statements.",
        "Take the credential as the issuer gave it.",
    ),
    "selection.unnamed": Message(
        "The document has a part that cannot be shown by itself, such as JSON inside JSON.",
        "Sign it with another suite.",
    ),
}
