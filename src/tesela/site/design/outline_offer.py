"""The pages of the editor beyond the standard elements: before enrolling, and how it was made.

They are the members of `model.offer`; see `outline` for what a page is.
"""

from tesela.site.design.nodes import Fold, Group, Line, Node, One, Page, Several, Words


def party(*, needed: bool = True) -> tuple[Node, ...]:
    """The fields of an organisation."""
    return (
        Words("name", "design.party.name", needed=needed),
        One("country", "design.party.country", source="countries"),
        Line("place", "design.party.place"),
        Fold(
            "",
            "design.party.more",
            (
                Line("legal_name", "design.party.legal_name"),
                Line("region", "design.party.region"),
                Line("website", "design.party.website", kind="url"),
                Line("email", "design.party.email", kind="email"),
                Line("id", "design.party.id", kind="url"),
                Several(
                    "identifiers",
                    "design.identifiers",
                    (
                        Line("scheme", "design.identifiers.scheme", needed=True),
                        Line("value", "design.identifiers.value", needed=True),
                    ),
                ),
            ),
        ),
    )


def _contact(name: str) -> Group:
    return Group(
        name,
        f"design.offer.{name}",
        (
            Words("text", "design.contact.text", rows=2),
            Line("email", "design.contact.email", kind="email"),
            Line("telephone", "design.contact.telephone"),
            Line("page", "design.contact.page", kind="url"),
        ),
    )


OFFER = Page(
    "offer",
    (
        Group(
            "offer",
            "design.offer",
            (
                Words("cost", "design.offer.cost"),
                Words("dates", "design.offer.dates"),
                _contact("guidance"),
                _contact("support"),
                Words("reassessment", "design.offer.reassessment", rows=2),
                Words("appeal", "design.offer.appeal", rows=2),
                Words("no_validation", "design.offer.no_validation", rows=2),
                Words("no_english", "design.offer.no_english", rows=2),
                Several(
                    "recognitions",
                    "design.recognitions",
                    (
                        Group("by", "design.recognitions.by", party()),
                        Words("text", "design.recognitions.text", rows=2),
                        Line("page", "design.recognitions.page", kind="url"),
                    ),
                ),
            ),
        ),
    ),
)
RECORD = Page(
    "record",
    (
        Group(
            "design_record",
            "design.record",
            (
                Several(
                    "involved",
                    "design.involved",
                    (
                        One("who", "design.involved.who", source="who", needed=True),
                        Line("took_part_on", "design.involved.on", kind="date"),
                        Words("note", "design.involved.note", rows=2),
                        Fold(
                            "",
                            "design.involved.more",
                            (Group("party", "design.involved.party", party(needed=False)),),
                        ),
                    ),
                ),
                Several(
                    "feedback",
                    "design.feedback",
                    (
                        One("source", "design.feedback.source", source="who", needed=True),
                        Words("summary", "design.feedback.summary", rows=3, needed=True),
                        Line("gathered_on", "design.feedback.gathered_on", kind="date"),
                        Words("actions", "design.feedback.actions", rows=2),
                        Line("page", "design.feedback.page", kind="url"),
                    ),
                ),
                Line("updated_on", "design.record.updated_on", kind="date"),
                Line("reviewed_on", "design.record.reviewed_on", kind="date"),
                Words("level_evidence", "design.record.level_evidence", rows=2),
                Line("level_evidence_page", "design.record.level_evidence_page", kind="url"),
                One("risk", "design.record.risk", source="risk"),
            ),
        ),
    ),
)
