"""The achievement editor and the public page in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.browser import Browser
from tests.browser.house import House

OWN = "/organisations/harbour-house/achievements/"
DRAFT = f"{OWN}european-care-certificate/"
OPEN_ALL = "document.querySelectorAll('details').forEach(x => x.open = true)"
MARY = "mary@example.org"


def furnish() -> dict[str, Any]:
    """An organisation with an owner, a fresh draft, and one published description."""
    from tesela.site.design.publishing import publish
    from tesela.site.design.starting import start_from_example
    from tests.site import people

    of = people.organisation()
    people.member(of, "owner", MARY)
    start_from_example(of, "european-care-certificate", None)
    publish(people.described(of, "digital-basics", "digital"), None)
    return {"organisation": of.slug}


def content_of(slug: str) -> dict[str, Any]:
    """What is saved of a description."""
    from tesela.site.design.models import Description

    return dict(Description.objects.get(slug=slug).content)


@pytest.fixture(scope="module")
def furnished(house: House) -> House:
    """The house with something in it."""
    house.seed("tests.browser.test_design:furnish")
    return house


def _unfit(browser: Browser) -> None:
    browser.go(f"{DRAFT}edit/level")
    browser.fill("#id_level-not_applicable-en", "It is for everybody.")
    browser.send("main button[value=close]:not([hidden])")


def _added(browser: Browser) -> None:
    browser.go(f"{DRAFT}edit/outcomes")
    browser.send("main button[value='add:learning_outcomes']")


STATES: dict[str, Callable[[Browser], None]] = {
    "level, refused": _unfit,
    "outcome added": _added,
}
"""What no address leads to; test_every_page.py goes through the pages."""

LOOKS: tuple[dict[str, Any], ...] = (
    {"language": "en", "dark": False, "width": 320},
    {"language": "el", "dark": True, "width": 1280},
)
"""Each state is looked at in one of them."""


@pytest.mark.parametrize("state", STATES)
def test_no_barriers_by_day_by_night_and_on_a_small_screen(
    one_browser: Browser, furnished: House, state: str
) -> None:
    browser = one_browser.visitor(**LOOKS[list(STATES).index(state) % 2])
    furnished.sign_in(browser, MARY)
    STATES[state](browser)
    assert browser.ask("document.querySelectorAll('h1').length") == 1
    browser.ask(OPEN_ALL)
    assert browser.overflow() == 0
    assert browser.findings() == []


def tab_to(browser: Browser, what: str) -> None:
    """Press Tab until the element that the expression finds has the focus."""
    for _ in range(250):
        browser.key("Tab")
        if browser.ask(f"(x => {what})(document.activeElement)"):
            return
    raise AssertionError(f"no way to {what} by keyboard")


def press(browser: Browser, what: str) -> None:
    """Go to an element by keyboard, and press Enter."""
    tab_to(browser, what)
    browser.key("Enter", leaves=True)


def typed(browser: Browser, name: str, text: str) -> None:
    """Go to a field by keyboard, and type."""
    tab_to(browser, f"x.id === '{name}'")
    browser.fill(f"#{name}", text)


@pytest.mark.parametrize("language", ["en", "el"])
def test_from_three_questions_to_the_public_page_by_keyboard_without_scripts(
    one_browser: Browser, furnished: House, language: str
) -> None:
    browser = one_browser.visitor(scripts=False, width=320, language=language)
    furnished.sign_in(browser, MARY)
    browser.go(f"{OWN}start")
    press(browser, "x.href && x.href.endsWith('/start/own')")
    name = f"bread-{language}"
    typed(browser, "id_title", f"Bread {language}")
    typed(browser, "id_outcomes", "Prepare a starter\nBake a loaf")
    tab_to(browser, "x.id === 'id_assessment'")
    browser.pick("#id_assessment", "practical-assessment")
    typed(browser, "id_hours", "12")
    browser.key("Enter", leaves=True)
    assert browser.at() == f"{OWN}{name}/"

    press(browser, "x.href && x.href.endsWith('/edit/outcomes')")
    assert browser.ask("document.querySelectorAll('fieldset.part-of').length") == 2
    press(browser, "x.value === 'down:learning_outcomes-0'")
    press(browser, "x.value === 'add:learning_outcomes'")
    assert browser.focused() == "id_learning_outcomes-2-text-en", "one goes on where one was"
    browser.fill("[id='id_learning_outcomes-2-text-en']", "Store bread well")
    press(browser, "x.value === 'close' && !x.hidden")
    saved = furnished.seed("tests.browser.test_design:content_of", slug=name)
    assert [one["text"]["en"] for one in saved["learning_outcomes"]] == [
        "Bake a loaf",
        "Prepare a starter",
        "Store bread well",
    ]

    press(browser, "x.href && x.href.endsWith('/edit/participation')")
    tab_to(browser, "x.value === 'on-site'")
    browser.key("Space")
    press(browser, "x.value === 'save' && !x.hidden")
    assert browser.at().endswith("/edit/quality")
    press(browser, "x.value === 'add:quality_assurance'")
    browser.pick("[id='id_quality_assurance-0-kind']", "internal-quality-assurance")
    press(browser, "x.value === 'close' && !x.hidden")
    press(browser, "x.href && x.href.endsWith('/edit/assessment')")
    typed(browser, "id_assessment-0-criteria-en", "The loaf is baked through.")
    press(browser, "x.value === 'close' && !x.hidden")
    press(browser, "x.href && x.href.endsWith('/publish')")
    press(browser, "x.matches('main form button')")
    assert browser.at() == f"{OWN}{name}/published/1"
    assert browser.overflow() == 0
    press(browser, f"x.href && x.href.endsWith('/achievements/harbour-house/{name}/1')")
    assert browser.text("h1") == f"Bread {language}"
    assert "Store bread well" in browser.text("ol.outcomes")
    assert browser.overflow() == 0


def test_a_field_of_education_is_found_without_scripts(
    one_browser: Browser, furnished: House
) -> None:
    browser = one_browser.visitor(scripts=False)
    furnished.sign_in(browser, MARY)
    browser.go(f"{DRAFT}edit/title")
    browser.fill("[id='id_title-en']", "Not saved yet")
    browser.fill("#search-fields", "health")
    browser.send("main button[value='search:fields']")
    assert browser.ask("document.querySelector(\"[id='id_title-en']\").value") == "Not saved yet"
    assert browser.ask("document.querySelectorAll('#id_fields .option').length") > 1


def test_enter_saves_and_moves_nothing(one_browser: Browser, furnished: House) -> None:
    browser = one_browser.visitor(scripts=False)
    furnished.sign_in(browser, MARY)
    browser.go(f"{OWN}digital/edit/quality")
    before = furnished.seed("tests.browser.test_design:content_of", slug="digital")
    browser.ask(OPEN_ALL)
    browser.fill("[id='id_quality_assurance-1-title-de']", "Visit of two centres")
    browser.key("Enter", leaves=True)
    assert browser.at().endswith("/edit/look")
    after = furnished.seed("tests.browser.test_design:content_of", slug="digital")
    kinds = [[one["kind"] for one in said["quality_assurance"]] for said in (before, after)]
    assert kinds[0] == kinds[1]
    assert after["quality_assurance"][1]["title"]["de"] == "Visit of two centres"
