"""Results that somebody wanted to share. Nothing else is stored here."""

from django.db import models


class SharedResult(models.Model):
    """The findings of one check, behind two links: one to read, one to delete.

    A result that has ended keeps its two digests for a while, so that its
    links can say so, and nothing else.
    """

    seed = models.CharField(max_length=36, unique=True)
    """What both tokens are derived from: a random UUID."""
    read_digest = models.CharField(max_length=64, unique=True)
    own_digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    """The result as `carried.plain` writes it: no file, nothing about a person."""
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(db_index=True)
    """Last day to read it; then the content is deleted."""
    ended_at = models.DateTimeField(null=True)
    """When the content was deleted."""

    def __str__(self) -> str:
        return f"shared result {self.pk}"
