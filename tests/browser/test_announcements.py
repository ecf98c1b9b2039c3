"""Read as a screen reader would: what a page is for comes first, and what to do soon after."""

import pytest

from tests.browser.browser import Browser, Stop
from tests.browser.conftest import Papers


def place(stops: list[Stop], role: str, words: str) -> int:
    """At which announcement, from 1, something of this role with these words is said."""
    return next(at for at, stop in enumerate(stops, 1) if stop.role == role and words in stop.name)


@pytest.mark.parametrize(
    ("path", "purpose", "role", "action"),
    [
        ("/", "Micro-credentials that anyone can verify", "link", "I award"),
        ("/verify", "Check a credential", "button", "Files"),
        ("/components", "Components", "heading", "Skip link"),
        ("/nowhere", "This page does not exist", "link", "To the first page"),
    ],
)
def test_purpose_within_three_and_action_within_twelve(
    browser: Browser, path: str, purpose: str, role: str, action: str
) -> None:
    browser.go(path)
    stops = browser.announcements()
    assert any(purpose in stop.name for stop in stops[:3])
    assert place(stops, role, action) <= 12


def test_a_verdict_is_the_first_thing_said(browser: Browser, papers: Papers) -> None:
    browser.go("/verify")
    browser.choose("#chosen", [papers.withdrawn])
    browser.send()
    stops = browser.announcements()
    verdict = "Genuine, but withdrawn"
    assert verdict in stops[0].name
    assert place(stops, "heading", verdict) <= 7


def test_signs_and_pictures_are_silent(browser: Browser, papers: Papers) -> None:
    browser.go("/verify")
    browser.choose("#chosen", [papers.genuine, papers.changed])
    browser.send()
    browser.ask("document.querySelectorAll('details').forEach(x => x.open = true)")
    said = " ".join(stop.name for stop in browser.announcements())
    assert "yes: " in said
    assert "no: " in said
    assert not any(sign in said for sign in "✓✕–")


def test_fault_is_said_with_its_field(browser: Browser) -> None:
    browser.go("/verify")
    browser.send()
    stops = browser.announcements()
    assert stops[0].name.startswith("Error: Check a credential")
    assert place(stops, "heading", "There is a problem") <= 7
    assert place(stops, "link", "Choose a file or paste a credential.") <= 8
