"""`tesela check`: descriptions, class lists and credentials against the Recommendation."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import dumps, loads
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tesela.cli.checking import Asked, Shown, Tally, check_all, files_in, is_folder, summary
from tesela.cli.speech import (
    UNUSABLE,
    end,
    harmless,
    language,
    now,
    print_json,
    tell,
    today,
    word,
    worst,
)
from tesela.conform.profiles import NO_PROFILE, profile_for
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.vocab.places import is_country

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
SHOWN = 20
"""Files whose findings are told to people one by one; of more only what is unusable, and counts."""

MANY = 200
"""Files that are worth several processes."""


@app.command()
def command(
    files: Annotated[
        list[str], typer.Argument(help=word("cli.argument.checked"), metavar="FILE|FOLDER…")
    ],
    country: Annotated[
        str | None, typer.Option("--country", metavar="CC", help=word("cli.option.country"))
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=1, help=word("cli.option.check_jobs")),
    ] = None,
    trust: Annotated[
        str | None,
        typer.Option("--trust", metavar="REGISTRY", help=word("cli.option.check_trust")),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
    tongue: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help=word("cli.option.language"))
    ] = None,
) -> None:
    tongue = language(tongue)
    asked = Asked(
        today=today(),
        now=now(),
        tongue=tongue,
        country=_country(country, tongue),
        trust=trust,
        as_json=json,
    )
    listed = files_in(files)
    of_folder = any(is_folder(name) for name in files)
    if not listed:
        raise TeselaError("cli.check_nothing")
    tally, statuses = Tally(), []
    with _progress(len(listed), tongue) as show:
        for shown in check_all(listed, asked, jobs or _processes(len(listed))):
            statuses.append(shown.status)
            tally.add(shown)
            _show(shown, alone=len(listed) == 1, many=len(listed) > SHOWN)
            show()
    if json and of_folder:
        print_json({"summary": tally.to_json()}, one_line=True)
    if len(listed) > 1 and (of_folder or not json):
        for line in summary(tally, tongue):
            print(line, file=sys.stderr)
    if not json or of_folder:
        tell("conform.not_recognition", tongue)
    end(worst(statuses))


def _processes(files: int) -> int:
    """Starting processes takes longer than checking a few files."""
    return (os.cpu_count() or 1) if files > MANY else 1


def _country(code: str | None, tongue: str) -> str | None:
    """The country whose profile is asked for; people are told where nothing is known of it.

    Raises TeselaError `cli.no_country`.
    """
    if code is None:
        return None
    code = code.upper()
    if not is_country(code):
        raise TeselaError("cli.no_country", country=code)
    if profile_for(code) is NO_PROFILE:
        tell("cli.check_no_profile", tongue, country=code)
    return code


def _show(shown: Shown, *, alone: bool, many: bool) -> None:
    if shown.line:
        sys.stdout.write(_indented(shown.line) if alone else shown.line + "\n")
    if shown.said and (not many or shown.status == UNUSABLE):
        for line in shown.said:
            print(harmless(line), file=sys.stderr)


def _indented(line: str) -> str:
    """A single document is for people's eyes, too."""
    return dumps(loads(line), ensure_ascii=line.isascii(), indent=2) + "\n"


@contextmanager
def _progress(files: int, tongue: str) -> Iterator[Callable[[], None]]:
    """A line that counts files, on a terminal only."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    disabled = not console.is_terminal or files <= SHOWN
    with Progress(*columns, console=console, transient=True, disable=disabled) as bar:
        task = bar.add_task(say("cli.check_progress", tongue), total=files)
        yield lambda: bar.advance(task)
