"""`tesela example`: the ready descriptions, as a list and as files to start from."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from tesela.cli.output import write_whole
from tesela.cli.speech import language, print_json, tell, today, word
from tesela.model.ready import FIELDS, Ready, origin_of, ready, ready_named
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
_OWN_LICENCE = re.compile(r"^licence:", re.MULTILINE)
_ORIGIN = re.compile(r"^derived_from:\n(?:[ ].*\n)+", re.MULTILINE)


@app.callback()
def example() -> None:
    """A group: to look through them, and to take one."""


@app.command("list", help=word("cli.example.list"))
def listed(
    field: Annotated[
        str | None, typer.Option("--field", metavar="FIELD", help=word("cli.option.field"))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    if field is not None and field not in FIELDS:
        raise TeselaError("cli.choice", value=field, known=", ".join(FIELDS))
    chosen = [one for one in ready() if field in (None, one.field)]
    if not chosen:
        raise TeselaError("cli.no_examples", file="achievements")
    tongue = language()
    if json:
        print_json([_stated(one) for one in chosen])
        return
    for one in chosen:
        print(_line(one, tongue))


@app.command("copy", help=word("cli.example.copy"))
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help=word("cli.argument.example"))],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=word("cli.option.example_out"))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    chosen = ready_named(name)
    if chosen is None:
        raise TeselaError("cli.no_example", name=name)
    file = out or Path(f"{name}.yaml")
    if file.exists():
        raise TeselaError("cli.file_exists", file=str(file))
    write_whole(file, taken(chosen, today()).encode())
    if json:
        print_json({"file": str(file)})
    else:
        tell("cli.example.copied", language(), file=str(file))


def taken(one: Ready, on: date) -> str:
    """The file of a ready description for whoever takes it on that day.

    It says where it was taken from. Its licence is a comment only: whoever
    publishes the new one decides on that.
    """
    text = _OWN_LICENCE.sub("# licence:", one.file.read_text("utf-8"))
    if _ORIGIN.search(text):
        return _ORIGIN.sub(lambda found: f'{found[0]}  taken_on: "{on}"\n', text)
    origin = origin_of(one.achievement).model_copy(update={"taken_on": on})
    stated = {"derived_from": origin.model_dump(mode="json", exclude_none=True)}
    block = yaml.safe_dump(stated, allow_unicode=True, sort_keys=False, width=96)
    return f"{text.rstrip()}\n\n{block}"


def _line(one: Ready, tongue: str) -> str:
    return (
        f"{one.name:34} {one.field or '–':10} {one.title.in_language(tongue)}{_hours(one, tongue)}"
    )


def _hours(one: Ready, tongue: str) -> str:
    if one.hours is None:
        return ""
    count = int(one.hours) if one.hours == one.hours.to_integral_value() else 2
    return f" ({say('document.hours', tongue, count, number=f'{one.hours:f}')})"


def _stated(one: Ready) -> dict[str, Any]:
    return {
        "name": one.name,
        "field": one.field or None,
        "title": dict(one.title),
        "summary": dict(one.summary),
        "hours": None if one.hours is None else float(one.hours),
        "eqf": one.eqf,
    }
