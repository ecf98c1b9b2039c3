"""`tesela example`: a newcomer finds a ready description and takes it as a file."""

from datetime import date
from pathlib import Path

import pytest

from tesela.cli.commands.example import taken
from tesela.cli.speech import today
from tesela.model.description import read_description
from tesela.model.ready import Ready, origin_of, ready
from tests.cli.command import call


def test_the_list_names_every_one_with_its_field_and_hours() -> None:
    ended = call("example", "list")
    assert ended.status == 0
    lines = ended.out.splitlines()
    assert len(lines) == len(ready())
    [line] = [line for line in lines if line.startswith("dignity-and-privacy ")]
    assert " care " in line
    assert "Dignity and privacy in daily care (20 hours)" in line


def test_the_list_is_narrowed_and_read_by_programs() -> None:
    stated = call("example", "list", "--field", "care", "--json").json
    assert {one["field"] for one in stated} == {"care"}
    assert all(one["title"]["en"] and one["summary"]["de"] and one["hours"] for one in stated)
    refused = call("example", "list", "--field", "cooking")
    assert refused.status != 0
    assert "care, inclusion" in refused.err


def test_one_is_taken_and_checked(tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    ended = call("example", "copy", "dignity-and-privacy", "--out", str(file))
    assert ended.status == 0
    assert "tesela check" in ended.err
    achievement = read_description(file.read_bytes(), file.name).achievement
    assert achievement.licence is None, "whoever publishes it decides"
    assert achievement.derived_from
    assert achievement.derived_from.taken_on == today()
    assert achievement.derived_from.licence == "CC0-1.0"
    again = call("example", "copy", "dignity-and-privacy", "--out", str(file))
    assert again.status != 0
    assert "exists already" in again.err
    assert call("check", str(file)).status == 0


def test_there_is_none_of_that_name(tmp_path: Path) -> None:
    for name in ("dignity", "../care/dignity-and-privacy", ""):
        ended = call("example", "copy", name, "--out", str(tmp_path / "x.yaml"))
        assert ended.status != 0
        assert "There is no ready description" in ended.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("field", sorted({one.field for one in ready()}))
def test_what_is_taken_says_the_same_and_from_where(field: str) -> None:
    one: Ready = next(one for one in ready() if one.field == field)
    file = taken(one, date(2026, 5, 4))
    made = read_description(file.encode(), one.name).achievement
    source = one.achievement
    assert made.derived_from == origin_of(source).model_copy(update={"taken_on": date(2026, 5, 4)})
    own = {"licence", "derived_from"}
    assert made.model_dump(exclude=own) == source.model_dump(exclude=own)
    assert file.startswith("# "), "its comments are kept"
