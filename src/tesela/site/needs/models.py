"""Skills needs, what others say of them, and the editions that answer them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tesela.site.addresses import absolute
from tesela.site.design.models import Edition
from tesela.site.providers.models import Organisation


class Kind(models.TextChoices):
    """What an organisation is, as it says here; `needs.kind.<value>` in the catalogue."""

    EMPLOYER = "employer"
    EMPLOYERS = "employers"
    """An organisation of employers."""
    WORKERS = "workers"
    PROVIDER = "provider"
    CIVIL_SOCIETY = "civil-society"
    LEARNERS = "learners"
    AUTHORITY = "authority"
    OTHER = "other"


class Purpose(models.TextChoices):
    """What the skills are for; not for work alone."""

    LABOUR = "labour"
    CIVIC = "civic"
    PERSONAL = "personal"
    CULTURAL = "cultural"


class Need(models.Model):
    """One skills need, as an organisation has put it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    purpose = models.CharField(max_length=16, choices=Purpose.choices, default=Purpose.LABOUR)
    title = models.JSONField()
    """Language tag → text (`LocalizedText`)."""
    text = models.JSONField()
    sector = models.CharField(max_length=200, blank=True)
    """In the proposer's words."""
    references = models.JSONField(default=list)
    """Concepts of ESCO that it means: `[{"uri": …, "label": …}]`."""
    words = models.TextField(blank=True)
    """Titles and sector as they are searched (`design.words`)."""
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=1000, blank=True)
    """What came of it, in the proposer's words."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-made_at"], name="need_last_made")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def path(self) -> str:
        """Its page on this service."""
        return f"/needs/{self.pk}"

    @property
    def address(self) -> str:
        """Its IRI, which descriptions name (`Achievement.needs`)."""
        return absolute(self.path)


class Voice(models.Model):
    """What another organisation says of a need: it agrees, or comments."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="voices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    agrees = models.BooleanField()
    """True for an endorsement, False for a comment."""
    text = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=35, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["need", "organisation"],
                condition=Q(agrees=True, taken_back_at=None),
                name="need_agreed_once",
            )
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class Answered(models.Model):
    """A published edition that declares that it answers a need."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="answers")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="needs_answered")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["need", "edition"], name="need_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.edition_id}"
