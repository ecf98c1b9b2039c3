"""What a learner does: opens, reads, listens, shows, stops; without scripts, by keys, when small."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.browser.browser import Browser, Stop
from tests.browser.house import House

Seeded = dict[str, Any]


def learner(email: str = "eleni@example.org") -> dict[str, Any]:
    """A learner with an account and two awards, one more award unopened, and two links."""
    from allauth.account.models import EmailAddress

    from tesela.site import tokens
    from tesela.site.accounts.models import User
    from tesela.site.portfolio import actions, sharing
    from tests.site import people
    from tests.site.asking import credential

    of = people.organisation(email="awards@harbour.example")
    one, two = people.awarded(people.published(of))
    three, four = people.awarded(people.published(of, "european-care-certificate", "care"))
    user = User.objects.of_address(email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    actions.take(user, one)
    imported = actions.bring(user, "badge.json", json.dumps(credential()).encode())
    today = datetime.now(UTC).date()
    soon = today + timedelta(days=9)
    share = sharing.make(None, [one], ["learner", "outcomes"], language="el", ends_on=soon)
    stopped = sharing.make(None, [one], [], language="en", ends_on=soon, note="An old one")
    sharing.stop(stopped)
    return {
        "email": email,
        "open": tokens.token("award", str(one.pk)),
        "closed": tokens.token("award", str(two.pk)),
        "unopened": tokens.token("award", str(four.pk)),
        "offered": str(three.pk),
        "share": tokens.token("share", share.seed),
        "stopped": tokens.token("share", stopped.seed),
        "seed": share.seed,
        "imported": imported.pk,
        "year": today.year,
    }


@pytest.fixture(scope="module")
def seeded(house: House) -> Seeded:
    return dict(house.seed("tests.browser.test_portfolio:learner"))


@pytest.fixture
def visitor(one_browser: Browser, house: House) -> Browser:
    return one_browser.visitor()


def place(stops: list[Stop], role: str, words: str) -> int:
    return next(at for at, stop in enumerate(stops, 1) if stop.role == role and words in stop.name)


def press(browser: Browser, words: str) -> None:
    """Go there by the Tab key, as everyone can who has no mouse, and press Enter."""
    for _ in range(80):
        browser.key("Tab")
        if words in browser.ask(
            "document.activeElement.matches('a, button') ? document.activeElement.innerText : ''"
        ):
            browser.key("Enter", leaves=True)
            return
    raise AssertionError(f"no way by keyboard to {words}")


def test_from_the_mail_to_a_stopped_link_by_keyboard_without_scripts_in_a_small_window(
    one_browser: Browser, house: House, seeded: Seeded
) -> None:
    browser = one_browser.visitor(scripts=False, width=320)
    browser.go(f"/c/{seeded['closed']}")
    press(browser, "Open my credential")
    assert "You can …" in browser.text("main")
    assert browser.ask("document.querySelector('.listen').checkVisibility()") is False
    press(browser, "Share by a link")
    press(browser, "Continue")
    assert browser.overflow() == 0
    press(browser, "Make the link")
    link = browser.text(".link a").removeprefix(house.address)
    assert browser.ask("document.querySelector('.qr').getAttribute('aria-label')")
    browser.go(link)
    assert browser.text("h1").startswith("Genuine")
    assert browser.overflow() == 0
    browser.go(f"/c/{seeded['closed']}/shares")
    press(browser, str(seeded["year"]))
    press(browser, "Stop this link")
    assert browser.text("h1") == "This link is stopped"
    assert browser.go(link) == 410


@pytest.mark.parametrize(
    ("page", "purpose", "role", "action"),
    [
        ("/c/{unopened}", "You have received a credential", "button", "Open my credential"),
        ("/c/{open}", "my credential", "link", "Share by a link"),
        ("/c/{open}/show", "Show to someone now", "button", "Show the code"),
        ("/c/nothing", "This link opens nothing", "link", "Enter the code"),
        ("/code", "Enter the code from your letter", "textbox", "Code"),
        ("/s/{share}?lang=en", "Genuine", "heading", "Genuine"),
    ],
)
def test_purpose_within_three_and_action_within_twelve(
    visitor: Browser, seeded: Seeded, page: str, purpose: str, role: str, action: str
) -> None:
    visitor.go(page.format(**seeded))
    visitor.ask("document.querySelector('.demo-bar')?.remove()")  # no real service has it
    stops = visitor.announcements()
    assert any(purpose in stop.name for stop in stops[:3])
    assert place(stops, role, action) <= 12


def test_the_wall_says_what_it_is_and_where_its_tiles_lead(
    visitor: Browser, house: House, seeded: Seeded
) -> None:
    house.sign_in(visitor, str(seeded["email"]))
    visitor.go("/portfolio")
    stops = visitor.announcements()
    assert any("My credentials" in stop.name for stop in stops[:3])
    assert not any(stop.role in ("image", "img") for stop in stops), "tiles are silent"
    visitor.send(".piece a")
    assert "my credential" in visitor.ask("document.title") or "Genuine" in visitor.text("h1")


def test_refused_forms_have_no_barrier_and_the_focus_on_what_is_wrong(
    visitor: Browser, house: House, seeded: Seeded
) -> None:
    house.sign_in(visitor, str(seeded["email"]))
    for page in ("/code", "/portfolio/import", "/portfolio/share"):
        visitor.go(page)
        visitor.send()
        assert visitor.ask("document.title").startswith("Error: "), page
        assert visitor.ask("document.activeElement.matches('.problems')"), page
        assert visitor.findings() == [], page


def test_listening_begins_only_when_asked_and_ends_at_once(
    visitor: Browser, seeded: Seeded
) -> None:
    visitor.go(f"/c/{seeded['open']}?lang=el")
    visitor.ask(
        "window.said = []; speechSynthesis.speak = words => said.push([words.lang, words.text]);"
        "speechSynthesis.cancel = () => { window.ended = true; }; 0"
    )
    assert visitor.ask("said.length") == 0
    visitor.click("[data-start]")
    said = visitor.ask("said")
    assert len(said) > 5
    assert said[0][0] == "el"
    assert visitor.ask("document.activeElement.matches('[data-stop]')"), "the focus follows"
    visitor.ask("window.ended = false")
    visitor.click("[data-stop]")
    assert visitor.ask("ended") is True
    assert visitor.ask("document.querySelector('[data-stop]').hidden") is True
