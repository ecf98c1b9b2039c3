"""The quality schemes that are shipped, in words; their form stands in `process/schemes`."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
