"""Principle 2, transparency: the elements are there, and people can measure and compare.

Council Recommendation 2022/C 243/02, Annex II, principle 2, with Annex I:
elements 2 to 4, 6, 7, 9 to 11 are mandatory, 8 where applicable. Controlled
terms are checked by the model itself, which knows their lists.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from tesela.conform.known import Known
from tesela.conform.lexicon import vague_verbs, without_verb
from tesela.conform.rule import STATED, Fault, Rule, present
from tesela.conform.rules.parties import is_higher_education
from tesela.model.achievement import Achievement, Workload
from tesela.model.findings import Severity
from tesela.text.languages import best_language

HOURS_PER_ECTS = (Decimal(25), Decimal(30))
"""ECTS Users' Guide 2015; a national profile may say something else."""
FULL_YEAR_HOURS = 1800
"""Sixty credits of thirty hours: a whole year of full-time study is not small any more."""
LEAST_HOURS = 1
MOST_OUTCOMES = 10
OUTCOME_CHARACTERS = (20, 300)
SENTENCE_WORDS = 25
"""More words on average, and a summary is hard to read."""
_ESCO = "http://data.europa.eu/esco/"
_SENTENCE_END = re.compile(r"[.!?;:·…]+(?:\s|$)")


def takes_part(achievement: Achievement) -> bool:
    """Whether there is learning to take part in: not for who is only examined or validated."""
    return not set(achievement.routes) <= {"validation", "exam-only"}


def ects(workload: Workload) -> Decimal | None:
    """Its ECTS credits, where it states any."""
    return next((one.points for one in workload.credits if one.system == "ects"), None)


def _says_participation(achievement: Achievement) -> object:
    return achievement.participation or not takes_part(achievement)


