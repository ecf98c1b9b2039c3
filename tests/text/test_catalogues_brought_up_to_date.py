"""How a catalogue follows the English messages, and what is shown meanwhile."""

import gettext
import io

import polib
import pytest

from tools.catalogues import brought_up_to_date

MESSAGES: dict[str, tuple[str, str | None]] = {
    "room.greeting": ("Hello {name}.", None),
    "room.rows": ("{count} row", "{count} rows"),
}


def translated(language: str = "pl") -> str:
    """A file in which both messages are translated and one has a translator's note."""
    file = polib.pofile(brought_up_to_date(language, "", MESSAGES))
    greeting, rows = file
    greeting.msgstr = "Dzień dobry, {name}."
    greeting.tcomment = "For the start page."
    rows.msgstr_plural = {0: "{count} wiersz", 1: "{count} wiersze", 2: "{count} wierszy"}
    return str(file)


def entry(text: str, context: str) -> polib.POEntry:
    found = polib.pofile(text).find(context, by="msgctxt")
    assert found is not None
    return found


def spoken(text: str, context: str, english: str) -> str:
    compiled = polib.pofile(text).to_binary()
    return gettext.GNUTranslations(io.BytesIO(compiled)).pgettext(context, english)


def test_a_new_message_is_added_untranslated_with_all_forms():
    text = brought_up_to_date("sl", "", MESSAGES)
    assert entry(text, "room.greeting").msgstr == ""
    assert entry(text, "room.rows").msgstr_plural == dict.fromkeys(range(4), "")
    assert not polib.pofile(text).fuzzy_entries()


def test_a_second_run_changes_nothing():
    once = brought_up_to_date("pl", translated(), MESSAGES)
    assert brought_up_to_date("pl", once, MESSAGES) == once
    assert "For the start page." in once


def test_translations_are_kept():
    text = brought_up_to_date("pl", translated(), MESSAGES)
    assert spoken(text, "room.greeting", "Hello {name}.") == "Dzień dobry, {name}."
    assert entry(text, "room.rows").msgstr_plural[1] == "{count} wiersze"


def test_changed_english_makes_the_translation_fuzzy_and_unspoken():
    changed = {**MESSAGES, "room.greeting": ("Welcome, {name}.", None)}
    text = brought_up_to_date("pl", translated(), changed)
    greeting = entry(text, "room.greeting")
    assert greeting.fuzzy
    assert greeting.msgstr == "Dzień dobry, {name}."
    assert greeting.previous_msgid == "Hello {name}."
    assert spoken(text, "room.greeting", "Welcome, {name}.") == "Welcome, {name}."
    assert brought_up_to_date("pl", text, changed) == text


def test_changed_english_without_translation_is_not_fuzzy():
    before = brought_up_to_date("pl", "", MESSAGES)
    changed = {**MESSAGES, "room.greeting": ("Welcome, {name}.", None)}
    assert not polib.pofile(brought_up_to_date("pl", before, changed)).fuzzy_entries()


def test_a_message_that_is_gone_is_removed():
    only_rows = {"room.rows": MESSAGES["room.rows"]}
    text = brought_up_to_date("pl", translated(), only_rows)
    assert [found.msgctxt for found in polib.pofile(text)] == ["room.rows"]
    assert "Dzień" not in text


@pytest.mark.parametrize(
    ("context", "now", "forms"),
    [
        ("room.greeting", ("Hello {name}.", "Hello {name} and all."), 3),
        ("room.rows", ("{count} row", None), 1),
    ],
    ids=["got a plural", "lost its plural"],
)
def test_a_message_whose_plural_comes_or_goes_is_fuzzy(
    context: str, now: tuple[str, str | None], forms: int
):
    found = entry(brought_up_to_date("pl", translated(), {**MESSAGES, context: now}), context)
    assert found.fuzzy
    assert len(list(found.msgstr_plural) or [found.msgstr]) == forms


def test_the_order_is_that_of_the_messages():
    turned = dict(reversed(MESSAGES.items()))
    text = brought_up_to_date("pl", translated(), turned)
    assert [found.msgctxt for found in polib.pofile(text)] == list(turned)
    assert brought_up_to_date("pl", text, MESSAGES) == brought_up_to_date(
        "pl", translated(), MESSAGES
    )


def test_a_file_holds_no_date_and_names_its_language():
    file = polib.pofile(brought_up_to_date("ga", "", MESSAGES))
    assert file.metadata["Language"] == "ga"
    assert not [name for name in file.metadata if "Date" in name or "Generator" in name]
