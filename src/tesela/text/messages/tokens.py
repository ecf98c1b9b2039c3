"""What is said of credentials as JSON Web Tokens, and of presentations."""

from tesela.text.messages import Message

MESSAGES = {
    "token.ok": Message("The token's header and claims are in order and contradict nothing."),
    "token.media_type": Message(
        "The token's “{member}” says “{value}”, which no credential of this kind says.",
        "Ask the issuer for the original credential.",
    ),
    "token.claim": Message(
        "The token has a claim “{claim}”, which must not stand beside a document of this kind.",
        "Ask the issuer for the credential in another form.",
    ),
    "token.number": Message(
        "The token's claim “{claim}” is no moment.",
        "Ask the issuer for the original credential.",
    ),
    "token.contradiction": Message(
        "The token's claim “{claim}” and the document's member “{member}” say different things.",
        "Take nothing from it. Ask the issuer.",
    ),
    "token.party": Message(
        "The document's “{member}” is somebody else than the owner of the key that is to sign.",
        "Sign with a key of whom the document names.",
    ),
    "token.envelope": Message(
        "This is no credential in an envelope: its member “{member}” is missing or malformed.",
        "Ask for the original credential.",
    ),
    "token.key_binding": Message(
        "The presentation carries a second proof of who holds it, of a kind that is not read.",
        "Ask for a presentation that is signed once.",
    ),
    "token.not_published": Message(
        "The issuer {issuer} does not publish its keys at its address, so whose key signed could not "
        "be found out.",
        "Ask the issuer.",
    ),
    "token.no_key": Message(
        "The token does not say which of the issuer's keys it was signed with.",
        "Ask the issuer.",
    ),
    "input.presentation": Message(
        "This is a presentation of {count} credentials, not a credential.",
        "Verify the credentials in it one by one.",
    ),
    "presentation.form_ok": Message("It has the form of a presentation."),
    "presentation.form": Message(
        "The presentation's member “{member}” is missing or malformed.",
        "Ask for a new presentation.",
    ),
    "presentation.proof_ok": Message("The presentation's signature is correct."),
    "presentation.unsigned": Message(
        "Nobody signed the presentation: it says nothing about who hands the credential over."
    ),
    "presentation.purpose": Message(
        "The presentation's signature was made for another purpose: {purpose}.",
        "Ask for a presentation signed for the purpose authentication.",
    ),
    "presentation.purpose_ok": Message("The presentation was signed to show who hands it over."),
    "presentation.holder_ok": Message("The key that signed the presentation is its holder's."),
    "presentation.holder": Message(
        "The key that signed the presentation belongs to {controller}, not to the holder {holder}.",
        "Somebody may be presenting what is not theirs. Ask for a new presentation.",
    ),
    "presentation.several_holders": Message(
        "Several persons signed the presentation, and it does not say who the holder is.",
        "Ask for a presentation that names its holder.",
    ),
    "presentation.question_ok": Message("The presentation answers the question that was asked."),
    "presentation.challenge": Message(
        "The presentation was not made in answer to the challenge that was set.",
        "It may be an old one. Ask for a new presentation.",
    ),
    "presentation.domain": Message(
        "The presentation was made for somebody else.",
        "It may have been passed on. Ask for a new presentation.",
    ),
    "presentation.time_ok": Message("The presentation may be accepted at this time."),
}
