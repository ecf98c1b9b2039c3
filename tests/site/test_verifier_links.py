"""Checking by link: what is opened, what is refused, and what a hostile link gets."""

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.test import Client, override_settings

from tesela.site import tokens
from tesela.site.awards import status
from tesela.site.verifier import actions
from tesela.text.errors import TeselaError
from tesela.trust import fetch as fetching
from tesela.trust.answers import Answer
from tests.site import people

HERE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def _with_a_network() -> Iterator[None]:
    with override_settings(FETCH_NOTHING=False):
        yield


def send(client: Client, link: str, **more: str) -> tuple[int, str]:
    answer = client.post("/verify", {"link": link, **more}, headers={"Accept-Language": "en"})
    return answer.status_code, answer.content.decode()


def test_a_link_is_filled_in_and_not_followed(client: Client) -> None:
    link = 'https://care.example/a.json?x=1&y="><script>'
    answer = client.get("/verify", {"link": link})
    assert answer.status_code == 200
    assert 'value="https://care.example/a.json?x=1&amp;y=&quot;&gt;&lt;script&gt;"' in (
        answer.content.decode()
    )


def test_the_camera_is_for_this_page_alone(client: Client) -> None:
    answer = client.get("/verify")
    assert answer["Permissions-Policy"] == "camera=(self), microphone=(), geolocation=()"
    page = answer.content.decode()
    assert "data-camera hidden" in page, "nothing of it appears without the script"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://127.0.0.1/credential.json", "Only public addresses that begin with https"),
        ("https://localhost/credential.json", "Only public addresses that begin with https"),
        ("https://[::1]/credential.json", "Only public addresses that begin with https"),
        ("https://169.254.169.254/latest/meta-data", "Only public addresses that begin with https"),
        ("https://10.0.0.7/credential.json", "Only public addresses that begin with https"),
        (
            "https://[::ffff:10.0.0.7]/credential.json",
            "Only public addresses that begin with https",
        ),
        ("http://care.example/credential.json", "Only public addresses that begin with https"),
        (
            "https://care.example:8443/credential.json",
            "Only public addresses that begin with https",
        ),
        ("https://mary:secret@care.example/c.json", "Only public addresses that begin with https"),
        ("file:///etc/hostname", "Only public addresses that begin with https"),
        ("ftp://care.example/c.json", "Only public addresses that begin with https"),
        ("javascript:alert(1)", "Only public addresses that begin with https"),
        ("care.example", "Only public addresses that begin with https"),
        ("https://" + "a" * 2_100, "This is too long"),
        (f"{HERE}/nothing-here.json", "answered with the status 404"),
        (f"{HERE}/healthz", "answered with the status 404"),
    ],
    ids=lambda value: value[:40],
)
def test_links_that_are_not_followed(client: Client, link: str, said: str) -> None:
    code, page = send(client, link)
    assert code == 422
    assert said in page
    assert "<title>Error: " in page
    assert 'id="link-fault"' in page
    assert 'aria-invalid="true"' in page


class _Leading(BaseHTTPRequestHandler):
    """Leads whoever asks to a private address, or sends without end."""

    def do_GET(self) -> None:
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "https://169.254.169.254/latest/meta-data")
            self.end_headers()
        elif self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
        else:
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(200):
                    self.wfile.write(b"{" * 65_536)
            except OSError:
                pass

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`https://hostile.example` is a server of the test; other addresses are judged as always."""
    server = HTTPServer(("127.0.0.1", 0), _Leading)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    judged = fetching.public_address

    class Connection(HTTPConnection):
        """To the test's server, without TLS, for which it has no certificate."""

        was_cut = False

        def __init__(
            self, host: str, door: fetching._Door, timeout: float, context: object
        ) -> None:
            asked = (host, door.address, door.port, door.tls)
            assert asked == ("hostile.example", "203.0.113.7", 443, True), "nobody else is asked"
            super().__init__("127.0.0.1", server.server_port, timeout=timeout)

    monkeypatch.setattr(
        fetching,
        "public_address",
        lambda host: "203.0.113.7" if host == "hostile.example" else judged(host),
    )
    monkeypatch.setattr(fetching, "_PinnedConnection", Connection)
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("inside", "Only public addresses that begin with https"),
        ("round", "sends its visitors on too often"),
        ("endless", "sent more than 5000000 bytes"),
    ],
)
def test_a_hostile_server_gets_nowhere(
    client: Client, elsewhere: None, path: str, said: str
) -> None:
    code, page = send(client, f"https://hostile.example/{path}")
    assert code == 422
    assert said in page


def test_a_service_that_fetches_nothing_says_so(client: Client) -> None:
    with override_settings(FETCH_NOTHING=True):
        assert "does not open links" in send(client, "https://care.example/a.json")[1]
        assert "Only public addresses" in send(client, "http://care.example/a.json")[1]


def test_what_a_link_brings_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def load(
        fetcher: object, url: str, question: object, known: Answer | None, now: float
    ) -> tuple[Answer, bool]:
        asked.append(url)
        return Answer(b"{}", now, now + 300, url), True

    monkeypatch.setattr(fetching.GuardedFetcher, "_load", load)
    for _ in range(2):
        actions.opened("https://care.example/about-mary.json")
    assert len(asked) == 2


def test_a_link_to_a_credential_is_verified(
    client: Client, genuine: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching.GuardedFetcher, "__call__", lambda fetcher, url: genuine)
    code, page = send(client, " https://care.example/\r\n mary.json ")
    assert code == 200
    assert "<h1>Genuine" in page
    assert "https://care.example/mary.json" in page


def test_a_page_instead_of_a_credential_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        fetching.GuardedFetcher, "__call__", lambda fetcher, url: b"<!doctype html><p>Hello"
    )
    assert "This is no credential" in send(client, "https://care.example/")[1]


def test_a_share_of_ours_is_opened(client: Client) -> None:
    share = f"/s/{tokens.token('share', 'x')}"
    answer = client.post("/verify", {"link": f"{HERE}{share}?lang=fi#top"})
    assert (answer.status_code, answer["Location"]) == (303, share)
    assert send(client, f"{HERE}{share}", text="{}")[0] == 422
    assert send(client, f"{HERE}/s/../c/abc")[0] == 422


def test_a_learners_own_link_is_refused_with_advice(client: Client) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    code, page = send(client, f"{HERE}/c/{tokens.token('award', str(award.pk))}")
    assert code == 422
    assert "Ask the learner for a share link." in page
    award.refresh_from_db()
    assert award.opened_at is None


def test_own_documents_are_read_without_a_network(client: Client) -> None:
    award = people.awarded(people.published(people.organisation()))[0]
    listed = status.places(award.organisation, award.counter)[0].list_address
    with override_settings(FETCH_NOTHING=True):
        assert json.loads(actions.opened(listed))["id"] == listed
        with pytest.raises(TeselaError):
            actions.opened("https://care.example/a.json")


def test_a_link_counts_as_a_verification(client: Client) -> None:
    with override_settings(VERIFICATIONS_A_MINUTE=1):
        send(client, "https://127.0.0.1/")
        assert send(client, "https://127.0.0.1/")[0] == 429
