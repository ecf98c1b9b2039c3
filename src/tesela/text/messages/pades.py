"""What can be wrong with the seal of a PDF."""

from tesela.text.messages import Message

_ORIGINAL = "Ask the issuer for the original document."

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
    "pades.malformed": Message(
        "The seal of the PDF is malformed.",
        _ORIGINAL,
    ),
    "pades.too_many": Message(
        "The PDF has more fields or seals than are looked at.",
        _ORIGINAL,
    ),
    "pades.too_much": Message(
        "What was added to the PDF after it was sealed takes more time or memory to look through "
        "than is spent on it.",
        _ORIGINAL,
    ),
    "pades.unsupported": Message(
        "The PDF is sealed in a form that cannot be checked here: {form}.",
        "Open it with another PDF reader that checks seals.",
    ),
    "pades.algorithm": Message(
        "The seal of the PDF uses {algorithm}, which is too weak to say anything.",
        "Ask the issuer for the document with a seal of today.",
    ),
    "pades.signer": Message(
        "The certificate of whoever sealed the PDF is not in it, or another one is.",
        _ORIGINAL,
    ),
    "pades.changed": Message(
        "The PDF was changed after it was sealed.",
        "Take nothing from its pages. Ask the issuer for the original.",
    ),
    "pades.changed_after": Message(
        "Something was added to the PDF after it was sealed, which the seal does not cover.",
        "Take nothing from its pages. Ask the issuer for the original.",
    ),
    "pades.ok": Message(
        "The pages are as {name} sealed them, and somebody you trust vouches for that name."
    ),
    "pades.intact": Message(
        "The pages have not been changed since they were sealed in the name of {name}. Nobody "
        "whom you trust vouches for that name."
    ),
    "content.pdf_sealed": Message(
        "The pages of the PDF are sealed by {name}: they are as they were made."
    ),
    "content.pdf_sealed_by_unknown": Message(
        "The pages of the PDF are sealed in the name of {name}, for which nobody whom you trust "
        "vouches. What is listed here counts."
    ),
}
