"""What the pages of an organisation say: members, keys, identity, log, home."""

from tesela.text.messages import Message

MESSAGES: dict[str, Message] = {
    "providers.not_allowed": Message(
        "Your role in this organisation does not allow this.",
        "Ask an owner of the organisation to do it or to change your role.",
    ),
    "providers.no_key": Message(
        "The organisation has no signing key yet.", "An owner can make one under “Settings”."
    ),
    "providers.menu": Message("Organisation"),
    "providers.menu.design": Message("What can be earned"),
    "providers.menu.classes": Message("Issue to a class"),
    "providers.menu.awards": Message("Awards"),
    "providers.menu.settings": Message("Settings"),
}
