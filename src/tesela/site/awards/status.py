"""The organisation's status lists: places on them, and the signed lists (`/status/<name>`).

A place is one counter, mapped through the organisation's own permutation, so
that neighbours in a class are no neighbours on a list. Withdrawing marks the
list as changed; whoever asks for it next gets it signed anew.

A list is kept in blocks, and only those are packed again in which a place was
touched. What a touched place is to be, the award's own row says.

The same places are on three lists: one of what is revoked and one of what is
suspended, for credentials (Bitstring Status List), and one that says both, for
what wallets hold (Token Status List). So one act withdraws in every format.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from tesela.issuing.status_lists import signed_list, signed_token_list
from tesela.issuing.wallet import STATE_BITS
from tesela.proofs.keys import SoftwareKey
from tesela.site.awards.models import Award, OtherPlace, StatusList
from tesela.site.awards.places import StatusBlock, StatusTouch
from tesela.site.providers import keys
from tesela.site.providers.models import KeyUse, Organisation
from tesela.status import blocks, token_list
from tesela.status.bitstring import PURPOSES, Place, edit, encoded_row
from tesela.status.blocks import Block, Edit
from tesela.status.positions import Permutation, permutation, permuted
from tesela.status.token_list import INVALID, SUSPENDED, VALID
from tesela.text.errors import TeselaError

TOKENS = "state"
"""The list for wallets, as its name ends."""
_FRESH_FOR = timedelta(hours=12)
"""After so long a list is signed again although nothing changed."""
_COLUMN = {"revocation": "withdrawn_at", "suspension": "suspended_at"}


def places(organisation: Organisation, counter: int) -> tuple[Place, ...]:
    """Where the state of the award with this counter is published."""
    number = counter >> organisation.status_bits
    position = _position(organisation, counter)
    tokens = address(organisation, list_name(organisation, number, TOKENS))
    return tuple(
        Place(
            address(organisation, list_name(organisation, number, purpose)),
            position,
            purpose,
            tokens,
        )
        for purpose in PURPOSES
    )


class PlacesOf:
    """As `places`, for many awards of one organisation: what they share is written once."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._bits, self._secret = organisation.status_bits, bytes(organisation.status_secret)
        self._lists: dict[int, tuple[tuple[Place, ...], Permutation]] = {}

    def __call__(self, counter: int) -> tuple[Place, ...]:
        number, within = divmod(counter, 1 << self._bits)
        if number not in self._lists:
            key = _key_of(self._secret, number)
            self._lists[number] = (
                places(self._organisation, counter),
                permutation(key, self._bits),
            )
        listed, place_of = self._lists[number]
        position = place_of(within)
        return tuple(
            [Place(one.list_address, position, one.purpose, one.token_list) for one in listed]
        )


def found(name: str) -> StatusList | None:
    """The list with this name. One for wallets is made where there are lists for credentials."""
    known = StatusList.objects.filter(name=name).first()
    if known or not name.endswith(f"-{TOKENS}"):
        return known
    beside = StatusList.objects.filter(name=f"{name.removesuffix(TOKENS)}{PURPOSES[0]}").first()
    if beside is None:
        return None
    made, _ = StatusList.objects.get_or_create(
        organisation=beside.organisation,
        number=beside.number,
        purpose=TOKENS,
        defaults={"name": name, "issuer": beside.issuer},
    )
    return made


def media_type(published: StatusList) -> str:
    """What the list is served as."""
    return token_list.MEDIA_TYPE if published.purpose == TOKENS else "application/vc"


def list_name(organisation: Organisation, number: int, purpose: str) -> str:
    """The last part of a list's address."""
    return f"{organisation.status_name}-{number + 1}-{purpose}"


def address(organisation: Organisation, name: str) -> str:
    """Where the list stands; of an institution that closed elsewhere, where it stood there."""
    return organisation.absolute(f"/status/{name}")


