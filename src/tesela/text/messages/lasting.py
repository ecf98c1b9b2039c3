"""What lasts when a provider is gone: time proofs, bundles, what was true then."""

from tesela.text.messages import Message

MESSAGES = {
    "as_of.bundle_says": Message(
        "By what the bundle itself says it was genuine on {day}. Nobody whom you trust has"
        " confirmed the issuer's key, so this is a claim."
    ),
    "as_of.genuine": Message("Genuine as of {day}. How it stands today is not known."),
    "as_of.genuine_once": Message("Genuine when it was made. How it stands today is not known."),
    "as_of.suspended": Message(
        "Genuine, but suspended as of {day}. How it stands today is not known."
    ),
    "bundle.malformed": Message(
        "The bundle's list of contents (bundle.json) is incomplete or malformed at “{member}”.",
        "Use the bundle as it was saved; a repacked one may have lost something.",
    ),
    "bundle.missing_file": Message(
        "The bundle lists the file {file}, which is not in it.",
        "Use the bundle as it was saved; a repacked one may have lost something.",
    ),
    "bundle.none": Message(
        "This ZIP or folder is no bundle: it has no bundle.json.",
        "Verify the credential in it by itself.",
    ),
    "bundle.too_large": Message(
        "The ZIP holds more than is read of strangers' files (the limit is {maximum}).",
        "Unpack it and verify the credential in it by itself.",
    ),
    "bundle.unreadable": Message(
        "The ZIP is damaged or encrypted.", "Ask for an undamaged copy without a password."
    ),
    "bundle.unsafe_name": Message(
        "The ZIP has a file name that is not harmless: {file}. It is not read.",
        "Ask for the bundle as it was saved.",
    ),
    "content.bundle": Message(
        "Only the credential in the bundle is judged. What lies beside it is worth what the"
        " credential confirms."
    ),
    "existence.authority_unknown": Message(
        "A time-stamp by {authority} says that it existed by {by}. Whether that authority can be"
        " believed is not known.",
        "Give the authority's certificate, or that of the one above it, among those you trust.",
    ),
    "existence.no_proof": Message("Nobody independent has confirmed when it was made."),
    "existence.not_of_this": Message(
        "The time proof that came along proves nothing of this credential ({reason}).",
        "Use the time proof that was saved with this credential.",
    ),
    "existence.proven": Message("It existed by {by}, as {authority} has confirmed."),
    "issuer.as_carried": Message(
        "That the key is the issuer's, only the bundle itself says.",
        "Verify with a connection, or with a registry that you trust and that has the issuer's"
        " keys.",
    ),
    "status.as_of": Message(
        "On {day} it was neither withdrawn nor suspended. What has happened since is not known.",
        "Ask the issuer, or verify with a connection if the issuer still answers.",
    ),
    "status.suspended_then": Message(
        "It was suspended when the bundle was saved. Whether it still is, is not known.",
        "Ask the issuer, or verify with a connection if the issuer still answers.",
    ),
    "time_proof.malformed": Message(
        "The time proof is incomplete or malformed at “{member}”.",
        "Use the time proof as it was given to you.",
    ),
    "time_proof.other_file": Message(
        "The time proof is of other files.",
        "Use the time proof that was made for this very file.",
    ),
    "time_proof.other_root": Message(
        "The time proof was changed: the file's place does not lead to what was stamped.",
        "Use the time proof as it was given to you.",
    ),
    "time_proof.version": Message(
        "This kind of time proof (version {version}) is not supported.",
        "Use a newer version of Tesela.",
    ),
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
