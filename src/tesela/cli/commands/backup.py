"""`tesela backup FILE`: the database and the secret key in one file; the service may run."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli.commands.serve import DATA
from tesela.cli.speech import language, tell, word
from tesela.text.errors import TeselaError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=word("backup.argument.file"))],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help=word("backup.option.data"))
    ] = None,
) -> None:
    folder = data or Path(os.environ.get("TESELA_DATA") or DATA)
    try:
        from tesela.site.backup import Place, save
        from tesela.site.secret import existing_key
    except ImportError as error:
        raise TeselaError("cli.no_site") from error
    place = Place(folder, os.environ.get("TESELA_DATABASE") or None)
    secret = existing_key(os.environ.get("TESELA_SECRET_KEY"), folder)
    save(place, secret, file, datetime.now(UTC).replace(microsecond=0))
    tell("backup.saved", language(), file=file)
