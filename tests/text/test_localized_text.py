"""Text that people wrote in several languages, and how a reader's language is chosen."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tesela.text import localized
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import EU_LANGUAGES, best_language, is_language_tag
from tesela.text.localized import MAXIMUM_CHARACTERS, LocalizedText

TAGS = (*EU_LANGUAGES, "de-AT", "de-CH", "pt-BR", "pt-PT", "sr-Latn", "sr-Cyrl", "se", "es-419")
NO_TAGS = ("", "e", "english", "en_GB", "en--GB", "-en", "en-", "1n", "en-GB!", "de AT", "en\n")

tags = st.sampled_from(TAGS)
words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
texts = st.dictionaries(tags, words, min_size=1, max_size=6)
reader = TypeAdapter(LocalizedText)


def language(tag: str) -> str:
    return tag.lower().partition("-")[0]


@given(texts)
def test_it_is_a_mapping_in_the_author_s_order(written: dict[str, str]):
    text = LocalizedText(written)
    assert dict(text) == written
    assert list(text) == list(written)
    assert len(text) == len(written)


@given(texts)
def test_equality_and_hash_do_not_depend_on_order(written: dict[str, str]):
    turned = dict(reversed(written.items()))
    assert LocalizedText(written) == LocalizedText(turned)
    assert hash(LocalizedText(written)) == hash(LocalizedText(turned))
    assert {LocalizedText(written), LocalizedText(turned)} == {LocalizedText(written)}


@given(texts, tags, words)
def test_other_words_are_another_text(written: dict[str, str], tag: str, word: str):
    other = {**written, tag: word}
    assert (LocalizedText(other) == LocalizedText(written)) == (written.get(tag) == word)


@given(texts)
def test_it_does_not_follow_the_mapping_it_was_made_of(written: dict[str, str]):
    given_away = dict(written)
    text = LocalizedText(given_away)
    given_away.clear()
    assert dict(text) == written


@given(texts, st.lists(tags, max_size=3))
def test_a_reader_gets_the_first_language_there_is(written: dict[str, str], wanted: list[str]):
    chosen = LocalizedText(written).language_for(*wanted)
    assert chosen in written
    spoken = {language(tag) for tag in written}
    served = [tag for tag in (*wanted, "en") if language(tag) in spoken]
    if served:
        assert language(chosen) == language(served[0])
        assert served[0] not in written or chosen == served[0]
    else:
        assert chosen == next(iter(written))
    assert LocalizedText(written).in_language(*wanted) == written[chosen]


def test_fallback_is_the_variety_then_english_then_the_author_s_own():
    text = LocalizedText({"fi": "Ensiapu", "en": "First aid", "de": "Erste Hilfe"})
    assert text.in_language("de-AT") == "Erste Hilfe"
    assert text.in_language("ga", "fi") == "Ensiapu"
    assert text.in_language("ga") == "First aid"
    assert LocalizedText({"fi": "Ensiapu", "sv": "Första hjälpen"}).in_language("ga") == "Ensiapu"


@pytest.mark.parametrize("tag", NO_TAGS)
def test_what_is_no_tag_is_refused(tag: str):
    assert not is_language_tag(tag)
    with pytest.raises(ValueError, match="language tag"):
        LocalizedText({tag: "First aid"})
    with pytest.raises(ValidationError) as refused:
        reader.validate_python({tag: "First aid"})
    assert refused.value.errors()[0]["type"] == "text.tag"


def test_a_text_in_no_language_is_refused():
    with pytest.raises(ValueError, match="at least one language"):
        LocalizedText({})


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("First aid", "text.not_localized"),
        (["First aid"], "text.not_localized"),
        ({}, "text.empty"),
        ({7: "First aid"}, "text.tag"),
        ({"en": " \n "}, "text.blank"),
        ({"en": 7}, "text.blank"),
        ({"en": None}, "text.blank"),
        ({"en": "a" * (MAXIMUM_CHARACTERS + 1)}, "text.long"),
        ({"en": "First\x00aid"}, "text.control"),
        ({"en": "First\x1baid"}, "text.control"),
    ],
    ids=["string", "list", "empty", "number as tag", "blank", "number", "null", "long", "null byte",
         "escape"],
)  # fmt: skip
def test_a_bad_text_is_refused_with_its_reason(written: object, code: str):
    with pytest.raises(ValidationError) as refused:
        reader.validate_python(written)
    assert refused.value.errors()[0]["type"] == code


ODD = ("", " ", "\xa0", "\t", "a\x00", "a\nb", "\u200b", "x" * (MAXIMUM_CHARACTERS + 1), 7, None)
any_text = st.one_of(words, st.sampled_from(ODD))


@given(st.dictionaries(st.sampled_from((*TAGS, *NO_TAGS, 7)), any_text, max_size=4))
def test_what_is_looked_at_in_one_is_read_as_text_by_text(written: dict[object, object]):
    def read() -> object:
        try:
            return dict(reader.validate_python(written))
        except ValidationError as error:
            return error.errors(include_url=False)

    at_once = read()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(localized, "_is_ordinary", lambda _: False)
        assert read() == at_once


@given(texts)
def test_what_is_written_reads_back(written: dict[str, str]):
    text = reader.validate_python(written)
    assert reader.validate_json(reader.dump_json(text)) == text
    assert list(reader.validate_json(reader.dump_json(text))) == list(written)


def test_a_text_may_have_paragraphs_and_the_greatest_length():
    longest = "a\n\tb" + "c" * (MAXIMUM_CHARACTERS - 4)
    assert reader.validate_python({"en": longest})["en"] == longest


@given(tags, st.sets(tags, max_size=6))
def test_the_best_language_is_the_same_language_or_none(wanted: str, available: set[str]):
    found = best_language(wanted, available)
    same = {tag for tag in available if language(tag) == language(wanted)}
    assert (found is None) == (not same)
    assert found is None or found in same
    if wanted in available:
        assert found == wanted
    elif language(wanted) in available:
        assert found == language(wanted)


@given(tags, st.sets(tags, min_size=1, max_size=6))
def test_the_best_language_minds_neither_case_nor_underscore(wanted: str, available: set[str]):
    expected = best_language(wanted, available)
    assert best_language(wanted.upper(), available) == expected
    assert best_language(wanted.replace("-", "_"), available) == expected


def test_the_best_language_does_not_depend_on_order():
    assert best_language("de", ["de-CH", "de-AT"]) == best_language("de", ["de-AT", "de-CH"])


def test_an_error_speaks_and_travels():
    error = TeselaError("roster.too_many_rows", name="class.csv", maximum=5)
    assert str(error) == "“class.csv” has more than 5 rows."
    assert error.code == "roster.too_many_rows"
    assert error.problem == Problem("roster.too_many_rows", {"name": "class.csv", "maximum": 5})
    assert error.problem.message("de") == "„class.csv“ hat mehr als 5 Zeilen."
    assert error.problem.fix("fi") == "Jakakaa osallistujaluettelo useaan tiedostoon."
    again = pickle.loads(pickle.dumps(error))
    assert again.problem == error.problem
    assert str(again) == str(error)
