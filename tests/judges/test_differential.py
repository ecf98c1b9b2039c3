"""Our canonical statements are those of PyLD and of jsonld.js, and no processor knows more.

Where we read a document, all three agree byte for byte. Where jsonld.js in safe mode reads one
and we do not, it must be for a reason that stands in `STRICTER`.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela import shapes
from tesela.codecs.contexts import BUNDLED, ContextSet, known_urls
from tesela.codecs.jsonld import canonical_quads
from tesela.text.errors import TeselaError
from tests.judges import pyld_reader
from tests.judges.documents import BADGES, BADGES_DRAWN, CREDENTIALS, DOCUMENTS, TEXTS
from tests.judges.node_judge import RefusedError
from tests.published import EXTRA, load, with_published
from tests.shapes.generated import documents

Json = Any

STRICTER = {
    "jsonld.context_inline": "definitions of one's own could mean anything; a credential inside a "
    "presentation, which may bring contexts, is read by itself",
    "jsonld.context_missing": "without contexts nothing has a published meaning",
    "jsonld.unknown_context": "we carry fewer contexts than the npm packages",
    "jsonld.empty": "null and empty lists make no statement, so no signature covers them",
    "jsonld.not_a_term": "under its address or keyword a member is overlooked by readers",
    "jsonld.described_twice": "in a second description of the document a member is overlooked",
    "jsonld.control_character": "URDNA2015 and RDFC-1.0 escape control characters differently",
    "jsonld.number": "processors write very small, great or long numbers differently",
    "jsonld.types_together": "of two types with contexts of their own, one of which also stands alone, pyoxigraph applies one",
    "jsonld.nested_list": "in a list that is one for JSON-LD, processors read them differently",
    "jsonld.keyword": "@index and @direction make no statement; the others hide members",
}
"""Our code → why we refuse what jsonld.js reads in safe mode."""

UNREAD = {
    "presentation-missing-base-context-fail.json": "@vocab invents a meaning for its only type",
}
"""Published document → why we refuse what jsonld.js reads, where no rule of ours says so."""

UNUSABLE = {
    "cnf": "pyoxigraph takes no text where the scope redefines protected terms",
    "verifiableCredential": "a credential in a presentation is read by itself",
}
"""Term → why we refuse its every use."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_three_processors_agree_on_what_we_sign(node_judge, foreign_contexts, name):
    document = DOCUMENTS[name]()
    ours = canonical_quads(document)
    assert ours == pyld_reader.quads(document, foreign_contexts)
    assert ours == node_judge.quads(document)


def test_three_processors_agree_on_drawn_badges(node_judge, foreign_contexts):
    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(BADGES_DRAWN)
    def agree(document):
        ours = canonical_quads(document)
        assert ours == pyld_reader.quads(document, foreign_contexts)
        assert ours == node_judge.quads(document)

    agree()


def test_three_processors_agree_with_compiled_shapes(node_judge, foreign_contexts):
    for document in documents(4711, 150):
        fast = shapes.canonical_quads(document)
        assert fast == pyld_reader.quads(document, foreign_contexts)
        assert fast == node_judge.quads(document)


# Values of every JSON-LD form, also ones that nobody should write.

_SCALARS = st.one_of(
    TEXTS,
    st.text(max_size=4),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(-1e8, 1e8, width=32),
    st.decimals(-1000, 1000, places=2).map(float),
    st.sampled_from(("https://issuer.example/a b", "relative", "urn:x:1", "_:b1", "name", "xsd:x")),
)
_TAGS = st.sampled_from(("de", "DE-at", "x-private", "en_US", "not a tag", ""))
_TYPES = st.sampled_from(
    (["Achievement"], "Image", ["Criteria", "Unknown"], "https://example.org/T", "relative")
)


def _statement(value: Json) -> str:
    """Equal where two numbers make the same statement: then one of them makes none."""
    plain = float(value) if isinstance(value, int | float) and value in (0, 1) else value
    return json.dumps(plain, sort_keys=True)


_VALUES = st.recursive(
    st.one_of(
        _SCALARS,
        st.fixed_dictionaries({"@value": TEXTS, "@language": _TAGS}),
        st.fixed_dictionaries({"@value": _SCALARS}),
        st.none(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3, unique_by=_statement),
        st.fixed_dictionaries(
            {"@list": st.lists(inner, min_size=1, max_size=2, unique_by=_statement)}
        ),
        st.fixed_dictionaries(
            {"@set": st.lists(inner, min_size=1, max_size=2, unique_by=_statement)}
        ),
        st.fixed_dictionaries(
            {},
            optional={
                "id": _SCALARS,
                "@id": _SCALARS,
                "type": _TYPES,
                "name": inner,
                "tag": inner,
                "allowedValue": inner,
                "https://schema.org/name": inner,
                "unknown": inner,
                "@index": TEXTS,
            },
        ),
    ),
    max_leaves=4,
)
_ODD = st.fixed_dictionaries(
    {
        "@context": st.just([CREDENTIALS, BADGES]),
        "type": st.just(["VerifiableCredential"]),
        "credentialSubject": st.fixed_dictionaries(
            {"type": st.just(["AchievementSubject"])},
            optional={
                "id": _SCALARS,
                "name": _VALUES,
                "image": _VALUES,
                "identifier": _VALUES,
                "creditsEarned": _VALUES,
                "achievement": _VALUES,
            },
        ),
    }
)


