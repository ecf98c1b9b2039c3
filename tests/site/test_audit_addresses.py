"""What an audit tried: our own addresses otherwise written, what no database takes, files without end."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tesela.site import tokens
from tesela.site.addresses import own_path
from tesela.site.asks import actions, answering
from tesela.site.asks.models import Answer
from tesela.site.awards.making import file
from tesela.site.verifier import own
from tesela.text.errors import TeselaError
from tests.site import people
from tests.site.asking import VERIFY, credential

OWN = override_settings(ADDRESS="https://awards.example")


@OWN
@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://awards.example", "/"),
        ("https://awards.example?a=b", "/"),
        ("https://AWARDS.example/c/x?lang=fi", "/c/x"),
        ("HTTPS://awards.example:443/c/x", "/c/x"),
        ("https://awards.example./c/x#there", "/c/x"),
        ("https://me@awards.example/c/x", "/c/x"),
        ("http://awards.example/c/x", None),
        ("https://awards.example:8443/c/x", None),
        ("https://awards.example.evil.example/c/x", None),
        ("https://awards.example@evil.example/c/x", None),
        ("https://awards.example:port/", None),
        ("https://[::1", None),
    ],
)
def test_an_own_address_is_known_however_it_is_written(address: str, path: str | None) -> None:
    assert own_path(address) == path


@OWN
def test_a_learners_own_link_in_capitals_is_refused_too(client: Client) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    link = f"https://Awards.Example:443/c/{tokens.token('award', str(award.pk))}"
    answer = client.post("/verify", {"link": link})
    assert answer.status_code == 422
    assert award.name not in answer.content.decode()


@OWN
@pytest.mark.parametrize("odd", ["\0", "\ud800", "%00", "a%00b", "\u202e"])
def test_what_no_database_takes_is_nothing_of_ours(odd: str) -> None:
    def elsewhere(url: str) -> bytes:
        raise TeselaError("fetch.offline", url=url)

    for path in (f"/status/{odd}", f"/issuers/{odd}/did.json", f"/achievements/{odd}"):
        with pytest.raises(TeselaError) as refused:
            own.before(elsewhere)(f"https://awards.example{path}")
        assert refused.value.code == "fetch.status"
    with pytest.raises(TeselaError):
        own.before(elsewhere)(f"https://{odd}/.well-known/did.json")
    with pytest.raises(KeyError):
        own.Published()[f"https://awards.example/achievements/{odd}"]


@OWN
@pytest.mark.parametrize("odd", ["\\u0000", "\\ud800", "%00"])
def test_a_credential_with_odd_addresses_gets_a_report_or_a_reason(
    client: Client, odd: str
) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    written = file(award, "openbadge").decode()
    issuer = json.loads(written)["issuer"]["id"]
    for changed in (
        written.replace(issuer, f"did:web:awards.example:issuers:{odd}"),
        written.replace("awards.example/status/", f"awards.example/status/{odd}"),
        written.replace("awards.example/achievements/", f"awards.example/achievements/{odd}"),
    ):
        assert changed != written
        assert client.post(VERIFY, changed, "application/json").status_code in (200, 400)
        assert client.post("/verify", {"text": changed}).status_code == 200


def test_a_status_list_has_a_name_that_is_seen(client: Client) -> None:
    for name in ("%00", "a%00b", "%ED%A0%80", "x" * 3_000):
        assert client.get(f"/status/{name}").status_code == 404, name[:20]


@pytest.fixture
def answer() -> Answer:
    ends_on = datetime.now(UTC).date() + timedelta(days=7)
    return actions.begin(actions.make("Aoife", "A place", ["Hygiene"], "en", ends_on), None, "en")


def test_the_files_of_an_ask_have_room_and_no_more(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.dumps(credential()).encode()
    monkeypatch.setattr(actions, "MAXIMUM_BYTES", 2 * len(data))
    actions.add_file(answer, "one.json", data)
    actions.add_file(answer, "two.json", data[:-1] + b"}")
    other = actions.begin(answer.ask, None, "en")
    actions.add_file(other, "one.json", data)
    with pytest.raises(TeselaError) as refused:
        actions.add_file(other, "three.json", data + b" ")
    assert refused.value.code == "asks.full"
    assert other.items.count() == 1


def test_looking_at_an_own_answer_checks_so_often_and_no_more(
    client: Client, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "LOOKS_A_MINUTE", 2)
    actions.add_file(answer, "one.json", json.dumps(credential()).encode())
    look = reverse(
        "answer-look", args=[actions.answer_token(answer.ask), actions.own_token(answer)]
    )
    assert [client.get(look).status_code for _ in range(3)] == [200, 200, 429]
    actions.send(answer)
    sent = look.removesuffix("/look")
    assert client.get(sent).status_code == 429
