"""Writing a description in the browser: begin, fill in, check, publish, show."""

import json
import re
from http import HTTPStatus

import pytest
from django.test import Client

from tesela.site.design.models import Description, Edition
from tesela.site.design.outline import PAGES
from tesela.site.design.starting import examples, start_from_example
from tesela.site.providers.models import Organisation
from tests.site.people import member, organisation, signed_in

OWN = "/organisations/harbour-house/achievements/"
FIELD = re.compile(r'<(?:input|textarea|select)[^>]* name="([^"]+)"')


@pytest.fixture
def house() -> Organisation:
    return organisation()


@pytest.fixture
def mary(house: Organisation) -> Client:
    return signed_in(member(house))


@pytest.fixture
def basics(house: Organisation) -> Description:
    return start_from_example(house, "digital-basics", None)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_from_a_ready_description_to_its_public_page(mary: Client, house: Organisation) -> None:
    assert "Start from a ready description" in page(mary, f"{OWN}start")
    began = mary.post(f"{OWN}start/ready/digital-basics", follow=True)
    assert began.redirect_chain[-1][0] == f"{OWN}digital-basics/"
    assert "9 of 11 ready" in began.content.decode()
    asked = page(mary, f"{OWN}digital-basics/publish")
    assert "Publish version 1?" in asked
    done = mary.post(f"{OWN}digital-basics/publish", follow=True)
    assert "Version 1 is published" in done.content.decode()
    assert "/organisations/harbour-house/classes" in done.content.decode()
    stranger = Client()
    public = page(stranger, "/achievements/harbour-house/digital-basics/1")
    assert "What you can do" in public
    assert page(stranger, "/achievements/harbour-house/digital-basics")
    edition = Edition.objects.get()
    assert edition.iri.endswith("/achievements/harbour-house/digital-basics/1")
    assert [act.act for act in house.acts.order_by("number")][-2:] == [
        "description.made",
        "edition.published",
    ]


def test_three_questions_make_a_draft(mary: Client) -> None:
    answers = {
        "title": "Baking with sourdough",
        "outcomes": "Prepare a starter\n\n- Bake a loaf",
        "assessment": "practical-assessment",
        "criteria": "The loaf is well risen.",
        "hours": "12,5",
    }
    began = mary.post(f"{OWN}start/own", answers, follow=True)
    assert began.redirect_chain[-1][0] == f"{OWN}baking-with-sourdough/"
    made = Description.objects.get()
    assert [one["text"] for one in made.content["learning_outcomes"]] == [
        {"en": "Prepare a starter"},
        {"en": "Bake a loaf"},
    ]
    assert made.content["workload"] == {"hours": "12.5"}
    text = began.content.decode()
    assert "6 of 11 ready" in text
    for missing in ("Level", "Form of participation", "Quality assurance"):
        assert f"<li>{missing}</li>" in text


@pytest.mark.parametrize("outcomes", ["x" * 3_000, "a\x01b", "\n \n"])
def test_outcomes_that_nobody_can_read(mary: Client, outcomes: str) -> None:
    sent = {"title": "Bread", "outcomes": outcomes, "assessment": "quiz", "ects": "1"}
    assert mary.post(f"{OWN}start/own", sent).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Description.objects.exists()


def test_questions_that_are_not_answered(mary: Client) -> None:
    answer = mary.post(f"{OWN}start/own", {"outcomes": "\n".join(map(str, range(5_000)))})
    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "5000 lines" in text.replace(",", "")
    assert "The time is missing." in text
    assert not Description.objects.exists()


@pytest.mark.parametrize("name", [one.name for one in PAGES])
def test_every_page_opens(mary: Client, basics: Description, name: str) -> None:
    text = page(mary, f"{OWN}{basics.slug}/edit/{name}")
    assert text.count("<h1") == 1
    names = FIELD.findall(text)
    single = [one for one in names if f'name="{one}" value' not in text]
    assert len(single) == len(set(single))
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert " style=" not in text


@pytest.mark.parametrize(
    "name", ["", "languages", "check", "preview", "publish", "languages/en/remove"]
)
def test_the_other_pages_open(mary: Client, basics: Description, name: str) -> None:
    assert page(mary, f"{OWN}{basics.slug}/{name}").count("<h1") == 1


def test_the_list(mary: Client, basics: Description) -> None:
    assert "Draft" in page(mary, OWN)


def test_every_example_stands_in_the_shop(house: Organisation) -> None:
    complete = [example.name for example in examples() if not example.field]
    assert len(complete) == 4
    assert json.dumps(start_from_example(house, "digital-basics", None).content)
