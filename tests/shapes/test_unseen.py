"""Documents of shapes never seen: put together from known places, or read by the full processor.

Either way the statements are the same, and what the one refuses the other refuses.
"""

from typing import Any

import pytest

from tesela.codecs import jsonld
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.codecs.recent import Recent
from tesela.shapes import compiled, known_places, learning
from tesela.shapes.known_places import KnownPlaces
from tesela.shapes.places import Text
from tesela.shapes.rechecking import Rechecking
from tesela.shapes.spelling import Spellings
from tesela.text.errors import TeselaError
from tests.shapes.generated_shapes import ODD, badges, odd_contexts, oddities

Json = dict[str, Any]
PARTS = 4


def said(way: Any, document: Json, contexts: ContextSet) -> str:
    """The statements, or the code of the refusal."""
    try:
        text: str = way(document, contexts)
    except TeselaError as error:
        return error.code
    return text


@pytest.fixture(autouse=True)
def _nothing_is_known_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever other tests have shown to this process."""
    monkeypatch.setattr(compiled, "_PLACES", KnownPlaces())
    monkeypatch.setattr(compiled, "_SEEN", Recent(512))
    monkeypatch.setattr(compiled, "_COMPILED", Recent(256))
    monkeypatch.setattr(compiled, "_SPELLINGS", Spellings(256))


@pytest.mark.parametrize("part", range(PARTS))
def test_badges_of_new_shapes(part: int) -> None:
    _compare(badges(part, 150), BUNDLED)


@pytest.mark.parametrize("part", range(PARTS))
def test_oddities(part: int) -> None:
    _compare(oddities(part, 350), odd_contexts())


def _compare(documents: Any, contexts: ContextSet) -> None:
    """The first time put together, the second time compiled; and some of both really happen."""
    accepted = put_together = 0
    for document in documents:
        full = said(jsonld.canonical_quads, document, contexts)
        known = is_known(compiled._PLACES, document, contexts)
        assert said(compiled.canonical_quads, document, contexts) == full
        assert said(compiled._canonical, document, contexts) == full  # not the remembered answer
        accepted += "." in full and full.endswith("\n")
        put_together += known
    assert accepted > 20
    assert put_together > 10


def person(**members: Any) -> Json:
    return {"@context": [ODD], "id": "urn:x:1", "type": ["Person"], **members}


def known(*documents: Json, contexts: ContextSet) -> KnownPlaces:
    """A memory that learned from these."""
    made = KnownPlaces()
    for document in (documents[0], *documents):  # the first one is never learned from
        _, meant = jsonld.shape_of(document, contexts)
        jsonld.canonical_quads(document, contexts)
        made.learn(document, contexts, meant)
    return made


def is_known(places: KnownPlaces, document: Json, contexts: ContextSet) -> bool:
    try:
        _, meant = jsonld.shape_of(document, contexts)
    except TeselaError:
        return False
    return places.statements(document, meant) is not None


def test_what_was_learned_in_two_documents_serves_a_third() -> None:
    contexts = odd_contexts()
    places = known(
        person(name="a", share=1.5), person(title={"en": "b"}, steps=["c", "d"]), contexts=contexts
    )
    assert is_known(places, person(steps=["x"], share=-2.25, name=["y", "z"][0]), contexts)
    assert is_known(places, person(title={"en": "b"}, share=7.5), contexts)


@pytest.mark.parametrize(
    "other",
    [
        person(name=["a"]),  # in a list
        person(name={"@value": "a", "@language": "en"}),
        person(share=2),  # an integer, not a fraction
        person(share=2.0),
        person(title={"de": "b"}),  # another language
        person(note="a"),  # another member
        person(name="a") | {"type": "Person"},  # the type written otherwise
        person(name="a") | {"type": ["Course"]},
        person(name="a") | {"@context": ODD},  # the context written otherwise
        {name: value for name, value in person(name="a").items() if name != "id"},
        person(inner={"name": "a"}),  # the member elsewhere
        person(kind="Course"),  # another term
        person(kind="https://a.example/1", name={"@value": "a", "@index": "i"}),
    ],
)
def test_a_place_is_the_whole_way_to_it(other: Json) -> None:
    contexts = odd_contexts()
    honest = person(name="a", share=1.5, title={"en": "b"}, kind="Person")
    places = known(honest, contexts=contexts)
    assert is_known(places, honest, contexts)
    assert not is_known(places, other, contexts)


def test_what_is_no_address_is_left_to_the_processor() -> None:
    contexts = odd_contexts()
    places = known(person(link="https://a.example/1"), contexts=contexts)
    assert is_known(places, person(link="urn:x:other"), contexts)
    for odd in ("relative", "ex:thing", "Person", "https://a b", "ftp://a.example"):
        assert not is_known(places, person(link=odd), contexts)
        assert not is_known(places, person(link="urn:x:2") | {"id": odd}, contexts)


@pytest.mark.parametrize(
    "document",
    [
        person(raw={"a": "b"}),
        person(claims={"type": "Person", "name": "a"}),
        person(beside={"type": "Person", "name": "a"}),
        person(indexed={"a": {"type": "Person", "name": "x"}}),
        person(name="x", share=[2, 2.5], steps=[1]),
    ],
)
def test_places_of_another_kind_are_never_learned(document: Json) -> None:
    contexts = odd_contexts()
    try:
        jsonld.canonical_quads(document, contexts)
    except TeselaError:
        return  # safe mode refuses some of them anyhow
    with pytest.raises(learning.NotLearnableError):
        learning.learned(document, contexts)


def test_contexts_that_take_addresses_for_terms_are_never_learned_from() -> None:
    for name, definition in (
        ("urn", "https://a.example/"),
        ("tag", {"@id": "https://a.example/", "@prefix": True}),
        ("https://a.example/1", "https://b.example/"),
    ):
        contexts = BUNDLED.with_extra({ODD: {"n": "https://a.example/n", name: definition}})
        with pytest.raises(learning.NotLearnableError):
            learning.learned({"@context": ODD, "n": "x"}, contexts)


def test_what_was_learned_wrongly_is_not_certified() -> None:
    contexts = odd_contexts()
    document = person(name="a", part=["b"])
    root = learning.learned(document, contexts)
    assert learning.certified(document, contexts, root)
    for key in (("name", False), ("part", True)):
        right = root.members[key]
        assert isinstance(right, Text)
        root.members[key] = right._replace(predicate="<https://wrong.example/>")
        assert not learning.certified(document, contexts, root)
        root.members[key] = right._replace(suffix="@en")
        assert not learning.certified(document, contexts, root)
        root.members[key] = right


def test_a_difference_found_later_ends_it(
    monkeypatch: pytest.MonkeyPatch, rechecking: Rechecking
) -> None:
    rechecking.settle(verifying=1)
    contexts = odd_contexts()
    document = person(name="a")
    places = known(document, contexts=contexts)
    monkeypatch.setattr(compiled, "_PLACES", places)
    _, meant = jsonld.shape_of(document, contexts)
    (root,) = places._known.get_or_make(meant, lambda: None).outermost.values()
    root.members[("name", False)] = Text("<https://wrong.example/>", "")
    assert compiled.canonical_quads(document, contexts) == jsonld.canonical_quads(
        document, contexts
    )
    assert not is_known(places, document, contexts)


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_places, "MOST_PLACES", 3)
    contexts = odd_contexts()
    one, two = person(name="a", share=1.5), person(title={"en": "b"})
    places = known(one, two, contexts=contexts)
    assert is_known(places, two, contexts)
    assert not is_known(places, one, contexts)


def test_one_document_alone_is_not_learned_from() -> None:
    contexts = odd_contexts()
    places, document = KnownPlaces(), person(name="a")
    _, meant = jsonld.shape_of(document, contexts)
    places.learn(document, contexts, meant)
    assert not is_known(places, document, contexts)


def test_a_number_and_its_digits_are_two_shapes() -> None:
    """`kind` holds terms: the number is a value, the text would be a relative address."""
    contexts = odd_contexts()
    for name in ("a", "b", "c"):
        number = person(kind=0, name=name)
        assert said(compiled.canonical_quads, number, contexts) == jsonld.canonical_quads(
            number, contexts
        )
    assert said(compiled.canonical_quads, person(kind="0", name="d"), contexts) == (
        "jsonld.not_covered"
    )
