"""What the pages for asking and answering say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
