"""What lasts when a provider is gone: time proofs, bundles, what was true then."""

from tesela.text.messages import Message

MESSAGES = {
    "issuer.key_revoked": Message(
        "The issuer has declared the key invalid from {revoked} on, perhaps because it was stolen."
        " The credential says that it is older, but nobody independent has confirmed that.",
        "Ask for the credential's time proof and verify both together, or ask the issuer for a new"
        " credential.",
    ),
    "merkle.empty": Message("There is nothing to stamp."),
    "merkle.malformed": Message(
        "The time proof does not fit together: its place and its siblings belong to no tree.",
        "Use the time proof as it was given to you, together with the credential it was made for.",
    ),
}