def _foreign_esco(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, outcome in enumerate(achievement.learning_outcomes):
        for which, reference in enumerate(outcome.references):
            uri = reference.uri
            named = reference.framework.casefold().startswith("esco")
            if named and uri and not uri.startswith(_ESCO):
                path = f"/learning_outcomes/{at}/references/{which}/uri"
                yield Fault(path, "conform.reference_not_esco", {"uri": uri})


def _no_ects(achievement: Achievement, known: Known) -> Iterator[Fault]:
    workload = achievement.workload
    if workload and ects(workload) is None and is_higher_education(achievement, known):
        yield Fault("/workload/credits", "conform.no_ects")


def _hours_per_credit(achievement: Achievement, known: Known) -> Iterator[Fault]:
    workload = achievement.workload
    points = ects(workload) if workload else None
    if workload is None or workload.hours is None or points is None:
        return
    least, most = known.profile.hours_per_ects or HOURS_PER_ECTS
    ratio = workload.hours / points
    if not least <= ratio <= most:
        told = {"hours": f"{ratio:.0f}", "least": f"{least:f}", "most": f"{most:f}"}
        yield Fault("/workload", "conform.hours_per_credit", told)


def _workload_insane(achievement: Achievement, _: Known) -> Iterator[Fault]:
    hours = achievement.workload.hours if achievement.workload else None
    if hours is not None and not LEAST_HOURS <= hours <= FULL_YEAR_HOURS:
        told = {"hours": f"{hours:f}", "most": FULL_YEAR_HOURS}
        yield Fault("/workload/hours", "conform.workload_insane", told)


def _many_outcomes(achievement: Achievement, _: Known) -> Iterator[Fault]:
    number = len(achievement.learning_outcomes)
    if number > MOST_OUTCOMES:
        yield Fault("/learning_outcomes", "conform.many_outcomes", {"number": number})


def _outcome_length(achievement: Achievement, _: Known) -> Iterator[Fault]:
    least, most = OUTCOME_CHARACTERS
    for at, outcome in enumerate(achievement.learning_outcomes):
        for tag, text in outcome.text.items():
            if not least <= len(text) <= most:
                told = {"outcome": outcome.id, "language": tag, "least": least, "most": most}
                yield Fault(f"/learning_outcomes/{at}/text", "conform.outcome_length", told)
                break


def _no_verb(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, outcome in enumerate(achievement.learning_outcomes):
        if tag := without_verb(outcome.text):
            told = {"outcome": outcome.id, "language": tag}
            yield Fault(f"/learning_outcomes/{at}/text", "conform.outcome_without_verb", told)


def _vague(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, outcome in enumerate(achievement.learning_outcomes):
        if verb := next(vague_verbs(outcome.text), None):
            told = {"outcome": outcome.id, "verb": verb}
            yield Fault(f"/learning_outcomes/{at}/text", "conform.outcome_vague", told)


def _unlinked(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, outcome in enumerate(achievement.learning_outcomes):
        if not outcome.references:
            told = {"outcome": outcome.id}
            yield Fault(f"/learning_outcomes/{at}", "conform.outcome_unlinked", told)


def _no_english(achievement: Achievement, _: Known) -> Iterator[Fault]:
    if achievement.offer and achievement.offer.no_english:
        return
    texts = (achievement.title, *(outcome.text for outcome in achievement.learning_outcomes))
    if not all(best_language("en", text) for text in texts):
        yield Fault("/title", "conform.no_english")


def _not_in_taught_language(achievement: Achievement, _: Known) -> Iterator[Fault]:
    taught = achievement.languages
    if taught and not any(best_language(tag, achievement.title) for tag in taught):
        yield Fault("/title", "conform.not_in_taught_language", {"languages": ", ".join(taught)})


def _no_level_evidence(achievement: Achievement, _: Known) -> Iterator[Fault]:
    level, record = achievement.level, achievement.design_record
    if level is None or level.not_applicable or any(one.uri for one in level.national):
        return
    if record is None or not (record.level_evidence or record.level_evidence_page):
        yield Fault("/design_record/level_evidence", "conform.no_level_evidence")


def _hard_summary(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for tag, text in achievement.summary.items() if achievement.summary else ():
        sentences = [some for some in _SENTENCE_END.split(text) if some.strip()]
        words = len(text.split())
        if sentences and words / len(sentences) > SENTENCE_WORDS:
            told = {"language": tag, "words": round(words / len(sentences))}
            yield Fault("/summary", "conform.summary_hard", told)
            return


def _not_in_catalogue(_: Achievement, known: Known) -> Iterator[Fault]:
    if not known.in_catalogue:
        yield Fault("", "conform.not_in_catalogue")


def _protected_title(achievement: Achievement, known: Known) -> Iterator[Fault]:
    protected = set(known.profile.protected_title_words)
    if not protected:
        return
    for text in achievement.title.values():
        for word in re.findall(r"[\w'’-]+", text.casefold()):
            if word in protected:
                yield Fault("/title", "conform.title_protected", {"word": word})
                return


_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS


def _required(
    element: int, told: Callable[[Achievement], object], path: str, code: str
) -> Rule[Achievement]:
    return present("P2-01", 2, element, _BLOCKS, told, path, code, STATED)


RULES: tuple[Rule[Achievement], ...] = (
    _required(3, lambda a: a.issuer.country, "/issuer", "conform.no_country"),
    _required(6, lambda a: a.learning_outcomes, "/learning_outcomes", "conform.no_outcomes"),
    _required(7, lambda a: a.workload, "/workload", "conform.no_workload"),
    _required(9, lambda a: a.assessment, "/assessment", "conform.no_assessment"),
    _required(10, _says_participation, "/participation", "conform.no_participation"),
    Rule("P2-02", 2, 6, _BLOCKS, _foreign_esco, ("conform.reference_not_esco",), scopes=STATED),
    Rule("P2-03", 2, 7, _WARNS, _no_ects, ("conform.no_ects",), scopes=STATED),
    Rule("P2-04", 2, 7, _WARNS, _hours_per_credit, ("conform.hours_per_credit",), scopes=STATED),
    Rule("P2-05", 2, 7, _BLOCKS, _workload_insane, ("conform.workload_insane",), scopes=STATED),
    Rule("P2-06", 2, 6, _WARNS, _many_outcomes, ("conform.many_outcomes",), scopes=STATED),
    Rule("P2-06", 2, 6, _WARNS, _outcome_length, ("conform.outcome_length",), scopes=STATED),
    Rule("P2-06", 2, 6, _WARNS, _no_verb, ("conform.outcome_without_verb",), scopes=STATED),
    Rule("P2-07", 2, 6, _WARNS, _vague, ("conform.outcome_vague",), scopes=STATED),
    Rule("P2-08", 2, 6, _WARNS, _unlinked, ("conform.outcome_unlinked",)),
    Rule("P2-09", 2, 2, _WARNS, _no_english, ("conform.no_english",)),
    Rule("P2-09", 2, 2, _WARNS, _not_in_taught_language, ("conform.not_in_taught_language",)),
    present("P2-10", 2, 8, _WARNS, lambda a: a.level, "/level", "conform.no_level", STATED),
    Rule("P2-11", 2, 8, _WARNS, _no_level_evidence, ("conform.no_level_evidence",)),
    Rule("P2-12", 2, None, _WARNS, _hard_summary, ("conform.summary_hard",)),
    present("P2-13", 2, None, _WARNS, lambda a: a.page, "/page", "conform.no_page"),
    Rule(
        "P2-13",
        2,
        None,
        _WARNS,
        _not_in_catalogue,
        ("conform.not_in_catalogue",),
        needs=("in_catalogue",),
    ),
    Rule("P2-14", 2, 2, _BLOCKS, _protected_title, ("conform.title_protected",), scopes=STATED),
)
