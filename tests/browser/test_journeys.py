"""What an employer does: hands in a file, reads the verdict. With scripts and without, by keys."""

import pytest

from tests.browser.browser import Browser
from tests.browser.conftest import Papers

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@SCRIPTS
def test_a_genuine_file(one_browser: Browser, papers: Papers, scripts: bool) -> None:
    browser = one_browser.visitor(scripts=scripts)
    assert browser.go("/") == 200
    browser.send(".choice a[href='/verify']")
    browser.choose("#chosen", [papers.genuine])
    browser.send()
    assert browser.text("h1") == "Genuine: everything that was checked is in order."
    assert browser.text("main .says") != ""
    assert browser.ask("document.querySelectorAll('.checks .passed').length") == 9
    assert browser.ask("document.querySelectorAll('.checks .failed').length") == 0
    assert browser.ask("document.title").startswith("Genuine")


@SCRIPTS
def test_a_changed_file(one_browser: Browser, papers: Papers, scripts: bool) -> None:
    browser = one_browser.visitor(scripts=scripts)
    browser.go("/verify")
    browser.choose("#chosen", [papers.changed])
    browser.send()
    assert browser.text("h1") == "Not genuine: it was changed, or somebody else signed it."
    assert "The signature does not fit" in browser.text(".checks .failed")
    assert "Name in the registry" not in browser.text("main"), "nobody vouches for a forgery"
    assert browser.ask("document.querySelector('.says').checkVisibility()") is False
    browser.click("summary:has(+ .says)")
    assert browser.ask("document.querySelector('.says').checkVisibility()") is True


def test_a_withdrawn_file(browser: Browser, papers: Papers) -> None:
    browser.go("/verify")
    browser.choose("#chosen", [papers.withdrawn])
    browser.send()
    assert browser.text("h1") == "Genuine, but withdrawn: it no longer counts."
    assert "The issuer has withdrawn it." in browser.text(".checks .failed")


def test_several_files_and_a_pdf(browser: Browser, papers: Papers) -> None:
    browser.go("/verify")
    chosen = [papers.genuine, papers.genuine_pdf, papers.changed, papers.withdrawn, papers.junk]
    browser.choose("#chosen", chosen)
    browser.send()
    assert browser.text("h1") == "5 credentials checked"
    outcomes = browser.ask("[...document.querySelectorAll('.overview td')].map(x => x.className)")
    assert outcomes == ["valid", "valid", "invalid", "withdrawn", "unusable"]
    browser.click(".overview tr:last-child a")
    assert browser.ask("document.querySelector(':target h2').innerText").startswith("This is")


def test_a_pasted_credential(browser: Browser, papers: Papers) -> None:
    browser.go("/verify")
    browser.fill("#text", papers.genuine.read_text("utf-8"))
    browser.send()
    assert browser.ask("document.querySelector('.verdict').className") == "verdict valid"
    assert "Pasted text" in browser.text(".verdict")


@SCRIPTS
def test_nothing_chosen(one_browser: Browser, scripts: bool) -> None:
    browser = one_browser.visitor(scripts=scripts)
    browser.go("/verify")
    browser.send()
    assert browser.ask("document.title").startswith("Error: ")
    assert browser.ask("document.activeElement.matches('.problems')"), "the summary has the focus"
    browser.key("Tab")
    browser.key("Enter")
    assert browser.ask("location.hash") == "#chosen"
    browser.key("Tab")
    described = browser.ask(
        "document.querySelector('#chosen').getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).innerText).join(' ')"
    )
    assert "Choose a file or paste a credential." in described


def test_a_megabyte_of_junk(browser: Browser, papers: Papers) -> None:
    assert papers.junk.stat().st_size > 900_000
    browser.go("/verify")
    browser.choose("#chosen", [papers.junk])
    browser.send()
    assert browser.ask("document.querySelector('.verdict').className") == "verdict unusable"
    assert browser.text(".verdict p") != ""


def test_by_keyboard_only(browser: Browser, papers: Papers) -> None:
    browser.go("/verify")
    browser.key("Tab")
    assert browser.focused() == "Skip to the content"
    assert browser.ask("document.activeElement.getBoundingClientRect().width") > 44
    browser.key("Enter")
    assert browser.focused() == "content"
    browser.key("Tab")
    assert browser.focused() == "chosen"
    browser.key("Tab")
    assert browser.focused() == "text"
    browser.fill("#text", papers.genuine.read_text("utf-8"))
    browser.key("Tab")
    outline = browser.ask("getComputedStyle(document.activeElement).outline")
    assert "3px" in outline
    browser.key("Enter", leaves=True)
    assert browser.ask("document.querySelector('.verdict').className") == "verdict valid"


def test_another_language_by_keyboard(browser: Browser) -> None:
    browser.go("/verify")
    for _ in range(5):
        browser.key("Tab")
    browser.key("Enter")
    for _ in range(6):
        browser.key("Tab")
    assert browser.focused() == "Ελληνικά"
    browser.key("Enter", leaves=True)
    assert browser.ask("document.documentElement.lang") == "el"
    browser.go("/")
    assert browser.ask("document.documentElement.lang") == "el", "the choice is kept"


@pytest.mark.parametrize("language", ["en", "el"])
def test_content_in_the_readers_language_and_the_original_one_click_away(
    one_browser: Browser, papers: Papers, language: str
) -> None:
    browser = one_browser.visitor(language=language)
    browser.go("/verify")
    browser.choose("#chosen", [papers.spanish])
    browser.send()
    assert browser.ask("document.documentElement.lang") == language
    assert browser.ask("document.querySelector('.says dd').lang") == language
    assert browser.ask("document.querySelector('.original .says').lang") == "es"
    assert browser.ask("document.querySelector('.original .says').checkVisibility()") is False
    browser.click(".original summary")
    assert "certificado europeo" in browser.text(".original .says")


def test_nothing_is_asked_of_anybody_else(browser: Browser, papers: Papers) -> None:
    browser.go("/")
    browser.go("/verify")
    browser.choose("#chosen", [papers.genuine])
    browser.send()
    browser.ask("document.fonts.ready.then(() => true)")
    elsewhere = [address for address in browser.sought() if not address.startswith(browser.address)]
    assert elsewhere == [], "other hosts, or what the content security policy refused"
    assert any("NotoSans" in address for address in browser.sought())
    assert browser.ask("[...document.fonts].some(font => font.status === 'loaded')")
