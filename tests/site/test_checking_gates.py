"""The gates: what blocks is refused before publishing and when a class is to be issued."""

from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from tesela.site.awards import batches
from tesela.site.classes import actions
from tesela.site.classes.models import Batch, BatchState
from tesela.site.classes.taking import Source, take
from tesela.site.design.models import Description, Edition
from tesela.site.design.publishing import publish
from tesela.site.providers.models import Organisation
from tesela.text.catalogue import say
from tests.site import people

CLASS = b"Given name\tFamily name\tE-mail\nEleni\tPapadopoulou\teleni@example.org\n"
LATER = date(2031, 1, 1)


@pytest.fixture
def of() -> Organisation:
    return people.organisation()


@pytest.fixture
def basics(of: Organisation) -> Description:
    """A description whose only evidence ends before `LATER`."""
    described = people.described(of)
    described.content["quality_assurance"] = [
        {
            "kind": "internal-quality-assurance",
            "decided_on": "2026-01-01",
            "valid_until": "2030-12-31",
        }
    ]
    described.save()
    return described


def taken(edition: Edition, by: int) -> Batch:
    batch = take(edition.description.organisation, edition, by, Source(CLASS, ""))
    batch.refresh_from_db()
    assert batch.state == BatchState.MENDING
    return batch


def test_publishing_refuses_with_the_list_and_the_focus_on_it(of: Organisation) -> None:
    described = people.described(of)
    for name in ("learning_outcomes", "assessment", "quality_assurance"):
        described.content.pop(name)
    described.save()
    client = people.signed_in(people.member(of))
    address = f"/organisations/{of.slug}/achievements/{described.slug}/publish"
    answer = client.post(address)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    box = page.partition('class="problems"')[2].partition("</section>")[0]
    assert "autofocus" in box
    for code in ("conform.no_outcomes", "conform.no_assessment", "conform.no_quality_assurance"):
        assert say(code) in box
    assert box.count("<a ") >= 3
    assert not Edition.objects.exists()
    seen = client.get(address)
    assert seen.status_code == HTTPStatus.OK
    assert say("conform.no_outcomes") in seen.content.decode()


def test_a_class_without_anything_that_blocks_is_begun(
    of: Organisation, basics: Description
) -> None:
    owner = people.member(of)
    batch = actions.confirm(taken(publish(basics, None), owner.pk), owner.pk, revision=0)
    assert batches.begin_due(datetime.now(UTC) + timedelta(days=1)) == 1
    batch.refresh_from_db()
    assert batch.state == BatchState.MAKING


def _options(client: Client, address: str) -> dict[str, str]:
    form = client.get(address).context["form"]
    return {
        name: str(value)
        for name in form.fields
        if (value := form[name].value()) not in (None, [], "", False)
    }
