"""Concepts of ESCO and DigComp: their files, the packages they come from, and how they are picked."""

from tesela.text.messages import Message

MESSAGES = {
    "concepts.unreadable": Message(
        "The file “{file}” is no list of concepts that Tesela can read.",
        fix="Import the package again on this machine: tesela esco import.",
    ),
}
