"""The 24 official languages of the European Union, and how one is chosen.

Language tags are BCP 47 (RFC 5646). Interface texts exist in `EU_LANGUAGES`
and in `PSEUDO_LANGUAGE`, which is made from English so that a text that
bypasses the catalogue, or a layout that is too narrow, shows at once.
"""

import re
from collections.abc import Collection

EU_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
COMPLETE_LANGUAGES = ("en", "de", "fr", "es", "fi", "el")
"""Languages in which every message exists; a test fails where one is missing."""
PSEUDO_LANGUAGE = "en-XA"

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{5,8})*\Z")


def is_language_tag(tag: str) -> bool:
    """True for a well-formed BCP 47 tag of language, script, region and variants."""
    return _TAG.match(tag) is not None


def best_language(wanted: str, available: Collection[str]) -> str | None:
    """The available tag that serves `wanted` best, by RFC 4647 lookup.

    `de-AT` is served by `de-AT`, else `de`, else any other variety of `de`;
    None when no available tag has the same language.
    """
    if wanted in available:  # as it nearly always is
        return wanted
    by_lower = {tag.lower(): tag for tag in available}
    parts = wanted.replace("_", "-").lower().split("-")
    for length in range(len(parts), 0, -1):
        if found := by_lower.get("-".join(parts[:length])):
            return found
    return next(
        (tag for low, tag in sorted(by_lower.items()) if low.split("-")[0] == parts[0]), None
    )
