"""Schemes that organisations offer, cases under them, and the evidence that came of it."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tesela.model.achievement import QualityAssurance, Scope
from tesela.process.quality_case import Case as State
from tesela.process.quality_case import Decision, Feedback, Stage
from tesela.process.quality_evidence import Evidence
from tesela.process.schemes import Scheme
from tesela.site.addresses import absolute
from tesela.site.awards.models import OtherPlace
from tesela.site.providers.models import Organisation
from tesela.text.localized import LocalizedText


class SchemeDraft(models.Model):
    """A scheme of an organisation's own, as it is being written."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="scheme_drafts"
    )
    slug = models.SlugField(max_length=63)
    """Its name in addresses, and the scheme's id."""
    stated = models.JSONField(default=dict)
    """Members of `process.schemes.Scheme`, without id and version; criteria may be missing."""
    language = models.CharField(max_length=35)
    """In which it is written."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="scheme_named_once")
        ]

    def __str__(self) -> str:
        return self.slug


class Offer(models.Model):
    """One version of a scheme by which an organisation assures others; it never changes."""

    assurer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="quality_offers"
    )
    draft = models.ForeignKey(
        SchemeDraft, on_delete=models.PROTECT, null=True, related_name="offers"
    )
    """What it was published from; None for a shipped scheme."""
    name = models.CharField(max_length=63)
    """The scheme's id."""
    version = models.CharField(max_length=6)
    stated = models.JSONField()
    """The whole scheme (`process.schemes.Scheme`)."""
    open = models.BooleanField(default=True)
    """Whether one can apply under it."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assurer", "draft", "name", "version"],
                name="offered_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def scheme(self) -> Scheme:
        """The scheme as it was published."""
        return Scheme.model_validate(self.stated)


class Case(models.Model):
    """A provider on its way under an offer: the state that `process.quality` steps through."""

    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="quality_cases"
    )
    assurer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="cases_to_assure"
    )
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="cases")
    stage = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Stage])
    last = models.DateTimeField()
    feedback = models.JSONField(null=True)
    """`process.quality_case.Feedback` of the present cycle."""
    decision = models.JSONField(null=True)
    """`process.quality_case.Decision`; days as ISO 8601."""
    monitored = models.BooleanField(default=False)
    renewals = models.IntegerField(default=0)
    documents = models.TextField(blank=True)
    """What the provider handed in to begin with: text and links, one a line."""
    answers = models.JSONField(default=dict)
    """Criterion → `{"answer": …, "evidence": …}`."""
    made_at = models.DateTimeField(auto_now_add=True)
    reminded_days = models.IntegerField(default=0)
    """After how many days in this stage those whose turn it is were last written to."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(provider=models.F("assurer")), name="nobody_assures_itself"
            )
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def state(self) -> State:
        """As `process.quality` takes it; organisations by their slugs."""
        return State(
            provider=self.provider.slug,
            assurer=self.assurer.slug,
            terms=self.offer.scheme.terms,
            stage=Stage(self.stage),
            last=self.last,
            feedback=Feedback(**self.feedback) if self.feedback else None,
            decision=_decision(self.decision) if self.decision else None,
            monitored=self.monitored,
            renewals=self.renewals,
        )

    def take_over(self, state: State) -> None:
        """Keep what is known after a step."""
        self.stage, self.last, self.reminded_days = state.stage.value, state.last, 0
        self.feedback = _plain(state.feedback) if state.feedback else None
        self.decision = _plain(state.decision) if state.decision else None
        self.monitored, self.renewals = state.monitored, state.renewals

    def forget_files(self) -> int:
        """Delete bytes and names of its files; how many there were."""
        return self.files.filter(content__isnull=False).update(content=None, name="")

    @property
    def answered(self) -> frozenset[str]:
        """Ids of the criteria that have an answer."""
        return frozenset(
            name for name, said in self.answers.items() if said.get("answer", "").strip()
        )


class Step(models.Model):
    """A step of a case that was taken: its history, which both sides read."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps")
    event = models.CharField(max_length=40)
    """Such as `quality.granted`; its sentence is `act.quality.granted`."""
    at = models.DateTimeField()
    side = models.CharField(max_length=10)
    """`provider` or `assurer`."""
    actor = models.BigIntegerField(null=True)
    """The user's number."""
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20)
    said = models.TextField(blank=True)
    """The question, the answer, the reasons: what the step brought with it."""

    def __str__(self) -> str:
        return self.event


class EvidenceFile(models.Model):
    """A file that a provider added to an answer; its digest stays when its bytes are deleted."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    criterion = models.CharField(max_length=63)
    """The id of the question."""
    name = models.CharField(max_length=150, blank=True)
    """As the provider called it, for the two sides alone; empty once the bytes are deleted."""
    ending = models.CharField(max_length=4)
    """Its kind, one of `file_kinds.KINDS`."""
    size = models.IntegerField()
    """In bytes."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the bytes, in hexadecimal."""
    content = models.BinaryField(null=True)
    """The bytes as they came."""
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "criterion", "digest"], name="evidence_file_once"
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False) | Q(name=""), name="deleted_file_has_no_name"
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def kilobytes(self) -> int:
        """Its size, at least one."""
        return max(1, round(self.size / 1000))


class Statement(models.Model):
    """Evidence about a provider: granted in a case and signed, or the provider's own word."""

    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="quality_statements"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="statements")
    """None for the provider's own word."""
    stated = models.JSONField()
    """`model.achievement.QualityAssurance`."""
    conditions = models.JSONField(null=True)
    """Language tag → text: what is still asked for."""
    credential = models.BinaryField(null=True)
    """The assurer's signed statement, the bytes as they were signed."""
    place = models.OneToOneField(OtherPlace, on_delete=models.PROTECT, null=True)
    """On the assurer's status lists."""
    halted = models.CharField(max_length=10, blank=True)
    """`suspended` or `withdrawn`, where it is."""
    halted_on = models.DateField(null=True)
    why = models.TextField(blank=True)
    """The assurer's reason for that."""
    followed = models.BooleanField(default=False)
    """Whether a renewal stands in its place."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(case=None, credential=None) | Q(case__isnull=False),
                name="own_word_is_not_signed",
            )
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"

    @property
    def statement(self) -> QualityAssurance:
        """What is stated."""
        return QualityAssurance.model_validate(self.stated)

    @property
    def address(self) -> str | None:
        """Where the signed statement can be had."""
        if self.credential is None:
            return None
        return absolute(f"/quality/{self.provider.slug}/{self.pk}.json")

    @property
    def evidence(self) -> Evidence:
        """As `process.quality_evidence` takes it."""
        return Evidence(
            self.statement,
            halted="withdrawn"
            if self.halted == "withdrawn"
            else "suspended"
            if self.halted
            else None,
            halted_on=self.halted_on,
            conditions=LocalizedText(self.conditions) if self.conditions else None,
            proof=self.address,
        )


def _plain(known: Feedback | Decision) -> dict[str, Any]:
    """A frozen class as JSON."""
    return {
        name: value.model_dump(mode="json")
        if isinstance(value, Scope)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for name in known.__slots__
        for value in (getattr(known, name),)
    }


def _decision(stated: dict[str, Any]) -> Decision:
    days = ("decided_on", "valid_until", "conditions_until")
    read: dict[str, Any] = {
        name: date.fromisoformat(value) if name in days and value else value
        for name, value in stated.items()
    }
    return Decision(**{**read, "scope": Scope.model_validate(stated["scope"])})
