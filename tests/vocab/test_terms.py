"""Terms: what counts as one word in a language, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.languages import EU_LANGUAGES
from tesela.vocab.terms import language, languages, terms


def stems(text: str, tag: str) -> list[str]:
    return [term.stem for term in terms(text, tag)]


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [
        ("en", "manage", "managing"),
        ("en", "protection", "protect"),
        ("en", "planning", "plan"),
        ("de", "Passwörter", "Passwort"),
        ("de", "Geräte", "Gerät"),
        ("fr", "données", "donnée"),
        ("fr", "métier", "METIER"),
        ("es", "contraseñas", "contraseña"),
        ("el", "κωδικός", "κωδικούς"),
        ("fi", "asiakirjat", "asiakirja"),
    ],
)
def test_forms_of_one_word_are_one_term(tag: str, one: str, other: str) -> None:
    assert stems(one, tag) == stems(other, tag)


@pytest.mark.parametrize(
    ("tag", "one", "other"),
    [("sv", "får", "far"), ("fi", "sääri", "saari"), ("bg", "кой", "кои"), ("da", "øre", "ore")],
)
def test_letters_of_their_own_stay_apart(tag: str, one: str, other: str) -> None:
    rules = language(tag)
    assert rules.folded(one) != rules.folded(other)


def test_stop_words_say_nothing() -> None:
    assert stems("the learner can use the", "en") == []
    assert stems("auf der", "de") == []


def test_the_word_stays_as_it_was_written() -> None:
    assert [term.word for term in terms("Die Passwörter!", "de")] == ["Passwörter"]


def test_every_language_of_the_union_has_its_rules() -> None:
    assert set(EU_LANGUAGES) <= set(languages())
    for tag in EU_LANGUAGES:
        assert language(tag).stop, tag


def test_parts_of_a_compound_are_its_beginnings_and_ends() -> None:
    assert list(language("de").parts("datenbank"))[:4] == [
        "datenban",
        "atenbank",
        "datenba",
        "tenbank",
    ]
    assert not list(language("en").parts("database"))


@given(st.text(max_size=200), st.sampled_from(sorted(languages())))
def test_a_term_is_short_of_nothing_that_was_not_there(text: str, tag: str) -> None:
    for term in terms(text, tag):
        assert term.word in text
        assert language(tag).folded(term.word).startswith(term.stem)
