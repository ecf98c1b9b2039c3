"""`tesela handover`: a register goes to whoever answers for it when its institution closes.

Of a folder that `tesela issue` made (`cli.handover`), or of an organisation of
the web service (`site.handover`).
"""

import os
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli import handover
from tesela.cli.commands.serve import DATA
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
Offline = Annotated[bool, typer.Option("--offline", help=word("cli.option.offline"))]
Trust = Annotated[
    Path | None, typer.Option("--trust", metavar="DIR", help=word("cli.option.trust"))
]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help=word("backup.option.data"))
]


@app.command("export", help=word("cli.handover.export"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=word("cli.argument.handover"))],
    folder: Annotated[
        Path | None, typer.Option("--in", metavar="DIR", help=word("cli.option.folder"))
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", metavar="FILE", help=word("cli.option.key"))
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="SLUG", help=word("handover.option.closing")),
    ] = None,
    addresses: Annotated[
        bool, typer.Option("--with-addresses", help=word("handover.option.addresses"))
    ] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    if organisation and not folder and not key:
        _prepare_service(data)
        from tesela.site.handover import leaving

        written = leaving.export(organisation, file, now(), addresses=addresses)
        records = written.sealed.records
        if json:
            print_json({"file": str(file), "records": records, "awards": written.awards})
    elif folder and key and not organisation and not addresses:
        records = _export_folder(file, folder, key)
        if json:
            print_json({"file": str(file), "records": records})
    else:
        raise TeselaError("handover.call")
    tell("cli.handed_over", language(), records, file=file)


@app.command("import", help=word("cli.handover.import"))
def take_over(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=word("cli.argument.handover"))],
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=word("cli.option.out"))
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="SLUG", help=word("handover.option.successor")),
    ] = None,
    ask_nobody: Offline = False,
    trust: Trust = None,
    data: Data = None,
    json: Json = False,
) -> None:
    if bool(folder) == bool(organisation):
        raise TeselaError("handover.call")
    fetch = _fetch(ask_nobody, trust)
    if organisation:
        _import_into_service(file, organisation, fetch, data, json)
        return
    assert folder is not None
    found = handover.take_over(file, folder, fetch, now())
    if json:
        print_json({"issuer": found.issuer, "awards": found.awards, "new": found.new})
    code = "cli.taken_over" if found.new else "cli.taken_over_before"
    tell(code, language(), found.awards, issuer=found.issuer, folder=folder)


@app.command("identity", help=word("cli.handover.identity"))
def identity(
    organisation: Annotated[
        str, typer.Option("--organisation", metavar="SLUG", help=word("handover.option.taken_over"))
    ],
    ask_nobody: Offline = False,
    trust: Trust = None,
    data: Data = None,
    json: Json = False,
) -> None:
    _prepare_service(data)
    from tesela.site.handover import identity as identities

    found = identities.take_up(organisation, _fetch(ask_nobody, trust))
    if json or not found.shown:
        print_json(found.document)
    code = "handover.identity.taken_up" if found.shown else "handover.identity.to_show"
    tell(code, language(), identity=found.identity, address=found.address)


def _export_folder(file: Path, folder: Path, key: str) -> int:
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
    return records


def _import_into_service(
    file: Path, successor: str, fetch: Fetch, data: Path | None, json: bool
) -> None:
    _prepare_service(data)
    from tesela.site.handover import arriving

    found = arriving.take_over(file, successor, fetch, now())
    taken = found.organisation
    if json:
        print_json(
            {
                "issuer": taken.identity,
                "organisation": taken.slug,
                "successor": successor,
                "awards": found.awards,
                "new": found.new,
            }
        )
    code = "handover.taken_over" if found.new else "handover.taken_over_before"
    tell(code, language(), found.awards, issuer=taken.identity, slug=taken.slug)


def _fetch(ask_nobody: bool, trust: Path | None) -> Fetch:
    fetch: Fetch = offline if ask_nobody else GuardedFetcher()
    return read_registry(trust).fetching(fetch) if trust else fetch


def _prepare_service(data: Path | None) -> None:
    """The service's database, which must be there and of this release."""
    folder = data or Path(os.environ.get("TESELA_DATA") or DATA)
    os.environ["TESELA_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    try:
        import django  # part of the extra "site"

        from tesela.site.secret import existing_key
        from tesela.site.storage import FILE_NAME as DATABASE
    except ImportError as error:
        raise TeselaError("cli.no_site") from error
    existing_key(os.environ.get("TESELA_SECRET_KEY"), folder)  # none is made by looking
    if not os.environ.get("TESELA_DATABASE") and not (folder / DATABASE).is_file():
        raise TeselaError("backup.nothing", place=str(folder / DATABASE))
    django.setup()
    from tesela.site.setup import is_up_to_date

    if not is_up_to_date():
        raise TeselaError("handover.not_up_to_date")
