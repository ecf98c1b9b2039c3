"""Principle 6, recognition: a clear signal, and what evaluators need.

Council Recommendation 2022/C 243/02, Annex II, principle 6. Of the things that
evaluators ask for, each has its own rule of presence elsewhere: quality
(P1-01), outcomes, workload and assessment (P2-01), level (P2-10), identity
check (P4-06). What is left for P6-02 is whom to ask whether it is true.
"""

from collections.abc import Iterator

from tesela.conform.known import Known
from tesela.conform.rule import STATED, Fault, Rule, present
from tesela.conform.rules.phrases import says
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity


def _unregistered(_: Achievement, known: Known) -> Iterator[Fault]:
    if not known.registered:
        yield Fault("/issuer", "conform.issuer_unregistered")


def _can_be_asked(achievement: Achievement) -> object:
    parties = (achievement.issuer, *achievement.awarding_bodies)
    return any(party.website or party.email for party in parties)


def _unproven(achievement: Achievement, _: Known) -> Iterator[Fault]:
    offer = achievement.offer
    for at, one in enumerate(offer.recognitions if offer else ()):
        if one.page is None:
            told = {"name": one.by.name.in_language("en")}
            yield Fault(f"/offer/recognitions/{at}", "conform.recognition_unproven", told)


RULES: tuple[Rule[Achievement], ...] = (
    Rule(
        "P6-01",
        6,
        3,
        Severity.WARNS,
        _unregistered,
        ("conform.issuer_unregistered",),
        scopes=STATED,
        needs=("registered",),
    ),
    present(
        "P6-02",
        6,
        None,
        Severity.WARNS,
        _can_be_asked,
        "/issuer",
        "conform.nobody_to_ask",
    ),
    Rule("P6-03", 6, None, Severity.INFORMS, _unproven, ("conform.recognition_unproven",)),
    Rule(
        "P6-04",
        6,
        None,
        Severity.BLOCKS,
        says("recognition", "conform.claims_recognition"),
        ("conform.claims_recognition",),
        scopes=STATED,
    ),
)
