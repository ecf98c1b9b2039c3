"""Who belongs to which network, the mandates within it, and what was issued under them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tesela.model.achievement import Achievement
from tesela.model.mandate import Act, Mandate
from tesela.model.party import Party
from tesela.process.mandates import State
from tesela.site.addresses import absolute
from tesela.site.design.models import Description, Edition
from tesela.site.providers.models import Organisation


class Belonging(models.TextChoices):
    """Where a membership stands; `networks.state.<value>` in the catalogue."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LEFT = "left"
    """Ended, by either side."""


class Link(models.Model):
    """One organisation belongs to another one: a member to its network, a centre to its member."""

    above = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links_below")
    """The network, which invited."""
    below = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links_above")
    """Who was invited."""
    state = models.CharField(max_length=16, choices=Belonging.choices, default=Belonging.INVITED)
    note = models.CharField(max_length=1000, blank=True)
    """What the network writes to whom it invites."""
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    """Why it was declined or ended."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["above", "below"],
                condition=Q(state__in=(Belonging.INVITED, Belonging.JOINED)),
                name="linked_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["above", "state"], name="link_above"),
            models.Index(fields=["below", "state"], name="link_below"),
        ]

    def __str__(self) -> str:
        return f"{self.above_id} {self.below_id}"


class Given(models.Model):
    """A mandate: what one organisation lets another one do in its name (`model.mandate`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mandator = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mandates_given"
    )
    mandatary = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mandates_held"
    )
    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="passed_on")
    """The mandate by which the mandator itself acts; None where the achievement is its own."""
    acts = models.JSONField(default=list)
    """Values of `model.mandate.Act`."""
    achievements = models.JSONField(null=True)
    """`Achievement.id` of those it is for; None for all of the mandator."""
    begins = models.DateField()
    ends = models.DateField(null=True)
    """Its last day."""
    depth = models.IntegerField(default=0)
    state = models.CharField(
        max_length=16, choices=[(one.value, one.value) for one in State], default=State.OFFERED
    )
    note = models.CharField(max_length=1000, blank=True)
    """What the mandator writes to the mandatary."""
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    """Why it was declined or ended."""
    method = models.CharField(max_length=2000)
    """The verification method of the mandator that signed."""
    mandatary_identity = models.CharField(max_length=2000)
    """The identity of the mandatary that the statement names."""
    statement = models.BinaryField()
    """The signed statement as it was offered; these bytes never change."""
    warned_days = models.IntegerField(null=True)
    """The last warning by mail: so many days before it ends."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mandator", "state"], name="mandate_of_mandator"),
            models.Index(fields=["mandatary", "state"], name="mandate_of_mandatary"),
            models.Index(fields=["state", "ends"], name="mandate_ends"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def address(self) -> str:
        """Its IRI, where its current form stands."""
        return absolute(f"/mandates/{self.pk}")

    @property
    def statement_address(self) -> str:
        """Where the statement stands that credentials pin."""
        return f"{self.address}.json"

    @property
    def mandator_identity(self) -> str:
        """The identity that signed."""
        return self.method.partition("#")[0]

    @property
    def stated(self) -> Mandate:
        """The mandate by the organisations' numbers here, which outlive their identities."""
        return Mandate(
            id=str(self.pk),
            mandator=str(self.mandator_id),
            mandatary=str(self.mandatary_id),
            acts=frozenset(Act(one) for one in self.acts),
            begins=self.begins,
            ends=self.ends,
            achievements=None if self.achievements is None else frozenset(self.achievements),
            depth=self.depth,
            under=str(self.under_id) if self.under_id else None,
            withdrawn_at=self.ended_at,
            reason=self.reason,
        )


class Delegation(models.Model):
    """An edition as one organisation issues it in the name of another one; never changed.

    What its awards say of issuer and awarding bodies is fixed here, as an
    edition fixes it for its own organisation.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="delegations"
    )
    """Who issues."""
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="delegations")
    mandates = models.JSONField()
    """Ids of the mandates (`Given`), that of the awarding body first."""
    issuer = models.JSONField()
    """The `Party` that issues."""
    bodies = models.JSONField()
    """The `Party` list that awards."""
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of all of it: the same is kept once."""
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest[:16]

    def of(self, achievement: Achievement) -> Achievement:
        """The edition's achievement, as its credentials state it."""
        return achievement.model_copy(
            update={
                "issuer": Party.model_validate(self.issuer),
                "awarding_bodies": tuple(Party.model_validate(one) for one in self.bodies),
            }
        )


class Shared(models.Model):
    """A description that a network shares with whoever belongs to it."""

    description = models.OneToOneField(Description, on_delete=models.PROTECT, related_name="shared")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    shared_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.description)
