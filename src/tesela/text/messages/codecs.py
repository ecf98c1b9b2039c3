"""What can be wrong with JSON, JSON-LD, RDF and encoded values."""

from tesela.text.messages import Message

MESSAGES = {
    "json.invalid": Message(
        "This is not readable JSON: line {line}, column {column}.",
        "Ask the sender for the original file; do not open and save it in a word processor.",
    ),
}
