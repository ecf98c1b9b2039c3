"""What the verification procedure says, of what passed and of what did not."""

from tesela.text.messages import Message

MESSAGES = {
    "input.unknown": Message(
        "This is no credential in a format that can be read.",
        "JSON credentials and tokens can be read, and badge pictures (PNG, SVG), PDF documents "
        "and ZIP files that carry one.",
    ),
    "input.pdf_without_credential": Message(
        "This PDF carries no credential, so there is nothing to verify.",
        "Ask the learner for the original file; printing to a new PDF loses the credential.",
    ),
    "input.picture_without_credential": Message(
        "This picture carries no credential, so there is nothing to verify.",
        "Ask the learner for the original file; a screenshot or a copy saved anew loses the "
        "credential.",
    ),
    "input.picture_unreadable": Message(
        "This picture is damaged or not what it seems, so no credential is read from it.",
        "Ask the learner for the original file.",
    ),
    "input.picture_too_large": Message(
        "This picture is too large to be read.",
        "Ask the learner for the credential itself, as a JSON file.",
    ),
    "input.several_credentials": Message(
        "This picture carries {count} credentials, and nobody can tell which one it shows.",
        "Ask the learner for the original file.",
    ),
    "form.ok": Message("The document has the form of a verifiable credential."),
    "form.member": Message(
        "The member “{member}” is missing or malformed.",
        "Ask the issuer for the original credential.",
    ),
    "meaning.ok": Message("Every member of the document has a published meaning."),
    "proof.ok": Message("The signature is correct: nothing was changed since it was signed."),
    "proof.wrong": Message(
        "The signature does not fit: the document was changed after it was signed, or somebody "
        "else signed it.",
        "Take nothing from it. Ask the learner or the issuer for the original.",
    ),
    "proof.purpose_ok": Message("The signature was made to make this statement."),
    "proof.purpose": Message(
        "The signature was made for another purpose: {purpose}.",
        "Ask the issuer for a credential signed for the purpose assertionMethod.",
    ),
    "proof.expired": Message(
        "The signature was meant to be accepted until {until} only.",
        "Ask the learner for a fresh copy.",
    ),
    "proof.time_ok": Message("The signature may be accepted at this time."),
    "issuer.ok": Message("The key that signed belongs to the issuer."),
    "issuer.other": Message(
        "The key that signed belongs to {controller}, not to the issuer {issuer}.",
        "Somebody may be pretending to be the issuer. Ask the issuer.",
    ),
    "issuer.key_ended": Message(
        "The issuer stopped using this key at {ended}, before the signature was made.",
        "Ask the issuer whether this credential is theirs.",
    ),
    "issuer.key_purpose": Message(
        "The issuer does not use this key to sign credentials.",
        "Ask the issuer; somebody else may have signed.",
    ),
    "dates.ok": Message("The document is valid at this time."),
    "dates.not_yet": Message(
        "The document is valid from {start} on, not yet at {at}.",
        "Ask the issuer, or come back later.",
    ),
    "dates.over": Message(
        "The document was valid until {end}.",
        "Ask the learner whether it has been renewed.",
    ),
    "status.ok": Message("It has not been withdrawn or suspended."),
    "status.none": Message("It names no place where it could be withdrawn."),
    "status.revoked": Message(
        "The issuer has withdrawn it.",
        "It no longer counts. Ask the issuer for the reason.",
    ),
    "status.suspended": Message(
        "The issuer has suspended it for the time being.",
        "Ask the issuer, or come back later.",
    ),
    "status.unknown": Message(
        "Whether it has been withdrawn could not be found out.",
        "Ask at the address it names, or try again later.",
    ),
    "status.list_not_genuine": Message(
        "The status list it names is not genuine or out of date, so its state is unknown.",
        "Ask the issuer for the current state.",
    ),
    "status.other_issuer": Message(
        "The status list it names belongs to somebody else than the issuer.",
        "Ask the issuer for the current state.",
    ),
    "resources.ok": Message("The documents that belong to it are the ones it was signed with."),
    "resources.none": Message("It needs no other documents."),
    "resources.not_at_hand": Message(
        "The documents that belong to it were not at hand, so they were not compared."
    ),
    "content.pdf_pages": Message(
        "The pages of the PDF are not signed; somebody may have changed them. What is listed here "
        "counts."
    ),
    "content.picture": Message(
        "The picture is not signed; somebody may have changed it. What is listed here counts."
    ),
    "resources.changed": Message(
        "{resource} is not the document that it was signed with.",
        "Ask the issuer for the original.",
    ),
    "trust.registered": Message("The issuer is in the registry {registry}."),
    "trust.registered_later": Message(
        "The issuer is in the registry {registry} now, which says nothing of the day of the award.",
        "Ask the registry since when it vouches for the issuer.",
    ),
    "trust.suspended_now": Message(
        "The issuer was in good standing when this was awarded. The registry {registry} has"
        " suspended it since {since}.",
        "Ask the registry why.",
    ),
    "trust.withdrawn_now": Message(
        "The issuer was in good standing when this was awarded. The registry {registry} has"
        " withdrawn its entry since {since}.",
        "Ask the registry why. Another organisation may answer for the issuer now.",
    ),
    "trust.suspended_then": Message(
        "The issuer was suspended from the registry {registry} when this was awarded.",
        "Ask the registry.",
    ),
    "trust.withdrawn_then": Message(
        "The issuer was no longer in the registry {registry} when this was awarded.",
        "Ask the registry.",
    ),
    "trust.other_key": Message(
        "The issuer is in the registry {registry}, but not with the key that signed this.",
        "Ask the issuer whether the registry knows its keys.",
    ),
    "trust.registry_overdue": Message(
        "The registry {registry} should have been renewed by {due}. What it says may be out of"
        " date.",
        "Get the registry's present edition.",
    ),
    "trust.registry_fault": Message(
        "The registry {registry} could not be read ({reason}).",
        "Get the registry again from where it is published.",
    ),
    "trust.operator": Message("The operator of this service, {service}, vouches for the issuer."),
    "trust.not_registered": Message(
        "The issuer is not in the registry {registry}. That does not make the credential false.",
        "Find out in another way who the issuer is.",
    ),
    "trust.no_registry": Message(
        "No registry was asked who the issuer is; its name is its own statement.",
        "Name a registry that you trust.",
    ),
    "ground.registry": Message("The registry {registry}, which you trust, knows this issuer."),
    "ground.domain": Message(
        "The key that signed it is published under {domain}. Whoever has that domain issued it."
    ),
    "ground.key": Message(
        "The key that signed it stands alone: nothing says who has it. The name is the document’s "
        "own statement."
    ),
    "verdict.valid": Message("Genuine: everything that was checked is in order."),
    "verdict.invalid": Message("Not valid: at least one check failed."),
    "verdict.indeterminate": Message(
        "We cannot confirm: nothing is wrong, but something could not be established."
    ),
    "verdict.short.valid": Message("Genuine"),
    "verdict.short.invalid": Message("Not valid"),
    "verdict.short.indeterminate": Message("Cannot be confirmed"),
}
