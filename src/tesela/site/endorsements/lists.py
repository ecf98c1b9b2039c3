"""Which endorsements were withdrawn: one signed list for each identity of an endorser.

Bitstring Status List 1.0. Places are given one after another and then mapped
through the organisation's own permutation, so that neighbours tell nothing. A
withdrawal marks the list as changed; whoever asks for it next gets it signed anew.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from django.db import transaction

from tesela.issuing.status_lists import signed_list
from tesela.proofs.keys import SoftwareKey
from tesela.site.endorsements.models import Endorsement, EndorsementList, State
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation
from tesela.status.bitstring import MINIMUM_BITS, Place, encoded
from tesela.status.positions import permuted
from tesela.text.errors import TeselaError

_BITS = MINIMUM_BITS.bit_length() - 1
_FRESH_FOR = timedelta(hours=12)


def next_place(endorser: Organisation, issuer: str) -> Place:
    """A free place for an endorsement signed as `issuer`; to be called within a transaction.

    Raises TeselaError `endorsements.list_full`.
    """
    known, _ = EndorsementList.objects.get_or_create(
        endorser=endorser,
        issuer=issuer,
        defaults={"name": f"{endorser.status_name}-{endorser.endorsement_lists.count() + 1}"},
    )
    locked = EndorsementList.objects.select_for_update().get(pk=known.pk)
    if locked.next_place >= MINIMUM_BITS:
        raise TeselaError("endorsements.list_full")
    secret = bytes(endorser.status_secret) + locked.name.encode()
    position = permuted(locked.next_place, secret, _BITS)
    locked.next_place += 1
    locked.save(update_fields=["next_place"])
    return Place(locked.address, position, "revocation")


def mark_changed(endorsement: Endorsement) -> None:
    """To be called in the transaction that withdraws it."""
    EndorsementList.objects.filter(
        endorser=endorsement.endorser_id, issuer=endorsement.method.partition("#")[0]
    ).update(changed=True)


def document_of(name: str) -> bytes | None:
    """The signed list of this name as it is now; None where there is none."""
    found = EndorsementList.objects.select_related("endorser").filter(name=name).first()
    return current_document(found) if found else None


def sign_due(endorsers: Collection[int]) -> None:
    """Sign the lists of these organisations again that are to be."""
    for published in EndorsementList.objects.filter(endorser__in=endorsers).select_related(
        "endorser"
    ):
        current_document(published)


def current_document(published: EndorsementList) -> bytes:
    """The signed list, signed again where something was withdrawn or it has grown old."""
    now = datetime.now(UTC)
    if _is_current(published, now):
        return bytes(published.document or b"")
    with transaction.atomic():
        locked = EndorsementList.objects.select_for_update(of=("self",)).get(pk=published.pk)
        if not _is_current(locked, now):
            locked.document, locked.signed_at, locked.changed = _signed(locked, now), now, False
            locked.save(update_fields=["document", "signed_at", "changed"])
        return bytes(locked.document or b"")


def _is_current(published: EndorsementList, now: datetime) -> bool:
    signed = published.signed_at
    return (
        published.document is not None
        and not published.changed
        and signed is not None
        and now - signed < _FRESH_FOR
    )


def _signed(published: EndorsementList, now: datetime) -> bytes:
    withdrawn = Endorsement.objects.filter(
        endorser=published.endorser_id,
        state=State.WITHDRAWN,
        method__startswith=f"{published.issuer}#",
    ).values_list("position", flat=True)
    key = _signer(published)
    listed = encoded(MINIMUM_BITS, (place for place in withdrawn if place is not None))
    return signed_list(published.address, "revocation", listed, key, published=now)


def _signer(published: EndorsementList) -> SoftwareKey:
    """The present key, or the last one of an identity that the endorser has left."""
    key = keys.signer(published.endorser)
    if key.controller == published.issuer:
        return key
    last = Endorsement.objects.filter(
        endorser=published.endorser_id, method__startswith=f"{published.issuer}#"
    ).latest("answered_at")
    return keys.signer_of(last.method)
