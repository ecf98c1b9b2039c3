"""Class lists on their way to a batch of awards, and lists kept for the next time.

    READING → ASKING? → MENDING → APPROVING? → WAITING → MAKING → FINISHED
                           ↑ ↘ DISCARDED          ↘ RECALLED
                           └──────────────────────────┘

A batch's own rows are the truth about it; a task only says that somebody should look.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from tesela.site.awards.models import Award
from tesela.site.design.models import Edition
from tesela.site.providers.models import Organisation


class Cohort(models.Model):
    """A class list kept for the next time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=200)
    header = models.JSONField()
    """Headers of the columns, as the list had them."""
    fields = models.JSONField()
    """The field of `issuing.roster.RosterRow` of each column, in the order of `header`."""
    rows = models.JSONField()
    """Each row's cells, as text, in the order of `header`."""
    size = models.IntegerField(default=0)
    """How many rows."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="cohort_named_once")
        ]

    def __str__(self) -> str:
        return f"cohort {self.pk}"


class BatchState(models.TextChoices):
    """Where a batch is; see the head of this module."""

    READING = "reading"
    ASKING = "asking"
    """Its letters are doubtful, or its columns: a person looks at the first rows and says."""
    MENDING = "mending"
    """Read; problems can be mended, and the answers checked."""
    APPROVING = "approving"
    """Confirmed; a second person must approve."""
    WAITING = "waiting"
    """Confirmed for `not_before`; until then it can be recalled."""
    MAKING = "making"
    FINISHED = "finished"
    RECALLED = "recalled"
    DISCARDED = "discarded"


class Batch(models.Model):
    """One class list, and what is to become of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="batches")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(
        max_length=16, choices=BatchState.choices, default=BatchState.READING, db_index=True
    )
    name = models.CharField(max_length=255, blank=True)
    """The file's name, or empty for a pasted list."""
    upload = models.BinaryField(null=True)
    """The file as it came, until it is read for good."""
    asked = models.CharField(max_length=16, blank=True)
    """While ASKING: `encoding` or `columns`."""
    answered = models.JSONField(default=dict)
    """What a person said about the list: `encoding`, and `columns` as `issuing.roster.Named`."""
    encoding = models.CharField(max_length=40, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    header = models.JSONField(default=list)
    """Headers of the columns by position, as the list has them; empty where there is none."""
    fields = models.JSONField(default=list)
    """The field of `issuing.roster.RosterRow` of each column, in the order of `header`; null
    where it is not understood."""
    month_first = models.JSONField(default=list)
    """Fields whose dates have the month first."""
    notices = models.JSONField(default=list)
    """`[{"code": …, "data": {…}}]`: what is worth saying although the list is usable."""
    problem = models.JSONField(null=True)
    """`{"code": …, "data": {…}}`: why the list as a whole is not usable."""
    revision = models.IntegerField(default=0)
    """Counts changes of its rows and options, so that what is confirmed is what was shown."""
    language = models.CharField(max_length=35, default="en")
    """Of the credentials and mails of rows that name none."""
    today = models.DateField()
    """The day that decides what is in the future."""
    awarded_on = models.DateField(null=True)
    """The award date of rows that name none, where it is not `today`."""
    only_good = models.BooleanField(default=False)
    """Whether the good rows are issued although others have problems."""
    announce = models.BooleanField(default=True)
    """Whether learners with an address get a mail."""
    remind_after_days = models.JSONField(default=list)
    """When who has not opened the award yet is reminded."""
    send_at = models.DateTimeField(null=True)
    """The hour that was chosen for making and sending; None for as soon as possible."""
    cohort_name = models.CharField(max_length=200, blank=True)
    """Under which the list is kept for the next time once it is confirmed."""
    not_before = models.DateTimeField(null=True)
    """When making begins: the end of the time for recalling, or a later hour that was chosen."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    """When a worker last began a turn at it (`awards.turns`)."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-made_at", "id"], name="batch_latest")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ExamRecord(models.Model):
    """The record of an examination of one learner of a class, which its provider keeps."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="exams")
    number = models.IntegerField()
    """The number of the learner's row."""
    content = models.BinaryField()
    """`model.exam.ExamRecord.content`: its digest is in the award."""
    told = models.TextField()
    """What the row's narrative says of it, to take it out again."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="examined_once_a_class")
        ]

    def __str__(self) -> str:
        return f"examination of row {self.number}"


class RowState(models.TextChoices):
    """What becomes of a row."""

    GOOD = "good"
    REFUSED = "refused"
    """It has problems; nothing is issued for it until they are mended."""
    LEFT_OUT = "left_out"
    """A person decided not to issue it."""
    ISSUED = "issued"
    UNCHANGED = "unchanged"
    """The same was awarded before; nothing new was made."""


class Row(models.Model):
    """One row of a class list."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.IntegerField()
    """The spreadsheet's own row number."""
    cells = models.JSONField()
    """Its cells as text, in the order of `Batch.header`; perhaps more than there are headers."""
    marks = models.JSONField(default=dict)
    """Position → `issuing.roster.Mark`: what the spreadsheet says about cells besides their text."""
    name = models.CharField(max_length=500, blank=True)
    """The learner's name, for lists; empty while it cannot be read."""
    by_mail = models.BooleanField(default=False)
    """Whether there is an e-mail address."""
    state = models.CharField(max_length=16, choices=RowState.choices)
    problems = models.JSONField(default=list)
    """`[{"column": …, "field": …, "value": …, "code": …, "data": {…}}]`."""
    award_key = models.CharField(max_length=64, blank=True)
    """`issuing.batch.WantedAward.key`; with the next three, empty for a row that has problems of
    its own."""
    former_key = models.CharField(max_length=64, blank=True)
    """The key of the same row before it had an identifier."""
    person_key = models.CharField(max_length=16, blank=True)
    """`issuing.roster.person_key`, in hexadecimal."""
    content_digest = models.CharField(max_length=64, blank=True)
    """`issuing.batch.WantedAward.digest`."""
    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, null=True, blank=True, related_name="rows"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="row_numbered_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["batch", "state", "number"], name="row_states"),
            models.Index(fields=["batch", "award_key"], name="row_award_keys"),
            models.Index(fields=["batch", "person_key"], name="row_person_keys"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"
