"""Questions that learners answer by showing credentials."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from tesela.site.awards.models import Award
from tesela.site.portfolio.models import Imported


class Ask(models.Model):
    """What somebody asks to be shown. Two links: one to answer, one to read the answers.

    An ask that has ended keeps its two digests for a while, so that its links
    can say so, and nothing else.
    """

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
    """In which asker, purpose and wanted are written."""
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(db_index=True)
    """Last day to answer and to read; then everything is deleted."""
    ended_at = models.DateTimeField(null=True)
    """When everything was deleted."""
    answered = models.IntegerField(default=0)
    """Answers ever sent: the number of the last one."""

    def __str__(self) -> str:
        return f"ask {self.pk}"


class Answer(models.Model):
    """What one learner shows, first as a draft. It can be taken back."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="answers"
    )
    """Who was signed in; None without an account. The asker never learns it."""
    seed = models.CharField(max_length=36, unique=True)
    """What the learner's token for this answer is derived from."""
    token_digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, blank=True)
    """How the learner wants to be called there."""
    language = models.CharField(max_length=35)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    """None for a draft, which the asker does not see."""
    number = models.IntegerField(null=True)
    """Counted within the ask when it is sent; never used again."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ask", "number"], name="answer_numbered_once")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnsweredItem(models.Model):
    """One credential shown for none, one or more of the wanted things."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="items")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, null=True, related_name="+")
    imported = models.ForeignKey(Imported, on_delete=models.CASCADE, null=True, related_name="+")
    content = models.BinaryField(null=True)
    """A file that the learner held: its bytes as they came."""
    name = models.CharField(max_length=255, blank=True)
    """That file's name, for the learner alone."""
    digest = models.CharField(max_length=64, null=True)
    report = models.JSONField(null=True)
    """The report of when it was added (`model.report.Report.to_json`)."""
    meets = models.JSONField(default=list)
    """Positions in `Ask.wanted` that the learner says it meets."""
    parts = models.JSONField(default=list)
    """Names of the parts that are shown, as in `portfolio.Share.parts`."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(award=None, imported__isnull=False, content=None)
                | Q(award__isnull=False, imported=None, content=None)
                | Q(award=None, imported=None, content__isnull=False),
                name="answered_item_is_one_thing",
            ),
            models.UniqueConstraint(fields=["answer", "award"], name="award_answers_once"),
            models.UniqueConstraint(fields=["answer", "imported"], name="imported_answers_once"),
            models.UniqueConstraint(fields=["answer", "digest"], name="file_answers_once"),
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"

    @property
    def credential(self) -> Award | Imported:
        """What is shown, as `portfolio.shown` takes it."""
        held = Imported(name=self.name, content=self.content, report=self.report)
        return self.award or self.imported or held

    @property
    def wanted_lines(self) -> list[str]:
        """The wanted things that it is shown for."""
        return [self.answer.ask.wanted[at] for at in self.meets]
