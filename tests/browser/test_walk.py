"""The first five minutes: `tesela demo`, and the main job from a description to a withdrawal.

Nothing here knows more than a visitor: it follows the bar at the top of each page.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.browser.browser import Browser
from tests.browser.conftest import PROGRAM, wait

FORM = "main form button[type=submit]"
NEXT = ".demo-bar p a"


class Demo(NamedTuple):
    """A running demonstration."""

    address: str
    folder: Path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`tesela demo`, as a newcomer starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("walk") / "demo-data"
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    process = subprocess.Popen(
        [PROGRAM, "demo", "--data", str(folder), "--port", str(port)],
        env={**kept, "TESELA_LANGUAGE": "en"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait(process, port)
    yield Demo(f"http://localhost:{port}", folder)
    process.terminate()
    process.wait(timeout=240)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "scripts"), [("en", True), ("el", False)], ids=["scripts", "no-scripts-in-greek"]
)
def test_from_a_description_to_a_withdrawal(
    chromium: Browser, demo: Demo, language: str, scripts: bool
) -> None:
    chromium.address = demo.address
    browser = chromium.visitor(language=language, scripts=scripts)
    browser.go("/demo")
    browser.send("form[action$=anew] button")

    browser.go("/")
    browser.send("button.stretched[value=coordinator]")
    browser.send(NEXT)
    browser.send("main form button")
    browser.send("a[href$='/publish']")
    browser.send("main form button")

    browser.send(NEXT)
    pasted = browser.ask("document.querySelector('.demo-bar pre').textContent")
    browser.tick("#id_edition_0")
    browser.send("main form button")
    browser.fill("textarea", pasted)
    browser.send(FORM)
    browser.send("main table a")
    browser.fill("input[value='tom.learner.example']", "tom@learner.example")
    browser.send(FORM)
    browser.send("button[name=confirm]")
    browser.send("main a[href$='/now']")
    browser.send("main form button")

    again(browser, "document.querySelector('.demo-bar strong').innerText.includes(' 5 ')")
    browser.send(NEXT)
    again(browser, "document.querySelectorAll('main table a').length > 0")
    browser.send("main table a")
    browser.send(".letter a[href*='/c/']")
    browser.send("main form button")
    title = "European Care Certificate"
    assert title in browser.text("h1")
    assert browser.ask("document.querySelector('main svg').checkVisibility()")
    if scripts:  # axe itself is a script
        assert browser.findings() == []

    browser.send(NEXT)
    browser.send("button[value=check]")
    assert browser.ask("document.querySelector('.verdict').className") == "verdict valid"
    browser.send("button[value=change]")
    assert browser.ask("document.querySelector('.verdict').className") == "verdict invalid"

    browser.send(NEXT)
    browser.send("form[action$='/withdraw'] button")
    browser.fill("main textarea, main input[type=text]", "Awarded by mistake")
    browser.send("main form button")
    browser.send("main form button")
    browser.go("/demo/credential")
    browser.send("button[value=check]")
    assert browser.ask("document.querySelector('.verdict').className") == "verdict withdrawn"
    browser.go("/demo")
    assert browser.ask("document.querySelectorAll('main .state.good').length") == 9
    assert browser.ask("document.documentElement.lang") == language
    assert [line for line in browser.sought() if line.startswith("error")] == []


def test_what_the_demonstration_leaves_verifies_from_the_command_line(demo: Demo) -> None:
    left = sorted((demo.folder / "credentials").glob("*.json"))
    said = {
        file.stem: subprocess.run(
            [PROGRAM, "verify", str(file), "--trust", str(demo.folder), "--offline"],
            capture_output=True,
            timeout=240,
        ).returncode
        for file in left
    }
    assert {name for name, status in said.items() if status == 0} == {
        name for name in said if "genuine" in name
    }
    assert {name for name, status in said.items() if status == 1} == {
        name for name in said if "withdrawn" in name or "changed" in name
    }
    assert len(said) == 10


def again(browser: Browser, true: str) -> None:
    """Look again, as a person would, until the page has what is waited for."""
    for _ in range(240):
        if browser.ask(true):
            return
        time.sleep(0.5)
        browser.go(browser.at())
    raise AssertionError(f"it does not come: {browser.text('main')}")
