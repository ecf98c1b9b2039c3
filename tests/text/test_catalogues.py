"""The 23 gettext catalogues: up to date, complete where promised, and true to their places."""

import gettext
import io
import re
from collections.abc import Callable
from functools import cache
from string import Formatter

import polib
import pytest
from babel import Locale

from tesela.text.catalogue import entries, fix, say
from tesela.text.languages import COMPLETE_LANGUAGES, EU_LANGUAGES
from tesela.text.messages.table import MESSAGES
from tools.catalogues import LOCALE, TRANSLATED_LANGUAGES, form_count, main

COMPLETE = tuple(language for language in COMPLETE_LANGUAGES if language != "en")
COUNTS = (0, 1, 2, 3, 5, 11, 21, 101)

SAME_AS_ENGLISH = {
    "accounts.code.code": ("de", "fr"),
    "accounts.passkey.first": ("de",),
    "accounts.passkeys": ("de",),
    "asks.results.name": ("de",),
    "awards.class": ("de", "es", "fi", "el"),
    "awards.mails.correction": ("fr",),
    "classes.count": ("fr",),
    "classes.rows.name": ("de",),
    "classes.version": ("fr",),
    "cli.advice": COMPLETE,
    "cli.doctor.python": ("de",),
    "cli.finding": ("de", "es", "fi", "el"),
    "cli.finding_at": ("de", "es", "fi", "el"),
    "cli.outcome.failed": ("es",),
    "design.credits.system": ("de",),
    "design.identifiers.scheme": ("de",),
    "design.in_language": ("de", "es", "fi", "el"),
    "design.involved.party": ("de",),
    "design.links": ("de",),
    "design.links.item": ("de",),
    "design.list.count": ("fr",),
    "design.media.audio": ("de", "es"),
    "design.media.kind": ("de",),
    "design.part_of": ("de", "es", "fi", "el"),
    "design.party.website": ("de",),
    "design.party_at": COMPLETE,
    "design.publish.version": ("de", "fr"),
    "document.country": COMPLETE,
    "document.name": COMPLETE,
    "document.place": COMPLETE,
    "document.region": ("de",),
    "document.register_other": ("de", "es", "fi", "el"),
    "document.title_of": COMPLETE,
    "document.website": ("de",),
    "form.no": ("es",),
    "portfolio.code.code": ("de", "fr"),
    "portfolio.export.link": ("de",),
    "providers.about.name": ("de",),
    "providers.about.scheme": ("de",),
    "providers.about.website": ("de",),
    "providers.domain.domain": ("de",),
    "providers.list.count": ("fr",),
    "providers.menu": ("de",),
    "providers.name_in": ("de",),
    "questions.assessment.kind": COMPLETE,
    "questions.assessment.titled": COMPLETE,
    "questions.identity.part": ("de", "es", "fi", "el"),
    "questions.quality.kind": COMPLETE,
    "questions.quality.titled": ("de", "es", "fi", "el"),
    "registry.said.scheme": ("de",),
    "site.error_title": ("es",),
    "site.name": COMPLETE,
    "site.title": COMPLETE,
    "work.column.problem": ("de",),
    "cli.registry_found": ("es",),
    "quality.file.size": ("de", "es", "el"),
}
"""Message → languages that really say it as English does."""

QUOTATION_MARKS = {"de": "„“", "fr": "«»", "es": "«»", "fi": "””", "el": "«»"}

