"""What to do about a finding, in the words of the editor.

The checker's remedies speak to whoever writes a file and name members of the
description, such as `report_page`. Translations keep these names as they are.
In the editor nobody sees a member; the same remedy names the field there.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from tesela.site.design.choices import named
from tesela.text.catalogue import say
from tesela.text.errors import Problem


class Value(NamedTuple):
    """A value of a list: the list, and its code there."""

    source: str
    code: str


FIELDS: Mapping[str, Mapping[str, str | Value]] = {
    "conform.claims_recognition": {"recognitions": "design.recognitions"},
    "conform.feedback_without_action": {"actions": "design.feedback.actions"},
    "conform.involvement_undated": {"took_part_on": "design.involved.on"},
    "conform.learner_feedback_old": {"feedback": "design.feedback"},
    "conform.no_access_contact": {"accessibility": "design.access"},
    "conform.no_accessible_documents": {
        "features": "design.access.features",
        "large-print": Value("accessibility-feature", "large-print"),
        "tagged-pdf": Value("accessibility-feature", "tagged-pdf"),
    },
    "conform.no_accessible_venue": {
        "step-free-access": Value("accessibility-feature", "step-free-access")
    },
    "conform.no_alternative_text": {
        "picture": "design.picture",
        "alternative_text": "design.picture.text",
    },
    "conform.no_appeal": {"offer, appeal": "design.offer.appeal"},
    "conform.no_assistive_technology": {
        "assistive-technology": Value("accessibility-feature", "assistive-technology")
    },
    "conform.no_captions": {"features": "design.access.features"},
    "conform.no_cost": {"offer, cost": "design.offer.cost"},
    "conform.no_country": {"country": "design.party.country", "issuer": "providers.menu"},
    "conform.no_dates": {"offer, dates": "design.offer.dates"},
    "conform.no_easy_text": {"easy-text": Value("media", "easy-text")},
    "conform.no_english": {"offer, no_english": "design.offer.no_english"},
    "conform.no_guidance": {"offer, guidance": "design.offer.guidance"},
    "conform.no_learners_involved": {"involved": "design.involved"},
    "conform.no_level_evidence": {"level_evidence": "design.record.level_evidence"},
    "conform.no_peer_feedback": {"feedback": "design.feedback"},
    "conform.no_place": {"place": "design.party.place", "issuer": "providers.menu"},
    "conform.no_reassessment": {"offer, reassessment": "design.offer.reassessment"},
    "conform.no_support": {"offer, support": "design.offer.support"},
    "conform.no_validation_route": {"offer, no_validation": "design.offer.no_validation"},
    "conform.policy_not_public": {"report_page": "design.quality.report_page"},
    "conform.report_not_public": {
        "report_page": "design.quality.report_page",
        "decision_page": "design.quality.decision_page",
    },
    "conform.review_undated": {"reviewed_on": "design.record.reviewed_on"},
    "conform.staff_not_prepared": {"staff": "design.access.staff"},
    "conform.target_without_consent": {"agreement_page": "design.target.agreement_page"},
    "conform.update_undated": {
        "updated_on": "design.record.updated_on",
        "reviewed_on": "design.record.reviewed_on",
    },
}
"""What a remedy names, and what the editor calls it: a field's label, or a value of a list."""


def remedy(problem: Problem, language: str) -> str:
    """What to do about `problem`, with the fields' labels instead of the members' names."""
    text = problem.fix(language)
    for member, shown in FIELDS.get(problem.code, {}).items():
        label = _quoted(shown, language).replace("\\", r"\\")
        text = _member(member).sub(label, text, count=1)
    return text


def _member(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _quoted(shown: str | Value, language: str) -> str:
    field = named(*shown, language) if isinstance(shown, Value) else say(shown, language)
    return say("design.check.field", language, field=field)
