"""`tesela serve`: the web service.

1. read the settings, so that a wrong one is said before anything runs
2. see that the address is free
3. bring the database up to date
4. start the processes; they share one secret key
5. say the address
6. serve until told to end (SIGTERM, SIGINT), and let open requests finish
"""

import asyncio
import os
import time
from errno import EADDRINUSE
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli.speech import language, tell, word
from tesela.text.errors import TeselaError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
DATA = "tesela-data"
"""The data folder, unless the environment names one."""
SECONDS_TO_FINISH = 30
"""For open requests, when the service is told to end."""
SECONDS_FOR_OTHERS = 4
"""Processes of a service that was killed end within so long, and give the address free."""
HEADER_BYTES = 65_536
HEADER_MILLISECONDS = 10_000


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
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help=word("backup.option.data"))
    ] = None,
) -> None:
    if data is not None:
        os.environ["TESELA_DATA"] = str(data)
    run(host=host, port=port, processes=processes)


def run(*, host: str, port: int, processes: int) -> None:
    """Serve until told to end. Raises TeselaError `cli.no_site`, `serve.*`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    os.environ.setdefault("TESELA_DATA", DATA)
    os.environ.setdefault("TESELA_ADDRESS", f"http://localhost:{port}")
    try:
        import django  # part of the extra "site"
        from django.conf import settings
        from granian import Granian
        from granian.constants import HTTPModes, Interfaces
        from granian.http import HTTP1Settings
    except ImportError as error:
        raise TeselaError("cli.no_site") from error
    os.environ["TESELA_SECRET_KEY"] = settings.SECRET_KEY  # 1
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    _see_that_it_is_free(host, port, shown)  # 2
    django.setup()
    from django.db import connections

    from tesela.site.setup import bring_up_to_date

    bring_up_to_date()  # 3
    connections.close_all()  # none is shared with the processes
    server = Granian(
        "tesela.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=settings.THREADS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADER_MILLISECONDS, max_buffer_size=HEADER_BYTES
        ),
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_enabled=False,
    )
    server.on_startup(lambda: tell("cli.serving", language(), address=shown))  # 5
    server.serve()  # 4, 6


def _see_that_it_is_free(host: str, port: int, shown: str) -> None:
    """The server shares its port between processes, and would share it with a stranger too.

    Raises TeselaError `serve.cannot_listen`.
    """
    until = time.monotonic() + SECONDS_FOR_OTHERS
    try:
        while True:
            try:
                asyncio.run(_listen_once(host, port))
                return
            except OSError as error:
                if error.errno != EADDRINUSE or time.monotonic() > until:
                    raise
            time.sleep(0.2)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise TeselaError("serve.cannot_listen", address=shown, reason=reason) from error


async def _listen_once(host: str, port: int) -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, host, port)
    server.close()
    await server.wait_closed()
