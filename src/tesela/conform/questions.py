"""What no machine can decide: the questions for people, by principle.

Council Recommendation 2022/C 243/02, Annex II, in words of our own. A question
is a finding with the severity *asks* until a reviewer has answered it
(`Judgement`). An answer holds for the version that was judged, for twelve
months; without a date of today nobody can say whether it still holds, so the
question stays open. A question about an element that is not stated is not
asked: the rule of presence speaks.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tesela.conform.engine import Places
from tesela.conform.known import Known
from tesela.model.achievement import Achievement
from tesela.model.description import place_of
from tesela.model.findings import Finding, Severity
from tesela.model.judgement import Judgement
from tesela.text.errors import Problem


class Question(NamedTuple):
    """One question for a reviewer."""

    id: str
    """Such as `P1-H1`."""
    principle: int
    element: int | None
    path: str
    """What it is about, as a JSON Pointer."""
    code: str
    """The sentence of the question; its fix says what a reviewer looks at."""
    about: Callable[[Achievement], object]
    """What has to be stated before it can be asked."""

    @property
    def source(self) -> str:
        return f"Recommendation 2022/C 243/02, Annex II, principle {self.principle}"


def _quality(achievement: Achievement) -> object:
    return achievement.quality_assurance


def _outcomes(achievement: Achievement) -> object:
    return achievement.learning_outcomes


def _assessment(achievement: Achievement) -> object:
    return achievement.assessment


def _level(achievement: Achievement) -> object:
    return achievement.level and achievement.level.not_applicable is None


def _always(_: Achievement) -> object:
    return True


QUESTIONS = (
    Question("P1-H1", 1, 11, "/quality_assurance", "question.quality_fits", _quality),
    Question("P1-H2", 1, 11, "/quality_assurance", "question.review_changed", _quality),
    Question("P1-H3", 1, 11, "/quality_assurance", "question.results_clear", _quality),
    Question("P2-H1", 2, 8, "/level", "question.level_right", _level),
    Question("P2-H2", 2, None, "", "question.honest", _always),
    Question("P3-H1", 3, None, "", "question.answers_need", _always),
    Question("P3-H2", 3, None, "", "question.distinct", _always),
    Question("P4-H1", 4, 9, "/assessment", "question.valid", _assessment),
    Question("P4-H2", 4, 9, "/assessment", "question.reliable", _assessment),
    Question("P4-H3", 4, 9, "/assessment", "question.criteria_clear", _assessment),
    Question("P5-H1", 5, 6, "/learning_outcomes", "question.builds", _outcomes),
    Question("P6-H1", 6, None, "", "question.signals", _always),
    Question("P7-H1", 7, None, "", "question.sharing", _always),
    Question("P8-H1", 8, None, "", "question.suits", _always),
    Question("P10-H1", 10, None, "", "question.reaches", _always),
)
"""All questions; principle 9 has none, since authenticity is for machines."""


def ask(achievement: Achievement, known: Known, places: Places | None = None) -> Iterator[Finding]:
    """A finding for each question that is open, or that was answered with *not met*."""
    answers = in_force(achievement.version, known) if known.judgements else {}
    for question in QUESTIONS:
        if not question.about(achievement):
            continue
        answer = answers.get(question.id)
        if answer is None:
            yield _finding(question, Severity.ASKS, Problem(question.code), places)
        elif answer.result == "not-met":
            told = {
                "question": question.id,
                "reviewer": answer.reviewer,
                "date": answer.judged_on.isoformat(),
            }
            yield _finding(
                question, Severity.WARNS, Problem("question.judged_not_met", told), places
            )


def in_force(version: str, known: Known) -> dict[str, Judgement]:
    """The newest answer to each question that holds for that version today."""
    if known.today is None:
        return {}
    holding = [one for one in known.judgements if one.holds(version, known.today)]
    return {one.question: one for one in sorted(holding, key=lambda one: one.judged_on)}


def _finding(
    question: Question, severity: Severity, problem: Problem, places: Places | None
) -> Finding:
    line, column = place_of(question.path, places) if places else (None, None)
    return Finding(
        rule=question.id,
        principle=question.principle,
        element=question.element,
        severity=severity,
        path=question.path,
        problem=problem,
        source=question.source,
        line=line,
        column=column,
    )
