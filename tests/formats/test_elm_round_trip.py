"""What an ELM description says comes back, whatever the achievement is like."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tesela.formats.elm import Loss, describe, description_bytes, read_description, regular
from tesela.model.achievement import Achievement, Media, Scope
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tests.formats.any_achievement import ACHIEVEMENTS

THOROUGH = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PLAIN = Achievement.model_validate(
    {
        "id": "https://school.example/first-aid",
        "title": {"en": "First aid", "de": "Erste Hilfe"},
        "issuer": {"name": {"en": "School"}, "country": "AT"},
        "page": "https://school.example/first-aid.html",
    }
)


@THOROUGH
@given(ACHIEVEMENTS)
def test_every_achievement_comes_back_equal_and_without_loss(achievement: Achievement) -> None:
    back, losses = read_description(description_bytes(achievement))

    assert back == achievement
    assert losses == ()


@THOROUGH
@given(ACHIEVEMENTS)
def test_the_bytes_do_not_depend_on_the_order_of_languages(achievement: Achievement) -> None:
    """Stored and read again, an achievement has the same description."""
    stored = {"routes": (), **json.loads(achievement.frozen_form)}  # which leaves out what is empty

    assert description_bytes(Achievement.model_validate(stored)) == description_bytes(achievement)


@THOROUGH
@given(ACHIEVEMENTS)
def test_each_node_has_one_name_and_no_name_stands_for_two_things(achievement: Achievement) -> None:
    """Statements about two things with one IRI would run together in RDF."""
    said: dict[str, dict[str, Any]] = {}
    for node in _nodes(describe(achievement)):
        known = said.setdefault(node["id"], {})
        for member, value in node.items():
            assert known.setdefault(member, value) == value, node["id"]


@given(
    st.dictionaries(
        st.sampled_from(("note", "minimum_age_years", "text")),
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
    )
)
def test_regular_lines_give_back_any_text(members: dict[str, str]) -> None:
    assert regular.read(regular.written(members)) == members


def test_regular_lines_are_for_people() -> None:
    media = Media(
        kind="easy-text",
        language="en",
        text="One line.\nAnother: line.",
        title=LocalizedText({"de": "Leicht"}),
    )

    lines = regular.written({"media": (media,), "scope": Scope()})

    assert lines == {
        "de": "media 1, kind: easy-text\n"
        "media 1, language: en\n"
        "media 1, text: One line.\n  Another: line.\n"
        "media 1, title (de): Leicht\n"
        "scope:"
    }
    assert regular.with_lists(regular.read(lines)) == {
        "media": [regular.plain(media)],
        "scope": {},
    }


def test_a_foreign_member_is_a_loss() -> None:
    document = describe(PLAIN)
    document["maximumDuration"] = "P1Y"
    document["publisher"]["dateModified"] = "2026-01-01T00:00:00Z"

    back, losses = read_description(json.dumps(document).encode())

    assert back == PLAIN
    assert set(losses) == {
        Loss("maximumDuration", "P1Y"),
        Loss("publisher/dateModified", "2026-01-01T00:00:00Z"),
    }


def test_labels_of_an_older_release_are_no_loss() -> None:
    achievement = Achievement.model_validate(
        PLAIN.model_dump()
        | {
            "fields": ["092"],
            "activities": ["volunteering"],
            "assessment": [
                {"type": "quiz", "supervision": "supervised-with-identity-verification"},
                {"type": "structured-interview"},
            ],
            "quality_assurance": [
                {"kind": "institutional-licence", "agency": {"name": {"en": "A"}, "country": "DE"}}
            ],
        }
    )
    older = _relabelled(describe(achievement))

    assert read_description(json.dumps(older).encode()) == (achievement, ())


def test_single_values_and_lists_are_taken_alike() -> None:
    achievement = PLAIN.model_copy(update={"participation": ("online",), "fields": ("092",)})
    document = describe(achievement)
    document |= {name: document[name][0] for name in ("mode", "thematicArea", "homepage")}
    document["title"] = {tag: [text] for tag, text in document["title"].items()}

    assert read_description(json.dumps(document).encode())[0] == achievement


def test_what_is_no_description_is_refused() -> None:
    document = {**describe(PLAIN), "type": "LearningOutcome"}

    with pytest.raises(TeselaError) as caught:
        read_description(json.dumps(document).encode())

    assert caught.value.code == "elm.no_description"


def test_a_description_without_title_names_the_field() -> None:
    document = describe(PLAIN)
    del document["title"]

    with pytest.raises(TeselaError) as caught:
        read_description(json.dumps(document).encode())

    assert caught.value.code == "elm.unreadable"
    assert caught.value.problem.data["field"] == "title"


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("volumeOfLearning", f"PT{'9' * 5000}H"),
        ("additionalNote", {"id": f"#/note/media/{'9' * 5000}", "noteLiteral": {"en": "kind: a"}}),
    ],
)
def test_a_number_of_thousands_of_digits_is_no_number(member: str, value: Any) -> None:
    document = {**describe(PLAIN), member: value}

    assert read_description(json.dumps(document).encode())[1]


NONSENSE = st.recursive(
    st.text() | st.none() | st.integers() | st.dictionaries(st.text(), st.text(), max_size=2),
    lambda some: st.lists(some, max_size=2) | st.dictionaries(st.sampled_from("id"), some),
)


@THOROUGH
@given(ACHIEVEMENTS, NONSENSE, st.data())
def test_nonsense_in_any_place_is_refused_or_passed_over(
    achievement: Achievement, nonsense: Any, data: st.DataObject
) -> None:
    document = describe(achievement)
    owner, name = data.draw(st.sampled_from(list(_places(document))))
    owner[name] = nonsense

    with suppress(TeselaError):
        read_description(json.dumps(document).encode())


def _relabelled(document: dict[str, Any]) -> dict[str, Any]:
    """The description with every label of a concept in other words, wherever it stands."""
    labels = {
        json.dumps(node["prefLabel"]): json.dumps({"en": f"As it was called {number}"})
        for number, node in enumerate(_nodes(document))
        if node["type"] == "Concept"
    }
    text = json.dumps(document)
    for label, older in labels.items():
        assert label in text
        text = text.replace(label, older)
    relabelled: dict[str, Any] = json.loads(text)
    return relabelled


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, member in members:
        yield value, name
        if isinstance(member, dict | list):
            yield from _places(member)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "type" in value:
            assert "id" in value
            yield value
        for member in value.values():
            yield from _nodes(member)
    elif isinstance(value, list):
        for some in value:
            yield from _nodes(some)
