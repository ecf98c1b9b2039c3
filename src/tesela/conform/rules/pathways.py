"""Principle 5, learning pathways: modular, stackable, open to what people learnt elsewhere.

Council Recommendation 2022/C 243/02, Annex II, principle 5; Annex I, elements
12 and 15.
"""

from collections.abc import Iterator

from tesela.conform.known import Known
from tesela.conform.rule import STATED, Fault, Rule, present
from tesela.conform.rules.phrases import says
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity


def _no_target(achievement: Achievement, _: Known) -> Iterator[Fault]:
    stackability = achievement.stackability
    if stackability and stackability.mode == "stackable" and not stackability.towards:
        yield Fault("/stackability/towards", "conform.stackable_nowhere")


def _open_to_experience(achievement: Achievement) -> object:
    offer = achievement.offer
    own_way = {"validation", "exam-only", "import-legacy"} & set(achievement.routes)
    return own_way or (offer and offer.no_validation)


def _prerequisites(achievement: Achievement, known: Known) -> Iterator[Fault]:
    targets = achievement.prerequisites.achievements if achievement.prerequisites else ()
    descriptions = known.achievements_by_id or {}
    for at, target in enumerate(targets):
        path = f"/prerequisites/achievements/{at}"
        told = {"title": target.title.in_language("en")}
        if target.id is None:
            continue
        if _comes_back(achievement.id, target.id, known):
            yield Fault(path, "conform.prerequisite_circular", told)
        elif target.id in descriptions and descriptions[target.id] is None:
            yield Fault(path, "conform.prerequisite_unknown", told)


def _comes_back(own: str, first: str, known: Known) -> bool:
    """Whether the prerequisites of `first`, followed as far as they are known, lead to `own`."""
    waiting, seen = [first], {first}
    while waiting:
        current = waiting.pop()
        if current == own:
            return True
        described = (known.achievements_by_id or {}).get(current)
        if described is None or described.prerequisites is None:
            continue
        for target in described.prerequisites.achievements:
            if target.id and target.id not in seen:
                seen.add(target.id)
                waiting.append(target.id)
    return False


def _no_consent(achievement: Achievement, _: Known) -> Iterator[Fault]:
    stackability = achievement.stackability
    for at, target in enumerate(stackability.towards if stackability else ()):
        if target.agreement_page is None:
            told = {"title": target.title.in_language("en")}
            yield Fault(f"/stackability/towards/{at}", "conform.target_without_consent", told)


_BLOCKS, _WARNS, _INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
RULES: tuple[Rule[Achievement], ...] = (
    present(
        "P5-01",
        5,
        15,
        _INFORMS,
        lambda a: a.stackability,
        "/stackability",
        "conform.no_stackability",
        STATED,
    ),
    Rule("P5-02", 5, 15, _BLOCKS, _no_target, ("conform.stackable_nowhere",)),
    Rule(
        "P5-03",
        5,
        15,
        _BLOCKS,
        says("entitlement", "conform.promises_entry"),
        ("conform.promises_entry",),
        scopes=STATED,
    ),
    present(
        "P5-04",
        5,
        None,
        _WARNS,
        _open_to_experience,
        "/routes",
        "conform.no_validation_route",
    ),
    Rule(
        "P5-05",
        5,
        12,
        _WARNS,
        _prerequisites,
        ("conform.prerequisite_circular", "conform.prerequisite_unknown"),
    ),
    Rule("P5-06", 5, 15, _WARNS, _no_consent, ("conform.target_without_consent",)),
)
