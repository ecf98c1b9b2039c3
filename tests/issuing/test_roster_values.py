"""One cell at a time: what people in Europe write is read, what nobody meant is refused."""

from datetime import date
from decimal import Decimal

import pytest

from tesela.issuing.roster import RefusedRow, RosterRow, neutralised, open_roster

TODAY = date(2026, 11, 1)


def row_of(**cells: str) -> RosterRow | RefusedRow:
    """The only row of a class list with these cells beside a sound name and address."""
    cells = {"given_name": "Ana", "family_name": "Silva", "email": "ana@example.org", **cells}

    def quoted(values) -> str:
        return ",".join('"' + value.replace('"', '""') + '"' for value in values)

    data = f"{quoted(cells)}\n{quoted(cells.values())}\n".encode("utf-8", "surrogatepass")
    with open_roster(data, name="x", today=TODAY) as roster:
        (row,) = roster.rows()
    return row


def code_of(**cells: str) -> str | None:
    row = row_of(**cells)
    if isinstance(row, RosterRow):
        return None
    found = {problem.problem.code for problem in row.problems}
    assert len(found) == 1, found
    return found.pop()


PEOPLE = [
    ("Þórunn", "Ægisdóttir"), ("Nuño", "de la Cruz y Núñez"), ("Łucja", "Żółć-Źdźbło"),
    ("Ειρήνη", "Παπαδοπούλου"), ("Цветелина", "Щерева"), ("Ġużeppi", "Ċaruana Ħaż-Żebbuġ"),
    ("Szabolcs", "Győrffy-Tűz"), ("Țuța", "Șuștiță"), ("Đurđica", "Čović"), ("D’Arcy", "O'Neill"),
    ("Anne-Lise", "van ’t Hoff"), ("J.", "Čížek ml."), ("İlker", "Işık"), ("Ülo", "Õunapuu"),
    ("Māra", "Ķēniņa"), ("Ąžuolas", "Žiūraitė"), ("Søren", "Kjærgård"), ("Seán", "Ó hUigínn"),
    ("Xin", "Na"), ("Nan", "Goldin"), ("Anna", "Null"), ("Test", "Müller"), ("Marco", "None"),
    ("Stephen", "True"), ("X Æ A-12", "Musk"), ("Œuvrard", "Brontë"), ("Ia", "Ng"), ("O", "E"),
    ("नेहा", "शर्मा"), ("محمد", "الأمين"), ("אברהם", "לוי"), ("小明", "王"), ("می\u200cنا", "رضا"),
    ("KŘÍŽ", "ŽELEZNÝ"), ("KSIĘŻAK", "MŚCIĄGŁA"), ("Anna (Anni)", 'B. "Bo" Berg'), ("'t", "Hart"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "family"), PEOPLE)
def test_names_of_real_people_pass_untouched(given: str, family: str):
    row = row_of(given_name=given, family_name=family)
    assert isinstance(row, RosterRow), row
    assert (row.given_name, row.family_name) == (given, family)


@pytest.mark.parametrize(
    "filler",
    ["undefined", "Undefined", "#N/A", "#REF!", "N/A", "n/a", "-", "—", "...", "xxx", "XXX", "NaN",
     "First Name", "firstname", "{{first_name}}", "<name>", "*|FNAME|*", "[object Object]",
     "${name}", "tbd", "asdf", "???", "null", "nan", "none", "given_name", "#NV", "(blank)"],
)  # fmt: skip
def test_filler_is_nobody(filler: str):
    code = code_of(given_name=filler)
    assert code in ("roster.placeholder_name", "roster.spreadsheet_error")


@pytest.mark.parametrize(
    ("given", "family"),
    [("Null", "Null"), ("NULL", "NULL"), ("Test", "Test"), ("test", "user"), ("None", "None"),
     ("Nan", "Nan"), ("Vorname", "Nachname"), ("Prénom", "Nom de famille"), ("x", "X")],
)  # fmt: skip
def test_words_that_may_be_names_are_fillers_together(given: str, family: str):
    assert code_of(given_name=given, family_name=family) == "roster.placeholder_name"


