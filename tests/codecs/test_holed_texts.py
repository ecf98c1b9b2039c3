"""Texts with holes, hashed and encoded piece by piece: as if they were written first."""

import hashlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import jsontext
from tesela.codecs.holed_texts import Encoded, Hashed
from tesela.codecs.holes import Holed, marked, written
from tesela.codecs.multibase import base64url

MARKS = ["first of all", "second of all", 7]
values = st.tuples(
    st.text(st.characters(codec="utf-8")),
    st.text(st.characters(codec="utf-8"), max_size=3),
    st.integers(),
)
documents = st.lists(
    st.sampled_from([*MARKS, "é", "x" * 299, "x" * 400, "ab" * 333, "☃" * 500, True, None]),
    max_size=9,
)


def held(document: Any) -> Holed:
    return Holed.of(jsontext.plain(marked(document, MARKS)))


def said(document: list[Any], known: tuple[str, str, int]) -> bytes:
    """`document` with the values in place of the marks."""
    place = dict(zip(MARKS, known, strict=True))
    told = [one if one is True else place.get(one, one) for one in document]
    return jsontext.plain(told).encode()


@given(documents, st.lists(values, min_size=1, max_size=4))
def test_encoded_it_is_the_base64url_of_the_whole(document: Any, several: Any) -> None:
    encoded = Encoded(held(document))
    for known in several:
        assert encoded.letters(written(known)) == base64url(said(document, known))


@given(documents, st.lists(values, min_size=1, max_size=3), st.sampled_from(["sha256", "sha384"]))
def test_hashed_it_is_the_digest_of_the_whole(document: Any, several: Any, name: str) -> None:
    hashed = Hashed(held(document), name)
    for known in [one for one in several for _ in range(2)] + several:
        whole = hashlib.new(name, said(document, known)).digest()
        assert hashed.digest(written(known)) == whole


def test_what_stands_before_the_longest_piece_is_told_apart() -> None:
    document = ["first of all", "x" * 500, "second of all"]
    hashed = Hashed(held(document), "sha256")
    for known in (("a", "z", 1), ("a", "y", 1), ("b", "y", 1), ("a", "y", 1)):
        assert hashed.digest(written(known)) == hashlib.sha256(said(document, known)).digest()


def test_without_a_hole_behind_it_the_values_still_decide() -> None:
    document = ["first of all", "x" * 500]
    hashed = Hashed(held(document), "sha256")
    for known in (("a", "z", 1), ("b", "z", 1), ("b", "y", 1), ("a", "z", 1)):
        assert hashed.digest(written(known)) == hashlib.sha256(said(document, known)).digest()
