"""Reading descriptions: YAML and JSON, each fault at its line and column, and the published schema."""

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tesela.model.achievement import Achievement
from tesela.model.description import (
    MAXIMUM_BYTES,
    MAXIMUM_MISFITS,
    DescriptionUnfitError,
    Misfit,
    achievement_schema,
    read_description,
)
from tesela.text.errors import TeselaError
from tesela.text.languages import COMPLETE_LANGUAGES

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "achievements").glob("*.yaml"))
SCHEMA = Draft202012Validator(achievement_schema())
START = """\
id: https://care.example/first-aid
title:
  en: First aid
issuer:
  name: {en: Care Organisation}
"""
START_LINES = START.count("\n")


def read(text: str | bytes, name: str = "my.yaml") -> Achievement:
    data = text.encode() if isinstance(text, str) else text
    return read_description(data, name).achievement


def misfits(text: str | bytes, name: str = "my.yaml") -> tuple[Misfit, ...]:
    with pytest.raises(DescriptionUnfitError) as raised:
        read(text, name)
    assert raised.value.problem.data["number"] == len(raised.value.misfits)
    return raised.value.misfits


def misfit(text: str | bytes, name: str = "my.yaml") -> Misfit:
    (found,) = misfits(text, name)
    return found


def refusal(text: str | bytes, name: str = "my.yaml") -> TeselaError:
    with pytest.raises(TeselaError) as raised:
        read(text, name)
    assert not isinstance(raised.value, DescriptionUnfitError)
    for language in COMPLETE_LANGUAGES:
        assert raised.value.problem.message(language)
    return raised.value


# What is read.


def test_the_start_is_a_description() -> None:
    assert read(START).title["en"] == "First aid"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + START, id="byte order mark"),
        pytest.param(START.replace("\n", "\r\n"), id="CRLF"),
        pytest.param("\ufeff" + START.replace("\n", "\r\n"), id="byte order mark and CRLF"),
        pytest.param("---\n" + START + "...\n", id="document marks"),
        pytest.param("# a comment\n" + START, id="comment"),
        pytest.param(json.dumps(read(START).model_dump(mode="json")), id="JSON by content"),
        pytest.param(
            "{id: https://care.example/first-aid, title: {en: First aid},"
            " issuer: {name: {en: Care Organisation}}}",
            id="YAML in braces",
        ),
    ],
)
def test_the_same_description_in_another_spelling(text: str) -> None:
    assert read(text) == read(START)


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("name", ["my.json", "MY.JSON", "-"])
def test_json_as_programs_write_it(indent: Any, ascii_only: bool, name: str) -> None:
    stated = read(START).model_dump(mode="json", exclude_unset=True)
    stated["title"] = {"en": 'First "aid" 🚑\tand\\more', "el": "Πρώτες βοήθειες"}
    text = json.dumps(stated, indent=indent, ensure_ascii=ascii_only)
    assert read(text, name).title == stated["title"]


def test_no_is_norwegian_and_not_false() -> None:
    assert read(START + "languages: [no, en]\n").languages == ("no", "en")
    assert read(START + "summary: {no: Førstehjelp, on: x}\n").summary == {
        "no": "Førstehjelp",
        "on": "x",
    }


def test_dates_and_decimals_keep_the_spelling_they_have() -> None:
    read_ = read(START + "version: 1.10\nworkload: {hours: 1.50}\n")
    assert read_.version == "1.10"
    assert read_.workload is not None
    assert read_.workload.hours == Decimal("1.50")
    assert str(read_.workload.hours) in ("1.50", "1.5")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("eqf: 4", 4),
        ("eqf: '4'", 4),
    ],
)
def test_a_figure_may_stand_in_quotation_marks(written: str, meant: int) -> None:
    level = read(START + f"level: {{{written}}}\n").level
    assert level is not None
    assert level.eqf == meant


def test_a_tab_within_a_text_stays_a_tab() -> None:
    assert read(START + 'summary: {en: "one\ttwo"}\n').summary == {"en": "one\ttwo"}