@pytest.mark.parametrize("name", ["undefined undefined", "Anna undefined", "Test User", "null"])
def test_filler_as_a_full_name(name: str):
    code = code_of(given_name="", family_name="", full_name=name)
    assert code == "roster.placeholder_name"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("An\x00a", "roster.control_character"),
        ("An\x1ba", "roster.control_character"),
        ("An\x85a", "roster.control_character"),
        ("An\na", "roster.line_break"),
        ("An\u202ea", "roster.invisible_character"),
        ("An\u2066a", "roster.invisible_character"),
        ("An\u200ba", "roster.invisible_character"),
        ("An\u00ada", "roster.invisible_character"),
        ("An\U000e0061a", "roster.invisible_character"),
        ("An\ue000a", "roster.private_character"),
        ("An\ufdd0a", "roster.private_character"),
        ("An\U0010ffffa", "roster.private_character"),
        ("An\ufffda", "roster.lost_letters"),
        ("M?ller", "roster.lost_letters"),
        ("M&uuml;ller", "roster.markup"),
        ("M&#252;ller", "roster.markup"),
        ("=1+1", "roster.formula"),
        ("+Ana", "roster.formula"),
        ("@SUM(A1)", "roster.formula"),
        ("12345", "roster.name_without_letters"),
        ("ana@example.org", "roster.name_is_address"),
        ("Ana" * 100, "roster.too_long"),
    ],
)
def test_name_nobody_meant(text: str, code: str):
    assert code_of(given_name=text) == code


@pytest.mark.parametrize(
    ("meant", "misread_as"),
    [("Müller", "cp1252"), ("Müller", "cp1250"), ("Müller", "mac-roman"), ("François", "latin-1"),
     ("Łukasz", "latin-1"), ("Żółć", "cp1250"), ("Ķēniņa", "cp1257"), ("Елена", "cp1251"),
     ("Елена", "cp1252"), ("Ελένη", "cp1253"), ("Ελένη", "cp1252"), ("O’Neill", "cp1252"), ("Nicolà", "cp1252")],
)  # fmt: skip
def test_letters_broken_by_a_wrong_encoding(meant: str, misread_as: str):
    row = row_of(given_name=meant.encode().decode(misread_as))
    (problem,) = row.problems
    assert problem.problem.code == "roster.mojibake"
    assert meant in problem.problem.message()


def test_lone_surrogate_is_refused():
    data = b"\xff\xfe" + "full_name,email\nAn".encode("utf-16-le") + b"\x00\xd8"
    data += "a,a@b.eu\n".encode("utf-16-le")
    with open_roster(data, name="x", today=TODAY) as roster:
        (row,) = roster.rows()
    assert isinstance(row, RefusedRow)


def test_white_space_around_goes_and_inside_stays():
    row = row_of(given_name="\xa0 \u200bAna  María\u202f\n", family_name="Silva\xa0e Sá")
    assert (row.given_name, row.family_name) == ("Ana  María", "Silva\xa0e Sá")


def test_values_are_composed():
    row = row_of(given_name="Zsófia", grade="réussi")
    assert (row.given_name, row.grade) == ("Zsófia", "réussi")


