"""The ready descriptions: looked through, looked at, and taken as a start."""

import re
from http import HTTPStatus

import pytest
from django.test import Client

from tesela.site.design.models import Description
from tesela.site.design.starting import examples
from tesela.site.drafts.ready import ON_A_PAGE, ORDER
from tesela.site.providers.models import Organisation
from tests.site import people

OWN = "/organisations/harbour-house/achievements/"
READY = f"{OWN}start/ready"
LISTED = re.compile(rf'href="{READY}/([a-z0-9-]+)"')


@pytest.fixture
def house() -> Organisation:
    return people.organisation()


@pytest.fixture
def mary(house: Organisation) -> Client:
    return people.signed_in(people.member(house))


def listed(client: Client, query: str = "") -> list[str]:
    """The names on every page of the list."""
    found: list[str] = []
    for page in range(1, 20):
        answer = client.get(f"{READY}?{query}&page={page}")
        assert answer.status_code == HTTPStatus.OK
        names = LISTED.findall(answer.content.decode())
        assert len(names) <= ON_A_PAGE
        if found[-len(names) :] == names:  # beyond the last page stands the last
            break
        found += names
    return found


def test_every_ready_description_is_listed_once_with_what_one_wants_to_know(mary: Client) -> None:
    assert READY in mary.get(f"{OWN}start").content.decode()
    names = listed(mary)
    assert len(names) == len(set(names)), "a name leads to one description"
    assert sorted(names) == sorted(example.name for example in examples())
    page = mary.get(f"{READY}?field=examples").content.decode()
    assert "European Qualifications Framework (EQF) level 3" in page
    assert "hours" in page
    assert "CC0-1.0" in page
    assert page.count("<h1") == 1


def test_every_field_of_a_ready_description_has_its_place_and_name(mary: Client) -> None:
    assert {example.field for example in examples()} <= set(ORDER)
    for field in ORDER:
        page = mary.get(f"{READY}?field={field or 'examples'}").content.decode()
        assert "drafts.field" not in page


@pytest.mark.parametrize("query", ["q=WORK+care", "q=φροντ", "q=soin"])
def test_words_are_looked_for_in_every_language(mary: Client, query: str) -> None:
    found = listed(mary, query)
    assert 0 < len(found) < len(examples())


def test_field_and_language_narrow_the_list(mary: Client) -> None:
    for field in {example.field for example in examples()}:
        own = [example.name for example in examples() if example.field == field]
        assert sorted(listed(mary, f"field={field or 'examples'}")) == sorted(own)
    greek = [example.name for example in examples() if "el" in example.title]
    assert sorted(listed(mary, "language=el")) == sorted(greek)


@pytest.mark.parametrize("query", ["q=zzzz", "field=nothing", "language=xx", "q=%00", "field=%F0"])
def test_nothing_found_says_so(mary: Client, query: str) -> None:
    page = mary.get(f"{READY}?{query}").content.decode()
    assert "None was found." in page or LISTED.findall(page)


@pytest.mark.parametrize("name", ["digital-basics", "european-care-certificate"])
def test_one_is_read_whole_and_taken_as_a_start(
    house: Organisation, mary: Client, name: str
) -> None:
    page = mary.get(f"{READY}/{name}").content.decode()
    example = next(one for one in examples() if one.name == name)
    for outcome in example.achievement.learning_outcomes:
        assert outcome.text["en"].split("'")[0] in page.replace("&#x27;", "'")
    assert not Description.objects.exists()
    mary.post(f"{READY}/{name}")
    made = Description.objects.get(organisation=house)
    assert made.title == dict(example.title)
    assert made.content["derived_from"]["publisher"]
    assert "awarding_bodies" not in made.content


def test_in_another_language(mary: Client) -> None:
    page = mary.get(f"{READY}/european-care-certificate?in=el").content.decode()
    assert 'lang="el"' in page


def test_what_is_not_there_is_not_found(mary: Client) -> None:
    assert mary.get(f"{READY}/nothing").status_code == HTTPStatus.NOT_FOUND
    assert mary.post(f"{READY}/nothing").status_code == HTTPStatus.NOT_FOUND


def test_who_may_not_describe_takes_none(house: Organisation) -> None:
    eve = people.signed_in(people.member(house, "viewer", "eve@example.org"))
    assert eve.get(READY).status_code == HTTPStatus.FORBIDDEN
    assert eve.post(f"{READY}/digital-basics").status_code == HTTPStatus.FORBIDDEN
    assert not Description.objects.exists()