def test_what_is_left_empty_is_not_stated() -> None:
    assert read(START + "level:\nworkload: ~\nsummary: null\n") == read(START)


# What cannot be read at all.


@pytest.mark.parametrize(
    ("more", "code", "line", "column"),
    [
        pytest.param("level: {eqf: 4\n", "description.syntax", 7, 1, id="brace not closed"),
        pytest.param("level:\n\teqf: 4\n", "description.syntax", 7, 1, id="tab as indentation"),
        pytest.param("level: eqf: 4\n", "description.syntax", 6, 11, id="two colons"),
        pytest.param("summary: 'x\n", "description.syntax", 7, 1, id="quotation mark not closed"),
        pytest.param("? [a]\n: b\n", "description.syntax", 6, 3, id="a list as a name"),
        pytest.param("--- \n" + START, "description.syntax", 6, 1, id="two documents"),
        pytest.param("title: {en: Again}\n", "description.doubled", 6, 1, id="doubled member"),
        pytest.param("'title': {en: Again}\n", "description.doubled", 6, 1, id="doubled, quoted"),
        pytest.param(
            "summary:\n  en: a\n  de: b\n  en: c\n",
            "description.doubled",
            9,
            3,
            id="doubled inside",
        ),
        pytest.param(
            "level: " + "[" * 40 + "]" * 40 + "\n", "description.too_deep", 6, 37, id="too deep"
        ),
    ],
)
def test_what_is_not_yaml_is_said_with_its_place(
    more: str, code: str, line: int, column: int
) -> None:
    assert START_LINES == 5
    for text in (START + more, "\ufeff" + START + more, (START + more).replace("\n", "\r\n")):
        found = refusal(text)
        assert (found.code, found.problem.data["line"], found.problem.data["column"]) == (
            code,
            line,
            column,
        )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(START + "a: &x 1\nb: *x\n", "description.alias", id="alias"),
        pytest.param(
            START + "a: &x {hours: 4}\nworkload: {<<: *x}\n", "description.alias", id="merged"
        ),
        pytest.param(START.encode("utf-16"), "description.not_utf8", id="UTF-16"),
        pytest.param("title: {de: Prüfung}".encode("latin-1"), "description.not_utf8", id="Latin"),
        pytest.param("", "description.no_mapping", id="empty"),
        pytest.param("# nothing\n", "description.no_mapping", id="comment only"),
        pytest.param("- a\n- b\n", "description.no_mapping", id="a list"),
        pytest.param("text", "description.no_mapping", id="a text"),
        pytest.param("42", "description.no_mapping", id="a number"),
        pytest.param(b" " * (MAXIMUM_BYTES + 1), "description.too_large", id="too large"),
        pytest.param(START + "summary: {en: '\x07'}\n", "description.syntax", id="bell"),
        pytest.param(START + 'summary: {en: "\\ud800"}\n', "description.syntax", id="surrogate"),
    ],
)
def test_what_cannot_be_used_is_refused(text: str | bytes, code: str) -> None:
    assert refusal(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"id": "urn:x:y", "id": "urn:x:y"}', "description.doubled"),
        ('{"id": NaN}', "json.number"),
        ('{"id": "urn:x:y",}', "json.invalid"),
        ("{id: 1}", "json.invalid"),
        ('{"id": "\\ud800"}', "description.syntax"),
        ("{" * 100, "description.too_deep"),
        ('{"id": ', "description.syntax"),
        ("[]", "description.no_mapping"),
    ],
)
def test_a_json_file_keeps_to_json(text: str, code: str) -> None:
    assert refusal(text, "my.json").code == code


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert refusal("\n".join(levels)).code == "description.alias"


