"""The public pages: for people, for machines, and for nobody else's drafts."""

from hashlib import sha256
from http import HTTPStatus

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tesela.codecs import jsontext
from tesela.model.achievement import Achievement
from tesela.model.offer import ContactPoint, Offer
from tesela.site.design import starting
from tesela.site.design.actions import save_page, seal
from tesela.site.design.checking import today
from tesela.site.design.differences import differences
from tesela.site.design.models import Description, Edition
from tesela.site.design.outline import PAGES
from tesela.site.design.publishing import draft, publish
from tesela.site.design.reading import as_value
from tesela.site.design.shown import shown
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError
from tests.site.people import described, member, organisation, published, signed_in

PUBLIC = "/achievements/harbour-house/basics"
OWN = "/organisations/harbour-house/achievements/"
TITLE = PAGES[0]


@pytest.fixture
def house() -> Organisation:
    return organisation()


@pytest.fixture
def edition(house: Organisation) -> Edition:
    return published(house)


def retitled(edition: Edition, title: str) -> Edition:
    """The next edition, with another English title."""
    found = Description.objects.select_related("organisation").get(pk=edition.description_id)
    value = as_value(TITLE, found.content)
    value["title"] = {**value["title"], "en": title}
    return publish(save_page(found, TITLE, value, seal(found, TITLE), None), None)


def test_the_iri_of_an_edition_is_its_address(client: Client, edition: Edition) -> None:
    assert edition.iri.endswith(edition.path)
    assert edition.path == f"{PUBLIC}/1"
    assert client.get(edition.path).status_code == HTTPStatus.OK


def test_what_people_ask_before_enrolling_and_how_it_was_made_is_shown(
    client: Client, edition: Edition
) -> None:
    achievement = edition.achievement
    page = client.get(f"{edition.path}?in=en").content.decode()
    offer, record = achievement.offer, achievement.design_record
    assert offer is not None
    assert record is not None
    for text in (offer.cost, offer.dates, offer.reassessment, offer.appeal, record.level_evidence):
        assert text is not None
        assert escape(text["en"]) in page
    assert record.feedback[0].actions is not None
    assert escape(record.feedback[0].actions["en"]) in page
    assert offer.guidance is not None
    assert offer.guidance.email in page
    assert "How it was made and is kept good" in page


def test_an_address_that_is_a_line_of_its_own_is_large_enough_to_press() -> None:
    offer = Offer(guidance=ContactPoint(page="https://care.example/ask"))
    told = {
        "id": "https://care.example/a",
        "title": {"en": "A"},
        "issuer": {"name": {"en": "Care"}},
        "offer": offer,
    }
    content = shown(Achievement.model_validate(told), "en")
    page = render_to_string("design/public.html", {"shown": content, "language": "en"})
    assert '<dd class="alone"><a href="https://care.example/ask"' in page


def test_machines_get_the_exact_bytes(client: Client, edition: Edition) -> None:
    for answer in (
        client.get(f"{PUBLIC}/1.jsonld"),
        client.get(f"{PUBLIC}/1", headers={"accept": "application/ld+json"}),
        client.get(PUBLIC, headers={"accept": "application/ld+json"}, follow=True),
    ):
        assert answer.status_code == HTTPStatus.OK
        assert answer.content == bytes(edition.public)
        assert answer["Content-Type"] == "application/ld+json"
        assert "public" in answer["Cache-Control"]
        assert answer["ETag"] == f'"{sha256(answer.content).hexdigest()}"'
        assert "Set-Cookie" not in answer
        assert jsontext.parse(answer.content)["id"] == edition.iri
    known = client.get(f"{PUBLIC}/1.jsonld", headers={"if-none-match": answer["ETag"]})
    assert known.status_code == HTTPStatus.NOT_MODIFIED
    assert not known.content


def test_browsers_get_the_page(client: Client, edition: Edition) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get(PUBLIC, headers={"accept": accept})["Content-Type"].startswith("text/html")
    assert client.get(PUBLIC)["Content-Type"].startswith("text/html")


