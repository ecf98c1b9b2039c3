"""The gates: what blocks is refused before publishing and when a class is to be issued."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from tesela.conform import check
from tesela.site.addresses import absolute
from tesela.site.awards import actions as corrections
from tesela.site.awards import batches
from tesela.site.awards.models import Award
from tesela.site.classes import actions
from tesela.site.classes.models import Batch, BatchState
from tesela.site.classes.taking import Source, take
from tesela.site.design import checking
from tesela.site.design.models import Description, Edition
from tesela.site.design.publishing import publish
from tesela.site.providers.models import Organisation
from tesela.site.quality.models import Statement
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
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


@pytest.fixture
def lapsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which the evidence has ended."""
    monkeypatch.setattr(checking, "today", lambda: LATER)


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


def test_publishing_asks_the_gate_again_inside(basics: Description, lapsed: None) -> None:
    with pytest.raises(checking.BlockedError) as refused:
        publish(basics, None)
    assert {one.rule for one in refused.value.findings} == {"P1-02"}
    assert not Edition.objects.exists()


def test_evidence_that_ended_since_it_was_published_stops_a_class(
    of: Organisation, basics: Description, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = publish(basics, None)
    owner = people.member(of)
    batch = taken(edition, owner.pk)
    monkeypatch.setattr(checking, "today", lambda: LATER)
    client = people.signed_in(owner)
    address = f"/organisations/{of.slug}/classes/{batch.pk}/check"
    sent = {"confirm": "1", "revision": str(batch.revision), **_options(client, address)}
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    box = page.partition('class="problems"')[2].partition("</section>")[0]
    assert "autofocus" in box
    (blocking,) = checking.found_in(basics, edition.achievement).blocking
    assert blocking.problem.message() in box
    batch.refresh_from_db()
    assert batch.state == BatchState.MENDING


def test_a_second_person_cannot_approve_what_is_blocked(
    basics: Description, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = basics.organisation
    Organisation.objects.filter(pk=of.pk).update(four_eyes=True)
    edition = publish(basics, None)
    first, second = people.member(of), people.member(of, "issuer", "eva@example.org")
    batch = actions.confirm(taken(edition, first.pk), first.pk, revision=0)
    assert batch.state == BatchState.APPROVING
    monkeypatch.setattr(checking, "today", lambda: LATER)
    address = f"/organisations/{of.slug}/classes/{batch.pk}/approve"
    answer = people.signed_in(second).post(address, {"revision": str(batch.revision)})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert say("classes.blocked.heading") in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == BatchState.APPROVING


def test_a_class_that_waited_is_held_back_and_says_why(
    of: Organisation, basics: Description, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = people.member(of)
    batch = actions.confirm(taken(publish(basics, None), owner.pk), owner.pk, revision=0)
    monkeypatch.setattr(checking, "today", lambda: LATER)
    assert batches.begin_due(datetime.now(UTC) + timedelta(days=1)) == 0
    batch.refresh_from_db()
    assert batch.state == BatchState.RECALLED
    assert of.acts.order_by("-number").first().act == "class.held"
    assert not Award.objects.exists()
    page = people.signed_in(owner).get(f"/organisations/{of.slug}/classes/{batch.pk}/")
    assert say("classes.held") in page.content.decode()
    assert batches.begin_due(datetime.now(UTC) + timedelta(days=1)) == 0
    assert of.acts.filter(act="class.held").count() == 1


def test_a_class_without_anything_that_blocks_is_begun(
    of: Organisation, basics: Description
) -> None:
    owner = people.member(of)
    batch = actions.confirm(taken(publish(basics, None), owner.pk), owner.pk, revision=0)
    assert batches.begin_due(datetime.now(UTC) + timedelta(days=1)) == 1
    batch.refresh_from_db()
    assert batch.state == BatchState.MAKING


def test_the_gate_knows_the_day(basics: Description) -> None:
    achievement = publish(basics, None).achievement
    then = check(achievement, known=checking.known(basics, achievement, LATER))
    before = check(achievement, known=checking.known(basics, achievement, date(2026, 6, 1)))
    assert {one.rule for one in then.blocking} == {"P1-02"}
    assert not before.blocking


def _options(client: Client, address: str) -> dict[str, str]:
    form = client.get(address).context["form"]
    return {
        name: str(value)
        for name in form.fields
        if (value := form[name].value()) not in (None, [], "", False)
    }


@pytest.mark.parametrize("how", ["withdrawn", "suspended"])
def test_evidence_that_its_assurer_took_back_here_stops_issuing(of: Organisation, how: str) -> None:
    stated = {"kind": "peer-review", "decided_on": "2026-01-01", "valid_until": "2199-12-31"}
    statement = Statement.objects.create(provider=of, stated=stated)
    described = people.described(of)
    page = absolute(f"/quality/{of.slug}/{statement.pk}.json")
    described.content["quality_assurance"] = [{**stated, "decision_page": page}]
    described.save()
    edition = publish(described, None)
    checking.refuse_blocked(edition)
    statement.halted, statement.halted_on = how, checking.today()
    statement.save()
    with pytest.raises(checking.BlockedError) as refused:
        checking.refuse_blocked(edition)
    assert {one.rule for one in refused.value.findings} == {"P1-02"}
    statement.halted, statement.halted_on = "", None
    statement.save()
    checking.refuse_blocked(edition)


def test_what_a_stranger_says_about_itself_is_taken_as_it_is_written(of: Organisation) -> None:
    described = people.described(of)
    stated = {"kind": "peer-review", "decided_on": "2026-01-01"}
    other = people.organisation("other-house")
    halted = Statement.objects.create(
        provider=other, stated=stated, halted="withdrawn", halted_on=date(2026, 2, 1)
    )
    pages = [
        f"https://elsewhere.example/quality/other-house/{halted.pk}.json",
        absolute(f"/quality/{of.slug}/{halted.pk}.json"),
        absolute("/quality/other-house/99999999.json"),
    ]
    described.content["quality_assurance"] = [{**stated, "decision_page": one} for one in pages]
    described.save()
    checking.refuse_blocked(publish(described, None))


def test_a_word_about_health_stops_its_row_and_no_other(of: Organisation) -> None:
    listed = (
        b"Given name\tFamily name\tE-mail\tNarrative\n"
        b"Eleni\tPapadopoulou\teleni@example.org\tShe came in spite of an illness.\n"
        b"Ana\tSol\tana@example.org\tShe took the test twice.\n"
    )
    owner = people.member(of)
    edition = people.published(of)
    batch = take(of, edition, owner.pk, Source(listed, ""))
    refused, good = batch.rows.order_by("number")
    assert (refused.state, good.state) == ("refused", "good")
    (problem,) = refused.problems
    assert problem["code"] == "award.health_word"


def test_a_correction_is_asked_the_same(of: Organisation) -> None:
    award = people.awarded(people.published(of))[0]
    row = replace(corrections.row_of(award), narrative="Ask her at eleni@example.org.")
    with pytest.raises(TeselaError) as refused:
        corrections.correct(award, people.member(of).pk, row)
    assert refused.value.code == "award.contact_in_text"
