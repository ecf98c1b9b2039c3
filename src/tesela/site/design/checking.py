"""What the checker is told about a description of this service, and what it finds.

Council Recommendation 2022/C 243/02, Annexes I and II. The checker has no
clock and no database, so everything that this service knows is handed to it:
today, the provider's other descriptions, the published descriptions that are
named as prerequisites, the forms it issues, how many classes have finished,
the provider's own evidence of quality, which evidence was withdrawn here, by
which mandate it issues for others, what registry and endorsements say
(`knowing`), and what reviewers have judged. What the service does not know
stays unknown.

The gate stands with the caller: `publishing` and `classes` ask here, and
refuse with the list of what blocks.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from tesela.conform import Known, check
from tesela.issuing.credentials import FORMATS
from tesela.model.achievement import Achievement
from tesela.model.findings import Finding, Findings
from tesela.model.judgement import Judgement
from tesela.site.addresses import own_path
from tesela.site.design import knowing
from tesela.site.design.in_force import as_it_stands, of_provider
from tesela.site.design.models import Description, Edition, Judged
from tesela.site.networks.standing import is_mandated
from tesela.text.errors import TeselaError

MOST_OTHERS = 50
"""Of the provider's other descriptions, the last published, that are compared."""
MOST_FOLLOWED = 50
"""Descriptions that are followed from prerequisite to prerequisite."""


class BlockedError(TeselaError):
    """A description with findings that forbid publishing and issuing; `findings` are these."""

    def __init__(self, code: str, findings: Sequence[Finding]) -> None:
        super().__init__(code)
        self.findings = tuple(findings)


def today() -> date:
    """The day that findings hold for."""
    return datetime.now(UTC).date()


def found_in(description: Description, achievement: Achievement) -> Findings:
    """What is found today in a draft or edition of `description`."""
    about = as_it_stands(achievement)
    return check(about, known=known(description, achievement, today()))


def refuse_blocked(edition: Edition) -> None:
    """The gate at issuing: raises BlockedError `classes.blocked` with what blocks today.

    An edition never changes, but the day does: evidence ends.
    """
    blocking = found_in(edition.description, edition.achievement).blocking
    if blocking:
        raise BlockedError("classes.blocked", blocking)


def known(description: Description, achievement: Achievement, on: date) -> Known:
    """Everything that this service knows about it on that day."""
    organisation, editions = description.organisation, description.editions
    return Known(
        today=on,
        provider_evidence=tuple(of_provider(organisation)),
        provider_kind=knowing.provider_kind(organisation),
        registered=knowing.registered(organisation),
        known_assurers=knowing.known_assurers(achievement),
        endorsed_by=knowing.endorsed_by(achievement),
        cohorts=editions.filter(batches__state="finished").count(),
        others=tuple(_others(description)),
        achievements_by_id=_followed(achievement),
        formats=frozenset(FORMATS),
        mandate=is_mandated(organisation, achievement, datetime.now(UTC)),
        judgements=tuple(judgement(one) for one in judged(description, achievement)),
    )


def digest(achievement: Achievement) -> str:
    """What a judgement is about: SHA-256 of everything that the description says."""
    return sha256(achievement.frozen_form).hexdigest()


def judged(description: Description, achievement: Achievement) -> list[Judged]:
    """What reviewers have judged of exactly this content, the last judgement first."""
    return list(
        description.judgements.filter(digest=digest(achievement))
        .select_related("reviewer")
        .order_by("-judged_at", "-pk")
    )


def judgement(one: Judged) -> Judgement:
    """What was judged, as the checker takes it."""
    return Judgement(
        question=one.question,
        version=one.version,
        result=one.result,
        reviewer=one.reviewer_name,
        judged_on=one.judged_at.date(),
        note=one.note or None,
    )


def _others(description: Description) -> Iterator[Achievement]:
    newest: set[int] = set()
    listed = (
        Edition.objects.filter(description__organisation=description.organisation_id)
        .exclude(description=description.pk)
        .order_by("-published_at", "-pk")
    )
    for edition in listed[: MOST_OTHERS * 2]:
        if edition.description_id not in newest and len(newest) < MOST_OTHERS:
            newest.add(edition.description_id)
            yield edition.achievement


def _followed(achievement: Achievement) -> dict[str, Achievement | None]:
    """The achievement and what can be reached from its prerequisites, as far as it is here."""
    found: dict[str, Achievement | None] = {achievement.id: achievement}
    wanted = _needed(achievement)
    while wanted and len(found) < MOST_FOLLOWED:
        name = wanted.pop()
        if name not in found and (there := _published(name)) is not None:
            found[name] = there
            wanted += _needed(there)
    return found


def _needed(achievement: Achievement) -> list[str]:
    prerequisites = achievement.prerequisites
    return [one.id for one in prerequisites.achievements if one.id] if prerequisites else []


def _published(name: str) -> Achievement | None:
    """The newest edition of the achievement with this IRI, where it is one of this service."""
    steps = (own_path(name) or "").split("/")
    if len(steps) != 4 or steps[1] != "achievements":
        return None
    edition = (
        Edition.objects.filter(description__organisation__slug=steps[2], description__slug=steps[3])
        .order_by("-published_at", "-pk")
        .first()
    )
    return edition.achievement if edition else None
