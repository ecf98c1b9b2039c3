"""Signing in: by a code that is sent, for known and new people alike."""

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tesela.site.accounts.codes import TRIES
from tesela.site.accounts.models import User
from tesela.text.catalogue import say

ELENI = "eleni@example.org"


def ask(client: Client, email: str = ELENI, **more: str) -> str:
    """Asks for a code; the code."""
    answer = client.post("/sign-in", {"email": email, **more})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code")
    return sent_code()


def sent_code(text: str | None = None) -> str:
    found = re.search(r"^ +(\d{4} \d{4})$", text or str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def other_than(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 10**8:08}"


def type_in(client: Client, code: str) -> Any:
    return client.post("/sign-in/code", {"code": code})


def is_signed_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def said(answer: Any, code: str, **data: Any) -> bool:
    return say(code, "en", **data) in answer.content.decode()


def test_a_new_person(client: Client) -> None:
    code = ask(client)
    assert not User.objects.exists(), "an address that nobody proved is not kept"
    answer = type_in(client, code)
    assert (answer.status_code, answer["Location"]) == (302, "/home")
    assert is_signed_in(client)
    assert User.objects.get().email == ELENI
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 1


def test_a_known_person_whatever_the_letters_case(client: Client) -> None:
    known = User.objects.of_address(ELENI)
    assert type_in(client, ask(client, " Eleni@Example.ORG ")).status_code == 302
    assert client.get("/account").wsgi_request.user == known
    assert User.objects.count() == 1


def test_again_and_again(client: Client) -> None:
    for _ in range(2):
        type_in(client, ask(client))
        assert is_signed_in(client)
        client.post("/sign-out")
        assert not is_signed_in(client)
    assert EmailAddress.objects.count() == 1


def test_there_are_no_passwords(client: Client) -> None:
    type_in(client, ask(client))
    user = User.objects.get()
    assert not user.has_usable_password()
    for page in ("/sign-in", "/sign-in/passkey"):
        assert b"password" not in Client().get(page).content.replace(b"no password", b"")


@pytest.mark.parametrize(
    "typed",
    ["{0} {1}", "{0}{1}", " {0} - {1}. ", "Your code is:\n\n    {0} {1}\n", "{0}\u00a0{1}"],
    ids=["as sent", "together", "dashed", "with the words around", "unbreakable space"],
)
def test_the_code_as_people_type_it(client: Client, typed: str) -> None:
    assert type_in(client, typed.format(*ask(client).split())).status_code == 302


def test_the_code_in_other_digits(client: Client) -> None:
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    assert type_in(client, ask(client).translate(arabic)).status_code == 302


def test_known_and_unknown_addresses_look_alike() -> None:
    User.objects.of_address("known@example.org")
    seen = []
    for email in ("known@example.org", "nobody@example.org"):
        client = Client()
        answer = client.post("/sign-in", {"email": email})
        page = client.get("/sign-in/code").content.decode().replace(email, "…")
        text = re.sub(r"\d{4} \d{4}", "…", str(mail.outbox[-1].body))
        form = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        kept = sorted(client.session["account_login"]["state"]["stages"]["login_by_code"]["data"])
        seen.append((answer.status_code, answer["Location"], form, text, kept))
    assert seen[0] == seen[1]


def test_no_address(client: Client) -> None:
    for email, code in (("", "form.required"), ("eleni", "form.email"), ("a@b", "form.email")):
        answer = client.post("/sign-in", {"email": email})
        assert answer.status_code == 422
        assert said(answer, code)
        assert answer.content.count(b"<title>Error: ") == 1
    assert not mail.outbox


def test_a_wrong_code_then_the_right_one(client: Client) -> None:
    code = ask(client)
    answer = type_in(client, other_than(code))
    assert answer.status_code == 422
    assert said(answer, "accounts.code.wrong", count=TRIES - 1)
    assert type_in(client, code).status_code == 302


def test_no_code(client: Client) -> None:
    ask(client)
    answer = type_in(client, "")
    assert answer.status_code == 422
    assert said(answer, "form.required")


def test_guessing_ends_after_a_few_tries(client: Client) -> None:
    code = ask(client)
    for _ in range(TRIES):
        answer = type_in(client, other_than(code))
        assert answer.status_code == 422
    assert said(answer, "accounts.code.tried")
    assert ELENI in answer.content.decode(), "the address needs not be typed again"
    assert type_in(client, code)["Location"] == "/sign-in"
    assert not is_signed_in(client)


def test_guessing_at_the_same_moment_gives_no_more_tries(client: Client) -> None:
    code = ask(client)
    before = dict(client.session["account_login"])
    for _ in range(TRIES):
        type_in(client, other_than(code))
        session = client.session  # as a request that began before the others ended sees it
        session["account_login"] = before
        session.save()
    assert type_in(client, code).status_code == 422
    assert not is_signed_in(client)


def test_a_code_of_another_browser_does_not_fit(client: Client) -> None:
    stranger = Client()
    ask(stranger)
    code = ask(client)
    assert type_in(stranger, code).status_code == 422
    assert not is_signed_in(stranger)


def test_a_code_works_once(client: Client) -> None:
    code = ask(client)
    assert type_in(client, code).status_code == 302
    client.post("/sign-out")
    assert type_in(client, code)["Location"] == "/sign-in"
    assert not is_signed_in(client)


def test_a_late_code(client: Client) -> None:
    code = ask(client)
    session = client.session
    state = session["account_login"]["state"]["stages"]["login_by_code"]["data"]
    state["at"] -= configured.ACCOUNT_LOGIN_BY_CODE_TIMEOUT + 1
    session.save()
    answer = type_in(client, code)
    assert answer.status_code == 422
    assert said(answer, "accounts.code.late")
    assert not is_signed_in(client)


def test_a_new_code_replaces_the_old_one_and_has_its_full_time(client: Client) -> None:
    old = ask(client)
    session = client.session
    state = session["account_login"]["state"]["stages"]["login_by_code"]["data"]
    state["at"] -= configured.ACCOUNT_LOGIN_BY_CODE_TIMEOUT - 1
    began = state["at"]
    session.save()
    answer = client.post("/sign-in/code/again")
    assert answer["Location"] == "/sign-in/code?sent=again"
    assert said(client.get(answer["Location"]), "accounts.code.sent_again")
    data = client.session["account_login"]["state"]["stages"]["login_by_code"]["data"]
    assert data["at"] > began + 60
    assert type_in(client, old).status_code == 422
    assert type_in(client, sent_code()).status_code == 302


def test_the_code_is_not_kept_as_it_is(client: Client) -> None:
    code = ask(client).replace(" ", "")
    kept = [str(session.get_decoded()) for session in Session.objects.all()]
    assert kept
    assert not any(code in text for text in kept)


def test_who_does_not_finish_is_soon_forgotten(client: Client) -> None:
    code = ask(client)
    assert client.session.get_expiry_age() <= configured.ACCOUNT_LOGIN_TIMEOUT
    type_in(client, code)
    assert client.session.get_expiry_age() == configured.SESSION_COOKIE_AGE


def test_without_a_beginning_there_is_no_code_page(client: Client) -> None:
    assert client.get("/sign-in/code")["Location"] == "/sign-in"
    assert type_in(client, "1234 5678")["Location"] == "/sign-in"
    assert client.post("/sign-in/code/again")["Location"] == "/sign-in"


def test_the_way_leads_to_where_it_began(client: Client) -> None:
    assert client.get("/account")["Location"] == "/sign-in?next=/account"
    page = client.get("/sign-in?next=/account")
    assert 'name="next" value="/account"' in page.content.decode()
    assert type_in(client, ask(client, next="/account"))["Location"] == "/account"
    assert client.get("/sign-in?next=/help")["Location"] == "/help", "signed in already"


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "http:elsewhere.example",
        "javascript:alert(1)",
        "http://localhost:8000@elsewhere.example/",
        "\x09//elsewhere.example",
    ],
)
def test_the_way_never_leads_to_another_host(client: Client, target: str) -> None:
    page = client.get("/sign-in", {"next": target})
    assert "elsewhere" not in page.content.decode()
    assert type_in(client, ask(client, next=target))["Location"] == "/home"
    assert client.get("/sign-in", {"next": target})["Location"] == "/home"


