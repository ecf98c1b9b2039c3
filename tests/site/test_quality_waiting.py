"""Who is written to when a case of quality assurance waits: those whose turn it is, and not twice."""

from datetime import timedelta

import pytest
from django.core import mail

from tesela.process.quality_case import Accept, Stage
from tesela.site.providers.models import Membership, Organisation
from tesela.site.quality import actions, offering, waiting
from tesela.site.quality.models import Case, Offer
from tests.site import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def assurer() -> Organisation:
    made = people.organisation("northgate")
    made.name = {"en": "Northgate Training"}
    made.save()
    return made


@pytest.fixture
def case(provider: Organisation, assurer: Organisation) -> Case:
    """The provider has applied; the assurer is to answer."""
    maria = people.member(provider, "owner", "maria@example.org")
    people.member(assurer, "owner", "tom@example.org")
    people.member(assurer, "viewer", "eve@example.org")
    tom = Membership.objects.get(user__email="tom@example.org")
    offering.offer_shipped(tom, {"peer-review"})
    offer = Offer.objects.get(assurer=assurer)
    return actions.apply(Membership.objects.get(user=maria), offer)


def told() -> list[str]:
    found = [to for one in mail.outbox for to in one.to]
    mail.outbox.clear()
    return sorted(found)


def test_the_side_whose_turn_it_is_is_told_after_three_days_and_after_two_weeks(case: Case) -> None:
    after = {days: case.last + timedelta(days=days) for days in (2, 3, 4, 14, 40)}
    heard = {}
    for days, moment in after.items():
        waiting.remind_due(moment)
        heard[days] = told()
    assert heard == {2: [], 3: ["tom@example.org"], 4: [], 14: ["tom@example.org"], 40: []}


def test_a_step_begins_the_count_anew_for_the_other_side(case: Case) -> None:
    waiting.remind_due(case.last + timedelta(days=3))
    told()
    tom = Membership.objects.get(user__email="tom@example.org")
    case = actions.take(tom, case, Accept(), "")
    assert case.stage == Stage.DOCUMENTS.value
    waiting.remind_due(case.last + timedelta(days=2))
    assert told() == []
    waiting.remind_due(case.last + timedelta(days=3))
    assert told() == ["maria@example.org"]


def test_a_mail_names_the_case_and_nothing_that_was_handed_in(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(documents="Our secret leaflet")
    waiting.remind_due(case.last + timedelta(days=20))
    [one] = mail.outbox
    assert f"/organisations/northgate/quality/cases/{case.pk}/" in one.body
    assert "Harbour House" in one.body
    assert "secret" not in one.body + one.subject


def test_what_is_decided_waits_for_nobody(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(stage=Stage.REFUSED.value)
    assert waiting.remind_due(case.last + timedelta(days=100)) == 0
    assert told() == []
