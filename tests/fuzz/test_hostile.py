"""Documents of a megabyte that were made to cost as much as they can are answered or refused.

What time each takes beside an honest one is measured by `benchmarks/hostile.py`, not here. Each is
read by a process that has little memory.
"""

import functools
from collections.abc import Callable

import pytest

from tesela.codecs import jsonld, leaves
from tesela.model.report import Report
from tesela.text.errors import TeselaError
from tesela.verify import verify, verify_presentation
from tests.fuzz import hostile
from tests.fuzz.test_bombs import answered
from tests.samples import NOW

FAR_OVER = {name: made for name, made in hostile.HOSTILE.items() if "just allowed" not in name}
REFUSED = {
    "lists in lists": "json.too_deep",
    "objects in objects": "json.too_deep",
    "a number of a million digits": "json.number",
    "doubled members": "json.doubled_member",
    "cut short": "json.invalid",
    "disclosures": "sdjwt.too_many",
    "a token of members": "input.unknown",
    "a token's header": "json.too_large",
    "a token of dots": "input.unknown",
    "a token of tildes": "sdjwt.too_many",
}
"""There is no report on these."""
TOO_MANY = {
    "jsonld.too_many": (
        "numbers",
        "100,000 members",
        "the same text",
        "evidence",
        "evidence, signed as text",
        "evidence, each of another shape",
        "types",
        "the same type",
        "types with contexts",
        "languages",
        "relations",
        "many equal nodes",
        "nodes without names",
        "status entries",
        "endorsements",
    ),
    "jsonld.too_many_contexts": ("contexts", "the same contexts"),
}
"""What the step says that looks at the meaning of each member."""


def judged(way: Callable[..., object], data: bytes) -> object:
    return way(data, at=NOW)


@pytest.mark.parametrize("name", FAR_OVER)
def test_there_is_an_answer(name: str) -> None:
    data = FAR_OVER[name]()
    assert len(data) <= hostile.LARGEST
    found = answered(functools.partial(judged, verify), data)
    if name in REFUSED:
        assert found == REFUSED[name]
    elif name != "brackets inside texts":  # an honest badge with a long name
        assert found in ("invalid", "indeterminate")


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for code, names in TOO_MANY.items() for name in names]
)
def test_what_is_too_much_is_said(name: str, code: str) -> None:
    (meaning,) = [check for check in _report(FAR_OVER[name]()).checks if check.id == "meaning"]
    assert meaning.problem is not None
    assert meaning.problem.code == code


def _report(data: bytes) -> Report:
    return verify(data, at=NOW)


@pytest.mark.parametrize("name", hostile.PRESENTED)
def test_presentations_are_answered(name: str) -> None:
    assert answered(functools.partial(judged, verify_presentation), hostile.PRESENTED[name]()) in (
        "invalid",
        "indeterminate",
        "jsonld.too_many",
    )


@pytest.mark.parametrize(
    ("made", "most"),
    [
        (lambda n: hostile.badge(name=["x"] * n), leaves.MOST_VALUES),
        (
            lambda n: hostile.badge(evidence=[{"id": f"urn:x:{i}"} for i in range(n)]),
            leaves.MOST_NODES,
        ),
        (lambda n: hostile.badge(type=["VerifiableCredential"] * n), leaves.MOST_TYPES),
        (lambda n: hostile.endorsed(0, n), leaves.MOST_INSIDE),
    ],
    ids=["values", "nodes", "types", "documents inside"],
)
def test_the_bounds_are_where_they_are_said_to_be(made: Callable[..., dict], most: int) -> None:
    few = leaves.Leaves()
    few.walk(made(1))
    already = {
        leaves.MOST_VALUES: len(few.values),
        leaves.MOST_NODES: few.nodes,
    }.get(most, 1)
    leaves.Leaves().walk(made(most - already + 1))
    with pytest.raises(TeselaError) as caught:
        leaves.Leaves().walk(made(most - already + 2))
    assert caught.value.code == "jsonld.too_many"
    assert caught.value.problem.data["maximum"] == most


def test_as_many_contexts_as_are_read() -> None:
    document = hostile.badge()
    both = document["@context"]
    document["@context"] = both * (leaves.MOST_CONTEXTS // 2)
    assert jsonld.canonical_quads(document) == jsonld.canonical_quads(hostile.badge())
    document["@context"] += both[:1]
    with pytest.raises(TeselaError) as caught:
        jsonld.canonical_quads(document)
    assert caught.value.code == "jsonld.too_many_contexts"
