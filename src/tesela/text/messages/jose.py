"""What JSON Web Signatures and keys say when they are not what they should be."""

from tesela.text.messages import Message

MESSAGES = {
    "jws.malformed": Message(
        "This is no JSON Web Signature: its part “{member}” is missing or malformed.",
        "Ask the issuer for the original credential.",
    ),
    "jws.critical": Message(
        "The signature demands that its reader understands {members}, which this one does not.",
        "Ask the issuer for the credential in another form.",
    ),
    "jws.algorithm": Message(
        "The signature's algorithm “{algorithm}” is not one that is accepted.",
        "Ask the issuer for a credential signed in another way.",
    ),
    "jws.other_key": Message(
        "The signature's algorithm {algorithm} does not go with a key of the kind {kind}.",
        "Take nothing from it. Ask the issuer.",
    ),
}