@pytest.mark.parametrize(
    "text",
    ["2026-05-03", "2026/5/3", "2026. 05. 03.", "20260503", "3.5.2026", "03.05.2026", "3. 5. 2026",
     "03/05/2026", "3-5-2026", "46145", "46145.75", "2026-05-03T00:00:00", "2026-05-03 14:30",
     "03.05.2026 00:00"],
)  # fmt: skip
def test_dates_people_write(text: str):
    assert row_of(award_date=text).award_date == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.2026", "roster.date_impossible"),
        ("29.02.2025", "roster.date_impossible"),
        ("2026-13-01", "roster.date_impossible"),
        ("00.05.2026", "roster.date_impossible"),
        ("05/31/2026", "roster.date_month_first"),
        ("05-13-2026", "roster.date_month_first"),
        ("3.5.26", "roster.date_short_year"),
        ("03/05/26", "roster.date_short_year"),
        ("2026-05-02T22:00:00Z", "roster.date_with_zone"),
        ("2026-05-02T22:00:00+02:00", "roster.date_with_zone"),
        ("2 November 2026", "roster.date_unreadable"),
        ("yesterday", "roster.date_unreadable"),
        ("2026", "roster.date_unreadable"),
        ("٢٠٢٦-٠٥-٠٣", "roster.date_unreadable"),
        ("02.11.2026", "roster.date_future"),
        ("2036-05-03", "roster.date_future"),
        ("31.12.1949", "roster.date_too_early"),
        ("#REF!", "roster.spreadsheet_error"),
    ],
)
def test_dates_nobody_can_use(text: str, code: str):
    assert code_of(award_date=text) == code


def test_dates_of_birth_and_expiry_have_bounds_of_their_own():
    assert row_of(date_of_birth="02.01.1931").date_of_birth == date(1931, 1, 2)
    assert code_of(date_of_birth="31.12.1899") == "roster.date_too_early"
    assert code_of(date_of_birth="01.01.2031") == "roster.date_future"
    assert row_of(valid_until="01.01.2031").valid_until == date(2031, 1, 1)


@pytest.mark.parametrize(
    "cells",
    [
        {"award_date": "2026-05-03", "assessment date": "2026-05-04"},
        {"award_date": "2026-05-03", "valid until": "2026-05-02"},
        {"award_date": "1999-05-03", "date of birth": "2000-05-03"},
    ],
)
def test_dates_in_a_wrong_order(cells: dict[str, str]):
    assert code_of(**cells) == "roster.dates_out_of_order"


def test_american_column_makes_its_other_dates_doubtful():
    text = "full_name,email,award_date\nA B,a@b.eu,05/06/2026\nC D,c@d.eu,05/31/2026\n"
    with open_roster(text.encode(), name="x", today=TODAY) as roster:
        assert "roster.us_dates" in [notice.code for notice in roster.notices]
        rows = list(roster.rows())
    assert [row.problems[0].problem.code for row in rows] == [
        "roster.date_two_ways",
        "roster.date_month_first",
    ]


@pytest.mark.parametrize(
    "address",
    ["ana@example.org", "ana.silva+x@mail.example.co.uk", "jürgen@müller.example", "δοκιμή@δοκιμή.ευ",
     "o'neill@example.org", "a@xn--mller-kva.example"],
)  # fmt: skip
def test_addresses_people_have(address: str):
    assert row_of(email=address).email == address


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ana", "roster.email_invalid"),
        ("ana@example", "roster.email_invalid"),
        ("ana@@example.org", "roster.email_invalid"),
        ("ana silva@example.org", "roster.email_invalid"),
        ("Ana <ana@example.org>", "roster.email_invalid"),
        ("ana@example..org", "roster.email_invalid"),
        (".ana@example.org", "roster.email_invalid"),
        ("ana@-example.org", "roster.email_invalid"),
        ("ana@1.2.3.4", "roster.email_invalid"),
        ("ana@example.org, b@example.org", "roster.email_several"),
        ("a@example.org;b@example.org", "roster.email_several"),
        ("n/a", "roster.placeholder_value"),
        ("a" * 65 + "@example.org", "roster.email_invalid"),
        ("a@" + "b" * 300 + ".org", "roster.too_long"),
    ],
)
def test_addresses_nobody_has(address: str, code: str):
    assert code_of(email=address) == code


