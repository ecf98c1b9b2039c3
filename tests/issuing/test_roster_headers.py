"""Headers in all languages of the European Union, and the Commission's templates."""

import csv
import io
from datetime import date

import pytest

from tesela.issuing.roster import RosterRow, open_roster, sample_csv
from tesela.issuing.roster.headers import (
    BARE_NAME,
    CORE_FIELDS,
    FIELDS,
    WITHHELD_FIELDS,
    field_of,
    normalised,
    table,
)
from tesela.text.languages import EU_LANGUAGES

TODAY = date(2026, 11, 1)


def columns_of(*headers: str) -> dict[str, str]:
    cells = ";".join(headers)
    values = ";".join("x" for _ in headers)
    with open_roster(f"{cells}\n{values}\n".encode(), name="x", today=TODAY) as roster:
        return dict(roster.columns)


def test_every_field_has_words_in_every_language():
    assert set(table()) == {BARE_NAME, *FIELDS, *WITHHELD_FIELDS}
    assert set(CORE_FIELDS) <= set(FIELDS)
    for field, words in table().items():
        assert set(words) == set(EU_LANGUAGES), field
        assert all(all(map(normalised, several)) for several in words.values()), field


def test_no_word_means_two_fields_in_any_language():
    meanings: dict[str, set[str]] = {}
    for field, by_language in table().items():
        for words in by_language.values():
            for word in words:
                meanings.setdefault(normalised(word), set()).add(field)
    assert {word: fields for word, fields in meanings.items() if len(fields) > 1} == {}


def test_no_word_is_listed_twice_in_a_language():
    for field, by_language in table().items():
        for language, words in by_language.items():
            keys = [word.casefold() for word in words]
            assert len(keys) == len(set(keys)), (field, language)


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_sample_is_understood(language: str):
    data = sample_csv(language)
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    delimiter = ";" if ";" in text else ","
    assert delimiter == ("," if language in ("en", "ga", "mt") else ";")
    headers = next(csv.reader(io.StringIO(text), delimiter=delimiter))
    filled = {"given_name": "Ana", "family_name": "Silva", "email": "a@b.eu", "grade": "1",
              "award_date": "2026-05-03", "language": "pt", "identifier": "7"}  # fmt: skip
    line = delimiter.join(filled.get(field_of(header) or "", "") for header in headers)
    with open_roster(data + f"{line}\r\n".encode(), name="x", today=TODAY) as roster:
        assert roster.unknown_columns == ()
        assert roster.delimiter == delimiter
        (row,) = roster.rows()
    assert isinstance(row, RosterRow)
    assert (row.given_name, row.email, row.identifier) == ("Ana", "a@b.eu", "7")


def test_sample_in_no_language_of_the_union():
    with pytest.raises(ValueError, match="xx"):
        sample_csv("xx")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Vorname", "given_name"), ("NACHNAME", "family_name"), ("prénom", "given_name"),
        ("Prenom", "given_name"), ("sukunimi", "family_name"), ("όνομα", "given_name"),
        ("ΕΠΩΝΥΜΟ", "family_name"), ("e-mail", "email"), ("E Mail", "email"), ("E_MAIL:", "email"),
        ("data urodzenia", "date_of_birth"), ("Imię", "given_name"), ("imie", "given_name"),
        ("Given Name (as in passport)", "given_name"), ("E-Mail *", "email"),
        ("Date of birth [DD.MM.YYYY]", "date_of_birth"), ("Evidence 3", "evidence"),
        ("fødselsdato", "date_of_birth"), ("Fodselsdato", "date_of_birth"), ("award_date", "award_date"),
        ("ects_credits", "ects_credits"), ("Grade 2", None), ("Shoe size", None), ("", None),
        ("PESEL", "national_id"), ("Behinderung", "disability"), ("Comments", None),
    ],
)  # fmt: skip
def test_header_in_many_spellings(header: str, field: str | None):
    assert field_of(header) == field


