"""Handing lists over: files of every kind, what is asked, what is refused, what is kept."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tesela.site.accounts.models import User
from tesela.site.classes import actions, taking
from tesela.site.classes.models import Batch, Cohort, Row
from tesela.site.design.models import Edition
from tests.site.classes_lists import address, class_list, handed_over, taken
from tests.site.people import member, organisation, published, signed_in


@pytest.fixture
def edition() -> Edition:
    return published(organisation())


@pytest.fixture
def client(edition: Edition) -> Client:
    return signed_in(member(edition.description.organisation, "issuer"))


def me() -> int:
    return User.objects.get(email="mary@example.org").pk


def learners() -> list[str]:
    return list(Row.objects.order_by("number").values_list("name", flat=True))


def test_the_sample_speaks_the_reader_s_language(client, edition):
    slug = edition.description.organisation.slug
    sample = client.get(reverse("class-sample", args=[slug]) + "?lang=fi")
    assert "attachment" in sample["Content-Disposition"]
    assert sample.content.decode("utf-8-sig").startswith("Etunimi;")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_as_they_were_written(client, edition, codec):
    rows = ("Jürgen;Müller;j@example.org", "Zoë;Brontë;z@example.org", "Günther;Groß;g@example.org")
    data = class_list(*rows, header="Vorname;Nachname;E-Mail").decode().encode(codec)
    assert handed_over(client, edition, data).status_code == 302
    assert learners() == ["Jürgen Müller", "Zoë Brontë", "Günther Groß"]
    assert Batch.objects.get().state == "mending"


def test_doubtful_letters_are_asked_about_and_never_guessed(client, edition):
    data = "full_name;email\nGyőző Tűz;a@b.eu\n".encode("cp1250")
    page = client.get(handed_over(client, edition, data).headers["Location"], follow=True)
    batch = Batch.objects.get()
    assert (batch.state, batch.asked, batch.rows.count()) == ("asking", "encoding", 0)
    text = page.content.decode()
    assert "Győző Tűz" in text
    assert text.count('name="encoding"') > 1
    nothing = client.post(address("class-ask", batch))
    assert nothing.status_code == 422
    assert "Nothing is chosen" in nothing.content.decode()
    client.post(address("class-ask", batch), {"encoding": "cp1250"})
    batch.refresh_from_db()
    assert (batch.state, batch.upload) == ("mending", None)
    assert learners() == ["Győző Tűz"]


def test_a_paste_without_headers_is_asked_about(client, edition):
    pasted = "Anna\tBerg\tanna@example.org\t17\r\nSeán\tMurphy\tsean@example.org\t18"
    page = client.get(
        handed_over(client, edition, pasted=pasted).headers["Location"], follow=True
    ).content.decode()
    batch = Batch.objects.get()
    assert batch.asked == "columns"
    assert "Anna · Seán" in page
    assert '<option value="email" selected>' in page
    chosen = {"column_0": "given_name", "column_1": "family_name", "column_2": ""}
    refused = client.post(address("class-ask", batch), {**chosen, "column_3": ""})
    assert refused.status_code == 422
    assert "neither an e-mail column" in refused.content.decode()
    client.post(address("class-ask", batch), {**chosen, "column_2": "email", "column_3": ""})
    batch.refresh_from_db()
    assert batch.state == "mending"
    assert learners() == ["Anna Berg", "Seán Murphy"]
    assert batch.header == ["Given name", "Family name", "E-mail", "Column 4"]


def test_a_spreadsheet_with_headers_of_its_own_is_asked_about(client, edition):
    data = class_list("Anna;Berg;anna@example.org", header="A;B;C")
    handed_over(client, edition, data)
    batch = Batch.objects.get()
    sent = {"column_0": "given_name", "column_1": "family_name", "column_2": "email"}
    client.post(address("class-ask", batch), {**sent, "heading": "on"})
    batch.refresh_from_db()
    assert (batch.state, batch.header) == ("mending", ["A", "B", "C"])
    assert list(batch.rows.values_list("number", "state")) == [(2, "good")]


def test_an_excel_file_is_read_with_what_it_says_about_its_cells(client, edition):
    book = openpyxl.Workbook()
    book.active.append(["Full name", "E-mail", "Grade"])
    book.active.append(["Anna Berg", "anna@example.org", "=A1"])
    out = io.BytesIO()
    book.save(out)
    handed_over(client, edition, out.getvalue(), name="class.xlsx")
    row = Row.objects.get()
    assert row.state == "refused"
    assert row.problems[0]["code"] == "roster.formula_without_value"
    actions.mend(row.batch, 2, ["Anna Berg", "anna@example.org", "80"], me())
    assert Row.objects.get().state == "good"


def _zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


HOSTILE = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"x" * 100,
    "a letter": b"Dear colleague\nhere is the list\n",
    "a web page called xls": b"<html><table><tr><td>Name</td></tr></table>",
    "only a header": b"full_name,email\n",
    "broken package": b"PK\x03\x04" + b"\0" * 200,
    "a bomb": _zipped(
        **{
            "xl/workbook.xml": b"<x/>",
            "xl/worksheets/sheet1.xml": b" " * 200_000_000,
            "[Content_Types].xml": b"<Types/>",
        }
    ),
    "more columns than anybody needs": ";".join(f"c{at}" for at in range(400)).encode() + b"\n1;2",
    "more columns than anybody mends": ";".join(["name", "email", *map(str, range(400))]).encode()
    + b"\nAnna;a@example.org\n",
    "one column of names": b"full_name\nAnna\n",
}


@pytest.mark.parametrize("fault", HOSTILE)
def test_what_is_no_class_list_is_refused_and_nothing_kept(client, edition, fault):
    answer = handed_over(client, edition, HOSTILE[fault])
    text = answer.content.decode()
    assert answer.status_code == 422, text
    assert 'id="id_upload-fault"' in text
    assert "<title>Error: " in text
    assert not Batch.objects.exists()


def test_nothing_and_several_are_refused_beside_the_field(client, edition):
    nothing = handed_over(client, edition)
    assert nothing.status_code == 422
    assert "There is no list yet" in nothing.content.decode()
    several = handed_over(client, edition, class_list("A;Berg;a@example.org"), pasted="x\ty")
    assert several.status_code == 422
    assert "more than one list" in several.content.decode()
    assert not Batch.objects.exists()


def test_a_class_of_nothing_is_not_begun(client, edition):
    slug = edition.description.organisation.slug
    for chosen in ("", "?edition=", "?edition=999999", "?edition=x"):
        answer = client.get(reverse("class-new", args=[slug]) + chosen)
        assert answer.status_code == 422
        assert "Nothing is chosen" in answer.content.decode()


def test_hostile_cells_are_problems_and_both_databases_keep_them(client, edition):
    rows = (
        '=HYPERLINK("http://x");Berg;a@example.org',
        "An\x00na;Berg;b@example.org",
        "An\u202ena;Berg;c@example.org",
        "<script>alert(1)</script>;Berg;d@example.org",
        'Zoë "the;Berg;e@example.org',
    )
    page = client.get(
        handed_over(client, edition, class_list(*rows)).headers["Location"], follow=True
    )
    text = page.content.decode()
    assert "<script>alert" not in text
    assert "\u202e" not in text.replace("An\u202ena", "", 0).split("<table")[0]
    refused = Row.objects.filter(state="refused").values_list("number", flat=True)
    assert {2, 3, 4} <= set(refused)
    listed = client.get(address("class-list", Batch.objects.get())).content.decode("utf-8-sig")
    assert "\0" not in listed
    assert "'=HYPERLINK" in listed


def test_columns_that_must_not_be_read_are_not_kept(client, edition):
    header = "full_name;email;Disability;National ID"
    handed_over(client, edition, class_list("Anna Berg;a@example.org;deaf;123456", header=header))
    batch = Batch.objects.get()
    assert batch.rows.get().cells == ["Anna Berg", "a@example.org"]
    form = client.get(address("class-row", batch, 2)).content.decode()
    assert "Disability" not in form
    assert "Disability" not in client.get(address("class-list", batch)).content.decode("utf-8-sig")


def test_a_long_list_is_read_in_the_background_and_the_page_says_so(client, edition, monkeypatch):
    monkeypatch.setattr(taking, "ROWS_AT_ONCE", 3)
    rows = [f"Anna;Berg;a{at}@example.org" for at in range(5)]
    location = handed_over(client, edition, class_list(*rows)).headers["Location"]
    batch = Batch.objects.get()
    assert (batch.state, batch.rows.count()) == ("reading", 0)
    page = client.get(location).content.decode()
    assert 'role="status"' in page
    assert "Look again" in page
    assert taking.read(batch.pk)
    assert taking.read(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.upload, batch.rows.count()) == ("mending", None, 5)


def test_a_list_that_breaks_off_in_the_background_is_explained(client, edition, monkeypatch):
    monkeypatch.setattr(taking, "ROWS_AT_ONCE", 3)
    rows = [f"Anna;Berg;a{at}@example.org" for at in range(210)]
    rows += [f'"Anna "x;Berg;b{at}@example.org' for at in range(30)]
    location = handed_over(client, edition, class_list(*rows)).headers["Location"]
    taking.read(Batch.objects.get().pk)
    batch = Batch.objects.get()
    assert (batch.state, batch.upload, batch.rows.count()) == ("discarded", None, 0)
    page = client.get(location).content.decode()
    assert "broken quotation marks" in page
    assert "Hand over another list" in page


def test_a_corrected_list_takes_the_place_of_the_first(client, edition):
    handed_over(client, edition, class_list("Anna;Berg;broken", "Seán;Murphy;s@example.org"))
    batch = Batch.objects.get()
    corrected = class_list("Anna;Berg;anna@example.org")
    broken = client.post(address("class-replace", batch), {"pasted": "nothing of use"})
    assert broken.status_code == 422
    assert batch.rows.count() == 2
    client.post(address("class-replace", batch), {"pasted": corrected.decode()})
    assert list(batch.rows.values_list("number", "name", "state")) == [(2, "Anna Berg", "good")]


def test_a_list_is_kept_for_the_next_time_without_grades(client, edition):
    header = "Given name;Family name;E-mail;Grade;Shoe size;Disability"
    data = class_list("Anna;Berg;a@example.org;80;38;deaf", "B;C;broken;;;", header=header)
    batch = taken(edition, me(), data)
    actions.choose(batch, {"cohort_name": "Autumn"}, me())
    actions.confirm(batch, me(), revision=batch.revision + 1)
    cohort = Cohort.objects.get()
    assert (cohort.header, cohort.rows) == (
        ["Given name", "Family name", "E-mail"],
        [["Anna", "Berg", "a@example.org"]],
    )
    handed_over(client, edition, cohort=str(cohort.pk))
    again = Batch.objects.latest("made_at")
    assert (again.name, again.state) == ("Autumn", "mending")
    assert again.rows.get().cells == ["Anna", "Berg", "a@example.org"]
    slug = edition.description.organisation.slug
    delete = reverse("cohort-delete", args=[slug, cohort.pk])
    assert client.get(delete).status_code == 200
    client.post(delete)
    assert not Cohort.objects.exists()


def test_the_examples_are_read(client, edition):
    for path in sorted((Path(__file__).parents[2] / "examples" / "rosters").iterdir()):
        answer = handed_over(client, edition, path.read_bytes(), name=path.name)
        assert answer.status_code == 302, path.name
