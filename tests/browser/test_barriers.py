"""Every page in every state: no findings of axe, no sideways scrolling, targets one can hit."""

from collections.abc import Callable

import pytest

from tests.browser.browser import Browser
from tests.browser.conftest import Papers


def _opened(path: str) -> Callable[[Browser, Papers], None]:
    return lambda browser, papers: browser.go(path) and None


def _checked(*names: str) -> Callable[[Browser, Papers], None]:
    def hand_in(browser: Browser, papers: Papers) -> None:
        browser.go("/verify")
        if names:
            browser.choose("#chosen", [getattr(papers, name) for name in names])
        browser.send()

    return hand_in


STATES = {
    "home": _opened("/"),
    "form": _opened("/verify"),
    "components": _opened("/components"),
    "no such page": _opened("/nowhere"),
    "nothing chosen": _checked(),
    "genuine": _checked("genuine"),
    "changed": _checked("changed"),
    "withdrawn": _checked("withdrawn"),
    "junk": _checked("junk"),
    "several": _checked("genuine", "changed", "withdrawn", "junk"),
}
SMALL = """[...document.querySelectorAll('a, button, summary, input:not([type=hidden]), textarea')]
  .filter(x => x.checkVisibility() && !x.closest('p:not(:has(> a:only-child)), td, th, li li, .problems')
    && getComputedStyle(x).clipPath === 'none')
  .map(x => [x.innerText || x.id, x.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.9)"""


OPEN_ALL = "document.querySelectorAll('details').forEach(x => x.open = true)"


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_by_day_and_by_night(
    one_browser: Browser, papers: Papers, state: str
) -> None:
    for language, dark in (("en", False), ("el", True)):
        browser = one_browser.visitor(language=language, dark=dark)
        STATES[state](browser, papers)
        browser.ask(OPEN_ALL)
        assert browser.findings() == [], f"{state}, {language}"


@pytest.mark.parametrize("language", ["en", "el"])
def test_nothing_is_wider_than_320_pixels(
    one_browser: Browser, papers: Papers, language: str
) -> None:
    browser = one_browser.visitor(width=320, language=language)
    for state, reach in STATES.items():
        reach(browser, papers)
        browser.ask(OPEN_ALL)
        assert browser.overflow() == 0, state


def test_a_language_without_translation_of_its_own_fits_too(
    one_browser: Browser, papers: Papers
) -> None:
    """The pseudo language is a third longer than English: a layout too narrow shows."""
    browser = one_browser.visitor(width=320)
    browser.go("/?lang=en-XA")
    for state, reach in STATES.items():
        reach(browser, papers)
        assert browser.overflow() == 0, state


@pytest.mark.parametrize("state", ["home", "form", "nothing chosen", "genuine"])
def test_targets_are_44_pixels_high(one_browser: Browser, papers: Papers, state: str) -> None:
    browser = one_browser.visitor()
    STATES[state](browser, papers)
    assert browser.ask(SMALL) == []


def test_letters_twice_as_large(one_browser: Browser, papers: Papers) -> None:
    browser = one_browser.visitor(width=640)
    for state, reach in STATES.items():
        reach(browser, papers)
        browser.ask("document.documentElement.style.setProperty('font-size', '200%')")
        assert browser.overflow() == 0, state


@pytest.mark.parametrize(
    "eyes", [{"forcedColors": "active"}, {"contrast": "more"}], ids=["forced", "contrast"]
)
def test_own_colours_and_more_contrast(
    one_browser: Browser, papers: Papers, eyes: dict[str, str]
) -> None:
    browser = one_browser.visitor()
    browser.media(**eyes)
    for state in ("home", "changed"):
        STATES[state](browser, papers)
        assert browser.findings() == [], state


def test_paper_has_what_counts_and_no_controls(one_browser: Browser, papers: Papers) -> None:
    browser = one_browser.visitor()
    STATES["several"](browser, papers)
    browser.media(media="print")
    shown = "[...document.querySelectorAll({!r})].filter(x => x.checkVisibility()).length"
    assert browser.ask(shown.format("nav, .languages summary, .action, footer")) == 0
    assert browser.ask(shown.format(".verdict")) == 4
    height = browser.ask("document.querySelector('details .checks').getBoundingClientRect().height")
    assert height > 100, "what was checked is open on paper"
