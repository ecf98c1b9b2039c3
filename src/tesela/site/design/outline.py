"""The pages of the editor, and what stands on each: one line a field.

A node says which member of `model.achievement.Achievement` it is about and
which sentence labels it (`<code>`, with a hint under `<code>.hint`). The order
here is the order on the pages. All that reads, draws and checks the pages goes
by this outline, so a new member of the model is one line here.
"""

from tesela.site.design.nodes import (
    Fold,
    Group,
    Kept,
    Line,
    Many,
    Node,
    One,
    Page,
    Several,
    Words,
)
from tesela.site.design.outline_offer import OFFER, RECORD, party

_TARGET: tuple[Node, ...] = (
    Words("title", "design.target.title", needed=True),
    Fold(
        "",
        "design.target.more",
        (
            Line("id", "design.target.id", kind="url"),
            Line("agreement_page", "design.target.agreement_page", kind="url"),
            Group("owner", "design.target.owner", party(needed=False)),
        ),
    ),
)

_TITLE = Page(
    "title",
    (
        Words("title", "design.title", needed=True),
        Words("summary", "design.summary", rows=4),
        Many("fields", "design.fields", source="isced-f", search=True),
        Fold(
            "",
            "design.target_groups.more",
            (Many("target_groups", "design.target_groups", source="target-group"),),
        ),
    ),
    (2,),
)
OUTCOMES = Page(
    "outcomes",
    (
        Several(
            "learning_outcomes",
            "design.outcomes",
            (
                Kept("id", ""),
                Words("text", "design.outcomes.text", rows=2, needed=True),
                Fold(
                    "",
                    "design.outcomes.more",
                    (
                        One("kind", "design.outcomes.kind", source="skill-type"),
                        One("reuse", "design.outcomes.reuse", source="skill-reuse-level"),
                        Several(
                            "references",
                            "design.references",
                            (
                                Line("framework", "design.references.framework", needed=True),
                                Line("code", "design.references.code"),
                                Words("label", "design.references.label", needed=True),
                                Line("uri", "design.references.uri", kind="url"),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    (6,),
)
_WORKLOAD = Page(
    "workload",
    (
        Group(
            "workload",
            "design.workload",
            (
                Line("hours", "design.hours", kind="number"),
                Several(
                    "credits",
                    "design.credits",
                    (
                        Line("points", "design.credits.points", kind="number", needed=True),
                        One("system", "design.credits.system", source="credit-system", needed=True),
                    ),
                ),
                Words("note", "design.workload.note", rows=2),
            ),
        ),
    ),
    (7,),
)
_LEVEL = Page(
    "level",
    (
        Group(
            "level",
            "design.level",
            (
                One("eqf", "design.level.eqf", source="eqf"),
                Fold(
                    "",
                    "design.level.more",
                    (
                        One("cycle", "design.level.cycle", source="qf-ehea-cycle"),
                        Several(
                            "national",
                            "design.national",
                            (
                                Words("framework", "design.national.framework", needed=True),
                                Line("level", "design.national.level", needed=True),
                                Line("uri", "design.national.uri", kind="url"),
                            ),
                        ),
                    ),
                ),
                Words("not_applicable", "design.level.not_applicable", rows=2),
            ),
        ),
    ),
    (8,),
)
_ASSESSMENT = Page(
    "assessment",
    (
        Several(
            "assessment",
            "design.assessment",
            (
                One("type", "design.assessment.type", source="assessment-type", needed=True),
                Words("criteria", "design.assessment.criteria", rows=3),
                Many("outcomes", "design.assessment.outcomes", source="outcomes"),
                One("supervision", "design.assessment.supervision", source="supervision"),
                Words("alternatives", "design.assessment.alternatives", rows=3),
                Fold(
                    "",
                    "design.assessment.more",
                    (
                        Words("title", "design.assessment.title"),
                        Line("weight_percent", "design.assessment.weight", kind="number"),
                        Line("criteria_page", "design.assessment.page", kind="url"),
                    ),
                ),
            ),
        ),
    ),
    (9,),
)
_PARTICIPATION = Page(
    "participation",
    (
        Many("participation", "design.participation", source="participation"),
        Many("languages", "design.languages", source="languages"),
        Many("routes", "design.routes", source="route"),
        Fold(
            "",
            "design.activities.more",
            (
                Many("activities", "design.activities", source="learning-activity"),
                One("setting", "design.setting", source="learning-setting"),
            ),
        ),
    ),
    (10,),
)
_QUALITY = Page(
    "quality",
    (
        Several(
            "quality_assurance",
            "design.quality",
            (
                One("kind", "design.quality.kind", source="quality-assurance", needed=True),
                Words("decision", "design.quality.decision", rows=2),
                Line("reviewed_on", "design.quality.reviewed_on", kind="date"),
                Line("decided_on", "design.quality.decided_on", kind="date"),
                Line("valid_until", "design.quality.valid_until", kind="date"),
                Fold(
                    "",
                    "design.quality.more",
                    (
                        Words("title", "design.quality.title"),
                        Line("decision_page", "design.quality.decision_page", kind="url"),
                        Line("report_page", "design.quality.report_page", kind="url"),
                        Group("agency", "design.quality.agency", party(needed=False)),
                        Group(
                            "scope",
                            "design.scope",
                            (
                                Many(
                                    "fields", "design.scope.fields", source="isced-f", search=True
                                ),
                                Many("eqf_levels", "design.scope.levels", source="levels"),
                                Many(
                                    "countries",
                                    "design.scope.countries",
                                    source="countries",
                                    search=True,
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    (11,),
)
_BODIES = Page("bodies", (Several("awarding_bodies", "design.bodies", party()),))
_PREREQUISITES = Page(
    "prerequisites",
    (
        Group(
            "prerequisites",
            "design.prerequisites",
            (
                Words("text", "design.prerequisites.text", rows=3),
                Line("minimum_age_years", "design.prerequisites.age", kind="number"),
                Several("achievements", "design.needed", _TARGET),
            ),
        ),
    ),
)
_STACKING = Page(
    "stacking",
    (
        Group(
            "stackability",
            "design.stacking",
            (
                One("mode", "design.stacking.mode", source="modes"),
                Several("towards", "design.towards", _TARGET),
                Words("note", "design.stacking.note", rows=2),
                Fold(
                    "",
                    "design.pathway.more",
                    (
                        Line("pathway", "design.pathway", kind="url"),
                        Line("place_in_pathway", "design.pathway.place", kind="number"),
                        Line("pathway_length", "design.pathway.length", kind="number"),
                    ),
                ),
            ),
        ),
    ),
)
_GRADING = Page(
    "grading",
    (
        Group(
            "grading",
            "design.grading",
            (
                Words("title", "design.grading.title"),
                Words("description", "design.grading.description", rows=3),
                Line("values", "design.grading.values", kind="lines"),
                Line("pass_mark", "design.grading.pass_mark"),
                Line("lowest", "design.grading.lowest"),
                Line("highest", "design.grading.highest"),
            ),
        ),
    ),
)
_FURTHER = Page(
    "further",
    (
        Group(
            "further_information",
            "design.further",
            (
                Words("text", "design.further.text", rows=5),
                Several(
                    "links",
                    "design.links",
                    (
                        Words("title", "design.links.title", needed=True),
                        Line("page", "design.links.page", kind="url", needed=True),
                        One("language", "design.links.language", source="tongues"),
                    ),
                ),
            ),
        ),
        Words("funding", "design.funding", rows=2),
        Group(
            "renewal",
            "design.renewal",
            (
                Line("after_months", "design.renewal.months", kind="number"),
                Words("text", "design.renewal.text", rows=2),
            ),
        ),
        Several("needs", "design.needs", _TARGET),
        Line("licence", "design.licence"),
    ),
)
_LOOK = Page(
    "look",
    (
        Group(
            "picture",
            "design.picture",
            (Words("alternative_text", "design.picture.text", rows=2),),
        ),
    ),
)
_ACCESS = Page(
    "access",
    (
        Group(
            "accessibility",
            "design.access",
            (
                Words("summary", "design.access.summary", rows=3),
                Many("features", "design.access.features", source="accessibility-feature"),
                Many("access_modes", "design.access.modes", source="access-mode"),
                Words("support", "design.access.support", rows=3),
                Line("contact", "design.access.contact"),
                Words("venue", "design.access.venue", rows=2),
                Words("staff", "design.access.staff", rows=2),
            ),
        ),
        Several(
            "media",
            "design.media",
            (
                One("kind", "design.media.kind", source="media", needed=True),
                One("language", "design.media.language", source="tongues", needed=True),
                Line("text", "design.media.text", kind="paragraphs"),
                Line("page", "design.media.page", kind="url"),
                Words("title", "design.media.title"),
            ),
        ),
    ),
)

PAGES = (
    _TITLE,
    OUTCOMES,
    _WORKLOAD,
    _LEVEL,
    _ASSESSMENT,
    _PARTICIPATION,
    _QUALITY,
    _LOOK,
    _ACCESS,
    _PREREQUISITES,
    _STACKING,
    _GRADING,
    OFFER,
    RECORD,
    _FURTHER,
    _BODIES,
)
"""In the order in which they are best filled in."""
MANDATORY = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
"""Elements of Annex I that every micro-credential states; the rest are optional."""
WITH_THE_CLASS = (1, 5)
"""Of these, those that come with the class list: learner and date of issuing."""
