"""The picker of ESCO and DigComp: suggested, searched, chosen, removed, and shown."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tesela.model.achievement import FrameworkReference
from tesela.site.concepts import called, concepts
from tesela.site.design.models import Description
from tesela.site.design.publishing import publish
from tesela.site.providers.models import Organisation
from tesela.vocab.esco import import_packages
from tests.site.people import described, member, organisation, signed_in
from tests.vocab.esco_packages import three, uri

PICK = "/organisations/harbour-house/achievements/basics/edit/outcomes/devices/concepts"


@pytest.fixture
def house() -> Organisation:
    return organisation()


@pytest.fixture
def mary(house: Organisation) -> Client:
    return signed_in(member(house))


@pytest.fixture
def basics(house: Organisation) -> Description:
    made = described(house)
    outcome(made)["references"] = []
    outcome(made)["text"]["en"] = "Set tiles for a mosaic and choose a strong password"
    made.save()
    return made


@pytest.fixture
def esco(tmp_path: Path, settings: Any) -> Path:
    settings.ESCO = tmp_path / "esco.concepts"
    with settings.ESCO.open("wb") as to:
        import_packages(three(), to)
    return Path(settings.ESCO)


def outcome(of: Description, name: str = "devices") -> dict[str, object]:
    return next(one for one in of.content["learning_outcomes"] if one["id"] == name)


def opened(page: str) -> str:
    return page.split('name="opened" value="')[1].split('"', maxsplit=1)[0]


def read(client: Client, address: str = PICK, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, status: int = 302, **data: object) -> str:
    answer = client.post(PICK, {"opened": opened(read(client)), **data})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_digcomp_is_suggested_where_nothing_was_imported(mary: Client, basics: Description) -> None:
    page = read(mary)
    assert "Protecting devices" in page
    assert "Because of:" in page
    assert "has not imported ESCO" in page


@pytest.mark.usefixtures("esco")
def test_what_is_chosen_is_linked_and_removed_again(mary: Client, basics: Description) -> None:
    page = read(mary)
    assert "Lay mosaic floors" in page or "lay mosaic floors" in page
    assert f'value="{uri(1)} ESCO"' in page
    sent(mary, concept=[f"{uri(1)} ESCO", "4.1 DigComp 2.2"])
    basics.refresh_from_db()
    first, second = outcome(basics)["references"]  # type: ignore[misc]
    assert first == {
        "framework": "ESCO",
        "uri": uri(1),
        "label": {
            "en": "lay mosaic floors",
            "de": "Mosaikböden legen",
            "fr": "poser des sols en mosaïque",
        },
    }
    assert (second["framework"], second["code"], "uri" in second) == ("DigComp 2.2", "4.1", False)
    page = read(mary)
    assert f'value="{uri(1)} ESCO"' not in page, "what is linked is not offered again"
    sent(mary, remove="0")
    basics.refresh_from_db()
    assert outcome(basics)["references"] == [second]


@pytest.mark.usefixtures("esco")
def test_words_are_searched_in_the_readers_language_too(mary: Client, basics: Description) -> None:
    assert f'value="{uri(3)} ESCO"' in read(mary, f"{PICK}?q=waste")
    assert "Nothing is found for" in read(mary, f"{PICK}?q=zebra")
    mary.cookies["language"] = "de"
    assert "&lt;b&gt;" in read(mary, f"{PICK}?q=%3Cb%3E")


@pytest.mark.usefixtures("esco")
@pytest.mark.parametrize(
    "named",
    [
        "https://elsewhere.example/skill ESCO",
        f"{uri(99)} ESCO",
        "9.9 DigComp 2.2",
        f"{uri(1)} Made up",
        " ESCO",
        "",
    ],
)
def test_what_is_not_known_here_is_refused(mary: Client, basics: Description, named: str) -> None:
    assert "not known here" in sent(mary, 422, concept=[named])
    basics.refresh_from_db()
    assert not outcome(basics)["references"]


def test_nothing_is_taken_when_nothing_is_chosen(mary: Client, basics: Description) -> None:
    assert "No concept is chosen" in sent(mary, 422)
    assert "not known here" in sent(mary, 422, remove="7")
    assert "at most" in sent(mary, 422, concept=["4.1 DigComp 2.2"] * 21)
    basics.refresh_from_db()
    assert not outcome(basics)["references"]


def test_taken_twice_is_linked_once(mary: Client, basics: Description) -> None:
    sent(mary, concept=["4.1 DigComp 2.2", "4.1 DigComp 2.2"])
    basics.refresh_from_db()
    assert len(outcome(basics)["references"]) == 1  # type: ignore[arg-type]


def test_who_opened_the_page_before_a_change_is_told(mary: Client, basics: Description) -> None:
    seal = opened(read(mary))
    sent(mary, concept=["4.1 DigComp 2.2"])
    answer = mary.post(PICK, {"opened": seal, "concept": ["4.2 DigComp 2.2"]})
    assert answer.status_code == 409
    basics.refresh_from_db()
    assert len(outcome(basics)["references"]) == 1  # type: ignore[arg-type]


def test_only_who_may_describe_comes_here(house: Organisation, basics: Description) -> None:
    assert signed_in(member(house, "viewer", "vi@example.org")).get(PICK).status_code == 403
    stranger = signed_in(member(organisation("other-house"), "owner", "ada@example.org"))
    assert stranger.get(PICK).status_code == 404
    assert stranger.post(PICK, {"concept": "4.1 DigComp 2.2"}).status_code == 404


def test_an_outcome_that_is_not_there_has_no_page(mary: Client, basics: Description) -> None:
    assert mary.get(PICK.replace("devices", "nothing")).status_code == 404


def test_the_page_of_outcomes_leads_here(mary: Client, basics: Description) -> None:
    page = read(mary, "/organisations/harbour-house/achievements/basics/edit/outcomes")
    assert PICK in page
    assert "No link" in page


@pytest.mark.usefixtures("esco")
def test_a_reader_in_another_language_is_told_in_it(mary: Client, basics: Description) -> None:
    held = {"framework": "ESCO", "uri": uri(2), "label": {"en": "support people at meals"}}
    outcome(basics)["references"] = [held]
    basics.save()
    publish(basics, None)
    public = Client().get("/achievements/harbour-house/basics", headers={"accept-language": "fr"})
    page = public.content.decode()
    assert "aider des personnes à manger" in page
    assert uri(2) in page
    own = Client().get("/achievements/harbour-house/basics", headers={"accept-language": "en"})
    assert "support people at meals" in own.content.decode()


def test_a_file_that_is_replaced_is_read_anew(esco: Path) -> None:
    assert concepts().label(uri(4))
    unfinished = esco.with_name("new")
    with unfinished.open("wb") as to:
        import_packages(three()[1:2], to)
    os.utime(unfinished, ns=(1, esco.stat().st_mtime_ns + 1))
    unfinished.replace(esco)
    assert concepts().label(uri(4)) is None
    assert concepts().label(uri(1))


def test_a_file_that_cannot_be_read_leaves_digcomp(
    esco: Path, caplog: pytest.LogCaptureFixture
) -> None:
    esco.write_bytes(b"damaged")
    os.utime(esco, ns=(1, 1))
    assert concepts().names == ("DigComp 2.2",)
    assert "TESELA_ESCO" in caplog.text


def test_a_number_of_digcomp_is_named_without_an_address() -> None:
    held = {"framework": "DigComp 2.2", "code": "4.1", "label": {"en": "Our own words"}}
    label = called(FrameworkReference.model_validate(held))
    assert (label["en"], label["de"]) == ("Our own words", "Geräte schützen")