@pytest.mark.parametrize("start", ["[", "{a: ", "- ", "? ", '{"a":['])
@pytest.mark.parametrize("name", ["my.yaml", "my.json"])
def test_deep_nesting_is_refused_without_reading_on(start: str, name: str) -> None:
    text = start * (MAXIMUM_BYTES // len(start))
    found = refusal(text, name)
    assert found.code == "description.too_deep"
    assert found.problem.data["line"] == 1
    assert found.problem.data["column"] <= 30 * len(start) + len(start)


def test_tags_make_nothing_but_text(tmp_path: Path) -> None:
    made = tmp_path / "made"
    found = misfits(START + f"page: !!python/object/apply:os.mkdir ['{made}']\n")
    assert found[0].path == "/page"
    assert not made.exists()


# What does not fit.


@pytest.mark.parametrize(
    ("more", "path", "code", "line", "column"),
    [
        pytest.param(
            "titel: x\n", "/titel", "description.unknown_member_near", 6, 1, id="misspelt member"
        ),
        pytest.param(
            "zzz(1)[2]: x\n", "/zzz(1)[2]", "description.unknown_member", 6, 1, id="odd member"
        ),
        pytest.param("workload: {}\n", "/workload", "description.achievement.workload_empty", 6, 1),
        pytest.param("level:\n  eqf: 9\n", "/level/eqf", "description.out_of_bounds", 7, 3),
        pytest.param("level:\n  eqf: high\n", "/level/eqf", "description.value", 7, 3),
        pytest.param("level: high\n", "/level", "description.value", 6, 1),
        pytest.param("version: 1\n", "/version", "description.number_as_text", 6, 1),
        pytest.param(
            "grading:\n  title: {en: G}\n  values: [A, 2]\n",
            "/grading/values/1",
            "description.number_as_text",
            8,
            15,
        ),
        pytest.param("summary: plain\n", "/summary", "description.text.not_localized", 6, 1),
        pytest.param("summary: {}\n", "/summary", "description.text.empty", 6, 1),
        pytest.param(
            "summary:\n  en: fine\n  de: ' '\n", "/summary/de", "description.text.blank", 8, 3
        ),
        pytest.param(
            "summary:\n  en: fine\n  english: x\n", "/summary/english", "description.text.tag", 8, 3
        ),
        pytest.param(
            f"summary:\n  en: fine\n  fr: {'x' * 20_001}\n",
            "/summary/fr",
            "description.text.long",
            8,
            3,
        ),
        pytest.param(
            'summary:\n  fi: "a\\x07b"\n', "/summary/fi", "description.text.control", 7, 3
        ),
        pytest.param("page: care.example\n", "/page", "description.value.web_address", 6, 1),
        pytest.param("licence: free for all\n", "/licence", "description.value.licence", 6, 1),
        pytest.param("languages: [en, '1']\n", "/languages/1", "description.text.tag", 6, 17),
        pytest.param("fields: [nothing]\n", "/fields/0", "vocab.unknown_code", 6, 10),
        pytest.param(
            "workload: {hours: 0}\n", "/workload/hours", "description.out_of_bounds", 6, 12
        ),
        pytest.param(
            f"workload: {{hours: {'9' * 5000}}}\n",
            "/workload/hours",
            "description.out_of_bounds",
            6,
            12,
        ),
        pytest.param("workload: {hours: .inf}\n", "/workload/hours", "description.value", 6, 12),
        pytest.param(
            "learning_outcomes:\n- {id: a, text: {en: x}}\n- text: {en: y}\n  id: a\n",
            "/learning_outcomes/1/id",
            "description.achievement.outcome_twice",
            9,
            3,
        ),
        pytest.param(
            "learning_outcomes:\n- {id: a, text: {en: x}}\n"
            "assessment:\n- {type: project-work, outcomes: [a]}\n"
            "- type: project-work\n  outcomes:\n  - a\n  - b\n",
            "/assessment/1/outcomes/1",
            "description.achievement.outcome_unknown",
            13,
            5,
        ),
        pytest.param(
            "learning_outcomes:\n- text: {en: x}\n",
            "/learning_outcomes/0/id",
            "description.missing",
            7,
            3,
        ),
        pytest.param(
            "level:\n  eqf: 4\n  not_applicable: {en: x}\n",
            "/level",
            "description.achievement.level_or_reason",
            6,
            1,
        ),
    ],
)
def test_each_fault_is_named_at_its_place(
    more: str, path: str, code: str, line: int, column: int
) -> None:
    for text in (START + more, (START + more).replace("\n", "\r\n"), "\ufeff" + START + more):
        found = misfit(text)
        assert (found.path, found.problem.code) == (path, code)
        assert (found.line, found.column) == (line, column)
    for language in COMPLETE_LANGUAGES:
        assert found.problem.message(language)
        assert found.problem.fix(language)


def test_all_faults_are_named_at_once() -> None:
    found = misfits("title: {en: ''}\nlevel: {eqf: 12}\nunknown: 1\n")
    assert {one.path for one in found} == {"/id", "/issuer", "/title/en", "/level/eqf", "/unknown"}
    assert {one.line for one in found} == {1, 2, 3}


def test_a_misspelt_member_is_recognised() -> None:
    found = misfit(START + "learning_outcome: []\n")
    assert found.problem.fix() == "Did you mean “learning_outcomes”?"


def test_columns_count_letters_and_not_bytes() -> None:
    found = misfit(START + "summary: {el: 'Πρώτες βοήθειες 🚑', xx_y: no}\n")
    line = "summary: {el: 'Πρώτες βοήθειες 🚑', xx_y: no}"
    assert (found.line, found.column) == (6, line.index("xx_y") + 1)


def test_a_file_full_of_faults_is_answered_with_the_first_of_them() -> None:
    found = misfits("".join(f"member-{number}: 1\n" for number in range(40_000)))
    assert len(found) == MAXIMUM_MISFITS


def test_faults_of_json_have_places_too() -> None:
    text = json.dumps({"id": "urn:x:y", "title": {"en": "T", "de": ""}}, indent="\t")
    found = {one.path: (one.line, one.column) for one in misfits(text, "my.json")}
    assert found == {"/title/de": (5, 3), "/issuer": (1, 1)}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), st.booleans())
