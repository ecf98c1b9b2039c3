"""What can be wrong with finding out whose key something is."""

from tesela.text.messages import Message

MESSAGES = {
    "fetch.offline": Message(
        "{url} was not asked, because nothing is fetched in this run.",
        "Try again with a network connection, or name a registry that has a copy.",
    ),
    "fetch.address": Message(
        "{url} cannot be asked: only public https addresses can.",
        "Ask the issuer for a credential whose addresses begin with https.",
    ),
    "fetch.private": Message(
        "{host} is inside a private network and is not asked.",
        "Ask the issuer for a credential whose addresses are public.",
    ),
    "fetch.unreachable": Message(
        "{url} could not be reached.",
        "Try again later. If it stays so, ask the issuer.",
    ),
    "fetch.status": Message(
        "{url} answered with the status {status}.",
        "Try again later. If it stays so, ask the issuer.",
    ),
    "fetch.too_large": Message(
        "{url} sent more than {maximum} bytes.",
        "Ask the issuer; such an answer is never needed.",
    ),
    "fetch.redirects": Message(
        "{url} sends its visitors on too often.",
        "Ask the issuer.",
    ),
    "method.malformed": Message(
        "{method} does not name a key.",
        "Ask the issuer for the original credential.",
    ),
    "method.unsupported": Message(
        "Keys such as {method} cannot be looked up yet.",
        "Supported are did:key, did:jwk, did:web and https addresses.",
    ),
    "method.not_listed": Message(
        "The key {method} is not among its owner's keys.",
        "Ask the issuer; somebody else may have signed.",
    ),
    "method.document": Message(
        "The page {address} is not the identity document it should be.",
        "Ask the issuer to put its identity document in order.",
    ),
    "method.controller": Message(
        "The key {method} is listed for somebody else.",
        "Ask the issuer; somebody else may have signed.",
    ),
    "registry.unreadable": Message(
        "{file} is no trust registry.",
        "Name a folder that has a registry.json, such as the one that “tesela demo” leaves.",
    ),
    "registry.malformed": Message(
        "This is no feed of a registry of providers: its member {member} is missing or wrong.",
        "Get the feed again from where the registry publishes it.",
    ),
    "registry.unsigned": Message(
        "This feed of a registry is not signed, so nobody answers for what it says.",
        "Get the signed feed from where the registry publishes it.",
    ),
    "registry.other_key": Message(
        "This feed is signed with the key {method}, which is not the registry's that you named.",
        "Name the registry's own key or identity, as you have it from the registry itself.",
    ),
    "registry.signature": Message(
        "The feed of {registry} was changed after it was signed.",
        "Do not use it. Get the feed again from where the registry publishes it.",
    ),
    "registry.key_ended": Message(
        "The key that signed this feed was out of use since {ended}.",
        "Ask the registry for a feed signed with its present key.",
    ),
    "registry.stale": Message(
        "This feed is out of date: the next one was due by {due}.",
        "Get the registry's present feed.",
    ),
    "registry.rolled_back": Message(
        "This feed has the number {sequence}, but number {seen} was seen before: somebody shows"
        " an old one.",
        "Do not use it. Get the registry's present feed.",
    ),
    "registry.two_faces": Message(
        "There are two different feeds with the number {sequence}.",
        "Do not use it. Tell the registry.",
    ),
    "registry.part": Message(
        "The part {part} of the feed is not the one that the registry signed.",
        "Get it again from where the registry publishes it.",
    ),
    "registry.part_missing": Message(
        "The part {part} of the feed is missing.",
        "Keep the folder “parts” beside the feed, or use the whole registry in one file.",
    ),
    "registry.entry": Message(
        "The entry {entry} of the registry is wrong at {member}.",
        "Tell the registry.",
    ),
    "registry.entry_twice": Message(
        "Two entries have the address {entry}.",
        "Keep one entry for each provider.",
    ),
    "registry.identity_twice": Message(
        "Two entries have the identity {identity}.",
        "An identity belongs to one provider. Take it out of the other entry.",
    ),
}
