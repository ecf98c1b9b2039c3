"""How words are searched and sorted."""

import unicodedata
from collections.abc import Mapping


def plain(text: str) -> str:
    """The text as it is searched and sorted: case and accents do not count."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        letter for letter in apart if not unicodedata.combining(letter) and letter != "\x00"
    )


def words(title: Mapping[str, str]) -> str:
    """The titles of all languages as they are searched, one a line."""
    return "\n".join(map(plain, title.values()))
