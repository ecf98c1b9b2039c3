"""Everyday words by which the concepts of a list are found (SKOS 5.1, hidden labels).

The names of a framework are seldom the words in which people write down what
they teach: nobody says "interacting through digital technologies" who means
writing e-mails. `vocab/words/<list>.json` has such words of ours by language
and code. They are searched and never shown, and never become part of a label.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def search_words(name: str, language: str) -> Mapping[str, tuple[str, ...]]:
    """Code → words and phrases in `language`; empty where there are none."""
    file = resources.files("tesela.vocab") / "words" / f"{name}.json"
    found = json.loads(file.read_text("utf-8"))
    return {
        code: tuple(part.strip() for part in text.split(";"))
        for code, text in found.get(language, {}).items()
    }
