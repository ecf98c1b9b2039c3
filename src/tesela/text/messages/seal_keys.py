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
    "seal.no_certificate": Message(
        "There is no certificate for the seal's key.",
        _REVIEW,
    ),
    "seal.expired": Message(
        "The certificate “{name}” counts no longer, since {until}.",
        "Ask the authority that issued it for a new one; nothing is sealed with this one.",
    ),
    "seal.expires": Message(
        "The certificate “{name}” counts for {count} more day, until {until}.",
        "Ask the authority that issued it for a new one in time.",
        plural="The certificate “{name}” counts for {count} more days, until {until}.",
    ),
    "seal.not_yet": Message(
        "The certificate “{name}” counts from {until} only.",
        "Seal with it from then on.",
    ),
    "seal.device": Message(
        "The device or service that holds the seal's key did not seal rightly: {reason}.",
        "Look whether it is connected, and whether the certificate is the key's; then try again.",
    ),
    "seal.uri": Message(
        "The PKCS#11 address of the key is not understood at “{part}”.",
        "Write it as pkcs11:token=TOKEN;object=KEY?module-path=LIBRARY.",
    ),
    "seal.uri_pin": Message(
        "A PIN stands in the PKCS#11 address, where others can see it.",
        "Take it out; put it into the environment variable TESELA_SEAL_PASSPHRASE.",
    ),
    "seal.no_hardware_package": Message(
        "Keys in hardware need a package that is not installed.",
        "Install it: pip install 'tesela[hardware]'.",
    ),
    "seal.no_module": Message(
        "The library of the device that holds the seal's key cannot be used: {path}.",
        "Name the one that came with the device: module-path=… in the address, or the environment"
        " variable TESELA_PKCS11_MODULE.",
    ),
    "seal.no_token": Message(
        "{count} devices go by this name; one is needed.",
        "Connect it, and name it by its token or serial.",
    ),
    "seal.pin": Message(
        "The device does not accept the PIN.",
        "Check TESELA_SEAL_PASSPHRASE. After a few wrong PINs devices lock themselves.",
    ),
    "seal.no_key": Message(
        "{count} keys in the device go by this name; one is needed.",
        "Name it by its object or id.",
    ),
    "seal.remote": Message(
        "The service that holds the seal's key gave an answer that is not understood, to {step}.",
        "Ask the provider of the service; it must offer the CSC API, version 2.",
    ),
    "seal.remote_disabled": Message(
        "The service says that the credential {credential} cannot be used.",
        "Ask the provider of the service.",
    ),
    "seal.configuration": Message(
        "The file {file} does not say how to reach the service that holds the seal's key: {member}.",
        "docs/seal-keys.md has an example.",
    ),
}
