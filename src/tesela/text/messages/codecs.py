"""What can be wrong with JSON, JSON-LD, RDF and encoded values."""

from tesela.text.messages import Message

MESSAGES = {
    "json.invalid": Message(
        "This is not readable JSON: line {line}, column {column}.",
        "Ask the sender for the original file; do not open and save it in a word processor.",
    ),
    "jsonld.unknown_context": Message(
        "The document relies on definitions at {url}, which are not known here.",
        "Ask the sender for a document that uses published contexts only; nothing is fetched.",
    ),
}
