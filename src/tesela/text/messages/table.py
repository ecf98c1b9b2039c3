"""All sentences of all rooms in one table."""

from tesela.text.messages import Message, codecs, roster, vocab

MESSAGES: dict[str, Message] = {
    **codecs.MESSAGES,
    **roster.MESSAGES,
    **vocab.MESSAGES,
}
