"""What the demonstration says."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
