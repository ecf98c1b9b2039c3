"""Descriptions being written, and the editions that were published and never change again."""

from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from tesela.model.achievement import Achievement
from tesela.site.addresses import own_path
from tesela.site.design.words import words
from tesela.site.providers.models import Organisation


class Description(models.Model):
    """What can be earned, as it is being written: a draft that may be incomplete."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="descriptions"
    )
    slug = models.SlugField(max_length=63)
    """Its name in addresses; never changes once an edition is published."""
    content = models.JSONField(default=dict)
    """Members of `model.achievement.Achievement` as far as they are written;
    without `id`, `version` and `issuer`, which come from here."""
    languages = models.JSONField(default=list)
    """Tags of the languages it is written in, the main one first."""
    unread = models.JSONField(default=list)
    """Names of the pages (`outline.PAGES`) that still stand as they were copied."""
    words = models.TextField(blank=True)
    """Its titles as they are searched (`words`)."""
    copied_from = models.ForeignKey(
        "Edition", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    written_by = models.JSONField(default=list)
    """Numbers of the users who wrote on it, for who judges must be another (four eyes)."""
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="description_named_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-changed_at"], name="description_last_changed")
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **named: Any) -> None:
        """Store it, with its titles as they are searched."""
        self.words = words(self.title)
        super().save(*args, **named)

    @property
    def title(self) -> dict[str, str]:
        """Language tag → text; empty in a draft without one."""
        title = self.content.get("title")
        return title if isinstance(title, dict) else {}

    @property
    def address(self) -> str:
        """The achievement's IRI (`Achievement.id`), which is also its public page."""
        named = self.organisation.named
        return self.organisation.absolute(f"/achievements/{named}/{self.slug}")


class Edition(models.Model):
    """One published version: frozen, and what awards are made under."""

    description = models.ForeignKey(Description, on_delete=models.PROTECT, related_name="editions")
    version = models.CharField(max_length=32)
    iri = models.CharField(max_length=2000, unique=True)
    """`Achievement.edition`; the address of its public page."""
    frozen = models.BinaryField()
    """`Achievement.frozen_form`."""
    public = models.BinaryField()
    """The complete public description (ELM JSON-LD), the bytes that credentials pin."""
    title = models.JSONField()
    """Language tag → text, for lists."""
    words = models.TextField(blank=True)
    """Its titles as they are searched (`words`)."""
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["description", "version"], name="version_once")
        ]
        indexes: ClassVar = [models.Index(fields=["-published_at"], name="edition_last_published")]

    def __str__(self) -> str:
        return self.iri

    @property
    def path(self) -> str:
        """Its page on this service."""
        return own_path(self.iri) or self._path_of_what_came

    @property
    def _path_of_what_came(self) -> str:
        """Of an edition that was published at another service."""
        described = self.description
        return f"/achievements/{described.organisation.slug}/{described.slug}/{self.version}"

    @property
    def achievement(self) -> Achievement:
        """The description that was published."""
        return achievement_in(bytes(self.frozen))


class Judged(models.Model):
    """What a member judged of a question that no machine can decide; never changed or deleted.

    It is about exactly the content that was seen (`checking.digest`): whatever
    changes opens the question again.
    """

    description = models.ForeignKey(
        Description, on_delete=models.PROTECT, related_name="judgements"
    )
    question = models.CharField(max_length=16)
    """Its id, such as `P1-H1` (`conform.questions.QUESTIONS`)."""
    version = models.CharField(max_length=32)
    """The version that was judged, or that the judged draft was to become."""
    digest = models.CharField(max_length=64)
    result = models.CharField(max_length=16)
    """`met`, `not-met` or `not-applicable` (`model.judgement.Result`)."""
    note = models.TextField(blank=True)
    """Why, in the reviewer's words."""
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    judged_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["description", "digest"], name="judged_of_content")
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.pk}"

    @property
    def reviewer_name(self) -> str:
        """How the reviewer is called; a dash once the account is deleted."""
        name = self.reviewer.shown_name if self.reviewer else ""
        return "".join(letter for letter in name if letter.isprintable())[:500] or "–"


class TakenValue(models.Model):
    """A value that somebody took out of a file when the description began, and where it stood.

    The file itself is not kept. The value is shown with its origin for as
    long as the description still says it (`origins`); editions know nothing of it.
    """

    description = models.ForeignKey(
        Description, on_delete=models.CASCADE, related_name="taken_values"
    )
    path = models.CharField(max_length=300)
    """The member of the content that it became, as a JSON Pointer."""
    value = models.JSONField()
    """As it stood in the content then."""
    place_kind = models.CharField(max_length=16)
    """What kind of place it was found in (`model.draft.Place`)."""
    place_name = models.CharField(max_length=300)
    excerpt = models.CharField(max_length=600)
    """The words around it."""
    rule = models.CharField(max_length=100)
    """The rule that read it."""
    file_name = models.CharField(max_length=255)
    file_digest = models.CharField(max_length=64)
    """SHA-256 of the file, in small hexadecimal letters."""
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.path} {self.pk}"


@lru_cache(maxsize=256)
def achievement_in(frozen: bytes) -> Achievement:
    """The description with this frozen form (`Achievement.frozen_form`)."""
    return Achievement.model_validate_json(frozen)
