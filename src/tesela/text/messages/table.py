"""All sentences of all rooms in one table."""

from tesela.text.messages import Message, codecs, proofs, roster, status, trust, vocab

MESSAGES: dict[str, Message] = {
    **codecs.MESSAGES,
    **proofs.MESSAGES,
    **roster.MESSAGES,
    **status.MESSAGES,
    **trust.MESSAGES,
    **vocab.MESSAGES,
}
