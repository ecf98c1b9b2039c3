"""Suggestions: the expected competence is among the first three, and nothing is made up."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.languages import EU_LANGUAGES
from tesela.vocab import vocabulary
from tesela.vocab.suggest import DIGCOMP, concept_index, suggestions
from tests.vocab.truth import TRUTH

EXAMPLES = Path(__file__).parents[2] / "examples" / "achievements"
FOUR = ("accessible-training", "digital-basics", "european-care-certificate", "university-two-ects")
DIGCOMP_IS_ALWAYS_THERE = concept_index()


def codes(text: str, language: str, limit: int = 3) -> list[str | None]:
    return [one.code for one in suggestions(text, language, DIGCOMP_IS_ALWAYS_THERE, limit)]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("code", TRUTH)
def test_what_people_write_finds_the_competence_they_mean(code: str, language: str) -> None:
    assert code in codes(TRUTH[code][language], language)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("name", FOUR)
def test_what_the_examples_refer_to_is_suggested(name: str, language: str) -> None:
    description = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8"))
    for outcome in description["learning_outcomes"]:
        references = outcome.get("references", [])
        meant = {one["code"] for one in references if one["framework"] == DIGCOMP}
        assert meant <= set(codes(outcome["text"][language], language)), outcome["id"]


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_each_competence_is_found_by_its_own_name(language: str) -> None:
    competences = [one for one in vocabulary("digcomp-2.2").concepts if one.broader]
    found = {one.code: codes(one.labels[language], language, 1) for one in competences}
    assert found == {one.code: [one.code] for one in competences}


def test_a_suggestion_says_which_words_led_to_it() -> None:
    first = suggestions("Set up a strong Password", "en", DIGCOMP_IS_ALWAYS_THERE)[0]
    assert (first.framework, first.code, first.matched) == (DIGCOMP, "4.1", ("Password",))
    assert first.label["de"] == "Geräte schützen"


def test_the_number_of_a_competence_finds_it() -> None:
    assert codes("4.2", "el", 1) == ["4.2"]


def test_no_address_is_made_up() -> None:
    known = {one.code: one for one in vocabulary("digcomp-2.2").concepts}
    for code, said in TRUTH.items():
        for one in suggestions(said["en"], "en", DIGCOMP_IS_ALWAYS_THERE):
            assert one.code
            concept = known[one.code]
            assert one.uri == (concept.uri if concept.published else None), code


def test_a_text_about_nothing_of_the_kind_gets_nothing() -> None:
    assert not codes("Bake a sourdough loaf with rye", "en")
    assert not codes("", "en")
    assert not codes("the and of to", "en")


def test_a_language_without_labels_gets_nothing() -> None:
    assert not codes("búa til skjal", "is")


def test_a_compound_is_found_by_its_part() -> None:
    assert "4.1" in codes("Passwortmanager einrichten", "de")


def test_capitals_and_marks_make_no_difference() -> None:
    plain = codes("proteger les donnees personnelles", "fr")
    assert plain[0] == "4.2"
    assert plain == codes("PROTÉGER LES DONNÉES PERSONNELLES", "fr")


@given(st.text(max_size=400), st.sampled_from([*EU_LANGUAGES, "ar", "xx", "de-AT"]))
def test_any_text_gets_the_same_answer_twice(text: str, language: str) -> None:
    found = suggestions(text, language, DIGCOMP_IS_ALWAYS_THERE)
    assert found == suggestions(text, language, DIGCOMP_IS_ALWAYS_THERE)
    assert len(found) <= 5
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert all(word in text for word in one.matched)
