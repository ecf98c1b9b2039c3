"""Issuing from the command line: roster, record, files, lists, report."""

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from tesela.cli import packs
from tesela.cli.output import (
    PARTIAL,
    FolderFiles,
    Maker,
    alone_in,
    remove_leftovers,
    write_whole,
    writing,
)
from tesela.cli.register import FILE_NAME, SqliteRegister
from tesela.cli.stamping import FOLDER as PROOFS
from tesela.cli.stamping import Stamping, stamp_missing
from tesela.cli.unpacking import kind_of
from tesela.issuing import batch
from tesela.issuing.credentials import Options
from tesela.issuing.edition import Edition
from tesela.issuing.european import own_sealing
from tesela.issuing.roster import Roster
from tesela.issuing.status_lists import signed_token_list
from tesela.issuing.wallet import STATE_BITS
from tesela.model.achievement import Achievement
from tesela.proofs import data_integrity, jws
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.suites import suite_for
from tesela.status import token_list
from tesela.status.bitstring import MINIMUM_BITS, encoded, list_document
from tesela.text.errors import TeselaError
from tesela.trust.jwt_issuers import issuer_metadata, metadata_address
from tesela.trust.keys import controller_address, did_document
from tesela.trust.registry import CERTIFICATES
from tesela.trust.registry import FILE_NAME as REGISTRY

STATUS_FOLDER = "status"
REPORT = "report.json"
CONTROLLER = "did.json"
"""The issuer's identity document, to be published at the address of its identity."""
ISSUER_KEYS = "jwt-vc-issuer.json"
"""The keys of an issuer that is an https address, to be published where wallets look for them."""


@dataclass(frozen=True)
class Order:
    """What one call of `tesela issue` is to do."""

    achievement: Achievement
    key: SoftwareKey
    folder: Path
    options: Options
    rules: batch.RowRules
    status_lists: str | None = None
    jobs: int = 1
    into: Path | None = None
    """One file for what is made, with an ending of `unpacking.ENDINGS`; None is a file an award."""
    stamping: Stamping | None = None
    """Stamps what has no time proof yet, when all is made."""


@contextmanager
def open_register(folder: Path) -> Iterator[SqliteRegister]:
    """The record in `folder`. Raises TeselaError `issue.register_unreadable`, also later on."""
    with closing(SqliteRegister(folder / FILE_NAME, os.urandom)) as register:
        try:
            yield register
        except sqlite3.Error as error:
            raise TeselaError("issue.register_unreadable", file=FILE_NAME) from error


def issue_roster(
    order: Order,
    roster: Roster,
    clock: Callable[[], datetime],
    tongue: str,
    seen: Callable[[batch.RowOutcome], None] = lambda _outcome: None,
) -> dict[str, int]:
    """Issues to everybody in `roster`; the summary that `report.json` has too.

    `without_place` is the number of awards here that can never be withdrawn.

    `seen` is told of every row once its outcome stands.

    Raises TeselaError before anything is recorded when the folder belongs to
    another issuer or the edition has changed; when writing fails, what is
    recorded stays and the next run goes on, with time-stamps too.
    """
    folder = order.folder
    _make_folder(folder)
    with alone_in(folder), open_register(folder) as register:
        remove_leftovers(folder)
        remove_leftovers(folder / STATUS_FOLDER)
        remove_leftovers(folder / PROOFS)
        description = _agree(register, order)
        _publish_descriptions(register, folder)
        edition = Edition(order.achievement, order.key.controller, description)
        maker = Maker(edition, order.key, order.options, folder)
        headers = {field: header for header, field in roster.columns.items()}
        with _files(order, maker) as files:
            outcomes = batch.run(
                order.achievement,
                roster.rows(),
                register,
                files,
                rules=replace(order.rules, headers=headers),
                clock=clock,
            )
            summary = write_rows(folder / REPORT, outcomes, tongue, seen)
        write_report(folder / REPORT, summary)
        publish_lists(register, order.key, folder, clock())
        write_registry(register, order, folder)
        if "elm" in order.options.formats:
            write_anchor(order, folder, clock().year)
        if order.stamping:
            awards = (award for award, *_ in register.states())
            stamp_missing(folder, awards, order.stamping)
        return {**summary, "without_place": register.without_place()}


@contextmanager
def _files(order: Order, maker: Maker) -> Iterator[batch.Files]:
    """One file, or one for each award. Raises TeselaError `issue.unwritable`."""
    jobs = _processes(order)
    if order.into is None or (kind := kind_of(order.into)) is None:
        with closing(FolderFiles(maker, jobs)) as folder:
            yield folder
        return
    with (
        packs.opened(order.into, kind) as pack,
        closing(packs.PackedFiles(maker, pack, kind, jobs)) as packed,
    ):
        yield packed


def _processes(order: Order) -> int:
    """One where there is a seal: its key may be in a device, and cannot be in many processes."""
    return order.jobs if order.options.sealing is None else 1


def _agree(register: SqliteRegister, order: Order) -> bytes:
    """What holds for the whole folder; nothing of it is kept when one thing differs.

    Gives the public description as it was first published for this version.
    """
    edition = Edition(order.achievement, order.key.controller)
    with register.transaction():
        register.fix_setting("method", order.key.verification_method, "issue.other_issuer")
        suite = suite_for(order.key.kind, order.options.suite).name
        register.fix_setting("suite", suite, "issue.other_suite")
        if order.status_lists:
            lists = order.status_lists.rstrip("/")
            register.fix_setting("status_lists", lists, "issue.other_status_lists")
        return register.keep_edition(order.achievement, lambda: edition.description)