HOURS = {
    "bg": ("часа", "час", "часа", "часа", "часа", "часа", "часа", "часа"),
    "cs": ("hodin", "hodina", "hodiny", "hodiny", "hodin", "hodin", "hodin", "hodin"),
    "da": ("timer", "time", "timer", "timer", "timer", "timer", "timer", "timer"),
    "de": ("Stunden", "Stunde", *["Stunden"] * 6),
    "el": ("ώρες", "ώρα", *["ώρες"] * 6),
    "es": ("horas", "hora", *["horas"] * 6),
    "et": ("tundi", "tund", *["tundi"] * 6),
    "fi": ("tuntia", "tunti", *["tuntia"] * 6),
    "fr": ("heure", "heure", *["heures"] * 6),
    "ga": ("uair an chloig", "uair an chloig", "uair an chloig", "huaire an chloig",
           "huaire an chloig", "uair an chloig", "uair an chloig", "uair an chloig"),
    "hr": ("sati", "sat", "sata", "sata", "sati", "sati", "sat", "sat"),
    "hu": ("óra", "óra", "óra", "óra", "óra", "óra", "óra", "óra"),
    "it": ("ore", "ora", *["ore"] * 6),
    "lt": ("valandų", "valanda", "valandos", "valandos", "valandos", "valandų", "valanda",
           "valanda"),
    "lv": ("stundu", "stunda", "stundas", "stundas", "stundas", "stundu", "stunda", "stunda"),
    "mt": ("sigħat", "siegħa", "sagħtejn", "sigħat", "sigħat", "-il siegħa", "siegħa", "siegħa"),
    "nl": ("uur", "uur", "uur", "uur", "uur", "uur", "uur", "uur"),
    "pl": ("godzin", "godzina", "godziny", "godziny", "godzin", "godzin", "godzin", "godzin"),
    "pt": ("horas", "hora", *["horas"] * 6),
    "ro": ("ore", "oră", "ore", "ore", "ore", "ore", "de ore", "ore"),
    "sk": ("hodín", "hodina", "hodiny", "hodiny", "hodín", "hodín", "hodín", "hodín"),
    "sl": ("ur", "ura", "uri", "ure", "ur", "ur", "ur", "ura"),
    "sv": ("timmar", "timme", *["timmar"] * 6),
}  # fmt: skip
"""What follows the figure for 0, 1, 2, 3, 5, 11, 21 and 101 hours."""


@cache
def catalogue(language: str) -> polib.POFile:
    return polib.pofile((LOCALE / f"{language}.po").read_text("utf-8"))


def places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def said(entry: polib.POEntry) -> list[str]:
    """The entry's translations, one a plural form; none where it is not translated."""
    texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
    return [text for text in texts if text]


def test_every_language_of_the_union_has_a_file():
    assert {path.stem for path in LOCALE.glob("*.po")} == set(EU_LANGUAGES) - {"en"}


def test_every_file_is_up_to_date(capsys: pytest.CaptureFixture[str]):
    late = main(["--check"])
    assert not late, capsys.readouterr().out


@pytest.mark.parametrize("language", COMPLETE)
def test_a_complete_language_has_every_message(language: str):
    translated = {entry.msgctxt for entry in catalogue(language).translated_entries()}
    missing = [context for context in entries() if context not in translated]
    assert not missing, f"translate them in {language}.po; see docs/translating.md"


@pytest.mark.parametrize("language", [tag for tag in EU_LANGUAGES if tag != "en"])
def test_what_stands_inside_credentials_is_there_in_every_language(language: str):
    """Else English would stand under another language's tag in what somebody signs."""
    written = ("elm.assessment", "elm.learning", "elm.part_of_result", "elm.passed", "elm.mandate")
    translated = {entry.msgctxt for entry in catalogue(language).translated_entries()}
    assert translated >= {*written, "document.state_at"}


@pytest.mark.parametrize("language", COMPLETE)
def test_nothing_is_left_in_english(language: str):
    same = {
        entry.msgctxt
        for entry in catalogue(language)
        if entry.msgid in said(entry) or entry.msgid_plural in said(entry)
    }
    assert same == {code for code, languages in SAME_AS_ENGLISH.items() if language in languages}


@pytest.mark.parametrize("language", TRANSLATED_LANGUAGES)
def test_translations_keep_their_places(language: str):
    different = [
        entry.msgctxt
        for entry in catalogue(language)
        if any(places(text) != places(entry.msgid) for text in said(entry))
    ]
    assert not different


