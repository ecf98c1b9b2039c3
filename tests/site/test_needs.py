"""The register of skills needs: proposed, endorsed, commented, answered, and never a flood."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tesela.site.design.publishing import publish
from tesela.site.needs import actions
from tesela.site.needs.models import Need, Purpose, Voice
from tesela.site.providers.audit import broken_links
from tesela.site.providers.models import Membership
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tests.site.people import described, member, organisation, signed_in

pytestmark = pytest.mark.django_db

ESCO = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000000"
FORM = {
    "title": "Support people at home",
    "text": "Carers should be able to weigh a risk and say why.",
    "written_in": "en",
    "kind": "civil-society",
    "purpose": "civic",
    "sector": "Long-term care",
    "references": ESCO,
}


def speaker(slug: str, role: str = "owner") -> tuple[Membership, Client]:
    """An organisation with somebody who is signed in."""
    of = organisation(slug)
    of.name = {"en": slug.replace("-", " ").title()}
    of.save()
    user = member(of, role, email=f"{slug}@example.org")
    return Membership.objects.get(organisation=of, user=user), signed_in(user)


@pytest.fixture
def proposer() -> tuple[Membership, Client]:
    return speaker("disability-forum")


@pytest.fixture
def need(proposer: tuple[Membership, Client]) -> Need:
    sent = proposer[1].post("/organisations/disability-forum/needs/new", FORM)
    assert sent.status_code == 302, sent.content.decode()
    return Need.objects.get()


def test_anybody_reads_a_need_with_where_it_comes_from(need: Need, client: Client) -> None:
    page = client.get(need.path).content.decode()
    for text in (FORM["title"], FORM["text"], "Disability Forum", ESCO, "Long-term care"):
        assert text in page
    assert say("needs.kind.civil-society", "en") in page
    assert say("needs.purpose.civic", "en") in page
    assert say("needs.unvouched", "en") in page
    listed = client.get("/needs/", {"q": "HÓME"}).content.decode()
    assert FORM["title"] in listed
    assert FORM["title"] not in client.get("/needs/", {"purpose": "labour"}).content.decode()
    assert FORM["title"] not in client.get("/needs/", {"q": "plumbing"}).content.decode()


@pytest.mark.parametrize("purpose", Purpose.values)
def test_skills_are_needed_for_more_than_work(
    proposer: tuple[Membership, Client], purpose: str
) -> None:
    sent = {**FORM, "purpose": purpose, "references": ""}
    answer = proposer[1].post("/organisations/disability-forum/needs/new", sent)
    assert answer.status_code == 302
    assert Need.objects.get().purpose == purpose


def test_others_agree_and_comment_with_their_names_and_take_it_back(
    need: Need, client: Client
) -> None:
    union, theirs = speaker("carers-union")
    own = f"/organisations/carers-union/needs/{need.pk}"
    agreed = {"act": "agree", "kind": "workers", "text": "Our members say so too."}
    assert theirs.post(own, agreed).status_code == 302
    said = {"act": "comment", "kind": "workers", "text": "Also at night."}
    assert theirs.post(own, said).status_code == 302
    page = client.get(need.path).content.decode()
    for text in ("Carers Union", "Our members say so too.", "Also at night."):
        assert text in page
    assert theirs.post(own, agreed).status_code == 422
    voice = Voice.objects.get(agrees=False)
    assert theirs.post(own, {"act": "take_back", "voice": voice.pk}).status_code == 302
    assert "Also at night." not in client.get(need.path).content.decode()
    acts = {entry.act for entry in union.organisation.acts.all()}
    assert {"need.endorsed", "need.commented", "need.taken_back"} <= acts
    assert not list(broken_links(union.organisation))
    assert all(say(f"act.{act}", "en") for act in acts if act.startswith("need."))


def test_an_achievement_declares_what_it_answers_and_both_pages_lead_to_each_other(
    need: Need, client: Client
) -> None:
    school, theirs = speaker("care-school")
    draft = described(school.organisation)
    own = f"/organisations/care-school/needs/{need.pk}"
    assert theirs.post(own, {"act": "answer", "description": draft.slug}).status_code == 302
    assert say("needs.answers.none", "en") in client.get(need.path).content.decode()
    draft.refresh_from_db()
    edition = publish(draft, school.user_id)
    assert need.address in [one.id for one in edition.achievement.needs]
    assert edition.path in client.get(need.path).content.decode()
    assert f'href="{need.path}"' in client.get(edition.path).content.decode()
    again = theirs.post(own, {"act": "answer", "description": draft.slug})
    assert again.status_code == 422
    assert say("needs.answered", "en") in again.content.decode()


def test_a_closed_need_stays_readable_and_says_what_came_of_it(
    need: Need, proposer: tuple[Membership, Client], client: Client
) -> None:
    own = f"/organisations/disability-forum/needs/{need.pk}"
    assert proposer[1].post(own, {"act": "close", "closing": ""}).status_code == 422
    closed = proposer[1].post(own, {"act": "close", "closing": "A course exists now."})
    assert closed.status_code == 302
    assert "A course exists now." in client.get(need.path).content.decode()
    union, _ = speaker("carers-union")
    with pytest.raises(TeselaError) as refused:
        actions.speak(union, need, "workers", "Still", agrees=True)
    assert refused.value.code == "needs.closed"


def _agree_with_own(need: Need, proposer: Membership) -> None:
    actions.speak(proposer, need, "provider", "", agrees=True)


def _close_anothers(need: Need, proposer: Membership) -> None:
    other, _ = speaker("somebody-else")
    actions.close(other, need, "Done")


def _only_looking(need: Need, proposer: Membership) -> None:
    viewer, _ = speaker("onlookers", "viewer")
    actions.speak(viewer, need, "other", "Hello", agrees=False)


def _anothers_words(need: Need, proposer: Membership) -> None:
    union, _ = speaker("carers-union")
    said = actions.speak(union, need, "workers", "Yes", agrees=False)
    actions.take_back(proposer, said)


def _anothers_draft(need: Need, proposer: Membership) -> None:
    school, _ = speaker("care-school")
    actions.answer(proposer, need, described(school.organisation))


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (_agree_with_own, "needs.own"),
        (_close_anothers, "providers.not_allowed"),
        (_only_looking, "providers.not_allowed"),
        (_anothers_words, "providers.not_allowed"),
        (_anothers_draft, "providers.not_allowed"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_what_is_refused_changes_nothing(
    need: Need,
    proposer: tuple[Membership, Client],
    act: Callable[[Need, Membership], None],
    code: str,
) -> None:
    with pytest.raises(TeselaError) as refused:
        act(need, proposer[0])
    assert refused.value.code == code
    assert str(refused.value)
    assert not Voice.objects.exclude(taken_back_at=None).exists()
    assert Need.objects.get().closed_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"kind": "king"},
        {"purpose": ""},
        {"references": "https://elsewhere.example/skill"},
        {"references": f"{ESCO} <b>"},
        {"references": "\n".join(f"{ESCO}{number}" for number in range(11))},
    ],
    ids=str,
)
def test_a_need_that_does_not_fit_is_refused_beside_its_field(
    proposer: tuple[Membership, Client], wrong: dict[str, Any]
) -> None:
    answer = proposer[1].post("/organisations/disability-forum/needs/new", {**FORM, **wrong})
    assert answer.status_code == 422
    assert not Need.objects.exists()


def test_nobody_floods_the_register(
    need: Need, proposer: tuple[Membership, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_DAY", 2)
    actions.speak(proposer[0], need, "civil-society", "More", agrees=False)
    with pytest.raises(TeselaError) as refused:
        actions.speak(proposer[0], need, "civil-society", "And more", agrees=False)
    assert refused.value.code == "needs.too_many"


def test_who_is_not_signed_in_reads_and_does_not_write(need: Need, client: Client) -> None:
    page = f"/organisations/disability-forum/needs/{need.pk}"
    assert client.post(page, {"act": "comment", "kind": "other", "text": "x"}).status_code == 302
    assert not Voice.objects.exists()
    hostile = "<script>alert(1)</script>"
    _, theirs = speaker("carers-union")
    theirs.post(
        f"/organisations/carers-union/needs/{need.pk}",
        {"act": "comment", "kind": "other", "text": hostile},
    )
    assert hostile not in client.get(need.path).content.decode()
