"""What is kept for ever is verified without anybody: with the CLI, on the unpacked folder."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tesela.cli.commands.verify import app
from tesela.site.awards import making, stamping, status
from tesela.site.awards.models import Award
from tesela.site.portfolio import keeping
from tests.pki import Pki
from tests.site import people


def unpacked(award: Award, folder: Path) -> Path:
    data = keeping.zipped(keeping.bundle(award, "en"), "kept/")
    zipfile.ZipFile(io.BytesIO(data)).extractall(folder)
    return folder / "kept"


def verified(folder: Path) -> dict[str, object]:
    done = CliRunner().invoke(app, [str(folder), "--offline", "--json"])
    found: dict[str, object] = json.loads(done.stdout)
    return found


def outcomes(report: dict[str, object]) -> dict[str, str]:
    return {one["id"]: one["outcome"] for one in report["checks"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("domain", ["", "care.example"], ids=["did-key", "did-web"])
def test_a_bundle_verifies_offline_and_says_when_it_was_withdrawn(
    tmp_path: Path, domain: str
) -> None:
    award = people.awarded(people.published(people.organisation(domain=domain)))[0]
    report = verified(unpacked(award, tmp_path / "before"))
    assert report["verdict"] == "indeterminate"
    open_ = {name for name, outcome in outcomes(report).items() if outcome != "passed"}
    assert open_ == ({"issuer", "status"} if domain else {"status"})
    told = report["as_of"]["code"]  # type: ignore[index]
    assert told == ("as_of.bundle_says" if domain else "as_of.genuine")
    Award.objects.filter(pk=award.pk).update(withdrawn_at=datetime.now(UTC))
    status.mark_changed(award.organisation, [award.counter], "revocation")
    later = unpacked(award, tmp_path / "after")
    assert outcomes(verified(later))["status"] == "failed"
    award.refresh_from_db()
    again = keeping.bundle(award, "en")["README.html"].decode()
    assert "This credential was withdrawn" in again


def test_a_bundle_vouches_for_nobody(tmp_path: Path) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    report = verified(unpacked(award, tmp_path))
    assert report["trust"]["code"] == "trust.no_registry"  # type: ignore[index]


def test_every_credential_that_was_made_is_in_it(tmp_path: Path) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    making.make([award], ["baked-svg"])
    files = keeping.bundle(award, "en")
    assert {"credential.json", "credential.pdf", "credential.html", "credential.badge.svg"} <= set(
        files
    )
    assert "the badge, with the credential inside" in files["README.html"].decode()


def test_the_time_proofs_are_in_it(pki: Pki, tmp_path: Path) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    assert stamping.stamp_due(stamping.Authority(pki.time_stamp)) >= 1
    report = verified(unpacked(award, tmp_path))
    assert report["existence"]["code"] == "existence.authority_unknown"  # type: ignore[index]


def test_a_changed_copy_is_found_out(tmp_path: Path) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    folder = unpacked(award, tmp_path)
    described = folder / "achievement.jsonld"
    described.write_bytes(described.read_bytes().replace(b"a", b"b", 1))
    assert outcomes(verified(folder))["resources"] == "failed"


def test_a_bundle_is_the_same_bytes_each_time_and_names_nobody() -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    now = datetime.now(UTC)
    one, two = (keeping.zipped(keeping.bundle(award, "el", now), "a/") for _ in range(2))
    assert one == two
    assert b"Papadopoulou" not in keeping.bundle(award, "en")["README.html"]
    assert "papadopoulou" not in keeping.file_stem(award).lower()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\my file.pdf", "my-file.pdf"),
        (".hidden", "hidden"),
        ("Πιστοποιητικό", "credential"),
        ("a" * 300 + ".json", "a" * 55 + ".json"),
        ("", "credential"),
        ("con\x00.json", "con-.json"),
    ],
)
def test_file_names_from_elsewhere_are_harmless(name: str, safe: str) -> None:
    assert keeping.safe_name(name) == safe
