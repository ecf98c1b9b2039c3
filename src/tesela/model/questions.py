"""Answers in words to "why should I trust this?", each sentence with who stands behind it.

An answer is a few sentences and, one step further, the evidence. Every
sentence says on whose word it rests (`Basis`), so that what was checked, what
somebody else vouches for and what the credential merely states never look
alike. Nothing is added up: there is no score.

A sentence has a code of the catalogue and values. Values keep their kind (a
day, a term of a controlled list, an author's text), so that each page writes
them in the reader's language, and machines read them as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from tesela.model.outcome import Outcome
from tesela.text.catalogue import say
from tesela.text.languages import EU_LANGUAGES, best_language
from tesela.text.localized import LocalizedText
from tesela.vocab import vocabulary
from tesela.vocab.places import country_name


class Basis(StrEnum):
    """On whose word a sentence rests."""

    STATED = "stated"
    """The credential says so, which is its issuer's word."""
    CHECKED = "checked"
    """This verification found it out."""
    VOUCHED = "vouched"
    """Somebody else says so: a registry, a certificate's authority, an endorser."""


class State(StrEnum):
    """Whether a question has an answer."""

    ANSWERED = "answered"
    NOT_STATED = "not_stated"
    UNPROVEN = "unproven"
    """The document has an answer, but nobody knows who wrote the document."""


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a controlled list (`vocab.LISTS`), or a country under `country`."""

    list: str
    code: str


Value = str | int | date | Term | LocalizedText | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, with what further sentences belong under it."""

    code: str
    basis: Basis
    data: Mapping[str, Value] = field(default_factory=dict)
    count: int | None = None
    """Chooses the sentence's plural form."""
    outcome: Outcome | None = None
    """Where the sentence is good or bad news; None where it is merely information."""
    details: tuple["Statement", ...] = ()

    def message(self, language: str = "en") -> str:
        """The sentence in `language`."""
        said = {name: spoken(value, language) for name, value in self.data.items()}
        return say(self.code, language, self.count, **said)

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        written: dict[str, Any] = {
            "code": self.code,
            "basis": self.basis.value,
            "message": self.message(language),
            "data": {name: plain(value) for name, value in self.data.items()},
        }
        if self.outcome is not None:
            written["outcome"] = self.outcome.value
        if self.details:
            written["details"] = [one.to_json(language) for one in self.details]
        return written


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the five questions, answered as far as anybody can."""

    id: str
    """Its name; the question itself is `questions.<id>` in the catalogue."""
    state: State
    said: tuple[Statement, ...]
    """The answer, a few sentences."""
    evidence: tuple[Statement, ...] = ()
    """What stands behind it."""

    def to_json(self, language: str) -> dict[str, Any]:
        """As the published report schema writes it."""
        return {
            "id": self.id,
            "question": say(f"questions.{self.id}", language),
            "state": self.state.value,
            "answer": [one.to_json(language) for one in self.said],
            "evidence": [one.to_json(language) for one in self.evidence],
        }


def spoken(value: Value, language: str) -> object:
    """A value as a reader of `language` gets it within a sentence."""
    match value:
        case LocalizedText():
            return value.in_language(language)
        case Term("country", code):
            return country_name(code, _served(language))
        case Term(name, code):
            return vocabulary(name).concept(code).label(language)
        case date():
            return format_date(value, "long", locale=_locale(language))
        case tuple():
            return format_list(
                [str(spoken(one, language)) for one in value], locale=_locale(language)
            )
        case _:
            return value


def plain(value: Value) -> object:
    """A value as JSON has it."""
    match value:
        case LocalizedText():
            return dict(value)
        case Term(name, code):
            return {"list": name, "code": code}
        case date():
            return value.isoformat()
        case tuple():
            return [plain(one) for one in value]
        case _:
            return value


def _served(language: str) -> str:
    return best_language(language, EU_LANGUAGES) or "en"


def _locale(language: str) -> Locale:
    served = _served(language)
    return Locale.parse("en_150" if served == "en" else served)


def questions_schema() -> dict[str, Any]:
    """The JSON Schema of a report's `questions`."""
    text = {"type": "string"}
    statement = {"$ref": "#/$defs/statement"}
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "question", "state", "answer", "evidence"],
            "properties": {
                "id": {"enum": list(IDS)},
                "question": text,
                "state": {"enum": [state.value for state in State]},
                "answer": {"type": "array", "items": statement},
                "evidence": {"type": "array", "items": statement},
            },
        },
    }


def statement_schema() -> dict[str, Any]:
    """The JSON Schema of one sentence of an answer, under `$defs`."""
    return {
        "type": "object",
        "required": ["code", "basis", "message", "data"],
        "properties": {
            "code": {"type": "string"},
            "basis": {"enum": [basis.value for basis in Basis]},
            "outcome": {"enum": [outcome.value for outcome in Outcome]},
            "message": {"type": "string"},
            "data": {"type": "object"},
            "details": {"type": "array", "items": {"$ref": "#/$defs/statement"}},
        },
    }


IDS = ("issuer", "vouching", "assessment", "identity", "currency")
"""The five questions, in the order in which they are asked."""
