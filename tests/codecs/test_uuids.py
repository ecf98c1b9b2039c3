"""UUIDs: the same as those of the standard library."""

from uuid import NAMESPACE_URL, UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import uuids


@given(st.binary(min_size=16, max_size=16))
def test_random_octets_give_version_4(octets: bytes) -> None:
    assert uuids.at_random(octets) == UUID(bytes=octets, version=4).urn


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_names_give_version_5(name: str) -> None:
    assert uuids.by_name(uuids.URL, name) == uuid5(NAMESPACE_URL, name).urn


@given(st.binary(min_size=16, max_size=16), st.lists(st.text(st.characters(codec="utf-8"))))
def test_several_names_at_once_give_the_same(space: bytes, names: list[str]) -> None:
    assert uuids.by_names(space, names) == [uuid5(UUID(bytes=space), name).urn for name in names]
