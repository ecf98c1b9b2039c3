"""Findings beside the fields of the editor that they are about."""

import re

import pytest
from django.test import Client

from tesela.site.design.models import Description
from tesela.site.design.outline import PAGES
from tesela.site.design.page_form import Note, PageForm
from tesela.site.design.reading import as_value
from tesela.text.catalogue import say
from tests.site import people

NOTE = Note("blocks", "It is missing.", "Write it.")


def form(name: str, content: dict) -> PageForm:
    (page,) = (page for page in PAGES if page.name == name)
    return PageForm(page, as_value(page, content), language="en", shown=["en"], content=content)


@pytest.fixture
def basics() -> Description:
    return people.described(people.organisation())


@pytest.fixture
def mary(basics: Description) -> Client:
    return people.signed_in(people.member(basics.organisation))


def edited(client: Client, of: Description, name: str) -> str:
    base = f"/organisations/{of.organisation.slug}/achievements/{of.slug}"
    answer = client.get(f"{base}/edit/{name}")
    assert answer.status_code == 200
    return answer.content.decode()


def noted(made: PageForm) -> list[str]:
    def names(rows: list) -> list[str]:
        found = []
        for row in rows:
            found += [row.name] * len(row.notes) + names(row.rows)
        return found

    return names(made.rows)


@pytest.mark.parametrize(
    ("page", "path", "field"),
    [
        ("title", "/title", "title-en"),
        ("title", "/title/en", "title-en"),
        ("outcomes", "/learning_outcomes", "learning_outcomes"),
        ("outcomes", "/learning_outcomes/1/text", "learning_outcomes-1-text-en"),
        ("assessment", "/assessment/0/criteria/fr", "assessment-0-criteria-en"),
        ("workload", "/workload", "workload"),
        ("level", "/level", "level"),
        ("participation", "/participation", "participation"),
    ],
)
def test_a_note_stands_beside_its_field(
    basics: Description, page: str, path: str, field: str
) -> None:
    made = form(page, basics.content)
    assert made.show_notes([(path, NOTE)]) == []
    (name,) = noted(made)
    assert name == field or field.startswith(f"{name}-")


def test_a_note_about_nothing_on_the_page_stands_at_its_top(basics: Description) -> None:
    made = form("title", basics.content)
    assert made.show_notes([("/nowhere/at/all", NOTE), ("", NOTE)]) == [NOTE, NOTE]
    assert noted(made) == []


def test_what_is_folded_away_is_open_where_something_is_to_be_mended(
    basics: Description,
) -> None:
    made = form("outcomes", basics.content)
    made.show_notes([("/learning_outcomes/0/kind", NOTE)])
    first = made.rows[0].rows[0]
    assert any(row.kind == "fold" and row.open for row in first.rows)
    calm = form("outcomes", basics.content)
    calm.show_notes([("/learning_outcomes/0/kind", Note("informs", "Good to know.", ""))])
    assert not any(row.kind == "fold" and row.open for row in calm.rows[0].rows[0].rows)


def test_the_page_says_what_is_missing_where_it_is_missing(
    mary: Client, basics: Description
) -> None:
    basics.content.pop("workload")
    basics.save()
    page = edited(mary, basics, "workload")
    assert say("conform.no_workload") in page
    assert f"{say('checker.group.blocks')}:" in page
    assert say("conform.no_workload") not in edited(mary, basics, "title")


def test_a_field_names_its_notes_for_who_listens(mary: Client, basics: Description) -> None:
    basics.content.pop("participation")
    basics.save()
    page = edited(mary, basics, "participation")
    (notes,) = re.findall(r'class="notes" id="([^"]+)"', page)
    assert re.search(rf'aria-describedby="[^"]*{notes}"', page)


def test_nothing_is_noted_about_what_is_not_saved(mary: Client, basics: Description) -> None:
    basics.content.pop("workload")
    basics.save()
    base = f"/organisations/{basics.organisation.slug}/achievements/{basics.slug}"
    answer = mary.post(f"{base}/edit/workload", {"do": "add:workload-credits"})
    assert say("conform.no_workload") not in answer.content.decode()
