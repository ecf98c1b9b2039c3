"""Checking against the Recommendation without scripts: hand in, read, share, delete."""

from pathlib import Path

import pytest

from tesela.text.catalogue import say
from tests.browser.browser import Browser
from tests.browser.conftest import EXAMPLES, Papers
from tests.browser.house import House


@pytest.fixture
def poor(tmp_path: Path) -> Path:
    """A description that lacks almost everything."""
    file = tmp_path / "bread.yaml"
    file.write_text(
        "id: https://learn.example/bread\nversion: '1'\ntitle: {en: Baking bread}\n"
        "issuer: {name: {en: The Bread School}}\n",
        "utf-8",
    )
    return file


@pytest.fixture
def visitor(one_browser: Browser, house: House) -> Browser:
    return one_browser.visitor(scripts=False, width=360)


def test_from_a_file_to_a_shared_result_and_its_end(visitor: Browser, poor: Path) -> None:
    assert visitor.go("/check") == 200
    visitor.choose("#chosen", [poor])
    visitor.send()
    said = visitor.text("main")
    assert "Baking bread" in said
    assert say("checker.group.blocks") in said
    assert say("conform.not_recognition") in said
    assert visitor.overflow() == 0
    visitor.click(".share summary")
    visitor.send(".share button")
    own = visitor.at()
    assert own.startswith("/check/own/")
    visitor.send("main a[href^='/check/shared/']")
    shared = visitor.at()
    assert "Baking bread" in visitor.text("main")
    visitor.go(own)
    visitor.send("main button.danger")
    assert say("checker.ended") in visitor.text("main")
    assert visitor.go(shared) == 410


def test_a_credential_is_told_apart(visitor: Browser, papers: Papers) -> None:
    visitor.go("/check")
    visitor.choose("#chosen", [papers.genuine])
    visitor.send()
    assert say("checker.kind.credential") in visitor.text("main")


def test_nothing_handed_in_is_said_with_the_focus_on_it(visitor: Browser) -> None:
    visitor.go("/check")
    visitor.send()
    assert say("checker.nothing") in visitor.focused()


def test_the_report_on_paper_has_every_outcome_and_no_controls(visitor: Browser) -> None:
    visitor.go("/check")
    visitor.choose("#chosen", [EXAMPLES / "achievements/university-two-ects.yaml"])
    visitor.send()
    visitor.media(media="print")
    said = visitor.text("main")
    for heading in ("by_principle", "by_element", "by_definition"):
        assert say(f"checker.{heading}") in said
    assert say("conform.not_recognition") in said
    assert say("checker.share.do") not in said
    assert say("checker.again") not in said
