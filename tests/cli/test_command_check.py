"""`tesela check`: descriptions, class lists and credentials, and where each finding stands."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.command import ACHIEVEMENT, CLASS, EXAMPLES, call
from tests.cli.conftest import Class

FINDINGS = Draft202012Validator(call("schema", "findings").json)
MISTAKES = EXAMPLES / "rosters" / "class-with-mistakes.csv"
"""Elements of which an Open Badge says a part only in its text and in the description it pins:
the alternative text of the picture, quality assurance, stackability."""
BARE = "id: https://care.example/a\ntitle: {en: A}\nissuer:\n  name: {en: Care}\n"


def decided(findings: dict[str, Any]) -> list[dict[str, Any]]:
    """What a machine found: without the questions for people."""
    return [one for one in findings["findings"] if one["severity"] != "asks"]


@pytest.mark.parametrize(
    "path", sorted((EXAMPLES / "achievements").glob("*.yaml")), ids=lambda path: path.stem
)
def test_an_example_is_clean(path: Path) -> None:
    ended = call("check", path, "--json")
    assert (ended.status, ended.err) == (0, "")
    FINDINGS.validate(ended.json)
    notes = ["P4-10"] if path.stem == "european-care-certificate" else []
    assert [one["rule"] for one in decided(ended.json)] == notes
    assert ended.json["file"] == str(path)
    spoken = call("check", path)
    assert spoken.status == 0
    assert ("nothing is missing" in spoken.err) is not bool(notes)
    assert "recognised" in spoken.err


def test_what_is_missing_blocks_and_is_named_with_element_and_place(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text(BARE, "utf-8")
    ended = call("check", path, "--json")
    assert ended.status == 1
    FINDINGS.validate(ended.json)
    blocking = {f["element"] for f in ended.json["findings"] if f["severity"] == "blocks"}
    assert blocking == {3, 6, 7, 9, 10, 11}
    country = next(f for f in ended.json["findings"] if f["element"] == 3)
    assert (country["line"], country["column"]) == (3, 1)


def test_what_only_informs_does_not_forbid(tmp_path: Path) -> None:
    path = tmp_path / "nearly.yaml"
    lines = ACHIEVEMENT.read_text("utf-8").splitlines(keepends=True)
    start = next(at for at, line in enumerate(lines) if line.startswith("stackability:"))
    end = next(
        at for at in range(start + 1, len(lines)) if lines[at].strip() and lines[at][0] not in " #"
    )
    path.write_text("".join(lines[:start] + lines[end:]), "utf-8")
    ended = call("check", path, "--json")
    assert ended.status == 0
    assert [f["severity"] for f in decided(ended.json)] == ["informs"]


def test_misfits_of_a_description_stand_at_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "misfits.yaml"
    path.write_text(BARE + "level: {eqf: 9}\nworkload:\n  hours: many\n", "utf-8")
    ended = call("check", path, "--json")
    assert ended.status == 1
    FINDINGS.validate(ended.json)
    places = {f["path"]: (f["line"], f["column"]) for f in ended.json["findings"]}
    assert places == {"/level/eqf": (5, 9), "/workload/hours": (7, 3)}
    spoken = call("check", path)
    assert f"{path}:5:9: must be mended:" in spoken.err
    assert f"{path}:7:3: must be mended:" in spoken.err
    german = call("check", path, "--language", "de")
    assert f"{path}:5:9:" in german.err
    assert "must be mended" not in german.err, "the severity speaks the language asked for"


def test_a_description_from_standard_input() -> None:
    assert call("check", "-", stdin=ACHIEVEMENT.read_bytes()).status == 0
    assert call("check", "-", stdin=BARE.encode()).status == 1


def test_a_class_list_is_clean() -> None:
    ended = call("check", CLASS, "--json")
    assert ended.status == 0
    FINDINGS.validate(ended.json)
    assert ended.json["subject"]["kind"] == "roster"
    assert ended.json["subject"]["columns"]["email"] == "email"


def test_each_bad_row_of_a_class_list_is_named(tmp_path: Path) -> None:
    ended = call("check", MISTAKES, "--json")
    assert ended.status == 1
    FINDINGS.validate(ended.json)
    rows = {finding["line"] for finding in ended.json["findings"]}
    report = tmp_path / "out"
    key = tmp_path / "key.json"
    call("keys", "new", "--out", key)
    call(
        *("issue", "--achievement", ACHIEVEMENT, "--roster", MISTAKES, "--key", key),
        *("--out", report, "--as", "openbadge"),
    )
    refused = json.loads((report / "report.json").read_text("utf-8"))["rows"]
    assert rows == {row["row"] for row in refused if row["status"] == "refused"}
    for finding in ended.json["findings"]:
        assert finding["path"].startswith(f"/{finding['line']}/")
        assert all(finding["fix"].values())


def test_a_header_with_a_stroke_stays_one_step_of_the_path(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("given_name,family_name,E-mail/~\nA,B,no address\n", "utf-8")
    ended = call("check", path, "--json")
    for finding in ended.json.get("findings", ()):
        assert finding["path"].count("/") == 2


def test_a_credential_of_ours_is_read(issued_class: Class) -> None:
    ended = call("check", issued_class.credential, "--json")
    assert ended.status == 0
    FINDINGS.validate(ended.json)
    assert decided(ended.json) == []
    assert ended.json["subject"]["kind"] == "credential"
    assert ended.json["subject"]["id"].endswith(issued_class.credential.stem)


def test_a_credential_with_a_byte_order_mark_is_a_credential(
    issued_class: Class, tmp_path: Path
) -> None:
    path = tmp_path / "marked.json"
    path.write_bytes(b"\xef\xbb\xbf" + issued_class.credential.read_bytes())
    assert call("check", path, "--json").json["subject"]["kind"] == "credential"


def test_several_files_are_one_document_a_line(tmp_path: Path, issued_class: Class) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text(BARE, "utf-8")
    ended = call("check", ACHIEVEMENT, bare, CLASS, issued_class.credential, "--json")
    assert ended.status == 1
    for line in ended.lines:
        FINDINGS.validate(line)
    assert [bool(decided(line)) for line in ended.lines] == [False, True, False, False]
    none = tmp_path / "none.yaml"
    ended = call("check", ACHIEVEMENT, none, "--json")
    assert ended.status == 2
    assert ended.lines[1]["problem"]["code"] == "cli.not_found"


def test_a_country_of_which_nothing_is_known_is_answered_honestly() -> None:
    ended = call("check", ACHIEVEMENT, "--country", "fi", "--json")
    assert ended.status == 0
    assert "Nothing is known here of the rules of FI" in ended.err
    assert call("check", ACHIEVEMENT, "--country", "ES", "--json").err == ""
    wrong = call("check", ACHIEVEMENT, "--country", "XX")
    assert wrong.status == 2
    assert "XX is no country" in wrong.err


@pytest.mark.parametrize("name", ["achievement", "report", "findings"])
def test_the_published_schemas_are_schemas(name: str) -> None:
    for words in (["schema", name], ["schema", name, "--json"]):
        ended = call(*words)
        assert (ended.status, ended.err) == (0, "")
        Draft202012Validator.check_schema(ended.json)


def test_an_unknown_schema_names_the_known_ones() -> None:
    ended = call("schema", "roster")
    assert ended.status == 2
    assert "achievement, report, findings" in ended.err
