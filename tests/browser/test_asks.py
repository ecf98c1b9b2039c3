"""Asking and answering: by keyboard, at 320 pixels, without scripts; every page for everyone."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.browser import Browser
from tests.browser.house import House

SECRET = "83.25"
"""A grade that the learner does not show."""


def furnish() -> dict[str, Any]:
    """An award with a grade, and an ask with answers of every kind."""
    from datetime import UTC, datetime, timedelta

    from django.db import transaction

    from tesela.issuing.roster import RosterRow
    from tesela.site import tokens
    from tesela.site.asks import actions
    from tesela.site.awards import status
    from tests.site import people

    of = people.organisation("harbour-house", vouched=True)
    people.member(of)
    rows = [
        RosterRow(2, "Eleni", "Papadopoulou", email="eleni@example.org", grade=SECRET),
        RosterRow(3, "Seán", "Murphy", email="sean@example.org", grade="61"),
    ]
    eleni, sean = people.awarded(people.published(of), rows)
    care = people.awarded(
        people.published(of, "european-care-certificate", "care"),
        [RosterRow(2, "Seán", "Murphy", email="sean@example.org")],
    )[0]
    with transaction.atomic():
        care.withdrawn_at = datetime.now(UTC)
        care.save()
        status.mark_changed(of, [care.counter], "revocation")
    ask = actions.make(
        "Aoife Byrne, Galway Care",
        "A place in our care team from September",
        ["Digital skills", "Hygiene", "Safeguarding"],
        "en",
        datetime.now(UTC).date() + timedelta(days=7),
    )
    for name, shown in (("Seán", ((sean, [0]), (care, [1, 2]))), ("", ((sean, []),))):
        answer = actions.begin(ask, None, "en")
        for award, meets in shown:
            actions.choose(actions.add(answer, award), meets, ["learner", "outcomes", "awarded_on"])
        actions.call(answer, name)
        actions.send(answer)
    return {
        "give": f"/a/{actions.answer_token(ask)}",
        "keep": f"/r/{actions.results_token(ask)}",
        "award": f"/c/{tokens.token('award', str(eleni.pk))}",
        "token": tokens.token("award", str(eleni.pk)),
    }


@pytest.fixture(scope="module")
def made(house: House) -> dict[str, Any]:
    found: dict[str, Any] = house.seed("tests.browser.test_asks:furnish")
    return found


def tab_to(browser: Browser, wanted: str) -> None:
    """Press Tab until what has the focus has this id or begins with these words."""
    for _ in range(60):
        browser.key("Tab")
        if browser.focused().startswith(wanted):
            return
    raise AssertionError(f"{wanted!r} cannot be reached by keyboard: {browser.text('main')}")


def press(browser: Browser, wanted: str) -> None:
    """Reach a button or link by keyboard and press Enter."""
    tab_to(browser, wanted)
    browser.key("Enter", leaves=True)


def typed(browser: Browser, field: str, text: str) -> None:
    """Reach a field by keyboard and write into it."""
    tab_to(browser, field)
    browser.fill(f"#{field}", text)


def test_ask_answer_and_take_back_by_keyboard_without_scripts(
    one_browser: Browser, made: dict[str, Any], house: House
) -> None:
    browser = one_browser.visitor(scripts=False, width=320)
    browser.go("/ask")
    typed(browser, "id_asker", "Mary, Harbour House")
    typed(browser, "id_purpose", "A place in our team")
    typed(browser, "id_wanted", "Digital skills\nHygiene")
    press(browser, "Make the links")
    assert browser.text("h1") == "Your two links"
    give, keep = browser.ask(
        "[...document.querySelectorAll('main code')].map(x => new URL(x.innerText).pathname)"
    )

    browser = one_browser.visitor(scripts=False, width=320)
    browser.go(give)
    assert browser.text("h1") == "Mary, Harbour House asks you to show credentials"
    press(browser, "Choose what to show")
    own = browser.at()
    typed(browser, "id_link", house.address + made["award"])
    press(browser, "Add")
    assert browser.text("h1") == "What to show of this credential"
    tab_to(browser, "id_meets_0")
    browser.key(" ")
    press(browser, "Save")
    press(browser, "See what leaves")
    assert browser.text("h1") == "This is exactly what leaves"
    assert SECRET not in browser.text("main")
    assert browser.overflow() == 0
    press(browser, "Send")
    assert browser.text("h1") == "Your answer was sent"

    browser.go(keep)
    assert "Genuine: everything that was checked is in order." in browser.text("tbody tr")
    assert browser.overflow() == 0
    press(browser, "Details: Answer 1")
    assert SECRET not in browser.text("main")
    assert "Eleni Papadopoulou" in browser.text("main")

    browser.go(own)
    press(browser, "Take it back")
    press(browser, "Take it back")
    assert browser.text("h1") == "Your answer was taken back"
    browser.go(keep)
    assert "Nobody has answered yet" in browser.text("main")


def _begun(browser: Browser, made: dict[str, Any]) -> None:
    browser.go(made["give"] + "?with=" + made["token"])
    browser.send()


def _drafted(browser: Browser, made: dict[str, Any]) -> None:
    _begun(browser, made)
    browser.tick("#id_meets_0")
    browser.send()


def _looked(browser: Browser, made: dict[str, Any]) -> None:
    _drafted(browser, made)
    browser.fill("#id_name", "Eleni")
    browser.send("form[action$='/name'] button")


def _sent(browser: Browser, made: dict[str, Any]) -> None:
    _looked(browser, made)
    browser.send()


def _taking_back(browser: Browser, made: dict[str, Any]) -> None:
    _sent(browser, made)
    browser.send("a[href$='/take-back']")


def _taken_back(browser: Browser, made: dict[str, Any]) -> None:
    _taking_back(browser, made)
    browser.send()


def _refused(browser: Browser, path: str) -> None:
    browser.go(path)
    browser.send()


def _nothing_added(browser: Browser, made: dict[str, Any]) -> None:
    browser.go(made["give"])
    browser.send()
    browser.send()


STATES = {
    "nothing added": _nothing_added,
    "one": _begun,
    "draft": _drafted,
    "look": _looked,
    "sent": _sent,
    "taking back": _taking_back,
    "taken back": _taken_back,
    "verify refused": lambda browser, made: _refused(browser, "/verify?link=http://care.example"),
}


@pytest.mark.parametrize("state", STATES)
def test_every_page_for_everyone(one_browser: Browser, made: dict[str, Any], state: str) -> None:
    for language, dark, width in (("en", False, 1200), ("el", True, 320)):
        browser = one_browser.visitor(language=language, dark=dark, width=width)
        STATES[state](browser, made)
        browser.ask("document.querySelectorAll('details').forEach(x => x.open = true)")
        assert browser.findings() == [], f"{state}, {language}"
        assert browser.overflow() == 0, f"{state}, {language}"


def test_from_ones_own_page_to_an_ask(one_browser: Browser, made: dict[str, Any]) -> None:
    browser = one_browser.visitor(scripts=False)
    browser.go(made["award"])
    if browser.ask("!document.querySelector('a[href^=\"/answer\"]')"):
        browser.send()
    browser.send("main a[href^='/answer']")
    browser.fill("#id_link", one_browser.address + made["give"])
    browser.send()
    assert browser.text("h1") == "Aoife Byrne, Galway Care asks you to show credentials"
    browser.send()
    assert browser.text("h1") == "What to show of this credential"


CAMERA = """
window.BarcodeDetector = class {
  static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
  detect() { return Promise.resolve([{ rawValue: "https://care.example/from-a-code.json" }]); }
};
"""


def test_the_camera_appears_only_where_the_browser_can_read_codes(
    one_browser: Browser, made: dict[str, Any], tmp_path: Path
) -> None:
    seen = "document.querySelector('[data-camera]').checkVisibility()"
    browser = one_browser.visitor()
    browser.go("/verify")
    assert browser.ask("'BarcodeDetector' in window") or browser.ask(seen) is False
    browser.ask(CAMERA + ";0")
    source = browser.ask("document.querySelector('script[src*=camera]').src")
    browser.ask(
        "new Promise(done => { const again = document.createElement('script');"
        f" again.src = {source!r}; again.onload = () => done(0);"
        " document.head.append(again); })"
    )
    assert browser.until(seen)
    assert browser.findings() == []
    picture = tmp_path / "code.png"
    browser.picture(picture, whole=False)
    browser.choose("#photo", [picture])
    assert browser.until("document.getElementById('link').value.endsWith('from-a-code.json')")
    assert "The link is filled in." in browser.text("[data-camera] [role=status]")
    assert browser.focused() == "link"
