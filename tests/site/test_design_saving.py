"""What the editor saves: it reads back the same, hostile input is refused, nothing is lost."""

from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from django.test import Client

from tesela.model.achievement import Achievement
from tesela.site.design.models import Description, Edition
from tesela.site.design.outline import PAGES
from tesela.site.design.publishing import draft, publish
from tesela.site.design.starting import examples, start_from_example
from tesela.site.providers.models import Organisation
from tests.site.people import member, organisation, signed_in

OWN = "/organisations/harbour-house/achievements/"
EXAMPLES = [example.name for example in examples() if not example.field]
UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


class Fields(HTMLParser):
    """What a browser would send of the form with the token `opened`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._area = self._select = ""
        self._first: str | None = None
        self._taken = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "textarea":
            self._area = name
            self.sent[name] = [""]
        elif tag == "select":
            self._select, self._first, self._taken = name, None, False
        elif tag == "option" and self._select:
            if self._first is None:
                self._first = given["value"]
            if "selected" in given:
                self.sent[self._select], self._taken = [given["value"]], True
        elif tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
            self.sent.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            text = self.sent[self._area][0].removeprefix("\n")
            self.sent[self._area] = [text.replace("\n", "\r\n")]
            self._area = ""
        if tag == "select" and self._select:
            if not self._taken:
                self.sent[self._select] = [self._first or ""]
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][0] += data


def fields(client: Client, address: str) -> dict[str, list[str]]:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return Fields(answer.content.decode()).sent


@pytest.fixture
def house() -> Organisation:
    return organisation()


@pytest.fixture
def mary(house: Organisation) -> Client:
    return signed_in(member(house))


@pytest.fixture
def basics(house: Organisation) -> Description:
    return start_from_example(house, "digital-basics", None)


def now(description: Description) -> Achievement:
    return draft(Description.objects.select_related("organisation").get(pk=description.pk))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_saves_what_it_shows(mary: Client, house: Organisation, name: str) -> None:
    made = start_from_example(house, name, None)
    stated = ready_one(name).model_dump(mode="json", exclude_none=True)
    made.content["quality_assurance"] = stated["quality_assurance"]  # with all its members
    made.save()
    before = now(made)
    for page in PAGES:
        address = f"{OWN}{made.slug}/edit/{page.name}"
        answer = mary.post(address, {**fields(mary, address), "do": "close"})
        assert answer.status_code == HTTPStatus.FOUND, (page.name, answer.content.decode()[:3000])
        assert now(made) == before, page.name
    made.refresh_from_db()
    assert made.unread == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_published_unchanged(house: Organisation, name: str) -> None:
    edition = publish(start_from_example(house, name, None), None)
    source = ready_one(name)
    own = {"id", "version", "issuer", "awarding_bodies", "page", "derived_from"}
    own |= {"quality_assurance"}
    assert edition.achievement.model_dump(exclude=own) == source.model_dump(exclude=own)
    assert edition.achievement.issuer == house.party


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_was_found_of_others_is_not_taken_over(house: Organisation, name: str) -> None:
    made = now(start_from_example(house, name, None)).quality_assurance
    plans = [
        one.title
        for one in ready_one(name).quality_assurance
        if one.kind == "internal-quality-assurance"
    ]
    assert [one.title for one in made] == plans
    for one in made:
        stated = one.model_dump(exclude_none=True)
        assert stated.keys() <= {"kind", "title"}, "nobody looked, on no day"


def ready_one(name: str) -> Achievement:
    return next(example.achievement for example in examples() if example.name == name)


def test_parts_move_with_all_their_languages(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/edit/outcomes"
    before = basics.content["learning_outcomes"]
    moved = mary.post(address, {**fields(mary, address), "do": "up:learning_outcomes-2"})
    assert moved.status_code == HTTPStatus.OK
    assert now(basics).learning_outcomes[2].id == before[2]["id"], "nothing is saved yet"
    sent = Fields(moved.content.decode()).sent
    sent["learning_outcomes-0-text-en"] = ["Something else"]
    assert mary.post(address, {**sent, "do": "close"}).status_code == HTTPStatus.FOUND
    basics.refresh_from_db()
    saved = basics.content["learning_outcomes"]
    assert [one["id"] for one in saved[:3]] == [before[0]["id"], before[2]["id"], before[1]["id"]]
    assert saved[1]["text"] == before[2]["text"], "in the languages that were not shown, too"
    assert saved[0]["text"] == {**before[0]["text"], "en": "Something else"}


def test_parts_are_added_and_removed(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/edit/outcomes"
    number = len(basics.content["learning_outcomes"])
    added = mary.post(address, {**fields(mary, address), "do": "add:learning_outcomes"})
    sent = Fields(added.content.decode()).sent
    assert f"learning_outcomes-{number}-text-en" in sent
    assert b"autofocus" in added.content
    sent[f"learning_outcomes-{number}-text-en"] = ["Ask for help"]
    inner = {**sent, "do": f"add:learning_outcomes-{number}-references"}
    sent = Fields(mary.post(address, inner).content.decode()).sent
    sent[f"learning_outcomes-{number}-references-0-framework"] = ["DigComp 2.2"]
    sent[f"learning_outcomes-{number}-references-0-label-en"] = ["Solving technical problems"]
    gone = {**sent, "do": "remove:learning_outcomes-0"}
    sent = Fields(mary.post(address, gone).content.decode()).sent
    assert mary.post(address, {**sent, "do": "close"}).status_code == HTTPStatus.FOUND
    saved = now(basics).learning_outcomes
    assert len(saved) == number
    assert saved[-1].text == {"en": "Ask for help"}
    assert saved[-1].references[0].framework == "DigComp 2.2"
    handle = basics.content["learning_outcomes"][0]["id"]
    assert all(handle not in part.outcomes for part in now(basics).assessment)
    basics.refresh_from_db()
    assert "assessment" in basics.unread, "somebody should look at it"


def test_a_part_in_which_nothing_was_typed_is_left_out(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/edit/quality"
    before = now(basics)
    added = mary.post(address, {**fields(mary, address), "do": "add:quality_assurance"})
    sent = Fields(added.content.decode()).sent
    assert mary.post(address, {**sent, "do": "close"}).status_code == HTTPStatus.FOUND
    assert now(basics) == before


def test_a_field_is_searched(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/edit/title"
    sent = {**fields(mary, address), "title-en": "Typed", "search-fields": "wélf"}
    answer = mary.post(address, {**sent, "do": "search:fields"})
    text = answer.content.decode()
    assert "Welfare" in text
    assert 'value="Typed"' in text, "what was typed stays"
    sent = Fields(text).sent
    sent["fields"] = [*sent["fields"], "092"]
    mary.post(address, {**sent, "do": "save"})
    assert now(basics).fields == (*draft(basics).fields, "092")


def test_two_people_write_one_page(mary: Client, house: Organisation, basics: Description) -> None:
    jan = signed_in(member(house, "designer", "jan@example.org"))
    address = f"{OWN}{basics.slug}/edit/title"
    marys, jans = fields(mary, address), fields(jan, address)
    assert jan.post(address, {**jans, "title-en": "Jan's", "do": "close"}).status_code == 302
    answer = mary.post(address, {**marys, "title-en": "Mary's", "do": "close"})
    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Somebody else has changed this page" in text
    assert 'value="Mary&#x27;s"' in text
    assert "Jan&#x27;s" in text
    assert now(basics).title["en"] == "Jan's"
    again = mary.post(address, {**Fields(text).sent, "do": "close"})
    assert again.status_code == HTTPStatus.FOUND
    assert now(basics).title["en"] == "Mary's"


def test_two_people_write_two_pages(mary: Client, house: Organisation, basics: Description) -> None:
    jan = signed_in(member(house, "designer", "jan@example.org"))
    title, level = f"{OWN}{basics.slug}/edit/title", f"{OWN}{basics.slug}/edit/level"
    marys, jans = fields(mary, title), fields(jan, level)
    assert jan.post(level, {**jans, "level-eqf": "3"}).status_code == HTTPStatus.FOUND
    assert mary.post(title, {**marys, "title-en": "Mary's"}).status_code == HTTPStatus.FOUND
    both = now(basics)
    assert (both.title["en"], both.level.eqf) == ("Mary's", 3)


HOSTILE = {
    "control character": ("title", {"title-en": "a\x07b"}, "invisible character"),
    "null": ("title", {"title-en": "a\x00b"}, "invisible character"),
    "title of a novel": ("title", {"title-en": "x" * 20_001}, "longer than 20000"),
    "no number": ("workload", {"workload-hours": "many"}, "does not fit"),
    "no hours": ("workload", {"workload-hours": "-3"}, "beyond what is possible"),
    "not a number at all": ("workload", {"workload-hours": "NaN"}, "Error: "),
    "endless": ("workload", {"workload-hours": "1e999999"}, "Error: "),
    "unknown level": ("level", {"level-eqf": "9"}, "Error: "),
    "level and reason": ("level", {"level-eqf": "3", "level-not_applicable-en": "No"}, "either"),
    "unknown code": ("participation", {"participation": "astral"}, "not one of the choices"),
    "script address": (
        "further",
        {
            "further_information-links-count": "1",
            "further_information-links-0-title-en": "x",
            "further_information-links-0-page": "javascript:alert(1)",
        },
        "not a web address",
    ),
    "600 outcomes": (
        "outcomes",
        {"learning_outcomes-count": "600"}
        | {f"learning_outcomes-{at}-text-en": f"outcome {at}" for at in range(600)},
        "beyond what is possible",
    ),
    "dates reversed": (
        "quality",
        {
            "quality_assurance-count": "1",
            "quality_assurance-0-kind": "peer-review",
            "quality_assurance-0-decided_on": "2026-05-04",
            "quality_assurance-0-valid_until": "2025-05-04",
        },
        "end before it begins",
    ),
    "no date": (
        "quality",
        {
            "quality_assurance-count": "1",
            "quality_assurance-0-kind": "peer-review",
            "quality_assurance-0-decided_on": "tomorrow",
        },
        "does not fit",
    ),
    "place without pathway": (
        "stacking",
        {"stackability-pathway": "", "stackability-place_in_pathway": "2"},
        "pathway",
    ),
    "no such part": ("outcomes", {"do": "up:learning_outcomes-77"}, "not there any more"),
    "no such list": ("outcomes", {"do": "add:title"}, "not there any more"),
    "no such act": ("outcomes", {"do": "explode:everything"}, "not there any more"),
}


@pytest.mark.parametrize("fault", sorted(HOSTILE))
def test_hostile_input_is_refused_with_a_reason(
    mary: Client, basics: Description, fault: str
) -> None:
    name, typed, reason = HOSTILE[fault]
    before, address = now(basics), f"{OWN}{basics.slug}/edit/{name}"
    answer = mary.post(address, {"do": "save", **fields(mary, address), **typed})
    text = answer.content.decode()
    assert answer.status_code == UNPROCESSABLE
    assert "<title>Error: " in text
    assert reason in text
    assert now(basics) == before


def test_a_form_of_5000_fields_is_refused(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/edit/outcomes"
    sent = {f"learning_outcomes-{at}-text-en": "x" for at in range(5_000)}
    assert mary.post(address, sent).status_code == HTTPStatus.BAD_REQUEST


def test_a_description_has_an_end(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/edit/outcomes"
    sent = {"learning_outcomes-count": "99"}
    sent |= {f"learning_outcomes-{at}-text-en": "x" * 19_000 for at in range(99)}
    answer = mary.post(address, {**fields(mary, address), **sent})
    assert answer.status_code == UNPROCESSABLE
    assert "The description is too long." in answer.content.decode()


def test_an_element_can_be_emptied(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/edit/outcomes"
    sent = {**fields(mary, address), "learning_outcomes-count": "0", "do": "close"}
    text = mary.post(address, sent, follow=True).content.decode()
    assert "8 of 11 ready" in text
    refused = mary.post(f"{OWN}{basics.slug}/publish")
    assert refused.status_code == UNPROCESSABLE
    assert not Edition.objects.exists()
    assert (
        "There are no learning outcomes" in mary.get(f"{OWN}{basics.slug}/check").content.decode()
    )


def test_languages(mary: Client, basics: Description) -> None:
    address = f"{OWN}{basics.slug}/languages"
    assert mary.post(address, {"tag": "mt"}).status_code == HTTPStatus.FOUND
    assert "texts missing" in mary.get(address).content.decode()
    text = mary.get(f"{OWN}{basics.slug}/edit/title?with=mt").content.decode()
    assert 'name="title-mt"' in text
    assert 'lang="mt"' in text
    assert mary.post(address, {"tag": "no such tag"}).status_code == UNPROCESSABLE
    assert mary.post(address, {"tag": "el", "do": "first"}).status_code == HTTPStatus.FOUND
    assert mary.post(f"{address}/de/remove").status_code == HTTPStatus.FOUND
    basics.refresh_from_db()
    assert basics.languages[0] == "el"
    assert "de" not in basics.languages
    assert "de" not in now(basics).title
    assert mary.get(f"{address}/de/remove").status_code == HTTPStatus.NOT_FOUND


def test_the_only_language_stays(mary: Client, house: Organisation) -> None:
    made = Description.objects.create(
        organisation=house, slug="one", content={"title": {"en": "One"}}, languages=["en", "el"]
    )
    answer = mary.post(f"{OWN}{made.slug}/languages/en/remove")
    assert answer.status_code == UNPROCESSABLE
    assert "in this language only" in answer.content.decode()
