"""The same folder again: the same input, a corrected row, another order, another key, another day."""

import json
import os
import random
import stat
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tesela.cli.issuing import Order, issue_roster
from tesela.issuing.batch import RowRules
from tesela.issuing.credentials import Options
from tesela.issuing.roster import open_roster
from tesela.model.achievement import Achievement
from tesela.model.description import read_description
from tesela.model.report import Outcome, Verdict
from tesela.proofs.keys import SoftwareKey
from tesela.text.errors import TeselaError
from tests.cli.command import (
    ACHIEVEMENT,
    LISTS,
    PLAIN_ENVIRONMENT,
    PROGRAM,
    call,
    credentials,
    issued,
    new_key,
    report,
)
from tests.issuing.batches import (
    FIELDS,
    assert_each_once,
    learner,
    learners,
    recorded,
    saved,
    set_places,
    snapshot,
    verified,
    written,
)

KEY = SoftwareKey(bytes(range(32)))
NOON = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
OTHER_PAGE = "https://ribera-digital.example/other"


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """What to do with the example, at noon of a certain day."""
    described = read_description(ACHIEVEMENT.read_bytes(), ACHIEVEMENT.name)
    return Order(
        achievement=described.achievement,
        key=KEY,
        folder=tmp_path / "out",
        options=Options(("openbadge",)),
        rules=RowRules("en", NOON.date()),
        status_lists=LISTS,
    )


def run(
    order: Order, roster: bytes, clock: Callable[[], datetime] = lambda: NOON
) -> dict[str, Any]:
    """One run; its report."""
    with open_roster(roster, name="class.csv", today=clock().date()) as opened:
        summary = issue_roster(order, opened, clock, "en")
    found: dict[str, Any] = report(order.folder)
    assert found["summary"].items() <= summary.items()
    return found


def changed(order: Order, **parts: Any) -> Achievement:
    """The order's achievement with other parts, made anew as a reader would make it."""
    stated = order.achievement.model_dump(exclude_unset=True)
    return Achievement.model_validate({**stated, **parts})


def by_row(found: dict[str, Any]) -> list[str | None]:
    return [row.get("award") for row in found["rows"]]


def soon() -> datetime:
    return NOON + timedelta(hours=1)


def test_the_same_input_again_changes_nothing(order: Order) -> None:
    roster = written(learners(7))
    first = run(order, roster)
    assert first["summary"] == {"rows": 7, "issued": 7, "refused": 0, "unchanged": 0}
    before = snapshot(order.folder)
    second = run(order, roster, lambda: NOON + timedelta(hours=5))
    assert second["summary"] == {"rows": 7, "issued": 0, "refused": 0, "unchanged": 7}
    assert by_row(second) == by_row(first)
    assert snapshot(order.folder) == before
    assert_each_once(order.folder, 7, at=soon())


def test_rows_moved_and_columns_swapped_change_nothing(order: Order) -> None:
    rows = learners(9)
    first = run(order, written(rows))
    before = snapshot(order.folder)
    award_of = {row["email"]: award for row, award in zip(rows, by_row(first), strict=True)}
    random.Random(7).shuffle(rows)
    second = run(order, written(rows, reversed(FIELDS)))
    assert second["summary"]["unchanged"] == 9
    assert by_row(second) == [award_of[row["email"]] for row in rows]
    assert snapshot(order.folder) == before


def test_spelling_of_an_address_in_capitals_is_the_same_learner(order: Order) -> None:
    first = run(order, written([learner(0)]))
    capitals = {**learner(0), "email": learner(0)["email"].upper()}
    assert by_row(run(order, written([capitals]))) == by_row(first)


