"""What authorities said of certificates, looked at later."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import pytest
from asn1crypto import ocsp
from hypothesis import given
from hypothesis import strategies as st

from tesela.proofs.certificates import read
from tesela.proofs.seals import RevocationValues
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher, offline
from tesela.trust.statements import states
from tesela.trust.x509 import Anchor, Chain, chain_of
from tests.pki import BEGINNING, Holder, Pki
from tests.pki.authority import OCSP_USAGE, SEAL_USAGE, p256_key, services


def chain(pki: Pki, holder: Holder | None = None) -> Chain:
    """Up to the intermediate authority, so that one certificate is asked about."""
    own, above, *_ = (holder or pki.seal_rsa).certificates
    return chain_of(own, (), (Anchor(above, "Authority"),), BEGINNING)


def answer(pki: Pki, of: Holder | None = None) -> bytes:
    """The responder's answer now."""
    own, above = (read(der) for der in (of or pki.seal_rsa).certificates[:2])
    from tesela.trust import statements

    question = statements._request(own, above)
    return pki.ask(pki.addresses["ocsp"], question, "application/ocsp-request")


def outcome(
    pki: Pki, values: RevocationValues, at: datetime, used_at: datetime | None = None
) -> str:
    try:
        found = states(chain(pki), values, at, offline, used_at=used_at)
    except TeselaError as error:
        return error.code
    return found[0].source


DAY = timedelta(days=1)


@pytest.mark.parametrize("kind", ["ocsp", "crl"])
def test_good_counts_when_it_was_said_then_or_later(pki: Pki, kind: str) -> None:
    values = _values(pki, kind)
    assert outcome(pki, values, BEGINNING) == kind
    assert outcome(pki, values, BEGINNING - DAY) == kind
    assert outcome(pki, values, BEGINNING + timedelta(hours=1)) == kind, "until it says anew"
    assert outcome(pki, values, BEGINNING + 30 * DAY) == "certificate.unknown"
    assert outcome(pki, values, BEGINNING + 30 * DAY, used_at=BEGINNING) == kind


def _values(pki: Pki, kind: str) -> RevocationValues:
    if kind == "ocsp":
        return RevocationValues(ocsp=(answer(pki),))
    return RevocationValues(crls=(pki.intermediate.crl(pki.clock.now),))


@pytest.mark.parametrize("kind", ["ocsp", "crl"])
def test_revoked_counts_from_when_it_happened(pki: Pki, kind: str) -> None:
    pki.revoke(pki.seal_rsa, BEGINNING)
    pki.clock.now = BEGINNING + DAY
    values = _values(pki, kind)
    assert outcome(pki, values, BEGINNING) == "certificate.revoked"
    assert outcome(pki, values, BEGINNING + DAY) == "certificate.revoked"
    assert outcome(pki, values, BEGINNING - DAY) == "certificate.unknown"
    assert outcome(pki, values, BEGINNING + DAY, used_at=BEGINNING - DAY) == "certificate.revoked"


def test_revoked_counts_before_good(pki: Pki) -> None:
    early = _values(pki, "ocsp")
    pki.revoke(pki.seal_rsa, BEGINNING - DAY)
    late = _values(pki, "crl")
    both = RevocationValues(early.ocsp, late.crls)
    assert outcome(pki, both, BEGINNING) == "certificate.revoked"


@pytest.mark.parametrize("kind", ["ocsp", "crl"])
def test_nothing_is_believed_of_the_time_after_a_certificate_expired(pki: Pki, kind: str) -> None:
    """Authorities forget what has expired, so their silence says nothing."""
    pki.clock.now = datetime(2029, 1, 1, tzinfo=UTC)
    assert outcome(pki, _values(pki, kind), BEGINNING) == "certificate.unknown"


def test_other_peoples_statements_say_nothing(pki: Pki) -> None:
    other = Pki(pki.base)
    listed = other.intermediate.crl(BEGINNING)  # the same name, another key
    assert outcome(pki, RevocationValues(crls=(listed,)), BEGINNING) == "certificate.unknown"
    about = answer(pki, pki.seal_p256)
    assert outcome(pki, RevocationValues(ocsp=(about,)), BEGINNING) == "certificate.unknown"
    of_root = pki.root.crl(BEGINNING)
    assert outcome(pki, RevocationValues(crls=(of_root,)), BEGINNING) == "certificate.unknown"


