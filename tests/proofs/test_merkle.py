"""Merkle trees: the roots that Certificate Transparency publishes, and what must never pass."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.proofs.merkle import MerkleTree, leaf_hash, node_hash, root_of
from tesela.text.errors import TeselaError

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
"""Of the reference implementation of Certificate Transparency, by number of entries."""

entries = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70, unique=True)


@pytest.mark.parametrize("size", ROOTS)
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    tree = MerkleTree(ENTRIES[:size])
    assert tree.root.hex() == ROOTS[size]
    assert tree.size == size


@given(entries)
def test_each_entry_leads_to_the_root(listed: list[bytes]) -> None:
    tree = MerkleTree(iter(listed))
    for index, entry in enumerate(listed):
        assert root_of(entry, index, len(listed), tree.path(index)) == tree.root


@given(entries, st.data())
def test_no_other_entry_place_or_sibling_leads_there(listed: list[bytes], data: st.DataObject):
    tree = MerkleTree(listed)
    index = data.draw(st.integers(0, len(listed) - 1))
    entry, path = listed[index], tree.path(index)
    other = sha256(entry).digest()
    assert not leads(tree, other, index, len(listed), path)
    for place in range(len(listed)):
        assert place == index or not leads(tree, entry, place, len(listed), path)
    for level in range(len(path)):
        changed = [*path[:level], other, *path[level + 1 :]]
        assert not leads(tree, entry, index, len(listed), changed)
        assert not leads(tree, entry, index, len(listed), path[:level])
    assert not leads(tree, entry, index, len(listed), (*path, other))


@given(entries.filter(lambda listed: len(listed) > 1))
def test_an_inner_node_is_no_entry(listed: list[bytes]) -> None:
    """The second preimage: what two leaves come to, offered as the entry of a smaller tree."""
    tree = MerkleTree(listed)
    inner = leaf_hash(listed[0]) + leaf_hash(listed[1])
    assert leaf_hash(inner) != node_hash(leaf_hash(listed[0]), leaf_hash(listed[1]))
    halved = (len(listed) + 1) // 2
    assert not leads(tree, inner, 0, halved, tree.path(0)[1:])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (1, 1)])
def test_a_place_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(TeselaError) as refused:
        root_of(b"", index, size, ())
    assert refused.value.code == "merkle.malformed"


def test_a_sibling_that_is_no_hash() -> None:
    with pytest.raises(TeselaError) as refused:
        root_of(b"", 0, 2, (b"short",))
    assert refused.value.code == "merkle.malformed"


def test_a_tree_of_nothing() -> None:
    with pytest.raises(TeselaError) as refused:
        MerkleTree(())
    assert refused.value.code == "merkle.empty"


def leads(tree: MerkleTree, entry: bytes, index: int, size: int, path: tuple[bytes, ...]) -> bool:
    try:
        return root_of(entry, index, size, path) == tree.root
    except TeselaError:
        return False
