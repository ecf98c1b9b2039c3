"""Which column is which: headers in all languages of the European Union.

`headers.tsv` holds, for each field and language, the words that people use;
capital letters, accents, spaces and punctuation do not matter. A bare
“Name”, “Nom” or “Nome” is the family name, the given name or the whole name,
depending on what stands beside it.

The Commission's two templates for recipients are understood by their machine
rows: the recipient list of its online builder (one machine row, three rows of
explanation, then the learners) and the sheet Persons of its workbook
(learners from the row after the labels).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tesela.issuing.roster.rows import shown

FIELDS = (
    "given_name", "family_name", "full_name", "email", "contact", "date_of_birth", "award_date",
    "assessed_on", "valid_until", "grade", "language", "identifier", "evidence", "narrative",
    "workload_hours", "ects_credits", "route", "certificate_number", "certificate_country",
)  # fmt: skip
CORE_FIELDS = (
    "given_name", "family_name", "full_name", "email", "date_of_birth", "award_date", "grade",
    "language", "identifier", "evidence",
)  # fmt: skip
BARE_NAME = "name"
WITHHELD_FIELDS = ("national_id", "disability")
"""Columns that are recognised in order not to be read."""
SEVERAL_COLUMNS = ("contact", "evidence")

_HEADER_CHARACTERS = 300
"""A longer cell is no header."""
_BUILDER_PATH = re.compile(r"\{.*?\}\.(REC|ASM\{.*?\})\.(.+)\Z")
_BUILDER_ROWS_BELOW = 3
_BUILDER_FIELDS = {
    "REC.givenNames": "given_name",
    "REC.familyName": "family_name",
    "REC.fullName": "full_name",
    "REC.dateOfBirth": "date_of_birth",
    "REC.contactPoint[0].email": "email",
    "REC.contactPoint[0].walletAddress": "contact",
    "REC.nationalId": "national_id",
    "REC.nationalId.content": "national_id",
}
_PERSONS_ROWS_BELOW = 5
_PERSONS_FIELDS = {
    "Person.fullName": "full_name",
    "Person.givenNames": "given_name",
    "Person.familyName": "family_name",
    "Person.dateOfBirth": "date_of_birth",
    "Person.contactPoint#1.email": "email",
    "Person.contactPoint#1.walletAddress": "contact",
    "Person.nationalId.content": "national_id",
    "Person.nationalId.identifierSchemeAgencyName": "national_id",
    "Person.nationalId.spatialId": "national_id",
    "Person.identifier#1.content": "identifier",
}

_IN_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*")
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """A filled header cell; `field` is None where it is not understood."""

    position: int
    header: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The header row at `row`; learners start below `last_row`."""

    row: int
    last_row: int
    columns: tuple[Column, ...]
    template: str | None = None

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.columns if column.field)


def normalised(header: str) -> str:
    """What is compared: small letters and digits without accents, nothing else."""
    folded = unicodedata.normalize("NFKD", header.casefold()).casefold()
    return "".join(c for c in folded.translate(_PLAIN_LETTERS) if c.isalnum())


@cache
def table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Field → language → its words, the best one first."""
    text = (resources.files(__package__) / "headers.tsv").read_text("utf-8")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            field, language, words = line.split("\t")
            found.setdefault(field, {})[language] = tuple(w.strip() for w in words.split("|"))
    return found


@cache
def _lookup() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    fields: dict[str, str] = {normalised(field): field for field in FIELDS}
    languages: dict[str, set[str]] = {}
    for field, by_language in table().items():
        for language, words in by_language.items():
            for key in map(normalised, words):
                fields.setdefault(key, field)
                languages.setdefault(key, set()).add(language)
    return fields, {key: frozenset(tags) for key, tags in languages.items()}


@cache
def name_words() -> frozenset[str]:
    """The casefolded words for columns of names, which are nobody's name."""
    return frozenset(
        word.casefold()
        for field in ("given_name", "family_name", "full_name")
        for words in table()[field].values()
        for word in words
    )


def field_of(header: str) -> str | None:
    """The field a header means, `BARE_NAME` for a bare name; None if not understood."""
    if len(header) > _HEADER_CHARACTERS:
        return None
    fields, _ = _lookup()
    for text in (header, _IN_BRACKETS.sub(" ", header)):
        key = normalised(text)
        found = fields.get(key) or fields.get(key.rstrip("0123456789"))
        if found and (key in fields or found in SEVERAL_COLUMNS):
            return found
    return None


def recognised_count(cells: Sequence[str]) -> int:
    """How many of `cells` are headers that are understood."""
    if any(map(_is_builder_path, cells)):
        return len(cells)
    return sum(field_of(cell) is not None for cell in cells)


def spoken_in(cells: Iterable[str]) -> tuple[int, frozenset[str]]:
    """How many of `cells` are headers, and the languages that have most of them."""
    _, languages = _lookup()
    spoken = [tags for cell in cells if (tags := languages.get(normalised(cell)))]
    counts = Counter(tag for tags in spoken for tag in tags)
    most = max(counts.values(), default=0)
    return len(spoken), frozenset(tag for tag, count in counts.items() if count == most)


def read_header(number: int, cells: Sequence[str], above: Sequence[str]) -> Header | None:
    """The header in the row `cells`; None when it understands no column at all.

    `above` is the row before, which the Commission's workbook needs.
    """
    if any(map(_is_builder_path, cells)):
        columns = _columns(cells, _builder_field)
        return Header(number, number + _BUILDER_ROWS_BELOW, columns, "builder")
    if "givenNames" in cells and "Person" in above:
        paths = [
            f"{above[at]}.{cell}" if at < len(above) else cell for at, cell in enumerate(cells)
        ]
        columns = _columns(paths, _PERSONS_FIELDS.get)
        return Header(number, number + _PERSONS_ROWS_BELOW, columns, "persons")
    columns = _of_certificates(_placed(_columns(cells, field_of)))
    if not any(column.field for column in columns):
        return None
    return Header(number, number, columns)


def _columns(cells: Sequence[str], field: Callable[[str], str | None]) -> tuple[Column, ...]:
    texts = [" ".join(cell.split()).strip("\ufeff\u200b ") for cell in cells]
    return tuple(
        Column(at, shown(text, _HEADER_CHARACTERS), field(text))
        for at, text in enumerate(texts)
        if text
    )


def _is_builder_path(cell: str) -> bool:
    path = cell[: _HEADER_CHARACTERS + 1].strip()
    return len(path) <= _HEADER_CHARACTERS and _BUILDER_PATH.match(path) is not None


def _builder_field(path: str) -> str | None:
    match = _BUILDER_PATH.match(path) if _is_builder_path(path) else None
    if match is None:
        return None
    if match[1] == "REC":
        return _BUILDER_FIELDS.get(f"REC.{match[2]}")
    return "grade" if match[2] == "grade" else None


def _of_certificates(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A country is a certificate's beside the certificate's number; else it is the learner's own."""
    if any(column.field == "certificate_number" for column in columns):
        return columns
    return tuple(
        Column(c.position, c.header, None) if c.field == "certificate_country" else c
        for c in columns
    )


def _placed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """A bare name becomes the part of the name that is missing beside it."""
    present = {column.field for column in columns}
    if BARE_NAME not in present:
        return columns
    missing = {"given_name", "family_name"} - present
    meant = missing.pop() if len(missing) == 1 else "full_name"
    return tuple(
        Column(c.position, c.header, meant) if c.field == BARE_NAME else c for c in columns
    )
