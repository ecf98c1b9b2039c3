"""Headers, forms, cookies, hosts, and what never reaches the log."""

import io
import json
import logging
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tesela.site.logs import ReticentFormatter
from tesela.site.secret import MINIMUM, NAME, secret_key
from tesela.site.verifier import actions
from tesela.text.errors import TeselaError
from tests.site.asking import SECRET_NAME, VERIFY, problem

PAGES = ["/", "/verify", "/components", "/nothing", "/api/v1/docs"]
FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.mark.parametrize("path", PAGES)
def test_headers_of_every_page(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy.replace("https", "http"), "nothing from elsewhere"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_pages_keep_to_their_policy(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert not re.search(r"<script(?![^>]+src=)|\son[a-z]+=\"|\sstyle=|<style", page)


def sent(browser: Client, token: str, **headers: str) -> int:
    scheme = headers.pop("scheme", "http")
    fields = {"text": "{}", "csrfmiddlewaretoken": token}
    secure = scheme == "https"
    return browser.post("/verify", fields, headers=headers, secure=secure).status_code


def token_of(browser: Client, **options: object) -> str:
    return FIELD.search(browser.get("/verify", **options).content.decode())[1]


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_form_works_on_ones_own_machine(browser: Client, host: str) -> None:
    token = token_of(browser, headers={"Host": host})
    assert sent(browser, token, Host=host, Origin=f"http://{host}") == HTTPStatus.OK


@override_settings(ALLOWED_HOSTS=["check.example"], CSRF_TRUSTED_ORIGINS=["https://check.example"])
def test_the_form_works_behind_a_proxy_that_speaks_https(browser: Client) -> None:
    named = {"Host": "check.example"}
    token = token_of(browser, headers=named)
    origin = {"Origin": "https://check.example", "Referer": "https://check.example/verify"}
    assert sent(browser, token, **named, **origin) == HTTPStatus.OK


def test_another_site_cannot_send_the_form(browser: Client) -> None:
    token = token_of(browser)
    assert sent(browser, token, Origin="https://evil.example") == HTTPStatus.FORBIDDEN
    assert sent(browser, "") == HTTPStatus.FORBIDDEN
    assert sent(browser, token[:-1] + "x" * (token[-1] != "x")) == HTTPStatus.FORBIDDEN
    assert sent(browser, token) == HTTPStatus.OK


def test_a_refused_form_says_what_to_do(browser: Client) -> None:
    answer = browser.post("/verify", {"text": "{}"}, headers={"Accept-Language": "en"})
    page = answer.content.decode()
    assert "Open the page again" in page
    assert "CSRF" not in page
    assert answer["Content-Security-Policy"]


def test_the_only_cookies(client: Client) -> None:
    client.get("/")
    assert not client.cookies, "reading a page leaves nothing"
    client.get("/verify")
    client.post("/verify", {"text": "{}"})
    client.get("/?lang=fi")
    assert set(client.cookies) == {"csrftoken", "language"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert client.cookies["language"].value == "fi"


def test_the_language_cookie_holds_only_languages(client: Client) -> None:
    client.get("/", {"lang": "https://evil.example/\r\nSet-Cookie: a=b"})
    assert not client.cookies
    client.cookies["language"] = "<script>"
    assert client.get("/")["Content-Language"] == "en"


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_choosing_a_language_leads_nowhere_else(client: Client, address: str) -> None:
    answer = client.get("/", {"lang": address, "next": address})
    assert answer.status_code == HTTPStatus.OK
    assert "evil.example" not in answer.get("Location", "")


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example/", "/\\evil.example/"])
def test_no_page_links_to_where_its_own_path_leads(client: Client, path: str) -> None:
    answer = client.generic("GET", "/", PATH_INFO=path)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert b"evil.example" not in answer.content


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil"])
def test_other_hosts_are_refused(client: Client, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert b"evil" not in answer.content


def test_a_forwarded_host_is_not_believed(client: Client) -> None:
    answer = client.get("/api/v1/docs", headers={"X-Forwarded-Host": "evil.example"})
    assert b"evil.example" not in answer.content


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_told_to_whoever_asks(client: Client, path: str) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = client.get(path, headers={"Host": "10.0.0.7:8000"})
    assert answer.status_code == HTTPStatus.OK
    assert set(answer.json().values()) == {True}
    assert client.post(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_not_ready_without_the_registry_it_was_given(client: Client, tmp_path: Path) -> None:
    actions.registry.cache_clear()
    try:
        with override_settings(TRUSTED_REGISTRY=str(tmp_path / "none")):
            answer = client.get("/readyz")
    finally:
        actions.registry.cache_clear()
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json() == {"ready": False}


def test_styles_are_kept_for_ever_under_their_digest(client: Client) -> None:
    page = client.get("/").content.decode()
    address = re.search(r'href="(/static/[^"]+\.css\?v=[0-9a-f]{16})"', page)[1]
    assert "immutable" in client.get(address)["Cache-Control"]
    assert "immutable" not in client.get(address.partition("?")[0])["Cache-Control"]


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the service's own handler writes, down to the finest level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(ReticentFormatter())
    root = logging.getLogger()
    loggers = [root, logging.getLogger("django"), logging.getLogger("django.security")]
    before = [logger.level for logger in loggers]
    root.addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


def broken(*arguments: object, **named: object) -> None:
    """As code of others may break: with what it was given in its message."""
    raise ValueError(f"cannot read {arguments!r} {named!r}")


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of a service whose verification breaks."""
    monkeypatch.setattr(actions, "verify", broken)
    return Client(raise_request_exception=False)


def test_nothing_of_a_credential_is_logged(
    client: Client, genuine: bytes, logged: io.StringIO
) -> None:
    logging.getLogger("pikepdf").warning("found %s in the file", SECRET_NAME)
    for data in (genuine, genuine[:-5], SECRET_NAME.encode()):
        client.post(VERIFY, data, content_type="application/vc")
        client.post("/verify", {"text": data.decode()})
    client.get(f"/c/{SECRET_NAME}")
    client.get("/", headers={"Host": SECRET_NAME.encode("ascii", "ignore").decode()})
    assert logged.getvalue(), "something was logged"
    assert "Unmistakable" not in logged.getvalue()


def test_a_fault_of_ours_tells_the_log_where_and_nobody_what(
    breaking: Client, genuine: bytes, logged: io.StringIO
) -> None:
    answer = breaking.post(VERIFY, genuine, content_type="application/vc")
    problem(answer, 500, "api.failed")
    page = breaking.post("/verify", {"text": genuine.decode()})
    assert page.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    for said in (answer.content.decode(), page.content.decode(), logged.getvalue()):
        assert "Unmistakable" not in said
        assert "cannot read" not in said
    for shown in (answer.content.decode(), page.content.decode()):
        assert "ValueError" not in shown
        assert "Traceback" not in shown
    written = logged.getvalue()
    assert written.count("builtins.ValueError") >= 2
    assert "test_guards.py" in written
    assert "verifier/actions.py" in written
    assert "at /verify" in written


def test_the_cause_of_a_fault_is_logged_too(logged: io.StringIO) -> None:
    try:
        try:
            broken(SECRET_NAME)
        except ValueError as error:
            raise RuntimeError(SECRET_NAME) from error
    except RuntimeError:
        logging.getLogger("tesela.site").exception("it broke")
    written = logged.getvalue()
    assert "it broke" in written
    assert written.index("RuntimeError") < written.index("ValueError")
    assert SECRET_NAME not in written


def test_debugging_is_off_and_cannot_be_turned_on() -> None:
    assert settings.DEBUG is False
    source = Path(settings.PACKAGE / "settings.py").read_text("utf-8")
    assert re.findall(r"^DEBUG = .*", source, re.MULTILINE) == ["DEBUG = False"]


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = secret_key(None, folder)
    assert secret_key(None, folder) == first
    assert len(first) >= MINIMUM
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_processes_that_begin_together_share_the_secret_key(tmp_path: Path) -> None:
    code = "from tesela.site import settings; print(settings.SECRET_KEY)"
    environment = {**os.environ, "TESELA_DATA": str(tmp_path / "data")}
    began = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    keys = {process.communicate(timeout=240)[0] for process in began}
    assert len(keys) == 1
    assert len(keys.pop().strip()) >= MINIMUM


@pytest.mark.parametrize("content", ["", "short\n"])
def test_a_damaged_key_file_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content)
    with pytest.raises(TeselaError) as refused:
        secret_key(None, tmp_path)
    assert refused.value.code == "serve.key_file"


def test_a_short_key_is_refused_without_being_shown() -> None:
    with pytest.raises(TeselaError) as refused:
        secret_key("guessable", None)
    assert "guessable" not in json.dumps(refused.value.problem.message())