def test_the_way_carries_no_header(client: Client) -> None:
    answer = type_in(client, ask(client, next="/help\r\nSet-Cookie: planted=1"))
    assert answer["Location"] in ("/home", "/help%0D%0ASet-Cookie:%20planted=1")
    assert "planted" not in client.cookies


def test_a_session_from_before_is_not_signed_in_after(client: Client) -> None:
    code = ask(client)
    before = client.cookies["sessionid"].value
    type_in(client, code)
    assert client.cookies["sessionid"].value != before
    planted = Client()
    planted.cookies["sessionid"] = before
    assert not is_signed_in(planted)


def test_a_page_of_somebody_else_can_neither_sign_in_nor_out(browser: Client) -> None:
    for page in ("/sign-in", "/sign-in/code", "/sign-in/passkey", "/sign-out"):
        assert browser.post(page, {"email": ELENI, "code": "1"}).status_code == 403
    assert not mail.outbox


def test_one_address_gets_few_codes(client: Client) -> None:
    for _ in range(3):
        ask(Client())
    answer = client.post("/sign-in", {"email": ELENI})
    assert answer.status_code == 429
    assert said(answer, "accounts.too_often")
    assert len(mail.outbox) == 3
    ask(client, "sean@example.org")


def test_asking_for_new_codes_counts_too(client: Client) -> None:
    ask(client)
    statuses = [client.post("/sign-in/code/again").status_code for _ in range(3)]
    assert statuses == [302, 302, 429]


