"""How was it assessed? The kinds of assessment, their criteria, and what they cover."""

from collections.abc import Iterator

from tesela.model.achievement import Achievement, AssessmentPart
from tesela.model.five_questions.reading import Read
from tesela.model.outcome import Outcome
from tesela.model.questions import Answer, Basis, State, Statement, Term, Value


def answer(known: Read) -> Answer:
    """Not stated where the credential names no assessment."""
    achievement = known.achievement
    if achievement is None or not achievement.assessment:
        return Answer(
            "assessment",
            State.NOT_STATED,
            (Statement("questions.assessment.not_stated", Basis.CHECKED),),
        )
    said = (_kinds(achievement), _coverage(known, achievement), _criteria(achievement))
    evidence = (*(_part(part, achievement) for part in achievement.assessment), *_staff(known))
    return Answer("assessment", State.ANSWERED, said, evidence)


def _staff(known: Read) -> Iterator[Statement]:
    """What trainers and assessors have shown to whoever was asked."""
    for one in known.report.staff if known.signed else ():
        data: dict[str, Value] = {
            "people": one.people,
            "title": one.title,
            "issuer": one.issuer,
            "day": one.verified_on,
        }
        yield Statement(f"questions.staff.{one.role}", Basis.VOUCHED, data, one.holders)


def _kinds(achievement: Achievement) -> Statement:
    kinds = dict.fromkeys(Term("assessment-type", part.type) for part in achievement.assessment)
    return Statement("questions.assessment.kinds", Basis.STATED, {"kinds": tuple(kinds)})


def _coverage(known: Read, achievement: Achievement) -> Statement:
    """Which outcomes are assessed, where the format can say so.

    A part of a complete description that names no outcome covers all; of a
    description that was read in part nobody knows.
    """
    if "outcomes" in known.kept_back:
        return Statement("questions.hidden_outcomes", Basis.CHECKED)
    total = len(achievement.learning_outcomes)
    covered = {handle for part in achievement.assessment for handle in part.outcomes}
    every = any(not part.outcomes for part in achievement.assessment)
    if not total or (every and not _is_complete(known)):
        return Statement("questions.assessment.coverage_not_stated", Basis.CHECKED)
    if every or len(covered) == total:
        return Statement(
            "questions.assessment.covers_all", Basis.STATED, {}, total, outcome=Outcome.PASSED
        )
    data: dict[str, Value] = {"total": total}
    return Statement(
        "questions.assessment.covers_some",
        Basis.STATED,
        data,
        len(covered),
        outcome=Outcome.INDETERMINATE,
    )


def _is_complete(known: Read) -> bool:
    """Whether the description was read whole, as this project writes it."""
    content = known.report.content
    told = [str(loss) for loss in content.get("losses", ())]
    whole = not any(loss.startswith("/credentialSubject/achievement") for loss in told)
    parts = known.achievement.assessment if known.achievement else ()
    return whole and any(part.criteria or part.title or part.outcomes for part in parts)


def _criteria(achievement: Achievement) -> Statement:
    parts = achievement.assessment
    stated = sum(bool(part.criteria or part.criteria_page) for part in parts)
    if not stated:
        return Statement(
            "questions.assessment.no_criteria", Basis.CHECKED, outcome=Outcome.INDETERMINATE
        )
    if stated == len(parts):
        return Statement("questions.assessment.criteria", Basis.STATED)
    data: dict[str, Value] = {"total": len(parts)}
    return Statement("questions.assessment.some_criteria", Basis.STATED, data, stated)


def _part(part: AssessmentPart, achievement: Achievement) -> Statement:
    kind = Term("assessment-type", part.type)
    details = tuple(_facts(part, achievement))
    if part.title:
        data: dict[str, Value] = {"kind": kind, "title": part.title}
        return Statement("questions.assessment.titled", Basis.STATED, data, details=details)
    return Statement("questions.assessment.kind", Basis.STATED, {"kind": kind}, details=details)


def _facts(part: AssessmentPart, achievement: Achievement) -> Iterator[Statement]:
    if part.criteria:
        yield Statement("questions.assessment.asks", Basis.STATED, {"criteria": part.criteria})
    if part.criteria_page:
        yield Statement("questions.assessment.page", Basis.STATED, {"address": part.criteria_page})
    texts = {one.id: one.text for one in achievement.learning_outcomes}
    for handle in part.outcomes:
        yield Statement("questions.assessment.covers", Basis.STATED, {"outcome": texts[handle]})
    if part.weight_percent is not None:
        share: dict[str, Value] = {"percent": f"{part.weight_percent.normalize():f}"}
        yield Statement("questions.assessment.weight", Basis.STATED, share)
    if part.supervision:
        watched: dict[str, Value] = {"supervision": Term("supervision", part.supervision)}
        yield Statement("questions.assessment.watched", Basis.STATED, watched)
