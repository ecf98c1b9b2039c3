"""What to do about a finding speaks of the editor's fields, in every language."""

import re

import pytest

from tesela.conform.rules.table import RULES
from tesela.site.design.remedies import FIELDS, remedy
from tesela.text.errors import Problem
from tesela.text.languages import EU_LANGUAGES
from tesela.text.messages.table import MESSAGES

DESCRIBED = sorted({code for rule in RULES for code in rule.codes})
"""Everything that the checker says of a description."""


def facts(code: str) -> dict[str, str]:
    """Something for each blank of the remedy."""
    blanks = re.findall(r"{(\w+)}", MESSAGES[code].fix or "")
    return dict.fromkeys(blanks, "7")


def told(code: str, language: str) -> tuple[str, str]:
    """The remedy as a file's author reads it, and as the editor shows it."""
    problem = Problem(code, facts(code))
    return problem.fix(language), remedy(problem, language)


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_no_remedy_names_a_member_of_a_file(language: str) -> None:
    """Words with an underscore, and two members in brackets, are what only files have."""
    shown = {code: told(code, language)[1] for code in DESCRIBED}
    assert {c: t for c, t in shown.items() if re.search(r"[a-z]_[a-z]|\(offer, ", t)} == {}


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_member_in_the_table_is_found_and_replaced(language: str) -> None:
    for code, members in FIELDS.items():
        before, after = told(code, language)
        for member in members:
            assert re.search(rf"(?<![\w-]){re.escape(member)}(?![\w-])", before), (code, member)
        assert after != before


def test_only_what_the_checker_says_stands_in_the_table() -> None:
    assert set(FIELDS) <= set(DESCRIBED)


def test_the_label_stands_in_quotation_marks() -> None:
    assert remedy(Problem("conform.review_undated"), "en") == (
        "Say when it was last reviewed (“When its contents were last reviewed or confirmed”)."
    )
    assert "“Step-free access to the venue”" in remedy(Problem("conform.no_accessible_venue"), "en")
    assert remedy(Problem("conform.no_outcomes"), "en") == Problem("conform.no_outcomes").fix("en")
