"""`tesela handover`: a register goes to whoever answers for it when its institution closes."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli import handover
from tesela.cli.register import FILE_NAME
from tesela.cli.speech import language, now, passphrase, print_json, read_file, tell, word
from tesela.proofs.key_files import read_key
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, GuardedFetcher, offline
from tesela.trust.registry import read_registry

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
Json = Annotated[bool, typer.Option("--json", help=word("cli.option.json"))]


@app.command("export", help=word("cli.handover.export"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=word("cli.argument.handover"))],
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help=word("cli.option.folder"))],
    key: Annotated[str, typer.Option("--key", metavar="FILE", help=word("cli.option.key"))],
    json: Json = False,
) -> None:
    if not (folder / FILE_NAME).is_file():
        raise TeselaError("cli.not_a_register", folder=str(folder))
    signer = read_key(read_file(key), passphrase())
    partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            records = handover.export(folder, signer, out, now())
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    if json:
        print_json({"file": str(file), "records": records})
    tell("cli.handed_over", language(), records, file=file)


@app.command("import", help=word("cli.handover.import"))
def take_over(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=word("cli.argument.handover"))],
    folder: Annotated[Path, typer.Option("--out", metavar="DIR", help=word("cli.option.out"))],
    ask_nobody: Annotated[bool, typer.Option("--offline", help=word("cli.option.offline"))] = False,
    trust: Annotated[
        Path | None, typer.Option("--trust", metavar="DIR", help=word("cli.option.trust"))
    ] = None,
    json: Json = False,
) -> None:
    fetch: Fetch = offline if ask_nobody else GuardedFetcher()
    if trust:
        fetch = read_registry(trust).fetching(fetch)
    found = handover.take_over(file, folder, fetch, now())
    if json:
        print_json({"issuer": found.issuer, "awards": found.awards, "new": found.new})
    code = "cli.taken_over" if found.new else "cli.taken_over_before"
    tell(code, language(), found.awards, issuer=found.issuer, folder=folder)