def test_whatever_comes_is_answered_with_an_error_of_ours(data: bytes, added: bool) -> None:
    for name in ("my.yaml", "my.json"):
        with pytest.raises(TeselaError) as raised:
            read(START.encode() + b"zz: " + data if added else data, name)
        assert raised.value.problem.message()


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from([*Achievement.model_fields, "en", "id", "text", "hours"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_json_of_any_shape_is_answered_with_an_error_of_ours(value: Any) -> None:
    with pytest.raises(TeselaError) as raised:
        read(json.dumps({"unknown": 1, "title": value, "assessment": value}), "my.json")
    if isinstance(raised.value, DescriptionUnfitError):
        for found in raised.value.misfits:
            assert found.problem.message()
            assert found.line >= 1


# The published schema.


def stated(path: Path) -> dict[str, Any]:
    """An example as JSON."""
    achievement = read(path.read_bytes(), path.name)
    return achievement.model_dump(mode="json", exclude_unset=True)


every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(achievement_schema())
    assert len(EXAMPLES) >= 4


@every_example
def test_an_example_fits_the_published_schema(path: Path) -> None:
    assert not [error.message for error in SCHEMA.iter_errors(stated(path))]


@every_example
def test_what_is_dumped_reads_back_the_same(path: Path) -> None:
    achievement = read(path.read_bytes(), path.name)
    for text in (
        achievement.model_dump_json(),
        achievement.model_dump_json(exclude_none=True, indent=1),
        json.dumps(stated(path), ensure_ascii=True, indent="\t"),
    ):
        again = read(text, "again.json")
        assert again == achievement
        assert again.frozen_form == achievement.frozen_form


def _set(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        target: Any = value
        for part in path[:-1]:
            target = target[part]
        target[path[-1]] = to

    return change


def _drop(*path: str | int) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        target: Any = value
        for part in path[:-1]:
            target = target[part]
        del target[path[-1]]

    return change


MUTANTS: dict[str, Callable[[dict[str, Any]], None]] = {
    "no id": _drop("id"),
    "no title": _drop("title"),
    "no issuer": _drop("issuer"),
    "issuer without a name": _drop("issuer", "name"),
    "outcome without a text": _drop("learning_outcomes", 0, "text"),
    "outcome without an id": _drop("learning_outcomes", 0, "id"),
    "unknown member": _set("colour", to="red"),
    "unknown member inside": _set("issuer", "colour", to="red"),
    "title without languages": _set("title", to={}),
    "title as plain text": _set("title", to="Title"),
    "title under a word": _set("title", to={"english!": "Title"}),
    "empty title": _set("title", "en", to=""),
    "title as a number": _set("title", "en", to=5),
    "version as a number": _set("version", to=1),
    "version of two words": _set("version", to="a b"),
    "level too high": _set("level", to={"eqf": 9}),
    "level too low": _set("level", to={"eqf": 0}),
    "level in words": _set("level", to={"eqf": "high"}),
    "no hours": _set("workload", to={"hours": 0}),
    "too many hours": _set("workload", to={"hours": 100000}),
    "negative hours": _set("workload", to={"hours": -1}),
    "unknown field": _set("fields", to=["witchcraft"]),
    "unknown type of assessment": _set("assessment", 0, "type", to="guess"),
    "unknown participation": _set("participation", to=["by-owl"]),
    "participation as a text": _set("participation", to="online"),
    "unknown quality assurance": _set("quality_assurance", 0, "kind", to="none"),
    "page that is no address": _set("page", to="care.example"),
    "page of another kind": _set("page", to="ftp://care.example/"),
    "handle in capitals": _set("learning_outcomes", 0, "id", to="Outcome One"),
    "country in three letters": _set("issuer", "country", to="BEL"),
    "stackable in part": _set("stackability", to={"mode": "perhaps"}),
    "too many languages": _set("languages", to=["en"] * 31),
    "too much text": _set("title", "en", to="x" * 20_001),
}
ONLY_THE_MODEL_REFUSES: dict[str, Callable[[dict[str, Any]], None]] = {
    "outcome named twice": lambda value: value["learning_outcomes"].append(
        value["learning_outcomes"][0]
    ),
    "assessment of no outcome": _set("assessment", 0, "outcomes", to=["not-there"]),
    "workload that says nothing": _set("workload", to={}),
    "level and a reason for none": _set("level", to={"eqf": 4, "not_applicable": {"en": "x"}}),
    "title of blanks": _set("title", "en", to="  "),
    "country that is none": _set("issuer", "country", to="XX"),
    "id that is no IRI": _set("id", to="first aid"),
    "language that is no tag": _set("languages", to=["english please"]),
}
"""What JSON Schema cannot say, or not without repeating a list: the program says it."""


@pytest.mark.parametrize("name", MUTANTS)
@every_example
def test_schema_and_model_refuse_the_same(path: Path, name: str) -> None:
    value = copy.deepcopy(stated(path))
    MUTANTS[name](value)
    with pytest.raises(DescriptionUnfitError):
        read(json.dumps(value), "mutant.json")
    assert not SCHEMA.is_valid(value)


@pytest.mark.parametrize("name", ONLY_THE_MODEL_REFUSES)
def test_what_only_the_model_refuses_stands_in_a_list(name: str) -> None:
    value = copy.deepcopy(stated(EXAMPLES[0]))
    ONLY_THE_MODEL_REFUSES[name](value)
    with pytest.raises(DescriptionUnfitError):
        read(json.dumps(value), "mutant.json")
    assert SCHEMA.is_valid(value), "the schema says it now too: move it to MUTANTS"


def test_every_member_of_the_schema_is_explained_or_speaks_for_itself() -> None:
    schema = achievement_schema()
    explained = [name for name, member in schema["properties"].items() if member.get("description")]
    assert len(explained) > len(schema["properties"]) // 2
    assert "Element 7" in schema["properties"]["workload"]["description"]
