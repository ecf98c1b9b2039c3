"""`check`: what the Recommendation asks of a description, and what it does not say yet.

1. The national profile of the issuer's country is looked up.
2. The rules of the table that can be asked of the subject are run.
3. The questions for people are listed, unless a reviewer has answered them.
4. The outcomes by principle, element and part of the definition are drawn up.

That nothing blocks does not mean that anybody has recognised the
micro-credential; whoever shows findings says so (`conform.not_recognition`).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tesela.conform.engine import Places, Ran, run
from tesela.conform.known import NOTHING_KNOWN, Known
from tesela.conform.outcomes import outcomes
from tesela.conform.profiles import NO_PROFILE, profile_for
from tesela.conform.questions import ask
from tesela.conform.rule import Rule, Scope
from tesela.conform.rules.table import RULES
from tesela.conform.rules.transparency import takes_part
from tesela.model.achievement import Achievement
from tesela.model.findings import Findings

RULESET = "recommendation-1"
"""Changes whenever a rule is added, dropped or asks for something else."""

_BY_SCOPE: Mapping[Scope, tuple[Rule[Achievement], ...]] = {
    scope: tuple(rule for rule in RULES if scope in rule.scopes) for scope in Scope
}


def check(
    achievement: Achievement,
    places: Places | None = None,
    known: Known = NOTHING_KNOWN,
    scope: Scope = Scope.DESCRIPTION,
) -> Findings:
    """What `achievement` does not say yet, with the open questions and all outcomes.

    `places` are the lines and columns of its parts, as `read_description`
    gives them; findings then name theirs. `known` is what the caller knows
    besides: above all `today`. `scope` is RECEIVED for an achievement that was
    read from somebody's credential: rules about the offer are then not asked.
    """
    known = with_profile(known, achievement.issuer.country)
    ran = run(rules_for(scope), achievement, known, places)
    findings = (*ran.findings, *ask(achievement, known, places))
    subject = {
        "kind": "description",
        "id": achievement.id,
        "version": achievement.version,
        "title": dict(achievement.title),
    }
    drawn_up = outcomes(
        findings, ran.undecided, stated_elements(achievement), stated_principles(achievement)
    )
    return Findings(RULESET, subject, findings, drawn_up, ran.undecided)


def rules_for(scope: Scope) -> tuple[Rule[Achievement], ...]:
    """The rules about an achievement that are asked in that scope."""
    return _BY_SCOPE[scope]


def ask_rules(
    achievement: Achievement, known: Known = NOTHING_KNOWN, scope: Scope = Scope.RECEIVED
) -> Ran:
    """The rules' own findings about an achievement, for who adds findings of another table."""
    return run(rules_for(scope), achievement, with_profile(known, achievement.issuer.country))


def with_profile(known: Known, country: str | None) -> Known:
    """`known` with the national profile of `known.country`, else of that country."""
    profile = profile_for(known.country or country)
    if profile is NO_PROFILE or known.profile is not NO_PROFILE:
        return known
    return replace(known, profile=profile)


def stated_elements(achievement: Achievement) -> frozenset[int]:
    """The standard elements that a description states at all.

    1 and 5 (the learner and the date of issue) belong to a credential.
    """
    return frozenset(number for number, told in _ELEMENTS.items() if told(achievement))


_ELEMENTS: Mapping[int, Callable[[Achievement], object]] = {
    2: lambda a: a.title,
    3: lambda a: a.issuer.country,
    4: lambda a: a.responsible_bodies,
    6: lambda a: a.learning_outcomes,
    7: lambda a: a.workload,
    8: lambda a: a.level,
    9: lambda a: a.assessment,
    10: lambda a: a.participation or not takes_part(a),
    11: lambda a: a.quality_assurance,
    12: lambda a: a.prerequisites,
    13: lambda a: any(part.supervision for part in a.assessment),
    14: lambda a: a.grading,
    15: lambda a: a.stackability,
    16: lambda a: a.further_information or a.offer,
}


def stated_principles(achievement: Achievement) -> frozenset[int]:
    """The principles about which a description says anything at all."""
    return frozenset(number for number, told in _PRINCIPLES.items() if told(achievement))


_PRINCIPLES: Mapping[int, Callable[[Achievement], object]] = {
    1: lambda a: a.quality_assurance,
    2: lambda a: a.learning_outcomes or a.workload or a.level or a.assessment,
    3: lambda a: a.needs or (a.design_record and a.design_record.involved),
    4: lambda a: a.assessment,
    5: lambda a: a.stackability or "validation" in a.routes or (a.offer and a.offer.no_validation),
    6: lambda a: a.quality_assurance or a.level or a.workload or a.assessment,
    7: lambda a: a.picture,
    8: lambda a: a.target_groups or a.accessibility or (a.offer and a.offer.support),
    9: lambda a: a.issuer.place or a.issuer.legal_name,
    10: lambda a: a.summary or a.funding or a.offer,
}
