"""What seals of organisations (JAdES, X.509) say when they are not what they should be."""

from tesela.text.messages import Message

_ORIGINAL = "Ask the issuer for the original credential."

MESSAGES = {
    "certificate.key": Message(
        "The certificate is for a kind of key that cannot be checked here.",
        "Known are RSA, P-256, P-384, P-521 and Ed25519.",
    ),
    "jades.not_critical": Message(
        "The seal's header has the member “{member}” but does not demand that it be understood.",
        _ORIGINAL,
    ),
    "jades.time": Message(
        "The seal does not say once, and in the right form, when it was made.",
        _ORIGINAL,
    ),
    "jades.other_certificate": Message(
        "The seal was made for another certificate than the one that stands with it.",
        "Take nothing from it. Ask the issuer for the original.",
    ),
    "jades.unsigned": Message(
        "What was added to the seal later is malformed.",
        _ORIGINAL,
    ),
    "jades.archive_clear": Message(
        "The archive time-stamp is in a form that cannot be checked here.",
        "Ask the issuer for the credential in another form.",
    ),
}
