"""A complete description, and for every problem code a change that brings just that problem.

Each case is the rule's bad case; the complete description is the good case of
all of them.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from tesela.conform import Known
from tesela.model.achievement import Achievement

TODAY = date(2026, 11, 30)
Stated = dict[str, Any]

COMPLETE: Stated = {
    "id": "https://care.example/achievements/first-aid",
    "title": {"en": "First aid at work"},
    "summary": {"en": "For people who work with others. You learn how to help in an emergency."},
    "languages": ["en"],
    "fields": ["091"],
    "issuer": {
        "name": {"en": "Care Organisation"},
        "country": "ES",
        "place": "Sevilla",
        "id": "https://care.example/",
        "website": "https://care.example/",
        "identifiers": [{"scheme": "vat", "value": "ES-1"}],
    },
    "learning_outcomes": [
        {
            "id": "explain",
            "text": {"en": "Explain what to do first in an emergency"},
            "kind": "knowledge",
            "references": [
                {
                    "framework": "ESCO",
                    "uri": "http://data.europa.eu/esco/skill/1d6cbb9b-0000-4000-8000-000000000001",
                    "label": {"en": "provide first aid"},
                }
            ],
        },
        {
            "id": "bandage",
            "text": {"en": "Apply a bandage to a bleeding wound"},
            "kind": "skill",
            "references": [{"framework": "Our framework", "label": {"en": "bandages"}}],
        },
    ],
    "workload": {"hours": "25", "credits": [{"system": "ects", "points": "1"}]},
    "level": {"eqf": 3},
    "assessment": [
        {
            "type": "written-examination",
            "criteria": {"en": "Seven of ten answers are right."},
            "outcomes": ["explain"],
            "weight_percent": "40",
            "supervision": "supervised-with-identity-verification",
            "alternatives": {"en": "Questions can be read aloud."},
        },
        {
            "type": "practical-assessment",
            "criteria": {"en": "The bleeding stops within a minute."},
            "outcomes": ["bandage"],
            "weight_percent": "60",
            "supervision": "supervised-with-identity-verification",
            "alternatives": {"en": "One can instruct a helper instead."},
        },
    ],
    "participation": ["blended"],
    "routes": ["course", "validation"],
    "quality_assurance": [
        {
            "kind": "peer-review",
            "agency": {"name": {"en": "Partner School"}, "id": "https://partner.example/"},
            "report_page": "https://partner.example/report",
            "decided_on": "2026-02-01",
            "valid_until": "2028-01-31",
            "scope": {"fields": ["09"], "eqf_levels": [3], "countries": ["ES"]},
        },
        {
            "kind": "internal-quality-assurance",
            "report_page": "https://care.example/quality",
            "reviewed_on": "2026-06-01",
        },
    ],
    "prerequisites": {
        "text": {"en": "You can read short texts."},
        "achievements": [
            {"title": {"en": "Safety at work"}, "id": "https://care.example/achievements/safety"}
        ],
    },
    "grading": {"title": {"en": "Pass or fail"}, "values": ["fail", "pass"], "pass_mark": "pass"},
    "stackability": {
        "mode": "stackable",
        "towards": [
            {"title": {"en": "Helper"}, "agreement_page": "https://partner.example/agreement"}
        ],
        "note": {"en": "The receiving school decides."},
    },
    "further_information": {"text": {"en": "An example."}},
    "target_groups": ["care-and-support-workers"],
    "accessibility": {
        "summary": {"en": "Rooms are step-free."},
        "access_modes": ["auditory"],
        "features": ["captions", "tagged-pdf", "step-free-access", "assistive-technology"],
        "contact": "access@care.example",
        "staff": {"en": "Trained every year."},
    },
    "media": [{"kind": "easy-text", "language": "en", "text": "You learn to help."}],
    "picture": {"alternative_text": {"en": "A tile with a cross"}},
    "needs": [{"title": {"en": "Workplaces need first aiders"}}],
    "funding": {"en": "Employers pay."},
    "offer": {
        "cost": {"en": "100 euro."},
        "dates": {"en": "Every month."},
        "guidance": {"email": "ask@care.example"},
        "support": {"email": "help@care.example"},
        "reassessment": {"en": "Twice within a year."},
        "appeal": {"en": "Within 30 days; somebody else decides."},
        "recognitions": [
            {
                "by": {"name": {"en": "Partner School"}},
                "text": {"en": "It counts as the first module here."},
                "page": "https://partner.example/counts",
            }
        ],
    },
    "design_record": {
        "involved": [
            {"who": "learners", "took_part_on": "2026-05-01"},
            {"who": "employers", "took_part_on": "2026-05-01"},
        ],
        "feedback": [
            {
                "source": "learners",
                "summary": {"en": "Nine of ten are content."},
                "gathered_on": "2026-05-01",
                "actions": {"en": "More time for practice."},
            }
        ],
        "updated_on": "2026-06-01",
        "reviewed_on": "2026-06-01",
        "level_evidence": {"en": "Compared with the descriptors."},
        "risk": "safety-critical",
    },
    "page": "https://care.example/first-aid",
}
"""Nothing is found in it with `EVERYTHING`; it is invented."""

SAFETY = Achievement.model_validate(
    {
        "id": "https://care.example/achievements/safety",
        "title": {"en": "Safety at work"},
        "issuer": {"name": {"en": "Care Organisation"}},
        "learning_outcomes": [{"id": "a", "text": {"en": "Find the escape route of a building"}}],
    }
)


def complete(change: Callable[[Stated], object] = lambda stated: None) -> Achievement:
    """The complete description after a change."""
    stated = deepcopy(COMPLETE)
    change(stated)
    return Achievement.model_validate(stated)


EVERYTHING: dict[str, Any] = {
    "today": TODAY,
    "registered": True,
    "listed_by_authority": True,
    "known_assurers": frozenset({"https://partner.example/"}),
    "unreachable_pages": frozenset(),
    "in_catalogue": True,
    "in_guidance_feed": True,
    "endorsed_by": frozenset({"employers", "workers"}),
    "mandate": True,
    "cohorts": 3,
    "others": (SAFETY,),
    "achievements_by_id": {SAFETY.id: SAFETY},
    "formats": frozenset({"openbadge", "elm", "sd-jwt"}),
}
"""Everything that a caller can know, and all of it good."""


def everything(**changes: Any) -> Known:
    return Known(**{**EVERYTHING, **changes})


class Case(NamedTuple):
    """How a problem comes about."""

    change: Callable[[Stated], object] = lambda stated: None
    known: dict[str, Any] = {}  # noqa: RUF012 - never changed


def lacking(*path: str | int) -> Case:
    """What is there no more."""

    def change(stated: Stated) -> None:
        target: Any = stated
        for step in path[:-1]:
            target = target[step]
        del target[path[-1]]

    return Case(change)


def stating(value: object, *path: str | int) -> Case:
    """What is said instead."""

    def change(stated: Stated) -> None:
        target: Any = stated
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return Case(change)


def knowing(**known: Any) -> Case:
    """What the caller knows instead."""
    return Case(known=known)


def both(*cases: Case) -> Case:
    def change(stated: Stated) -> None:
        for case in cases:
            case.change(stated)

    return Case(change, {name: value for case in cases for name, value in case.known.items()})


def _no_outcomes(stated: Stated) -> None:
    del stated["learning_outcomes"]
    for part in stated["assessment"]:
        del part["outcomes"]


def _text(text: str) -> dict[str, str]:
    return {"en": text}


QA, PARTS, OUTCOMES, RECORD = (
    "quality_assurance",
    "assessment",
    "learning_outcomes",
    "design_record",
)
DUPLICATE = complete().model_copy(update={"id": "https://care.example/achievements/other"})
BACK = SAFETY.model_copy(
    update={
        "prerequisites": complete().prerequisites.model_copy(  # type: ignore[union-attr]
            update={
                "achievements": (
                    complete()
                    .prerequisites.achievements[0]
                    .model_copy(  # type: ignore[union-attr]
                        update={"id": COMPLETE["id"]}
                    ),
                )
            }
        )
    }
)
EASY = {"kind": "audio", "language": "en", "page": "https://care.example/audio"}
CASES: dict[str, Case] = {
    # The definition
    "conform.volume_large": stating(
        {"hours": "400", "credits": [{"system": "ects", "points": "15"}]}, "workload"
    ),
    "conform.sharing_forbidden": stating(
        _text("The credential must not be shared."), "further_information", "text"
    ),
    "conform.replaces_qualification": stating(
        _text("It replaces a degree."), "further_information", "text"
    ),
    # 1 Quality
    "conform.no_quality_assurance": lacking(QA),
    "conform.assurance_all_lapsed": both(
        stating("2026-10-31", QA, 0, "valid_until"),
        stating("2026-10-31", QA, 1, "valid_until"),
    ),
    "conform.assurance_lapsed": stating("2026-10-31", QA, 0, "valid_until"),
    "conform.assurance_out_of_scope": stating(["02"], QA, 0, "scope", "fields"),
    "conform.provider_not_listed": both(
        stating({"eqf": 6, "cycle": "first"}, "level"),
        stating([6], QA, 0, "scope", "eqf_levels"),
        knowing(listed_by_authority=False),
    ),
    "conform.assurance_only_internal": Case(
        lambda stated: (
            stated[QA].pop(0),
            stated[RECORD]["feedback"].append({"source": "peers", "summary": _text("Good.")}),
        )
    ),
    "conform.policy_not_public": lacking(QA, 1, "report_page"),
    "conform.policy_unreachable": knowing(
        unreachable_pages=frozenset({"https://care.example/quality"})
    ),
    "conform.learner_feedback_old": stating("2024-11-29", RECORD, "feedback", 0, "gathered_on"),
    "conform.no_peer_feedback": stating("sector-label", QA, 0, "kind"),
    "conform.review_undated": both(
        lacking(QA, 0, "decided_on"), lacking(QA, 1, "reviewed_on"), lacking(RECORD, "reviewed_on")
    ),
    "conform.review_old": both(
        stating("2025-02-01", QA, 0, "decided_on"),
        stating("2025-02-01", QA, 1, "reviewed_on"),
        stating("2025-02-01", RECORD, "reviewed_on"),
    ),
    "conform.report_not_public": lacking(QA, 0, "report_page"),
    "conform.assurer_is_provider": Case(
        lambda stated: stated[QA][0]["agency"].update(
            {"name": _text("CARE organisation"), "id": "https://partner.example/"}
        )
    ),
    "conform.assurer_unknown": knowing(known_assurers=frozenset()),
    # 2 Transparency
    "conform.no_country": both(lacking("issuer", "country"), knowing(country="ES")),
    "conform.no_outcomes": Case(_no_outcomes),
    "conform.no_workload": lacking("workload"),
    "conform.no_assessment": lacking(PARTS),
    "conform.no_participation": lacking("participation"),
    "conform.reference_not_esco": stating(
        "https://care.example/skill", OUTCOMES, 0, "references", 0, "uri"
    ),
    "conform.no_ects": both(
        stating({"hours": "25"}, "workload"), knowing(provider_kind="higher-education")
    ),
    "conform.hours_per_credit": stating("60", "workload", "hours"),
    "conform.workload_insane": stating({"hours": "0.5"}, "workload"),
    "conform.many_outcomes": Case(
        lambda stated: stated.update(
            {
                OUTCOMES: [{**stated[OUTCOMES][0], "id": f"explain-{at}"} for at in range(11)],
                PARTS: [{**part, "outcomes": []} for part in stated[PARTS]],
            }
        )
    ),
    "conform.outcome_length": stating(_text("Explain first aid"), OUTCOMES, 0, "text"),
    "conform.outcome_without_verb": stating(
        _text("The first thing to do in an emergency"), OUTCOMES, 0, "text"
    ),
    "conform.outcome_vague": stating(
        _text("Understand what to do in an emergency"), OUTCOMES, 0, "text"
    ),
    "conform.outcome_unlinked": lacking(OUTCOMES, 1, "references"),
    "conform.no_english": both(
        stating({"es": "Primeros auxilios"}, "title"),
        stating(["es"], "languages"),
        stating({"es": "Una tesela"}, "picture", "alternative_text"),
    ),
    "conform.not_in_taught_language": stating(["es"], "languages"),
    "conform.no_level": lacking("level"),
    "conform.no_level_evidence": lacking(RECORD, "level_evidence"),
    "conform.summary_hard": stating(_text("word " * 30 + "."), "summary"),
    "conform.no_page": lacking("page"),
    "conform.not_in_catalogue": knowing(in_catalogue=False),
    # 3 Relevance
    "conform.no_need": lacking("needs"),
    "conform.nobody_involved": lacking(RECORD, "involved", 1),
    "conform.involvement_undated": lacking(RECORD, "involved", 0, "took_part_on"),
    "conform.update_undated": both(lacking(RECORD, "updated_on"), lacking(RECORD, "reviewed_on")),
    "conform.update_old": both(
        stating("2023-11-29", RECORD, "updated_on"), lacking(RECORD, "reviewed_on")
    ),
    "conform.near_duplicate": knowing(others=(DUPLICATE,)),
    "conform.not_endorsed": knowing(endorsed_by=frozenset({"employers"})),
    # 4 Assessment
    "conform.outcome_not_assessed": stating(["bandage"], PARTS, 0, "outcomes"),
    "conform.no_criteria": lacking(PARTS, 0, "criteria"),
    "conform.only_attendance": both(
        stating("level-of-attendance", PARTS, 0, "type"),
        stating("level-of-attendance", PARTS, 1, "type"),
    ),
    "conform.no_weights": both(
        lacking(PARTS, 0, "weight_percent"), lacking(PARTS, 1, "weight_percent")
    ),
    "conform.weights_sum": stating("50", PARTS, 0, "weight_percent"),
    "conform.grading_without_scale": stating({"title": _text("Points")}, "grading"),
    "conform.no_supervision": lacking(PARTS, 0, "supervision"),
    "conform.unsupervised": stating(
        "unsupervised-with-identity-verification", PARTS, 0, "supervision"
    ),
    "conform.no_reassessment": lacking("offer", "reassessment"),
    "conform.no_appeal": lacking("offer", "appeal"),
    "conform.no_alternatives": both(
        lacking(PARTS, 0, "alternatives"), lacking(PARTS, 1, "alternatives")
    ),
    "conform.practice_by_test": stating("quiz", PARTS, 1, "type"),
    "conform.knowledge_only": both(
        stating("quiz", PARTS, 1, "type"),
        stating("knowledge", OUTCOMES, 1, "kind"),
        stating(_text("Name what stops a bleeding wound"), OUTCOMES, 1, "text"),
    ),
    # 5 Pathways
    "conform.no_stackability": lacking("stackability"),
    "conform.stackable_nowhere": stating([], "stackability", "towards"),
    "conform.promises_entry": stating(_text("It guarantees admission."), "stackability", "note"),
    "conform.no_validation_route": stating(["course"], "routes"),
    "conform.prerequisite_circular": both(knowing(achievements_by_id={BACK.id: BACK})),
    "conform.prerequisite_unknown": knowing(achievements_by_id={SAFETY.id: None}),
    "conform.target_without_consent": lacking("stackability", "towards", 0, "agreement_page"),
    # 6 Recognition
    "conform.issuer_unregistered": knowing(registered=False),
    "conform.nobody_to_ask": lacking("issuer", "website"),
    "conform.recognition_unproven": lacking("offer", "recognitions", 0, "page"),
    "conform.claims_recognition": stating(
        _text("The certificate is recognised throughout Europe."), "further_information", "text"
    ),
    # 7 Portable
    "conform.no_open_format": knowing(formats=frozenset()),
    "conform.no_alternative_text": lacking("picture"),
    "conform.alternative_languages": stating(
        {"en": "First aid at work", "de": "Erste Hilfe"}, "title"
    ),
    "conform.no_selective_disclosure": knowing(formats=frozenset({"openbadge", "elm"})),
    # 8 Learners, accessibility
    "conform.no_target_group": lacking("target_groups"),
    "conform.no_learners_involved": lacking(RECORD, "involved", 0),
    "conform.feedback_without_action": lacking(RECORD, "feedback", 0, "actions"),
    "conform.no_support": lacking("offer", "support"),
    "conform.no_accessibility": lacking("accessibility"),
    "conform.no_captions": Case(lambda s: s["accessibility"]["features"].remove("captions")),
    "conform.no_accessible_documents": Case(
        lambda s: s["accessibility"]["features"].remove("tagged-pdf")
    ),
    "conform.no_accessible_venue": Case(
        lambda s: s["accessibility"]["features"].remove("step-free-access")
    ),
    "conform.no_assistive_technology": Case(
        lambda s: s["accessibility"]["features"].remove("assistive-technology")
    ),
    "conform.no_access_contact": lacking("accessibility", "contact"),
    "conform.staff_not_prepared": lacking("accessibility", "staff"),
    "conform.part_without_alternatives": lacking(PARTS, 0, "alternatives"),
    "conform.no_easy_text": stating([EASY], "media"),
    "conform.prerequisite_excludes": stating(
        _text("You need good hearing."), "prerequisites", "text"
    ),
    # 9 Authentic
    "conform.no_place": lacking("issuer", "place"),
    "conform.no_mandate": both(
        stating(
            [{"name": _text("Centre"), "country": "ES", "website": "https://centre.example/"}],
            "awarding_bodies",
        ),
        knowing(mandate=False),
    ),
    # 10 Guidance
    "conform.no_guidance": lacking("offer", "guidance"),
    "conform.no_summary": lacking("summary"),
    "conform.one_language": stating(["migrants"], "target_groups"),
    "conform.no_cost": lacking("offer", "cost"),
    "conform.no_dates": lacking("offer", "dates"),
    "conform.no_funding": lacking("funding"),
    "conform.not_in_feed": knowing(in_guidance_feed=False),
}
"""Problem code → how it comes about; `conform.title_protected` needs a national profile of its own."""
