"""All sentences of all rooms in one table."""

from tesela.text.messages import (
    Message,
    cli,
    codecs,
    conform,
    description,
    document,
    elements,
    elm,
    issuing,
    openbadges,
    proofs,
    roster,
    status,
    trust,
    verify,
    vocab,
)

MESSAGES: dict[str, Message] = {
    **cli.MESSAGES,
    **codecs.MESSAGES,
    **conform.MESSAGES,
    **description.MESSAGES,
    **document.MESSAGES,
    **elements.MESSAGES,
    **elm.MESSAGES,
    **issuing.MESSAGES,
    **openbadges.MESSAGES,
    **proofs.MESSAGES,
    **roster.MESSAGES,
    **status.MESSAGES,
    **trust.MESSAGES,
    **verify.MESSAGES,
    **vocab.MESSAGES,
}
