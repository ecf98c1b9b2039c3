"""Places on the status lists: taken for awards to come, changed since their list was signed, and
the bits of all."""

from typing import ClassVar

from django.db import models


class Reserved(models.Model):
    """Places that a worker took for rows of a class, until their awards are kept (`awards.fresh`).

    One that a process left when it died is used for the same rows.
    """

    batch = models.UUIDField()
    """The class (`classes.Batch.id`)."""
    row = models.IntegerField()
    """The number of the first row they are for."""
    issuer = models.CharField(max_length=2000)
    """The identity that signs what is on their list."""
    counter = models.BigIntegerField()
    """The first of them."""
    number = models.IntegerField()
    """How many."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "row"], name="reserved_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} places from {self.counter}"


class StatusBlock(models.Model):
    """A block of a list's bits (`status.blocks`); one that was never touched has no row."""

    listed = models.ForeignKey("awards.StatusList", on_delete=models.CASCADE, related_name="blocks")
    number = models.IntegerField()
    packed = models.BinaryField()
    octets = models.IntegerField()
    crc = models.BigIntegerField()
    adler = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["listed", "number"], name="status_block_once")
        ]

    def __str__(self) -> str:
        return f"block {self.number} of {self.listed_id}"


class StatusTouch(models.Model):
    """A place whose state changed since its list was signed; what it is, its own row says."""

    listed = models.ForeignKey(
        "awards.StatusList", on_delete=models.CASCADE, related_name="touched"
    )
    counter = models.BigIntegerField()

    def __str__(self) -> str:
        return f"place {self.counter} of {self.listed_id}"
