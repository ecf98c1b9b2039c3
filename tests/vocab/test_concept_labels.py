"""Labels in the 24 languages: all there, in the right script, and truly translated."""

import unicodedata
from collections import Counter, defaultdict

import pytest

from tesela.text.languages import EU_LANGUAGES
from tesela.vocab import LISTS, vocabulary

ENGLISH_ONLY = {"nqf"}
TRANSLATED = [name for name in LISTS if name not in ENGLISH_ONLY]

SAME_WORD_AS_IN_ENGLISH = {
    ("access-mode", "textual"): {"cs", "de", "ro", "sk", "sv"},
    ("access-mode", "visual"): {"fr"},
    ("assessment-type", "portfolio"): {"cs", "de", "fi", "fr", "it", "nl", "pl", "sl"},
    ("assessment-type", "quiz"): {"da", "de", "fr", "it", "nl", "pl"},
    ("assessment-type", "simulation"): {"de", "fr"},
    ("digcomp-2.2", "2.5"): {"de", "it", "nl"},
    ("isced-f", "021"): {"fr"},
    ("isced-f", "081"): {"fr"},
    ("isced-f", "10"): {"fr"},
    ("participation", "online"): {"cs", "da", "de", "hu", "it", "nl", "pl", "ro", "sk", "sv"},
}
"""Where a language truly uses the English word; everything else must differ."""

SCRIPT = {"bg": "CYRILLIC", "el": "GREEK"}
NAMES_IN_LATIN_SCRIPT = {"Braille", "PDF", "ISO", "IEC", "EQAVET", "ESG"}


@pytest.mark.parametrize("name", TRANSLATED)
def test_every_concept_has_a_label_in_each_language(name: str) -> None:
    for concept in vocabulary(name).concepts:
        assert tuple(concept.labels) == EU_LANGUAGES, (name, concept.code)


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_label_is_not_english_repeated(name: str) -> None:
    same = defaultdict(set)
    for concept in vocabulary(name).concepts:
        for language, label in concept.labels.items():
            if language != "en" and label.casefold() == concept.labels["en"].casefold():
                same[name, concept.code].add(language)
    assert same == {key: to for key, to in SAME_WORD_AS_IN_ENGLISH.items() if key[0] == name}


@pytest.mark.parametrize("name", LISTS)
def test_no_stray_characters(name: str) -> None:
    for concept in vocabulary(name).concepts:
        for language, label in concept.labels.items():
            where = (name, concept.code, language)
            assert label == " ".join(label.split(" ")).strip(), where
            assert "  " not in label, where
            assert label == unicodedata.normalize("NFC", label), where
            kinds = {unicodedata.category(character) for character in label if character != " "}
            assert not kinds & {"Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp", "So"}, where


@pytest.mark.parametrize("name", LISTS)
def test_each_language_is_written_in_its_script(name: str) -> None:
    for concept in vocabulary(name).concepts:
        for language, label in concept.labels.items():
            script = SCRIPT.get(language, "LATIN")
            for word in label.replace("/", " ").replace("(", " ").split():
                letters = [character for character in word if character.isalpha()]
                if word.strip("()") in NAMES_IN_LATIN_SCRIPT:
                    continue
                wrong = [c for c in letters if not unicodedata.name(c).startswith(script)]
                assert not wrong, (name, concept.code, language, word)


@pytest.mark.parametrize("name", LISTS)
def test_two_concepts_never_look_the_same(name: str) -> None:
    """A narrow field may bear its broad field's name, as ISCED-F itself has it."""
    concepts = vocabulary(name).concepts
    for language in EU_LANGUAGES:
        labels = Counter(
            concept.label(language).casefold()
            for concept in concepts
            if concept.broader is None
            or concept.label(language) != vocabulary(name).concept(concept.broader).label(language)
        )
        twice = [label for label, times in labels.items() if times > 1]
        assert not twice, (name, language)


def test_a_capital_letter_begins_the_same_lists_in_every_language() -> None:
    for name in TRANSLATED:
        for concept in vocabulary(name).concepts:
            capital = {lang for lang, label in concept.labels.items() if label[0].isupper()}
            digit = {lang for lang, label in concept.labels.items() if label[0].isdigit()}
            if concept.labels["en"][0].isupper():
                assert capital | digit == set(EU_LANGUAGES), (name, concept.code)


def test_only_the_institutions_own_wording_is_called_official() -> None:
    level = vocabulary("eqf").concept("6")
    assert level.origin == "eu"
    assert vocabulary("eqf").concept("3").label_origin("en") == "eu"
    assert vocabulary("eqf").concept("3").label_origin("fi") == "tesela"
    for name in LISTS:
        for concept in vocabulary(name).concepts:
            assert concept.official_languages <= set(concept.labels)
            if concept.extension:
                assert not concept.official_languages, (name, concept.code)
