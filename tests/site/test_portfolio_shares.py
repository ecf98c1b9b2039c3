"""What a link shows, and above all what it does not."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tesela.issuing.batch import RowRules, wanted_award
from tesela.issuing.roster import RosterRow
from tesela.site import tokens
from tesela.site.awards import status
from tesela.site.awards.making import make
from tesela.site.awards.models import Award
from tesela.site.awards.register import DatabaseRegister
from tesela.site.design.models import Edition
from tesela.site.portfolio import sharing
from tesela.site.portfolio.models import Share
from tesela.site.portfolio.parts import PARTS
from tesela.site.portfolio.shown import parts_of, present_parts
from tests.site import people

TODAY = datetime.now(UTC).date()


@pytest.fixture
def award() -> Award:
    row = RosterRow(
        2,
        "Eleni",
        "Papadopoulou",
        email="eleni@example.org",
        language="el",
        grade="87.25",
        date_of_birth=date(1991, 3, 7),
        narrative="She cared for a neighbour for ten years.",
        evidence=("https://work.example/7",),
    )
    return awarded_in_full(people.published(people.organisation()), row)


def awarded_in_full(edition: Edition, row: RosterRow) -> Award:
    """An award that states all that an award can, a date of birth too."""
    rules = RowRules("en", date(2026, 5, 4), with_date_of_birth=True)
    register = DatabaseRegister(edition.description.organisation, edition, uuid.uuid4())
    register.record([wanted_award(edition.achievement, row, rules)], datetime.now(UTC))
    award = Award.objects.select_related("organisation", "edition", "learner").get()
    make([award])
    return award


def link(award: Award) -> str:
    return f"/c/{tokens.token('award', str(award.pk))}"


def share_of(award: Award, parts: list[str], **more: object) -> Share:
    settings = {"language": "en", "ends_on": TODAY + timedelta(days=7), **more}
    return sharing.make(None, [award], parts, **settings)  # type: ignore[arg-type]


def address(share: Share) -> str:
    return f"/s/{tokens.token('share', share.seed)}"


def distinctive(award: Award, name: str, language: str) -> set[str]:
    """Texts that only this part says, in one language."""
    own = {text for fact in parts_of(award, language, [name]).facts for _, text in fact.texts}
    others = [one for one in PARTS if one != name]
    elsewhere = {text for fact in parts_of(award, language, others).facts for _, text in fact.texts}
    title = parts_of(award, language, []).title[1]
    return {text for text in own - elsewhere if len(text) > 3 and text not in title}


def test_what_is_kept_back_occurs_nowhere_in_the_answer(client: Client, award: Award) -> None:
    present = present_parts(award)
    assert {"learner", "birth", "grade", "evidence", "outcomes"} <= set(present)
    for kept_back in present:
        share = share_of(award, [name for name in present if name != kept_back])
        for language in ("en", "el"):
            answer = client.get(f"{address(share)}?lang={language}")
            assert answer.status_code == 200
            page = answer.content.decode() + repr(answer.headers)
            for tongue in ("en", "el"):
                for text in distinctive(award, kept_back, tongue):
                    assert text not in page, f"{kept_back} leaks"


def test_neither_name_nor_any_identifier_leaks_when_nothing_is_chosen(
    client: Client, award: Award
) -> None:
    page = client.get(address(share_of(award, []))).content.decode()
    assert award.edition.achievement.title["en"] in page
    assert "Genuine" in page
    secrets = (
        "Papadopoulou",
        "Eleni",
        "eleni@",
        str(award.pk),
        award.learner.urn.removeprefix("urn:uuid:"),
        tokens.token("award", str(award.pk)),
        tokens.code("award", str(award.pk)),
        "/status/",
        "/c/",
        "<img",
    )
    assert [secret for secret in secrets if secret in page] == []


def test_a_note_for_oneself_is_for_oneself(client: Client, award: Award) -> None:
    share = share_of(award, ["learner"], note="For the mean landlord")
    assert "landlord" not in client.get(address(share)).content.decode()


def test_a_link_opens_in_the_language_it_was_made_in_and_others_are_a_click_away(
    client: Client, award: Award
) -> None:
    share = share_of(award, list(PARTS), language="el")
    greek = client.get(address(share), headers={"accept-language": "de"})
    assert greek.headers["Content-Language"] == "el"
    assert '<html lang="el">' in greek.content.decode()
    english = client.get(f"{address(share)}?lang=en").content.decode()
    assert '<html lang="en">' in english
    assert award.edition.achievement.title["en"] in english
    assert "Original text. Language: Greek" in english
    assert award.edition.achievement.title["el"] in english


def test_state_of_this_moment(client: Client, award: Award) -> None:
    share = share_of(award, ["learner"])
    assert "Genuine: everything" in client.get(address(share)).content.decode()
    withdraw(award)
    page = client.get(address(share)).content.decode()
    assert "Genuine, but withdrawn" in page


def test_a_stopped_and_an_ended_link_say_so_and_nothing_else(client: Client, award: Award) -> None:
    stopped = share_of(award, ["learner"])
    sharing.stop(stopped)
    ended = share_of(award, ["learner"], ends_on=TODAY - timedelta(days=1))
    for share in (stopped, ended):
        answer = client.get(address(share))
        assert answer.status_code == 410
        assert award.edition.achievement.title["en"] not in answer.content.decode()
        share.refresh_from_db()
        assert share.views == 0
    assert client.get(address(share_of(award, [], ends_on=TODAY))).status_code == 200


def test_a_link_goes_nowhere_else(client: Client, award: Award) -> None:
    headers = client.get(address(share_of(award, ["learner"]))).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "no-store" in headers["Cache-Control"]


def test_wrong_links_are_kindly_refused_and_counted(client: Client) -> None:
    assert client.get("/s/" + "b" * 32).status_code == 404
    assert 429 in {client.get(f"/s/{number}").status_code for number in range(30)}


def test_from_the_page_of_an_award_to_a_link_and_its_end(client: Client, award: Award) -> None:
    client.post(link(award))
    chosen = {"parts": ["outcomes"], "tongue": "en", "ends": "week", "note": "Job at the harbour"}
    check = client.post(f"{link(award)}/share", chosen).content.decode()
    assert "Check what others will see" in check
    assert "My name" in check.partition("Not shown")[2], "what is kept back is said"
    assert not Share.objects.exists(), "nothing is made before the check"
    changed = client.post(f"{link(award)}/share", {**chosen, "step": "change"}).content.decode()
    assert "Job at the harbour" in changed, "what was typed stays"
    made = client.post(f"{link(award)}/share", {**chosen, "step": "make"})
    share = Share.objects.get()
    page = client.get(made.headers["Location"]).content.decode()
    assert tokens.token("share", share.seed) in page
    assert 'role="img"' in page
    client.get(address(share))
    client.get(address(share))
    listed = client.get(f"{link(award)}/shares").content.decode()
    assert "2 times" in listed
    assert "Job at the harbour" in listed
    client.post(made.headers["Location"])
    assert client.get(address(share)).status_code == 410
    assert "This link is stopped" in client.get(made.headers["Location"]).content.decode()


def test_showing_it_now_takes_one_button_and_ends_tomorrow(client: Client, award: Award) -> None:
    client.post(link(award))
    client.get(f"{link(award)}/show")
    assert not Share.objects.exists()
    made = client.post(f"{link(award)}/show")
    share = Share.objects.get()
    assert share.ends_on == TODAY + timedelta(days=1)
    assert not {"birth", "grade", "evidence"} & set(share.parts)
    assert re.search("<svg", client.get(made.headers["Location"]).content.decode())


def test_a_link_of_another_award_is_not_looked_after_here(client: Client, award: Award) -> None:
    other = people.awarded(people.published(people.organisation("other"), slug="other"))[0]
    client.post(link(other))
    share = share_of(award, ["learner"])
    assert client.get(f"{link(other)}/shares/{share.seed}").status_code == 404
    assert client.post(f"{link(other)}/shares/{share.seed}").status_code == 404
    assert client.get(address(share)).status_code == 200


def test_what_the_form_cannot_mean_is_refused(client: Client, award: Award) -> None:
    client.post(link(award))
    wrong = {"parts": ["everything"], "tongue": "xx", "ends": "ever", "note": "n" * 201}
    answer = client.post(f"{link(award)}/share", wrong)
    assert answer.status_code == 422
    assert answer.content.decode().count('class="fault"') == 4


def withdraw(award: Award) -> None:
    """As withdrawing does: the award and its list change together."""
    Award.objects.filter(pk=award.pk).update(withdrawn_at=datetime.now(UTC))
    status.mark_changed(award.organisation, [award.counter], "revocation")
