"""What a document consists of, whatever it is written as.

A `Content` is a tree of frozen parts: texts, paragraphs, lists, facts,
sections. It is written down as PDF and as HTML by writers that add nothing
to it and leave nothing out. Every piece of text knows its own language, so
that both can mark it (WCAG 2.2, 3.1.2; ISO 14289-1, 7.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one language.

    `address`: where it leads, for a link. `file`: true where the text is the
    name of the credential that travels with the document.
    """

    text: str
    language: str
    address: str | None = None
    file: bool = False


Text = tuple[Run, ...]
"""One statement, as runs: one unless something in another language or a link stands in it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Items:
    """A list; its members are numbered where other parts refer to the numbers."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the table: what it is about, and one or more lines saying it."""

    label: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of two columns whose first cells are row headers."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """An address as QR code; the same address stands as text in the next part."""

    address: str
    alternative: Text


@dataclass(frozen=True, slots=True)
class Group:
    """Parts under a heading of the third level."""

    heading: Text
    parts: tuple["Part", ...]


Part = Paragraph | Items | Facts | Code | Group


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a heading of the second level; `key` says which section it is."""

    key: str
    heading: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The document that a learner holds, in that learner's language.

    `name` is the document's own name for title bars and lists of files,
    `page_of` a sentence with the places `{page}` and `{pages}`; neither is
    part of what the document says, as `seal` is not, the name of the place
    for a seal. `tile` is checked SVG text.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    name: str
    page_of: str
    authors: tuple[str, ...]
    kind: Text
    title: Text
    learner_label: Text
    learner: Text
    statement: Text
    tile: str
    tile_alternative: Text
    sections: tuple[Section, ...]
    credential_name: str
    seal: Text


def plain(text: Text) -> str:
    """The text without its marks."""
    return "".join(run.text for run in text)


def statements(content: Content) -> Iterator[Text]:
    """Every statement the document makes, in reading order, without alternative texts."""
    yield content.kind
    yield content.title
    yield content.learner_label
    yield content.learner
    yield content.statement
    for section in content.sections:
        yield section.heading
        yield from _statements(section.parts)


def _statements(parts: tuple[Part, ...]) -> Iterator[Text]:
    for part in parts:
        match part:
            case Paragraph(text):
                yield text
            case Items(items):
                yield from items
            case Facts(rows):
                for row in rows:
                    yield row.label
                    yield from row.lines
            case Group(heading, inner):
                yield heading
                yield from _statements(inner)
            case Code():
                pass
