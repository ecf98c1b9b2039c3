"""The list of an organisation's awards: what is asked for, in pages, flat at any length."""

import uuid
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from tesela.site.awards import search
from tesela.site.awards.message import day_in
from tesela.site.awards.models import Award, Mail, MailState
from tesela.site.classes.models import Batch
from tesela.site.components.forms import Form
from tesela.site.design.models import Description, Edition
from tesela.site.providers.models import Organisation
from tesela.text.catalogue import say
from tesela.text.localized import LocalizedText

A_PAGE = 50
MOST = 10_000
"""So many are counted and can be leafed through; whoever looks for others searches."""
_CHOICES = 200
_CLASSES = 50
_STATES = {
    "active": Q(withdrawn_at=None, suspended_at=None),
    "suspended": Q(suspended_at__isnull=False, withdrawn_at=None),
    "withdrawn": Q(withdrawn_at__isnull=False, current=True),
    "superseded": Q(withdrawn_at__isnull=False, current=False),
}
_PROBLEMS = (MailState.FAILED, MailState.BOUNCED)


class Filters(Form):
    """What to look for; every part may stay empty."""

    words = "awards.filter"

    q = forms.CharField(required=False, max_length=200)
    of = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)
    opened = forms.ChoiceField(required=False)
    mail = forms.ChoiceField(required=False)
    batch = forms.ChoiceField(required=False)

    def __init__(self, data: Any, organisation: Organisation, language: str) -> None:
        # `class` is the word in addresses; Python keeps it for itself.
        asked = data.copy()
        asked.setlist("batch", asked.pop("class", asked.getlist("batch")))
        super().__init__(asked, language=language, prefix=None)
        self.organisation = organisation
        self._choose("state", _STATES)
        self._choose("opened", ("yes", "no"))
        self._choose("mail", ("problem", "nowhere"))
        self._offer("of", descriptions(organisation, language))
        self._offer("batch", self._classes(asked.get("batch", "")))

    def asked_for(self) -> QuerySet[Award]:
        """The awards that are asked for, newest first; none for what cannot be asked."""
        if not self.is_valid():
            return Award.objects.none()
        asked = self.cleaned_data
        found = Award.objects.filter(organisation=self.organisation)
        if asked.get("q"):
            found = search.matching(found, self.organisation, asked["q"])
        if asked.get("of"):
            found = found.filter(
                edition__in=list(
                    Edition.objects.filter(description=asked["of"]).values_list("pk", flat=True)
                )
            )
        if asked.get("state"):
            found = found.filter(_STATES[asked["state"]])
        if asked.get("opened"):
            found = found.filter(opened_at__isnull=asked["opened"] == "no")
        if asked.get("mail") == "problem":
            found = found.filter(pk__in=_with_mail_problem(self.organisation))
        elif asked.get("mail") == "nowhere":
            found = found.filter(learner__email="")
        if asked.get("batch"):
            found = found.filter(batch=asked["batch"])
        return found.order_by("-issued_at", "pk")

    @property
    def is_detailed(self) -> bool:
        """Whether one of the rarer parts is asked for."""
        rarer = ("of", "opened", "mail", "batch")
        return any(self.cleaned_data.get(name) or self.errors.get(name) for name in rarer)

    @property
    def is_asking(self) -> bool:
        """Whether anything is looked for."""
        return any(self.cleaned_data.values()) or bool(self.errors)

    def _choose(self, name: str, values: Iterable[str]) -> None:
        self._offer(name, [(one, self.said(f"{self.words}.{name}.{one}")) for one in values])

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", self.said(f"{self.words}.any")), *offered]

    def _classes(self, asked: str) -> list[tuple[str, str]]:
        own = Batch.objects.filter(organisation=self.organisation).only("id", "name", "today")
        listed = list(own.filter(finished_at__isnull=False).order_by("-finished_at")[:_CLASSES])
        if _is_uuid(asked) and all(str(batch.pk) != asked for batch in listed):
            listed += own.filter(pk=asked)
        return [(str(batch.pk), class_name(batch, self.language)) for batch in listed]


class Pages(Paginator[Award]):
    """Pages of a list of which no more than `MOST` are counted."""

    @cached_property
    def count(self) -> int:
        """How many there are, `MOST` at most."""
        listed = self.object_list
        assert isinstance(listed, QuerySet)
        return listed.order_by()[: MOST + 1].count()

    @property
    def has_more(self) -> bool:
        """Whether there are more than can be leafed through."""
        return self.count > MOST

    @cached_property
    def num_pages(self) -> int:
        """How many pages can be leafed through."""
        return max(1, -(-min(self.count, MOST) // self.per_page))


def of_class(organisation: Organisation, batch: uuid.UUID) -> QuerySet[Award]:
    """The awards of one class that count, in the order of its list."""
    return Award.objects.filter(
        organisation=organisation, batch=batch, current=True, withdrawn_at=None
    ).order_by("row", "pk")


def class_name(batch: Batch, language: str) -> str:
    """What a class is called: its file and day."""
    day = day_in(batch.today, language)
    if batch.name:
        return say("awards.class", language, name=batch.name, day=day)
    return say("awards.class.pasted", language, day=day)


def last_mails(awards: Iterable[Award]) -> dict[uuid.UUID, Mail]:
    """Award → the mail about it that was recorded last."""
    # By their numbers: a page of a list as a question would be asked a second time.
    listed = Mail.objects.filter(award__in=[award.pk for award in awards])
    return {mail.award_id: mail for mail in listed.order_by("pk")}


def _with_mail_problem(organisation: Organisation) -> QuerySet[Mail, Any]:
    """Awards of which the last mail did not arrive."""
    later = Mail.objects.filter(award=OuterRef("award"), pk__gt=OuterRef("pk"))
    return Mail.objects.filter(
        ~Exists(later), organisation=organisation, state__in=_PROBLEMS
    ).values("award")


def descriptions(organisation: Organisation, language: str) -> list[tuple[str, str]]:
    """Number and title of everything that the organisation has published, by title."""
    listed = (
        Description.objects.filter(organisation=organisation, editions__isnull=False)
        .distinct()
        .only("id")
        .order_by("pk")[:_CHOICES]
    )
    titles: dict[int, Any] = dict(
        Edition.objects.filter(description__in=list(listed))
        .order_by("published_at")
        .values_list("description", "title")
    )
    named = [(str(one.pk), LocalizedText(titles[one.pk]).in_language(language)) for one in listed]
    return sorted(named, key=lambda entry: entry[1].casefold())


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
