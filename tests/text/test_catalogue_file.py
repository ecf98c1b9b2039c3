"""Catalogues are read as gettext reads them."""

import gettext
import io
from importlib import resources

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.catalogue import entries
from tesela.text.catalogue_file import read

LANGUAGES = ("de", "ga", "lt", "mt", "pl", "sl")
"""Every way of counting that the languages of the Union have."""
COUNTS = (0, 1, 2, 3, 5, 7, 11, 12, 21, 22, 100, 101, 102, 111, 1001)
TEXTS = st.text(st.sampled_from('ab "\\\n\t\r\v\b\f{}[]#msgstr%äΩ\u2028'), min_size=1, max_size=60)


def gettext_of(text: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(polib.pofile(text).to_binary()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_the_one_that_gettext_says(language: str) -> None:
    source = resources.files("tesela.text") / "locale" / f"{language}.po"
    text = source.read_text("utf-8")
    ours, theirs = read(text), gettext_of(text)
    for context, (english, plural) in entries().items():
        assert (ours.said(context, english) or english) == theirs.pgettext(context, english)
        for count in COUNTS if plural else ():
            own = english if count == 1 else plural
            said = ours.counted(context, english, count) or own
            assert said == theirs.npgettext(context, english, plural, count)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS | st.just("")), max_size=8))
def test_what_is_written_reads_back(sentences: list[tuple[str, str, str]]) -> None:
    file = polib.POFile(wrapwidth=40)
    file.metadata = {"Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for at, (english, one, many) in enumerate(sentences):
        file.append(polib.POEntry(msgctxt=f"plain.{at}", msgid=english, msgstr=many))
        forms = {0: one, 1: many}
        counted = polib.POEntry(
            msgctxt=f"counted.{at}", msgid=english, msgid_plural=one, msgstr_plural=forms
        )
        file.append(counted)
    catalogue = read(str(file))
    for at, (english, one, many) in enumerate(sentences):
        assert catalogue.said(f"plain.{at}", english) == (many or None)
        assert catalogue.counted(f"plain.{at}", english, 1) is None
        assert catalogue.counted(f"counted.{at}", english, 1) == (one if many else None)
        assert catalogue.counted(f"counted.{at}", english, 2) == (many or None)


def test_what_has_to_be_looked_at_again_or_is_not_used_is_not_said() -> None:
    catalogue = read(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        '#, fuzzy\n#| msgid "Old"\nmsgctxt "a"\nmsgid "A"\nmsgstr "fuzzy"\n\n'
        '#~ msgctxt "b"\n#~ msgid "B"\n#~ msgstr "unused"\n\n'
        '#, python-brace-format\nmsgctxt "c"\nmsgid "C"\nmsgstr "said"'
    )
    assert [catalogue.said(name, name.upper()) for name in "abc"] == [None, None, "said"]
    assert catalogue.form(0) == 0
    assert read("").said("a", "A") is None
