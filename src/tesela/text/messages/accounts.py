"""What the pages of signing in and of one's account say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
