"""Names and URIs of countries and languages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.errors import TeselaError
from tesela.text.languages import EU_LANGUAGES
from tesela.vocab import places

COUNTRY = "http://publications.europa.eu/resource/authority/country/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"


def test_every_published_country_is_known(standards: Path) -> None:
    rows = (standards / "elm/vocab-tsv/country.tsv").read_text("utf-8").splitlines()[1:]
    published = {row.split("\t")[0] for row in rows}
    no_countries = {COUNTRY + code for code in ("EUR", "OP_DATPRO", "CPT")}
    ours = {places.country_uri(code) for code in places.countries()}
    assert ours == published - no_countries


@pytest.mark.parametrize(
    ("alpha2", "three"),
    [("FI", "FIN"), ("GR", "GRC"), ("EL", "GRC"), ("GB", "GBR"), ("UK", "GBR"), ("XK", "1A0")],
)
def test_country_uri(alpha2: str, three: str) -> None:
    assert places.country_uri(alpha2) == COUNTRY + three


def test_a_country_uri_leads_back_to_isos_code() -> None:
    for code in places.countries():
        assert places.country_from_uri(places.country_uri(code)) == code
    assert places.country_from_uri("https" + COUNTRY[4:] + "GRC") == "GR"
    assert places.country_from_uri(COUNTRY + "EUR") is None


def test_the_eus_own_spelling_is_read_but_is_not_isos() -> None:
    assert places.country_code("el") == "GR"
    assert places.country_code(" uk ") == "GB"
    assert not places.is_country("EL")
    assert not places.is_country("UK")
    assert places.is_country("GR")


@pytest.mark.parametrize("wrong", ["", "fi", "FIN", "EU", "ZZ", "XX", "Finland"])
def test_what_is_no_country(wrong: str) -> None:
    assert not places.is_country(wrong)


@pytest.mark.parametrize("wrong", ["", "FIN", "EU", "ZZ", "Finland"])
def test_a_wrong_country_is_refused(wrong: str) -> None:
    for ask in (places.country_uri, places.country_name, places.country_code):
        with pytest.raises(TeselaError) as raised:
            ask(wrong)
        assert raised.value.problem.code == "vocab.unknown_country"
        assert raised.value.problem.data == {"code": wrong}


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_country_and_language_has_a_name_in_each_language(language: str) -> None:
    countries = {places.country_name(code, language) for code in places.countries()}
    assert len(countries) == len(places.countries())
    languages = {places.language_name(tag, language) for tag in EU_LANGUAGES}
    assert len(languages) == 24


@pytest.mark.parametrize(
    ("alpha2", "language", "name"),
    [
        ("EL", "fi", "Kreikka"),
        ("DE", "el", "Γερμανία"),
        ("FI", "de-AT", "Finnland"),
        ("FI", "ja", "Finland"),
    ],
)
def test_country_name(alpha2: str, language: str, name: str) -> None:
    assert places.country_name(alpha2, language) == name


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("el", "de", "Griechisch"),
        ("de-AT", "fr", "allemand (Autriche)"),
        ("sv-FI", "fi", "ruotsi (Suomi)"),
        ("gsg", "de", "German Sign Language"),
    ],
)
def test_language_name(tag: str, language: str, name: str) -> None:
    assert places.language_name(tag, language) == name


@pytest.mark.parametrize(
    ("tag", "three"),
    [
        ("el", "ELL"),
        ("de-AT", "DEU"),
        ("ga", "GLE"),
        ("hr", "HRV"),
        ("zh-Hans", "ZHO"),
        ("gsg", "GSG"),
    ],
)
def test_language_uri(tag: str, three: str) -> None:
    assert places.language_uri(tag) == LANGUAGE + three
    assert places.language_from_uri(LANGUAGE + three) == tag.split("-", maxsplit=1)[0]


@pytest.mark.parametrize("wrong", ["", "xx", "qqq", "english", "en_", "e"])
def test_a_wrong_language_is_refused(wrong: str) -> None:
    for ask in (places.language_uri, places.language_name):
        with pytest.raises(TeselaError) as raised:
            ask(wrong)
        assert raised.value.problem.code == "vocab.unknown_language"


def test_language_uris_are_those_of_published_samples(standards: Path) -> None:
    rows = standards / "elm/edci-templates/EDC_edci_template_controlled_lists.tsv"
    table = rows.read_text("utf-8")
    for tag in EU_LANGUAGES:
        assert places.language_uri(tag) in table, tag


@given(st.text(max_size=12))
def test_any_text_is_a_country_or_refused(text: str) -> None:
    try:
        code = places.country_code(text)
    except TeselaError:
        return
    assert places.is_country(code)
