"""`Draft`: what rules found in a file that somebody has, before anybody has accepted it.

A draft is no description. Each `Found` is one value that a rule read, with the
place it stood at and the words it stood in, so that a person can look and take
it or leave it; two values for one member are both there. `gaps` are the
standard elements of Annex I (Council Recommendation 2022/C 243/02) for which
nothing was found. Nothing in a draft is about a learner, as far as rules can
tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tesela.text.errors import Problem

Json = Any
PlaceKind = Literal["page", "paragraph", "cell", "member", "activity", "part"]
SourceKind = Literal[
    "text", "markdown", "html", "docx", "odt", "pdf", "badge", "european", "credential", "moodle"
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stood in a file."""

    kind: PlaceKind
    """What `name` counts or names: a page, a paragraph, a cell of a table, a member of JSON, an
    activity of a course, a part of a file."""
    name: str
    """Such as `2` for a page, `14` for a paragraph, `Hours` for a cell, `/name` for a member."""
    excerpt: str
    """The words it stood in, shortened."""

    def to_json(self) -> dict[str, str]:
        """As the command's `--json` writes it."""
        return {"kind": self.kind, "name": self.name, "excerpt": self.excerpt}


@dataclass(frozen=True, slots=True)
class Found:
    """One value that a rule read, for one member of a description."""

    element: str
    """Number of the standard element in Annex I, such as `7`; empty for what is none."""
    path: str
    """The member, as in YAML: `title`, `workload.hours`, `learning_outcomes.2.text`."""
    value: Json
    """As the description writes it; a text by language, a figure as text."""
    where: Place
    rule: str
    """Id of the rule that read it (`drafting.rules.RULES`)."""

    def to_json(self) -> dict[str, Json]:
        """As the command's `--json` writes it."""
        return {
            "element": self.element,
            "path": self.path,
            "value": self.value,
            "where": self.where.to_json(),
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class DraftSource:
    """The file that a draft was read from."""

    name: str
    """The file's name; only its ending where the file is about a person."""
    kind: SourceKind
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""
    language: str | None
    """BCP 47 tag of the text: as it was given, else as the words tell; None if they do not."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was found in one file, in its order, and what was not."""

    source: DraftSource
    found: tuple[Found, ...]
    gaps: tuple[str, ...]
    """Numbers of the standard elements without a value."""
    notes: tuple[Problem, ...]
    """What a person should look at: two values for one member, lines passed over."""

    @property
    def doubled(self) -> Mapping[str, tuple[int, ...]]:
        """Members with more than one value → which finds; a person has to choose."""
        places: dict[str, list[int]] = {}
        for number, found in enumerate(self.found):
            places.setdefault(found.path, []).append(number)
        return {path: tuple(some) for path, some in places.items() if len(some) > 1}