def test_a_reader_gets_their_language_and_the_others(client: Client, edition: Edition) -> None:
    greek = client.get(PUBLIC, headers={"accept-language": "el"}).content.decode()
    titles = edition.title
    assert titles["el"] in greek
    assert 'href="?in=de"' in greek
    german = client.get(f"{PUBLIC}?in=de", headers={"accept-language": "el"}).content.decode()
    assert f'<span lang="de">{titles["de"]}</span>' in german
    nowhere = client.get(f"{PUBLIC}?in=%00<x>", headers={"accept-language": "el"})
    assert titles["el"] in nowhere.content.decode()


def test_an_old_version_says_that_there_is_a_newer_one(client: Client, edition: Edition) -> None:
    second = retitled(edition, "Better basics")
    old = client.get(f"{PUBLIC}/1").content.decode()
    assert "There is a newer one: version 2" in old
    assert second.version == "2"
    assert "Better basics" not in old
    for address in (PUBLIC, f"{PUBLIC}/2"):
        text = client.get(address).content.decode()
        assert "Better basics" in text
        assert "There is a newer one" not in text
    assert client.get(f"{PUBLIC}/1.jsonld").content == bytes(edition.public)


def test_publishing_the_same_twice_is_refused(edition: Edition) -> None:
    with pytest.raises(TeselaError) as refused:
        publish(edition.description, None)
    assert refused.value.code == "design.nothing_new"


def test_what_differs_is_said_before_publishing(house: Organisation, edition: Edition) -> None:
    mary = signed_in(member(house))
    assert "exactly the same" in mary.get(f"{OWN}basics/publish").content.decode()
    found = Description.objects.get()
    value = as_value(TITLE, found.content)
    value["title"] = {**value["title"], "en": "Better basics"}
    save_page(found, TITLE, value, seal(found, TITLE), None)
    text = mary.get(f"{OWN}basics/publish").content.decode()
    assert "What differs from version 1" in text
    assert "Better basics" in text
    assert edition.title["en"] in text
    assert "Changed since version 1" in mary.get(OWN).content.decode()


@pytest.mark.parametrize("kind", ["page", "machines"])
def test_public_pages_ask_the_database_a_few_times(
    client: Client, edition: Edition, kind: str
) -> None:
    address = PUBLIC if kind == "page" else f"{PUBLIC}/1.jsonld"
    for number in range(3):
        edition = retitled(edition, f"Basics {number}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    assert len(asked) <= (4 if kind == "page" else 1)  # edition, versions, endorsements, staff


def test_the_list_asks_the_database_as_often_for_many(house: Organisation) -> None:
    mary = signed_in(member(house))
    published(house, slug="first")
    with CaptureQueriesContext(connection) as few:
        mary.get(OWN)
    for number in range(5):
        described(house, slug=f"more-{number}")
    published(house, slug="last")
    with CaptureQueriesContext(connection) as many:
        mary.get(OWN)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "path",
    [PUBLIC, f"{PUBLIC}/1", f"{PUBLIC}/1.jsonld", f"{OWN}basics/preview", f"{OWN}basics/", OWN],
)
def test_drafts_do_not_exist_for_others(house: Organisation, path: str) -> None:
    described(house)
    stranger = signed_in(member(organisation("elsewhere"), email="eve@example.org"))
    assert stranger.get(path).status_code == HTTPStatus.NOT_FOUND


def test_a_preview_is_marked_and_for_members(house: Organisation) -> None:
    described(house)
    viewer = signed_in(member(house, "viewer", "vi@example.org"))
    text = viewer.get(f"{OWN}basics/preview").content.decode()
    assert "This is a draft." in text
    assert "What you can do" in text


@pytest.mark.parametrize(
    "path", ["start", "start/own", "start/copy", "basics/publish", "basics/edit/title"]
)
def test_who_may_not_describe_only_sees(house: Organisation, path: str) -> None:
    described(house)
    issuer = signed_in(member(house, "issuer", "is@example.org"))
    assert issuer.get(f"{OWN}{path}").status_code == HTTPStatus.FORBIDDEN
    assert issuer.get(f"{OWN}basics/").status_code == HTTPStatus.OK
    assert "edit/title" not in issuer.get(f"{OWN}basics/").content.decode()


