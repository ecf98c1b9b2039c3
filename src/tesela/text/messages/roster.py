"""What can be wrong with a class list."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
