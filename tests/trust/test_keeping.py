"""Answers are kept as long as server, list and we ourselves allow, and asked for again with their tags.

A real server on this machine, which the fetcher asks since its origin is listed.
"""

import json
from collections.abc import Callable, Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tesela.codecs import multibase
from tesela.text.errors import TeselaError
from tesela.trust import fetch as fetching
from tesela.trust import freshness
from tesela.trust.answers import Answer, InMemory
from tesela.trust.fetch import GuardedFetcher

Headers = dict[str, str]
Page = tuple[int, Headers, bytes]


class Server:
    """Gives `pages`, and 304 to whoever has the tag or the moment that a page states."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str]] = []
        """Paths, and the tag or moment that was asked about."""

    def answer(self, path: str, headers: Message) -> Page:
        about = headers.get("If-None-Match") or headers.get("If-Modified-Since") or ""
        self.asked.append((path, about))
        status, given, body = self.pages.get(path, (404, {}, b""))
        if about and about in (given.get("ETag"), given.get("Last-Modified")):
            return 304, given, b""
        return status, given, body


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = made.answer(self.path, self.headers)
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Server(f"http://127.0.0.1:{listening.server_port}")
    Thread(target=listening.serve_forever, daemon=True).start()
    yield made
    listening.shutdown()
    listening.server_close()


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(fetching.time, "time", lambda: made.now)
    return made


def fetcher(server: Server, **options: object) -> Callable[[str], bytes]:
    made = GuardedFetcher(listed=[server.base], **options)
    return lambda path: made.signed(server.base + path)


def test_it_is_asked_once_and_then_with_its_tag(server: Server, clock: Clock) -> None:
    get = fetcher(server, seconds_kept=300)
    server.pages["/list"] = 200, {"ETag": '"one"'}, b"first"
    assert [get("/list"), get("/list")] == [b"first", b"first"]
    clock.now += 299
    assert get("/list") == b"first"
    assert server.asked == [("/list", "")]
    clock.now += 1
    assert get("/list") == b"first"
    assert server.asked[1:] == [("/list", '"one"')]
    clock.now += 299  # what still holds is kept as long again
    assert get("/list") == b"first"
    assert len(server.asked) == 2
    server.pages["/list"] = 200, {"ETag": '"two"'}, b"second"
    clock.now += 1
    assert get("/list") == b"second"
    clock.now += 300
    assert get("/list") == b"second"
    assert server.asked[2:] == [("/list", '"one"'), ("/list", '"two"')]


@pytest.mark.parametrize(("said", "kept_for"), [("no-cache", 0), ("max-age=10", 10)])
def test_what_still_holds_and_says_no_more_is_kept_as_before(
    server: Server, clock: Clock, said: str, kept_for: int
) -> None:
    get = fetcher(server, seconds_kept=300)
    server.pages["/list"] = 200, {"ETag": '"one"', "Cache-Control": said}, b"first"
    get("/list")
    server.pages["/list"] = 200, {"ETag": '"one"'}, b""
    clock.now += kept_for
    for _ in range(3):
        assert get("/list") == b"first"
        clock.now += kept_for
    assert server.asked[1:] == [("/list", '"one"')] * 3


def test_without_a_tag_it_is_asked_by_its_moment(server: Server, clock: Clock) -> None:
    get = fetcher(server)
    moment = "Mon, 02 Mar 2026 09:30:00 GMT"
    server.pages["/key"] = 200, {"Last-Modified": moment}, b"key"
    get("/key")
    clock.now += 301
    assert get("/key") == b"key"
    assert server.asked == [("/key", ""), ("/key", moment)]


def test_an_old_answer_is_never_given_in_place_of_none(server: Server, clock: Clock) -> None:
    get = fetcher(server)
    server.pages["/list"] = 200, {"ETag": '"one"', "Cache-Control": "max-age=60"}, b"first"
    get("/list")
    for status in (500, 404, 410):
        server.pages["/list"] = status, {}, b"none"
        clock.now += 61
        with pytest.raises(TeselaError) as raised:
            get("/list")
        assert raised.value.code == "fetch.status"
    server.pages["/list"] = 200, {"ETag": '"one"'}, b""
    assert get("/list") == b"first"  # it says that this still holds


def test_who_was_not_asked_whether_it_holds_cannot_say_so(server: Server, clock: Clock) -> None:
    get = fetcher(server)
    server.pages["/list"] = 304, {}, b""
    with pytest.raises(TeselaError) as raised:
        get("/list")
    assert raised.value.code == "fetch.status"


@pytest.mark.parametrize(
    ("headers", "kept_for"),
    [
        ({}, 300),
        ({"Cache-Control": "max-age=20"}, 20),
        ({"Cache-Control": "public, max-age=86400"}, 300),
        ({"Cache-Control": "max-age=200, s-maxage=20"}, 20),
        ({"Cache-Control": 'max-age="20"'}, 20),
        ({"Cache-Control": "max-age=20, max-age=10"}, 10),
        ({"Cache-Control": "max-age=soon"}, 0),
        ({"Cache-Control": "max-age=-1"}, 0),
        ({"Cache-Control": "no-cache, max-age=200"}, 0),
        ({"Cache-Control": "No-Store, max-age=200"}, 0),
        ({"Cache-Control": "private, max-age=200"}, 0),
        ({"Cache-Control": "max-age=200", "Age": "190"}, 10),
        ({"Cache-Control": "max-age=200", "Age": "900"}, 0),
        ({"Expires": "0"}, 0),
        ({"Date": "Mon, 02 Mar 2026 09:30:00 GMT", "Expires": "Mon, 02 Mar 2026 09:30:20 GMT"}, 20),
        ({"Date": "Mon, 02 Mar 2026 09:30:00 GMT", "Expires": "Mon, 02 Mar 2026 09:29:00 GMT"}, 0),
    ],
)
def test_for_how_long(server: Server, clock: Clock, headers: Headers, kept_for: int) -> None:
    get = fetcher(server)
    server.pages["/list"] = 200, headers, b"one"
    get("/list")
    for seconds, times in ((kept_for - 1, 1), (kept_for, 2)):
        begun, clock.now = clock.now, clock.now + max(seconds, 0)
        get("/list")
        if kept_for:
            assert len(server.asked) == times
        clock.now = begun
    assert len(server.asked) >= 2


def test_a_list_that_may_be_kept_for_less_is(server: Server, clock: Clock) -> None:
    bitstring = {"credentialSubject": {"type": "BitstringStatusList", "ttl": 30_000}}
    claims = {"sub": "x", "ttl": 30, "status_list": {"bits": 1, "lst": ""}}
    payload = multibase.base64url_encode(json.dumps(claims).encode())
    for path, body in (("/a", json.dumps(bitstring).encode()), ("/b", f"e30.{payload}.c".encode())):
        get = fetcher(server)
        server.pages[path] = 200, {"Cache-Control": "max-age=86400"}, body
        server.asked.clear()
        get(path)
        clock.now += 29
        get(path)
        assert len(server.asked) == 1
        clock.now += 1
        get(path)
        assert len(server.asked) == 2


def test_after_the_clock_was_set_back_nothing_is_fresh(server: Server, clock: Clock) -> None:
    get = fetcher(server)
    server.pages["/list"] = 200, {}, b"one"
    get("/list")
    clock.now -= 3600
    get("/list")
    assert len(server.asked) == 2


def test_after_a_redirect_the_tag_goes_to_who_gave_it(server: Server, clock: Clock) -> None:
    get = fetcher(server)
    server.pages["/old"] = 302, {"Location": "/new", "ETag": '"old"'}, b""
    server.pages["/new"] = 200, {"ETag": '"new"'}, b"one"
    get("/old")
    clock.now += 301
    assert get("/old") == b"one"
    assert server.asked[2:] == [("/old", ""), ("/new", '"new"')]
    server.pages["/old"] = 302, {"Location": "/other"}, b""
    server.pages["/other"] = 200, {}, b"other"
    clock.now += 301
    assert get("/old") == b"other"
    assert server.asked[4:] == [("/old", ""), ("/other", "")]


def test_a_tag_that_cannot_be_sent_is_not() -> None:
    headers = Message()
    headers["ETag"] = '"' + "x" * 500 + '"'
    headers["Last-Modified"] = "1\x07"
    assert freshness.validators(headers) == ("", "")


def test_the_memory_is_bounded_by_number_and_octets() -> None:
    kept = InMemory(number=3, octets=10)
    for number in range(4):
        kept.put(("open", str(number)), Answer(b"x", 0, 1, ""))
    assert kept.get(("open", "0"), 0) is None
    assert kept.get(("open", "1"), 0) is not None  # now used last
    kept.put(("open", "large"), Answer(b"x" * 9, 0, 1, ""))
    assert [kept.get(("open", name), 0) is not None for name in ("1", "2", "3", "large")] == [
        True, False, False, True,
    ]  # fmt: skip
    kept.put(("open", "too large"), Answer(b"x" * 11, 0, 1, ""))
    assert kept.get(("open", "too large"), 0) is None
    assert kept.get(("signed", "1"), 0) is None
