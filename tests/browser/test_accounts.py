"""Signing in, one's own account and help, in a browser."""

import re
from collections.abc import Callable

import pytest

from tests.browser.browser import Browser
from tests.browser.house import House

HAS_FOCUS = "document.activeElement.matches('.problems')"


def newest_code() -> str:
    """For `House.seed`: the code of the last mail."""
    from tesela.site.demo.models import DemoMail

    found = re.search(r"\d{4} \d{4}", DemoMail.objects.latest("pk").text)
    assert found
    return found[0]


def arrive(browser: Browser, house: House, email: str, page: str = "/account") -> None:
    """Sign in by a code, as people do, and come to a page."""
    browser.go(f"/sign-in?next={page}")
    browser.fill("#id_email", email)
    browser.send()
    browser.fill("#id_code", house.seed("tests.browser.test_accounts:newest_code"))
    browser.send()
    assert browser.at() == page


def tab_to(browser: Browser, wanted: str) -> None:
    """Press Tab until `wanted` (an id or a text) has the focus."""
    for _ in range(30):
        browser.key("Tab")
        if browser.focused() == wanted:
            return
    raise AssertionError(f"no way by Tab to {wanted}")


def test_a_new_person_by_keyboard_without_scripts_on_a_small_screen(
    one_browser: Browser, house: House
) -> None:
    browser = one_browser.visitor(scripts=False, width=320)
    browser.go("/account")
    assert browser.at() == "/sign-in?next=/account"
    tab_to(browser, "id_email")
    browser.key("Enter", leaves=True)
    assert browser.ask("document.title").startswith("Error: ")
    assert browser.ask(HAS_FOCUS), "the summary has the focus"
    browser.key("Tab")
    browser.key("Enter")
    assert browser.ask("location.hash") == "#id_email"
    browser.fill("#id_email", "nikos@example.org")
    browser.key("Enter", leaves=True)
    assert browser.at() == "/sign-in/code"
    assert browser.overflow() == 0
    assert browser.ask("document.querySelector('#id_code').autocomplete") == "one-time-code"
    tab_to(browser, "id_code")
    browser.fill("#id_code", "0000 000")
    browser.key("Enter", leaves=True)
    assert browser.ask(HAS_FOCUS)
    assert browser.ask("document.querySelector('#id_code').value") == "0000 000"
    browser.fill("#id_code", house.seed("tests.browser.test_accounts:newest_code"))
    browser.key("Enter", leaves=True)
    assert browser.at() == "/account"
    assert "nikos@example.org" in browser.text("main")
    tab_to(browser, "Sign out")
    browser.key("Enter", leaves=True)
    assert browser.text("h1") == "You are signed out."


def test_a_passkey_is_made_used_and_removed(browser: Browser, house: House) -> None:
    arrive(browser, house, "maria@example.org", "/account/passkeys/new")
    browser.virtual_key()
    browser.fill("#id_name", "Tablet")
    browser.send("[data-with] button")
    assert browser.at() == "/account"
    assert "Tablet" in browser.text(".tasks")
    browser.send("form[action='/sign-out'] button")
    browser.go("/sign-in?next=/help")
    browser.send("main a.action")
    browser.send("[data-with] button")
    assert browser.at() == "/help"
    browser.go("/account")
    assert "Last used on" in browser.text(".tasks")
    browser.send(".tasks a[href$='/remove']")
    browser.send("main button.danger")
    assert browser.ask("document.querySelectorAll('a[href$=\"/remove\"]').length") == 0
    refused = [one for one in browser.sought() if "Content Security Policy" in one]
    assert refused == []


def test_a_passkey_that_is_not_there_is_said(browser: Browser, house: House) -> None:
    browser.go("/sign-in/passkey")
    browser.virtual_key()
    assert browser.ask("document.querySelector('[data-stopped]').checkVisibility()") is False
    browser.ask("document.querySelector('[data-with] button').click()")
    stopped = "document.querySelector('[data-stopped]').checkVisibility()"
    assert browser.until(stopped), "nothing is said"
    assert "code by mail" in browser.text("[data-stopped]")


@pytest.mark.parametrize("page", ["/sign-in/passkey", "/account/passkeys/new"])
def test_without_scripts_a_passkey_page_says_what_works(
    one_browser: Browser, house: House, page: str
) -> None:
    browser = one_browser.visitor(scripts=False)
    if page != "/sign-in/passkey":
        arrive(browser, house, "sofia@example.org", page)
    else:
        browser.go(page)
    assert "The code by mail always works." in browser.text("[data-without]")
    assert browser.ask("document.querySelector('[data-with]').checkVisibility()") is False


def test_leaving_for_good_without_scripts(one_browser: Browser, house: House) -> None:
    browser = one_browser.visitor(scripts=False, width=320)
    arrive(browser, house, "leaver@example.org", "/account/delete")
    browser.send("main button.danger")
    assert browser.ask(HAS_FOCUS)
    browser.click("#id_sure")
    browser.send("main button.danger")
    assert browser.at() == "/account-deleted"
    browser.go("/account")
    assert browser.at() == "/sign-in?next=/account"


def _without_address(browser: Browser) -> None:
    browser.go("/sign-in")
    browser.send()


def _at_code(browser: Browser) -> None:
    browser.go("/sign-in")
    browser.fill("#id_email", "axe@example.org")
    browser.send()


def _wrong_code(browser: Browser) -> None:
    browser.go("/sign-in/code")
    browser.fill("#id_code", "1")
    browser.send()


OUTSIDE: dict[str, Callable[[Browser], None]] = {
    "no address": _without_address,
    "code": _at_code,
    "wrong code": _wrong_code,
}


def _nothing_ticked(browser: Browser) -> None:
    browser.go("/account/delete")
    browser.send("main button.danger")


INSIDE: dict[str, Callable[[Browser], None]] = {
    "saved": lambda browser: (browser.go("/account") and browser.send()) or None,
    "nothing ticked": _nothing_ticked,
}
SMALL = """[...document.querySelectorAll('main :is(a, button, input:not([type=hidden]), select)')]
  .filter(x => x.checkVisibility() && !x.closest('p:not(:has(> a:only-child)), .problems'))
  .map(x => [x.innerText || x.id, x.getBoundingClientRect().height, x.type])
  .filter(([, height, type]) => height < (type === 'checkbox' ? 24 : 43.9))"""


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_no_barriers(one_browser: Browser, house: House, dark: bool) -> None:
    language = "el" if dark else "en"
    browser = one_browser.visitor(width=320, dark=dark, language=language)

    def look(states: dict[str, Callable[[Browser], None]]) -> None:
        for state, reach in states.items():
            reach(browser)
            assert browser.findings() == [], state
            assert browser.overflow() == 0, state
            assert browser.ask(SMALL) == [], state

    look(OUTSIDE)
    arrive(browser, house, f"{language}@example.org")
    look(INSIDE)
