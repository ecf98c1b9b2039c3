"""Sealing at a service (CSC API) that runs here."""

from dataclasses import replace
from typing import Any

import pytest

from tesela.proofs import jws, remote, seal_certificates
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher
from tests.pki import Pki
from tests.pki.csc import CLIENT, CREDENTIAL, PIN, SECRET, Csc, with_csc


def opened(csc: Csc, **changes: Any) -> remote.RemoteSealer:
    service = remote.Service(
        base=csc.base,
        token_address=f"{csc.base}/oauth2/token",
        client_id=CLIENT,
        client_secret=SECRET,
        credential=CREDENTIAL,
        pin=PIN,
    )
    ask = GuardedFetcher(listed=[csc.pki.base]).ask
    return remote.open_credential(replace(service, **changes), ask)


def refusal(sealer: remote.RemoteSealer) -> str:
    with pytest.raises(TeselaError) as raised:
        sealer.sign(b"data")
    return raised.value.code


@pytest.mark.parametrize("explicit", [True, False], ids=["explicit", "implicit"])
@pytest.mark.parametrize(("name", "algorithm"), [("seal_rsa", "RS256"), ("seal_p256", "ES256")])
def test_the_service_seals(pki: Pki, name: str, algorithm: str, explicit: bool) -> None:
    csc = with_csc(pki, getattr(pki, name))
    csc.explicit = explicit
    sealer = opened(csc)
    assert sealer.kind == csc.holder.kind
    assert sealer.certificates == csc.holder.certificates
    key = seal_certificates.read(sealer.certificates[0]).key
    for data in (b"one", b"two"):
        assert jws.ALGORITHMS[algorithm].verifies(key, sealer.sign(data), data)
    assert csc.tokens_given == 1
    assert ("/csc/v2/credentials/authorize" in pki.asked) == explicit


def test_a_token_that_has_ended_is_renewed(pki: Pki) -> None:
    csc = with_csc(pki, pki.seal_rsa)
    sealer = opened(csc)
    csc.token = "another"
    sealer.sign(b"data")
    assert csc.tokens_given == 2


@pytest.mark.parametrize("change", [{"client_secret": "wrong"}, {"credential": "another"}])
def test_a_service_that_knows_us_not(pki: Pki, change: dict[str, str]) -> None:
    with pytest.raises(TeselaError) as raised:
        opened(with_csc(pki, pki.seal_rsa), **change)
    assert raised.value.code == "fetch.status"


def test_a_wrong_pin(pki: Pki) -> None:
    assert refusal(opened(with_csc(pki, pki.seal_rsa), pin="000000")) == "fetch.status"


def test_a_credential_that_is_disabled(pki: Pki) -> None:
    csc = with_csc(pki, pki.seal_rsa)
    csc.key_status = "disabled"
    with pytest.raises(TeselaError) as raised:
        opened(csc)
    assert raised.value.code == "seal.remote_disabled"


@pytest.mark.parametrize(
    ("path", "answer", "code"),
    [
        ("oauth2/token", {"access_token": "a\nb", "token_type": "Bearer"}, "seal.remote"),
        ("oauth2/token", {"access_token": "ab", "token_type": "mac"}, "seal.remote"),
        ("oauth2/token", [], "seal.remote"),
        ("credentials/info", {}, "seal.remote_disabled"),
        ("credentials/info", {"key": {"status": "enabled"}}, "seal.no_certificate"),
        (
            "credentials/info",
            {"key": {"status": "enabled"}, "cert": {"certificates": ["!"]}},
            "seal.remote",
        ),
        (
            "credentials/info",
            {"key": {"status": "enabled"}, "cert": {"certificates": ["AAAA"]}},
            "certificate.malformed",
        ),
        ("credentials/authorize", {}, "seal.remote"),
        ("signatures/signHash", {"signatures": []}, "seal.remote"),
        ("signatures/signHash", {"signatures": ["!"]}, "seal.remote"),
        ("signatures/signHash", {"signatures": ["AAAA"]}, "seal.device"),
    ],
)
def test_answers_that_are_none(pki: Pki, path: str, answer: object, code: str) -> None:
    csc = with_csc(pki, pki.seal_rsa)
    csc.answers[path] = answer
    with pytest.raises(TeselaError) as raised:
        opened(csc).sign(b"data")
    assert raised.value.code == code


def test_a_signature_by_another_key_is_not_used(pki: Pki) -> None:
    csc = with_csc(pki, pki.seal_p256)
    sealer = opened(csc)
    csc.holder = replace(csc.holder, key=pki.responder.key)
    assert refusal(sealer) == "seal.device"


def test_secrets_are_not_shown() -> None:
    service = remote.Service("https://a.example", "https://a.example/t", "me", SECRET, "c", PIN)
    assert SECRET not in repr(service)
    assert PIN not in repr(service)
