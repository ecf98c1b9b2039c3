"""Ordinary JSON, read fast: what the strict reader says, or left to it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs import jsontext, ordinary
from tesela.text.errors import TeselaError

values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)
    ),
    lambda inside: st.one_of(
        st.lists(inside, max_size=4), st.dictionaries(st.text(max_size=4), inside, max_size=4)
    ),
    max_leaves=12,
)
FRAGMENTS = ["{", "}", "[", "]", '"', ":", ",", "\\", " ", "\n", "1", "-0", "1e400", "0.5", "é", '"a"',
             '"a":1', '"a" :1', '":"', "true", "null", "\ufeff", "\x00",
             '\\"', "\\\\", '"\\u0061"', "\\u0022", '\\":', "\\ud83d", "\\ude00", "\\n"]  # fmt: skip


def strictly(data: bytes) -> Any:
    """The strict reader's value, with types told apart; its code where it refuses."""
    try:
        return repr(jsontext._strictly(data))
    except TeselaError as error:
        return error.code


def fast(data: bytes) -> Any:
    try:
        return repr(ordinary.read(data, jsontext.MAXIMUM_DEPTH))
    except ordinary.NotOrdinaryError:
        return strictly(data)


@given(values, st.booleans(), st.sampled_from([None, 1]))
def test_values_are_read_alike(value: Any, escaped: bool, indent: int | None) -> None:
    data = json.dumps(value, ensure_ascii=escaped, indent=indent).encode()
    assert fast(data) == strictly(data)


@given(values, st.lists(st.tuples(st.integers(0, 400), st.sampled_from(FRAGMENTS)), max_size=2))
def test_texts_without_white_space_and_changed_ones_are_read_alike(
    value: Any, changes: list[tuple[int, str]]
) -> None:
    text = jsontext.plain(value)
    for at, fragment in changes:
        text = text[:at] + fragment + text[at:]
    assert fast(text.encode()) == strictly(text.encode())


@settings(max_examples=500)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_texts_of_every_kind_are_read_alike(text: str) -> None:
    data = text.encode()
    assert fast(data) == strictly(data)


@settings(max_examples=500)
@given(
    st.lists(
        st.lists(
            st.sampled_from([*FRAGMENTS, '{"a":1}', '["b","c"]', '{"a":1,"a":2}']), max_size=4
        ),
        max_size=4,
    )
)
def test_several_texts_are_read_as_one_by_one(parts: list[list[str]]) -> None:
    several = ["".join(fragments).encode() for fragments in parts]
    assert said(lambda: jsontext.parse_each(several)) == said(
        lambda: [jsontext.parse(data) for data in several]
    )


def said(read: Callable[[], Any]) -> str:
    try:
        return repr(read())
    except TeselaError as error:
        return f"{error.code} {error.problem.data}"


def test_each_of_several_texts_has_the_length_allowed() -> None:
    with pytest.raises(TeselaError) as caught:
        jsontext.parse_each([b"1", b"[1,1,1,1,1]"], 10)
    assert caught.value.code == "json.too_large"
    assert jsontext.parse_each([b"[1,1,1,1]", b"[1,1]"], 10) == [[1, 1, 1, 1], [1, 1]]


def test_published_texts_are_read_alike(standards: Path) -> None:
    files = sorted((standards / "vectors").rglob("*.json"))[:300]
    assert len(files) > 100
    for file in files:
        data = file.read_bytes()
        if len(data) < 300_000:
            assert fast(data) == strictly(data), file


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a":1,"a" :2}',
        '{"a":1,"a"\n:2,"b":":c"}',
        '[{"a":":"},{"a":1,"a":2}]',
        "1" * 30,
        "1e400",
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '{"a":1,"\\u0061":2}',
        '{"\\"":1,"\\"":2}',
        '{"a\\\\":1,"a\\\\":2}',
        '{"a\\\\":1,"a\\\\" :2}',
        "[" * 61 + "]" * 61,
        "[" * 2000 + "]" * 2000,
        "NaN",
        "\ufeff{}",
        '["a"]x',
        "",
    ],
)
def test_what_is_not_ordinary_is_left_to_the_strict_reader(text: str) -> None:
    with pytest.raises(ordinary.NotOrdinaryError):
        ordinary.read(text.encode(), jsontext.MAXIMUM_DEPTH)


@pytest.mark.parametrize(
    "text", ['{"a\\"":"\\\\"}', '{"a\\\\":"b\\":"}', '"\ufffe\\u0041"', '["\\n\\/\\u0000"]']
)
def test_escapes_are_ordinary(text: str) -> None:
    data = text.encode()
    assert repr(ordinary.read(data, jsontext.MAXIMUM_DEPTH)) == strictly(data)


def test_depth_is_counted_as_the_strict_reader_does() -> None:
    deepest = b"[" * 60 + b"1" + b"]" * 60
    assert fast(deepest) == strictly(deepest) == repr(json.loads(deepest))


@pytest.mark.parametrize("text", ['{"a" :1,"a":2}', '{"a"\n:1,"b\\":":":"}', '{"a":{"a" : 1}}'])
def test_white_space_behind_a_name_hides_no_doubled_one(text: str) -> None:
    assert fast(text.encode()) == strictly(text.encode())


@pytest.mark.parametrize("innermost", ["[]", "{}", "1", '"x"', '{"a":1}'])
@pytest.mark.parametrize("around", [58, 59, 60, 61])
def test_depth_has_one_end(innermost: str, around: int) -> None:
    data = ("[" * around + innermost + "]" * around).encode()
    assert fast(data) == strictly(data)
    named = ('{"n":' * around + innermost + "}" * around).encode()
    assert fast(named) == strictly(named)
    assert said(lambda: jsontext.parse_each([data, b"1"])) == said(
        lambda: list(map(jsontext.parse, [data, b"1"]))
    )
