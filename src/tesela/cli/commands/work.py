"""`tesela work`: the background workers of the web service (`site.awards.working`)."""

import os
from typing import Annotated

import typer

from tesela.cli.commands.serve import DATA
from tesela.cli.speech import language, tell, word
from tesela.text.errors import TeselaError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def command(
    processes: Annotated[
        int, typer.Option("--processes", metavar="N", min=1, help=word("work.option.processes"))
    ] = 1,
) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    os.environ.setdefault("TESELA_DATA", DATA)
    try:
        import django  # part of the extra "site"
        from django.conf import settings
    except ImportError as error:
        raise TeselaError("cli.no_site") from error
    os.environ["TESELA_SECRET_KEY"] = settings.SECRET_KEY
    django.setup()
    from tesela.site.awards.working import run

    tell("work.working", language())
    run(processes)
