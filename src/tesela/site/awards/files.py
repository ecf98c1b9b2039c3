"""What is kept of awards: the files' very bytes, packed, and the time-stamps that cover them."""

from functools import lru_cache
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tesela.codecs import packing
from tesela.site.design.models import Edition


class TimeStamp(models.Model):
    """A time-stamp by an independent authority for the credentials of one class."""

    batch = models.UUIDField(null=True)
    """The class (`classes.Batch.id`)."""
    size = models.BigIntegerField()
    """How many files are under its root."""
    root = models.BinaryField()
    """Of the Merkle tree (`proofs.merkle`): what was stamped."""
    token = models.BinaryField()
    """RFC 3161, in DER."""
    validation = models.JSONField(default=dict)
    """What proved the authority on that day, as a time proof states it (`proofs.time_proofs`)."""
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"time-stamp {self.pk}"


class Dictionary(models.Model):
    """What the files of one edition in one format and language share (`codecs.packing`).

    It never changes.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    """SHA-256 of the content, hexadecimal."""
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=16)
    language = models.CharField(max_length=35)
    content = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest


class CredentialFile(models.Model):
    """The bytes of one award in one format, as they were first made."""

    award = models.ForeignKey(
        "awards.Award", on_delete=models.PROTECT, related_name="files", db_index=False
    )
    format = models.CharField(max_length=16)
    """A name of `issuing.FORMATS`."""
    packed = models.BinaryField()
    """The bytes, packed with the dictionary (`awards.packing`)."""
    dictionary = models.ForeignKey(
        Dictionary, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    digest = models.BinaryField(max_length=32)
    """SHA-256 of the bytes."""
    made_at = models.DateTimeField(auto_now_add=True)
    stamp = models.ForeignKey(
        TimeStamp, on_delete=models.PROTECT, null=True, related_name="files", db_index=False
    )
    """The time-stamp that covers it."""
    place = models.BigIntegerField(null=True)
    """Where it is under the stamp's root."""
    path = models.BinaryField(null=True)
    """Its siblings on the way up, 32 bytes each."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "format"], name="file_made_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["format"], condition=Q(stamp__isnull=True), name="file_without_time_stamp"
            ),
            models.Index(fields=["digest"], condition=Q(format="elm"), name="file_european"),
        ]

    def __str__(self) -> str:
        return f"{self.format} of {self.award_id}"

    @property
    def content(self) -> bytes:
        """The very bytes. Raises ValueError if what is kept was damaged."""
        return packing.unpacked(bytes(self.packed), _dictionary(self.dictionary_id))


@lru_cache(maxsize=64)
def _dictionary(digest: str | None) -> bytes:
    """A dictionary by its digest, which says all about it."""
    return bytes(Dictionary.objects.get(pk=digest).content) if digest else b""
