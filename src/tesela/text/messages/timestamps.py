"""What can be wrong with time-stamps."""

from tesela.text.messages import Message

_OTHER = "Take nothing from the time it states. Ask whoever made the file for the original."
_ASK = "Try again later, or choose another time-stamping service."

MESSAGES = {
    "stamp.malformed": Message(
        "A time-stamp is malformed at “{member}”.",
        _OTHER,
    ),
    "stamp.algorithm": Message(
        "A time-stamp uses {algorithm}, which is not accepted; SHA-256, SHA-384 and SHA-512 are.",
        _OTHER,
    ),
    "stamp.other_data": Message(
        "A time-stamp belongs to other data than these.",
        _OTHER,
    ),
    "stamp.signer": Message(
        "The certificate of the authority that made a time-stamp is not there, or another one is.",
        _OTHER,
    ),
    "stamp.purpose": Message(
        "A time-stamp is signed by “{subject}”, whose certificate is not for time-stamps only.",
        _OTHER,
    ),
    "stamp.outside": Message(
        "A time-stamp states a time at which the certificate of “{subject}” did not count.",
        _OTHER,
    ),
    "stamp.signature": Message(
        "The signature of a time-stamp is wrong: it was changed after it was made.",
        _OTHER,
    ),
    "stamp.refused": Message(
        "The time-stamping service gave no time-stamp: {reason}.",
        _ASK,
    ),
    "stamp.other_nonce": Message(
        "The time-stamping service answered another question than ours.",
        _ASK,
    ),
}
