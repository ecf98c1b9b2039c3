"""The table of English sentences: every code that is raised has one, and each is well made."""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest

import tesela
from tesela.text.catalogue import entries, fix, pseudo, say
from tesela.text.languages import PSEUDO_LANGUAGE
from tesela.text.messages.table import MESSAGES

SOURCE = Path(tesela.__file__).parent
SPEAKERS = frozenset({"TeselaError", "Problem", "say", "fix"})
ENTRIES = entries()


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of one of `names` in the package, with where it stands."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in names:
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def codes_in(argument: ast.expr) -> Iterator[str]:
    """The codes an argument can be; of a code put together, nothing."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from codes_in(argument.body)
        yield from codes_in(argument.orelse)


def _name(function: ast.expr) -> str | None:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else None


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_code_that_is_raised_or_said_has_a_sentence():
    spoken = [
        (where, code)
        for where, call in calls(*SPEAKERS)
        if call.args
        for code in codes_in(call.args[0])
    ]
    assert len(spoken) > 100, "the search for codes finds too little to mean anything"
    unknown = [f"{where} {code}" for where, code in spoken if code not in MESSAGES]
    assert not unknown, "these codes have no sentence in tesela/text/messages: add one"


def test_every_code_of_a_model_error_has_a_sentence():
    raised = [
        (where, code)
        for where, call in calls("PydanticCustomError")
        for code in codes_in(call.args[0])
    ]
    assert len(raised) > 10, "the search for codes finds too little to mean anything"
    unknown = [
        f"{where} {code}"
        for where, code in raised
        if code not in MESSAGES and f"description.{code}" not in MESSAGES
    ]
    assert not unknown, "the model refuses with codes that no sentence explains"


def test_codes_are_room_and_what():
    assert not [code for code in MESSAGES if not re.fullmatch(r"[a-z_]+(\.[a-z0-9_-]+)+", code)]


def unlike(rule: Callable[[str], bool]) -> list[str]:
    """The contexts with a text that breaks `rule`."""
    return [
        context
        for context, texts in ENTRIES.items()
        if not all(rule(text) for text in texts if text is not None)
    ]


def test_placeholders_are_plain_names():
    def plain(text: str) -> bool:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
        return all(
            re.fullmatch("[a-z_]+", name or "") and not specification and not turned
            for _, name, specification, turned in fields
        )

    assert not unlike(plain)


def test_there_is_no_other_style_of_placeholder():
    assert not unlike(lambda text: not re.search(r"%[sd(]|\$[{(]|<[a-z_]+>", text))


def test_braces_are_not_doubled():
    """say() without data gives the sentence as it stands, and would show both."""
    assert not unlike(lambda text: "{{" not in text and "}}" not in text)


def test_texts_are_clean():
    assert not unlike(lambda text: text == text.rstrip() and "  " not in text.strip())
    assert not unlike(lambda text: not any(ord(character) < 32 for character in text))


def test_a_fix_says_something_else_than_the_problem():
    assert not [code for code, message in MESSAGES.items() if message.fix == message.text]


def test_plural_and_singular_have_the_same_places():
    assert not [
        code
        for code, message in MESSAGES.items()
        if message.plural is not None and places(message.plural) != places(message.text)
    ]


def test_the_pseudo_language_changes_every_text_and_keeps_its_places():
    def names(text: str) -> list[str]:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]

    assert not unlike(lambda text: pseudo(text) != text)
    assert not unlike(lambda text: len(pseudo(text)) > len(text))
    assert not unlike(lambda text: names(pseudo(text)) == names(text))


def test_the_pseudo_language_is_spoken():
    english = say("roster.too_many_rows", "en", name="class.csv", maximum=5)
    strange = say("roster.too_many_rows", PSEUDO_LANGUAGE, name="class.csv", maximum=5)
    assert strange.startswith("[")
    assert "class.csv" in strange
    assert strange != english
    assert fix("roster.empty", PSEUDO_LANGUAGE).startswith("[")


def test_a_sentence_without_advice_gives_none():
    assert MESSAGES["verdict.valid"].fix is None
    assert not fix("verdict.valid")


def test_a_code_without_a_sentence_is_an_error_of_ours():
    with pytest.raises(KeyError):
        say("roster.no_such_sentence")


def test_english_chooses_between_one_and_many():
    said = [say("element.months", "en", count) for count in (0, 1, 2)]
    assert said == ["after 0 months", "after 1 month", "after 2 months"]


def test_rooms_keep_together():
    """Translators read the catalogue from top to bottom: a message's advice follows it."""
    for before, context in pairwise(ENTRIES):
        if context.endswith(".fix"):
            assert context == f"{before}.fix"
