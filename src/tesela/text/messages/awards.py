"""What the pages and mails about awards say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
