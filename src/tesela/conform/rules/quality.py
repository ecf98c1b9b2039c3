"""Principle 1, quality: assured inside and outside, in force, and made public.

Council Recommendation 2022/C 243/02, Annex II, principle 1; Annex I, element
11. Every rule but P1-01 looks at what is stated, and is silent where nothing
is.
"""

from collections.abc import Iterator
from datetime import date

from tesela.conform.known import Known
from tesela.conform.rule import STATED, Fault, Rule, present
from tesela.conform.rules.parties import is_higher_education, same_party
from tesela.model.achievement import Achievement, QualityAssurance
from tesela.model.findings import Severity

OWN = frozenset({"internal-quality-assurance", "eqavet-self-evaluation"})
"""Kinds of quality assurance that a provider does itself; all others are external."""
FEEDBACK_HOLDS_MONTHS = 24
REVIEW_HOLDS_MONTHS = 12
_PATH = "/quality_assurance"


def months_before(day: date, months: int) -> date:
    """The same day of the month that many months earlier, or the last day before it."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(years, month + 1, last)
        except ValueError:
            continue
    return date(years, month + 1, day.day)


def in_force(statement: QualityAssurance, on: date) -> bool:
    """Whether a statement counts on that day, as far as its dates say."""
    begun = statement.decided_on is None or statement.decided_on <= on
    return begun and (statement.valid_until is None or on <= statement.valid_until)


def _nothing_in_force(achievement: Achievement, known: Known) -> Iterator[Fault]:
    today = known.today or date.max
    statements = achievement.quality_assurance
    if statements and not any(in_force(one, today) for one in statements):
        yield Fault(_PATH, "conform.assurance_all_lapsed", {"date": today.isoformat()})


def _lapsed(achievement: Achievement, known: Known) -> Iterator[Fault]:
    today = known.today or date.max
    statements = achievement.quality_assurance
    lapsed = [at for at, one in enumerate(statements) if not in_force(one, today)]
    if len(lapsed) < len(statements):
        for at in lapsed:
            until = statements[at].valid_until or statements[at].decided_on
            yield Fault(f"{_PATH}/{at}", "conform.assurance_lapsed", {"date": str(until)})


def _out_of_scope(achievement: Achievement, _: Known) -> Iterator[Fault]:
    level = achievement.level.eqf if achievement.level else None
    countries = {body.country for body in achievement.responsible_bodies if body.country}
    for at, statement in enumerate(achievement.quality_assurance):
        scope = statement.scope
        if scope is None:
            continue
        fields = not scope.fields or all(
            any(field.startswith(covered) for covered in scope.fields)
            for field in achievement.fields
        )
        levels = not scope.eqf_levels or level is None or level in scope.eqf_levels
        places = not scope.countries or countries <= set(scope.countries)
        if not (fields and levels and places):
            yield Fault(f"{_PATH}/{at}/scope", "conform.assurance_out_of_scope")


def _not_listed(achievement: Achievement, known: Known) -> Iterator[Fault]:
    if is_higher_education(achievement, known) and not known.listed_by_authority:
        yield Fault("/awarding_bodies", "conform.provider_not_listed")


def _nobody_outside(achievement: Achievement, known: Known) -> Iterator[Fault]:
    statements = (*achievement.quality_assurance, *known.provider_evidence)
    if achievement.quality_assurance and all(
        one.kind == "internal-quality-assurance" for one in statements
    ):
        yield Fault(_PATH, "conform.assurance_only_internal")


def _internal_not_public(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, statement in enumerate(achievement.quality_assurance):
        if statement.kind in OWN and not (statement.report_page or statement.decision_page):
            yield Fault(f"{_PATH}/{at}", "conform.policy_not_public")


def _internal_silent(achievement: Achievement, known: Known) -> Iterator[Fault]:
    silent = known.unreachable_pages or frozenset()
    for at, statement in enumerate(achievement.quality_assurance):
        for name in ("report_page", "decision_page"):
            page = getattr(statement, name)
            if page in silent:
                yield Fault(f"{_PATH}/{at}/{name}", "conform.policy_unreachable", {"page": page})


def _no_learner_feedback(achievement: Achievement, known: Known) -> Iterator[Fault]:
    if not known.cohorts or known.today is None:
        return
    record = achievement.design_record
    earliest = months_before(known.today, FEEDBACK_HOLDS_MONTHS)
    recent = any(
        one.source == "learners" and one.gathered_on and one.gathered_on >= earliest
        for one in (record.feedback if record else ())
    )
    if not recent:
        yield Fault("/design_record/feedback", "conform.learner_feedback_old")


def _no_peer_feedback(achievement: Achievement, _: Known) -> Iterator[Fault]:
    if not achievement.quality_assurance:
        return
    record = achievement.design_record
    heard = any(one.source != "learners" for one in (record.feedback if record else ()))
    if not heard and all(one.kind != "peer-review" for one in achievement.quality_assurance):
        yield Fault("/design_record/feedback", "conform.no_peer_feedback")


def _review_old(achievement: Achievement, known: Known) -> Iterator[Fault]:
    if not achievement.quality_assurance or known.today is None:
        return
    record = achievement.design_record
    days = [
        day
        for one in achievement.quality_assurance
        for day in (one.reviewed_on, one.decided_on)
        if day
    ]
    if record and record.reviewed_on:
        days.append(record.reviewed_on)
    if not days:
        yield Fault("/design_record/reviewed_on", "conform.review_undated")
    elif max(days) < months_before(known.today, REVIEW_HOLDS_MONTHS):
        yield Fault("/design_record/reviewed_on", "conform.review_old", {"date": str(max(days))})


def _report_not_public(achievement: Achievement, _: Known) -> Iterator[Fault]:
    for at, statement in enumerate(achievement.quality_assurance):
        if statement.kind not in OWN and not (statement.report_page or statement.decision_page):
            yield Fault(f"{_PATH}/{at}", "conform.report_not_public")


def _assured_by_itself(achievement: Achievement, _: Known) -> Iterator[Fault]:
    own = (achievement.issuer, *achievement.awarding_bodies)
    for at, statement in enumerate(achievement.quality_assurance):
        agency = statement.agency
        if statement.kind not in OWN and agency and any(same_party(agency, one) for one in own):
            yield Fault(f"{_PATH}/{at}/agency", "conform.assurer_is_provider")


def _assurer_unknown(achievement: Achievement, known: Known) -> Iterator[Fault]:
    registered = known.known_assurers or frozenset()
    for at, statement in enumerate(achievement.quality_assurance):
        if statement.kind in OWN:
            continue
        if statement.agency is None or statement.agency.id not in registered:
            yield Fault(f"{_PATH}/{at}/agency", "conform.assurer_unknown")


_BLOCKS, _WARNS, _INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P1-01",
        1,
        11,
        _BLOCKS,
        lambda a: a.quality_assurance,
        _PATH,
        "conform.no_quality_assurance",
        STATED,
    ),
    Rule(
        "P1-02",
        1,
        11,
        _BLOCKS,
        _nothing_in_force,
        ("conform.assurance_all_lapsed",),
        scopes=STATED,
        needs=("today",),
    ),
    Rule(
        "P1-02",
        1,
        11,
        _WARNS,
        _lapsed,
        ("conform.assurance_lapsed",),
        scopes=STATED,
        needs=("today",),
    ),
    Rule("P1-03", 1, 11, _WARNS, _out_of_scope, ("conform.assurance_out_of_scope",), scopes=STATED),
    Rule(
        "P1-04",
        1,
        11,
        _WARNS,
        _not_listed,
        ("conform.provider_not_listed",),
        scopes=STATED,
        needs=("listed_by_authority",),
    ),
    Rule("P1-05", 1, 11, _WARNS, _nobody_outside, ("conform.assurance_only_internal",)),
    Rule("P1-06", 1, 11, _WARNS, _internal_not_public, ("conform.policy_not_public",)),
    Rule(
        "P1-06",
        1,
        11,
        _WARNS,
        _internal_silent,
        ("conform.policy_unreachable",),
        needs=("unreachable_pages",),
    ),
    Rule(
        "P1-07",
        1,
        None,
        _WARNS,
        _no_learner_feedback,
        ("conform.learner_feedback_old",),
        needs=("cohorts", "today"),
    ),
    Rule("P1-08", 1, None, _WARNS, _no_peer_feedback, ("conform.no_peer_feedback",)),
    Rule(
        "P1-09",
        1,
        11,
        _WARNS,
        _review_old,
        ("conform.review_old", "conform.review_undated"),
        needs=("today",),
    ),
    Rule("P1-10", 1, 11, _INFORMS, _report_not_public, ("conform.report_not_public",)),
    Rule(
        "P1-11", 1, 11, _BLOCKS, _assured_by_itself, ("conform.assurer_is_provider",), scopes=STATED
    ),
    Rule(
        "P1-12",
        1,
        11,
        _WARNS,
        _assurer_unknown,
        ("conform.assurer_unknown",),
        scopes=STATED,
        needs=("known_assurers",),
    ),
)
