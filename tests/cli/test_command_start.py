"""The command starts fast: what is not asked for is not loaded."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cli.command import PLAIN_ENVIRONMENT

LOADED = """
import contextlib, io, json, sys
from tesela.cli.main import run
sys.argv = ["tesela", *sys.argv[1:]]
with contextlib.redirect_stdout(io.StringIO()):
    try:
        run()
    except SystemExit:
        pass
json.dump(sorted(sys.modules), sys.stdout)
"""
SERVICE = {"django", "ninja", "granian", "allauth", "psycopg"}
DOCUMENTS = {"typst", "pikepdf", "pyhanko", "pypdf", "lxml", "signxml", "fontpkg_noto_sans"}
LISTS = {"openpyxl", "python_calamine", "charset_normalizer", "yaml"}
CREDENTIALS = {"pyoxigraph", "cryptography", "nacl", "asn1crypto", "babel", "http"}


OTHER_SECURINGS = {
    *("asn1crypto", "cryptography.x509", "cbor2", "defusedxml"),
    *("tesela.proofs.jades", "tesela.proofs.seal_certificates"),
    *("tesela.proofs.selective", "tesela.proofs.time_proofs", "tesela.formats.elm"),
    *("tesela.trust.provider_registry", "tesela.trust.statements", "tesela.trust.x509"),
    *("tesela.verify.certified", "tesela.verify.proven", "tesela.verify.token_keys"),
    *("tesela.verify.mechanisms.jose", "tesela.verify.mechanisms.sealed"),
}
"""What takes seals, tokens, certificates and signed registries."""


def loaded_by(*words: str) -> set[str]:
    """The packages that the command loads, by their first names."""
    return {name.partition(".")[0] for name in modules_loaded_by(*words)}


def modules_loaded_by(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words],
        capture_output=True,
        check=True,
        env={**os.environ, **PLAIN_ENVIRONMENT},
    )
    return set(json.loads(done.stdout))


def test_help_loads_no_models() -> None:
    assert "pydantic" not in loaded_by("--help")


@pytest.mark.parametrize("words", [["--help"], ["--version"], []])
def test_help_loads_nothing_of_what_commands_need(words: list[str]) -> None:
    assert not loaded_by(*words) & (SERVICE | DOCUMENTS | LISTS | CREDENTIALS)


def test_verify_loads_what_a_credential_needs(tmp_path: Path) -> None:
    file = tmp_path / "badge.json"
    file.write_text('{"@context": ["https://www.w3.org/ns/credentials/v2"]}')
    loaded = loaded_by("verify", "--offline", str(file))
    assert "pydantic" in loaded
    assert not loaded & (SERVICE | DOCUMENTS | LISTS | {"polib", "multiprocessing"})


def test_verifying_a_whole_badge_loads_nothing_for_other_carriers() -> None:
    badge = Path(__file__).parents[1] / "vectors/openbadge.json"
    loaded = loaded_by("verify", "--offline", str(badge))
    assert {"pydantic", "pyoxigraph"} <= loaded
    assert not loaded & (SERVICE | DOCUMENTS | LISTS | {"polib", "multiprocessing", "segno"})


def test_verifying_a_badge_loads_nothing_for_credentials_that_are_secured_otherwise() -> None:
    badge = Path(__file__).parents[1] / "vectors/openbadge.json"
    loaded = modules_loaded_by("verify", "--offline", str(badge))
    assert "tesela.verify.mechanisms.embedded" in loaded
    assert not loaded & OTHER_SECURINGS


def test_what_is_not_loaded_for_a_badge_is_there_under_these_names() -> None:
    for name in sorted(OTHER_SECURINGS):
        assert find_spec(name), name
