"""The operators' page names what there is: every setting, every address for machines."""

import re
from pathlib import Path

import yaml

import tesela
from tesela.cli.main import COMMANDS
from tesela.site.health import QUESTIONS
from tesela.site.limits import MAXIMUM_BYTES
from tesela.site.metrics import _counted, _in_this_process, answered, verified
from tesela.site.verifier.actions import ADDRESSES, SECONDS

PACKAGE = Path(tesela.__file__).parent
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/operating.md").read_text("utf-8")


def settings_of_the_code() -> set[str]:
    sources = "".join(path.read_text("utf-8") for path in (PACKAGE / "site").rglob("*.py"))
    return set(re.findall(r'"(TESELA_[A-Z_]+)"', sources))


def test_every_setting_has_its_row_and_every_row_its_setting() -> None:
    there = settings_of_the_code()
    assert len(there) > 20
    rows = re.findall(r"^\| `(TESELA_[A-Z_]+)` ", PAGE, re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert set(rows) == there


def test_settings_and_commands_named_elsewhere_exist() -> None:
    assert set(re.findall(r"\b(TESELA_[A-Z_]+)\b", PAGE)) <= settings_of_the_code()
    assert set(re.findall(r"tesela (serve|work|backup|restore)\b", PAGE)) <= set(COMMANDS)


def test_the_compose_file_sets_only_what_there_is() -> None:
    compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
    assert set(compose["x-tesela"]["environment"]) <= settings_of_the_code()
    assert set(compose["services"]) == {"web", "worker", "postgresql"}
    example = (ROOT / "deploy/example.env").read_text("utf-8")
    asked = re.findall(r"\$\{([A-Z_]+):\?", (ROOT / "deploy/compose.yaml").read_text("utf-8"))
    assert all(re.search(rf"^{name}=", example, re.MULTILINE) for name in asked)


def test_numbers_are_those_of_the_code() -> None:
    assert f"{SECONDS} seconds" in PAGE
    assert f"{ADDRESSES} addresses" in PAGE
    assert f"{MAXIMUM_BYTES // 1_000_000} MB" in PAGE


def test_health_is_described() -> None:
    assert all(f"| `{path}` |" in PAGE for path in QUESTIONS)


def test_every_figure_is_described() -> None:
    from datetime import UTC, datetime

    answered(200)
    verified("valid")
    lines = [*_in_this_process(), *_counted(datetime.now(UTC))]
    names = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert names
    assert all(name in PAGE for name in names)
