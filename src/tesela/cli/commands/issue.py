"""`tesela issue`: an achievement to a class."""

import re
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tesela.cli import packs
from tesela.cli.issuing import REPORT, Order, issue_roster
from tesela.cli.sealing import ending, sealing
from tesela.cli.speech import (
    DONE,
    FAILED,
    end,
    language,
    now,
    passphrase,
    print_json,
    read_file,
    tell,
    tell_problem,
    today,
    word,
)
from tesela.cli.stamping import Stamping
from tesela.cli.unpacking import ENDINGS, Kind, kind_of
from tesela.conform import Known, check
from tesela.conform.award import gate
from tesela.formats import sdjwt
from tesela.issuing.batch import RowOutcome, RowRules
from tesela.issuing.credentials import FORMATS, USUAL, Options, in_order
from tesela.issuing.roster import Roster, open_roster
from tesela.model.achievement import Achievement
from tesela.model.description import DescriptionUnfitError, read_description
from tesela.proofs.key_files import read_key
from tesela.proofs.seals import Sealing
from tesela.proofs.suites import suite_for
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher, checked_address
from tesela.trust.revocation import revocations, time_stamper

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def command(
    achievement: Annotated[
        str, typer.Option("--achievement", metavar="FILE", help=word("cli.option.achievement"))
    ],
    roster: Annotated[
        str, typer.Option("--roster", metavar="FILE", help=word("cli.option.roster"))
    ],
    key: Annotated[str, typer.Option("--key", metavar="FILE", help=word("cli.option.key"))],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=word("cli.option.out"))],
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FILE", help=word("cli.option.into"))
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="LIST", help=word("cli.option.as"), show_default=",".join(USUAL)
        ),
    ] = None,
    status_list: Annotated[
        str | None,
        typer.Option("--status-list", metavar="URL", help=word("cli.option.status_list")),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, help=word("cli.option.jobs"))
    ] = 1,
    suite: Annotated[
        str | None, typer.Option("--suite", metavar="NAME", help=word("cli.option.suite"))
    ] = None,
    state_page: Annotated[
        str | None, typer.Option("--state-page", metavar="URL", help=word("cli.option.state_page"))
    ] = None,
    time_stamps: Annotated[
        str | None,
        typer.Option("--time-stamps", metavar="URL", help=word("cli.option.time_stamps")),
    ] = None,
    seal: Annotated[
        str | None, typer.Option("--seal", metavar="KEY", help=word("cli.option.seal"))
    ] = None,
    seal_level: Annotated[
        str | None,
        typer.Option("--seal-level", metavar="LEVEL", help=word("cli.option.seal_level")),
    ] = None,
    with_date_of_birth: Annotated[
        bool, typer.Option("--with-date-of-birth", help=word("cli.option.birth"))
    ] = False,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help=word("cli.option.encoding"))
    ] = None,
    accept_encoding: Annotated[
        bool, typer.Option("--accept-encoding", help=word("cli.option.accept_encoding"))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=word("cli.option.json"))] = False,
    tongue: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help=word("cli.option.language"))
    ] = None,
) -> None:
    tongue = language(tongue)
    described = _ready(achievement, tongue)
    chosen = _formats(formats, into)
    _see_that_nothing_is_made_once(into, seal, time_stamps)
    _tell_unsaid(described, chosen, tongue)
    signer = read_key(read_file(key), passphrase())
    order = Order(
        achievement=described,
        key=signer,
        folder=out,
        options=Options(
            chosen,
            suite_for(signer.kind, suite).name,
            _page(state_page),
            sealing=_sealing(seal, seal_level, time_stamps, tongue),
        ),
        rules=RowRules(
            tongue, today(), with_date_of_birth, gate=gate(described, Known(today=today()))
        ),
        status_lists=_status_lists(status_list),
        jobs=jobs,
        into=into,
        stamping=_stamping(time_stamps),
    )
    with (
        open_roster(_source(roster), name=roster, today=today(), encoding=encoding) as opened,
        _progress(tongue) as show,
    ):
        _ask_about_encoding(opened, roster, tongue, accepted=accept_encoding or bool(encoding))
        seen = _Seen(show)
        summary = issue_roster(order, opened, now, tongue, seen)
    seen.tell(tongue)
    if without_place := summary.pop("without_place"):
        tell("cli.without_place", tongue, without_place)
    if json:
        print_json({"summary": summary, "report": str(out / REPORT)})
    tell("cli.issued", tongue, report=out / REPORT, **{k: summary[k] for k in _COUNTS})
    end(FAILED if summary["refused"] else DONE)


_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"{}|\\^`]")
_WALLETS = frozenset(("sd-jwt", "sd-jwt-full"))
_COUNTS = ("issued", "refused", "unchanged")
_SAID_OTHERWISE = ("roster.unknown_column", "roster.doubtful_encoding")
_ROWS_SHOWN_AT_ONCE = 20
_REFUSALS_SHOWN = 20
"""The report has all of them."""


def _ready(name: str, tongue: str) -> Achievement:
    """The achievement, when nothing forbids issuing it; else says why and ends."""
    try:
        described = read_description(read_file(name), name)
    except DescriptionUnfitError as error:
        for misfit in error.misfits:
            tell_problem(misfit.problem, tongue, f"{name}:{misfit.line}:{misfit.column}")
        raise
    blocking = check(described.achievement, described.places, Known(today=today())).blocking
    for finding in blocking:
        tell_problem(finding.problem, tongue, f"{name}:{finding.line}:{finding.column}")
    if blocking:
        raise TeselaError("issue.blocked", name=name)
    return described.achievement


