"""Places on the status lists that are taken, and whose awards are not kept yet."""

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