@pytest.mark.parametrize("kind", ["ocsp", "crl"])
def test_a_changed_statement_says_nothing(pki: Pki, kind: str) -> None:
    values = _values(pki, kind)
    (der,) = values.ocsp or values.crls
    broken = der[:-1] + bytes([der[-1] ^ 1]) if kind == "crl" else _resigned(der)
    changed = RevocationValues((broken,), ()) if kind == "ocsp" else RevocationValues((), (broken,))
    assert outcome(pki, changed, BEGINNING) == "certificate.unknown"


def _resigned(der: bytes) -> bytes:
    response = ocsp.OCSPResponse.load(der)
    basic = response.basic_ocsp_response
    basic["signature"] = bytes([basic["signature"].native[0] ^ 1]) + basic["signature"].native[1:]
    response["response_bytes"]["response"] = ocsp.BasicOCSPResponse(
        {
            name: basic[name]
            for name in ("tbs_response_data", "signature_algorithm", "signature", "certs")
        }
    )
    return bytes(response.dump(force=True))


@pytest.mark.parametrize(
    "extensions", [SEAL_USAGE, None], ids=["for seals", "of another authority"]
)
def test_not_everybody_may_answer(pki: Pki, extensions: object) -> None:
    """A responder needs its authority's certificate for just this."""
    own = pki.responder
    if extensions:
        pki.responder = pki.certify(p256_key(), "Answers", extensions=extensions)
    else:
        pki.responder = Pki(pki.base).certify(p256_key(), "Answers", extensions=OCSP_USAGE)
    try:
        values = _values(pki, "ocsp")
    finally:
        pki.responder = own
    assert outcome(pki, values, BEGINNING) == "certificate.unknown"


def test_where_there_is_nobody_to_ask_nothing_is_asked(pki: Pki) -> None:
    silent = pki.certify(p256_key(), "Silent", extensions=SEAL_USAGE)
    (found,) = states(chain(pki, silent), RevocationValues(), BEGINNING, offline)
    assert found.source == "none"


@pytest.mark.parametrize("way", ["ocsp", "crl"])
def test_authorities_are_asked_at_the_addresses_in_the_certificate(pki: Pki, way: str) -> None:
    where = services(**{way: pki.addresses[way]})
    holder = pki.certify(p256_key(), "Asked", extensions=SEAL_USAGE + where)
    if way == "ocsp":
        pki.services |= _by_get(pki, holder)
    fetch = GuardedFetcher(seconds_kept=0, listed=[pki.base]).signed
    (found,) = states(chain(pki, holder), RevocationValues(), BEGINNING, fetch)
    assert found.source == way
    with pytest.raises(TeselaError) as raised:
        states(chain(pki, holder), RevocationValues(), BEGINNING, offline)
    assert raised.value.code == "certificate.unknown"


def _by_get(pki: Pki, holder: Holder) -> dict[str, Callable[[bytes], tuple[str, bytes]]]:
    """The responder's answer at the address that asks by GET (RFC 6960, appendix A.1)."""
    import base64
    from urllib.parse import quote

    from tesela.trust import statements

    own, above = (read(der) for der in holder.certificates[:2])
    question = statements._request(own, above)
    path = "/ocsp/" + quote(base64.b64encode(question), safe="")
    said = answer(pki, holder)
    return {path: lambda _: ("application/ocsp-response", said)}


@given(st.binary(max_size=80))
def test_whatever_comes_along_says_nothing_or_something(octets: bytes) -> None:
    der = _some()
    values = RevocationValues((octets,), (octets,))
    link = Chain((der[0], der[1]), Anchor(der[1], "Authority"))
    with pytest.raises(TeselaError) as raised:
        states(link, values, BEGINNING, offline)
    assert raised.value.code == "certificate.unknown"


@lru_cache
def _some() -> tuple[bytes, ...]:
    return Pki("http://127.0.0.1:1").seal_p256.certificates