@pytest.mark.parametrize("language", TRANSLATED_LANGUAGES)
def test_translations_have_no_stray_spaces(language: str):
    stray = [
        entry.msgctxt
        for entry in catalogue(language)
        for text in said(entry)
        if re.search(r"\S  |\s\Z|\t|\n", text) or text[:1].isspace() != entry.msgid[:1].isspace()
    ]
    assert not stray


@pytest.mark.parametrize("language", TRANSLATED_LANGUAGES)
def test_sentences_end_as_sentences(language: str):
    unlike = [
        entry.msgctxt
        for entry in catalogue(language)
        if any(text.endswith(".") != entry.msgid.endswith(".") for text in said(entry))
    ]
    assert not unlike


@pytest.mark.parametrize("language", COMPLETE)
def test_quotation_marks_are_the_language_s_own(language: str):
    opening, closing = QUOTATION_MARKS[language]
    for entry in catalogue(language):
        for text in said(entry):
            assert not set("“”„«»") - {opening, closing} & set(text), entry.msgctxt
            if opening != closing:
                assert text.count(opening) == text.count(closing), entry.msgctxt
            if "“" in entry.msgid:
                assert opening in text, entry.msgctxt


def test_french_punctuation_never_stands_alone_on_a_line():
    broken = [
        entry.msgctxt
        for entry in catalogue("fr")
        for text in said(entry)
        if re.search(r" [:;?!»](\s|\Z)|« ", text)
    ]
    assert not broken, "put a no-break space before : ; ? ! » and after «"


@pytest.mark.parametrize("language", TRANSLATED_LANGUAGES)
def test_plural_forms_are_those_of_unicode_cldr(language: str):
    """Numbers that CLDR puts into one category have one form, and others have another."""
    locale = Locale.parse("pt_PT" if language == "pt" else language)
    index = plural_rule(language)
    categories = {number: (locale.plural_form(number), index(number)) for number in range(1001)}
    assert len(set(categories.values())) == len({form for _, form in categories.values()})
    assert len(set(categories.values())) == len({name for name, _ in categories.values()})
    assert {form for _, form in categories.values()} == set(range(form_count(language)))


def plural_rule(language: str) -> Callable[[int], int]:
    """The rule as gettext itself understands the file's header."""
    compiled = catalogue(language).to_binary()
    return gettext.GNUTranslations(io.BytesIO(compiled)).plural


@pytest.mark.parametrize("language", TRANSLATED_LANGUAGES)
def test_every_plural_message_has_all_forms_or_none(language: str):
    for entry in catalogue(language):
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(form_count(language)))
            assert len(said(entry)) in {0, form_count(language)}, entry.msgctxt


@pytest.mark.parametrize("language", TRANSLATED_LANGUAGES)
def test_the_form_fits_the_number(language: str):
    spoken = tuple(
        say("element.hours", language, count, figure="#").removeprefix("#").strip()
        for count in COUNTS
    )
    assert spoken == HOURS[language]


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_everything_can_be_said_in_every_language(language: str):
    for code, message in MESSAGES.items():
        data = dict.fromkeys(places(message.text), "#")
        count = 2 if message.plural or data.pop("count", None) else None
        data.pop("count", None)
        assert "{" not in say(code, language, count, **data), code
        advice = dict.fromkeys(places(message.fix or ""), "#")
        assert "{" not in fix(code, language, **advice), code


def test_what_a_language_lacks_is_said_in_english():
    context = next(
        entry.msgctxt
        for entry in catalogue("mt")
        if not entry.translated()
        and "{" not in entry.msgid
        and not entry.msgid_plural
        and not entry.msgctxt.endswith(".fix")
    )
    assert say(context, "mt") == MESSAGES[context].text


def test_a_variety_is_served_by_its_language():
    assert say("element.6", "de-AT") == say("element.6", "de") == "Lernergebnisse"
    assert say("element.6", "fr_BE") == say("element.6", "fr")


def test_a_language_outside_the_union_is_served_in_english():
    assert say("element.6", "ja") == "Learning outcomes"
