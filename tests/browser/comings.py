"""People who come to the service by themselves, each at a browser of their own.

    maria = Visitor(browser, "maria@care.example", scripts=False)
    maria.comes("/organisations/")      → signed in, and at that page
    follow(browser, "Quality", "Apply for a review")

Nobody but a person at a screen acts here: nothing is seeded. The first time
somebody signs in by the code in a mail, as everybody does; later their browser
still knows them.
"""

import json
import re
from typing import Any

from tests.browser.browser import Browser

SAVE = "main form button[type=submit]"
_MARK = """(words => {
  const found = [...document.querySelectorAll("a")].find(
    (one) => one.innerText.trim().replace(/\\s+/g, " ") === words && one.checkVisibility());
  found?.setAttribute("data-next", "");
  return Boolean(found);
})"""


class Visitor:
    """One person; only one at a time sits at the window that the test has."""

    def __init__(self, browser: Browser, email: str, *, scripts: bool = True) -> None:
        self._browser, self._scripts = browser, scripts
        self._jar: list[Any] = []
        self.email = email

    def comes(self, page: str) -> Browser:
        """Be at `page`, signed in; the first time by a code that is read in a mail."""
        browser = self._browser.visitor(scripts=self._scripts)
        if self._jar:
            browser.sit(self._jar)
            browser.go(page)
        else:
            self._signs_in(browser, page)
        assert browser.at() == page, browser.text("main")
        return browser

    def _signs_in(self, browser: Browser, page: str) -> None:
        browser.go(f"/sign-in?next={page}")
        browser.fill("#id_email", self.email)
        browser.send()
        asked = browser.at()
        code = _newest_code(browser)
        browser.go(asked)
        browser.fill("#id_code", code)
        browser.send()
        self._jar = browser.jar()


def follow(browser: Browser, *links: str) -> None:
    """Follow links that can be read on the page, one after the other."""
    for words in links:
        found = browser.ask(f"{_MARK}({json.dumps(words)})")
        assert found, f"no link says “{words}” on {browser.at()}: {browser.text('main')}"
        browser.send("a[data-next]")


def founded(browser: Browser, name: str, place: str) -> str:
    """Make an organisation from the page of one's own; its name in addresses."""
    follow(browser, "Make an organisation")
    browser.fill("#id_name", name)
    browser.pick("#id_country", "IE")
    browser.fill("#id_place", place)
    browser.fill("#id_email", "office@example.org")
    browser.send()
    assert browser.text("h1") == "Overview", browser.text("main")
    return browser.at().strip("/").rpartition("/")[2]


def _newest_code(browser: Browser) -> str:
    browser.go("/demo/mailbox")
    browser.send("main table a")
    found = re.search(r"\d{4} \d{4}", browser.text("main"))
    assert found, browser.text("main")
    return found[0]
