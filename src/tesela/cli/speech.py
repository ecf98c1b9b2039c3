"""What all commands share: the reader's language, saying things, and ending.

Exit status: 0 done, everything passed · 1 a check failed · 2 the input or the
call is unusable · 3 nothing failed, something could not be established.
"""

import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import typer

from tesela.text.catalogue import fix, say
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import EU_LANGUAGES, PSEUDO_LANGUAGE, best_language

DONE, FAILED, UNUSABLE, UNKNOWN = 0, 1, 2, 3
_STEERING = dict.fromkeys(
    (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    "\ufffd",
)
"""Control characters but line feed and tab, and those that turn the direction of writing."""
_WORST_FIRST = (UNUSABLE, FAILED, UNKNOWN, DONE)


def language(asked: str | None = None) -> str:
    """The language to speak: asked for, else TESELA_LANGUAGE, else the system's, else English."""
    environment = os.environ
    system = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG")
    for tag in (asked, environment.get("TESELA_LANGUAGE"), (system or "").split(".")[0]):
        if tag and (found := best_language(tag, (*EU_LANGUAGES, PSEUDO_LANGUAGE))):
            return found
    return "en"


def word(code: str) -> str:
    """A sentence for `--help`, in the system's language."""
    return say(code, language())


def harmless(text: str) -> str:
    """`text` without the characters by which a stranger's file could steer the terminal."""
    return text.translate(_STEERING)


def tell(code: str, tongue: str, /, count: int | None = None, **data: object) -> None:
    """Says something to the person, on standard error."""
    print(harmless(say(code, tongue, count, **data)), file=sys.stderr)


def tell_problem(problem: Problem, tongue: str, name: str = "") -> None:
    """Says what is wrong and what to do, on standard error."""
    start = f"{name}: " if name else ""
    print(harmless(f"{start}{problem.message(tongue)}"), file=sys.stderr)
    if advice := problem.fix(tongue):
        print(harmless(f"  → {advice}"), file=sys.stderr)


def problem_json(problem: Problem, tongue: str) -> dict[str, str]:
    """A problem for `--json`."""
    return {
        "code": problem.code,
        "message": problem.message(tongue),
        "fix": fix(problem.code, tongue, **problem.data),
    }


def print_json(value: Any, *, one_line: bool = False) -> None:
    """One JSON document on standard output."""
    escaped = sys.stdout.encoding.lower().replace("-", "") != "utf8"
    text = json.dumps(value, ensure_ascii=escaped, indent=None if one_line else 2)
    sys.stdout.write(text + "\n")


def make_streams_safe() -> None:
    """A character that a terminal cannot show is written by its number, and stops nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def worst(statuses: Iterable[int]) -> int:
    """The exit status that says most of several."""
    given = set(statuses)
    return next((status for status in _WORST_FIRST if status in given), DONE)


def end(status: int) -> NoReturn:
    """Ends the command."""
    raise typer.Exit(status)


def read_file(name: str) -> bytes:
    """The bytes of a file or, for `-`, of standard input.

    Raises TeselaError `cli.not_found`, `cli.unreadable`.
    """
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise TeselaError("cli.not_found", file=name) from error
    except OSError as error:
        raise TeselaError("cli.unreadable", file=name, reason=error.strerror or "") from error


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is here: people's dates are those of their own calendar."""
    return datetime.now().astimezone().date()


def moment(value: str | None) -> datetime:
    """The time that `--at` names; a day alone means its noon, UTC.

    Raises TeselaError `cli.time`.
    """
    if value is None:
        return now()
    try:
        found = datetime.fromisoformat(value)
        if len(value) <= len("2026-06-30"):
            found = found.replace(hour=12)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)  # the first and last hours of the calendar have none in UTC
    except (ValueError, OverflowError) as error:
        raise TeselaError("cli.time", value=value) from error
    return found


def seal_passphrase() -> str | None:
    """The passphrase or PIN for seals, from the environment only."""
    return os.environ.get("TESELA_SEAL_PASSPHRASE") or None


def passphrase() -> str | None:
    """The passphrase for keys, from the environment only."""
    return os.environ.get("TESELA_KEY_PASSPHRASE") or None
