"""What the checker is told of registry and endorsements when it looks at a description here."""

from datetime import date
from typing import Any

import pytest

from tesela.model.endorsement import Side
from tesela.site.design.checking import found_in, known
from tesela.site.design.models import Edition
from tesela.site.endorsements import actions as endorsements
from tesela.site.providers.models import Membership, Organisation
from tesela.site.registry import actions as registry
from tesela.trust.provider_entries import ProviderKind, Status
from tests.site import people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
AGENCY = "https://open-centres.example/"


@pytest.fixture
def edition() -> Edition:
    return people.published(people.organisation())


@pytest.fixture
def of(edition: Edition) -> Organisation:
    found: Organisation = edition.description.organisation
    return found


@pytest.fixture
def council(settings: Any) -> Membership:
    settings.AUTHORITY = "council"
    made = people.organisation("council")
    return Membership.objects.get(user=people.member(made, email="council@example.org"))


def told(edition: Edition) -> Any:
    return known(edition.description, edition.achievement, TODAY)


def said(organisation: Organisation, *kinds: ProviderKind) -> dict[str, Any]:
    return {**registry.organisation_says(organisation), "kinds": [kind.value for kind in kinds]}


def rules(edition: Edition) -> set[str]:
    return {one.rule for one in found_in(edition.description, edition.achievement).findings}


def test_without_a_registry_nothing_is_known_of_one(edition: Edition) -> None:
    heard = told(edition)
    assert (heard.registered, heard.provider_kind, heard.known_assurers) == (None, None, None)


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        ((ProviderKind.HIGHER_EDUCATION, ProviderKind.COMPANY), "higher-education"),
        ((ProviderKind.VOCATIONAL,), "vocational"),
        ((ProviderKind.SOCIAL_SERVICE,), "non-formal"),
        ((ProviderKind.SCHOOL,), None),
        ((), None),
    ],
    ids=str,
)
def test_the_registry_says_what_kind_of_provider_it_is(
    edition: Edition, of: Organisation, council: Membership, kinds: Any, kind: str | None
) -> None:
    registry.add(council, said(of, *kinds), of)
    assert told(edition).provider_kind == kind


def test_who_is_suspended_in_the_registry_does_not_count_as_registered(
    edition: Edition, of: Organisation, council: Membership
) -> None:
    assert told(edition).registered is False
    assert "P6-01" in rules(edition)
    provider = registry.add(council, said(of, ProviderKind.SOCIAL_SERVICE), of)
    assert told(edition).registered is True
    assert "P6-01" not in rules(edition)
    registry.set_status(council, provider, Status.SUSPENDED, {"en": "Under review."})
    assert told(edition).registered is False


def test_an_assurer_counts_when_the_registry_knows_it(
    edition: Edition, council: Membership
) -> None:
    [*own, assured] = edition.achievement.quality_assurance
    agency = assured.agency.model_copy(update={"id": AGENCY}) if assured.agency else None
    named = assured.model_copy(update={"agency": agency})
    achievement = edition.achievement.model_copy(update={"quality_assurance": (*own, named)})
    about = (edition.description, achievement)
    assert known(*about, TODAY).known_assurers == frozenset()
    assert "P1-12" in {one.rule for one in found_in(*about).findings}
    assurer = people.organisation("assurer")
    registry.add(council, {**said(assurer, ProviderKind.PUBLIC_BODY), "identities": [AGENCY]})
    assert known(*about, TODAY).known_assurers == {AGENCY}
    assert "P1-12" not in {one.rule for one in found_in(*about).findings}


def test_an_edition_is_endorsed_by_who_endorses_it_now_and_a_draft_by_nobody(
    edition: Edition, of: Organisation
) -> None:
    draft = edition.achievement.model_copy(update={"version": "99"})
    assert known(edition.description, draft, TODAY).endorsed_by is None
    assert told(edition).endorsed_by == frozenset()
    assert "P3-05" in rules(edition)
    asker = Membership.objects.get(user=people.member(of))
    for slug, side in (
        ("union", Side.WORKERS),
        ("employers", Side.EMPLOYERS),
        ("other", Side.OTHER),
    ):
        partner = people.organisation(slug)
        by = Membership.objects.get(user=people.member(partner, email=f"{slug}@example.org"))
        asked = endorsements.ask(asker, edition, partner, "Please look")
        endorsements.give(by, asked, side)
    assert told(edition).endorsed_by == {"workers", "employers"}
    assert "P3-05" not in rules(edition)
