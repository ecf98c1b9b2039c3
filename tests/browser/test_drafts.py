"""From a file that one has to a draft with its origins, in a real browser, with scripts and without."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.browser import Browser
from tests.browser.house import House
from tests.site.syllabus import OUTCOMES, TITLE, syllabus

OWN = "/organisations/harbour-house/achievements/"
MARY = "mary@example.org"
BOX = (
    "(text => [...document.querySelectorAll('main .option label')]"
    ".find(one => one.innerText.trim() === text).htmlFor)"
)


def furnish() -> dict[str, Any]:
    """An organisation with an owner and nothing described."""
    from tests.site import people

    of = people.organisation()
    people.member(of, "owner", MARY)
    return {"organisation": of.slug}


def stored(title: str) -> dict[str, Any]:
    """What is stored of the newest description with this title."""
    from tesela.site.design.models import Description, Edition

    found = Description.objects.filter(content__title__en=title).order_by("-pk").first()
    return {
        "slug": found.slug if found else "",
        "content": found.content if found else {},
        "origins": [
            [one.path, one.place_kind, one.file_name]
            for one in (found.taken_values.order_by("pk") if found else ())
        ],
        "editions": Edition.objects.count(),
    }


@pytest.fixture(scope="module")
def furnished(house: House) -> House:
    """The house with somebody in it."""
    house.seed("tests.browser.test_drafts:furnish")
    return house


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A syllabus that says two things of its workload."""
    made = tmp_path_factory.mktemp("syllabus") / "syllabus.docx"
    made.write_bytes(syllabus("Workload: 30 hours"))
    return made


def shown(browser: Browser, house: House, file: Path) -> None:
    """What the file says."""
    house.sign_in(browser, MARY)
    browser.go(f"{OWN}start")
    browser.send("main a[href$='/start/file']")
    browser.choose("#id_chosen", [file])
    browser.send("main form button")


def tick(browser: Browser, text: str) -> None:
    """Tick the box whose label says so."""
    browser.tick(f"#{browser.ask(f'{BOX}({text!r})')}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_syllabus_becomes_a_draft_that_says_where_each_value_stood(
    one_browser: Browser, furnished: House, file: Path, scripts: bool
) -> None:
    browser = one_browser.visitor(scripts=scripts, width=320)
    shown(browser, furnished, file)
    ticked = "[...document.querySelectorAll('main :checked')].map(one => one.value).join('')"
    assert browser.ask(ticked) == "", "nothing is ticked, or none of these"
    for text in (TITLE, OUTCOMES[0], OUTCOMES[2]):
        tick(browser, text)
    browser.send("main .actions:last-of-type button[value=make]")

    kept = furnished.seed("tests.browser.test_drafts:stored", title=TITLE)
    assert browser.at() == f"{OWN}{kept['slug']}/"
    assert "syllabus.docx" in browser.text("main")
    assert kept["content"]["title"] == {"en": TITLE}
    assert "workload" not in kept["content"], "it was contested, and neither was chosen"
    assert [path for path, _, _ in kept["origins"]] == [
        "/title",
        "/learning_outcomes/0/text",
        "/learning_outcomes/1/text",
    ]
    assert kept["editions"] == 0

    browser.go(f"{OWN}{kept['slug']}/edit/title")
    assert "From your file" in browser.text("main .notes")
    browser.fill("#id_title-en", f"{TITLE} {scripts}")
    browser.send("main button[value=close]")
    browser.go(f"{OWN}{kept['slug']}/edit/title")
    assert "From your file" not in browser.text("main")


def _shown(browser: Browser, house: House, file: Path) -> None:
    shown(browser, house, file)


def _ticked(browser: Browser, house: House, file: Path) -> None:
    shown(browser, house, file)
    browser.send("main button[value=all]")


def _refused(browser: Browser, house: House, file: Path) -> None:
    shown(browser, house, file)
    browser.send("main .actions:last-of-type button[value=make]")


STATES: dict[str, Callable[[Browser, House, Path], None]] = {
    "what the file says": _shown,
    "everything ticked": _ticked,
    "without a title": _refused,
}
"""What no address leads to; test_every_page.py goes through the pages."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("dark", [False, True])
def test_no_barriers_by_day_by_night_and_on_a_small_screen(
    one_browser: Browser, furnished: House, file: Path, state: str, dark: bool
) -> None:
    browser = one_browser.visitor(width=320, dark=dark, language="el" if dark else "en")
    STATES[state](browser, furnished, file)
    assert browser.ask("document.querySelectorAll('h1').length") == 1
    assert browser.overflow() == 0
    assert browser.findings() == []
