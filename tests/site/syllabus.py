"""The syllabus of a course in care, as an office writes it."""

from tests.drafting.files import Block, docx

TITLE = "Safe lifting and moving of people"
OUTCOMES = (
    "Explain the risks of lifting people by hand",
    "Choose a lifting aid that suits the person",
    "Move a person from bed to chair with a hoist",
)


def syllabus(*more: Block) -> bytes:
    """A DOCX, with `more` at its end."""
    return docx(
        (
            f"# {TITLE}",
            "For people who begin to work in care.",
            "## Learning outcomes",
            "At the end of the course the learner is able to:",
            *(f"- {outcome}" for outcome in OUTCOMES),
            "Workload: 25 hours",
            (("Level", "EQF level 3"), ("Language", "English")),
            "## Assessment",
            "Practical test with an examiner who is present.",
            *more,
        )
    )
