"""One award before it is issued: dates, grade, and nothing about health or how to reach anybody."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.conform import Known
from tesela.conform.award import check_award, gate
from tesela.conform.health import health_words, lexicon
from tesela.conform.rules.award_table import AWARD_RULES
from tesela.model.achievement import Achievement
from tesela.model.findings import Severity
from tesela.text.languages import EU_LANGUAGES
from tesela.text.messages.table import MESSAGES
from tests.samples import ACHIEVEMENT, award

KNOWN = Known(today=date(2026, 6, 15))


def without(*members: str) -> Achievement:
    stated = ACHIEVEMENT.model_dump(exclude_unset=True)
    return Achievement.model_validate({n: v for n, v in stated.items() if n not in members})


def codes(**changes: Any) -> list[str]:
    return [one.problem.code for one in check_award(ACHIEVEMENT, award(**changes), KNOWN).findings]


def test_an_award_in_order_has_nothing_against_it() -> None:
    assert codes() == []
    assert codes(awarded_on="2026-06-15", narrative="Led the group through the exercise.") == []


@pytest.mark.parametrize(
    ("changes", "rule", "path", "code"),
    [
        ({"awarded_on": "2026-06-16"}, "P4-08", "/awarded_on", "award.awarded_later"),
        (
            {"awarded_on": "2026-01-05", "valid_until": "2026-06-14"},
            "P4-08",
            "/valid_until",
            "award.ended_before_issue",
        ),
        ({"narrative": "With extra time."}, "P7-05", "/narrative", "award.health_word"),
        ({"grade": "80 (ADHD)"}, "P7-05", "/grade", "award.health_word"),
        (
            {"narrative": "Ask zaneta@mail.example."},
            "P7-05",
            "/narrative",
            "award.contact_in_text",
        ),
    ],
)
def test_each_fault_is_one_finding(
    changes: dict[str, Any], rule: str, path: str, code: str
) -> None:
    (found,) = check_award(ACHIEVEMENT, award(**changes), KNOWN).findings
    assert (found.rule, found.path, found.problem.code) == (rule, path, code)


def test_a_grade_needs_the_scheme_of_the_description() -> None:
    bare = without("grading")
    (found,) = check_award(bare, award(grade="80"), KNOWN).findings
    assert (found.rule, found.severity) == ("P4-05", Severity.WARNS)
    assert not check_award(bare, award(grade="Passed"), KNOWN).findings
    assert not check_award(ACHIEVEMENT, award(grade="80"), KNOWN).findings


def test_without_the_day_dates_stay_undecided() -> None:
    found = check_award(ACHIEVEMENT, award(awarded_on="2999-01-01"))
    assert found.findings == ()
    assert found.undecided == ("P4-08",)


def test_the_gate_lets_warnings_through() -> None:
    against = gate(without("grading"), KNOWN)
    assert list(against(award(grade="80"))) == []
    ((name, problem),) = against(award(awarded_on="2026-06-16"))
    assert (name, problem.code) == ("awarded_on", "award.awarded_later")


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "awarded_on": st.sampled_from((date(2026, 6, 12), date(2026, 6, 16))),
                "valid_until": st.sampled_from((None, date(2026, 6, 20), date(2027, 6, 1))),
                "grade": st.sampled_from((None, "80", "80 (ADHD)", "ask zaneta@mail.example")),
                "narrative": st.sampled_from((None, "With extra time.", "Led the group.")),
                "workload_hours": st.sampled_from((None, "1.0", "1.00")),
                "learner": st.sampled_from(
                    [
                        {
                            "id": f"urn:uuid:22222222-2222-4222-8222-22222222222{at}",
                            "full_name": name,
                        }
                        for at, name in enumerate(("Ana", "Dyslexia Zaneta", "zaneta@mail.example"))
                    ]
                ),
            }
        ),
        max_size=12,
    )
)
def test_the_gate_says_of_each_of_a_class_what_the_rules_say(said: list[dict[str, Any]]) -> None:
    against = gate(ACHIEVEMENT, KNOWN)
    for changes in said:
        one = award(**changes)
        alone = check_award(ACHIEVEMENT, one, KNOWN).blocking
        assert list(against(one)) == [(found.path.strip("/"), found.problem) for found in alone]
        nobody = one.model_copy(update={"learner": award().learner})
        assert list(against(nobody)) == list(against(one)), "no rule asks who the learner is"


@pytest.mark.parametrize("tag", EU_LANGUAGES)
def test_each_language_has_words_and_they_are_found(tag: str) -> None:
    for word in lexicon()[tag]:
        assert health_words(f"… {word.upper()} …"), word


def test_a_word_counts_where_it_begins_and_not_inside_another() -> None:
    assert health_words("Disabled") == ("disabled",)
    assert health_words("He enabled the machine; she valued the obligation.") == ()
    assert health_words("Sorted out invalid input. Bravo autista. Ligameister.") == ()


def test_what_a_description_teaches_is_no_word_about_the_learner() -> None:
    stated = ACHIEVEMENT.model_dump(exclude_unset=True)
    taught = Achievement.model_validate(
        {**stated, "summary": {"en": "Support people with dyslexia."}}
    )
    assert health_words("Explained dyslexia to the group.", taught) == ()
    assert health_words("Explained dyslexia to the group.", ACHIEVEMENT) == ("dyslexia",)
    assert health_words("Has dyslexia and a wheelchair.", taught) == ("wheelchair",)


def test_every_code_has_its_sentence_and_its_advice() -> None:
    for rule in AWARD_RULES:
        for code in rule.codes:
            assert MESSAGES[code].fix, code
