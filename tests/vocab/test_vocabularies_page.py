"""`docs/vocabularies.md` says what the lists are: every list and every code, no other."""

import re
from pathlib import Path

from tesela.vocab import LISTS, vocabulary

PAGE = Path(__file__).parents[2] / "docs" / "vocabularies.md"


def test_the_table_has_a_true_row_for_each_list() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \| (\S+) \| ([^|]+) \| (\d+) \| (\d+) \|", page(), re.MULTILINE
    )
    assert rows == [
        (
            name,
            vocabulary(name).scheme,
            vocabulary(name).version,
            str(len(vocabulary(name).concepts)),
            str(sum(concept.extension for concept in vocabulary(name).concepts)),
        )
        for name in LISTS
    ]


def test_each_code_is_there_with_its_english_label() -> None:
    sections = re.split(r"^### `([^`]+)`$", page(), flags=re.MULTILINE)[1:]
    assert tuple(sections[::2]) == LISTS
    for name, section in zip(sections[::2], sections[1::2], strict=True):
        rows = re.findall(r"^\| `([^`]+)` \| (.+) \| (extension)? ?\|$", section, re.MULTILINE)
        assert rows == [
            (concept.code, concept.label("en"), "extension" if concept.extension else "")
            for concept in vocabulary(name).concepts
        ]


def page() -> str:
    return PAGE.read_text("utf-8")
