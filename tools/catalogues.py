"""Brings the gettext catalogues up to date: `python -m tools.catalogues [--check]`.

Every language of the European Union but English has one file,
`src/tesela/text/locale/<language>.po`, written from `tesela.text.catalogue.entries()`:

1. entries stand in the catalogue's own order, with the code as context;
2. a message that is new is added without a translation;
3. where the English changed, the old translation stays, marked fuzzy, with
   the former English beside it, and is not shown until somebody approves it;
4. a message that is gone is removed.

The result depends on nothing but the catalogue and the file before it: no
dates, no names of programs. `--check` writes nothing and exits with 1 when a
file is not up to date.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import polib

from tesela.text.catalogue import entries
from tesela.text.languages import EU_LANGUAGES

LOCALE = Path(__file__).parents[1] / "src" / "tesela" / "text" / "locale"
TRANSLATED_LANGUAGES = tuple(tag for tag in EU_LANGUAGES if tag != "en")
_WIDTH = 100

_ONE_OR_MORE = "nplurals=2; plural=(n != 1);"
_CZECH_AND_SLOVAK = "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"
PLURAL_FORMS: Mapping[str, str] = {
    "bg": _ONE_OR_MORE,
    "cs": _CZECH_AND_SLOVAK,
    "da": _ONE_OR_MORE,
    "de": _ONE_OR_MORE,
    "el": _ONE_OR_MORE,
    "es": _ONE_OR_MORE,
    "et": _ONE_OR_MORE,
    "fi": _ONE_OR_MORE,
    "fr": "nplurals=2; plural=(n > 1);",
    "ga": "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4);",
    "hr": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "hu": _ONE_OR_MORE,
    "it": _ONE_OR_MORE,
    "lt": "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : "
    "n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 ? 1 : 2);",
    "mt": "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>=3 && n%100<=10) ? 2 : "
    "n%100>=11 && n%100<=19 ? 3 : 4);",
    "nl": _ONE_OR_MORE,
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "pt": _ONE_OR_MORE,
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);",
    "sk": _CZECH_AND_SLOVAK,
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "sv": _ONE_OR_MORE,
}
"""Language → gettext's rule for choosing the form; the rules of Unicode CLDR for whole numbers."""


def brought_up_to_date(
    language: str, before: str, catalogue: Mapping[str, tuple[str, str | None]]
) -> str:
    """The text of `language`'s file for `catalogue`, keeping the translations of `before`.

    `before` is the text of the present file, empty where there is none.
    """
    known = {entry.msgctxt: entry for entry in polib.pofile(before)} if before else {}
    file = polib.POFile(wrapwidth=_WIDTH)
    file.metadata = {
        "Project-Id-Version": "Tesela",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    for context, (english, plural) in catalogue.items():
        file.append(_entry(context, english, plural, known.get(context), form_count(language)))
    return str(file).rstrip("\n") + "\n"


def form_count(language: str) -> int:
    """How many forms a sentence with a count has in `language`."""
    return int(PLURAL_FORMS[language].removeprefix("nplurals=").partition(";")[0])


def _entry(
    context: str, english: str, plural: str | None, old: polib.POEntry | None, forms: int
) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=context, msgid=english, msgid_plural=plural or "")
    if "{" in english:
        entry.flags.append("python-brace-format")
    said = _said(old)
    if plural is None:
        entry.msgstr = said[-1]
    else:
        entry.msgstr_plural = {form: said[min(form, len(said) - 1)] for form in range(forms)}
    if old is None or not any(said):
        return entry
    entry.tcomment = old.tcomment
    changed = (old.msgid, old.msgid_plural) != (entry.msgid, entry.msgid_plural)
    if changed or len(said) != (1 if plural is None else forms):
        entry.flags.append("fuzzy")
        entry.previous_msgid = old.msgid
    elif old.fuzzy:
        entry.flags.append("fuzzy")
        entry.previous_msgid = old.previous_msgid
    return entry


def _said(old: polib.POEntry | None) -> list[str]:
    """The translations there are, one a form, at least one (which may be empty)."""
    if old is None:
        return [""]
    return [text for _, text in sorted(old.msgstr_plural.items())] or [old.msgstr]


def _summary(language: str, text: str) -> str:
    file = polib.pofile(text)
    translated, fuzzy = len(file.translated_entries()), len(file.fuzzy_entries())
    doubtful = f", {fuzzy} fuzzy" if fuzzy else ""
    return f"{language}: {translated} of {len(file)} messages{doubtful}"


def main(arguments: list[str]) -> int:
    """Bring every file up to date, or say which ones are not; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalogues")
    parser.add_argument("--check", action="store_true", help="change nothing; 1 if out of date")
    check = parser.parse_args(arguments).check
    late = 0
    for language in TRANSLATED_LANGUAGES:
        path = LOCALE / f"{language}.po"
        before = path.read_text("utf-8") if path.is_file() else ""
        after = brought_up_to_date(language, before, entries())
        if check:
            if before != after:
                late = 1
                print(f"{path.name} is not up to date: run python -m tools.catalogues")
            continue
        if before != after:
            path.write_text(after, "utf-8", newline="\n")
        print(_summary(language, after))
    return late


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
