"""Is the text of a cell what somebody meant to write?

Checks that hold for every column: characters nobody can see, letters broken
by a wrong encoding, formulas, errors of the spreadsheet. Names of people and
texts in any script pass untouched.
"""

import html
import re
import unicodedata

from tesela.issuing.roster.rows import character_name


class CellRefused(Exception):  # noqa: N818 - a step of reading, not an error for people
    """A cell that is not accepted: code and data of a problem."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


_AROUND = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
_PLAIN = re.compile(r"[ -~¡-¬®-ʯͰ-ͷͻ-΃΄-ϿЀ-ԯḀ-ỿἀ-῾‐-‧‰-⁞€]*\Z")
_JOINERS = "\u200c\u200d"
_LINES = "\n\r\t"
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});")
_SPREADSHEET_ERROR = re.compile(
    r"#(?:REF!|N/A|N/D|NV|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BEZUG!|WERT!"
    r"|NOMBRE\?|NOM\s?\?|VALEUR!|ZAHL!|NAZWA\?|ARG!|VALOR!|¡[A-Z/0]+!|GETTING_DATA)\Z|Err:\d{3}\Z",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\+[\d\s().\-/\xa0]+")
_GRADE_WITH_SIGN = re.compile(r"\+\d+([.,]\d+)?\Z")
_FILLERS = frozenset(
    [
        "undefined", "null", "nan", "n/a", "n.a.", "none", "-", "--", "---", "–", "—", "?", "??",
        "???", "tbd", "tba", "[object object]", "xxx", "nil",
    ]
)  # fmt: skip


def trimmed(text: str) -> str:
    """NFC without white space, no-break space and byte order marks around it."""
    text = text.strip(_AROUND)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def check_end(cell: str) -> None:
    """Raises CellRefused where half of a broken letter at the end looks like white space."""
    if cell.endswith(("\xa0", "\x85")) and (meant := repaired(cell.strip(" \r\n\t"))):
        raise CellRefused("roster.mojibake", meant=meant)


def check_text(text: str, *, encoding: str | None, lines: bool = False) -> None:
    """Raises CellRefused where `text` holds what nobody meant to write.

    `lines` allows line breaks and tabs.
    """
    if not text.isascii() and (meant := repaired(text)):
        raise CellRefused("roster.mojibake", meant=meant)
    if not _PLAIN.match(text):
        _check_characters(text, encoding=encoding, lines=lines)
    if "\ufffd" in text:
        raise CellRefused("roster.lost_letters")
    if text[0] in "#E" and _SPREADSHEET_ERROR.match(text):
        raise CellRefused("roster.spreadsheet_error")


def _check_characters(text: str, *, encoding: str | None, lines: bool) -> None:
    for character in text:
        if character in _LINES:
            if lines:
                continue
            raise CellRefused("roster.line_break")
        category = unicodedata.category(character)
        if category == "Cc" or category in ("Zl", "Zp"):
            raise CellRefused("roster.control_character", character=character_name(character))
        if category == "Cs":
            raise CellRefused("roster.unreadable_bytes", encoding=encoding or "the file")
        if category == "Cf" and character not in _JOINERS:
            raise CellRefused("roster.invisible_character", character=character_name(character))
        if category == "Co" or _is_noncharacter(character):
            raise CellRefused("roster.private_character", character=character_name(character))


def _is_noncharacter(character: str) -> bool:
    number = ord(character)
    return 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE


def check_markup(text: str) -> None:
    """Raises CellRefused where a web page's codes stand for letters."""
    if "&" in text and _ENTITY.search(text) and (meant := html.unescape(text)) != text:
        raise CellRefused("roster.markup", meant=meant)


def check_formula(text: str) -> None:
    """Raises CellRefused where a spreadsheet would run `text` as a formula.

    A telephone number and a grade such as +1 are no formulas.
    """
    if text[0] in "=@" or (
        text[0] == "+" and not _TELEPHONE.fullmatch(text) and not _GRADE_WITH_SIGN.match(text)
    ):
        raise CellRefused("roster.formula", sign=text[0])


def check_filler(text: str) -> None:
    """Raises CellRefused where a program's or a typist's filler stands for a value."""
    if text.casefold() in _FILLERS:
        raise CellRefused("roster.placeholder_value")


_MISREAD_AS = ("cp1252", "cp1250", "latin-1", "cp1257", "mac-roman", "cp1253", "cp1251")
_ALONE = re.compile(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")
"""A letter beyond ASCII with none beside it is no part of a UTF-8 sequence."""
_PLAUSIBLE = re.compile(
    r"[\x00-\x7f\xa0-\u017f\u0192\u0218-\u021b\u0386-\u03ce\u0400-\u045f\u0490\u0491"
    r"\u1e02-\u1e9e\u1f00-\u1ffe\u2010-\u203a\u20ac\u2122]*\Z"
)
_SCRIPTS = (
    re.compile(r"[A-Za-z\xc0-\u021b\u1e02-\u1e9e]"),
    re.compile(r"[\u0386-\u03ce\u1f00-\u1ffe]"),
    re.compile(r"[\u0400-\u0491]"),
)


def repaired(text: str) -> str | None:
    """What `text` was before UTF-8 was read as something else; None if it was not.

    Every non-ASCII character has to be part of one UTF-8 sequence that gives
    a letter or mark of Europe, in one script: real names do not do that.
    """
    if _ALONE.search(text) or not _CONTINUES.search(text):
        return None
    for codec, looks in _LOOKS_MISREAD.items():
        if not looks.match(text):
            continue
        try:
            before = _as_bytes(text, codec).decode("utf-8")
        except UnicodeError:
            continue
        if not _PLAUSIBLE.match(before) or sum(bool(s.search(before)) for s in _SCRIPTS) > 1:
            continue
        if codec in ("cp1251", "cp1253") and sum(c > "\x7f" for c in before) < 2:
            continue
        return before
    return None


def _read_as(codec: str, octets: range) -> str:
    """The characters that these octets are in `codec`, for a regular expression."""
    known = bytes(octets).decode(codec, "ignore")
    undefined = "".join(map(chr, range(0x80, 0xA0))) if codec.startswith("cp125") else ""
    return re.escape(known + "".join(c for c in undefined if ord(c) in octets))


def _misread(codec: str) -> re.Pattern[str]:
    """What UTF-8 looks like in `codec`: sequences of a first octet and those that continue it."""
    more = f"[{_read_as(codec, _CONTINUING)}]"
    sequences = (
        f"[{_read_as(codec, first)}]{more}{{{length}}}"
        for length, first in enumerate((range(0xC2, 0xE0), range(0xE0, 0xF0), range(0xF0, 0xF5)), 1)
    )
    return re.compile(rf"(?:[\x00-\x7f]|{'|'.join(sequences)})*\Z")


_CONTINUING = range(0x80, 0xC0)
"""The octets of a UTF-8 sequence after its first; without one there is none."""
_LOOKS_MISREAD = {codec: _misread(codec) for codec in _MISREAD_AS}
_CONTINUES = re.compile("[" + "".join(_read_as(codec, _CONTINUING) for codec in _MISREAD_AS) + "]")


def _as_bytes(text: str, codec: str) -> bytes:
    """Undefined bytes of Windows code pages stand for themselves, as browsers do it."""
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        if not codec.startswith("cp125"):
            raise
        return b"".join(bytes([ord(c)]) if "\x80" <= c <= "\x9f" else c.encode(codec) for c in text)