def issuer_of(method: str) -> str:
    """The identity that a verification method belongs to."""
    return method.partition("#")[0]


def next_counter(organisation: Organisation, issuer: str) -> int:
    """The next free counter for awards by `issuer`, one of the organisation's identities.

    A list is signed by the issuer that its credentials name, so an organisation
    whose identity changed begins a new list (docs/decisions/0017).
    """
    free = organisation.next_counter
    bits = organisation.status_bits
    begun = organisation.status_lists.filter(number=free >> bits).first()
    if begun is None or begun.issuer == issuer:
        return free
    return (begun.number + 1) << bits


def ensure_lists(organisation: Organisation, issuer: str, counters: Sequence[int]) -> None:
    """The lists of `issuer` that hold these places exist, empty ones too."""
    for number in sorted({counter >> organisation.status_bits for counter in counters}):
        for purpose in (*PURPOSES, TOKENS):
            StatusList.objects.get_or_create(
                organisation=organisation,
                number=number,
                purpose=purpose,
                defaults={"name": list_name(organisation, number, purpose), "issuer": issuer},
            )


def take_place(organisation: Organisation, method: str) -> OtherPlace:
    """A place for a credential that is no award and that `method` will sign.

    To be called in a transaction. Its lists exist afterwards.
    """
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    issuer = issuer_of(method)
    counter = next_counter(locked, issuer)
    locked.next_counter = counter + 1
    locked.save(update_fields=["next_counter"])
    ensure_lists(locked, issuer, [counter])
    return OtherPlace.objects.create(organisation=locked, counter=counter, method=method)


def mark_place(place: OtherPlace, purpose: str, at: datetime | None) -> None:
    """Revoked or suspended since `at`; None lifts a suspension. To be called in a transaction."""
    setattr(place, _COLUMN[purpose], at)
    place.save(update_fields=[_COLUMN[purpose]])
    mark_changed(place.organisation, [place.counter], purpose)


def mark_changed(organisation: Organisation, counters: Sequence[int], purpose: str) -> None:
    """To be called in the transaction that changes the state of awards with these counters."""
    bits = organisation.status_bits
    lists = StatusList.objects.filter(
        organisation=organisation,
        number__in={counter >> bits for counter in counters},
        purpose__in=(purpose, TOKENS),
    )
    lists.update(changed=True)  # locks them
    StatusTouch.objects.bulk_create(
        StatusTouch(listed=listed, counter=counter)
        for listed in lists.filter(built=True)
        for counter in counters
        if counter >> bits == listed.number
    )


def current_document(published: StatusList) -> bytes:
    """The signed list, signed again where its places changed or it has grown old.

    A list whose key stayed with an institution that closed is given as that signed it last, as
    long as nothing on it has changed. Raises TeselaError `status.nobody_signs` from then on: what
    it said is not true any more, and nobody here can say otherwise in the issuer's name.
    """
    now = datetime.now(UTC)
    if _is_current(published, now):
        return bytes(published.document or b"")
    if published.organisation.is_taken_over and not _has_signer(published):
        if published.changed or published.document is None:
            raise TeselaError("status.nobody_signs", address=published.name)
        return bytes(published.document)
    with transaction.atomic():
        locked = (
            StatusList.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .get(pk=published.pk)
        )
        if not _is_current(locked, now):
            locked.document = _signed(locked, now)
            locked.signed_at, locked.changed = now, False
            locked.save(update_fields=["document", "signed_at", "changed", "built"])
        return bytes(locked.document or b"")


def _is_current(published: StatusList, now: datetime) -> bool:
    signed = published.signed_at
    return (
        published.document is not None
        and not published.changed
        and signed is not None
        and now - signed < _FRESH_FOR
    )


