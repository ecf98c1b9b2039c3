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
}
