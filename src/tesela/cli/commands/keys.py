"""`tesela keys`: signing keys, and keys for seals with a trial certificate."""

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from tesela.cli import new_seal
from tesela.cli.speech import (
    language,
    now,
    passphrase,
    print_json,
    seal_passphrase,
    tell,
    tell_problem,
    word,
)
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
_SEALS_ONLY = ("rsa",)
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
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar="NAME", help=word("cli.option.seal_name")),
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CC", help=word("cli.option.seal_country"))
    ] = None,
    identifier: Annotated[
        str | None,
        typer.Option("--identifier", metavar="CODE", help=word("cli.option.seal_identifier")),
    ] = None,
    request: Annotated[
        Path | None, typer.Option("--request", metavar="FILE", help=word("cli.option.seal_request"))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
) -> None:
    tongue = language()
    if kind in _SEALS_ONLY or organisation is not None:
        whose = new_seal.Organisation(organisation or "", country or "", identifier)
        _new_seal(kind, whose, out, request, tongue, json=json)
        return
    if country or identifier or request:
        raise TeselaError("cli.seal_name", maximum=64)
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


def _new_seal(
    kind: str,
    whose: new_seal.Organisation,
    out: Path,
    request: Path | None,
    tongue: str,
    *,
    json: bool,
) -> None:
    """A file with the key and a trial certificate, and a request for a real one."""
    if kind not in new_seal.KINDS:
        raise TeselaError("cli.choice", value=kind, known=", ".join(new_seal.KINDS))
    secret = seal_passphrase()
    if secret is None:
        raise TeselaError("cli.seal_passphrase")
    key = new_seal.new_key(kind)
    _write_new(out, new_seal.trial_file(key, whose, secret, now()))
    if request:
        _write_new(request, new_seal.request_file(key, whose))
    if json:
        print_json({"seal": str(out), "request": request and str(request), "trial": True})
    else:
        tell("cli.seal_made", tongue, file=str(out))
        if request:
            tell("cli.seal_requested", tongue, file=str(request))
    tell_problem(Problem("cli.seal_trial"), tongue)


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
