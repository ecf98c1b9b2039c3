"""`tesela`: the table of commands.

A command is a module here with a function `command`; its line in `COMMANDS`
says where it is and what it is for.
"""

import gc
import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tesela import __version__
from tesela.cli.speech import (
    UNUSABLE,
    language,
    make_streams_safe,
    print_json,
    problem_json,
    tell_problem,
    word,
)
from tesela.text.errors import TeselaError

COMMANDS = {
    "issue": "cli.issue",
    "verify": "cli.verify",
    "check": "cli.check",
    "draft": "cli.draft",
    "status": "cli.status",
    "convert": "cli.convert",
    "keys": "cli.keys",
    "handover": "cli.handover",
    "example": "cli.example",
    "esco": "cli.esco",
    "registry": "cli.registry",
    "schema": "cli.schema",
    "serve": "cli.serve",
    "work": "cli.work",
    "backup": "cli.backup",
    "restore": "cli.restore",
    "doctor": "cli.doctor",
    "demo": "cli.demo",
}

_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
"""Without it pydantic looks through everything installed for plugins, of which we have none."""


class CommandTable(TyperGroup):
    """Loads a command's module when the command is called, not before."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - typer's signature
        if cmd_name not in COMMANDS:
            return None
        made = typer.main.get_command(_loaded(cmd_name).app)
        made.help = word(COMMANDS[cmd_name])
        return made

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section(word("cli.commands")):
            formatter.write_dl([(name, word(code)) for name, code in COMMANDS.items()])


def _loaded(name: str) -> ModuleType:
    """The module of a command; what was loaded so far is never looked through for garbage."""
    found = import_module(f"tesela.cli.commands.{name}")
    gc.freeze()
    gc.enable()
    return found


app = typer.Typer(
    cls=CommandTable,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True, help=word("cli.tesela"))
def tesela(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=word("cli.option.version"))] = False,
) -> None:
    if version:
        print(__version__)
    elif ctx.invoked_subcommand is None:
        print(ctx.get_help())


def run() -> None:
    """The entry point: runs a command and turns errors into exit status 2."""
    gc.disable()  # until the command is loaded: a fifth of the time of loading goes into it
    make_streams_safe()
    os.environ.setdefault(_NO_PLUGINS, "__all__")
    try:
        app()
    except TeselaError as error:
        _say_error(error)
        sys.exit(UNUSABLE)
    except BrokenPipeError:
        sys.exit(UNUSABLE)
    except OSError as error:
        data = {"file": str(error.filename or ""), "reason": error.strerror or ""}
        _say_error(TeselaError("cli.unreadable", **data))
        sys.exit(UNUSABLE)


def _say_error(error: TeselaError) -> None:
    tongue = language()
    if "--json" in sys.argv:
        print_json({"problem": problem_json(error.problem, tongue)})
    tell_problem(error.problem, tongue)
