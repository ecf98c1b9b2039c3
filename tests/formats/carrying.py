"""Comparing what comes back from a document with what a format's table promises."""

from collections.abc import Mapping
from decimal import Decimal

from tesela.model.base import Part
from tesela.model.carried import members
from tesela.text.localized import LocalizedText

Stated = Mapping[str, Part | None]


def differing(before: Stated, after: Stated, language: str | None) -> set[str]:
    """The paths whose values did not come back, all places in lists taken together.

    Of texts only those in `language` are compared, where there is one; what
    stands there twice need not come back twice.
    """
    then, now = _by_path(before, language), _by_path(after, language)
    return {path for path, values in then.items() if not values <= now.get(path, set())}


def _by_path(stated: Stated, language: str | None) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, part in stated.items():
        for path, value in members(part, name):
            found.setdefault(path, set()).update(_in(value, language))
    return found


def _in(value: object, language: str | None) -> set[str]:
    if isinstance(value, Decimal):
        return {str(value.normalize())}
    if not isinstance(value, LocalizedText):
        return {repr(value)}
    if language is None:
        return {repr(sorted(value.items()))}
    return {" ".join(value[language].split())} if language in value else set()
