"""`tesela serve`: the web service."""

import os
from typing import Annotated

import typer

from tesela.cli.speech import language, tell, word
from tesela.text.errors import TeselaError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def command(
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help=word("cli.option.host"))
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=1, max=65535, help=word("cli.option.port"))
    ] = 8000,
    processes: Annotated[
        int, typer.Option("--processes", metavar="N", min=1, help=word("cli.option.processes"))
    ] = 1,
) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    os.environ.setdefault("TESELA_SECRET_KEY", os.urandom(32).hex())
    try:
        from granian import Granian  # part of the extra "site"
        from granian.constants import Interfaces
    except ImportError as error:
        raise TeselaError("cli.no_site") from error
    tell("cli.serving", language(), address=f"http://{host}:{port}/")
    Granian(
        "tesela.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        log_enabled=False,
    ).serve()
