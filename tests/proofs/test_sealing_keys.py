"""Warnings before a certificate ends."""

from datetime import timedelta

import pytest

from tesela.proofs.sealing_keys import expiry_notice
from tesela.text.errors import Problem
from tests.pki import Pki


@pytest.mark.parametrize(
    ("days", "code", "left"),
    [
        (61, None, None),
        (60, "seal.expires", 60),
        (1, "seal.expires", 1),
        (0, "seal.expires", 0),
        (-1, "seal.expired", 0),
    ],
)
def test_a_certificate_that_ends(pki: Pki, days: int, code: str | None, left: int | None) -> None:
    ends = pki.seal_rsa.certificate.not_valid_after_utc
    notice = expiry_notice(pki.seal_rsa.certificates, ends - timedelta(days=days))
    assert (notice and notice.code) == code
    assert (notice and notice.days) == left
    if notice:
        assert notice.until == ends
        data = {"name": notice.name, "until": "then", "count": notice.days}
        assert notice.name in Problem(notice.code, data).message("en")


def test_a_certificate_that_does_not_count_yet(pki: Pki) -> None:
    begins = pki.seal_rsa.certificate.not_valid_before_utc
    notice = expiry_notice(pki.seal_rsa.certificates, begins - timedelta(days=1))
    assert notice is not None
    assert notice.code == "seal.not_yet"


def test_no_certificates_need_no_warning(pki: Pki) -> None:
    assert expiry_notice((), pki.clock.now) is None
