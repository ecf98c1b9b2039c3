"""Earlier certificates in a class list: known by their numbers, dated before today."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.issuing.batch import RowRules, WantedAward, wanted_award
from tesela.issuing.roster import RefusedRow, RosterRow, open_roster, sample_csv
from tesela.issuing.roster.headers import field_of, table
from tesela.issuing.roster.values import read_country
from tesela.model.achievement import Achievement
from tesela.model.description import read_description
from tesela.text.languages import EU_LANGUAGES
from tesela.vocab.places import countries, country_name

TODAY = date(2026, 11, 1)
EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = "Certificate number;Name;Award date;Country;Language;E-mail"


def rows(*lines: str, header: str = HEADER) -> list[RosterRow | RefusedRow]:
    text = "\n".join([header, *lines, ""])
    with open_roster(text.encode(), name="x.csv", today=TODAY) as roster:
        return list(roster.rows())


def one(line: str, header: str = HEADER) -> RosterRow | RefusedRow:
    (found,) = rows(line, header=header)
    return found


def codes(found: RosterRow | RefusedRow) -> list[tuple[str, str]]:
    assert isinstance(found, RefusedRow)
    return [(problem.field, problem.problem.code) for problem in found.problems]


@pytest.fixture(scope="module")
def achievement() -> Achievement:
    path = EXAMPLES / "achievements" / "european-care-certificate.yaml"
    return read_description(path.read_bytes(), path.name).achievement


def wanted(achievement: Achievement, line: str, language: str = "en") -> WantedAward:
    found = one(line)
    assert isinstance(found, RosterRow)
    return wanted_award(achievement, found, RowRules(language, TODAY))


def test_the_example_is_understood() -> None:
    data = (EXAMPLES / "rosters" / "earlier-certificates.csv").read_bytes()
    with open_roster(data, name="x.csv", today=TODAY) as roster:
        assert roster.unknown_columns == ()
        found = [row for row in roster.rows() if isinstance(row, RosterRow)]
    said = [(row.certificate_number, row.certificate_country, row.route) for row in found]
    assert said == [
        ("ECC-IE-2014-0031", "IE", "import-legacy"),
        ("ECC-DE-2016-0107", "DE", "import-legacy"),
        ("ECC-SI-2019-0412", "SI", "import-legacy"),
    ]
    assert found[1].email is None, "an address is not asked of what was awarded long ago"


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_headers_in_every_language(language: str) -> None:
    number, country = (
        table()[field][language][0] for field in ("certificate_number", "certificate_country")
    )
    assert (field_of(number), field_of(country)) == ("certificate_number", "certificate_country")
    found = one("7;Ana Silva;2015-05-03;PT", f"{number};full_name;award_date;{country}")
    assert isinstance(found, RosterRow)
    assert (found.certificate_number, found.certificate_country) == ("7", "PT")


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_the_empty_list_is_understood_when_it_is_filled(language: str) -> None:
    text = sample_csv(language, certificates=True).decode("utf-8-sig")
    mark = ";" if ";" in text else ","
    line = mark.join(("A-7", "Ana Silva", "2015-05-03", "PT", "pt", "a@example.org", "1"))
    with open_roster(f"{text}{line}\r\n".encode(), name="x", today=TODAY) as roster:
        assert roster.unknown_columns == ()
        (row,) = roster.rows()
    assert isinstance(row, RosterRow)
    assert (row.certificate_number, row.shown_name, row.grade) == ("A-7", "Ana Silva", "1")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("7;Ana Silva;;PT;pt;", ("award_date", "roster.certificate_date_missing")),
        ("7;Ana Silva;2026-11-01;PT;pt;", ("award_date", "roster.certificate_date_today")),
        ("7;Ana Silva;2026-11-02;PT;pt;", ("award_date", "roster.date_future")),
        (";Ana Silva;2015-05-03;PT;pt;", ("certificate_number", "roster.certificate_missing")),
        ("1E+06;Ana Silva;2015-05-03;PT;pt;", ("certificate_number", "roster.became_rounded")),
        ("=1+1;Ana Silva;2015-05-03;PT;pt;", ("certificate_number", "roster.formula")),
        (f"{'7' * 101};Ana Silva;2015-05-03;PT;pt;", ("certificate_number", "roster.too_long")),
        ("7;Ana Silva;2015-05-03;Nowhere;pt;", ("certificate_country", "roster.country_unknown")),
    ],
)
def test_what_is_wrong_is_named(line: str, problem: tuple[str, str]) -> None:
    assert codes(one(line)) == [problem]


def test_a_number_stands_once_in_a_list_whoever_has_it() -> None:
    first, second, third = rows(
        "A-1;Ana Silva;2015-05-03;PT;pt;ana@example.org",
        "a-1;Bea Costa;2016-05-03;PT;pt;bea@example.org",
        "A-2;Ana Silva;2020-05-03;PT;pt;ana@example.org",
    )
    assert isinstance(first, RosterRow)
    assert codes(second) == [("certificate_number", "roster.duplicate_certificate")]
    assert isinstance(third, RosterRow), "one person may have two certificates"


def test_a_country_alone_is_nobodys_certificate() -> None:
    found = one("Ana Silva;ana@example.org;PT", "Name;E-mail;Country")
    assert isinstance(found, RosterRow)
    assert found.certificate_country is None
    assert found.extra == {"Country": "PT"}


@given(st.sampled_from(countries()), st.sampled_from(EU_LANGUAGES))
def test_countries_by_their_names(code: str, language: str) -> None:
    name = country_name(code, language)
    assert country_name(read_country(name), language).casefold() == name.casefold()


def test_an_award_says_what_it_was_taken_over_from(achievement: Achievement) -> None:
    asked = wanted(achievement, "A-1;Ana Silva;2015-05-03;PT;en;ana@example.org")
    assert asked.fields["awarded_on"] == date(2015, 5, 3)
    assert "A-1" in asked.fields["narrative"]
    assert "Portugal" in asked.fields["narrative"]


def test_it_is_known_by_its_number_and_its_learner_by_the_address(achievement: Achievement) -> None:
    lines = (
        "A-1;Ana Silva;2015-05-03;PT;pt;ana@example.org",
        "A-2;Ana Silva;2020-05-03;PT;pt;ana@example.org",
        "A-3;Ana Silva;2020-05-03;PT;pt;",
        "A-4;Ana Silva;2020-05-03;PT;pt;",
    )
    first, second, third, fourth = (wanted(achievement, line) for line in lines)
    for one_, other in pairwise((first, second, third, fourth)):
        assert one_.key != other.key
    assert first.learner_key == second.learner_key
    assert third.learner_key != fourth.learner_key, "a name is no key: many share it"


def test_a_default_language_is_no_change(achievement: Achievement) -> None:
    line = "A-1;Ana Silva;2015-05-03;PT;;ana@example.org"
    english, french = (wanted(achievement, line, tag) for tag in ("en", "fr"))
    assert english.digest == french.digest
    other = wanted(achievement, line.replace("PT", "ES"))
    assert other.digest != english.digest
