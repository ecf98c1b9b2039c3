"""All sentences of all rooms in one table."""

from tesela.text.messages import Message, codecs, proofs, roster, vocab

MESSAGES: dict[str, Message] = {
    **codecs.MESSAGES,
    **proofs.MESSAGES,
    **roster.MESSAGES,
    **vocab.MESSAGES,
}
