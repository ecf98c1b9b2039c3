"""Providers of the registry, every word ever said of them, and the signed feed."""

from typing import ClassVar

from django.db import models

from tesela.site.providers.models import Organisation


class Source(models.Model):
    """Another registry whose feed is read here; its entries keep their origin."""

    address = models.CharField(max_length=2000, unique=True)
    """https address of its feed."""
    key = models.CharField(max_length=2000)
    """Whose signature is believed: a key, a verification method or an identity."""
    registry = models.CharField(max_length=2000, blank=True)
    """Who it says that it is."""
    name = models.JSONField(default=dict)
    sequence = models.BigIntegerField(default=0)
    """Number of the last edition that was read; an older one is refused."""
    digest = models.CharField(max_length=64, blank=True)
    parts = models.JSONField(default=dict)
    """Name → digest of the parts that were read, so that only others are fetched."""
    next_update = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    """When it was last asked, whatever came of it."""
    problem = models.JSONField(default=dict)
    """Code and data of why the last reading failed; empty when it did not."""

    def __str__(self) -> str:
        return self.address


class Provider(models.Model):
    """An organisation in the registry, with what holds at present for lists and searches."""

    slug = models.SlugField(max_length=80, unique=True)
    """Its name in addresses; never changes, since feeds contain it."""
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="registered"
    )
    """The organisation of this service that it is, where it is one."""
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, related_name="providers"
    )
    """The registry that it was read from; None: this one says it itself."""
    entry = models.CharField(max_length=2000, unique=True)
    """The entry's own id: an address here, or where it was read from."""
    title = models.CharField(max_length=500)
    """A name to sort by."""
    words = models.TextField()
    """All names and numbers, in small letters, to search in."""
    country = models.CharField(max_length=2)
    status = models.CharField(max_length=16)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["title"], name="registered_title"),
            models.Index(fields=["country", "title"], name="registered_country"),
        ]

    def __str__(self) -> str:
        return self.slug


class Record(models.Model):
    """One word about a provider (`trust.provider_entries.Record`); never changed, never deleted."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="records")
    number = models.IntegerField()
    said = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "number"], name="record_numbered_once")
        ]

    def __str__(self) -> str:
        return f"record {self.number}"


class Name(models.Model):
    """An id or identity by which a provider is looked up, now or once."""

    digest = models.CharField(max_length=64, db_index=True)
    """SHA-256 of it, in hexadecimal."""
    place = models.IntegerField(db_index=True)
    """Of the digest, the bits that name the part of the feed it stands in."""
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="names")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "provider"], name="name_once")
        ]

    def __str__(self) -> str:
        return self.digest


class FeedPart(models.Model):
    """A part of the signed feed, kept a while after it was replaced for whoever is reading.

    Two parts that say the same have one digest: an entry stands in the part of each of its names.
    """

    digest = models.CharField(max_length=64)
    place = models.CharField(max_length=4, db_index=True)
    octets = models.BinaryField()
    entries = models.IntegerField()
    replaced_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "place"], name="part_once")
        ]

    def __str__(self) -> str:
        return self.digest


class Feed(models.Model):
    """The present edition of the signed feed. There is one."""

    sequence = models.BigIntegerField(default=0)
    issued_at = models.DateTimeField(null=True)
    next_update = models.DateTimeField(null=True)
    head = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"feed {self.sequence}"
