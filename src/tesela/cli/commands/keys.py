"""`tesela keys`: signing keys."""

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli.speech import language, passphrase, print_json, tell, tell_problem, word
from tesela.proofs.key_files import key_file
from tesela.proofs.keys import SoftwareKey, new_secret
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import checked_address
from tesela.trust.keys import controller_address, did_document, did_web_address

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
_KINDS = ("ed25519", "p256", "p384")
_PLANNED = ("rsa",)
_NO_PLAIN_NAME = re.compile(r"[\s?#<>\"{}|\\^`]")
"""What cannot stand in the name of a controller."""


@app.callback()
def keys() -> None:
    """A group, also while it has one command only."""


@app.command("new", help=word("cli.keys.new"))
def new(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=word("cli.option.key_out"))],
    kind: Annotated[
        str, typer.Option("--type", metavar="KIND", help=word("cli.option.type"))
    ] = "ed25519",
    controller: Annotated[
        str | None,
        typer.Option("--controller", metavar="DID-or-URL", help=word("cli.option.controller")),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    tongue = language()
    if kind in _PLANNED:
        raise TeselaError("cli.key_type_planned", type=kind)
    if kind not in _KINDS:
        raise TeselaError("cli.choice", value=kind, known=", ".join(_KINDS))
    key = _key(kind, controller)
    secret = passphrase()
    _write_new(out, key_file(key, secret))
    if not secret:
        tell_problem(Problem("cli.key_open"), tongue)
    document = None
    if address := controller_address(key.controller):
        document = did_document(key.controller, {key.verification_method: key.public})
    if json:
        print_json({"key": str(out), "method": key.verification_method, "document": document})
        return
    tell("cli.key_made", tongue, file=str(out), method=key.verification_method)
    if document:
        tell("cli.did_web", tongue, address=address)
        print_json(document)


def _write_new(path: Path, data: bytes) -> None:
    """A file that only its owner may read and that did not exist before."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
    except FileExistsError as error:
        raise TeselaError("cli.exists", file=str(path)) from error
    except OSError as error:
        raise TeselaError("cli.unwritable", file=str(path), reason=error.strerror or "") from error


def _key(kind: str, controller: str | None) -> SoftwareKey:
    bare = SoftwareKey(new_secret(kind, os.urandom), kind=kind)
    if controller is None:
        return bare
    try:
        web = controller.startswith("did:web:")
        checked_address(did_web_address(controller) if web else controller)
    except TeselaError as error:
        raise TeselaError("cli.controller", controller=controller) from error
    if _NO_PLAIN_NAME.search(controller):
        raise TeselaError("cli.controller", controller=controller)
    return SoftwareKey(bare.seed, f"{controller}#{bare.public.multibase}", kind)
