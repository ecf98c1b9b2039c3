"""What the pages for describing an achievement say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
