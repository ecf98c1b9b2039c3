"""`tesela draft`: what a file says, and what one takes of it."""

from pathlib import Path

from tesela.model.description import read_description
from tests.cli.command import call
from tests.drafting import files
from tests.drafting.syllabi import SYLLABI


def syllabus(folder: Path) -> Path:
    file = folder / "syllabus.docx"
    file.write_bytes(files.docx(SYLLABI[1].blocks))
    return file


def test_each_value_is_shown_with_its_place_and_nothing_is_taken(tmp_path: Path) -> None:
    done = call("draft", syllabus(tmp_path))
    assert done.status == 0, done.err
    assert "Grundlagen der Pflege" in done.out
    assert "table, cell 1: 3/2: “Arbeitsaufwand: 25 Std., davon 10 Std. Präsenz”" in done.out
    assert "11 Quality assurance" in done.out
    assert "Nothing was taken" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["syllabus.docx"]


def test_what_is_taken_is_written_with_its_places_and_gaps(tmp_path: Path) -> None:
    out = tmp_path / "first.yaml"
    done = call("draft", syllabus(tmp_path), "--take", "all", "--out", out)
    assert done.status == 0, done.err
    text = out.read_text("utf-8")
    assert "# table, cell 1: 4/2: “ECTS-Punkte: 1,5”" in text
    assert "#   11 Quality assurance" in text
    named = text.replace('country: "AT"', 'country: "AT"\n  name: {de: Donauwerk}')
    whole = f"id: https://donauwerk.example/care\n{named}"
    achievement = read_description(whole.encode(), "first.yaml").achievement
    assert achievement.title["de"] == "Grundlagen der Pflege"
    assert str(achievement.workload.credits[0].points) == "1.5"


def test_numbers_take_only_these(tmp_path: Path) -> None:
    done = call("draft", syllabus(tmp_path), "--take", "1,3-4", "--json")
    assert done.json["taken"] == [1, 3, 4]
    assert len(done.json["found"]) > 10
    assert set(done.json["description"]) == {"title", "awarding_bodies", "learning_outcomes"}
    assert done.json["gaps"] == ["11", "13", "14", "15", "16"]


def test_all_leaves_out_what_a_person_must_decide(tmp_path: Path) -> None:
    file = tmp_path / "two.txt"
    file.write_text("Title: Care\n\nDuration: 25 hours\n\nDuration: 30 hours\n")
    done = call("draft", file, "--take", "all", "--json", "--text-language", "en")
    assert done.json["description"] == {"title": {"en": "Care"}}
    assert [note["code"] for note in done.json["notes"]] == ["draft.two_values"]


def test_bad_numbers_and_bad_files_are_refused(tmp_path: Path) -> None:
    file = syllabus(tmp_path)
    for numbers, said in (("0", "no number"), ("x", "no number"), ("99", "number 99")):
        done = call("draft", file, "--take", numbers)
        assert (done.status, said in done.err) == (2, True)
    (tmp_path / "a.pdf").write_bytes(b"PK\x03\x04")
    assert call("draft", tmp_path / "a.pdf").status == 2


def test_a_text_that_says_nothing_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("We met on Monday, and it was good to see everybody again.\n")
    done = call("draft", file)
    assert done.status == 3
    assert "begin with a ready description" in done.err


def test_nothing_in_a_file_steers_the_terminal_or_ends_a_comment(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Title: Care \x1b[31m\u202e of people\u2028id: https://evil.example\n\nEQF level: 3\n"
    )
    out = tmp_path / "a.yaml"
    done = call("draft", file, "--take", "all", "--out", out, "--text-language", "en")
    assert "\x1b" not in done.out + out.read_text("utf-8")
    assert not [line for line in out.read_text("utf-8").splitlines() if line.startswith("id:")]


def test_concepts_are_suggested_and_never_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "# Digital basics\n\n## Learning outcomes\n\n- protect personal data and privacy online\n"
        "- bake a loaf of bread with sourdough\n"
    )
    done = call("draft", file, "--take", "all", "--json")
    first = done.json["suggestions"][0]
    assert (first["framework"], first["code"], first["number"]) == ("DigComp 2.2", "4.2", 2)
    assert "privacy" in first["matched"]
    assert "references" not in str(done.json["description"])
    assert "Suggested: DigComp 2.2 4.2" in call("draft", file).out