def test_a_corrected_name_supersedes_and_the_old_credential_is_withdrawn(order: Order) -> None:
    rows = learners(3)
    rows[1]["family_name"] = "Nowk"
    first = run(order, written(rows))
    old = first["rows"][1]["award"]
    old_file = order.folder / first["rows"][1]["files"]["openbadge"]
    assert verified(old_file, order.folder, soon()).verdict is Verdict.VALID
    old_bytes = old_file.read_bytes()
    rows[1]["family_name"] = "Nowak"
    second = run(order, written(rows), lambda: NOON + timedelta(minutes=5))
    assert second["summary"] == {"rows": 3, "issued": 1, "refused": 0, "unchanged": 2}
    new = second["rows"][1]
    assert new["supersedes"] == old != new["award"]
    assert "supersedes" not in second["rows"][0]
    assert old_file.read_bytes() == old_bytes
    withdrawn = verified(old_file, order.folder, soon())
    assert withdrawn.verdict is Verdict.INVALID
    assert {
        check.problem.code for check in withdrawn.checks if check.outcome is Outcome.FAILED
    } == {"status.revoked"}
    fresh = verified(order.folder / new["files"]["openbadge"], order.folder, soon())
    assert fresh.verdict is Verdict.VALID
    assert fresh.content["award"]["learner"]["family_name"] == "Nowak"
    assert set_places(order.folder, "revocation") == 1
    third = run(order, written(rows), lambda: NOON + timedelta(minutes=9))
    assert third["summary"]["unchanged"] == 3
    assert [entry.current for entry in recorded(order.folder)].count(False) == 1


def test_a_correction_taken_back_is_a_third_award(order: Order) -> None:
    right, wrong = written([learner(0)]), written([{**learner(0), "grade": "80"}])
    awards = [by_row(run(order, roster))[0] for roster in (right, wrong, right)]
    assert len(set(awards)) == 3
    assert set_places(order.folder, "revocation") == 2
    entries = {entry.id: entry for entry in recorded(order.folder)}
    assert [entries[str(award)].current for award in awards] == [False, False, True]


def test_the_learner_keeps_an_id_over_editions_and_corrections(order: Order) -> None:
    def subjects() -> set[str]:
        documents = [json.loads(path.read_bytes()) for path in credentials(order.folder)]
        return {document["credentialSubject"]["id"] for document in documents}

    run(order, written([learner(0)]))
    run(order, written([{**learner(0), "grade": "80"}]))
    later = changed(order, version="2")
    run(replace(order, achievement=later), written([learner(0)]))
    assert len(credentials(order.folder)) == 3
    assert len(subjects()) == 1


def test_another_description_under_the_same_version_is_refused(order: Order) -> None:
    roster = written(learners(2))
    run(order, roster)
    before = snapshot(order.folder)
    other = changed(order, page=OTHER_PAGE)
    with pytest.raises(TeselaError, match="Version 1") as raised:
        run(replace(order, achievement=other), roster)
    assert raised.value.code == "issue.edition_changed"
    assert snapshot(order.folder) == before
    newer = changed(order, version="2", page=OTHER_PAGE)
    assert run(replace(order, achievement=newer), roster)["summary"]["issued"] == 2


def test_another_key_is_refused_and_freezes_nothing(order: Order) -> None:
    roster = written(learners(2))
    run(order, roster)
    before = snapshot(order.folder)
    newer = changed(order, version="2")
    with pytest.raises(TeselaError, match="signed with") as raised:
        run(replace(order, key=SoftwareKey(bytes(32)), achievement=newer), roster)
    assert raised.value.code == "issue.other_issuer"
    assert snapshot(order.folder) == before
    otherwise = changed(order, version="2", page=OTHER_PAGE)
    assert run(replace(order, achievement=otherwise), roster)["summary"]["issued"] == 2


@pytest.mark.parametrize("other", ["https://elsewhere.example/status", LISTS + "/2"])
def test_another_address_of_the_status_lists_is_refused(order: Order, other: str) -> None:
    roster = written(learners(2))
    run(order, roster)
    before = snapshot(order.folder)
    with pytest.raises(TeselaError, match="publish their state under") as raised:
        run(replace(order, status_lists=other), roster)
    assert raised.value.code == "issue.other_status_lists"
    assert snapshot(order.folder) == before
    assert run(replace(order, status_lists=LISTS + "/"), roster)["summary"]["unchanged"] == 2


