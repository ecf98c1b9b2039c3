"""The learner's page behind a link: who opens it, what it says, what can be saved."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tesela.issuing.roster import RosterRow
from tesela.site import tokens
from tesela.site.awards.models import Award
from tesela.site.portfolio import sharing
from tests.site import people


@pytest.fixture
def award() -> Award:
    return people.awarded(people.published(people.organisation()))[0]


def link(award: Award) -> str:
    return f"/c/{tokens.token('award', str(award.pk))}"


def opened(client: Client, award: Award) -> str:
    """The page's address, after the learner pressed the button."""
    client.post(link(award))
    return link(award)


def test_what_follows_links_in_mails_uses_nothing_up(client: Client, award: Award) -> None:
    for _ in range(2):
        page = client.get(link(award)).content.decode()
        assert "Open my credential" in page
        assert "Papadopoulou" not in page
    client.head(link(award))
    assert client.get(f"{link(award)}/files/pdf").status_code == 302, "nor by another way"
    award.refresh_from_db()
    assert award.opened_at is None
    assert award.saved_at is None


def test_the_button_opens_it_for_good(client: Client, award: Award) -> None:
    answer = client.post(link(award))
    assert (answer.status_code, answer.headers["Location"]) == (302, link(award))
    award.refresh_from_db()
    first = award.opened_at
    assert first
    page = client.get(link(award)).content.decode()
    assert "You can …" in page
    assert "Papadopoulou" in page
    client.post(link(award))
    award.refresh_from_db()
    assert award.opened_at == first, "the first time counts"


def test_a_page_behind_a_link_is_listed_kept_and_referred_to_nowhere(
    client: Client, award: Award
) -> None:
    for address in (link(award), opened(client, award), "/c/wrong", f"{link(award)}/share"):
        headers = client.get(address).headers
        assert "noindex" in headers["X-Robots-Tag"]
        assert "no-store" in headers["Cache-Control"]
        assert headers["Referrer-Policy"] == "same-origin"


def test_a_wrong_link_says_whom_to_ask_and_cannot_be_guessed_fast(client: Client) -> None:
    answer = client.get("/c/" + "a" * 32)
    assert answer.status_code == 404
    assert "ask whoever sent it" in answer.content.decode()
    codes = {client.get(f"/c/{number}").status_code for number in range(30)}
    assert 429 in codes


@pytest.mark.parametrize(
    ("name", "ending", "begins"),
    [("credential", ".json", b"{"), ("pdf", ".pdf", b"%PDF"), ("page", ".html", b"<!doctype")],
)
def test_a_file_is_saved(
    client: Client, award: Award, name: str, ending: str, begins: bytes
) -> None:
    answer = client.get(f"{opened(client, award)}/files/{name}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="basics-{str(award.pk)[:8]}{ending}"'
    )
    award.refresh_from_db()
    assert award.saved_at


def test_a_code_from_a_letter_leads_there_however_it_is_typed(client: Client, award: Award) -> None:
    code = tokens.code("award", str(award.pk))
    for typed in (code, code.lower().replace("-", " "), f" {code.replace('-', '')} "):
        answer = client.post("/code", {"code": typed})
        assert answer.headers["Location"] == link(award)
    assert "You can …" in client.get(link(award)).content.decode(), "typing it has opened it"
    refused = client.post("/code", {"code": "ABCD-EFGH-JKMN"})
    assert refused.status_code == 422
    assert "ABCD-EFGH-JKMN" in refused.content.decode(), "what was typed stays"
    codes = {client.post("/code", {"code": f"{number}"}).status_code for number in range(20)}
    assert 429 in codes


def test_the_page_speaks_greek_as_far_as_the_description_does(client: Client, award: Award) -> None:
    page = client.get(f"{opened(client, award)}?lang=el").content.decode()
    assert award.edition.achievement.title["el"] in page


def test_the_bundle_has_everything(client: Client, award: Award) -> None:
    answer = client.get(f"{opened(client, award)}/files/bundle?lang=el")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    inside = {name.partition("/")[2] for name in names}
    assert inside == {
        "README.html",
        "achievement.jsonld",
        "credential.html",
        "credential.json",
        "credential.pdf",
        "issuer/keys.json",
        "bundle.json",
        "status/revocation.json",
        "status/suspension.json",
    }
    assert json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read(names[0]))


def test_a_corrected_award_leads_to_the_corrected_one(client: Client) -> None:
    edition = people.published(people.organisation())
    row = RosterRow(2, "Eleni", "Papadopolou", email="eleni@example.org", language="en")
    wrong = people.awarded(edition, [row])[0]
    right = people.awarded(edition, [replace(row, family_name="Papadopoulou")])[0]
    assert right.supersedes == wrong
    page = client.get(opened(client, wrong)).content.decode()
    assert "replaced by a corrected one" in page
    assert link(right) in page
    share = sharing.make(None, [wrong], [], language="en", ends_on=date(2999, 1, 1))
    seen = client.get(f"/s/{tokens.token('share', share.seed)}").content.decode()
    assert "There is a corrected one" in seen
    assert tokens.token("award", str(right.pk)) not in seen


def test_a_withdrawn_award_says_so_with_the_reason_and_whom_to_write_to(client: Client) -> None:
    of = people.organisation(email="awards@harbour.example")
    award = people.awarded(people.published(of))[0]
    Award.objects.filter(pk=award.pk).update(
        withdrawn_at=datetime.now(UTC), reason="The <record> was wrong"
    )
    page = client.get(opened(client, award)).content.decode()
    assert "This credential was withdrawn" in page
    assert "The &lt;record&gt; was wrong" in page
    assert "awards@harbour.example" in page
