"""What the pages for issuing to a class say."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
