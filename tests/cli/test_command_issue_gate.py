"""`tesela issue` refuses the rows that the checker has something against, and issues the others."""

import json
from pathlib import Path

from tests.cli.command import ACHIEVEMENT, call

ROWS = """given_name,family_name,email,narrative
Ana,Sol,ana@mail.example,Led the group through the exercise.
Ben,Mar,ben@mail.example,Sat the test with extra time.
Cleo,Rey,cleo@mail.example,Write to cleo@mail.example.
"""


def test_no_word_about_health_and_no_address_comes_into_a_credential(tmp_path: Path) -> None:
    roster, key, out = (tmp_path / name for name in ("class.csv", "key.json", "out"))
    roster.write_text(ROWS, "utf-8")
    call("keys", "new", "--out", key)
    ended = call(
        *("issue", "--achievement", ACHIEVEMENT, "--roster", roster, "--key", key),
        *("--out", out, "--as", "openbadge"),
    )
    assert ended.status == 1
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["summary"] == {"rows": 3, "issued": 1, "refused": 2, "unchanged": 0}
    problems = {row["row"]: [one["code"] for one in row["problems"]] for row in report["rows"]}
    assert problems == {2: [], 3: ["award.health_word"], 4: ["award.contact_in_text"]}
    assert "extra time" not in (out / "report.json").read_text("utf-8"), "nor into the report"
    assert all("extra time" not in path.read_text("utf-8") for path in out.glob("*-*.json"))
