"""Endorsements of published editions, from the question to the withdrawal."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tesela.model.endorsement import Side
from tesela.site.addresses import absolute
from tesela.site.design.models import Edition
from tesela.site.providers.models import Organisation


class State(models.TextChoices):
    """Where an endorsement stands; `endorsements.state.<value>` in the catalogue."""

    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    """The question was taken back before it was answered."""
    WITHDRAWN = "withdrawn"


class Endorsement(models.Model):
    """One organisation asked about one edition, and its answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="endorsements")
    endorser = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="endorsements_asked"
    )
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    note = models.CharField(max_length=1000, blank=True)
    """What the asking organisation writes to the other one."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    side = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Side])
    """For whom the endorser speaks, by its own statement; empty until it is given."""
    comment = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=35, blank=True)
    """The language of the comment."""
    reason = models.CharField(max_length=1000, blank=True)
    """Why it was declined or withdrawn."""
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    """The last day on which it counts."""
    method = models.CharField(max_length=2000, blank=True)
    """The verification method that signed."""
    position = models.IntegerField(null=True)
    """Its place on the endorser's list of withdrawn endorsements."""
    credential = models.BinaryField(null=True)
    """The signed endorsement; these bytes never change."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "endorser"],
                condition=Q(state__in=(State.ASKED, State.GIVEN)),
                name="endorsed_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["endorser", "state"], name="endorsement_of_endorser")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def asker(self) -> Organisation:
        """Whose achievement it is."""
        found: Organisation = self.edition.description.organisation
        return found

    @property
    def address(self) -> str:
        """Where the signed endorsement can be had."""
        return absolute(f"/endorsements/{self.pk}.json")


class EndorsementList(models.Model):
    """The signed list of what one identity of an endorser has withdrawn (Bitstring Status List)."""

    endorser = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="endorsement_lists"
    )
    issuer = models.CharField(max_length=2000)
    """The identity that signs it: that of the endorsements on it."""
    name = models.CharField(max_length=32, unique=True)
    next_place = models.IntegerField(default=0)
    changed = models.BooleanField(default=True)
    document = models.BinaryField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endorser", "issuer"], name="endorsement_list_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where the list stands."""
        return absolute(f"/endorsements/lists/{self.name}")
