"""A list that is put in last is, byte for byte, the list that was secured whole."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import jsontext
from tesela.issuing.status_lists import signed_list, signed_token_list
from tesela.issuing.wallet import STATE_BITS, key_header
from tesela.proofs import data_integrity, jws
from tesela.proofs.keys import SoftwareKey
from tesela.status import token_list
from tesela.status.bitstring import MINIMUM_BITS, PURPOSES, Purpose, encoded, list_document

NOW = datetime(2026, 11, 1, 12, 30, 15, 678, tzinfo=UTC)
ADDRESS = "https://learning.example/status/1-revocation"
MARKED = "https://learning.example/uTHE-LIST-STANDS-HERE"
EDWARDS = SoftwareKey(b"s" * 32)
NIST = [SoftwareKey(b"\1" * size, None, kind) for kind, size in (("p256", 32), ("p384", 48))]
POSITIONS = st.sets(st.integers(0, MINIMUM_BITS - 1), max_size=20)


def whole(key: SoftwareKey, address: str, purpose: Purpose, bits: set[int]) -> dict[str, object]:
    """The general way."""
    document = list_document(
        address, key.controller, purpose, encoded(MINIMUM_BITS, bits), NOW, timedelta(hours=2)
    )
    return data_integrity.secure(document, key, NOW)


@given(POSITIONS, st.sampled_from(PURPOSES), st.sampled_from((ADDRESS, MARKED, ADDRESS + "?a='é")))
def test_list_is_what_securing_it_whole_gives(
    bits: set[int], purpose: Purpose, address: str
) -> None:
    signed = signed_list(
        address,
        purpose,
        encoded(MINIMUM_BITS, bits),
        EDWARDS,
        published=NOW,
        fresh_for=timedelta(hours=2),
    )
    assert signed.decode() == jsontext.plain(whole(EDWARDS, address, purpose, bits))


@pytest.mark.parametrize("key", NIST, ids=lambda key: key.kind)
@pytest.mark.parametrize("address", [ADDRESS, MARKED])
def test_other_keys_sign_the_same_list(key: SoftwareKey, address: str) -> None:
    """Their signatures are no two alike."""
    signed = jsontext.parse(
        signed_list(
            address,
            "suspension",
            encoded(MINIMUM_BITS, [5]),
            key,
            published=NOW,
            fresh_for=timedelta(hours=2),
        )
    )
    proof = signed["proof"]
    expected = whole(key, address, "suspension", {5})
    assert data_integrity.is_signed_by(signed, proof, key.public)
    del proof["proofValue"], expected["proof"]["proofValue"]  # type: ignore[attr-defined]
    assert list(signed) == list(expected)
    assert signed == expected
    assert list(proof) == list(expected["proof"])  # type: ignore[call-overload]


def test_a_changed_bit_is_not_signed() -> None:
    signed = jsontext.parse(
        signed_list(ADDRESS, "revocation", encoded(MINIMUM_BITS, [5]), EDWARDS, published=NOW)
    )
    signed["credentialSubject"]["encodedList"] = encoded(MINIMUM_BITS, [])
    assert not data_integrity.is_signed_by(signed, signed["proof"], EDWARDS.public)


@pytest.mark.parametrize("uri", [ADDRESS, MARKED, f'{ADDRESS}"\\é'])
@pytest.mark.parametrize("expires", [None, NOW + timedelta(days=3)])
def test_token_is_what_signing_the_claims_gives(uri: str, expires: datetime | None) -> None:
    lst = token_list.encoded(STATE_BITS, 1000, {3: 1, 7: 2})
    said = token_list.claims(
        uri, EDWARDS.controller, lst, published=NOW, bits=STATE_BITS, expires=expires
    )
    expected = jws.sign(key_header(token_list.TYPE, EDWARDS), jws.plain(said), EDWARDS)
    assert signed_token_list(uri, lst, EDWARDS, published=NOW, expires=expires) == expected
