"""What a learner holds in an account, imported, or shows to somebody by a link."""

from datetime import UTC, date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tesela.site.awards.models import Award


class Imported(models.Model):
    """A credential from elsewhere: its bytes as they came."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="imported"
    )
    name = models.CharField(max_length=255)
    """The file's name."""
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    size = models.IntegerField()
    """Octets of `content`."""
    report = models.JSONField()
    """The report of the last check (`model.report.Report.to_json`)."""
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "digest"], name="imported_once")
        ]

    def __str__(self) -> str:
        return f"imported {self.pk}"


class Holding(models.Model):
    """An award taken into an account by whoever has its link."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="holdings"
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="holdings")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "award"], name="held_once")
        ]

    def __str__(self) -> str:
        return f"holding {self.pk}"


class Shares(models.QuerySet["Share"]):
    """Links, with the question which of them still work."""

    def working(self) -> Self:
        """Those that show something today."""
        return self.filter(stopped_at=None, ends_on__gte=datetime.now(UTC).date())


class Share(models.Model):
    """A link that shows chosen parts of one or more credentials until a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="shares"
    )
    """None where it was made from the page of an award, without an account."""
    token_digest = models.CharField(max_length=64, unique=True)
    seed = models.CharField(max_length=36, unique=True)
    """What `tokens.token("share", …)` is derived from: a random UUID."""
    note = models.CharField(max_length=200, blank=True)
    """For whom, in the learner's words; only the learner sees it."""
    language = models.CharField(max_length=35)
    parts = models.JSONField(default=list)
    """Names of the parts that are shown; the title and the verdict always are."""
    ends_on = models.DateField()
    """Last day on which the link works."""
    made_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True)
    views = models.IntegerField(default=0)
    last_viewed_on = models.DateField(null=True)

    objects = Shares.as_manager()

    def __str__(self) -> str:
        return f"share {self.pk}"

    def state_on(self, today: date) -> str:
        """`working`, `stopped` or `over`."""
        if self.stopped_at:
            return "stopped"
        return "over" if self.ends_on < today else "working"

    @property
    def state(self) -> str:
        """As `state_on`, now."""
        return self.state_on(datetime.now(UTC).date())


class SharedItem(models.Model):
    """One credential of a share."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="items")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, related_name="+")
    imported = models.ForeignKey(Imported, on_delete=models.CASCADE, null=True, related_name="+")
    position = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(award=None, imported__isnull=False)
                | Q(award__isnull=False, imported=None),
                name="shared_item_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"
