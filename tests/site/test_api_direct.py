"""Both ways to an endpoint answer alike: directly, and through all of Django's middlewares.

Every request is put to both as a server would (PEP 3333); status, headers and body are compared,
but for the moment at which something was verified.
"""

import io
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from tesela.site.api import direct
from tesela.site.limits import with_known_length
from tests.site.asking import VERIFY, with_one_letter_changed

Answer = tuple[str, list[tuple[str, str]], bytes]
_MOMENT = re.compile(rb'"verified_at": ?"[^"]+"')
BATCH = "/api/v1/verify-batch"
CREDENTIAL = b"a genuine credential"
"""Stands for one in the tables below."""


def environ(body: bytes, **named: str) -> dict[str, Any]:
    """What a server hands over."""
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": VERIFY,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "REMOTE_ADDR": "192.0.2.1",
        "CONTENT_TYPE": "application/vc",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
        **named,
    }


def answered(application: Callable[..., Any], body: bytes, named: Mapping[str, str]) -> Answer:
    """What a client gets."""
    began: list[Any] = []
    answer = application(environ(body, **named), lambda *said: began.extend(said))
    try:
        content = b"".join(answer)
    finally:
        answer.close()
    status, headers, *_ = began
    return status, sorted(headers), _MOMENT.sub(b"", content)


def both(body: bytes, named: Mapping[str, str]) -> tuple[Answer, Answer]:
    """The answers of the direct way and of Django's, made with the present settings."""
    usual = WSGIHandler()
    ways = []
    for way in (with_known_length(direct.before(_refused)), with_known_length(usual)):
        cache.clear()
        ways.append(answered(way, body, named))
    return ways[0], ways[1]


def _refused(_environ: object, _start_response: object) -> Any:
    raise AssertionError("it was not answered directly")


ASKED: Mapping[str, tuple[bytes, dict[str, str]]] = {
    "genuine": (CREDENTIAL, {}),
    "changed": (with_one_letter_changed(), {}),
    "no credential": (b"{}", {"CONTENT_TYPE": "application/json"}),
    "nothing": (b"", {}),
    "not JSON": (b"\xff\xfe", {}),
    "no media type": (CREDENTIAL, {"CONTENT_TYPE": ""}),
    "another media type": (CREDENTIAL, {"CONTENT_TYPE": "text/html"}),
    "a form": (b"a=b", {"CONTENT_TYPE": "application/x-www-form-urlencoded"}),
    "packed": (CREDENTIAL, {"HTTP_CONTENT_ENCODING": "gzip"}),
    "of unknown length": (
        CREDENTIAL,
        {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"},
    ),
    "too large": (b" " * 20_000_001, {}),
    "declared far too large": (b"{}", {"CONTENT_LENGTH": "900000000"}),
    "of a length that is none": (b"{}", {"CONTENT_LENGTH": "-1"}),
    "in Finnish": (CREDENTIAL, {"HTTP_ACCEPT_LANGUAGE": "fi"}),
    "in German by address": (CREDENTIAL, {"QUERY_STRING": "lang=de"}),
    "refused in Greek": (b"?", {"HTTP_ACCEPT_LANGUAGE": "el"}),
    "with cookies": (CREDENTIAL, {"HTTP_COOKIE": "language=fi; sessionid=abc; csrftoken=x"}),
    "from another page": (CREDENTIAL, {"HTTP_ORIGIN": "https://wallet.example"}),
    "of another host": (CREDENTIAL, {"HTTP_HOST": "evil.example"}),
    "of no host": (CREDENTIAL, {"HTTP_HOST": "a b"}),
    "with a query that is none": (CREDENTIAL, {"QUERY_STRING": "%ff&&=&lang"}),
    "a batch": (CREDENTIAL, {"PATH_INFO": BATCH, "CONTENT_TYPE": "application/x-ndjson"}),
    "a batch of nothing": (b"", {"PATH_INFO": BATCH, "CONTENT_TYPE": "application/jsonl"}),
    "a batch of another media type": (CREDENTIAL, {"PATH_INFO": BATCH}),
    "below a prefix": (CREDENTIAL, {"SCRIPT_NAME": "/prefix"}),
}


@pytest.mark.parametrize("asked", ASKED)
def test_both_ways_answer_alike(asked: str, genuine: bytes) -> None:
    body, named = ASKED[asked]
    straight, usual = both(genuine if body == CREDENTIAL else body, named)
    assert straight == usual


@pytest.mark.parametrize(
    "changed",
    [
        {"SECURE_SSL_REDIRECT": True},
        {"SECURE_HSTS_SECONDS": 60, "SECURE_PROXY_SSL_HEADER": ("HTTP_X_PROTO", "https")},
        {"REQUESTS_A_MINUTE": 0},
        {"VERIFICATIONS_A_MINUTE": 0},
        {"THREADS": 0},
        {"ALLOWED_HOSTS": []},
    ],
)
def test_both_ways_keep_the_operators_settings(changed: dict[str, Any], genuine: bytes) -> None:
    with override_settings(**changed):
        straight, usual = both(genuine, {"HTTP_X_PROTO": "https"})
    assert straight == usual


def test_a_fault_of_ours_is_told_alike(genuine: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tesela.site.api.service.check", lambda _data: 1 / 0)
    straight, usual = both(genuine, {})
    assert straight == usual
    assert usual[0].startswith("500")
    assert b"Division" not in usual[2]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", VERIFY), ("OPTIONS", VERIFY), ("POST", f"{VERIFY}/"), ("POST", "/api/v1/VERIFY")],
)
def test_all_else_goes_the_usual_way(method: str, path: str) -> None:
    seen: list[str] = []

    def usual(environ: dict[str, Any], _start_response: object) -> list[bytes]:
        seen.append(environ["PATH_INFO"])
        return []

    direct.before(usual)(environ(b"", REQUEST_METHOD=method, PATH_INFO=path), None)
    assert seen == [path]


def test_what_is_left_out_is_among_the_middlewares() -> None:
    assert set(settings.MIDDLEWARE) > direct.FOR_PAGES, "none was renamed"