def test_one_asker_gets_few_codes_behind_a_proxy(client: Client, settings: Any) -> None:
    settings.PROXIES = 1
    mary, john = ({"X-Forwarded-For": f"203.0.113.9, 203.0.113.{number}"} for number in (1, 2))
    statuses = {
        client.post("/sign-in", {"email": f"p{number}@example.org"}, headers=mary).status_code
        for number in range(20)
    }
    assert statuses == {302}
    one_more = {"email": "more@example.org"}
    assert client.post("/sign-in", one_more, headers=mary).status_code == 429
    assert client.post("/sign-in", one_more, headers=john).status_code == 302


def test_an_account_that_the_operator_closed(client: Client) -> None:
    closed = User.objects.of_address(ELENI)
    closed.is_active = False
    closed.save()
    answer = type_in(client, ask(client))
    assert answer["Location"] == "/sign-in/closed"
    assert client.get(answer["Location"]).status_code == 403
    assert not is_signed_in(client)


def test_nothing_else_of_the_library_can_be_reached(client: Client) -> None:
    for path in (
        "signup/", "login/", "password/reset/", "password/change/", "password/set/", "email/",
        "confirm-email/", "2fa/", "2fa/authenticate/", "2fa/webauthn/", "reauthenticate/",
    ):  # fmt: skip
        for root in ("sign-in", "accounts"):
            assert client.get(f"/{root}/{path}").status_code == 404
    for name in ("account_signup", "account_reset_password", "account_email", "mfa_index"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_mail_and_account_speak_the_pages_language(client: Client) -> None:
    code = ask(client, lang="fi")
    assert mail.outbox[-1].extra_headers["Content-Language"] == "en"
    client.get("/sign-in?lang=fi")
    code = ask(client)
    assert mail.outbox[-1].extra_headers["Content-Language"] == "fi"
    type_in(client, code)
    assert User.objects.get().language == "fi"


def test_pages_follow_the_persons_language_unless_one_was_chosen(client: Client) -> None:
    type_in(client, ask(client))
    User.objects.update(language="el")
    fresh, chosen = Client(), Client()
    chosen.get("/sign-in?lang=de")
    for visitor, language in ((fresh, "el"), (chosen, "de")):
        type_in(visitor, ask(visitor, "Eleni@example.org"))
        assert visitor.get("/help")["Content-Language"] == language
    assert User.objects.get().language == "el"


def test_whoever_was_made_a_member_by_address_comes_in_by_code(client: Client) -> None:
    made = User.objects.of_address("New.Member@example.org")
    assert not EmailAddress.objects.exists()
    client.get("/sign-in?lang=fr")
    type_in(client, ask(client, "new.member@example.org"))
    assert client.get("/account").wsgi_request.user == made
    made.refresh_from_db()
    assert made.language == "fr", "until then nobody knew"


@pytest.fixture
def smtp(settings: Any) -> int:
    """The settings lead to a mail server at this port; nothing is there yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    return port


@pytest.fixture
def sink(smtp: int) -> Iterator[list[bytes]]:
    """A mail server that keeps what it gets."""
    got: list[bytes] = []

    class Keep:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            got.append(envelope.content)
            return "250 kept"

    running = Controller(Keep(), hostname="127.0.0.1", port=smtp)
    running.start()
    yield got
    running.stop()


def test_the_mail_is_complete_by_itself(client: Client, sink: list[bytes]) -> None:
    client.post("/sign-in", {"email": ELENI})
    message = message_from_bytes(sink[0], policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message["To"] == ELENI
    assert message["From"] == f"Tesela <{configured.DEFAULT_FROM_EMAIL}>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    text = message.get_content().replace("\r\n", "\n")
    assert "15 minutes" in text
    assert say("accounts.mail.code.not_you", "en") in text
    assert "http" not in text, "nothing to click: whoever clicks in mails is easily led astray"
    assert sent_code(text) not in str(message["Subject"])
    assert type_in(client, sent_code(text)).status_code == 302


def test_a_mail_server_that_is_not_there(client: Client, smtp: int) -> None:
    answer = client.post("/sign-in", {"email": ELENI})
    assert answer.status_code == 503
    assert said(answer, "accounts.not_sent")
    assert client.get("/sign-in/code")["Location"] == "/sign-in"
