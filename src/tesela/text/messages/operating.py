"""What operators are told, on the command line and on pages."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {}
