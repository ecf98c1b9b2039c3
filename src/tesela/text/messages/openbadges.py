"""What can be wrong with an Open Badge."""

from tesela.text.messages import Message

MESSAGES = {
    "badge.hosted": Message("The issuer's page still says the same as this file."),
    "badge.own_page": Message("The page that shows it is the issuer's own."),
    "badge.offline": Message(
        "It has no signature: whether it is genuine only its issuer's page {address} can tell, and "
        "nothing is fetched in this run.",
        "Try again with a network connection.",
    ),
    "badge.differs": Message(
        "The issuer's page {address} says something else than this file.",
        "Take nothing from it. What the page says counts.",
    ),
    "badge.other_host": Message(
        "The page {address}, which is to prove it, does not belong to the issuer {issuer}.",
        "Somebody may be pretending to be the issuer. Ask the issuer.",
    ),
    "badge.document": Message(
        "The page {address} is not the document it should be.",
        "Ask the issuer to put its pages in order.",
    ),
    "openbadges.unreadable": Message(
        "The Open Badge cannot be read at {path}.",
        "Ask the issuer for a correct Open Badge 3.0.",
    ),
}
