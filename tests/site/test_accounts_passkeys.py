"""Passkeys, with an authenticator made of a key and some bytes (WebAuthn level 3, section 6)."""

import html
import json
import re
import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.core import mail
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256

from tesela.site.accounts import passkeys
from tesela.site.accounts.models import User
from tesela.text.catalogue import say

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def coded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Device:
    """Something that holds one passkey."""

    def __init__(self, origin: str = "http://testserver") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = b"a passkey of sixteen or more bytes"
        self.origin = origin
        self.rp = "testserver"
        self.flags = PRESENT | VERIFIED
        self.person = b""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options for a new passkey."""
        asked = options["publicKey"]
        assert asked["authenticatorSelection"]["userVerification"] == "required"
        self.person = asked["user"]["id"].encode()
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        stated = b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(ATTESTED) + stated
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=coded(client), attestationObject=coded(attested))

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to options for signing in."""
        asked = options["publicKey"]
        assert not asked.get("allowCredentials"), "it would tell whose passkeys there are"
        client, data = self._client("webauthn.get", asked["challenge"]), self._data()
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=coded(client),
            authenticatorData=coded(data),
            signature=coded(signature),
            userHandle=self.person.decode(),
        )

    def _data(self, more: int = 0) -> bytes:
        flags = (self.flags | more).to_bytes(1, "big")
        return sha256(self.rp.encode()).digest() + flags + b"\0\0\0\0"

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, **response: str) -> dict[str, Any]:
        name = coded(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def options(client: Client, page: str) -> dict[str, Any]:
    """What the page would hand to the browser."""
    found = re.search(r'data-options="([^"]+)"', client.get(page).content.decode())
    assert found
    return dict(json.loads(html.unescape(found[1])))


def arrived(user: User, ago: int = 0) -> Client:
    """A browser in which this person signed in by a code, so many seconds ago."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def eleni() -> User:
    return User.objects.of_address("eleni@example.org")


@pytest.fixture
def device(eleni: User) -> Device:
    """A device whose passkey Eleni has added."""
    client, held = arrived(eleni), Device()
    answer = held.make(options(client, "/account/passkeys/new"))
    sent = {"name": "Tablet", "credential": json.dumps(answer)}
    assert client.post("/account/passkeys/new", sent)["Location"] == "/account"
    return held


def sign_in(client: Client, device: Device, change: Any = None, **more: str) -> Any:
    answer = device.sign(options(client, "/sign-in/passkey"))
    if change:
        change(answer)
    return client.post("/sign-in/passkey", {"credential": json.dumps(answer), **more})


def is_signed_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_added_and_used(client: Client, eleni: User, device: Device) -> None:
    assert "Tablet" in str(mail.outbox[-1].body), "a mail tells, in case it was somebody else"
    assert mail.outbox[-1].to == [eleni.email]
    assert sign_in(client, device)["Location"] == "/home"
    page = client.get("/account").content.decode()
    assert "Tablet" in page
    assert "Last used on" in page


def test_a_passkey_is_enough_and_so_is_a_code(eleni: User, device: Device) -> None:
    client = Client()
    client.post("/sign-in", {"email": eleni.email})
    code = re.search(r"\d{4} \d{4}", str(mail.outbox[-1].body))
    assert code
    assert client.post("/sign-in/code", {"code": code[0]})["Location"] == "/home"
    assert is_signed_in(client)


def test_the_way_leads_to_where_it_began_on_this_host(client: Client, device: Device) -> None:
    assert sign_in(client, device, next="/account")["Location"] == "/account"
    assert sign_in(Client(), device, next="//elsewhere.example/")["Location"] == "/home"


def test_a_session_from_before_is_not_signed_in_after(client: Client, device: Device) -> None:
    client.get("/sign-in/passkey")
    before = client.cookies["sessionid"].value
    sign_in(client, device)
    assert client.cookies["sessionid"].value != before


def _other_signature(answer: dict[str, Any]) -> None:
    answer["response"]["signature"] = coded(b"0" * 70)


def _nobody(answer: dict[str, Any]) -> None:
    answer["response"]["userHandle"] = coded(b"999999")


def _no_person(answer: dict[str, Any]) -> None:
    del answer["response"]["userHandle"]


def _no_response(answer: dict[str, Any]) -> None:
    del answer["response"]


def _text_for_response(answer: dict[str, Any]) -> None:
    answer["response"] = "yes"


def _no_base64(answer: dict[str, Any]) -> None:
    answer["response"]["authenticatorData"] = "é!"


def _numbers(answer: dict[str, Any]) -> None:
    answer["response"] = dict.fromkeys(answer["response"], 7)


@pytest.mark.parametrize(
    "change",
    [_other_signature, _nobody, _no_person, _no_response, _text_for_response, _no_base64, _numbers],
)
def test_a_changed_answer(client: Client, device: Device, change: Any) -> None:
    refused(sign_in(client, device, change), client)


def refused(answer: Any, client: Client) -> None:
    assert answer.status_code == 422
    assert say("accounts.passkey.refused", "en") in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("sent", ["", "{", "7", "[]", '{"a":' * 5000, "x" * 100_001])
def test_what_is_no_answer(client: Client, device: Device, sent: str) -> None:
    client.get("/sign-in/passkey")
    refused(client.post("/sign-in/passkey", {"credential": sent}), client)


def test_somebody_elses_key(client: Client, device: Device) -> None:
    device.key = ec.generate_private_key(ec.SECP256R1())
    refused(sign_in(client, device), client)


def test_an_answer_to_another_question(client: Client, device: Device) -> None:
    other = device.sign(options(Client(), "/sign-in/passkey"))
    client.get("/sign-in/passkey")
    refused(client.post("/sign-in/passkey", {"credential": json.dumps(other)}), client)


def test_an_answer_works_once(client: Client, device: Device) -> None:
    answer = json.dumps(device.sign(options(client, "/sign-in/passkey")))
    assert client.post("/sign-in/passkey", {"credential": answer}).status_code == 302
    client.post("/sign-out")
    refused(client.post("/sign-in/passkey", {"credential": answer}), client)


def test_a_device_that_did_not_ask_for_the_person(client: Client, device: Device) -> None:
    device.flags = PRESENT
    refused(sign_in(client, device), client)


def test_the_page_of_another_host(client: Client, device: Device, settings: Any) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    device.origin = "https://testserver.elsewhere.example"
    refused(sign_in(client, device), client)
    device.origin = "https://testserver"
    assert sign_in(client, device).status_code == 302


def test_a_passkey_for_another_host(client: Client, device: Device) -> None:
    device.rp = "elsewhere.example"
    refused(sign_in(client, device), client)


def test_a_removed_passkey(client: Client, eleni: User, device: Device) -> None:
    number = passkeys.of(eleni).get().pk
    own = arrived(eleni)
    assert "Tablet" in own.get(f"/account/passkeys/{number}/remove").content.decode()
    assert own.post(f"/account/passkeys/{number}/remove")["Location"] == "/account"
    refused(sign_in(client, device), client)


def test_a_closed_account(client: Client, eleni: User, device: Device) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client, device)["Location"] == "/sign-in/closed"
    assert not is_signed_in(client)


def test_renamed(eleni: User, device: Device) -> None:
    number = passkeys.of(eleni).get().pk
    client = arrived(eleni, ago=100_000)
    assert client.post(f"/account/passkeys/{number}/name", {"name": ""}).status_code == 422
    sent = client.post(f"/account/passkeys/{number}/name", {"name": "<b>Phone</b>"})
    assert sent["Location"] == "/account"
    page = client.get("/account").content.decode()
    assert "&lt;b&gt;Phone&lt;/b&gt;" in page
    assert "Tablet" not in page


def test_others_passkeys_do_not_exist(eleni: User, device: Device) -> None:
    number = passkeys.of(eleni).get().pk
    stranger = arrived(User.objects.of_address("sean@example.org"))
    for page in ("name", "remove"):
        assert stranger.get(f"/account/passkeys/{number}/{page}").status_code == 404
        assert stranger.post(f"/account/passkeys/{number}/{page}", {"name": "x"}).status_code == 404
    assert passkeys.of(eleni).get().wrap().name == "Tablet"


def test_an_old_session_is_not_enough_to_add_or_remove(eleni: User, device: Device) -> None:
    number = passkeys.of(eleni).get().pk
    client = arrived(eleni, ago=100_000)
    for page in ("/account/passkeys/new", f"/account/passkeys/{number}/remove"):
        for answer in (client.get(page), client.post(page, {"name": "x", "credential": "{}"})):
            assert answer["Location"] == f"/sign-in/again?next={page}"
    assert passkeys.of(eleni).count() == 1


def test_a_new_passkey_without_asking_for_the_person(eleni: User) -> None:
    client, held = arrived(eleni), Device()
    held.flags = PRESENT
    made = held.make(options(client, "/account/passkeys/new"))
    sent = {"name": "Key", "credential": json.dumps(made)}
    assert client.post("/account/passkeys/new", sent).status_code == 422
    assert not Authenticator.objects.exists()


def test_only_what_was_checked_is_kept(eleni: User) -> None:
    client, held = arrived(eleni), Device()
    made = held.make(options(client, "/account/passkeys/new"))
    made["more"] = "\x00" * 100
    made["response"]["more"] = "\ud800"
    made["clientExtensionResults"]["more"] = ["x"] * 1000
    sent = {"name": "Key", "credential": json.dumps(made)}
    assert client.post("/account/passkeys/new", sent)["Location"] == "/account"
    assert "more" not in json.dumps(passkeys.of(eleni).get().data)
    assert sign_in(Client(), held)["Location"] == "/home"


def test_an_old_session_proves_itself_by_passkey(eleni: User, device: Device) -> None:
    client = arrived(eleni, ago=100_000)
    ask = client.get("/sign-in/again?next=/account/delete").content.decode()
    assert 'href="/sign-in/passkey?next=/account/delete"' in html.unescape(ask).replace("%2F", "/")
    assert sign_in(client, device, next="/account/delete")["Location"] == "/account/delete"
    assert client.get("/account/delete").status_code == 200


def test_not_too_many(eleni: User, device: Device) -> None:
    first = passkeys.of(eleni).get()
    Authenticator.objects.bulk_create(
        Authenticator(user=eleni, type=first.type, data=first.data)
        for _ in range(passkeys.MOST - 1)
    )
    client, held = arrived(eleni), Device()
    held.id = b"another passkey of some bytes"
    made = held.make(options(client, "/account/passkeys/new"))
    sent = {"name": "One more", "credential": json.dumps(made)}
    answer = client.post("/account/passkeys/new", sent)
    assert answer.status_code == 422
    assert say("accounts.passkey.too_many", "en", most=passkeys.MOST) in answer.content.decode()


def test_trying_is_bounded(client: Client) -> None:
    statuses = [client.get("/sign-in/passkey").status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
