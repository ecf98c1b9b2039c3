"""Questions that learners answer by showing credentials."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tesela.site.awards.models import Award
from tesela.site.portfolio.models import Imported


class Ask(models.Model):
    """What somebody asks to be shown. Two links: one to answer, one to read the answers."""

    seed = models.CharField(max_length=36, unique=True)
    """What both tokens are derived from: a random UUID."""
    answer_digest = models.CharField(max_length=64, unique=True)
    results_digest = models.CharField(max_length=64, unique=True)
    asker = models.CharField(max_length=200)
    """Who asks, in their own words; nobody has checked it."""
    purpose = models.CharField(max_length=500)
    """What it is for, in their own words."""
    wanted = models.JSONField(default=list)
    """What is to be shown, one line each."""
    language = models.CharField(max_length=35)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField()
    """Last day to answer and to read; then everything is deleted."""

    def __str__(self) -> str:
        return f"ask {self.pk}"


class Answer(models.Model):
    """What one learner shows. It can be taken back."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    seed = models.CharField(max_length=36, unique=True)
    """What the learner's token for taking it back is derived from."""
    token_digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, blank=True)
    """How the learner wants to be called there."""
    language = models.CharField(max_length=35)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnsweredItem(models.Model):
    """One credential shown for one or more of the wanted things."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="items")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, related_name="+")
    imported = models.ForeignKey(Imported, on_delete=models.CASCADE, null=True, related_name="+")
    meets = models.JSONField(default=list)
    """Positions in `Ask.wanted` that the learner says it meets."""
    parts = models.JSONField(default=list)
    """Names of the parts that are shown, as in `portfolio.Share.parts`."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(award=None, imported__isnull=False)
                | Q(award__isnull=False, imported=None),
                name="answered_item_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"