@pytest.mark.parametrize(
    ("text", "tag"),
    [("fi", "fi"), ("PT-br", "pt-BR"), ("pt_PT", "pt-PT"), ("sr-latn-rs", "sr-Latn-RS"),
     ("Deutsch", "de"), ("Finnish", "fi"), ("ελληνικά", "el"), ("български", "bg"), ("néerlandais", "nl"),
     ("Gaeilge", "ga"), ("Malti", "mt"), ("arabisch", "ar"), ("українська", "uk")],
)  # fmt: skip
def test_languages_by_tag_and_by_name(text: str, tag: str):
    assert row_of(language=text).language == tag


@pytest.mark.parametrize("text", ["klingonese", "gr", "x", "d e"])
def test_language_nobody_knows(text: str):
    assert code_of(language=text) == "roster.language_unknown"


def test_evidence_is_one_or_more_addresses():
    row = row_of(evidence="https://a.example/x?a=1,2; https://b.example\nhttps://a.example/x?a=1,2")
    assert row.evidence == ("https://a.example/x?a=1,2", "https://b.example")


@pytest.mark.parametrize(
    "text",
    ["http://a.example", "a.example/x", "https://", "https://u:p@a.example", "javascript:alert(1)",
     "https://a.example/<script>", "https://a.example https//b.example", "https://a.example:port/"],
)  # fmt: skip
def test_evidence_that_is_no_safe_address(text: str):
    assert code_of(evidence=text) == "roster.evidence_invalid"


def test_evidence_without_end():
    many = " ".join(f"https://a.example/{i}" for i in range(21))
    assert code_of(evidence=many) == "roster.evidence_too_many"


@pytest.mark.parametrize(
    ("text", "hours"), [("25", "25"), ("2,5", "2.5"), ("2.5", "2.5"), ("0,25", "0.25")]
)
def test_numbers_with_point_or_comma(text: str, hours: str):
    assert row_of(hours=text).workload_hours == Decimal(hours)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.500", "roster.number_two_ways"),
        ("1,500", "roster.number_two_ways"),
        ("0", "roster.number_out_of_range"),
        ("10001", "roster.number_out_of_range"),
        ("-3", "roster.number_unreadable"),
        ("25 h", "roster.number_unreadable"),
        ("٢٥", "roster.number_unreadable"),
        ("1e3", "roster.number_unreadable"),
    ],
)
def test_numbers_nobody_can_use(text: str, code: str):
    assert code_of(hours=text) == code


def test_routes_are_codes():
    assert row_of(route="Import legacy").route == "import-legacy"
    assert row_of(route="Prüfung ohne Kurs").route == "exam-only"
    assert code_of(route="by luck") == "roster.route_unknown"


@pytest.mark.parametrize("contact", ["+49 (0)30 1234-5", "030/12345", "By hand, room 3"])
def test_contact_may_be_a_telephone_number(contact: str):
    assert row_of(contact=contact).contact == contact


def test_contact_is_never_a_formula():
    assert code_of(contact="+1+cmd|' /C calc'!A0") == "roster.formula"


@pytest.mark.parametrize("grade", ["1,3", "A-", "-3", "+1", "7/10", "85 %", "Sehr gut (1)", "10+"])
def test_grades_of_all_kinds(grade: str):
    assert row_of(grade=grade).grade == grade


@pytest.mark.parametrize("filler", ["undefined", "NaN", "null", "-", "#DIV/0!"])
def test_grade_that_is_a_filler(filler: str):
    assert code_of(grade=filler) in ("roster.placeholder_value", "roster.spreadsheet_error")


def test_number_that_lost_its_digits():
    assert code_of(identifier="1.23457E+11") == "roster.became_rounded"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\xa0=1", "|x", "%x"])
def test_dangerous_text_is_neutralised(text: str):
    assert neutralised(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Ana", "a=b", "’t Hoff", "7"])
def test_harmless_text_stays_as_it_is(text: str):
    assert neutralised(text) == text
