"""What can be wrong with certificates and the keys that seal."""

from tesela.text.messages import Message

_REVIEW = "Ask the provider of the seal; docs/seal-keys.md says what is needed."

MESSAGES = {
    "certificate.malformed": Message(
        "A certificate is malformed.",
        "Ask whoever made the file for the original.",
    ),
    "revocation.revoked": Message(
        "The certificate “{subject}” was revoked on {since}.",
        "Do not seal with it. Ask the authority that issued it for a new one.",
    ),
    "revocation.unknown": Message(
        "Nobody could be asked whether the certificate “{subject}” was revoked.",
        "Try again later, or seal at the level B-T.",
    ),
    "seal.file": Message(
        "This is no PKCS#12 file with a key for seals.",
        _REVIEW,
    ),
    "seal.passphrase": Message(
        "The passphrase does not open the file with the seal's key.",
        "Check the environment variable TESELA_SEAL_PASSPHRASE.",
    ),
    "seal.key_unsupported": Message(
        "The key in the file cannot seal: RSA keys of 2,048 bits or more and P-256 keys can.",
        _REVIEW,
    ),
    "seal.no_time_stamper": Message(
        "Sealing at the level {level} needs a time-stamping service, and none is set.",
        "Name one (--time-stamps URL), or seal at the level B-B.",
    ),
    "seal.no_revocations": Message(
        "Sealing at the level {level} needs to ask authorities what they revoked.",
        "Seal at the level B-T, or let them be asked.",
    ),
    "seal.no_certificate": Message(
        "There is no certificate for the seal's key.",
        _REVIEW,
    ),
}