def _tell_unsaid(achievement: Achievement, formats: tuple[str, ...], tongue: str) -> None:
    """What strict wallets will miss."""
    if _WALLETS.isdisjoint(formats):
        return
    if claims := sdjwt.unsaid(achievement):
        named = ", ".join(sdjwt.claim_label(claim, tongue) for claim in claims)
        tell("cli.wallet_lacks", tongue, claims=named)


def _formats(named: str | None, into: Path | None) -> tuple[str, ...]:
    """Those asked for, or the usual ones; a file of lines holds only what can be a line."""
    kind = _kind(into)
    if named is None:
        return tuple(packs.USUALLY[kind] if kind else USUAL)
    chosen = in_order(part.strip() for part in named.split(",") if part.strip())
    if not chosen:
        raise TeselaError("cli.choice", value=named, known=", ".join(FORMATS))
    if kind == "lines" and (other := [name for name in chosen if name not in packs.LINES]):
        raise TeselaError("cli.choice", value=other[0], known=", ".join(packs.LINES))
    return chosen


def _kind(into: Path | None) -> Kind | None:
    if into is None:
        return None
    if (kind := kind_of(into)) is None:
        known = ", ".join(f"{into.stem or into.name}{ending}" for ending in ENDINGS)
        raise TeselaError("cli.choice", value=into.name, known=known)
    return kind


def _see_that_nothing_is_made_once(into: Path | None, *asked: str | None) -> None:
    """A seal or a time-stamp is another each time, and one file is always made as a whole."""
    if into and any(asked):
        raise TeselaError("cli.into_made_once", file=into.name)


def _status_lists(address: str | None) -> str | None:
    """An address at which verifiers would ask."""
    if address is None:
        return None
    try:
        parts = checked_address(address)
    except TeselaError as error:
        raise TeselaError("cli.status_list_address", address=address) from error
    if parts.query or parts.fragment or _NOT_IN_ADDRESSES.search(address):
        raise TeselaError("cli.status_list_address", address=address)
    return address


def _page(address: str | None) -> str | None:
    web = address is None or address.startswith(("https://", "http://"))
    if not web or (address and _NOT_IN_ADDRESSES.search(address)):
        raise TeselaError("cli.page_address", address=address)
    return address


def _stamping(address: str | None) -> Stamping | None:
    """The authority at `address`, which may be near: whoever issues has named it."""
    if address is None:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or _NOT_IN_ADDRESSES.search(address):
        raise TeselaError("cli.page_address", address=address)
    fetcher = GuardedFetcher(listed=[f"{parts.scheme}://{parts.netloc}"])
    return Stamping(
        time_stamper(address, fetcher.ask, lambda: secrets.randbits(63)),
        revocations(fetcher.ask, fetcher.signed, now),
    )


def _sealing(
    named: str | None, level: str | None, time_stamps: str | None, tongue: str
) -> Sealing | None:
    """How the organisation seals; people are told when its certificate ends soon."""
    if named is None:
        if level is not None:
            raise TeselaError("cli.seal_missing")
        return None
    chosen = sealing(named, level, time_stamps)
    if problem := ending(chosen.sealer.certificates):
        tell_problem(problem, tongue)
    return chosen


def _source(name: str) -> Path | BytesIO:
    if name == "-":
        return BytesIO(sys.stdin.buffer.read())
    path = Path(name)
    if not path.is_file():
        raise TeselaError("cli.not_found", file=name)
    return path


def _ask_about_encoding(roster: Roster, name: str, tongue: str, *, accepted: bool) -> None:
    if roster.unknown_columns:
        tell("cli.unknown_columns", tongue, columns=", ".join(roster.unknown_columns))
    for notice in roster.notices:
        if notice.code not in _SAID_OTHERWISE:
            tell_problem(notice, tongue)
    if roster.doubtful_encoding and not accepted:
        preview = " / ".join(" | ".join(row) for row in roster.preview)
        raise TeselaError(
            "cli.doubtful_encoding", name=name, encoding=roster.encoding, preview=preview[:300]
        )


class _Seen:
    """Counts rows for the progress line and keeps the first refused ones."""

    def __init__(self, show: Callable[[int], None]) -> None:
        self._show = show
        self._rows = 0
        self.refused: list[RowOutcome] = []

    def __call__(self, outcome: RowOutcome) -> None:
        self._rows += 1
        if self._rows % _ROWS_SHOWN_AT_ONCE == 0:
            self._show(self._rows)
        if outcome.status == "refused" and len(self.refused) < _REFUSALS_SHOWN:
            self.refused.append(outcome)

    def tell(self, tongue: str) -> None:
        for outcome in self.refused:
            for found in outcome.problems:
                message = found.problem.message(tongue)
                tell("cli.row", tongue, row=outcome.row, column=found.column, message=message)
                if advice := found.problem.fix(tongue):
                    tell("cli.advice", tongue, advice=advice)


@contextmanager
def _progress(tongue: str) -> Iterator[Callable[[int], None]]:
    """A line that counts rows, on a terminal only."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(say("cli.progress", tongue), total=None)
        yield lambda rows: bar.update(task, completed=rows)
