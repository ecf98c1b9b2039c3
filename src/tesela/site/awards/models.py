"""The register of what was awarded: recorded before anything is signed, never deleted.

Ids, places on the status lists and what will be signed are stored in one
transaction; files are made from the record alone, so that the same record
always gives the same bytes.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tesela.model.award import Award as StatedAward
from tesela.site.awards import files, places  # noqa: F401  (their tables are this app's too)
from tesela.site.design.models import Edition
from tesela.site.providers.models import Organisation


class Learner(models.Model):
    """A person as one organisation knows them."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="learners"
    )
    urn = models.CharField(max_length=45)
    """`model.award.Learner.id`: random, never derived from the person."""
    name = models.CharField(max_length=500)
    email = models.EmailField(max_length=254, blank=True)
    contact = models.CharField(max_length=500, blank=True)
    """Another way to reach the learner, as free text."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["urn"], name="learner_urn_once")]
        indexes: ClassVar = [models.Index(Lower("email"), name="learner_email_whatever_case")]

    def __str__(self) -> str:
        return self.urn


class LearnerKey(models.Model):
    """By what a class list knows a learner: a digest of identifier, address or name."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=64)
    """`issuing.batch.WantedAward.learner_key`."""
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="learner_known_once")
        ]

    def __str__(self) -> str:
        return self.key


class LearnerWord(models.Model):
    """A word by which a learner is searched for (`awards.search`)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="words", db_index=False
    )
    word = models.CharField(max_length=254)
    """A part of the name or the whole address, folded."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["learner", "word"], name="learner_word_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "word", "learner"],
                name="learner_words",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]

    def __str__(self) -> str:
        return f"word {self.pk}"


class Award(models.Model):
    """One learner's earning of one edition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Random; with `urn:uuid:` in front it is the id that credentials state."""
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    learner = models.ForeignKey(
        Learner, on_delete=models.PROTECT, related_name="awards", db_index=False
    )
    delegation = models.ForeignKey(
        "networks.Delegation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
        db_index=False,
    )
    """Of an edition of another organisation: in whose name and under which mandates it is issued."""
    batch = models.UUIDField(null=True)
    """The class it was first issued with (`classes.Batch.id`)."""
    row = models.IntegerField(null=True)
    key = models.CharField(max_length=64)
    """`issuing.batch.WantedAward.key`."""
    certificate_number = models.CharField(max_length=100, blank=True)
    """Of an award that is taken over from an earlier record: the number of its certificate."""
    content_digest = models.CharField(max_length=64)
    """`issuing.batch.WantedAward.digest`: changes when the row says something else."""
    content = models.JSONField()
    """`model.award.Award`, without empty members: what the credential states."""
    name = models.CharField(max_length=500)
    """The learner's name, for lists."""
    awarded_on = models.DateField()
    issued_at = models.DateTimeField()
    method = models.CharField(max_length=2000)
    """The verification method of the key that signs it."""
    counter = models.BigIntegerField()
    """Its place on the status lists (`status.positions`)."""
    current = models.BooleanField(default=True)
    """False once another award supersedes it."""
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """Final: its bit on the revocation list is set."""
    suspended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    """Why it was withdrawn or suspended, in the provider's words; `superseded` for a correction."""
    page_digest = models.CharField(max_length=64)
    """`tokens.digest` of the learner's link."""
    code_digest = models.CharField(max_length=64)
    """`tokens.digest` of the code on a printed letter."""
    opened_at = models.DateTimeField(null=True, blank=True)
    """When the learner first opened the page (pressed the button there, as no scanner does)."""
    saved_at = models.DateTimeField(null=True, blank=True)
    """When the learner first saved a file of it or took it into a portfolio."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "key"], condition=Q(current=True), name="award_current_once"
            ),
            models.UniqueConstraint(fields=["organisation", "counter"], name="award_placed_once"),
            models.UniqueConstraint(fields=["page_digest"], name="award_page_once"),
            models.UniqueConstraint(fields=["code_digest"], name="award_code_once"),
            models.UniqueConstraint(
                fields=["organisation", "certificate_number"],
                condition=Q(current=True) & ~Q(certificate_number=""),
                name="award_certificate_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-issued_at", "id"], name="award_latest"),
            models.Index(fields=["edition", "organisation", "-issued_at"], name="award_of_edition"),
            models.Index(
                fields=["delegation"],
                condition=Q(delegation__isnull=False),
                name="award_under_mandate",
            ),
            models.Index(fields=["learner", "-issued_at"], name="award_learner"),
            models.Index(fields=["organisation", "learner"], name="award_of_learner"),
            models.Index(fields=["batch", "row"], name="award_of_row"),
            # Holds all that figures by month are counted from.
            models.Index(
                fields=["organisation", "issued_at", "opened_at", "withdrawn_at", "current"],
                name="award_figures",
            ),
            models.Index(
                fields=["organisation", "-issued_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="award_withdrawn",
            ),
            models.Index(
                fields=["organisation", "counter"],
                condition=Q(withdrawn_at__isnull=False) | Q(suspended_at__isnull=False),
                name="award_not_valid",
            ),
            models.Index(
                fields=["organisation", "-issued_at"],
                condition=Q(suspended_at__isnull=False),
                name="award_suspended",
            ),
            models.Index(
                fields=["organisation", "-issued_at"],
                condition=Q(opened_at__isnull=False),
                name="award_opened",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def urn(self) -> str:
        """The id that credentials state."""
        return f"urn:uuid:{self.id}"

    @property
    def stated(self) -> StatedAward:
        """What the credential states."""
        return StatedAward.model_validate(self.content)

    @property
    def state(self) -> str:
        """`active`, `suspended`, `withdrawn` or `superseded`."""
        if self.withdrawn_at:
            return "withdrawn" if self.current else "superseded"
        return "suspended" if self.suspended_at else "active"


class EarlierLink(models.Model):
    """A learner's link and letter code that another service gave out, for a register that came
    from there."""

    award = models.OneToOneField(Award, on_delete=models.CASCADE, related_name="earlier_link")
    page_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"earlier link of {self.award_id}"


class Change(models.Model):
    """A change of an award's state, for its history; the award's own row says how it stands."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=16)
    """`suspended`, `reinstated` or `withdrawn`."""
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.award_id}"


