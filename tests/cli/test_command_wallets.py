"""`tesela issue --as sd-jwt` and what becomes of it: one act withdraws an award in all its forms."""

from pathlib import Path

import pytest

from tests.cli.command import ACHIEVEMENT, LISTS, call, new_key

ROSTER = "given name,family name,identifier\nEleni,Papadaki,1\nŁukasz,Nowak,2\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two awards, each as a badge and as both credentials for wallets."""
    return issued_with(tmp_path, new_key(tmp_path, "--type", "p256"))


def issued_with(tmp_path: Path, key: Path) -> Path:
    ended = call(
        "issue",
        *("--achievement", ACHIEVEMENT),
        *("--roster", "-"),
        *("--key", key),
        *("--out", tmp_path / "out"),
        *("--as", "openbadge,sd-jwt,sd-jwt-full"),
        *("--status-list", LISTS),
        stdin=ROSTER,
    )
    assert ended.status == 0, ended.err
    return tmp_path / "out"


def seen(folder: Path, name: str) -> tuple[int, set[str]]:
    ended = call("verify", folder / name, "--offline", "--trust", folder, "--json")
    bad = {check["code"] for check in ended.json["checks"] if check["outcome"] != "passed"}
    return ended.status, bad


def awards(folder: Path) -> list[str]:
    return sorted(path.name.removesuffix(".full.sd-jwt") for path in folder.glob("*.full.sd-jwt"))


FORMS = (".json", ".sd-jwt", ".full.sd-jwt")


def test_one_act_withdraws_an_award_in_all_its_forms(folder: Path) -> None:
    first, other = awards(folder)
    key = folder.parent / "key.json"
    for act, status, code in (
        ("suspend", 1, {"status.suspended"}),
        ("reinstate", 0, set()),
        ("revoke", 1, {"status.revoked"}),
    ):
        done = call("status", act, f"urn:uuid:{first}", "--in", folder, "--key", key)
        assert done.status == 0, done.err
        for form in FORMS:
            assert seen(folder, first + form) == (status, code), (act, form)
            assert seen(folder, other + form) == (0, set())


def test_without_the_list_the_state_is_not_known(folder: Path) -> None:
    first = awards(folder)[0]
    for file in (folder / "status").glob("*.jwt"):
        file.unlink()
    assert seen(folder, first + ".sd-jwt") == (3, {"status.unknown"})


def test_the_same_record_gives_the_same_bytes(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.sd-jwt")}
    listed = {path.name: path.read_bytes() for path in (folder / "status").glob("*")}
    for path in folder.glob("*.sd-jwt"):
        path.unlink()
    issued_with(folder.parent, folder.parent / "key.json")
    assert {path.name: path.read_bytes() for path in folder.glob("*.sd-jwt")} == before
    assert {path.name: path.read_bytes() for path in (folder / "status").glob("*")} == listed


def test_an_issuer_that_is_an_address_leaves_its_keys_for_wallets(tmp_path: Path) -> None:
    key = new_key(tmp_path, "--type", "p256", "--controller", "https://ribera.example/issuer")
    folder = issued_with(tmp_path, key)
    assert (folder / "jwt-vc-issuer.json").is_file()
    assert seen(folder, awards(folder)[0] + ".sd-jwt") == (0, set())


def test_what_strict_wallets_will_miss_is_said(tmp_path: Path) -> None:
    text = ACHIEVEMENT.read_text("utf-8").replace("languages: [es, en]\n", "")
    shortened = tmp_path / "achievement.yaml"
    shortened.write_text(text, "utf-8")
    words = (
        "issue",
        *("--achievement", shortened),
        *("--roster", "-"),
        *("--key", new_key(tmp_path)),
        *("--out", tmp_path / "out"),
    )
    assert "Language of classes" in call(*words, "--as", "sd-jwt", stdin=ROSTER).err
    assert "strictly" not in call(*words, "--as", "openbadge", stdin=ROSTER).err
