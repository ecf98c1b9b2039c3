"""Reading a language's catalogue: the subset of the PO format that `tools/catalogues.py` writes.

Programs that start often, such as the `tesela` command, read a catalogue of
thousands of sentences to say a few. So nothing is built of what is not asked
for: the file is gone through once by one regular expression, and escapes are
undone when a sentence is said.

1. Continued lines are joined.
2. Entries whose translation somebody has to look at again (`#, fuzzy`) or that
   are not used any more (`#~`) do not count.
3. An entry is context, English, English plural where it has one, and as many
   forms as the language has (`Plural-Forms` in the file's head). With an empty
   form it is not translated yet.
"""

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass

_CONTINUED = '"\n"'
_FUZZY = re.compile(r"^#,.*\bfuzzy\b.*\n(?:.+\n)*", re.MULTILINE)
_PLURAL_FORMS = re.compile(r"^\"?.*Plural-Forms: nplurals=[0-9]+; plural=(.*?);\\n", re.MULTILINE)
_ENTRY = re.compile(
    r'^msgctxt "(.*)"\n'
    r'msgid "(.*)"\n'
    r'(?:msgid_plural ".*"\n)?'
    r'((?:msgstr(?:\[[0-9]\])? ".*"(?:\n|\Z))+)',
    re.MULTILINE,
)
_COUNTED = "msgstr["
_FORM = re.compile(r'^msgstr(?:\[[0-9]\])? "(.*)"$', re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}

_ESCAPED = {'"': '\\"', "\\": "\\\\", **{value: f"\\{name}" for name, value in _ESCAPES.items()}}
_WRITTEN_ESCAPED = re.compile(r'["\\\n\t\r\v\x08\f]')


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language."""

    entries: dict[tuple[str, str], str]
    """Context and English, as they stand in the file → the lines with its forms."""
    form: Callable[[int], int]
    """Which form goes with a number."""

    def said(self, context: str, english: str) -> str | None:
        """The sentence, of a counted one that of one; None where it is not translated."""
        lines = self._lines(context, english)
        return _nth(lines, self.form(1) if lines.startswith(_COUNTED) else 0)

    def counted(self, context: str, english: str, count: int) -> str | None:
        """The sentence as it is said of so many; None where it is not translated."""
        lines = self._lines(context, english)
        return _nth(lines, self.form(count)) if lines.startswith(_COUNTED) else None

    def _lines(self, context: str, english: str) -> str:
        return self.entries.get((context, _escaped(english)), "")


def _nth(lines: str, number: int) -> str | None:
    forms = _FORM.findall(lines)
    return _plain(forms[number]) if all(forms) and number < len(forms) else None


def read(text: str) -> Catalogue:
    """The catalogue in `text`, a PO file."""
    joined = _FUZZY.sub("", text.replace(_CONTINUED, ""))  # 1, 2
    plural = _PLURAL_FORMS.search(joined)
    return Catalogue(
        {(context, english): lines for context, english, lines in _ENTRY.findall(joined)},  # 3
        gettext.c2py(plural[1] if plural else "n != 1"),
    )


def _escaped(text: str) -> str:
    return _WRITTEN_ESCAPED.sub(lambda found: _ESCAPED[found[0]], text)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)
