"""What real services say of certificates: good, revoked, nothing, nonsense, and somebody else's."""

import secrets
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from tesela.proofs import timestamps
from tesela.proofs.seals import Revocations
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher
from tesela.trust.revocation import completed, revocations, time_stamper
from tests.pki import Pki
from tests.pki.answers import ocsp_response
from tests.pki.authority import OCSP_USAGE, SEAL_USAGE, p256_key, root, services


@pytest.fixture
def fetcher(pki: Pki) -> GuardedFetcher:
    return GuardedFetcher(listed=[pki.base], seconds_kept=0)


@pytest.fixture
def collect(pki: Pki, fetcher: GuardedFetcher) -> Revocations:
    return revocations(fetcher.ask, fetcher.signed, lambda: pki.clock.now)


def refusal(collect: Revocations, certificates: tuple[bytes, ...]) -> str:
    with pytest.raises(TeselaError) as raised:
        collect(certificates)
    return raised.value.code


def test_the_chain_and_what_is_said_of_it(pki: Pki, collect: Revocations) -> None:
    chain, values = collect(pki.seal_rsa.certificates)
    assert chain[:3] == pki.seal_rsa.certificates
    assert chain[3:] == pki.responder.certificates[:1]
    assert len(values.ocsp) == 1  # of the seal
    assert len(values.crls) == 1  # of the intermediate authority
    assert ocsp.load_der_ocsp_response(values.ocsp[0]).certificate_status.name == "GOOD"


def test_a_chain_is_completed_from_the_addresses_in_it(
    pki: Pki, collect: Revocations, fetcher: GuardedFetcher
) -> None:
    own = pki.seal_rsa.certificates[:1]
    chain, _ = collect(own)
    assert chain[:3] == pki.seal_rsa.certificates
    assert len(completed(own, fetcher.signed)) == 3
    assert pki.asked[:2] == ["/issuer", "/root"]


def test_answers_are_kept_for_a_while(pki: Pki, collect: Revocations) -> None:
    collect(pki.seal_rsa.certificates)
    asked = len(pki.asked)
    collect(pki.seal_rsa.certificates)
    assert len(pki.asked) == asked
    pki.clock.now += timedelta(minutes=11)
    collect(pki.seal_rsa.certificates)
    assert len(pki.asked) == 2 * asked


def test_a_revoked_seal_is_refused(pki: Pki, collect: Revocations) -> None:
    pki.revoke(pki.seal_p256)
    assert refusal(collect, pki.seal_p256.certificates) == "revocation.revoked"
    del pki.services["/ocsp"]
    assert refusal(collect, pki.seal_p256.certificates) == "revocation.revoked"


def test_without_a_responder_the_list_answers(pki: Pki, collect: Revocations) -> None:
    del pki.services["/ocsp"]
    _, values = collect(pki.seal_rsa.certificates)
    assert not values.ocsp
    assert len(values.crls) == 2


def test_an_authority_that_was_revoked(pki: Pki, collect: Revocations) -> None:
    serial = pki.intermediate.holder.certificate.serial_number
    pki.root.revoked[serial] = pki.clock.now
    assert refusal(collect, pki.seal_rsa.certificates) == "revocation.revoked"


def test_nobody_answers(pki: Pki, collect: Revocations) -> None:
    del pki.services["/ocsp"], pki.services["/crl"]
    assert refusal(collect, pki.seal_rsa.certificates) == "revocation.unknown"


def test_nonsense_is_no_answer(pki: Pki, collect: Revocations) -> None:
    pki.services["/ocsp"] = pki.services["/crl"] = lambda _: ("text/html", b"<p>Sorry</p>")
    assert refusal(collect, pki.seal_rsa.certificates) == "revocation.unknown"


def test_an_old_answer_is_none(pki: Pki, collect: Revocations) -> None:
    then = pki.clock.now - timedelta(days=3)
    pki.services["/ocsp"] = lambda body: (
        "", ocsp_response(body, pki.issued, pki.responder, then),
    )  # fmt: skip
    pki.services["/crl"] = lambda _: ("", pki.intermediate.crl(then))
    assert refusal(collect, pki.seal_rsa.certificates) == "revocation.unknown"


def test_an_answer_by_somebody_who_may_not(pki: Pki, collect: Revocations) -> None:
    stranger = root("Stranger")
    for holder in (
        pki.seal_p256,  # of the same authority, and for seals only
        stranger.certify(
            p256_key(), pki.responder.certificate.subject, OCSP_USAGE,
            valid_from=pki.clock.now, valid_until=pki.clock.now + timedelta(days=9),
        ),
    ):  # fmt: skip
        pki.services["/ocsp"] = lambda body, by=holder: (
            "", ocsp_response(body, pki.issued, by, pki.clock.now),
        )  # fmt: skip
        pki.services["/crl"] = lambda _: ("", stranger.crl(pki.clock.now))
        assert refusal(collect, pki.seal_rsa.certificates) == "revocation.unknown"


def test_an_answer_about_another_certificate(pki: Pki, collect: Revocations) -> None:
    good = pki.certify(p256_key(), "Another seal")
    question = ocsp.OCSPRequestBuilder()
    about = question.add_certificate(*good.chain[:2], hashes.SHA1()).build()
    said = ocsp_response(about.public_bytes(Encoding.DER), pki.issued, pki.responder, pki.clock.now)
    pki.services["/ocsp"] = lambda _: ("", said)
    del pki.services["/crl"]
    assert refusal(collect, pki.seal_rsa.certificates) == "revocation.unknown"


def test_a_certificate_that_names_nobody_to_ask(pki: Pki, collect: Revocations) -> None:
    silent = pki.certify(p256_key(), "Silent", extensions=SEAL_USAGE)
    assert refusal(collect, silent.certificates) == "revocation.unknown"
    with_files = services(ocsp="ldap://127.0.0.1/", crl="file:///etc/passwd")
    odd = pki.certify(p256_key(), "Odd", extensions=SEAL_USAGE + with_files)
    assert refusal(collect, odd.certificates) == "revocation.unknown"


@pytest.mark.parametrize("certificates", [(), (b"no certificate",)])
def test_no_certificates(collect: Revocations, certificates: tuple[bytes, ...]) -> None:
    assert refusal(collect, certificates) == "certificate.malformed"


def test_time_stamps_of_an_authority(pki: Pki, fetcher: GuardedFetcher) -> None:
    stamp = time_stamper(pki.addresses["tsa"], fetcher.ask, lambda: secrets.randbits(64))
    token = timestamps.read_token(stamp(sha256(b"data").digest()))
    assert token.is_of(b"data")
    assert token.nonce is not None
    assert time_stamper(pki.addresses["tsa"], fetcher.ask)(sha256(b"data").digest())


def test_a_time_stamp_kept_from_another_question(pki: Pki, fetcher: GuardedFetcher) -> None:
    query = timestamps.request(sha256(b"data").digest(), nonce=5)
    old = pki.ask(pki.addresses["tsa"], query, "application/timestamp-query")
    pki.services["/tsa"] = lambda _: ("", old)
    with pytest.raises(TeselaError) as raised:
        time_stamper(pki.addresses["tsa"], fetcher.ask, lambda: 6)(sha256(b"data").digest())
    assert raised.value.code == "stamp.other_nonce"
