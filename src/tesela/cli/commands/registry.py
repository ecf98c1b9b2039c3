"""`tesela registry`: a registry of providers from a file: signed, checked, asked, without a service.

The file to be signed is JSON: whose registry it is, and its providers with
everything that was ever said of them (`trust.provider_entries`):

    {"registry": "did:web:authority.example", "name": {"en": "…"}, "country": "BE",
     "page": "https://authority.example/registry",
     "entries": [{"id": "https://authority.example/registry/one", "records": [{…}]}]}

What is published (`trust.provider_registry`): `feed.json`, the signed head; in
`parts` what it names; and `providers.json`, all in one file. Parts are written
before the head, so that nobody reads a head whose parts are not there. Parts
of earlier editions stay for whoever is reading them.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from tesela.cli.commands.verify import named_registry
from tesela.cli.output import write_whole
from tesela.cli.speech import (
    DONE,
    FAILED,
    end,
    harmless,
    language,
    moment,
    now,
    passphrase,
    print_json,
    read_file,
    tell,
    word,
)
from tesela.codecs import jsontext, multibase
from tesela.proofs.key_files import read_key
from tesela.proofs.keys import SoftwareKey
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher, offline
from tesela.trust.provider_entries import Entry, Record, Status
from tesela.trust.provider_lookup import PARTS, Providers
from tesela.trust.provider_registry import (
    WHOLE_BYTES,
    Believed,
    Seen,
    edition,
    read_entry,
    read_head,
)

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)
HEAD = "feed.json"
WHOLE = "providers.json"
_FRESH_DAYS = 7

FeedArgument = Annotated[str, typer.Argument(metavar="FEED", help=word("cli.argument.feed"))]
JsonOption = Annotated[bool, typer.Option("--json", help=word("cli.option.json"))]
OfflineOption = Annotated[bool, typer.Option("--offline", help=word("cli.option.offline"))]
TrustKeys = Annotated[
    list[str] | None,
    typer.Option("--trust-key", metavar="KEY", help=word("cli.option.trust_key")),
]


@app.callback()
def registry() -> None:
    """A group."""


@app.command("sign", help=word("cli.registry.sign"))
def sign(
    source: Annotated[str, typer.Argument(metavar="FILE", help=word("cli.argument.registry"))],
    key: Annotated[str, typer.Option("--key", metavar="FILE", help=word("cli.option.key"))],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help=word("cli.option.registry_out"))
    ],
    days: Annotated[
        int, typer.Option("--days", min=1, max=400, help=word("cli.option.registry_days"))
    ] = _FRESH_DAYS,
    json: JsonOption = False,
) -> None:
    signer, at = read_key(read_file(key), passphrase()), now().replace(microsecond=0)
    stated = _stated(source)
    before = _before(out, signer, str(stated.get("registry")))
    about = {
        **{name: member for name, member in stated.items() if name != "entries"},
        "sequence": before.sequence + 1 if before else 1,
        "issued_at": at,
        "next_update": at + timedelta(days=days),
    }
    made = edition(about, map(read_entry, stated["entries"]), signer)
    (out / PARTS).mkdir(parents=True, exist_ok=True)
    for digest, octets in made.parts.items():
        write_whole(out / PARTS / f"{digest}.json", octets)
    write_whole(out / WHOLE, made.whole())
    write_whole(out / HEAD, made.signed)
    told = {"sequence": made.head.sequence, "entries": made.head.entries}
    if json:
        print_json(
            {"feed": str(out / HEAD), **told, "next_update": made.head.next_update.isoformat()}
        )
    else:
        tell("cli.registry_signed", language(), file=str(out / HEAD), **told)


@app.command("check", help=word("cli.registry.check"))
def check(
    feed: FeedArgument,
    keys: TrustKeys = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=word("cli.option.at"))
    ] = None,
    ask_nobody: OfflineOption = False,
    json: JsonOption = False,
) -> None:
    providers = _providers(feed, keys, at, ask_nobody=ask_nobody)
    found = sum(1 for _ in providers)
    head = providers.head
    if found != head.entries:
        raise TeselaError("cli.registry_count", stated=head.entries, found=found)
    if json:
        print_json({**head.model_dump(mode="json", exclude={"parts", "type"}), "checked": True})
        return
    name = head.name.in_language(language())
    tell("cli.registry_checked", language(), found, name=name, registry=head.registry)
    tell(
        "cli.registry_edition",
        language(),
        sequence=head.sequence,
        issued=head.issued_at.isoformat(),
        due=head.next_update.isoformat(),
    )


@app.command("find", help=word("cli.registry.find"))
def find(
    feed: FeedArgument,
    name: Annotated[str, typer.Argument(metavar="ID", help=word("cli.argument.provider"))],
    keys: TrustKeys = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=word("cli.option.at"))
    ] = None,
    ask_nobody: OfflineOption = False,
    json: JsonOption = False,
) -> None:
    when = moment(at)
    entry = _providers(feed, keys, None, ask_nobody=ask_nobody).find(name)
    record = entry.as_of(when) if entry else None
    if entry is None or record is None:
        if json:
            print_json({"found": False, "at": when.isoformat()})
        tell("cli.registry_unknown", language(), name=name, day=when.date().isoformat())
        end(FAILED)
    if json:
        print_json(
            {"found": True, "id": entry.id, "at": when.isoformat(), "record": _plain(record)}
        )
    else:
        _show(entry, record, when)
    _end(record.status)


def _stated(source: str) -> dict[str, Any]:
    """Raises TeselaError `registry.malformed`, `json.*`."""
    document = jsontext.parse(read_file(source), WHOLE_BYTES)
    if not isinstance(document, dict) or not isinstance(document.get("entries"), list):
        raise TeselaError("registry.malformed", member="entries")
    return document


def _before(out: Path, signer: SoftwareKey, registry_id: str) -> Seen | None:
    """The edition that stands there, which this one follows.

    Raises TeselaError `cli.registry_other` for another registry's, and those of `read_head`
    where it was not signed with this key: two feeds with one number would contradict each other.
    """
    file = out / HEAD
    if not file.is_file():
        return None
    own = multibase.encode_key(signer.public.kind, signer.public.octets)
    signed = read_head(file.read_bytes(), Believed((own,)), at=None)
    if signed.head.registry != registry_id:
        raise TeselaError("cli.registry_other", registry=signed.head.registry[:300])
    return Seen(signed.head.sequence, signed.digest)


def _providers(feed: str, keys: list[str] | None, at: str | None, *, ask_nobody: bool) -> Providers:
    """The providers of a believed feed. Raises TeselaError `cli.registry_no_feed`, `registry.*`."""
    fetch = offline if ask_nobody else GuardedFetcher()
    found = named_registry(feed, moment(at), fetch, tuple(keys or ())).providers
    if not isinstance(found, Providers):
        raise TeselaError("cli.registry_no_feed")
    return found


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = record.model_dump(mode="json", exclude_none=True)
    return plain


def _show(entry: Entry, record: Record, at: datetime) -> None:
    tongue = language()
    name = record.legal_name.in_language(tongue)
    status = say(f"registry.status.{record.status}", tongue)
    lines = [
        say("cli.registry_found", tongue, name=name, status=status),
        say("cli.registry_since", tongue, day=record.since.date().isoformat(), id=entry.id),
    ]
    lines += [
        say("cli.registry_evidence", tongue, kind=one.kind, until=str(one.valid_until or "–"))
        for one in record.in_force(at.date())
    ]
    for line in lines:
        print(harmless(line))


def _end(status: Status) -> NoReturn:
    end(DONE if status is Status.ACTIVE else FAILED)
