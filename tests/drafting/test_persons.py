"""Nothing about a learner comes out of a certificate."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.drafting import read
from tesela.model.draft import Draft
from tests.drafting import files

CERTIFICATES = {
    "en": ("Certificate", "This is to certify that", "Anna Virtanen", "born on 3 May 1999",
           "has successfully completed the course “Basics of care” of 25 hours",
           "Learning outcomes", "- protect the privacy of people"),
    "de": ("Teilnahmebestätigung", "Hiermit wird bescheinigt, dass", "Anna Virtanen",
           "geboren am 3. Mai 1999", "hat am Kurs „Grundlagen der Pflege“ von 25 Stunden teilgenommen",
           "Lernergebnisse", "- die Privatsphäre der Menschen schützen"),
    "fr": ("Attestation de formation", "Nous, soussignés, certifions et atteste que", "Anna Virtanen",
           "née le 3 mai 1999", "a suivi avec succès la formation « Bases du soin » de 25 heures",
           "Compétences visées", "- protéger la vie privée des personnes"),
    "es": ("Certificado", "Se certifica que", "Anna Virtanen", "con DNI 12345678Z, nacida el 3 de mayo",
           "ha superado el curso «Fundamentos del cuidado» de 25 horas",
           "Resultados de aprendizaje", "- proteger la intimidad de las personas"),
    "fi": ("Todistus", "Täten todistamme, että", "Anna Virtanen", "syntynyt 3.5.1999",
           "on suorittanut kurssin ”Hoivatyön perusteet”, laajuus 25 tuntia",
           "Osaamistavoitteet", "- suojata ihmisten yksityisyyttä ja muita"),
    "el": ("Βεβαίωση παρακολούθησης", "Βεβαιώνεται ότι", "Anna Virtanen", "γεννήθηκε στις 3/5/1999",
           "παρακολούθησε επιτυχώς το σεμινάριο «Βασικές αρχές της φροντίδας» 25 ωρών",
           "Μαθησιακά αποτελέσματα", "- προστατεύουν την ιδιωτική ζωή των ανθρώπων"),
}  # fmt: skip
TITLES = {
    "en": "Basics of care",
    "de": "Grundlagen der Pflege",
    "fr": "Bases du soin",
    "es": "Fundamentos del cuidado",
    "fi": "Hoivatyön perusteet",
    "el": "Βασικές αρχές της φροντίδας",
}


def everything(draft: Draft) -> str:
    notes = [dict(note.data) for note in draft.notes]
    return json.dumps(
        [draft.source.name, [found.to_json() for found in draft.found], notes], ensure_ascii=False
    )


@pytest.mark.parametrize("kind", ["docx", "odt", "txt"])
@pytest.mark.parametrize("language", CERTIFICATES)
def test_an_old_certificate_gives_the_course_and_not_the_person(language: str, kind: str) -> None:
    make = {"docx": files.docx, "odt": files.odt, "txt": files.plain}[kind]
    name = f"Anna Virtanen.{kind}"
    draft = read(name, make(CERTIFICATES[language]), language)
    values = {found.path: found.value for found in draft.found}
    assert values["title"] == {language: TITLES[language]}
    assert values["workload.hours"] == "25"
    assert "learning_outcomes.0.text" in values
    for secret in ("Anna", "Virtanen", "1999", "12345678"):
        assert secret not in everything(draft)
    assert "draft.persons" in [note.code for note in draft.notes]
    assert draft.source.name == f"….{kind}"


def test_the_name_in_the_largest_letters_is_no_title() -> None:
    blocks = ("Certificate of attendance", "# Anna Virtanen", "Duration: 25 hours")
    draft = read("c.docx", files.docx(blocks))
    assert [found.path for found in draft.found] == ["workload.hours"]


def test_a_certificate_of_many_lines_whose_verb_stands_last() -> None:
    blocks = (
        "Volkshochschule Beispielstadt e.V.",
        "# Zertifikat",
        "# Anna Huber",
        "geboren am 3. Mai 1990 in Graz",
        "hat vom 1. bis 5. Juni 2023 am Lehrgang",
        "# Sprachen am Arbeitsplatz",
        "im Umfang von 40 Unterrichtseinheiten (30 Stunden) mit Erfolg teilgenommen.",
        "Inhalte: Begrüßen, Telefonieren",
    )
    for name, data in (("c.docx", files.docx(blocks)), ("c.pdf", files.pdf(blocks))):
        draft = read(name, data, "de")
        values = {found.path: found.value for found in draft.found}
        assert values == {"title": {"de": "Sprachen am Arbeitsplatz"}, "workload.hours": "30"}
        assert not [one for one in ("Anna", "Huber", "Graz", "1990") if one in everything(draft)]


def test_the_name_of_the_house_is_no_title() -> None:
    blocks = ("Universität Beispielstadt", "Modul 3.2: Digitale Grundkompetenzen", "Dauer: 25 Std.")
    draft = read("m.txt", files.plain(blocks), "de")
    assert draft.found[0].value == {"de": "Digitale Grundkompetenzen"}
    assert len(draft.found) == 2


def test_letters_that_grow_in_capitals_do_not_shift_what_is_cut_off() -> None:
    text = "Zertifikat\n\nßßßßßßßß Weiß hat am Kurs „Pflege im Alltag“ teilgenommen."
    draft = read("c.txt", text.encode(), "de")
    assert [found.value for found in draft.found] == [{"de": "Pflege im Alltag"}]
    assert "Wei" not in everything(draft)


def test_the_course_may_stand_on_the_next_line() -> None:
    text = "Certificate\n\nAnna Virtanen\nhas successfully completed the course\n\nBasics of care\n"
    draft = read("c.txt", text.encode(), "en")
    assert [found.value for found in draft.found] == [{"en": "Basics of care"}]


@pytest.mark.parametrize(
    "line",
    [
        "Name: Anna Virtanen",
        "Date of birth: 3 May 1999, Anna Virtanen",
        "Student: Anna Virtanen, total 25 hours",
        "Teilnehmerin: Anna Virtanen",
        "Nom et prénom : Anna Virtanen",
        "Nombre y apellidos: Anna Virtanen",
        "Henkilötunnus: 030599-123A Anna Virtanen",
        "Ονοματεπώνυμο: Anna Virtanen",
        "Ms Anna Virtanen took 25 hours in total",
        "Frau Anna Virtanen, insgesamt 25 Stunden",
        "Total of 25 hours, questions to anna.virtanen@learner.example",
        "Awarded to Anna Virtanen, in total 25 hours",
        "Name\n\nAnna Virtanen",
        "Awarded to\nAnna Virtanen",
    ],
)
def test_a_line_about_a_person_is_passed_over(line: str) -> None:
    draft = read("x.txt", f"Title: Care\n\n{line}\n\nEQF level: 3\n".encode(), "en")
    assert "irtanen" not in everything(draft)
    assert "1999" not in everything(draft)
    assert {found.path for found in draft.found} == {"title", "level.eqf"}
    assert "draft.persons" in [note.code for note in draft.notes]


def test_a_person_in_a_table_is_passed_over() -> None:
    table = (("Name", "Anna Virtanen"), ("Date of birth", "3 May 1999"), ("Duration", "25 hours"))
    draft = read("x.docx", files.docx(("# Care", table)), "en")
    assert "Anna" not in everything(draft)
    assert {found.path for found in draft.found} == {"workload.hours"}


@given(st.from_regex(r"\A[A-Z][a-z]{3,12} [A-Z][a-z]{3,12}\Z"))
def test_no_name_behind_awarded_to_comes_out(name: str) -> None:
    text = f"Certificate\n\nThis is to certify that {name}\n\nDuration: 25 hours in total"
    assert name not in everything(read("c.txt", text.encode(), "en"))


def test_users_of_a_course_backup_are_never_read() -> None:
    for data in (files.tarred(files.MOODLE), files.zipped(files.MOODLE)):
        assert "Anna" not in everything(read("b.mbz", data))
