"""`tesela demo`: the whole service on this computer, with living data.

1. name the folder and the address, so that the settings find them
2. bring the database up to date and furnish it, once
3. leave a registry and a few credentials for the command line
4. start a worker, serve, and say what to look at first

Started again it continues; deleting the folder removes everything.
"""

import os
import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from tesela.cli.commands import serve as serving
from tesela.cli.speech import language, print_json, tell, word
from tesela.text.errors import TeselaError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_SECONDS_BETWEEN_LOOKS = 3


@app.command()
def command(
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help=word("cli.option.data"))
    ] = Path("demo-data"),
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=1, max=65535, help=word("cli.option.port"))
    ] = 8000,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help=word("cli.option.serve"))
    ] = True,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    address = f"http://localhost:{port}"
    os.environ.update(  # 1
        TESELA_DATA=str(data), TESELA_DEMO="1", TESELA_ADDRESS=address, TESELA_OFFLINE="1"
    )
    os.environ.setdefault("TESELA_REGISTRY", str(data / "demonstration"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    try:
        import django  # part of the extra "site"
    except ImportError as error:
        raise TeselaError("cli.no_site") from error
    django.setup()
    from tesela.site.awards.models import Award
    from tesela.site.demo.leaving import leave
    from tesela.site.demo.seeds import furnish
    from tesela.site.setup import bring_up_to_date

    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    bring_up_to_date()  # 2
    tongue = language()
    if furnish():
        tell("cli.demo.furnished", tongue, Award.objects.count())
    leave(data)  # 3
    tell("cli.demo.verify", tongue, folder=data)
    if json:
        print_json({"data": str(data), "address": address, "awards": Award.objects.count()})
    if serve:
        tell("cli.demo.open", tongue, address=f"{address}/")
        with _worker(), _left_again(data):  # 4
            if sys.stdout.isatty():
                Thread(target=_show, args=(f"{address}/",), daemon=True).start()
            serving.run(host="127.0.0.1", port=port, processes=1)


@contextmanager
def _worker() -> Iterator[None]:
    """A `tesela work` beside the service, ended with it."""
    started = subprocess.Popen(
        [sys.executable, "-c", "from tesela.cli.main import run; run()", "work"]
    )
    try:
        yield
    finally:
        started.terminate()
        started.wait(timeout=30)


@contextmanager
def _left_again(data: Path) -> Iterator[None]:
    """The files for the command line, written again while the service runs.

    By a process of its own, since the service's processes are forked from this one.
    """
    looking = get_context("spawn").Process(target=_look, args=(data,), daemon=True)
    looking.start()
    try:
        yield
    finally:
        looking.terminate()
        looking.join(timeout=10)


def _look(data: Path) -> None:
    import django

    django.setup()
    from django.db import Error, close_old_connections

    from tesela.site.demo.leaving import leave

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    while True:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        close_old_connections()
        try:
            leave(data)
        except (Error, OSError):
            continue  # busy or full: the next look will do


def _show(address: str) -> None:
    """Open the browser, once there is something to see."""
    time.sleep(2)
    webbrowser.open(address)
