"""Saying a sentence of the catalogue in a reader's language.

`say("roster.empty", "fi", name="class.csv")` is the sentence, `fix(...)` the
advice that belongs to it. What a language lacks is said in English.
"""

from functools import cache
from importlib import resources

from tesela.text.catalogue_file import Catalogue, read
from tesela.text.languages import EU_LANGUAGES, PSEUDO_LANGUAGE, best_language
from tesela.text.messages import Message
from tesela.text.messages.table import MESSAGES

_FIX = ".fix"
_PSEUDO = str.maketrans("AEIOUYaeiouycnsz", "ÅÉÎÖÛÝåéîöûýçñšž")


def say(code: str, language: str = "en", /, count: int | None = None, **data: object) -> str:
    """The sentence `code` in `language`, with `data` in its named places.

    With `count`, the plural form of that number is taken and `count` is a
    place too. Raises KeyError for a code that is not in the catalogue.
    """
    message = MESSAGES[code]
    text = _translated(code, message.text, message.plural, language, count)
    if count is not None:
        data["count"] = count
    return text.format_map(data) if data else text


def fix(code: str, language: str = "en", /, **data: object) -> str:
    """What to do about `code`, in `language`; empty where nothing helps."""
    message = MESSAGES[code]
    if message.fix is None:
        return ""
    text = _translated(code + _FIX, message.fix, None, language, None)
    return text.format_map(data) if data else text


def entries() -> dict[str, tuple[str, str | None]]:
    """Catalogue context → (English, English plural): what translators get."""
    found: dict[str, tuple[str, str | None]] = {}
    for code, message in MESSAGES.items():
        found[code] = (message.text, message.plural)
        if message.fix is not None:
            found[code + _FIX] = (message.fix, None)
    return found


def _translated(
    context: str, english: str, plural: str | None, language: str, count: int | None
) -> str:
    tag = best_language(language, (*EU_LANGUAGES, PSEUDO_LANGUAGE)) or "en"
    own = plural if plural is not None and count is not None and count != 1 else english
    if tag == PSEUDO_LANGUAGE:
        return pseudo(own)
    if tag == "en":
        return own
    catalogue = _catalogue(tag)
    if plural is not None and count is not None:
        return catalogue.counted(context, english, count) or own
    return catalogue.said(context, english) or own


@cache
def _catalogue(tag: str) -> Catalogue:
    source = resources.files("tesela.text") / "locale" / f"{tag}.po"
    return read(source.read_text("utf-8") if source.is_file() else "")


def pseudo(english: str) -> str:
    """English made strange and a third longer; placeholders stay as they are."""
    pieces = english.replace("}", "{").split("{")
    strange = [
        "{" + piece + "}" if at % 2 else piece.translate(_PSEUDO) for at, piece in enumerate(pieces)
    ]
    return "[" + "".join(strange) + "·" * (len(english) // 3) + "]"


__all__ = ["Message", "entries", "fix", "pseudo", "say"]
