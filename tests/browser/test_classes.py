"""Issuing to a class in a real browser: by keyboard, without scripts, on a narrow screen."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.browser import Browser
from tests.browser.house import House

PASTED = (
    "Given name\tFamily name\tE-mail\n"
    "Eleni\tPapadopoulou\tnew@example.org\n"
    "Seán\tMurphy\tsean.example.org\n"
)


@pytest.fixture(scope="module")
def made(house: House) -> dict[str, Any]:
    """An organisation with an owner and a published edition."""
    return dict(house.seed("tests.browser.house:first_things"))


def tab_to(browser: Browser, selector: str) -> None:
    """Go on with the Tab key until this has the focus."""
    for _ in range(80):
        if browser.ask(f"document.activeElement.matches({selector!r})"):
            return
        browser.key("Tab")
    raise AssertionError(f"the Tab key does not lead to {selector}")


def test_two_names_by_keyboard_without_scripts_on_a_narrow_screen(
    one_browser: Browser, house: House, made: dict[str, Any]
) -> None:
    browser = one_browser.visitor(scripts=False, width=320)
    house.sign_in(browser, made["email"])
    browser.go(f"/organisations/{made['organisation']}/classes/")
    screens, typed = 1, 0
    assert browser.overflow() == 0

    tab_to(browser, "input[type=radio]")
    browser.key("Space")
    tab_to(browser, "main button[type=submit]")
    browser.key("Enter", leaves=True)
    assert browser.text("h1") == "Who has earned it?"
    screens += 1
    tab_to(browser, "#id_pasted")
    browser.fill(":focus", PASTED)
    typed += 1
    tab_to(browser, "main button[type=submit]")
    browser.key("Enter", leaves=True)

    assert browser.text("h1") == "1 row with problems"
    assert browser.overflow() == 0
    screens += 1
    tab_to(browser, "main a.action")
    browser.key("Enter", leaves=True)
    assert browser.text("h1") == "Row 3"
    assert browser.ask("document.activeElement.matches('.problems')"), "the summary comes first"
    screens += 1
    browser.key("Tab")
    browser.key("Enter")
    tab_to(browser, "#id_cell_2")
    browser.fill(":focus", "sean@new.example.org")
    typed += 1
    tab_to(browser, "main button[type=submit]")
    browser.key("Enter", leaves=True)

    assert browser.text("h1") == "Check your answers"
    assert "Row 3 is good now." in browser.text(".said")
    assert browser.overflow() == 0
    screens += 1
    tab_to(browser, "button[name=confirm]")
    assert browser.ask("document.activeElement.innerText") == "Issue 2 awards"
    browser.key("Enter", leaves=True)
    assert browser.text("h1") == "Confirmed: will be issued"
    assert screens <= 5
    assert typed <= 12, "the coordinator's measure"

    tab_to(browser, "a[href$=recall]")
    browser.key("Enter", leaves=True)
    tab_to(browser, "main button")
    browser.key("Enter", leaves=True)
    assert browser.text("h1") == "Recalled: nothing was issued"


def test_no_page_of_a_class_has_a_barrier(
    one_browser: Browser, house: House, made: dict[str, Any], tmp_path: Path
) -> None:
    browser = one_browser.visitor()
    house.sign_in(browser, made["email"])
    classes = f"/organisations/{made['organisation']}/classes/"
    new = f"{classes}new?edition={made['edition']}"

    def sound() -> None:
        assert browser.findings() == [], browser.at()
        assert browser.ask("document.querySelectorAll('h1').length") == 1, browser.at()

    for path in (classes, f"{classes}new", new):
        browser.go(path)
        sound()
    browser.send()
    sound()
    browser.fill("#id_pasted", PASTED + "Null\tTest\tx@example.org\n")
    browser.send()
    sound()
    one = browser.at().removesuffix("problems")
    for name in ("rows/", "rows/2", "rows/3", "replace", "check", "earlier", "discard"):
        browser.go(one + name)
        sound()
    browser.go(f"{one}check")
    browser.click("details.options summary")
    browser.fill("#id_awarded_on", "2999-01-01")
    browser.send("button[name=choose]")
    assert browser.ask("document.title").startswith("Error: ")
    sound()
    browser.go(f"{one}check")
    browser.send("button[name=confirm]")
    sound()
    for name in ("now", "recall"):
        browser.go(one + name)
        sound()
    browser.send()
    sound()
    browser.send("a[href$=reopen]")
    sound()

    browser.go(new)
    browser.fill("#id_pasted", "Anna\tBerg\ta@example.org\nBo\tEk\tb@example.org")
    browser.send()
    assert browser.text("h1") == "What is in the columns?"
    sound()
    doubtful = tmp_path / "class.csv"
    doubtful.write_bytes("full_name;email\nGyőző Tűz;a@b.eu\n".encode("cp1250"))
    browser.go(new)
    browser.choose("#id_upload", [doubtful])
    browser.send()
    assert browser.text("h1") == "Which names are right?"
    sound()
    browser.send()
    assert browser.ask("document.title").startswith("Error: ")
    sound()


def test_a_screen_reader_hears_the_purpose_and_the_main_action_soon(
    one_browser: Browser, house: House, made: dict[str, Any]
) -> None:
    browser = one_browser.visitor()
    house.sign_in(browser, made["email"])
    browser.go(f"/organisations/{made['organisation']}/classes/new?edition={made['edition']}")
    browser.fill("#id_pasted", PASTED)
    browser.send()
    stops = [stop.name for stop in browser.announcements()]
    assert "1 row with problems" in stops[0]
    heading = stops.index("1 row with problems")
    assert stops.index("Mend the first problem") - heading <= 12
