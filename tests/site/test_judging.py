"""Judging what no machine can decide: who may, what is kept, and when the question opens again."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from tesela.conform.questions import QUESTIONS
from tesela.site.design import actions, checking, judging
from tesela.site.design.models import Description, Judged
from tesela.site.design.outline import PAGES
from tesela.site.design.publishing import current, publish
from tesela.site.design.reading import as_value
from tesela.site.providers.models import Organisation
from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError
from tests.site import people

QUESTION = "P2-H2"
NOTE = "Compared with three workbooks of the last class."


@pytest.fixture
def of() -> Organisation:
    return people.organisation()


@pytest.fixture
def basics(of: Organisation) -> Description:
    return people.described(of)


def address(of: Description, question: str = "") -> str:
    base = f"/organisations/{of.organisation.slug}/achievements/{of.slug}/principles"
    return f"{base}/{question}" if question else base


def answered(client: Client, of: Description, **more: str) -> object:
    seen = checking.digest(current(of))
    sent = {"result": "met", "note": NOTE, "seen": seen, **more}
    return client.post(address(of, QUESTION), sent)


def open_questions(of: Description) -> set[str]:
    of.refresh_from_db()
    found = checking.found_in(of, current(of))
    return {one.rule for one in found.questions}


def rewritten(of: Description, by: int) -> None:
    """Another title, saved as a member does."""
    (page,) = (page for page in PAGES if page.name == "title")
    value = as_value(page, of.content)
    value["title"] = {**value["title"], "en": f"{value['title']['en']}, changed"}
    actions.save_page(of, page, value, actions.seal(of, page), by)


def test_every_question_stands_with_its_principle(basics: Description) -> None:
    client = people.signed_in(people.member(basics.organisation))
    page = client.get(address(basics)).content.decode()
    for number in range(1, 11):
        assert f"{number}. {say(f'principle.{number}')}" in page
    for question in judging.asked_of(current(basics)):
        assert Problem(question.code).message() in page
    assert say("conform.not_recognition") in page
    assert page.count(say("design.judged.open")) == len(judging.asked_of(current(basics)))


def test_a_judgement_is_kept_shown_and_logged_and_the_findings_know_it(
    basics: Description,
) -> None:
    of = basics.organisation
    mary = people.member(of)
    client = people.signed_in(mary)
    assert QUESTION in open_questions(basics)
    assert answered(client, basics).status_code == HTTPStatus.FOUND
    assert QUESTION not in open_questions(basics)
    kept = Judged.objects.get()
    assert (kept.result, kept.note, kept.reviewer) == ("met", NOTE, mary)
    entry = of.acts.order_by("-number").first()
    assert entry is not None
    assert entry.act == "description.judged"
    assert NOTE not in str(entry.about)
    page = client.get(address(basics)).content.decode()
    assert NOTE in page
    assert mary.email in page
    assert str(checking.judgement(kept).holds_until.year) in page


def test_not_met_is_a_gap_with_the_reviewers_name(basics: Description) -> None:
    client = people.signed_in(people.member(basics.organisation))
    answered(client, basics, result="not-met")
    found = checking.found_in(basics, current(basics))
    (gap,) = (one for one in found.findings if one.rule == QUESTION)
    assert gap.severity == "warns"
    assert "mary@example.org" in gap.problem.message()


def test_a_reason_is_needed_unless_it_is_met(basics: Description) -> None:
    client = people.signed_in(people.member(basics.organisation))
    for result in ("not-met", "not-applicable"):
        refused = answered(client, basics, result=result, note="  ")
        assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert say("design.judge.note.missing") in refused.content.decode()
    assert answered(client, basics, note="").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(
    "sent", [{"result": "perfect"}, {"result": ""}, {"note": "x" * 2_001}, {"note": "a\x01b"}]
)
def test_what_is_no_judgement(basics: Description, sent: dict[str, str]) -> None:
    client = people.signed_in(people.member(basics.organisation))
    assert answered(client, basics, **sent).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Judged.objects.exists()


def test_lines_of_a_reason_stay(basics: Description) -> None:
    client = people.signed_in(people.member(basics.organisation))
    answered(client, basics, note="One.\r\nTwo.")
    assert Judged.objects.get().note == "One.\nTwo."


def test_a_change_opens_the_question_again(basics: Description) -> None:
    mary = people.member(basics.organisation)
    answered(people.signed_in(mary), basics)
    rewritten(basics, mary.pk)
    assert QUESTION in open_questions(basics)
    earlier = people.signed_in(mary).get(address(basics, QUESTION)).content.decode()
    assert NOTE in earlier


def test_publishing_what_was_judged_keeps_the_judgement(basics: Description) -> None:
    answered(people.signed_in(people.member(basics.organisation)), basics)
    edition = publish(basics, None)
    found = checking.found_in(basics, edition.achievement)
    assert QUESTION not in {one.rule for one in found.questions}
    assert QUESTION not in open_questions(basics)


def test_after_twelve_months_the_question_is_open_again(
    basics: Description, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(people.signed_in(people.member(basics.organisation)), basics)
    last: date = checking.judgement(Judged.objects.get()).holds_until
    monkeypatch.setattr(checking, "today", lambda: last)
    assert QUESTION not in open_questions(basics)
    monkeypatch.setattr(checking, "today", lambda: last + timedelta(days=1))
    assert QUESTION in open_questions(basics)


def test_what_changed_meanwhile_is_not_judged(basics: Description) -> None:
    mary = people.member(basics.organisation)
    seen = checking.digest(current(basics))
    rewritten(basics, mary.pk)
    basics.refresh_from_db()
    refused = answered(people.signed_in(mary), basics, seen=seen)
    assert refused.status_code == HTTPStatus.CONFLICT
    assert say("design.judge.changed") in refused.content.decode()
    assert not Judged.objects.exists()


def test_where_four_eyes_are_wanted_who_wrote_does_not_judge(basics: Description) -> None:
    of = basics.organisation
    Organisation.objects.filter(pk=of.pk).update(four_eyes=True)
    writer, other = people.member(of), people.member(of, "issuer", "eva@example.org")
    rewritten(basics, writer.pk)
    basics.refresh_from_db()
    client = people.signed_in(writer)
    assert answered(client, basics).status_code == HTTPStatus.FORBIDDEN
    page = client.get(address(basics, QUESTION)).content.decode()
    assert say("design.judge.own") in page
    assert "<form method" not in page.partition("<main")[2]
    assert answered(people.signed_in(other), basics).status_code == HTTPStatus.FOUND
    assert Judged.objects.get().reviewer == other


@pytest.mark.parametrize(
    ("role", "may"), [("owner", True), ("designer", True), ("issuer", True), ("viewer", False)]
)
def test_who_may_judge(basics: Description, role: str, may: bool) -> None:
    client = people.signed_in(people.member(basics.organisation, role))
    status = answered(client, basics).status_code
    assert status == (HTTPStatus.FOUND if may else HTTPStatus.FORBIDDEN)
    assert Judged.objects.exists() == may
    assert client.get(address(basics)).status_code == HTTPStatus.OK


def test_who_lost_the_role_meanwhile_does_not_judge(basics: Description) -> None:
    mary = people.member(basics.organisation)
    basics.organisation.memberships.update(role="viewer")
    with pytest.raises(TeselaError) as refused:
        judging.judge(
            basics, QUESTION, "met", "", actor=mary.pk, seen=checking.digest(current(basics))
        )
    assert refused.value.code == "providers.not_allowed"


def test_there_are_no_other_questions(basics: Description) -> None:
    client = people.signed_in(people.member(basics.organisation))
    assert client.get(address(basics, "P9-H1")).status_code == HTTPStatus.NOT_FOUND
    basics.content.pop("assessment")
    basics.save()
    about_assessment = next(one.id for one in QUESTIONS if one.principle == 4)
    assert client.get(address(basics, about_assessment)).status_code == HTTPStatus.NOT_FOUND


def test_a_deleted_account_leaves_the_judgement_without_a_name(basics: Description) -> None:
    mary = people.member(basics.organisation)
    answered(people.signed_in(mary), basics)
    mary.delete()
    assert QUESTION not in open_questions(basics)
    assert Judged.objects.get().reviewer_name == "–"
