"""Taking over an organisation's register from the file that its service wrote.

1. everything is read once and nothing kept: each record is in order, and the
   seal of these very records
2. the seal is by a key of the institution's identity, as that identity itself
   says; so is each key that it signed with (`trust.keys`)
3. the same file again changes nothing; an institution that is here is refused
4. everything is read again and kept, in one transaction: a file that is not the
   same any more, or does not hang together, leaves nothing

Nothing in a file may speak of what is not the institution's own: awards, files,
descriptions and lists are looked at for it, so that nobody can hang something
on what is here already. Nothing new is ever issued in the institution's name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, transaction

from tesela.issuing import handover
from tesela.site.addresses import did_web, own_path
from tesela.site.handover import records
from tesela.site.handover.storing import Arriving, Looked
from tesela.site.providers.keys import MOST_KEYS
from tesela.site.providers.models import Organisation, Succession
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.trust.keys import key_of_method


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What an import brought, or had brought before."""

    organisation: Organisation
    awards: int
    new: bool


def take_over(file: Path, successor_slug: str, fetch: Fetch, now: datetime) -> TakenOver:
    """The register in `file` is answered for by the organisation `successor_slug`, once.

    `fetch` asks the institution's identity for its keys. Raises TeselaError
    `handover.*`, `jws.*`, those of `trust.keys.key_of_method`, and OSError;
    then nothing has changed.
    """
    successor = Organisation.objects.filter(slug=successor_slug).first()
    if successor is None or successor.is_taken_over:
        raise TeselaError("handover.nobody", slug=successor_slug[:63])
    looked = _looked_through(file)  # 1
    known = Succession.objects.filter(seal=looked.sealed.digest).first()
    if known:  # 3
        return TakenOver(known.organisation, known.organisation.awards.count(), new=False)
    _see_that_it_is_not_here(looked.organisation)
    confirmed = _confirmed(looked, fetch)  # 2
    try:
        with transaction.atomic():  # 4
            arriving = Arriving(looked, successor, confirmed, now)
            _read_again(file, looked, arriving)
            arriving.finish()
    except (IntegrityError, DataError, ValueError) as error:
        raise TeselaError("handover.malformed") from error
    return TakenOver(arriving.organisation, arriving.awards, new=True)


def _records(file: Path) -> Iterator[Any]:
    """Each record, and at last how the file is sealed."""
    with file.open("rb") as opened:
        reading = handover.Reading(opened, handover.SERVICE)
        for line in reading:
            yield records.read(line)
        yield reading


def _looked_through(file: Path) -> Looked:
    organisation: records.OrganisationRecord | None = None
    keys: list[records.KeyRecord] = []
    last: Any = None
    for number, record in enumerate(_records(file)):
        if isinstance(record, records.OrganisationRecord):
            if number:
                raise TeselaError("handover.malformed")
            organisation = record
        elif isinstance(record, records.KeyRecord):
            keys.append(record)
            if len(keys) > MOST_KEYS:
                raise TeselaError("handover.malformed")
        last = record
    if organisation is None or not isinstance(last, handover.Reading) or last.sealed is None:
        raise TeselaError("handover.malformed")
    return Looked(last.sealed, last.head, organisation, keys)


def _read_again(file: Path, looked: Looked, arriving: Arriving) -> None:
    for record in _records(file):
        if isinstance(record, handover.Reading):
            if record.sealed != looked.sealed:
                raise TeselaError("handover.changed", file=file.name)
        elif not isinstance(record, records.OrganisationRecord):
            arriving.keep(record)


def _see_that_it_is_not_here(record: records.OrganisationRecord) -> None:
    if own_path(f"{record.service}/") is not None:
        raise TeselaError("handover.same_service", service=record.service)
    here = Organisation.objects.filter(identity=record.identity)
    if (here | Organisation.objects.filter(status_name=record.status_name)).exists():
        raise TeselaError("handover.known_here", issuer=record.identity)


def _confirmed(looked: Looked, fetch: Fetch) -> list[str]:
    """Methods that the institution's identities list themselves.

    All of the identity that sealed the file must be; of one that it had left
    before, perhaps nobody answers, and then it is not answered for here either.
    """
    identity = looked.organisation.identity
    if handover.issuer_of(looked.head, fetch) != identity:
        raise TeselaError("handover.other_key", issuer=identity)
    at_service = did_web(looked.organisation.slug, looked.organisation.service)
    found: list[str] = []
    for key in looked.keys:
        controller, _, fragment = key.method.partition("#")
        wallet = key.use == "wallet" and at_service and not controller.startswith("did:")
        method = f"{at_service}#{fragment}" if wallet else key.method
        try:
            _see_that_it_lists(method, key.public, fetch)
        except TeselaError:
            if controller == identity:
                raise
            continue
        found += [method, key.method]
    return sorted(set(found))


def _see_that_it_lists(method: str, public: str, fetch: Fetch) -> None:
    listed = key_of_method(method, fetch)
    if listed.key.multibase != public:
        raise TeselaError("handover.other_key", issuer=listed.controller)
