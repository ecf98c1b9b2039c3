"""`--help` of every command, complete and in the reader's language."""

import json
import os
import re
import subprocess
import sys

import pytest

from tesela import __version__
from tesela.cli.main import COMMANDS
from tesela.text.catalogue import say
from tests.cli.command import PLAIN_ENVIRONMENT, process

GROUPS = {
    "keys": ("new",),
    "status": ("show", "revoke", "suspend", "reinstate"),
    "handover": ("export", "import"),
    "example": ("list", "copy"),
    "esco": ("import",),
    "registry": ("sign", "check", "find"),
}
ANSWERS_WITH_PAGES = {"serve", "work", "backup", "restore"}
CALLS = [
    [],
    *([name] for name in COMMANDS),
    *([group, name] for group, names in GROUPS.items() for name in names),
]
ASK_EACH = """
import contextlib, io, json, sys
from tesela.cli.main import run
said = []
for words in json.load(sys.stdin):
    sys.argv = ["tesela", *words, "--help"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            run()
            status = 0
        except SystemExit as ending:
            status = ending.code or 0
    said.append([status, out.getvalue()])
json.dump(said, sys.stdout)
"""
"""One process for all of them: the language is chosen when the program starts."""


@pytest.fixture(scope="module")
def helps() -> dict[str, list[tuple[int, str]]]:
    """Language → exit status and text of each call's help."""
    found = {}
    for language in ("en", "de"):
        done = subprocess.run(
            [sys.executable, "-c", ASK_EACH],
            input=json.dumps(CALLS),
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                **PLAIN_ENVIRONMENT,
                "TESELA_LANGUAGE": language,
                "COLUMNS": "100",
                "PYTHONIOENCODING": "utf-8",
            },
        )
        found[language] = [(status, text) for status, text in json.loads(done.stdout)]
    return found


def flowing(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("words", CALLS, ids=lambda words: " ".join(words) or "tesela")
def test_help_is_there_in_the_readers_language(
    helps: dict[str, list[tuple[int, str]]], words: list[str], language: str
) -> None:
    status, text = helps[language][CALLS.index(words)]
    assert status == 0
    code = ".".join(["cli", *words]) if words else "cli.tesela"
    assert flowing(say(code, language)) in flowing(text)
    assert "Traceback" not in text
    assert "{" not in re.sub(r"\{(FILE…?|FILE\|FOLDER…|NAME|FEED|ID|AWARD…|PACKAGE…)\}", "", text)
    if words and words[0] not in GROUPS and words[0] not in ANSWERS_WITH_PAGES:
        assert "--json" in text
        assert flowing(say("cli.option.json", language)) in flowing(text)


def test_german_help_is_not_the_english_one(helps: dict[str, list[tuple[int, str]]]) -> None:
    """What the catalogue has in German is said in German, descriptions of options too."""
    for words, (_, english), (_, german) in zip(CALLS, helps["en"], helps["de"], strict=True):
        code = ".".join(["cli", *words]) if words else "cli.tesela"
        if say(code, "de") != say(code, "en"):
            assert german != english, words
    assert say("cli.verify", "de") != say("cli.verify", "en")


def test_every_command_is_listed(helps: dict[str, list[tuple[int, str]]]) -> None:
    text = helps["en"][0][1]
    assert all(f"  {name} " in text for name in COMMANDS)


def test_version() -> None:
    ended = process("--version")
    assert (ended.status, ended.out.strip(), ended.err) == (0, __version__, "")


def test_called_with_nothing_it_shows_what_there_is() -> None:
    ended = process()
    assert ended.status == 0
    assert "verify" in ended.out


@pytest.mark.parametrize(
    "words", [["nothing"], ["verify"], ["verify", "--nothing", "x"], ["issue"], ["keys", "old"]]
)
def test_a_call_that_is_wrong_is_answered_with_the_usage(words: list[str]) -> None:
    ended = process(*words)
    assert ended.status == 2
    assert ended.out == ""
    assert "Usage: tesela" in ended.err