@pytest.mark.parametrize(
    ("headers", "meaning"),
    [
        (("Name", "Vorname", "E-Mail"), {"Name": "family_name", "Vorname": "given_name"}),
        (("Prénom", "Nom", "Courriel"), {"Nom": "family_name", "Prénom": "given_name"}),
        (("Nome", "Cognome", "E-mail"), {"Nome": "given_name", "Cognome": "family_name"}),
        (("Nombre", "Apellidos", "Correo"), {"Nombre": "given_name"}),
        (("Ime", "Prezime", "E-pošta"), {"Ime": "given_name", "Prezime": "family_name"}),
        (("Jméno", "Příjmení", "E-mail"), {"Jméno": "given_name", "Příjmení": "family_name"}),
        (("Nume", "Prenume", "E-mail"), {"Nume": "family_name", "Prenume": "given_name"}),
        (("Nimi", "Sähköposti"), {"Nimi": "full_name"}),
        (("Name", "Given name", "Surname", "E-mail"), {"Name": "full_name"}),
        (("Név", "E-mail"), {"Név": "full_name"}),
    ],
)
def test_bare_name_means_what_is_missing_beside_it(headers, meaning):
    assert meaning.items() <= columns_of(*headers).items()


def test_recipient_list_of_the_online_builder():
    rows = [
        ["{#credential-1}.REC.givenNames", "{#credential-1}.REC.familyName",
         "{#credential-1}.REC.dateOfBirth", "{#credential-1}.REC.contactPoint[0].email",
         "{#credential-1}.REC.achievements{a1}", "{#credential-1}.ASM{s1}.grade"],
        ["field", "field", "field", "field", "relation", "field"],
        ["First name", "Last name", "Date of birth", "E-mail", "Optional achievement", "Grade"],
        ["Mandatory", "Mandatory", "dd/mm/yyyy", "Mandatory", "Y to include", "Mandatory"],
        ["Ana", "Silva", "01/02/1990", "ana@example.org", "Y", "Good"],
    ]  # fmt: skip
    text = "\n".join(",".join(row) for row in rows) + "\n"
    with open_roster(text.encode(), name="x", today=TODAY) as roster:
        assert roster.unknown_columns == ("{#credential-1}.REC.achievements{a1}",)
        (row,) = roster.rows()
    assert row == RosterRow(
        5,
        given_name="Ana",
        family_name="Silva",
        email="ana@example.org",
        date_of_birth=date(1990, 2, 1),
        grade="Good",
        extra={"{#credential-1}.REC.achievements{a1}": "Y"},
    )


def test_sheet_persons_of_the_workbook(standards):
    described = standards / "elm" / "edci-templates" / "EDC_edci_template_columns.tsv"
    with described.open(encoding="utf-8", newline="") as file:
        columns = [row for row in csv.DictReader(file, delimiter="\t") if row["sheet"] == "Persons"]
    width = max(int(column["col"]) for column in columns) + 1
    keys = ("class", "field", "type", "rangeProperty", "rangeRef", "language", "label")
    rows = [["Persons"], *([""] * width for _ in keys), [""] * width]
    values = {"fullName": "Ana Silva", "givenNames": "Ana", "familyName": "Silva",
              "dateOfBirth": "01.02.1990", "email": "ana@example.org", "gender": "F"}  # fmt: skip
    for column in columns:
        at = int(column["col"]) - 1
        for offset, key in enumerate(keys):
            rows[1 + offset][at] = column[key]
        if column["class"] != "Person.nationalId":
            rows[8][at] = values.get(column["field"], "")
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(rows)
    with open_roster(out.getvalue().encode(), name="x", today=TODAY) as roster:
        assert roster.columns["Person.givenNames"] == "given_name"
        (row,) = roster.rows()
    assert isinstance(row, RosterRow), row
    assert row.number == 9
    assert (row.given_name, row.full_name) == ("Ana", "Ana Silva")
    assert (row.email, row.date_of_birth) == ("ana@example.org", date(1990, 2, 1))