def test_an_address_of_status_lists_that_is_refused_with_the_rest_is_not_kept(order: Order) -> None:
    roster = written(learners(1))
    run(replace(order, status_lists=None), roster)
    other = changed(order, page=OTHER_PAGE)
    with pytest.raises(TeselaError, match="Version 1"):
        run(replace(order, achievement=other), roster)
    elsewhere = replace(order, status_lists="https://elsewhere.example/status")
    assert run(elsewhere, roster)["summary"]["unchanged"] == 1


def test_two_rows_with_one_address_and_different_names_the_second_is_refused_with_advice(
    order: Order,
) -> None:
    rows = learners(3)
    rows[2]["email"] = rows[0]["email"]
    found = run(order, written(rows))
    assert [row["status"] for row in found["rows"]] == ["issued", "issued", "refused"]
    (problem,) = found["rows"][2]["problems"]
    assert problem["code"] == "issue.key_twice"
    assert problem["column"] == "email"
    assert problem["value"] == rows[0]["email"]
    assert "row 2" in problem["message"]
    assert "identifier" in problem["fix"]
    assert len(recorded(order.folder)) == 2
    again = run(order, written(rows))
    assert [row["status"] for row in again["rows"]] == ["unchanged", "unchanged", "refused"]


def test_problems_name_the_column_as_the_class_list_does(order: Order) -> None:
    roster = (
        "Vorname;Nachname;E-Mail;gültig bis\n"
        "Eleni;Papadopoulou;a@example.org;\n"
        "Iva;Nowak;A@example.org;\n"
        "Jo;Müller;b@example.org;2020-01-01\n"
    )
    found = run(order, roster.encode())
    problems = [row["problems"][0] for row in found["rows"][1:]]
    assert [(problem["column"], problem["field"]) for problem in problems] == [
        ("E-Mail", "email"),
        ("gültig bis", "valid_until"),
    ]
    assert "E-Mail" in problems[0]["message"]


def test_too_much_for_an_award_is_said_in_our_own_words(order: Order) -> None:
    links = " ".join(f"https://portfolio.example/{number}" for number in range(11))
    roster = written([{**learner(0), "evidence": links}], (*FIELDS, "evidence"))
    (problem,) = run(order, roster)["rows"][0]["problems"]
    assert (problem["code"], problem["column"]) == ("award.out_of_bounds", "evidence")
    assert problem["message"] == "This is beyond the limit 10."
    assert problem["value"].startswith("https://portfolio.example/0 https://")


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")
def test_only_the_owner_may_read_the_record(order: Order) -> None:
    run(order, written(learners(1)))
    assert stat.S_IMODE((order.folder / "register.sqlite3").stat().st_mode) == 0o600


def test_identifiers_added_on_that_advice_issue_nothing_twice(order: Order) -> None:
    rows = learners(3)
    rows[2]["email"] = rows[0]["email"]
    first = run(order, written(rows))
    before = snapshot(order.folder)
    numbered = [{**row, "identifier": f"2026-{at}"} for at, row in enumerate(rows)]
    second = run(order, written(numbered, (*FIELDS, "identifier")))
    assert [row["status"] for row in second["rows"]] == ["unchanged", "unchanged", "issued"]
    assert by_row(second)[:2] == by_row(first)[:2]
    assert "supersedes" not in second["rows"][2]
    assert {name: kept for name, kept in snapshot(order.folder).items() if name in before} == before
    assert len(recorded(order.folder)) == 3
    numbered[1]["grade"] = "80"
    third = run(order, written(numbered, (*FIELDS, "identifier")))
    assert third["rows"][1]["supersedes"] == by_row(first)[1]
    subjects = [
        json.loads((order.folder / row["files"]["openbadge"]).read_bytes())["credentialSubject"]
        for row in (*second["rows"], third["rows"][1])
    ]
    assert subjects[1]["id"] == subjects[3]["id"], "it is still the same learner"
    assert subjects[0]["id"] != subjects[2]["id"], "two people may share an address"


