"""What is said about a registry of providers: its states, and the pages that run and show it."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "registry.status.active": Message("trusted"),
    "registry.status.suspended": Message("suspended"),
    "registry.status.withdrawn": Message("withdrawn"),
}
