"""Signing in: by a code that is sent, for known and new people alike."""

import re

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tesela.site.accounts.models import User


def ask(client: Client, email: str = "eleni@example.org", **more: str) -> str:
    """Asks for a code; the code."""
    answer = client.post("/sign-in", {"email": email, **more})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code")
    return sent_code()


def sent_code() -> str:
    found = re.search(r"^ +(\d{4} \d{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def is_signed_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_a_new_person(client: Client) -> None:
    code = ask(client)
    assert not User.objects.exists(), "an address that nobody proved is not kept"
    answer = client.post("/sign-in/code", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/home")
    assert is_signed_in(client)
    assert User.objects.get().email == "eleni@example.org"
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 1
