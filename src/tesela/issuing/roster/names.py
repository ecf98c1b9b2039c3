"""Is this somebody's name?

Names have no rules, only their bearers. So what is refused is what software
and typists leave in place of a name, and nothing that can be one:

- unmistakable fillers (`undefined`, `#N/A`, `First name`, `xxx`, `-`, …) are
  refused in each part of a name;
- words that are people's names too (*Null*, *Test*, *None*, *Nan*, *True*,
  …) are refused only when every part is such a word, or when software wrote
  them: `null`, `none`, `nan`, `nil` in small letters beside a part with a
  capital letter.
"""

import re
from collections.abc import Collection, Mapping

from tesela.issuing.roster.texts import CellRefused

_NO_WORD = re.compile(r"[\W_]+\Z")
_REPEATED = re.compile(r"([a-z])\1{2,}\Z", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{.*\}\}|\$\{.*\}|<.*>|%.+%|\*\|.*\|\*|«.*»|\[.*\]")
_UNMISTAKABLE = frozenset(
    [
        "undefined", "n/a", "n.a.", "n/d", "#nv", "tbd", "tba", "tbc", "placeholder", "asdf",
        "asdfasdf", "qwerty", "qwertz", "lorem", "ipsum", "lorem ipsum", "nan nan", "null null",
        "undefined undefined", "not available", "not applicable", "no name", "noname", "(null)",
        "(none)", "(blank)", "(empty)", "first name", "firstname", "last name", "lastname",
        "given name", "givenname", "family name", "familyname", "surname", "full name",
        "first_name", "last_name", "given_name", "family_name", "full_name", "your name",
        "unknown unknown", "test test", "test user", "testuser", "foo bar", "foobar",
    ]
)  # fmt: skip
PERHAPS_NO_NAME = frozenset(
    [
        "null", "none", "nan", "nil", "na", "test", "tester", "testing", "user", "student",
        "learner", "unknown", "void", "true", "false", "name", "empty", "blank", "dummy", "foo",
        "bar", "sample", "example", "demo", "x", "xx", "y", "anonymous",
    ]
)  # fmt: skip
_NEVER_IN_A_NAME = frozenset(["undefined", "n/a", "#n/a", "#ref!", "[object"])
FILLER_WORDS = frozenset(
    word for filler in (*_UNMISTAKABLE, *_NEVER_IN_A_NAME) for word in filler.split()
)
"""Whatever has none of these words is none of the unmistakable fillers."""
_BY_SOFTWARE = frozenset(["null", "none", "nan", "nil"])
_ADDRESS = re.compile(r"[^\s@]@[^\s@.]+\.|https?://|www\.")


def check_name_part(text: str, header: str) -> None:
    """Raises CellRefused when `text` cannot be a name or a part of one.

    `header` is the name of the column: whoever starts from a template may
    leave it behind as a value.
    """
    folded = text.casefold()
    if (
        folded in _UNMISTAKABLE
        or folded == header.casefold()
        or text == "NaN"
        or _REPEATED.match(text)
        or _TEMPLATE.fullmatch(text)
        or _NO_WORD.match(text)
        or not _NEVER_IN_A_NAME.isdisjoint(folded.split())
    ):
        raise CellRefused("roster.placeholder_name")
    if _ADDRESS.search(text):
        raise CellRefused("roster.name_is_address")
    if "?" in text:
        raise CellRefused("roster.lost_letters")
    if not any(character.isalpha() for character in text):
        raise CellRefused("roster.name_without_letters")


def placeholder_parts(parts: Mapping[str, str], header_words: Collection[str]) -> list[str]:
    """The fields among `parts` (field → text) that are fillers when seen together.

    `header_words` are the casefolded names of name columns in all languages.
    """
    perhaps = [field for field, text in parts.items() if _is_filler(text, header_words)]
    if not perhaps:
        return []
    if len(perhaps) == len(parts):
        return perhaps
    capitals = any(text[:1].isupper() for text in parts.values())
    return [field for field in perhaps if capitals and parts[field] in _BY_SOFTWARE]


def _is_filler(text: str, header_words: Collection[str]) -> bool:
    folded = text.casefold()
    return folded in header_words or PERHAPS_NO_NAME.issuperset(folded.split())
