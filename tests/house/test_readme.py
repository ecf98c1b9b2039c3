"""The README tells the truth: its commands run, in its order, and its links lead somewhere."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    text = "".join(BLOCKS).replace("\\\n", " ")
    lines = (line.split("  #")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def test_make_demo_and_make_test_stand_early() -> None:
    beginning = "\n".join(README.splitlines()[:30])
    assert "make demo" in beginning
    assert "make test" in beginning
    assert len(README.splitlines()) <= 150


@pytest.mark.slow
def test_commands_run_in_their_order(tmp_path: Path) -> None:
    """All but `make` and `git`, which set up what is running this test."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    ran = 0
    for line in commands():
        words = shlex.split(line)
        if words[0] in ("make", "git", "cd", "source", "."):
            continue
        done = subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        ran += 1
    assert ran >= 4


def test_every_link_leads_to_a_file() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    broken = []
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            broken += [page.name + " → " + target] * (not (page.parent / target).exists())
    assert not broken


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(
        re.findall(
            r"(?:^|`)\s*make ([a-z]+)", README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
        )
    )
    assert named <= targets
