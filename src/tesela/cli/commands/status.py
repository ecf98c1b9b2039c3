"""`tesela status`: see and change the state of what was issued."""

from pathlib import Path
from typing import Annotated

import typer

from tesela.cli.handover import ORIGIN
from tesela.cli.issuing import STATUS_FOLDER, open_register, publish_lists
from tesela.cli.output import alone_in
from tesela.cli.register import FILE_NAME, SqliteRegister
from tesela.cli.speech import (
    language,
    now,
    passphrase,
    print_json,
    read_file,
    tell,
    word,
)
from tesela.proofs.key_files import read_key
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import Purpose
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
Folder = Annotated[Path, typer.Option("--in", metavar="DIR", help=word("cli.option.folder"))]
Key = Annotated[str, typer.Option("--key", metavar="FILE", help=word("cli.option.key"))]
Awards = Annotated[list[str], typer.Argument(help=word("cli.argument.awards"), metavar="AWARD…")]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help=word("cli.option.reason"))
]
Json = Annotated[bool, typer.Option("--json", help=word("cli.option.json"))]


@app.command("show", help=word("cli.status.show"))
def show(folder: Folder, json: Json = False) -> None:
    tongue = language()
    _require_register(folder)
    with open_register(folder) as register:
        states = [
            {"award": award, "state": state, "since": since, "reason": reason}
            for award, state, since, reason in register.states()
        ]
    if json:
        print_json({"awards": states})
        return
    for entry in states:
        state = say(f"cli.state.{entry['state']}", tongue)
        print("  ".join(str(part) for part in (entry["award"], state, entry["since"]) if part))


@app.command("revoke", help=word("cli.status.revoke"))
def revoke(
    awards: Awards, folder: Folder, key: Key, reason: Reason = None, json: Json = False
) -> None:
    _change(awards, folder, key, "revocation", on=True, reason=reason, json=json)


@app.command("suspend", help=word("cli.status.suspend"))
def suspend(
    awards: Awards, folder: Folder, key: Key, reason: Reason = None, json: Json = False
) -> None:
    _change(awards, folder, key, "suspension", on=True, reason=reason, json=json)


@app.command("reinstate", help=word("cli.status.reinstate"))
def reinstate(
    awards: Awards, folder: Folder, key: Key, reason: Reason = None, json: Json = False
) -> None:
    _change(awards, folder, key, "suspension", on=False, reason=reason, json=json)


def _change(
    awards: list[str],
    folder: Path,
    key: str,
    purpose: Purpose,
    *,
    on: bool,
    reason: str | None,
    json: bool,
) -> None:
    tongue = language()
    _require_register(folder)
    signer = read_key(read_file(key), passphrase())
    with alone_in(folder), open_register(folder) as register:
        if not _answers_for(register, signer):
            register.fix_setting("method", signer.verification_method, "issue.other_issuer")
        try:
            register.change_state(awards, purpose, on, reason, now().replace(microsecond=0))
        finally:
            # Also what a killed run recorded and did not get to publish.
            publish_lists(register, signer, folder, now())
    published = folder / STATUS_FOLDER
    if json:
        print_json({"changed": awards, "publish": str(published)})
    tell("cli.state_changed", tongue, len(awards), folder=published)


def _answers_for(register: SqliteRegister, signer: SoftwareKey) -> bool:
    """Whether a register was taken over, with the identity under which it was issued.

    Lists must be signed in the issuer's name; a successor that has the identity's
    address signs with a key of its own there.
    """
    issuer = (register.setting("method") or "").partition("#")[0]
    return register.setting(ORIGIN) is not None and signer.controller == issuer


def _require_register(folder: Path) -> None:
    if not (folder / FILE_NAME).is_file():
        raise TeselaError("cli.not_a_register", folder=str(folder))