def _signed(published: StatusList, now: datetime) -> bytes:
    """The list as it is now, signed. To be called while it is locked."""
    stands = address(published.organisation, published.name)
    row = _row(published)
    if published.purpose == TOKENS:
        signer = keys.wallet_signer(published.organisation, published.issuer)
        lst = token_list.encoded_row(row)
        return signed_token_list(stands, lst, signer, published=now).encode("ascii")
    purpose = next(known for known in PURPOSES if known == published.purpose)
    key = _signer(published)
    return signed_list(stands, purpose, encoded_row(row), key, published=now)


def _row(published: StatusList) -> tuple[Block, ...]:
    """Its bits, with every place that was touched as it is to be."""
    octets = (1 << published.organisation.status_bits) // 8 * _places_bits(published)
    row = list(blocks.empty(octets))
    for kept in published.blocks.all():
        row[kept.number] = Block(bytes(kept.packed), kept.octets, kept.crc, kept.adler)
    new = blocks.changed(row, _edits(published))
    StatusBlock.objects.bulk_create(
        (
            StatusBlock(
                listed=published, number=number, packed=block.packed,
                octets=block.octets, crc=block.crc, adler=block.adler,
            )
            for number, block in enumerate(new)
            if block is not row[number]
        ),
        update_conflicts=True,
        unique_fields=["listed", "number"],
        update_fields=["packed", "octets", "crc", "adler"],
    )  # fmt: skip
    published.touched.all().delete()  # who touches another place waits for this lock
    published.built = True
    return new


def _places_bits(published: StatusList) -> int:
    return STATE_BITS if published.purpose == TOKENS else 1


def _edits(published: StatusList) -> Iterator[Edit]:
    """Of the touched places, or of all that are not valid where the list was never built."""
    organisation = published.organisation
    for kind in (Award, OtherPlace):
        there = _on(kind, published)
        if published.built:
            there = there.filter(counter__in=published.touched.values("counter"))
        else:
            there = there.filter(Q(withdrawn_at__isnull=False) | Q(suspended_at__isnull=False))
        for counter, withdrawn, suspended in there.values_list(
            "counter", "withdrawn_at", "suspended_at"
        ):
            position = _position(organisation, counter)
            if published.purpose == TOKENS:
                state = INVALID if withdrawn else SUSPENDED if suspended else VALID
                yield token_list.edit(STATE_BITS, position, state)
            else:
                at = withdrawn if published.purpose == "revocation" else suspended
                yield edit(position, at is not None)


def _on(kind: type[Award] | type[OtherPlace], published: StatusList) -> "QuerySet[Any]":
    """Whatever has a place on the list."""
    bits = published.organisation.status_bits
    return kind.objects.filter(
        organisation=published.organisation,
        counter__gte=published.number << bits,
        counter__lt=(published.number + 1) << bits,
    )


def _has_signer(published: StatusList) -> bool:
    """Whether the issuer's identity was taken up here, after its institution closed."""
    use = KeyUse.WALLET if published.purpose == TOKENS else KeyUse.AWARDS
    return (
        published.organisation.keys.filter(
            use=use, waiting=False, retired_at=None, method__startswith=f"{published.issuer}#"
        )
        .exclude(sealed=b"")
        .exists()
    )


def _signer(published: StatusList) -> SoftwareKey:
    """The present key, or the last one of an identity that the organisation has left."""
    key = keys.signer(published.organisation)
    if key.controller == published.issuer:
        return key
    listed = [_on(kind, published).order_by("-counter").first() for kind in (Award, OtherPlace)]
    last = max((one for one in listed if one), key=lambda one: one.counter)
    return keys.signer_of(last.method)


def _position(organisation: Organisation, counter: int) -> int:
    return _permuted(counter, organisation.status_bits, bytes(organisation.status_secret))


def _permuted(counter: int, bits: int, secret: bytes) -> int:
    number, within = divmod(counter, 1 << bits)
    return permuted(within, _key_of(secret, number), bits)


def _key_of(secret: bytes, number: int) -> bytes:
    """By which the places of one list are mixed."""
    return secret + number.to_bytes(8)