class WithdrawalState(models.TextChoices):
    """DRAFT → ASKED? → DONE, or DROPPED."""

    DRAFT = "draft"
    """Being checked by who wants it."""
    ASKED = "asked"
    """A second person must agree."""
    DONE = "done"
    DROPPED = "dropped"


class Withdrawal(models.Model):
    """Awards that somebody wants to withdraw together: all of them or none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="withdrawals"
    )
    awards = models.JSONField(default=list)
    """The awards' ids."""
    unknown = models.JSONField(default=list)
    """Lines of the list that named no award; emptied when it is decided."""
    reason = models.CharField(max_length=500, blank=True)
    notify = models.BooleanField(default=True)
    """Whether learners with an address get a mail."""
    state = models.CharField(
        max_length=16, choices=WithdrawalState.choices, default=WithdrawalState.DRAFT
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state"], name="withdrawal_states")
        ]

    def __str__(self) -> str:
        return str(self.id)


class StatusList(models.Model):
    """One published status list: signed again when an award on it changed."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="status_lists"
    )
    number = models.IntegerField()
    purpose = models.CharField(max_length=16)
    """`revocation`, `suspension`, or `state` for the list that wallets read."""
    name = models.CharField(max_length=80, unique=True)
    """The last part of its address, `/status/<name>`."""
    issuer = models.CharField(max_length=2000)
    """The identity that the credentials on it name, and that signs it."""
    document = models.BinaryField(null=True)
    """The signed list: a credential, or for wallets a token."""
    signed_at = models.DateTimeField(null=True)
    changed = models.BooleanField(default=True)
    """Whether a place on it changed since it was signed."""
    built = models.BooleanField(default=False)
    """Whether its blocks hold every place but the touched ones."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "number", "purpose"], name="status_list_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class OtherPlace(models.Model):
    """The place on the status lists of a credential that is no award: of quality evidence."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="other_places"
    )
    counter = models.BigIntegerField()
    method = models.CharField(max_length=2000)
    """The verification method that signed the credential."""
    suspended_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "counter"], name="other_placed_once")
        ]

    def __str__(self) -> str:
        return f"place {self.counter}"


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting"
    SENDING = "sending"
    """Handed to the mail server, perhaps; if the process died, nobody knows."""
    SENT = "sent"
    FAILED = "failed"
    """Refused for good, or tried often enough."""
    BOUNCED = "bounced"
    """Came back after it had been sent."""
    CALLED_OFF = "called_off"


class Mail(models.Model):
    """One mail to one learner, recorded before it is sent."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mails", db_index=False
    )
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="mails", db_index=False)
    kind = models.CharField(max_length=16)
    """`award`, `reminder`, `correction` or `withdrawal`."""
    number = models.IntegerField(default=1)
    """Counted within its kind: a second sending on request is another mail."""
    to = models.EmailField(max_length=254)
    message_id = models.CharField(max_length=200)
    """The same at every try, so that a mail server knows a repetition."""
    state = models.CharField(max_length=16, choices=MailState.choices, default=MailState.WAITING)
    tries = models.IntegerField(default=0)
    due_at = models.DateTimeField()
    """When it is tried; while SENDING, when it may be tried again if nobody has said how it went."""
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)
    """The last refusal's code, such as `550 5.1.1`; never its text, which may quote an address."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["award", "kind", "number"], name="mail_once"),
            models.UniqueConstraint(fields=["message_id"], name="mail_message_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="mail_due"),
            models.Index(fields=["organisation", "state", "due_at"], name="mail_due_of"),
        ]

    def __str__(self) -> str:
        return self.message_id
