"""How many trainers and assessors there are, and which verified credentials they have shown."""

from typing import ClassVar

from django.db import models

from tesela.model.competence import ROLES
from tesela.site.providers.models import Membership, Organisation


class Staff(models.Model):
    """How many people an organisation has in a role; while it says so, pages may."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    role = models.CharField(max_length=16, choices=[(one, one) for one in ROLES])
    people = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "role"], name="staff_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.people}"


class Held(models.Model):
    """A credential that a member has shown; gone with the membership.

    The credential itself is not kept: its digest tells that it was this one.
    """

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="held")
    role = models.CharField(max_length=16, choices=[(one, one) for one in ROLES])
    title = models.JSONField()
    """Language tag → text (`LocalizedText`)."""
    issuer = models.CharField(max_length=500)
    """Who issued it, by its own statement."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file that was verified."""
    ends_on = models.DateField(null=True)
    """Its last day, by its own statement."""
    verified_at = models.DateTimeField()
    name_shown = models.BooleanField(default=False)
    """Whether the person wants to be named on public pages."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "role", "digest"], name="competence_shown_once"
            )
        ]

    def __str__(self) -> str:
        return self.digest[:16]
