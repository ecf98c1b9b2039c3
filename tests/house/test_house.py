"""Rules that hold everywhere; each message says why."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTER = {"cli", "site"}
"""Rooms that meet people and machines: they have the clock, randomness and storage."""
SOURCES = sorted(
    path
    for path in (ROOT / "src/tesela").rglob("*.py")
    if path.parent.name != "migrations"  # written by Django
)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git clone")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def room(path: Path) -> str:
    return path.relative_to(ROOT / "src/tesela").parts[0]


def test_only_the_fetcher_opens_connections() -> None:
    network = {"socket", "http.client", "urllib.request", "requests", "httpx", "ssl"}
    found = [path for path in SOURCES if imports_of(path) & network]
    assert [path.name for path in found] == ["fetch.py"], "design: one guarded fetcher"


def test_below_command_and_site_there_is_no_clock_no_randomness_no_database() -> None:
    modules = {"random", "secrets", "sqlite3", "time"}
    calls = re.compile(r"\b(datetime\.now|date\.today|utcnow|os\.urandom|uuid4|uuid1)\(")
    allowed = {"trust/fetch.py"}
    found = []
    for path in SOURCES:
        name = str(path.relative_to(ROOT / "src/tesela"))
        if room(path) in OUTER or name in allowed:
            continue
        if imports_of(path) & modules or calls.search(path.read_text("utf-8")):
            found.append(name)
    assert not found, "these arrive as arguments, so that the library can be tested and audited"


def test_only_verify_makes_a_verified_credential() -> None:
    makers = [
        str(path.relative_to(ROOT / "src/tesela"))
        for path in SOURCES
        if "VerifiedCredential(" in path.read_text("utf-8") and room(path) != "model"
    ]
    assert makers == ["verify/steps.py"]


def test_every_module_and_public_thing_says_what_it_is() -> None:
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        if not ast.get_docstring(tree):
            silent.append(path.name)
        drawing = "tile" in path.parts  # a motif's name says what it draws
        if room(path) in OUTER or drawing:
            continue
        for node in tree.body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef)
            if named and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{path.name}: {node.name}")
    assert not silent


def test_no_module_is_long() -> None:
    long = [
        (str(path.relative_to(ROOT)), lines)
        for path in SOURCES
        if (lines := len(path.read_text("utf-8").splitlines())) > 420
        and "messages" not in path.parts
    ]
    assert not long, "one idea a module"


def test_nothing_names_a_package_registry_or_a_machine() -> None:
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs"]
    wrong = []
    for path in tracked():
        if path.suffix in (".png", ".pdf", ".ods", ".xlsx") or not path.is_file():
            continue
        text = path.read_text("utf-8", errors="replace")
        wrong += [f"{path.name}: {host}" for host in hosts if host in text]
    assert not wrong


@pytest.mark.parametrize("name", ["dev", "bench"])
def test_packages_are_pinned_with_hashes(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    names = re.findall(r"^[a-z0-9._-]+==\S+", text, re.MULTILINE)
    assert len(names) > 20
    assert text.count("--hash=sha256:") >= len(names)
    assert "://" not in text


def test_licence_is_apache() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
