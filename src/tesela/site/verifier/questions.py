"""The five questions as pages show them: each sentence in the reader's language, with its basis.

What an author wrote keeps its own language, so that a screen reader says it
right; the rest comes from the catalogue.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tesela.formats.document.parts import Text
from tesela.formats.document.voice import Place, Voice
from tesela.model.five_questions import answers
from tesela.model.outcome import Outcome
from tesela.model.questions import Answer, State, Statement, Term, Value
from tesela.model.report import Report
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

_SYMBOLS: Mapping[Outcome | None, str] = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✕",
    Outcome.INDETERMINATE: "?",
    None: "",
}


@dataclass(frozen=True)
class ShownStatement:
    """One sentence of an answer."""

    text: Text
    basis: str
    """`stated`, `checked` or `vouched`: on whose word it rests."""
    basis_word: str
    outcome: str
    """`passed`, `failed`, `indeterminate`, or empty where it is neither good nor bad."""
    symbol: str
    details: Sequence["ShownStatement"] = ()


@dataclass(frozen=True)
class ShownAnswer:
    """One question with its answer."""

    id: str
    question: str
    state: str
    state_word: str
    """Empty where it is answered."""
    said: Sequence[ShownStatement]
    evidence: Sequence[ShownStatement]


def shown_answers(
    report: Report, language: str, kept_back: Collection[str] = ()
) -> list[ShownAnswer]:
    """The answers to the five questions; nothing of the parts that are `kept_back`."""
    voice = Voice(language)
    return [_answer(one, voice, language) for one in answers(report, kept_back)]


def _answer(answer: Answer, voice: Voice, language: str) -> ShownAnswer:
    answered = answer.state is State.ANSWERED
    return ShownAnswer(
        answer.id,
        say(f"questions.{answer.id}", language),
        answer.state.value,
        "" if answered else say(f"questions.{answer.state}", language),
        [shown_statement(one, voice, language) for one in answer.said],
        [shown_statement(one, voice, language) for one in answer.evidence],
    )


def shown_statement(statement: Statement, voice: Voice, language: str) -> ShownStatement:
    """One sentence and what stands under it, in words."""
    places = {name: _place(value, voice) for name, value in statement.data.items()}
    return ShownStatement(
        voice.say(statement.code, statement.count, **places),
        statement.basis.value,
        say(f"questions.basis.{statement.basis}", language),
        statement.outcome.value if statement.outcome else "",
        _SYMBOLS[statement.outcome],
        [shown_statement(one, voice, language) for one in statement.details],
    )


def _place(value: Value, voice: Voice) -> Place:
    match value:
        case LocalizedText():
            return voice.own(value)
        case Term("country", code):
            return voice.country(code)
        case Term(name, code):
            return voice.term(name, code)
        case tuple():
            return [_text(_place(one, voice), voice) for one in value]
        case _:
            return value


def _text(place: Place, voice: Voice) -> Text:
    return place if isinstance(place, tuple) else voice.name(str(place))
