"""What the document says, before it is written as anything."""

import pytest

from tesela.formats.document.parts import Facts, Run, plain, statements
from tesela.text.catalogue import say
from tesela.text.languages import EU_LANGUAGES
from tests.formats.document_samples import TITLES, achievement, award, document


def said(content):
    return [plain(text) for text in statements(content)]


def facts(content):
    table = next(section.parts[0] for section in content.sections if section.key == "facts")
    assert isinstance(table, Facts)
    return {plain(row.label): [plain(line) for line in row.lines] for row in table.rows}


def test_outcomes_checking_and_facts_come_first_then_the_elements_in_the_annex_order():
    assert [section.key for section in document().sections] == [
        "outcomes",
        "check",
        "facts",
        "assessment",
        "quality",
        "organisations",
        "prerequisites",
        "grading",
        "stackability",
        "renewal",
        "accessibility",
        "further",
        "easy",
        "award",
        "limits",
    ]


def test_the_facts_name_both_organisations_each_with_its_country():
    told = facts(document())
    assert told["Issued by"] == ["Open Doors Network", "Brussels, Belgium"]
    assert told["Awarded by"] == ["Harbour School of Social Care", "Θεσσαλονίκη, Greece"]


def test_the_days_of_assessing_awarding_and_issuing_are_kept_apart():
    told = facts(document())
    assert told["Assessed on"] == ["21 September 2026"]
    assert told["Awarded on"] == ["28 September 2026"]
    assert told["Issued on"] == ["2 October 2026"]


def test_workload_level_and_grade_are_told_as_they_stand():
    told = facts(document())
    assert told["Notional workload"] == ["50 hours", "2 ECTS credits"]
    assert told["Level"][0].endswith("level 4")
    assert told["Grade"] == ["good"]


@pytest.mark.parametrize(
    ("figure", "sentence"), [("1", "1 hour"), ("1.5", "1.5 hours"), ("1200", "1,200 hours")]
)
def test_hours_agree_with_their_figure(figure, sentence):
    made = achievement(workload={"hours": figure})
    assert facts(document(achievement=made))["Notional workload"] == [sentence]


def test_assessment_refers_to_outcomes_by_the_numbers_they_have():
    content = document()
    outcomes = next(section for section in content.sections if section.key == "outcomes")
    assert outcomes.parts[1].numbered
    assert "Covers learning outcomes 1, 2 and 4" in said(content)
    assert "Covers learning outcome 3" in said(content)


def test_outcomes_are_not_numbered_where_nothing_refers_to_them():
    content = document(achievement=achievement(assessment=[{"type": "portfolio"}]))
    outcomes = next(section for section in content.sections if section.key == "outcomes")
    assert not outcomes.parts[1].numbered


def test_whom_the_offer_is_for_and_how_it_can_be_earned_stay_off_a_persons_document():
    plain_one = document()
    telling = document(
        achievement=achievement(
            target_groups=["high-achievers"],
            routes=["validation"],
            funding={"en": "Paid by the employment service"},
        )
    )
    assert said(telling) == said(plain_one)


def test_the_learners_random_identifier_is_not_printed():
    assert not any("8b1a9953" in text for text in said(document()))


def test_one_asks_for_the_current_state_at_the_address_given():
    assert "Ask for its current state at https://care.example/c/9v3kT2mQx7" in said(document())


def test_without_such_an_address_the_document_says_whom_to_ask():
    content = document(state_page=None)
    assert any("Please ask Open Doors Network." in text for text in said(content))
    assert not any("current state at" in text for text in said(content))


def test_every_document_says_that_it_is_no_recognition():
    small = achievement(
        **dict.fromkeys(
            ("assessment", "quality_assurance", "media", "participation", "learning_outcomes"), ()
        ),
        **dict.fromkeys(
            ("workload", "level", "prerequisites", "stackability", "summary", "accessibility")
        ),
    )
    for content in (document(), document(achievement=small)):
        assert say("document.not_recognition") in said(content)


def test_a_text_that_lacks_the_readers_language_is_marked_with_its_own():
    content = document("fi")
    runs = [run for text in statements(content) for run in text]
    assert Run("Each plan names", "en") not in runs
    assert any(run.text == "Three steps" and run.language == "en" for run in runs)
    assert any(run.text == TITLES["fi"] and run.language == "fi" for run in runs)


def test_easy_words_appear_for_readers_of_their_language_only():
    assert "easy" in [section.key for section in document("en").sections]
    assert "easy" not in [section.key for section in document("fi").sections]


def test_where_the_description_comes_from_is_said_last_of_its_elements():
    origin = {
        "achievement": "https://first.example/achievements/part",
        "version": "3",
        "title": {"en": "Taking part", "el": "Συμμετοχή"},
        "publisher": {"en": "First School"},
        "licence": "CC0-1.0",
        "taken_on": "2026-04-01",
    }
    terms = "https://care.example/terms"
    content = document(achievement=achievement(derived_from=origin, licence=terms))
    keys = [section.key for section in content.sections]
    assert keys[keys.index("award") - 1] == "origin"
    told = said(content)
    assert "It was made from “Taking part” by First School." in told
    assert "Licence of the original: CC0-1.0" in told
    assert "The original: https://first.example/achievements/part/3" in told
    assert f"Licence of this description: {terms}" in told
    nowhere = {**origin, "achievement": "urn:uuid:5f0c1b1e-6a53-4b8e-9d0a-0d2a5a3b7c11"}
    told = said(document(achievement=achievement(derived_from=nowhere)))
    assert not any(text.startswith("The original:") for text in told)
    assert "origin" not in [section.key for section in document().sections]


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_language_gets_a_title_all_sections_and_no_unfilled_place(language):
    content = document(language)
    assert plain(content.title) == TITLES.get(language, TITLES["en"])
    assert len(content.sections) >= 14
    assert not any("{" in text or "\ue000" in text or ".." in text for text in said(content))


def test_a_reader_of_no_language_of_ours_gets_an_english_document_with_texts_in_their_own():
    made = achievement(title={"en": "Support", "ar": "دعم"})
    content = document("ar", achievement=made)
    assert (content.language, content.direction) == ("en", "ltr")
    assert content.title == (Run("دعم", "ar"),)


def test_two_awarding_bodies_certify_together():
    bodies = [{"name": {"en": name}, "country": "FI"} for name in ("North", "South")]
    content = document(achievement=achievement(awarding_bodies=bodies))
    assert plain(content.statement).startswith("North and South certify that")


def test_a_corrected_award_names_the_one_it_replaces():
    made = achievement()
    old = "urn:uuid:00000000-0000-4000-8000-000000000001"
    content = document(achievement=made, award=award(made, supersedes=old))
    assert any(old in text for text in said(content))


def test_an_award_of_another_version_is_refused():
    with pytest.raises(ValueError, match="another version"):
        document(achievement=achievement(version="3"), award=award(achievement()))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://a b"])
def test_a_state_page_that_is_no_web_address_is_refused(address):
    with pytest.raises(ValueError, match="web address"):
        document(state_page=address)
