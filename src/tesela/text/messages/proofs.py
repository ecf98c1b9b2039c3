"""What can be wrong with keys and proofs."""

from tesela.text.messages import Message

MESSAGES = {
    "key.unreadable": Message(
        "This is not a key file.",
        "Make one with: tesela keys new --type ed25519 --out KEY.json",
    ),
    "key.passphrase_needed": Message(
        "The key file is protected by a passphrase.",
        "Put the passphrase into the environment variable TESELA_KEY_PASSPHRASE.",
    ),
    "key.passphrase_wrong": Message(
        "The passphrase does not open the key file.",
        "Check TESELA_KEY_PASSPHRASE; a lost passphrase cannot be recovered.",
    ),
    "key.unsupported": Message(
        "Keys of the kind {kind} cannot be used yet.",
        "Use an Ed25519 key: tesela keys new --type ed25519 --out KEY.json",
    ),
    "key.not_valid": Message(
        "The public key {value}… is not a key of the kind {kind}.",
        "A key was cut off or changed; ask for the original.",
    ),
    "key.not_for_signing": Message(
        "A public key of the kind {kind} is kept by its owner for something else than this.",
        "Take nothing from it. Ask the issuer.",
    ),
    "key.other_suite": Message(
        "Keys of the kind {kind} cannot sign with the cryptosuite {suite}.",
        "Choose from {fitting}, or use a key of another kind.",
    ),
    "key.mismatch": Message(
        "The public and the private part of the key file do not belong together.",
        "Restore the key file from a backup.",
    ),
    "proof.missing": Message(
        "The document is not signed.",
        "Ask the issuer for the signed credential.",
    ),
    "proof.malformed": Message(
        "The proof is incomplete or malformed at “{member}”.",
        "Ask the issuer for the original credential.",
    ),
    "proof.too_many": Message(
        "The document carries more than {maximum} proofs.",
        "Ask the issuer for a credential with fewer proofs.",
    ),
    "proof.not_data_integrity": Message(
        "Proofs of the type {type} are not supported.",
        "Ask the issuer for a credential with a Data Integrity proof.",
    ),
    "proof.unknown_suite": Message(
        "The cryptosuite {suite} is not supported.",
        "Supported are the cryptosuites listed in docs/proofs.md.",
    ),
    "proof.wrong_key": Message(
        "The cryptosuite {suite} cannot be used with a key of the kind {kind}.",
        "Ask the issuer which key signs.",
    ),
    "proof.context_differs": Message(
        "The proof was made with other definitions (@context) than the document now has.",
        "Somebody changed the document's @context; ask the issuer for the original.",
    ),
    "proof.chain_broken": Message(
        "The proof builds on an earlier proof that is not in the document: {previous}.",
        "Ask the issuer for the complete credential.",
    ),
}
