"""Why should I trust this? From a small provider's first self-evaluation to a page that answers."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tesela.model.five_questions import answers
from tesela.model.questions import IDS
from tesela.model.report import Outcome
from tesela.site.awards.making import FIRST, file
from tesela.site.awards.models import Award
from tesela.site.design.publishing import publish
from tesela.site.portfolio import actions as portfolio
from tesela.site.portfolio import sharing
from tesela.site.portfolio.links import token_of
from tesela.site.portfolio.shown import report_of
from tesela.site.providers.models import Membership
from tesela.site.quality import evidence
from tesela.site.verifier.actions import check
from tesela.text.catalogue import say
from tesela.text.errors import Problem
from tests.site import people
from tests.site.test_quality_journey import granted, own, sent

pytestmark = pytest.mark.django_db


def page_of(client: Client, data: bytes, name: str = "credential.json") -> str:
    given = {"chosen": SimpleUploadedFile(name, data)}
    return client.post("/verify", given).content.decode().replace("&#x27;", "'")


def asks_all(page: str) -> bool:
    return all(say(f"questions.{name}", "en") in page for name in IDS)


@pytest.fixture
def award() -> Award:
    return people.awarded(people.published(people.organisation()))[1]


def test_a_small_provider_gets_there_and_a_withdrawal_is_said_at_once(client: Client) -> None:
    provider, assurer = people.organisation("harbour-house"), people.organisation("northgate")
    assurer.name = {"en": "Northgate Training"}
    assurer.save()
    user = people.member(provider, "owner", "maria@example.org")
    maria = people.signed_in(user)
    tom = people.signed_in(people.member(assurer, "owner", "tom@example.org"))
    case = granted(maria, tom, provider, assurer, "peer-review")
    draft = people.described(provider)
    draft.content.pop("quality_assurance")
    draft.save()
    by = Membership.objects.get(organisation=provider, user=user)
    assert evidence.put_into(by, draft)
    draft.refresh_from_db()
    learners = people.awarded(publish(draft, user.pk))
    data = file(learners[0], FIRST)

    page = page_of(client, data)
    assert asks_all(page)
    assert "Northgate Training" in page
    assert "keeps this evidence" in page
    told = answers(check(data))[1]
    assert "questions.kept.holds" in [one.code for one in told.said]

    sent(tom, own(assurer, f"cases/{case.pk}/withdraw"), reasons="No assessment took place.")
    after = page_of(client, data)
    assert "has withdrawn this evidence" in after
    report = check(data)
    assert report.verdict == "valid", "what is genuine stays genuine"
    told = answers(report)[1]
    codes = [one.code for one in told.said]
    assert "questions.kept.withdrawn" in codes
    assert "questions.quality.others" not in codes, "nor does the document's own word stand"
    details = [one.code for each in told.evidence for one in each.details]
    assert "questions.quality.held" not in details
    assert file(learners[0], FIRST) == data


def test_the_learner_and_whoever_is_shown_it_get_the_same_answers(
    award: Award, client: Client
) -> None:
    portfolio.opened(award)
    learner = client.get(f"/c/{token_of(award)}").content.decode()
    assert asks_all(learner)
    share = sharing.make(
        None,
        [award],
        ["learner", "assessment", "quality", "outcomes", "awarded_on", "offer"],
        language="en",
        ends_on=date.today() + timedelta(days=3),
    )
    shared = client.get(sharing.address(share).partition("localhost:8000")[2]).content.decode()
    assert asks_all(shared)
    assert say("questions.hidden", "en") not in shared


def test_what_a_learner_keeps_back_is_said_to_be_kept_back(award: Award, client: Client) -> None:
    share = sharing.make(
        None, [award], ["learner"], language="en", ends_on=date.today() + timedelta(days=3)
    )
    shared = client.get(sharing.address(share).partition("localhost:8000")[2]).content.decode()
    assert asks_all(shared)
    assert say("questions.hidden", "en") in shared
    assert say("questions.hidden_days", "en") in shared


def test_evidence_is_one_click_away_and_needs_no_script(award: Award, client: Client) -> None:
    page = page_of(client, file(award, FIRST))
    assert page.count("<details><summary><span>") >= 4
    assert "<script" not in page.partition('class="questions"')[2].partition("</section>")[0]


def test_a_forged_credential_answers_nothing_in_anybodys_name(award: Award, client: Client) -> None:
    award.organisation.vouched = True
    award.organisation.save()
    document: dict[str, Any] = json.loads(file(award, FIRST))
    document["credentialSubject"]["achievement"]["name"] = "Doctor of Medicine"
    page = page_of(client, json.dumps(document).encode())
    assert say("questions.issuer.unproven", "en") in page
    section = page.partition('class="questions"')[2].partition("</section>")[0]
    assert say("questions.basis.vouched", "en") not in section
    assert say("questions.unproven", "en") in section


def test_a_report_that_was_kept_says_the_same_of_a_registry(award: Award) -> None:
    """What a learner brought is shown as it was when it was last checked."""
    found = check(file(award, FIRST))
    data = {"registry": "Register", "since": "2026-05-01"}
    trust = replace(
        found.trust,
        outcome=Outcome.INDETERMINATE,
        problem=Problem("trust.withdrawn_now", data),
        registry="Register",
    )
    kept = report_of(replace(found, trust=trust).to_json("en"))
    assert kept.trust.problem.message("en") == trust.problem.message("en")
    assert [one.id for one in answers(kept)] == list(IDS)


def test_the_programs_interface_answers_them_too(award: Award, client: Client) -> None:
    answer = client.post(
        "/api/v1/verify", file(award, FIRST), content_type="application/json"
    ).json()
    assert [one["id"] for one in answer["questions"]] == list(IDS)
    assert answer["endorsements"] == []
    assert datetime.fromisoformat(answer["verified_at"]) <= datetime.now(UTC)
