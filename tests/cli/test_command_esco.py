"""`tesela esco import`: packages become one file, whole or not at all."""

from pathlib import Path

from tesela.vocab.concept_file import open_file
from tests.cli.command import call
from tests.vocab.esco_packages import ENGLISH, package, three


def downloaded(folder: Path) -> list[Path]:
    paths = []
    for name, data in three():
        (folder / name).write_bytes(data.getvalue())
        paths.append(folder / name)
    return paths


def test_packages_become_one_file(tmp_path: Path) -> None:
    to = tmp_path / "esco.concepts"
    ended = call("esco", "import", *downloaded(tmp_path), "--to", to, "--json")
    assert (ended.status, ended.err) == (0, "")
    assert ended.json == {
        "file": str(to),
        "version": "1.2.0",
        "languages": ["de", "en", "fr"],
        "concepts": 4,
    }
    assert len(open_file(to)) == 4


def test_it_says_what_to_do_with_the_file(tmp_path: Path) -> None:
    ended = call("esco", "import", *downloaded(tmp_path), "--to", tmp_path / "esco.concepts")
    assert "TESELA_ESCO" in ended.out + ended.err


def test_what_is_refused_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    to = tmp_path / "esco.concepts"
    to.write_bytes(b"old")
    (tmp_path / "unnamed.zip").write_bytes(package("en", ENGLISH).getvalue())
    ended = call("esco", "import", tmp_path / "unnamed.zip", "--to", to, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "esco.version")
    assert to.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"unnamed.zip", "esco.concepts"}
    ended = call("esco", "import", tmp_path / "unnamed.zip", "--to", to, "--release", "1.2.0")
    assert ended.status == 0


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    to = tmp_path / "nowhere" / "esco.concepts"
    ended = call("esco", "import", *downloaded(tmp_path), "--to", to, "--json")
    assert (ended.status, ended.json["problem"]["code"]) == (2, "cli.unwritable")
