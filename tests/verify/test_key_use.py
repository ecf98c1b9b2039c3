"""A key that ended, one that was revoked, and what its signatures are worth since."""

from datetime import UTC, datetime, timedelta

import pytest

from tesela.text.errors import TeselaError
from tesela.trust.keys import MethodKey
from tesela.verify.key_use import check_use
from tesela.verify.opened import Circumstances
from tests.samples import KEY, NOW

SIGNED, TODAY = NOW, NOW + timedelta(days=400)
REVOKED = NOW + timedelta(days=100)


def use(found: MethodKey, signed_at: datetime = SIGNED, existed_by: datetime | None = None) -> None:
    check_use(found, signed_at, Circumstances(TODAY, existed_by=existed_by))


def key(**said: datetime) -> MethodKey:
    return MethodKey(KEY.public, "did:web:care.example", frozenset(("assertionMethod",)), **said)


def test_a_key_in_use() -> None:
    use(key())


def test_a_key_that_expired_later_is_believed_about_the_time_of_signing() -> None:
    use(key(ended=REVOKED))


def test_a_key_that_had_ended_when_it_signed() -> None:
    with pytest.raises(TeselaError) as refused:
        use(key(ended=SIGNED))
    assert refused.value.code == "issuer.key_ended"


def test_a_revoked_key_is_not_believed_about_the_time_of_signing() -> None:
    with pytest.raises(TeselaError) as refused:
        use(key(ended=REVOKED, revoked=REVOKED))
    assert refused.value.code == "issuer.key_revoked"


def test_what_was_proven_to_exist_before_the_key_was_revoked_stands() -> None:
    use(key(ended=REVOKED, revoked=REVOKED), existed_by=REVOKED - timedelta(seconds=1))


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=1)])
def test_what_was_proven_to_exist_only_since_does_not(later: timedelta) -> None:
    with pytest.raises(TeselaError) as refused:
        use(key(ended=REVOKED, revoked=REVOKED), existed_by=REVOKED + later)
    assert refused.value.code == "issuer.key_revoked"


def test_a_signature_without_a_date_is_as_old_as_is_proven() -> None:
    use(key(ended=REVOKED), TODAY, REVOKED - timedelta(days=1))
    with pytest.raises(TeselaError) as refused:
        use(key(ended=REVOKED), TODAY)
    assert refused.value.code == "issuer.key_ended"


def test_a_signature_that_admits_to_be_made_since_is_wrong_whatever_else_is_proven() -> None:
    proven = datetime(2020, 1, 1, tzinfo=UTC)
    with pytest.raises(TeselaError) as refused:
        use(key(ended=REVOKED, revoked=REVOKED), REVOKED, proven)
    assert refused.value.code == "issuer.key_ended"
