"""The walk through the main job: which step comes next, told by what is in the database.

    describe → publish → paste → issue → mail → open → check → change → withdraw → yours

The demonstration is for one visitor on one machine, so there is one walk.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.urls import reverse

from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch, BatchState
from tesela.site.demo.models import DemoMail, DemoMark
from tesela.site.demo.people import PROVIDERS
from tesela.site.design.models import Description, Edition

STEPS = (
    "describe", "publish", "paste", "issue", "mail", "open", "check", "change", "withdraw",
    "yours",
)  # fmt: skip
HOUSE = PROVIDERS[0].slug
"""The organisation that the visitor awards for."""
PASTED = (
    "Given name\tFamily name\tE-mail\n"
    "Maria\tNowak\tmaria@learner.example\n"
    "Tom\tO'Brien\ttom.learner.example"
)
"""Two rows as a spreadsheet gives them; in the second the address lacks its @."""


@dataclass(frozen=True)
class Walk:
    """How far the visitor has come."""

    done: frozenset[str]
    award: Award | None
    """Of the visitor's own class: the one that was opened, else the first."""
    addresses: frozenset[str]
    """Where mails of the class went."""
    links: dict[str, str]
    """Step → where it is done."""

    @property
    def next(self) -> str:
        """The step that comes next; the last one stays."""
        return next((step for step in STEPS if step not in self.done), STEPS[-1])

    @property
    def number(self) -> int:
        """The number of the next step, from one."""
        return STEPS.index(self.next) + 1


def begin() -> None:
    """Begin the walk anew: what was made before does not count."""
    DemoMark.objects.filter(name__in=STEPS).delete()
    DemoMark.objects.update_or_create(name="begun", defaults={"at": datetime.now(UTC)})


def mark(step: str) -> None:
    """Note that the visitor has done `step`, which leaves no trace of its own."""
    DemoMark.objects.get_or_create(name=step, defaults={"at": datetime.now(UTC)})


def walk() -> Walk:
    """How far the visitor has come."""
    begun = DemoMark.objects.filter(name__in=("furnished", "begun")).order_by("-at").first()
    since = begun.at if begun else datetime.now(UTC)
    drafts = Description.objects.filter(organisation__slug=HOUSE, made_at__gte=since)
    edition = (
        Edition.objects.filter(description__organisation__slug=HOUSE, published_at__gte=since)
        .select_related("description")
        .first()
    )
    batch = Batch.objects.filter(organisation__slug=HOUSE, made_at__gte=since).exclude(
        state__in=(BatchState.DISCARDED, BatchState.RECALLED)
    ).order_by("-made_at").first()  # fmt: skip
    awards = list(
        Award.objects.filter(batch=batch.pk).select_related("learner").order_by("counter")[:20]
        if batch
        else ()
    )
    award = next((one for one in awards if one.opened_at), next(iter(awards), None))
    addresses = {one.learner.email for one in awards}
    mails = DemoMail.objects.filter(to__in=addresses, sent_at__gte=since).order_by("-pk")
    mailed = mails.filter(to=award.learner.email).first() if award else None
    marks = set(DemoMark.objects.values_list("name", flat=True))
    done = {
        "describe": bool(edition) or drafts.exists(),
        "publish": bool(edition),
        "paste": bool(batch),
        "issue": bool(award),
        "mail": bool(mailed) and "mail" in marks,
        "open": bool(award and award.opened_at),
        "check": "check" in marks,
        "change": "change" in marks,
        "withdraw": bool(award and award.withdrawn_at),
    }
    draft = drafts.order_by("-made_at").first()
    links = {
        "describe": reverse("ready-description", args=[HOUSE, "european-care-certificate"]),
        "publish": reverse("description", args=[HOUSE, draft.slug]) if draft else "",
        "paste": reverse("classes", args=[HOUSE]),
        "issue": reverse("class", args=[HOUSE, batch.pk]) if batch else "",
        "mail": reverse("demo-mailbox"),
        "open": reverse("demo-mail", args=[mailed.pk]) if mailed else "",
        "check": reverse("demo-proof"),
        "change": reverse("demo-proof"),
        "withdraw": reverse("award-detail", args=[HOUSE, award.pk]) if award else "",
        "yours": reverse("demo"),
    }
    return Walk(
        frozenset(step for step, yes in done.items() if yes), award, frozenset(addresses), links
    )
