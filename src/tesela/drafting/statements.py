"""Pieces → statements: what a text says, and what it calls it.

A value stands behind its label (`Hours: 25`), below it (a heading, a line by
itself), or in a table beside or below it. Everything until the next label or
heading belongs to a label that stands above. What is about a person is passed
over here, before any rule looks:

1. A value whose label is one of a person (name, date of birth, address …).
2. A line with words such as *this is to certify that*; where they end the
   line, the next one too, for there the name stands.
3. A line that somebody completed something: what stands before that is a name.
   Only what stands behind is read, and shown as an excerpt no further than the
   value itself (`close`). Where the verb stands last, as in German, it is what
   stands behind the auxiliary.
4. A line with an e-mail address, or with Mr, Ms and their like.
"""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tesela.drafting.pieces import Piece
from tesela.drafting.words import Label, Words

_EMAIL = re.compile(r"[^\s@<>]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_SPLIT = re.compile(r"\s*(?::|：|\t|\s[–—-]\s)\s*")
_LONG = ("outcomes", "assessment", "prerequisites", "summary")
"""Fields whose value may go on below; of others it is one line."""
_MOST_ITEMS = 200
_BEGINNING = 8
_WORDS_OF_A_NAME = 2
_BETWEEN = " \t,.:;"
_NAME = re.compile(r"\s*(?:[^\W\d_][\w'’-]*\.?\s+){1,4}\Z")
PERSON = "person"
COMPLETED = "completed"
"""The field of what stands behind words such as *has successfully completed*."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a value, and where it stands."""

    text: str
    piece: Piece
    close: bool = False
    """Whether what stands around a value must not be shown."""
    called: str = ""
    """Its label, where that stands in another cell."""


@dataclass(slots=True)
class Statement:
    """What a text says under one label; `field` is empty where there is none."""

    field: str
    label: str
    unit: str
    lines: list[Line] = dataclasses.field(default_factory=list)
    heading: int = 0


@dataclass(slots=True)
class Said:
    """All statements of a text, and how much was passed over as a person's."""

    statements: list[Statement] = dataclasses.field(default_factory=list)
    persons: int = 0
    """Lines that were passed over."""
    certificate: bool = False
    """Whether it is a certificate of somebody's."""


def statements(pieces: Sequence[Piece], words: Words) -> Said:
    """What the pieces say, in their order, without what is about a person."""
    said = Said(certificate=_is_certificate(pieces, words))
    reading = _Reading(words, said)
    for piece in pieces:
        reading.take(piece)
    return said


def _is_certificate(pieces: Sequence[Piece], words: Words) -> bool:
    """Whether it begins with words for a certificate, or says somewhere that it certifies."""
    begins = any(words.is_one_of("certificate", piece.text) for piece in pieces[:_BEGINNING])
    return begins or any(words.phrase("person_lines", piece.text) for piece in pieces)


class _Reading:
    """One pass over the pieces; `open` is the statement that goes on below."""

    def __init__(self, words: Words, said: Said) -> None:
        self._words = words
        self._said = said
        self._open: Statement | None = None
        self._name_follows = False

    def take(self, piece: Piece) -> None:
        line = self._without_person(piece)
        if line is None:
            return
        if piece.row or piece.column:
            self._cell(line)
        else:
            self._line(line)

    def _without_person(self, piece: Piece) -> Line | None:
        """What may be read of a piece; None where it is about a person."""
        if self._name_follows and not self._words.label(piece.text):
            self._name_follows = False
            self._passed_over()
            return None
        self._name_follows = False
        if (completed := self._completed(piece.text)) is not None:
            self._complete(completed, piece)
            return None
        if mark := self._words.first("person_lines", piece.text):
            after = piece.text[mark[1] :]
            few = len(after.strip(_BETWEEN).split()) < _WORDS_OF_A_NAME
            self._name_follows = few and not any(map(str.isdigit, after))
            self._passed_over()
            return None
        if _EMAIL.search(piece.text) or self._is_addressed(piece.text):
            self._passed_over()
            return None
        return Line(piece.text, piece)

    def _completed(self, text: str) -> str | None:
        """What stands behind the words for having completed something; None without them."""
        done = self._words.first("completed", text)
        if done and (self._said.certificate or _is_name(text[: done[0]])):
            return text[done[1] :]
        if not self._said.certificate:
            return None
        if verb := self._words.first("completed_last", text):
            return self._behind_auxiliary(text[: verb[0]])
        mark = self._words.first("person_lines", text)
        if mark and self._words.first("auxiliaries", text[mark[1] :]):
            return self._behind_auxiliary(text[mark[1] :])
        return None

    def _complete(self, what: str, piece: Piece) -> None:
        """Something that somebody completed."""
        self._said.persons += 1
        self._open = None
        rest = Line(what.strip(_BETWEEN), piece, close=True)
        self._add(Statement(COMPLETED, "", "", [rest]))

    def _behind_auxiliary(self, text: str) -> str:
        """In languages whose verb stands last, the name stands before the auxiliary."""
        found = self._words.first("auxiliaries", text)
        return text[found[1] :] if found else text

    def _is_addressed(self, text: str) -> bool:
        """Whether Mr, Ms or the like stands before a word with a capital letter."""
        found = self._words.first("honorifics", text)
        return found is not None and text[found[1] :].strip(". ")[:1].isupper()

    def _passed_over(self) -> None:
        self._said.persons += 1
        self._open = None

    def _cell(self, line: Line) -> None:
        """A cell is called by the first of its row, else by the first of its column."""
        self._open = None
        piece = line.piece
        if self._words.label(piece.text):
            return
        named = [(one, self._words.label(one)) for one in (piece.row, piece.column) if one]
        known = next(((one, label) for one, label in named if label), None)
        if any(label and label.field == PERSON for _, label in named):
            self._passed_over()
            return
        lines = [replace(line, text=text) for text in line.text.split("\n") if text.strip()]
        if known:
            lines = [replace(one, called=known[0]) for one in lines]
            self._add(Statement(known[1].field, known[0], known[1].unit, lines))
        elif not self._split(line):
            self._add(Statement("", "", "", lines))

    def _line(self, line: Line) -> None:
        if label := self._words.label(line.text):
            self._start(label, line, "")
            return
        if self._split(line):
            return
        heading = line.piece.heading
        if heading:
            self._heading(line, heading)
        elif self._open and self._belongs(line):
            self._open.lines.append(line)
            if self._open.field not in _LONG:
                self._open = None
        else:
            self._open = None
            self._add(Statement("", "", "", [line]))

    def _split(self, line: Line) -> bool:
        """A line that holds label and value."""
        found = _SPLIT.search(line.text)
        label = self._words.label(line.text[: found.start()]) if found else None
        if found is None or label is None:
            return False
        self._start(label, line, line.text[found.end() :])
        return True

    def _start(self, label: Label, line: Line, value: str) -> None:
        self._open = None
        if label.field == PERSON:
            self._said.persons += 1
            self._name_follows = not value
            return
        if label.field == "other":
            self._add(Statement("", "", "", [replace(line, text=value)] if value else []))
            return
        statement = Statement(label.field, line.text, label.unit, heading=line.piece.heading)
        if value:
            statement.lines.append(replace(line, text=value))
        self._add(statement)
        if not value or label.field in _LONG:
            self._open = statement

    def _heading(self, line: Line, heading: int) -> None:
        """A deeper heading is a part of what goes on; any other ends it."""
        if self._open and self._open.heading and heading > self._open.heading:
            self._open.lines.append(line)
            return
        self._open = None
        self._add(Statement("heading", "", "", [line]))

    def _belongs(self, line: Line) -> bool:
        """Whether a line still belongs to the label above it."""
        assert self._open is not None
        lines = self._open.lines
        if len(lines) >= _MOST_ITEMS:
            return False
        after_list = bool(lines) and lines[-1].piece.listed and not line.piece.listed
        # Behind a list, a paragraph by itself is something else.
        return not (after_list and line.piece.apart)

    def _add(self, statement: Statement) -> None:
        self._said.statements.append(statement)


def _is_name(before: str) -> bool:
    """Whether two to four words with capitals are all that stands there."""
    given = before.split()
    return len(given) > 1 and bool(_NAME.match(before)) and all(word[0].isupper() for word in given)
