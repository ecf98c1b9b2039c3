"""What a learner's pages say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
