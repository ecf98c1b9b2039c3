"""Nothing below a term that no context defines is taken for covered, whatever its shape.

pyoxigraph drops such a term, but keeps some of what stands below it: the types of a node and the
cells of a list stay behind as statements that nothing leads to.
"""

from typing import Any

import pytest

from tesela.codecs import jsonld
from tesela.codecs.contexts import BUNDLED
from tesela.codecs.jsonld import canonical_quads
from tesela.text.errors import TeselaError
from tests.judges import pyld_reader

BELOW = {
    "text": "x",
    "text in a list": ["x"],
    "empty node": {},
    "node with identity": {"id": "urn:x:1"},
    "node of a known type": {"type": ["Achievement"]},
    "node of a known type, with identity": {"id": "urn:x:1", "type": ["Achievement"]},
    "node with an ordered list": {"type": ["ResultDescription"], "allowedValue": ["x", "y"]},
    "node below another unknown term": {"unknown": {"type": ["Achievement"]}},
    "node with a known term": {"type": ["Achievement"], "name": "x"},
}


def badge(**members: object) -> dict[str, Any]:
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"type": ["AchievementSubject"], "name": "Ana", **members},
    }


@pytest.mark.parametrize("below", BELOW)
def test_what_stands_below_an_unknown_term_is_refused(below: str) -> None:
    for document in (badge(unknown=BELOW[below]), {**badge(), "unknown": BELOW[below]}):
        with pytest.raises(TeselaError) as caught:
            canonical_quads(document)
        assert caught.value.code == "jsonld.not_covered"


@pytest.mark.parametrize("below", [{"id": "urn:x:1"}, {"type": ["Achievement"], "name": "x"}])
def test_the_same_below_a_known_term_is_read(below: object) -> None:
    assert canonical_quads(badge(achievement=below))


BOTH = {"type": ["Achievement", "Related"], "name": "x", "version": "1"}


def test_two_types_with_contexts_of_their_own_are_read_as_pyld_reads_them() -> None:
    """pyoxigraph 0.5.13 alone would apply the last one only (`contexts.together`)."""
    document = badge(achievement=BOTH)
    published = {url: {"@context": BUNDLED[url]} for url in BUNDLED}
    assert canonical_quads(document) == pyld_reader.quads(document, published)


def test_two_such_types_that_also_stand_alone_are_refused_rather_than_misread() -> None:
    alone = {"type": ["Related"], "id": "urn:x:1", "version": "1"}
    document = badge(achievement={**BOTH, "related": alone})
    with pytest.raises(TeselaError) as caught:
        canonical_quads(document)
    assert caught.value.code == "jsonld.types_together"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([["x"]], "jsonld.nested_list"),
        ({"@list": ["x"]}, "jsonld.keyword"),
        ({"@set": ["x"]}, "jsonld.keyword"),
        ({"@graph": [{"name": "x"}]}, "jsonld.keyword"),
    ],
)
def test_forms_that_programs_read_differently_are_refused(value: object, code: str) -> None:
    with pytest.raises(TeselaError) as caught:
        canonical_quads(badge(role=value))
    assert caught.value.code == code


@pytest.mark.parametrize(
    "large",
    [
        {"evidence": [{"type": "Evidence", "name": f"{at}"} for at in range(700)]},
        {"evidence": {"type": "Evidence", "id": "https://é.example/" + "y" * 20_000}},
    ],
    ids=["shape", "address that belongs to the shape"],
)
def test_of_what_is_large_little_is_remembered(large: Any) -> None:
    document = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": "urn:x:issuer",
        **large,
    }
    canonical_quads(document)
    reading = jsonld.read(document)
    assert jsonld._LARGE.patterns.get((False, reading.key)) is reading.pattern
    assert jsonld._SMALL.patterns.get((False, reading.key)) is None