def write_rows(
    path: Path,
    outcomes: Iterator[batch.RowOutcome],
    tongue: str,
    seen: Callable[[batch.RowOutcome], None],
) -> dict[str, int]:
    """The rows of the report `path`, beside it, one by one; their summary."""
    summary = {"rows": 0, "issued": 0, "refused": 0, "unchanged": 0}
    with writing(path), _rows_of(path).open("w", encoding="utf-8") as file:
        for outcome in outcomes:
            file.write(",\n  " if summary["rows"] else "\n  ")
            file.write(json.dumps(outcome.to_json(tongue), ensure_ascii=False))
            summary["rows"] += 1
            summary[outcome.status] += 1
            seen(outcome)
    return summary


def write_report(path: Path, summary: dict[str, int]) -> None:
    """`report.json`, the summary first, when all that it tells of has its name."""
    rows = _rows_of(path)
    whole = path.with_name(f".{path.name}{PARTIAL}")
    with writing(path):
        with whole.open("w", encoding="utf-8") as target, rows.open(encoding="utf-8") as source:
            target.write(f'{{"summary": {json.dumps(summary)},\n "rows": [')
            _copy(source, target)
            target.write("\n]}\n")
        whole.replace(path)
        rows.unlink()


def _rows_of(report: Path) -> Path:
    return report.with_name(f".{report.name}.rows{PARTIAL}")


def description_file(edition: str) -> str:
    """The name of an edition's public description in the folder."""
    readable = "-".join(re.findall(r"[A-Za-z0-9]+", "-".join(edition.split("/")[-2:])))[-60:]
    return f"{readable}-{sha256(edition.encode()).hexdigest()[:8]}.jsonld".lower()


def _publish_descriptions(register: SqliteRegister, folder: Path) -> None:
    for edition, description in register.editions():
        _write_if_new(folder / description_file(edition), description)


def publish_lists(
    register: SqliteRegister, key: SoftwareKey, folder: Path, published: datetime
) -> None:
    """Signs each status list whose bits have changed into `folder/status`."""
    for number, purpose, positions in register.lists():
        target = folder / STATUS_FOLDER / register.list_file(number, purpose)
        bits = encoded(MINIMUM_BITS, positions)
        if _encoded_list(target) == bits:
            continue
        address = register.list_address(number, purpose)
        unsigned = list_document(address, key.controller, purpose, bits, published)
        signed = data_integrity.secure(unsigned, key, published)
        write_whole(target, json.dumps(signed, indent=1).encode())
    for number, states in register.token_lists():
        target = folder / STATUS_FOLDER / register.token_file(number)
        if _token_states(target) != states:
            token = signed_token_list(
                register.token_address(number),
                token_list.encoded(STATE_BITS, MINIMUM_BITS, states),
                key,
                published=published,
            )
            write_whole(target, token.encode("ascii"))


def write_registry(register: SqliteRegister, order: Order, folder: Path) -> None:
    """`registry.json`: who issued, and where copies of status lists and descriptions are."""
    copies = {
        register.list_address(number, purpose): f"{STATUS_FOLDER}/"
        + register.list_file(number, purpose)
        for number, purpose, _ in register.lists()
    }
    copies |= {
        register.token_address(number): f"{STATUS_FOLDER}/{register.token_file(number)}"
        for number, _ in register.token_lists()
    }
    copies |= {edition: description_file(edition) for edition, _ in register.editions()}
    if address := controller_address(order.key.controller):
        document = did_document(
            order.key.controller, {order.key.verification_method: order.key.public}
        )
        _write_if_new(folder / CONTROLLER, json.dumps(document, indent=1).encode() + b"\n")
        copies[address] = CONTROLLER
    if order.key.controller.startswith("https://"):
        keys = issuer_metadata(
            order.key.controller, {order.key.verification_method: order.key.public}
        )
        _write_if_new(folder / ISSUER_KEYS, json.dumps(keys, indent=1).encode() + b"\n")
        copies[metadata_address(order.key.controller)] = ISSUER_KEYS
    issuer = {order.key.controller: {"name": dict(order.achievement.issuer.name)}}
    content = {"name": folder.resolve().name, "issuers": issuer, "copies": copies}
    _write_if_new(
        folder / REGISTRY, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
    )


def write_anchor(order: Order, folder: Path, year: int) -> None:
    """The last certificate above the seal: whoever trusts this folder trusts it too."""
    sealing = order.options.sealing or own_sealing(order.achievement, order.key, year)
    last = sealing.sealer.certificates[-1]
    anchors = folder / CERTIFICATES
    anchors.mkdir(exist_ok=True)
    _write_if_new(anchors / f"{sha256(last).hexdigest()[:16]}.crt", last)


def _encoded_list(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        found: Any = json.loads(path.read_bytes())["credentialSubject"]["encodedList"]
    except (ValueError, KeyError, TypeError):
        return None
    return str(found)


def _token_states(path: Path) -> dict[int, int] | None:
    """The states that the list in a file says are not valid; None where it says nothing."""
    if not path.is_file():
        return None
    try:
        listed = jws.claims(jws.parse(path.read_text("ascii")))["status_list"]
        row = token_list.decoded(listed["lst"])
        return {
            at: state for at, state in enumerate(token_list.states_of(listed["bits"], row)) if state
        }
    except (TeselaError, UnicodeDecodeError, KeyError, TypeError):
        return None


def _write_if_new(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)


def _make_folder(folder: Path) -> None:
    try:
        (folder / STATUS_FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or ""
        raise TeselaError("issue.unwritable", file=str(folder), reason=reason) from error


def _copy(source: IO[str], target: IO[str]) -> None:
    while piece := source.read(1 << 20):
        target.write(piece)
