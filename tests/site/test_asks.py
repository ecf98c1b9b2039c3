"""Asking and answering: what the asker gets, what leaves, and what never does."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tesela.issuing.roster import RosterRow
from tesela.site import tokens
from tesela.site.accounts.models import User
from tesela.site.addresses import absolute
from tesela.site.asks import actions, answering
from tesela.site.asks.models import Answer, AnsweredItem, Ask
from tesela.site.awards import status
from tesela.site.awards.models import Award
from tesela.site.awards.tasks import look_after
from tesela.site.portfolio.models import Holding, Imported
from tests.site import people
from tests.site.asking import SECRET_NAME

ENGLISH = {"Accept-Language": "en"}
TODAY = datetime.now(UTC).date()
FIELDS = {
    "asker": "Aoife Byrne, Galway Care",
    "purpose": "A place in our care team",
    "wanted": "Hygiene\r\n\r\n Safeguarding \r\nHygiene",
    "written_in": "en",
    "ends_on": (TODAY + timedelta(days=7)).isoformat(),
}


@pytest.fixture
def ask() -> Ask:
    return actions.make(
        "Aoife Byrne", "A place", ["Hygiene", "Safeguarding"], "en", TODAY + timedelta(days=7)
    )


@pytest.fixture
def award() -> Award:
    rows = [RosterRow(2, "Eleni", "Papadopoulou", email="eleni@example.org", grade="83.25")]
    return people.awarded(people.published(people.organisation()), rows)[0]


def award_link(award: Award) -> str:
    return absolute(f"/c/{tokens.token('award', str(award.pk))}")


def page(client: Client, path: str, code: int = 200) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == code
    return answer.content.decode()


def sent(client: Client, path: str, fields: dict[str, object] | None = None) -> str:
    """Where a form leads that was taken."""
    answer = client.post(path, fields or {}, headers=ENGLISH)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def answered(
    client: Client, ask: Ask, award: Award, parts: tuple[str, ...] = ("outcomes",), name: str = ""
) -> str:
    """The address of an answer that was sent, as a learner sends it."""
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    one = sent(client, own, {"link": award_link(award)})
    sent(client, one, {"meets": ["0"], "parts": list(parts)})
    look = sent(client, f"{own}/name", {"name": name})
    assert sent(client, look) == own
    return own


def results(ask: Ask) -> str:
    return reverse("ask-results", args=[actions.results_token(ask)])


def test_an_ask_gives_two_links(client: Client) -> None:
    links = sent(client, "/ask", FIELDS)
    made = Ask.objects.get()
    assert made.wanted == ["Hygiene", "Safeguarding"]
    written = page(client, links)
    give, keep = re.findall(r"<code>([^<]+)</code>", written)
    assert give.endswith(f"/a/{actions.answer_token(made)}")
    assert keep.endswith(f"/r/{actions.results_token(made)}")
    assert "save it now" in written
    assert keep.rpartition("/")[2] not in page(client, give.removeprefix("http://localhost:8000"))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("asker", " ", "This is missing."),
        ("purpose", "x" * 501, "This is too long"),
        ("wanted", "\r\n \r\n", "This is missing."),
        ("wanted", "\n".join(map(str, range(11))), "more than 10 things"),
        ("wanted", "x" * 201, "longer than 200 characters"),
        ("ends_on", (TODAY - timedelta(days=1)).isoformat(), "in the past"),
        ("ends_on", (TODAY + timedelta(days=91)).isoformat(), "more than 90 days away"),
        ("ends_on", "soon", "cannot be understood"),
        ("written_in", "tlh", "not one of the choices"),
    ],
)
def test_an_ask_that_is_refused_keeps_what_was_typed(
    client: Client, field: str, value: str, said: str
) -> None:
    answer = client.post("/ask", {**FIELDS, field: value}, headers=ENGLISH)
    written = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in written
    assert said in written
    if field != "asker":
        assert "Aoife Byrne, Galway Care" in written
    assert not Ask.objects.exists()


def test_the_learner_is_told_that_nobody_checked_the_asker(client: Client, ask: Ask) -> None:
    written = page(client, reverse("asked", args=[actions.answer_token(ask)]))
    assert "Nobody has checked who asks." in written
    assert not Answer.objects.exists(), "reading begins nothing"


def test_from_ask_to_table_and_back(client: Client, ask: Ask, award: Award) -> None:
    own = answered(client, ask, award, name="Eleni")
    assert "Your answer was sent" in page(client, own)
    written = page(client, results(ask))
    assert "1 answer" in written
    row = re.search(r"<tbody>\s*<tr>(.*?)</tr>", written, re.DOTALL)
    assert row
    cells = re.findall(r"<td>(.*?)</td>", row[1], re.DOTALL)
    assert len(cells) == 2
    assert award.edition.title["en"] in cells[0]
    assert "Genuine: everything that was checked is in order." in cells[0]
    assert "nothing" in cells[1]
    details = page(client, f"{results(ask)}/1")
    assert "Learning outcomes" in details
    assert "Shown for" in details
    client.get(f"{own}/take-back")
    assert Answer.objects.exists(), "asked before it is done"
    after = sent(client, f"{own}/take-back")
    assert "was taken back" in page(client, after)
    assert not Answer.objects.exists()
    assert not AnsweredItem.objects.exists()
    assert "Nobody has answered yet" in page(client, results(ask))
    page(client, f"{results(ask)}/1", 404)
    page(client, own, 404)


def test_parts_that_were_not_chosen_reach_nobody(client: Client, ask: Ask, award: Award) -> None:
    own = answered(client, ask, award, parts=("outcomes",))
    pages = [page(client, results(ask)), page(client, f"{results(ask)}/1"), page(client, own)]
    pages.append(page(client, f"{results(ask)}/answers.csv"))
    for hidden in ("Papadopoulou", "eleni@example.org", "83.25", str(award.pk), award.urn):
        assert not any(hidden in written for written in pages), hidden


def test_what_was_chosen_is_what_leaves(client: Client, ask: Ask, award: Award) -> None:
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    one = sent(client, own, {"link": award_link(award)})
    form = page(client, one)
    assert "My grade" in form
    assert "My date of birth" not in form, "there is none"
    assert client.post(one, {"parts": ["learner", "birth"]}).status_code == 422
    sent(client, one, {"parts": ["grade", "learner"]})
    assert AnsweredItem.objects.get().parts == ["learner", "grade"]
    looked = page(client, f"{own}/look")
    for said in ("Eleni Papadopoulou", "83.25", "Aoife Byrne will see:"):
        assert said in looked
    assert "Learning outcomes" not in looked
    sent(client, f"{own}/look")
    articles = [
        re.sub(r"\d\d:\d\d", "", "".join(re.findall(r"<article.*?</article>", written, re.DOTALL)))
        for written in (looked, page(client, f"{results(ask)}/1"))
    ]
    assert articles[0] == articles[1] != ""


def test_a_draft_is_nobodys_business(client: Client, ask: Ask, award: Award) -> None:
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    sent(client, own, {"link": award_link(award)})
    assert "Nobody has answered yet" in page(client, results(ask))
    page(client, f"{results(ask)}/1", 404)


def test_a_withdrawal_shows_in_the_table_at_once(client: Client, ask: Ask, award: Award) -> None:
    answered(client, ask, award)
    assert "Genuine: everything" in page(client, results(ask))
    with transaction.atomic():
        award.withdrawn_at = datetime.now(UTC)
        award.save()
        status.mark_changed(award.organisation, [award.counter], "revocation")
    assert "Genuine, but withdrawn" in page(client, results(ask))


def test_by_the_code_of_a_letter_and_only_once(client: Client, ask: Ask, award: Award) -> None:
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    typed = tokens.code("award", str(award.pk)).lower().replace("-", " ")
    one = sent(client, own, {"link": typed})
    assert sent(client, own, {"link": award_link(award)}) == one
    assert AnsweredItem.objects.get().award == award


def test_arriving_from_ones_own_page(client: Client, ask: Ask, award: Award) -> None:
    token = tokens.token("award", str(award.pk))
    give = absolute(reverse("asked", args=[actions.answer_token(ask)]))
    there = sent(client, f"/answer?with={token}", {"link": f" {give} "})
    assert f'name="with" value="{token}"' in page(client, there)
    one = sent(client, there.partition("?")[0], {"with": token})
    assert award.edition.title["en"] in page(client, one)
    refused = client.post("/answer", {"link": "https://evil.example/x"}, headers=ENGLISH)
    assert refused.status_code == 422


def test_a_file_that_the_learner_holds(client: Client, ask: Ask, genuine: bytes) -> None:
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    file = SimpleUploadedFile("mine.json", genuine)
    one = sent(client, own, {"file": file})
    sent(client, one, {"meets": ["1"], "parts": ["outcomes"]})
    sent(client, f"{own}/look")
    written = page(client, f"{results(ask)}/1")
    assert "Genuine: everything" in written
    assert SECRET_NAME not in written
    assert "mine.json" not in written


def test_a_forged_file_is_shown_as_what_it_is(client: Client, ask: Ask, genuine: bytes) -> None:
    document = json.loads(genuine)
    document["name"] = document["credentialSubject"]["achievement"]["name"] = "Surgeon"
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    one = sent(client, own, {"file": SimpleUploadedFile("a", json.dumps(document).encode())})
    sent(client, one, {"meets": ["0"], "parts": ["outcomes"]})
    sent(client, f"{own}/look")
    for path in (results(ask), f"{results(ask)}/1"):
        assert "Not genuine" in page(client, path)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Nothing was chosen."),
        ({"link": "https://care.example/c/none"}, "not the link or code of a credential"),
        ({"link": "7F3K-9QWD-2MXA"}, "not the link or code of a credential"),
        ({"file": b"%PDF-1.7 nothing"}, "There is a problem"),
        ({"file": b"hello"}, "This is no credential"),
        ({"file": b"{" * 2_000_001}, "larger than 2 megabytes"),
    ],
    ids=["nothing", "another link", "another code", "a broken PDF", "no credential", "too large"],
)
def test_what_cannot_be_added_is_said(
    client: Client, ask: Ask, fields: dict[str, object], said: str
) -> None:
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    if "file" in fields:
        fields = {"file": SimpleUploadedFile("a.bin", fields["file"])}  # type: ignore[arg-type]
    answer = client.post(own, fields, headers=ENGLISH)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AnsweredItem.objects.exists()


def test_from_the_portfolio_of_whoever_is_signed_in(ask: Ask, award: Award, genuine: bytes) -> None:
    eleni, other = (User.objects.of_address(f"{name}@example.org") for name in ("eleni", "o"))
    Holding.objects.create(user=eleni, award=award)
    report = {"content": {"name": "A course elsewhere"}}
    foreign = Imported.objects.create(
        user=other, name="x", content=genuine, digest="d", size=len(genuine), report=report
    )
    client = people.signed_in(eleni)
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    assert award.edition.title["en"] in page(client, own)
    refused = client.post(own, {"held": [f"imported-{foreign.pk}"]}, headers=ENGLISH)
    assert refused.status_code == 422, "others' credentials cannot be chosen"
    sent(client, own, {"held": [f"award-{award.pk}"]})
    sent(client, f"{own}/look")
    assert "eleni@example.org" not in page(Client(), f"{results(ask)}/1")
    eleni.delete()
    assert not Answer.objects.exists(), "what an account sent goes with it"


def test_what_was_sent_stays_what_it_was(client: Client, ask: Ask, award: Award) -> None:
    own = answered(client, ask, award)
    item = AnsweredItem.objects.get()
    answer = client.post(f"{own}/{item.pk}/remove", headers=ENGLISH)
    assert answer.status_code == 409
    assert "cannot be changed" in answer.content.decode()
    client.post(f"{own}/{item.pk}", {"parts": ["grade"]})
    client.post(own, {"link": award_link(award)})
    item.refresh_from_db()
    assert item.parts == ["outcomes"]


@pytest.mark.parametrize("path", ["r/{answer}", "a/{results}", "r/{other}", "a/{other}", "r/x"])
def test_other_tokens_open_nothing(client: Client, ask: Ask, path: str) -> None:
    named = {
        "answer": actions.answer_token(ask),
        "results": actions.results_token(ask),
        "other": tokens.token("award", ask.seed),
    }
    page(client, f"/{path.format(**named)}", 404)


def test_an_answer_opens_only_under_its_own_ask(client: Client, ask: Ask, award: Award) -> None:
    own = answered(client, ask, award)
    other = actions.make("B", "b", ["b"], "en", TODAY)
    token = own.rpartition("/")[2]
    page(client, reverse("answer", args=[actions.answer_token(other), token]), 404)
    page(client, f"{results(other)}/1", 404)
    item = AnsweredItem.objects.get().pk
    mine = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    page(client, f"{mine}/{item}", 404)


def test_what_has_ended_is_deleted_and_says_so(client: Client, ask: Ask, award: Award) -> None:
    own = answered(client, ask, award, name="Eleni")
    going_on = actions.make("B", "b", ["b"], "en", TODAY)
    Ask.objects.filter(pk=ask.pk).update(ends_on=TODAY - timedelta(days=1))
    for _ in range(2):
        for path in (own, results(ask), f"{results(ask)}/1", own.rpartition("/")[0]):
            assert "This has ended." in page(client, path, 410)
        assert actions.forget_ended() in (0, 1)
    assert actions.forget_ended() == 0
    ask.refresh_from_db()
    assert (ask.asker, ask.purpose, ask.wanted) == ("", "", [])
    assert not Answer.objects.exists()
    page(client, results(going_on))
    Ask.objects.filter(pk=ask.pk).update(ended_at=datetime.now(UTC) - timedelta(days=91))
    actions.forget_ended()
    page(client, results(ask), 404)


def test_the_worker_forgets(ask: Ask) -> None:
    Ask.objects.update(ends_on=TODAY - timedelta(days=1))
    assert look_after.func() == 1
    assert Ask.objects.get().ended_at


def test_the_asker_may_end_it_before(client: Client, ask: Ask, award: Award) -> None:
    own = answered(client, ask, award)
    page(client, f"{results(ask)}/end")
    sent(client, f"{results(ask)}/end")
    assert not Answer.objects.exists()
    page(client, own, 410)
    page(client, results(ask), 410)


def test_drafts_that_nobody_sent_are_forgotten(client: Client, ask: Ask, award: Award) -> None:
    answered(client, ask, award)
    actions.begin(ask, None, "en")
    Answer.objects.update(made_at=datetime.now(UTC) - timedelta(days=2))
    actions.forget_ended()
    assert [answer.number for answer in Answer.objects.all()] == [1]


def test_so_many_answers_and_no_more(
    client: Client, ask: Ask, award: Award, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MAXIMUM_ANSWERS", 1)
    late = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    sent(client, late, {"link": award_link(award)})
    answered(client, ask, award)
    answer = client.post(f"{late}/look", headers=ENGLISH)
    assert answer.status_code == 409
    assert "No more answers are taken here." in answer.content.decode()
    beginning = client.post(reverse("asked", args=[actions.answer_token(ask)]))
    assert beginning.status_code == 409


def test_numbers_are_never_used_again(client: Client, ask: Ask, award: Award) -> None:
    sent(client, f"{answered(client, ask, award)}/take-back")
    answered(client, ask, award)
    assert Answer.objects.get().number == 2
    page(client, f"{results(ask)}/1", 404)


def test_an_empty_answer_is_not_sent(client: Client, ask: Ask) -> None:
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    for path in (f"{own}/name", f"{own}/look"):
        assert client.post(path, {"name": ""}, headers=ENGLISH).status_code == 409
    assert "Nobody has answered yet" in page(client, results(ask))


def test_no_cell_of_the_file_is_a_formula(client: Client, award: Award) -> None:
    ask = actions.make("A", "a", ["=1+1", "@SUM(A1)"], "en", TODAY)
    answered(client, ask, award, name='=HYPERLINK("https://evil.example")')
    answer = client.get(f"{results(ask)}/answers.csv", headers=ENGLISH)
    assert answer["Content-Disposition"] == 'attachment; filename="answers.csv"'
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["Name", "'=1+1", "'@SUM(A1)", "Also shown"]
    assert row[0] == '\'=HYPERLINK("https://evil.example")'
    assert row[1].endswith("Genuine: everything that was checked is in order.")


def test_what_people_write_is_text(client: Client, award: Award) -> None:
    hostile = '"><script>alert(1)</script>'
    ask = actions.make(hostile, hostile, [hostile], "en", TODAY)
    own = answered(client, ask, award, name=hostile)
    for path in (results(ask), f"{results(ask)}/1", own, own.rpartition("/")[0]):
        assert "<script" not in page(client, path)


def test_nobody_lists_keeps_or_follows_these_pages(client: Client, ask: Ask, award: Award) -> None:
    own = answered(client, ask, award)
    for path in (own, own.rpartition("/")[0], results(ask), f"{results(ask)}/links", "/ask"):
        answer = client.get(path)
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Permissions-Policy"].startswith("camera=()")


def test_how_often(client: Client, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "BEGUN_A_MINUTE", 3)
    begins = reverse("asked", args=[actions.answer_token(ask)])
    codes = [client.post(begins).status_code for _ in range(4)]
    assert codes == [302] * 3 + [429]
    codes = [client.post("/ask", FIELDS).status_code for _ in range(11)]
    assert codes == [302] * 10 + [429]


def test_codes_cannot_be_tried_for_ever(
    client: Client, ask: Ask, award: Award, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "TRIES_A_MINUTE", 3)
    own = sent(client, reverse("asked", args=[actions.answer_token(ask)]))
    for _ in range(3):
        client.post(own, {"link": "0000-0000-0000"})
    answer = client.post(own, {"link": award_link(award)}, headers=ENGLISH)
    assert "Too many requests in one minute." in answer.content.decode()


def test_a_page_of_answers_takes_so_long_and_no_longer(
    client: Client, ask: Ask, award: Award, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tesela.site.asks import shown

    answered(client, ask, award)
    monkeypatch.setattr(shown, "SECONDS", -1)
    assert "Not checked on this page" in page(client, results(ask))


def test_another_site_cannot_answer_for_somebody(browser: Client, ask: Ask) -> None:
    path = reverse("asked", args=[actions.answer_token(ask)])
    assert browser.post(path).status_code == 403