def test_two_rows_with_one_address_are_found_in_different_chunks_too(order: Order) -> None:
    rows = learners(230)
    rows[215]["email"] = rows[3]["email"]
    found = run(order, written(rows))
    assert found["summary"] == {"rows": 230, "issued": 229, "refused": 1, "unchanged": 0}
    assert found["rows"][215]["problems"][0]["code"] == "issue.key_twice"
    assert "row 5" in found["rows"][215]["problems"][0]["message"]


def test_missing_files_are_made_again_with_the_same_bytes(order: Order) -> None:
    roster = written(learners(6))
    run(order, roster)
    before = snapshot(order.folder)
    gone = [*credentials(order.folder)[::2], *order.folder.glob("*.jsonld")]
    gone += [order.folder / "registry.json"]
    for path in gone:
        path.unlink()
    found = run(order, roster, lambda: NOON + timedelta(days=40))
    assert found["summary"] == {"rows": 6, "issued": 3, "refused": 0, "unchanged": 3}
    after = snapshot(order.folder)
    assert {name: data for name, (data, _) in after.items()} == {
        name: data for name, (data, _) in before.items()
    }
    kept = {path.name for path in credentials(order.folder)} - {path.name for path in gone}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_a_file_that_lost_its_content_is_made_again(order: Order) -> None:
    roster = written(learners(2))
    run(order, roster)
    before = snapshot(order.folder)
    emptied = credentials(order.folder)[1]
    emptied.write_bytes(b"")
    assert run(order, roster)["summary"]["issued"] == 1
    after = snapshot(order.folder)
    assert {name: data for name, (data, _) in after.items()} == {
        name: data for name, (data, _) in before.items()
    }


def test_what_is_added_later_contains_the_credential_that_there_is(order: Order) -> None:
    roster = written([learner(0)])
    run(order, roster)
    (credential,) = credentials(order.folder)
    data = credential.read_bytes()
    found = run(replace(order, options=Options(("openbadge", "page"))), roster)
    assert found["rows"][0]["status"] == "issued"
    assert credential.read_bytes() == data
    page = (order.folder / found["rows"][0]["files"]["page"]).read_text("utf-8")
    assert b64encode(data).decode() in page


def test_another_suite_is_refused(order: Order) -> None:
    roster = written([learner(0)])
    run(order, roster)
    before = snapshot(order.folder)
    with pytest.raises(TeselaError) as caught:
        run(replace(order, options=Options(("openbadge",), suite="eddsa-jcs-2022")), roster)
    assert caught.value.code == "issue.other_suite"
    assert snapshot(order.folder) == before


def test_the_default_date_of_award_does_not_make_tomorrows_run_a_correction(order: Order) -> None:
    fields = ("given_name", "family_name", "email")
    roster = written(learners(3), fields)
    first = run(order, roster)
    before = snapshot(order.folder)
    tomorrow = NOON + timedelta(days=1)
    later = replace(order, rules=RowRules("fi", tomorrow.date()))
    second = run(later, roster, lambda: tomorrow)
    assert second["summary"]["unchanged"] == 3
    assert by_row(second) == by_row(first)
    assert snapshot(order.folder) == before
    document = json.loads(credentials(order.folder)[0].read_bytes())
    assert "2026-06-30" in json.dumps(document)


def test_a_row_whose_last_day_has_passed_stays_issued(order: Order) -> None:
    """Without a date of award, today would be after the last day; the award has its own day."""
    row = {**learner(0), "valid_until": "2026-06-30"}
    fields = ("given_name", "family_name", "email", "valid_until")
    first = run(order, written([row], fields))
    assert first["summary"]["issued"] == 1
    tomorrow = NOON + timedelta(days=1)
    later = replace(order, rules=RowRules("en", tomorrow.date()))
    assert run(later, written([row], fields), lambda: tomorrow)["summary"]["unchanged"] == 1
    late = written([row, {**learner(1), "valid_until": "2026-06-30"}], fields)
    found = run(later, late, lambda: tomorrow)
    assert [row["status"] for row in found["rows"]] == ["unchanged", "refused"]
    assert found["rows"][1]["problems"][0]["code"] == "award.ends_before"
    assert len(recorded(order.folder)) == 1