@st.composite
def _odd_documents(draw: st.DrawFn) -> Json:
    return draw(_ODD)


def test_where_jsonld_js_reads_an_odd_document_we_agree_or_say_why_not(
    node_judge, foreign_contexts
):
    read = []

    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(_odd_documents())
    def agree(document):
        theirs = _theirs(node_judge, document)
        ours, code = _ours(document)
        if code is None:
            read.append(document)
            assert ours == theirs
            assert ours == pyld_reader.quads(document, foreign_contexts)
        elif theirs is not None:
            assert code in STRICTER

    agree()
    assert len(read) > 20, "the drawn documents are too odd to compare anything"


def _theirs(node_judge, document: Mapping[str, Json]) -> str | None:
    try:
        return node_judge.quads(document)
    except RefusedError:
        return None


def _ours(document: Mapping[str, Json], contexts=BUNDLED) -> tuple[str | None, str | None]:
    try:
        return canonical_quads(document, contexts), None
    except TeselaError as error:
        return None, error.code


@pytest.mark.parametrize("folder", ["vcdm2", "openbadges", "di-eddsa"])
def test_three_processors_agree_on_published_documents(
    standards: Path, node_judge, foreign_contexts, folder
):
    shelf = standards / "vectors/contexts"
    extra = {url: load(shelf / name) for url, name in EXTRA.items()}
    contexts = with_published(standards)
    compared = 0
    for path in sorted((standards / "vectors" / folder).rglob("*.json")):
        document = load(path)
        if not isinstance(document, dict) or "@context" not in document:
            continue
        bare = {name: member for name, member in document.items() if name != "proof"}
        ours, code = _ours(bare, contexts)
        answer = node_judge.ask("canonize", document=bare, known=extra)
        theirs = answer.get("nquads")
        if code is None:
            compared += 1
            assert ours == theirs, path.name
            assert ours == pyld_reader.quads(bare, {**foreign_contexts, **extra}), path.name
        elif theirs is not None and path.name not in UNREAD:
            assert code in STRICTER, path.name
    assert compared > 5


# Safe mode, term by term.


def _places(context: Mapping[str, Json], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where terms are defined: a term, or the terms in whose scopes it stands and itself."""
    for name, definition in context.items():
        if name.startswith("@") or definition in ("@id", "@type"):
            continue
        yield (*path, name)
        scope = definition.get("@context") if isinstance(definition, dict) else None
        if isinstance(scope, dict):
            yield from _places(scope, (*path, name))


def _uses(path: tuple[str, ...]) -> Iterator[dict[str, Json]]:
    """Nodes that use the last term: as a property, as a type, as a value of the one before."""
    *scopes, term = path
    if not scopes:
        yield {"id": "urn:x:0", term: "urn:x:1"}
        yield {"id": "urn:x:0", "type": [term]}
        return
    yield from (
        node
        for inner in _uses((term,))
        for node in _in_scopes(scopes, {name: inner[name] for name in inner if name != "id"})
    )
    if len(scopes) == 1:
        yield {"id": "urn:x:0", scopes[0]: term}
    else:
        yield from _in_scopes(scopes[:-1], {scopes[-1]: term})


def _in_scopes(scopes: list[str], members: dict[str, Json]) -> Iterator[dict[str, Json]]:
    """`members` inside terms that are types of their node, or properties that lead to it."""
    for ways in product((True, False), repeat=len(scopes)):
        node = dict(members)
        for scope, is_type in zip(reversed(scopes), reversed(ways), strict=True):
            if is_type:
                types = [*node.pop("type", []), scope]
                node = {"type": types, **node}
            else:
                node = {scope: node}
        yield {"id": "urn:x:0", **node}


def _without(context: Mapping[str, Json], term: str) -> dict[str, Json]:
    """`context` in which `term` is defined nowhere."""
    left = {}
    for name, definition in context.items():
        if name == term:
            continue
        scope = definition.get("@context") if isinstance(definition, dict) else None
        inside = {"@context": _without(scope, term)} if isinstance(scope, dict) else {}
        left[name] = {**definition, **inside} if inside else definition
    return left


@pytest.mark.parametrize("url", known_urls())
def test_a_term_that_is_taken_out_of_a_context_is_missed(url):
    """With a term a document that uses it is read, without the term it is refused."""
    before, named = "https://before.example/", "https://context.example/"
    # Some contexts come behind one that gives the keywords their names.
    names = {} if "id" in BUNDLED[url] else {"id": "@id", "type": "@type"}
    around = BUNDLED.with_extra({before: names})
    whole = around.with_extra({named: BUNDLED[url]})
    unused, overlooked = set(), []
    for path in _places(BUNDLED[url]):
        documents = [{"@context": [before, named], **node} for node in _uses(path)]
        read = [document for document in documents if _means(path[-1], document, whole)]
        unused |= set() if read else {path[-1]}
        left = around.with_extra({named: _without(BUNDLED[url], path[-1])})
        overlooked += [document for document in read if _ours(document, left)[1] is None]
    assert overlooked == []
    assert unused <= UNUSABLE.keys()


def _means(term: str, document: Mapping[str, Json], contexts: ContextSet) -> bool:
    """Whether the document is read, and not with the term as a mere text."""
    quads, _ = _ours(document, contexts)
    return quads is not None and f'"{term}"' not in quads
