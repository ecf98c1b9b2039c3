"""`tesela esco import`: packages of ESCO become the file from which skills are suggested."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli.speech import language, print_json, tell, word
from tesela.text.errors import TeselaError
from tesela.vocab.esco import Imported, import_packages

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


@app.callback()
def esco() -> None:
    """A group, also while it has one command only."""


@app.command("import", help=word("cli.esco.import"))
def take(
    packages: Annotated[
        list[Path], typer.Argument(metavar="PACKAGE…", help=word("cli.argument.esco"))
    ],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help=word("cli.option.esco_to"))],
    release: Annotated[
        str | None, typer.Option("--release", metavar="X.Y.Z", help=word("cli.option.esco_release"))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    made = _written(packages, to, release)
    languages = ", ".join(made.languages)
    if json:
        print_json(
            {
                "file": str(to),
                "version": made.version,
                "languages": list(made.languages),
                "concepts": made.concepts,
            }
        )
        return
    tell(
        "cli.esco.imported",
        language(),
        concepts=made.concepts,
        version=made.version,
        languages=languages,
        file=str(to),
    )


def _written(packages: list[Path], to: Path, release: str | None) -> Imported:
    """The file appears whole or not at all, so that a running service is not disturbed."""
    unfinished = to.with_name(f".{to.name}.{os.getpid()}")
    with ExitStack() as stack:
        opened = [(path.name, stack.enter_context(path.open("rb"))) for path in packages]
        try:
            into = stack.enter_context(unfinished.open("xb"))
        except OSError as error:
            reason = error.strerror or ""
            raise TeselaError("cli.unwritable", file=str(to), reason=reason) from error
        try:
            made = import_packages(opened, into, release)
            into.close()
            unfinished.replace(to)
        finally:
            unfinished.unlink(missing_ok=True)
    return made