def test_a_date_of_birth_meets_the_credential_only_when_asked_for(order: Order) -> None:
    row = {**learner(0), "date_of_birth": "1990-05-17"}
    fields = (*FIELDS, "date_of_birth")
    run(order, written([row], fields))
    assert not any(b"1990" in data for data, _ in snapshot(order.folder).values())
    asked = replace(order, rules=RowRules("en", NOON.date(), with_date_of_birth=True))
    found = run(asked, written([row], fields))
    assert found["rows"][0]["supersedes"]
    new = order.folder / found["rows"][0]["files"]["openbadge"]
    assert b"1990-05-17" in new.read_bytes()


def test_contact_data_meet_no_published_file(order: Order) -> None:
    run(order, written(learners(3)))
    for name, (data, _) in snapshot(order.folder).items():
        assert b"@example.org" not in data, name


def test_the_report_is_in_the_readers_language_and_has_the_rows_of_the_file(order: Order) -> None:
    lines = written(learners(2)).splitlines(keepends=True)
    roster = b"".join([b"\n", lines[0], lines[1], b"\n", lines[2]])
    with open_roster(BytesIO(roster), name="class.csv", today=date(2026, 6, 30)) as opened:
        issue_roster(order, opened, lambda: NOON, "de")
    assert [row["row"] for row in report(order.folder)["rows"]] == [3, 5]


def test_two_runs_at_once_issue_each_award_exactly_once(tmp_path: Path) -> None:
    key = new_key(tmp_path)
    roster = saved(tmp_path / "class.csv", learners(60))
    command = [
        *(PROGRAM, "issue", "--achievement", ACHIEVEMENT, "--roster", roster, "--key", key),
        *("--out", tmp_path / "out", "--as", "openbadge", "--status-list", LISTS),
    ]
    running = [
        subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, **PLAIN_ENVIRONMENT})
        for _ in range(3)
    ]
    said = [one.communicate(timeout=600)[1].decode() for one in running]
    assert 0 in {one.returncode for one in running}
    for one, text in zip(running, said, strict=True):
        assert one.returncode == 0 or "Another run is working" in text, text
    at = datetime.now(UTC) + timedelta(minutes=1)
    if report(tmp_path / "out")["summary"]["unchanged"] == 0:
        assert sum("60 issued" in text for text in said) == 1
    assert_each_once(tmp_path / "out", 60, at=at)


@pytest.mark.slow
def test_a_format_added_later_makes_only_that_and_removes_nothing(tmp_path: Path) -> None:
    key = new_key(tmp_path)
    roster = saved(tmp_path / "class.csv", learners(3))
    out = tmp_path / "out"
    assert issued(out, key, roster=roster).status == 0
    before = snapshot(out)
    ended = call(
        *("issue", "--achievement", ACHIEVEMENT, "--roster", roster, "--key", key),
        *("--out", out, "--as", "page,pdf", "--status-list", LISTS, "--jobs", "2"),
    )
    assert ended.status == 0, ended.err
    assert report(out)["summary"]["issued"] == 3
    assert {name: kept for name, kept in snapshot(out).items() if name in before} == before
    at = datetime.now(UTC) + timedelta(minutes=1)
    assert_each_once(out, 3, at=at, suffixes=(".json", ".pdf", ".html"))
    everything = snapshot(out)
    for path in [*out.glob("*.pdf"), *out.glob("*.html")]:
        path.unlink()
    again = call(
        *("issue", "--achievement", ACHIEVEMENT, "--roster", roster, "--key", key),
        *("--out", out, "--status-list", LISTS),
    )
    assert again.status == 0, again.err
    made = {name: data for name, (data, _) in snapshot(out).items()}
    assert made == {name: data for name, (data, _) in everything.items()}
