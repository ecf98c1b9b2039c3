"""The signed feed: made anew with each change, and once a day so that it stays fresh.

1. Only the parts in which a changed name stands are written anew.
2. The head gets the next number and is signed with the authority's present key.
3. Parts that were replaced stay for a week: whoever has read a head a moment
   ago can still read its parts.

All of it happens in the transaction of the change, so that no feed says what
the registry does not.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from tesela.site.addresses import absolute
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation
from tesela.site.registry.entries import BITS, by_name, entries_of, entry_of
from tesela.site.registry.models import Feed, FeedPart, Provider
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.provider_entries import Entry
from tesela.trust.provider_registry import checked_about, digest_of, part_octets, signed_head
from tesela.trust.registry import Registry

FRESH = timedelta(days=7)
"""How long a reader may rely on an edition."""
ANEW = timedelta(days=1)
"""After so long the next edition is made even if nothing has changed."""


def authority() -> Organisation | None:
    """The organisation that runs the registry of this service, where the operator named one."""
    if not settings.AUTHORITY:
        return None
    return Organisation.objects.filter(slug=settings.AUTHORITY).first()


def publish(of: Organisation, touched: Collection[int] = ()) -> Feed:
    """The next edition. Raises TeselaError `providers.no_key`."""
    now = datetime.now(UTC).replace(microsecond=0)
    with transaction.atomic():
        feed, _ = Feed.objects.select_for_update().get_or_create(pk=1)
        for place in touched:
            _write_part(place, now)  # 1
        FeedPart.objects.filter(replaced_at__lt=now - FRESH).delete()  # 3
        feed.sequence += 1
        feed.issued_at, feed.next_update = now, now + FRESH
        feed.head = _signed(of, feed)  # 2
        feed.save()
    return feed


def current() -> Feed | None:
    """The present edition, made anew where it is a day old; None where no registry is run."""
    of = authority()
    if of is None:
        return None
    feed = Feed.objects.filter(pk=1).first()
    if feed is None or feed.issued_at is None or feed.issued_at + ANEW < datetime.now(UTC):
        return publish(of)
    return feed


def present_parts() -> list[FeedPart]:
    """The parts of the present edition, by name."""
    return list(FeedPart.objects.filter(replaced_at=None).order_by("place"))


def whole(feed: Feed) -> bytes:
    """Head and parts in one file (`provider_registry.Edition.whole`)."""
    included = b",".join(bytes(part.octets) for part in present_parts())
    return bytes(feed.head).removesuffix(b"}") + b',"included":[' + included + b"]}"


class OwnListing:
    """The registry of this service for its own verifier: as it is at this moment."""

    def __init__(self, of: Organisation) -> None:
        self._of = of

    @property
    def name(self) -> str:
        return LocalizedText(self._of.name).in_language("en")

    @property
    def next_update(self) -> datetime:
        return datetime.now(UTC) + FRESH

    def find(self, name: str) -> Entry | None:
        provider = by_name(name).first()
        return entry_of(provider) if provider else None


def with_own(trusted: Registry | None) -> Registry | None:
    """What the verifier of this service asks: its own registry, where one is run, and the
    one that the operator trusts. A feed that the operator named speaks alone."""
    of = None if trusted and trusted.providers else authority()
    if of is None:
        return trusted
    listing = OwnListing(of)
    return replace(trusted or Registry(listing.name), providers=listing)


def _write_part(place: int, now: datetime) -> None:
    name = f"{place:x}"
    standing = Provider.objects.filter(source=None, names__place=place).distinct()
    entries = entries_of(standing)
    octets = part_octets(entries)
    digest = digest_of(octets)
    before = FeedPart.objects.filter(place=name, replaced_at=None)
    before.filter(~Q(digest=digest)).update(replaced_at=now)
    if entries:
        FeedPart.objects.update_or_create(
            digest=digest,
            place=name,
            defaults={"octets": octets, "entries": len(entries), "replaced_at": None},
        )


def _signed(of: Organisation, feed: Feed) -> bytes:
    parts = FeedPart.objects.filter(replaced_at=None).order_by("place")
    named = parts.values_list("place", "digest", "entries")
    if not of.identity:
        raise TeselaError("providers.no_key")
    head = checked_about(
        {
            "registry": of.identity,
            "name": of.name,
            "country": of.country,
            "page": absolute("/registry"),
            "sequence": feed.sequence,
            "issued_at": feed.issued_at,
            "next_update": feed.next_update,
            "entries": Provider.objects.filter(source=None).count(),
            "bits": BITS,
            "parts": [
                {"name": name, "digest": digest, "entries": count} for name, digest, count in named
            ],
        }
    )
    return signed_head(head, keys.signer(of))
