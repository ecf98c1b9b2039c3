"""What `tesela registry` says."""

from tesela.text.messages import Message

MESSAGES = {
    "cli.registry": Message("A registry of providers, without a service: sign, check and ask."),
    "cli.registry.sign": Message(
        "Make a signed feed of a registry of providers from a file. Do it again after each change, "
        "and before the feed is overdue."
    ),
    "cli.registry.check": Message(
        "Check a registry's feed: who signed it, is it fresh, and is every part what was signed?"
    ),
    "cli.registry.find": Message(
        "Look a provider up in a registry's feed: who is it, and did the registry vouch for it?"
    ),
    "cli.argument.feed": Message("A registry's feed: a file, a folder, or an https address."),
    "cli.argument.registry": Message("The registry as JSON: whose it is, and its entries."),
    "cli.argument.provider": Message("The provider's identity (DID or https address) or entry."),
    "cli.option.registry_out": Message("Where the feed is written; an earlier one is followed."),
    "cli.option.registry_days": Message("For how many days readers may rely on it."),
    "cli.registry_signed": Message(
        "{file}: edition {sequence}, signed. Providers in it: {entries}. Publish the whole folder."
    ),
    "cli.registry_checked": Message(
        "The feed of {name} ({registry}) is genuine and fresh. It lists {count} provider.",
        plural="The feed of {name} ({registry}) is genuine and fresh. It lists {count} providers.",
    ),
    "cli.registry_edition": Message("Edition {sequence} of {issued}; the next is due by {due}."),
    "cli.registry_found": Message("{name}: {status}"),
    "cli.registry_since": Message("Since {day}; entry {id}"),
    "cli.registry_evidence": Message("Evidence: {kind}, until {until}"),
    "cli.registry_unknown": Message(
        "On {day} the registry says nothing of {name}.",
        "Use the identity that stands in the credential, or the address of the entry.",
    ),
    "cli.registry_no_feed": Message(
        "This registry is no signed feed of providers.",
        "Name its feed.json or providers.json, or the folder they are in.",
    ),
    "cli.registry_count": Message(
        "The feed says that it has {stated} entries, and {found} are there.",
        "Do not rely on it. Ask the registry for a correct one.",
    ),
    "cli.registry_other": Message(
        "In this folder stands the feed of another registry: {registry}.", "Name another folder."
    ),
}