def test_a_copy_says_where_it_comes_from(edition: Edition) -> None:
    other = organisation("elsewhere")
    eve = signed_in(member(other, email="eve@example.org"))
    there = "/organisations/elsewhere/achievements/"
    found = eve.get(f"{there}start/copy?q={edition.title['en'][:6]}").content.decode()
    assert f'value="{edition.pk}"' in found
    text = eve.post(f"{there}start/copy", {"edition": edition.pk}, follow=True).content.decode()
    assert "Copied from" in text
    made = other.descriptions.get()
    assert made.copied_from == edition
    assert "quality_assurance" not in made.content, "what others found, they found of others"
    assert not {"issuer", "id", "page", "version", "awarding_bodies"} & set(made.content)
    assert other.acts.order_by("-number")[0].act == "description.copied"


def test_a_copy_keeps_its_nearest_origin_when_it_is_published(
    house: Organisation, edition: Edition
) -> None:
    made = starting.copy(edition, organisation("elsewhere"), None)
    made.content["quality_assurance"] = [{"kind": "internal-quality-assurance"}]
    made.content["licence"] = "CC-BY-4.0"
    made.save()
    second = publish(made, None)
    stated = second.achievement.derived_from
    assert stated
    assert (stated.achievement, stated.version) == (edition.achievement.id, edition.version)
    assert stated.edition == edition.iri
    assert stated.publisher == house.party.name
    assert stated.taken_on == today()
    text = Client().get(second.path).content.decode()
    assert "Where this description comes from" in text
    assert f'href="{edition.iri}"' in text
    assert "Copied from" not in text, "it is said once"
    assert "Licence of this description: " in text
    assert b'"derived_from' in bytes(second.frozen)

    third = starting.copy(second, house, None)
    nearest = third.content["derived_from"]
    assert nearest["achievement"] == second.achievement.id, "not what that one was made from"
    assert nearest["licence"] == "CC-BY-4.0"
    assert "licence" not in third.content, "whoever publishes decides"


def test_a_ready_description_stays_the_origin_of_what_is_made_from_it(house: Organisation) -> None:
    made = starting.start_from_example(house, "digital-basics", None)
    stated = made.content["derived_from"]
    assert stated["licence"] == "CC0-1.0"
    assert stated["taken_on"] == today().isoformat()
    assert stated["publisher"]["en"] == "Ribera Digital Centre"
    edition = publish(made, None)
    assert edition.achievement.derived_from
    text = signed_in(member(house)).get(f"{OWN}{made.slug}/").content.decode()
    assert "Copied from" in text
    assert "Ribera Digital Centre" in text


def test_a_copy_of_ones_own_is_whole(house: Organisation, edition: Edition) -> None:
    made = starting.copy(edition, house, None)
    assert made.slug == "basics-2"
    assert made.content == described(house, slug="same").content or made.content["title"]
    assert "quality_assurance" in made.content


def test_an_edition_that_is_not_there_cannot_be_copied(house: Organisation) -> None:
    mary = signed_in(member(house))
    for wanted in ("", "0", "77", "x", "9" * 40):
        answer = mary.post(f"{OWN}start/copy", {"edition": wanted})
        assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("query", ["ψηφιακ", "ΨΗΦΙΑΚ", "digital", "%", "_", "nothing\x00"])
def test_titles_are_searched_in_every_script(
    house: Organisation, edition: Edition, query: str
) -> None:
    mary = signed_in(member(house))
    text = mary.get(OWN, {"q": query}).content.decode()
    assert ("Published, version 1" in text) == (query.casefold() in ("ψηφιακ", "digital"))


def test_a_greek_title_gets_an_address(house: Organisation) -> None:
    made = starting.start_own(house, {"title": {"el": "Ψωμί"}}, None)
    again = starting.start_own(house, {"title": {"en": "Start"}}, None)
    assert made.slug == "achievement"
    assert again.slug == "start-2"


def test_a_draft_that_was_published_unchanged_differs_in_nothing() -> None:
    edition = published(organisation(), "european-care-certificate", "care")
    now = draft(edition.description, "2")
    assert differences(edition.achievement, now, "en") == []
