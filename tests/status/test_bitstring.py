"""Bitstring Status List 1.0: what is written reads back; what is malformed is named."""

import base64
import gzip
import itertools
from dataclasses import replace
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.jsonld import canonical_quads
from tesela.status.bitstring import (
    MINIMUM_BITS,
    Entry,
    Place,
    decoded,
    encoded,
    entry,
    entry_name,
    is_set,
    list_document,
    read_entry,
)
from tesela.status.positions import Permutation, permuted
from tesela.text.errors import TeselaError

ADDRESS = "https://care.example/status/1"
NOW = datetime(2026, 6, 15, tzinfo=UTC)
ALL_CLEAR_IN_THE_STANDARD = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
"""The example list of the W3C Recommendation: 131,072 places, none set."""


def listed(set_positions: list[int], **changes: object) -> dict:
    bits = encoded(MINIMUM_BITS, set_positions)
    document = list_document(ADDRESS, "did:web:care.example", "revocation", bits, NOW)
    document["credentialSubject"].update(changes)
    return document


def test_example_of_the_recommendation_reads_as_all_clear() -> None:
    row = decoded(ALL_CLEAR_IN_THE_STANDARD)
    assert len(row) * 8 == MINIMUM_BITS
    assert not any(row)


def test_first_place_is_the_leftmost_bit() -> None:
    assert decoded(encoded(MINIMUM_BITS, [0]))[0] == 0b1000_0000
    assert decoded(encoded(MINIMUM_BITS, [7]))[0] == 0b0000_0001


@given(st.sets(st.integers(0, MINIMUM_BITS - 1), max_size=30), st.integers(0, MINIMUM_BITS - 1))
def test_exactly_the_set_places_are_set(positions: set[int], other: int) -> None:
    document = listed(list(positions))
    for position in {*positions, other}:
        found = is_set(document, Entry(ADDRESS, position, "revocation"))
        assert found is (position in positions)


def test_same_places_give_the_same_text() -> None:
    assert encoded(MINIMUM_BITS, [3, 99]) == encoded(MINIMUM_BITS, [99, 3])


def test_an_entry_is_named_by_its_place() -> None:
    place = Place(ADDRESS, 7, "revocation")
    assert entry(place)["id"] == uuid5(NAMESPACE_URL, f"{ADDRESS}#7").urn
    assert entry_name(replace(place, position=8)) != entry_name(place)


def test_entry_written_reads_back_and_is_covered_by_a_signature() -> None:
    place = Place(ADDRESS, 94567, "suspension")
    assert read_entry(entry(place)) == Entry(ADDRESS, 94567, "suspension")
    assert "94567" in entry(place)["statusListIndex"], "the standard wants a string"
    quads = canonical_quads(listed([1]))
    assert "encodedList" in quads
    assert "_:c14n" not in quads


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("not an object", "status.malformed"),
        ({"type": "RevocationList2020Status"}, "status.unsupported"),
        ({"type": "BitstringStatusListEntry"}, "status.malformed"),
        ({**entry(Place(ADDRESS, 1, "revocation")), "statusListIndex": "-1"}, "status.malformed"),
        ({**entry(Place(ADDRESS, 1, "revocation")), "statusListIndex": "²"}, "status.malformed"),
        ({**entry(Place(ADDRESS, 1, "revocation")), "statusListIndex": True}, "status.malformed"),
        ({**entry(Place(ADDRESS, 1, "revocation")), "statusSize": 2}, "status.unsupported"),
    ],
)
def test_malformed_entry_is_named(fault: object, code: str) -> None:
    with pytest.raises(TeselaError) as caught:
        read_entry(fault)
    assert caught.value.code == code


def packed(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(data)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"encodedList": packed(bytes(100))}, "status.list_too_short"),
        ({"encodedList": packed(bytes(1 << 25))}, "status.list_unreadable"),
        ({"encodedList": packed(bytes(20_000))[:-9]}, "status.list_unreadable"),
        ({"encodedList": "z" + packed(bytes(20_000))}, "status.list_unreadable"),
        ({"encodedList": 7}, "status.list_unreadable"),
        ({"statusPurpose": "suspension"}, "status.other_purpose"),
        ({"type": "SomethingElse"}, "status.not_a_list"),
    ],
)
def test_malformed_list_is_named(fault: dict, code: str) -> None:
    with pytest.raises(TeselaError) as caught:
        is_set(listed([], **fault), Entry(ADDRESS, 1, "revocation"))
    assert caught.value.code == code


def test_place_outside_the_list_is_named() -> None:
    with pytest.raises(TeselaError) as caught:
        is_set(listed([]), Entry(ADDRESS, MINIMUM_BITS, "revocation"))
    assert caught.value.code == "status.position_outside"


@given(st.binary(min_size=16, max_size=64), st.integers(1, 10))
def test_places_are_a_permutation_for_every_key(key: bytes, bits: int) -> None:
    places = [permuted(counter, key, bits) for counter in range(1 << bits)]
    assert sorted(places) == list(range(1 << bits))
    one_list = Permutation(key, bits)
    assert [one_list(counter) for counter in range(1 << bits)] == places
    assert [one_list(counter) for counter in range(1 << bits)] == places, "remembered"


def test_neighbours_in_a_class_are_no_neighbours_on_the_list() -> None:
    places = [permuted(counter, b"k" * 32, 17) for counter in range(200)]
    assert len(set(places)) == 200
    close = sum(abs(a - b) < 100 for a, b in itertools.pairwise(places))
    assert close < 10


def test_counter_outside_the_list_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside"):
        permuted(1 << 17, b"k" * 32, 17)
    with pytest.raises(ValueError, match="outside"):
        Permutation(b"k" * 32, 17)(1 << 17)
