"""`tesela restore FILE`: what `tesela backup` saved, put where nothing is yet.

The tables are then brought up to date, so that a backup of an older release will do.
"""

import os
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
    os.environ["TESELA_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    try:
        import django  # part of the extra "site"

        from tesela.site.backup import Place, bring_back
    except ImportError as error:
        raise TeselaError("cli.no_site") from error
    bring_back(file, Place(folder, os.environ.get("TESELA_DATABASE") or None))
    django.setup()
    from tesela.site.setup import bring_up_to_date

    bring_up_to_date()
    tell("backup.restored", language(), file=file)
