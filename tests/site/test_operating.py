"""The operators' page names what there is: every setting, every address for machines."""

import re
from pathlib import Path

import tesela
from tesela.site.health import QUESTIONS
from tesela.site.limits import MAXIMUM_BYTES
from tesela.site.verifier.actions import ADDRESSES, SECONDS

PACKAGE = Path(tesela.__file__).parent
PAGE = (PACKAGE.parents[1] / "docs/operating.md").read_text("utf-8")


def test_every_setting_has_its_row_and_every_row_its_setting() -> None:
    sources = "".join(path.read_text("utf-8") for path in (PACKAGE / "site").rglob("*.py"))
    there = set(re.findall(r'"(TESELA_[A-Z_]+)"', sources))
    assert len(there) > 8
    assert set(re.findall(r"^\| `(TESELA_[A-Z_]+)` ", PAGE, re.MULTILINE)) == there


def test_numbers_are_those_of_the_code() -> None:
    assert f"{SECONDS} seconds" in PAGE
    assert f"{ADDRESSES} addresses" in PAGE
    assert f"{MAXIMUM_BYTES // 1_000_000} MB" in PAGE


def test_health_is_described() -> None:
    assert all(f"| `{path}` |" in PAGE for path in QUESTIONS)
