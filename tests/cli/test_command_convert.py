"""`tesela convert`: another format, with what is lost."""

import json
from pathlib import Path

from tests.cli.command import call
from tests.formats.test_kept_vectors import FOLDER


def test_a_badge_becomes_a_wallets_claims(tmp_path: Path) -> None:
    out = tmp_path / "claims.json"
    done = call("convert", FOLDER / "openbadge.json", "--to", "sd-jwt", "--out", out, "--json")
    assert done.status == 0, done.err
    report = done.json
    assert (report["from"], report["to"], report["secured"]) == ("openbadge", "sd-jwt", False)
    assert {"path": "achievement.grading.title", "kind": "lost"}.items() <= next(
        loss for loss in report["losses"] if loss["path"] == "achievement.grading.title"
    ).items()
    assert json.loads(out.read_bytes())["achievement_title"]
    assert "nobody has signed it" in done.err


def test_without_a_place_it_goes_to_standard_output(tmp_path: Path) -> None:
    done = call("convert", FOLDER / "openbadge.json", "--to", "elm")
    assert done.status == 0, done.err
    assert "EuropeanDigitalCredential" in done.json["type"]


def test_a_format_that_is_none_is_refused() -> None:
    done = call("convert", FOLDER / "openbadge.json", "--to", "docx")
    assert done.status == 2
    assert "sd-jwt-full" in done.err
