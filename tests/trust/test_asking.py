"""Posting through the guarded fetcher, and plain http where what comes is signed itself."""

from collections.abc import Callable

import pytest

from tesela.text.errors import TeselaError
from tesela.trust import fetch
from tesela.trust.fetch import GuardedFetcher
from tests.pki import Pki


def refusal(ask: Callable[[], bytes]) -> str:
    with pytest.raises(TeselaError) as raised:
        ask()
    return raised.value.code


def test_a_listed_origin_is_asked(pki: Pki) -> None:
    pki.services["/echo"] = lambda body: ("text/plain", b"heard " + body)
    fetcher = GuardedFetcher(listed=[pki.base])
    assert fetcher.ask(f"{pki.base}/echo", b"this", "text/plain") == b"heard this"
    assert fetcher.ask(f"{pki.base}/echo", b"that", "text/plain", "Bearer x") == b"heard that"
    assert fetcher.signed(f"{pki.base}/crl")


def test_nothing_private_is_asked_unless_listed(pki: Pki) -> None:
    fetcher = GuardedFetcher(listed=["http://127.0.0.1:1"])
    assert refusal(lambda: fetcher.signed(f"{pki.base}/crl")) == "fetch.address"
    assert refusal(lambda: fetcher.ask(f"{pki.base}/tsa", b"", "x/y")) == "fetch.address"
    for host in ("127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "localhost"):
        assert refusal(lambda at=host: fetcher.signed(f"http://{at}/crl")) == "fetch.private"
        assert refusal(lambda at=host: fetcher.ask(f"https://{at}/", b"", "x/y")) == "fetch.private"
    assert pki.asked == []


def test_a_listed_origin_is_not_for_what_documents_name(pki: Pki) -> None:
    fetcher = GuardedFetcher(listed=[pki.base])
    fetcher.signed(f"{pki.base}/crl")
    assert refusal(lambda: fetcher(f"{pki.base}/crl")) == "fetch.address"


@pytest.mark.parametrize("url", ["ftp://a.example/", "http:///x", "http://a:b@c.example/", "x"])
def test_other_addresses(url: str) -> None:
    fetcher = GuardedFetcher()
    assert refusal(lambda: fetcher.signed(url)) == "fetch.address"
    assert refusal(lambda: fetcher.ask(url, b"", "x/y")) == "fetch.address"


def test_a_secret_does_not_travel_in_the_open() -> None:
    asked = GuardedFetcher().ask
    assert refusal(lambda: asked("http://csc.example/", b"", "x/y", "Bearer x")) == "fetch.address"


def test_plain_http_is_for_signed_answers_only(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name leads to a public address; the way there is bent to the local services."""
    real = fetch.socket.create_connection
    port = int(pki.base.rpartition(":")[2])
    monkeypatch.setattr(fetch, "public_address", lambda host: "203.0.113.7")
    monkeypatch.setattr(
        fetch.socket, "create_connection", lambda at, timeout: real(("127.0.0.1", port), timeout)
    )
    fetcher = GuardedFetcher()
    assert fetcher.signed("http://authority.example/crl")
    assert refusal(lambda: fetcher("http://authority.example/crl")) == "fetch.address"
    other_port = "http://authority.example:8080/crl"
    assert refusal(lambda: fetcher.signed(other_port)) == "fetch.address"
