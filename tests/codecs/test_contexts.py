"""Our contexts mean what the published ones mean, and hold only what we support."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from pyld.documentloader.frozen import BUNDLED_CONTEXTS

from tesela.codecs.contexts import BUNDLED, ContextSet, context, known_urls, published_sha256
from tesela.codecs.contexts.builder import build
from tesela.text.errors import TeselaError
from tests.codecs import context_equivalence as equivalence
from tests.node_packages import UnavailableError, install

OB = "https://purl.imsglobal.org/spec/ob/v3p0"
CREDENTIALS_2 = "https://www.w3.org/ns/credentials/v2"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
IN_STANDARDS = {
    "https://www.w3.org/2018/credentials/v1": "credentials-v1.jsonld",
    CREDENTIALS_2: "credentials-v2.jsonld",
    f"{OB}/context-3.0.1.json": "ob-v3p0-context-3.0.1.json",
    f"{OB}/context-3.0.2.json": "ob-v3p0-context-3.0.2.json",
    f"{OB}/context-3.0.3.json": "openbadges-3.0.3.json",
    f"{OB}/extensions.json": "ob-v3p0-extensions.json",
    DATA_INTEGRITY: "security-data-integrity-v2.json",
    "https://w3id.org/security/multikey/v1": "security-multikey-v1.json",
}
EDC = "http://data.europa.eu/snb/model/context/edc-ap"
IN_ELM = {EDC: "edc-ap-3.2-lts-github.jsonld"}
IN_PYLD = (
    "https://www.w3.org/2018/credentials/v1",
    CREDENTIALS_2,
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/suites/ed25519-2020/v1",
    "https://w3id.org/security/suites/jws-2020/v1",
)
JUDGES = Path(__file__).parents[1] / "judges"
IN_NPM = {
    "https://w3id.org/vc/status-list/2021/v1": (
        "@digitalbazaar/vc-status-list-context/contexts/vc-status-list-v1.jsonld"
    ),
}
"""Packages that the judges' lock file pins."""
EVERY = [
    *((url, "standards") for url in (*IN_STANDARDS, *IN_ELM)),
    *((url, "PyLD") for url in IN_PYLD),
    *((url, "npm") for url in IN_NPM),
]
SMALL = [
    DATA_INTEGRITY,
    "https://w3id.org/security/multikey/v1",
    "https://www.w3.org/ns/did/v1",
    f"{OB}/extensions.json",
]


def published_file(url: str, source: str, request: pytest.FixtureRequest) -> Path:
    if source == "PyLD":
        return BUNDLED_CONTEXTS[url]
    if source == "npm":
        try:
            install(JUDGES)
        except UnavailableError as reason:
            pytest.skip(str(reason))
        return JUDGES / "node_modules" / IN_NPM[url]
    standards: Path = request.getfixturevalue("standards")
    if url in IN_ELM:
        return standards / "elm" / "context" / IN_ELM[url]
    return standards / "vectors" / "contexts" / IN_STANDARDS[url]


def published(url: str, source: str, request: pytest.FixtureRequest) -> Mapping[str, Any]:
    return json.loads(published_file(url, source, request).read_bytes())["@context"]


def published_anywhere(url: str, request: pytest.FixtureRequest) -> Mapping[str, Any]:
    source = next(source for known, source in reversed(EVERY) if known == url)
    return published(url, source, request)


def test_every_context_is_compared_with_a_published_one() -> None:
    assert set(known_urls()) == {url for url, _ in EVERY}


# The proof of equality


@pytest.mark.parametrize(("url", "source"), EVERY)
def test_every_term_in_every_scope_means_the_same(
    url: str, source: str, request: pytest.FixtureRequest
) -> None:
    assert equivalence.differences(context(url), published(url, source, request)) == []


@pytest.mark.parametrize(("url", "source"), EVERY)
def test_a_document_using_every_term_gives_the_same_statements(
    url: str, source: str, request: pytest.FixtureRequest
) -> None:
    theirs = published(url, source, request)
    document = equivalence.document_using(theirs)
    ours_says = equivalence.statements(document, context(url))
    assert ours_says.count("\n") > len(list(equivalence.places(theirs)))
    assert ours_says == equivalence.statements(document, theirs)


def test_two_contexts_together_give_the_same_or_the_same_refusal(
    request: pytest.FixtureRequest,
) -> None:
    theirs = {url: published_anywhere(url, request) for url in known_urls()}
    refused = 0
    for first in known_urls():
        for second in known_urls():
            together = equivalence.outcome_together(context(first), context(second))
            assert together == equivalence.outcome_together(theirs[first], theirs[second]), (
                first,
                second,
            )
            refused += isinstance(together, equivalence.Refusal)
    assert 0 < refused < len(theirs) ** 2


@pytest.mark.parametrize("url", [url for url, _ in EVERY if url != CREDENTIALS_2])
def test_together_with_the_credentials_context_statements_are_the_same(
    url: str, request: pytest.FixtureRequest
) -> None:
    """As credentials name them: the base context first, then another."""
    theirs = [published_anywhere(CREDENTIALS_2, request), published_anywhere(url, request)]
    ours = [context(CREDENTIALS_2), context(url)]
    document = {"@id": "urn:a", "@type": "VerifiableCredential", "name": "x", "issuer": "urn:b"}
    assert outcome(document, ours) == outcome(document, theirs)


def outcome(document: Mapping[str, Any], contexts: Any) -> str:
    try:
        return equivalence.statements(document, contexts)
    except SyntaxError:
        return "refused"


# The proof can fail


@pytest.mark.parametrize("url", known_urls())
def test_a_missing_term_is_noticed_wherever_it_is_missing(
    url: str, request: pytest.FixtureRequest
) -> None:
    theirs = equivalence.meaning(published_anywhere(url, request))
    for place in equivalence.places(context(url)):
        lacking = equivalence.without(context(url), place)
        assert equivalence.places_apart(equivalence.meaning(lacking), theirs), place


@pytest.mark.parametrize("url", [CREDENTIALS_2, f"{OB}/context-3.0.3.json", *SMALL])
def test_a_missing_term_changes_the_statements(url: str, request: pytest.FixtureRequest) -> None:
    theirs = published_anywhere(url, request)
    document = equivalence.document_using(theirs)
    expected = equivalence.statements(document, theirs)
    for place in equivalence.places(context(url)):
        if not said_outside_too(context(url), place):
            lacking = equivalence.without(context(url), place)
            assert outcome(document, lacking) != expected, place


def said_outside_too(whole: Mapping[str, Any], place: tuple[str, ...]) -> bool:
    """True for a term that a scope only repeats, so that statements do not need it there."""
    said = equivalence.definition_at(whole, place)
    outside = [(*place[:depth], place[-1]) for depth in range(len(place) - 1)]
    known = set(equivalence.places(whole))
    return any(at in known and equivalence.definition_at(whole, at) == said for at in outside)


@pytest.mark.parametrize("url", SMALL)
def test_a_term_said_otherwise_is_noticed(url: str, request: pytest.FixtureRequest) -> None:
    theirs = equivalence.meaning(published_anywhere(url, request))
    for place in equivalence.places(context(url)):
        if place[-1] in ("id", "type"):
            continue
        said = equivalence.definition_at(context(url), place)
        full = {"@id": said} if isinstance(said, str) else dict(said)
        scope = full.get("@context", {})
        for fault, otherwise in {
            "IRI": full | {"@id": "https://other.example/term"},
            "type": full | {"@type": "@vocab" if full.get("@type") == "@id" else "@id"},
            "container": full | {"@container": ["@graph", "@set"]},
            "language": {**without_type(full), "@language": "en"},
            "reverse": {"@reverse": full["@id"]},
            "protected": full | {"@protected": not context(url).get("@protected", False)},
            "prefix": full | {"@prefix": True},
            "cleared": full | {"@context": None},
            "scope": full | {"@context": scope | {"more": "https://other.example/more"}},
            "propagate": full | {"@context": scope | {"@propagate": False}},
        }.items():
            changed = equivalence.with_definition(context(url), place, otherwise)
            assert equivalence.places_apart(equivalence.meaning(changed), theirs), (place, fault)


def without_type(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in definition.items() if name != "@type"}


# What our contexts may hold: safe mode in `tesela.codecs.jsonld` relies on it


def scopes(whole: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield whole
    for definition in whole.values():
        if isinstance(definition, Mapping) and definition.get("@context") is not None:
            yield from scopes(definition["@context"])


def definitions(url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for scope in scopes(context(url)):
        for name, definition in scope.items():
            if not name.startswith("@"):
                yield name, {"@id": definition} if isinstance(definition, str) else definition


@pytest.mark.parametrize("url", known_urls())
def test_only_supported_features_of_json_ld_occur(url: str) -> None:
    for scope in scopes(context(url)):
        assert isinstance(scope, dict), "a scope is written out, never an address or a list"
        assert {name for name in scope if name.startswith("@")} <= {"@protected", "@version"}
    for name, definition in definitions(url):
        assert definition.keys() <= {"@id", "@type", "@container", "@context"}, name
        if definition["@id"].startswith("@"):
            assert definition in ({"@id": "@id"}, {"@id": "@type"}), name
            assert name == definition["@id"][1:], "id and type are the only aliases"
        else:
            assert re.match(r"[a-z]+:", definition["@id"]), name
        of = definition.get("@type", "@id")
        assert of in ("@id", "@vocab", "@json") or re.match(r"[a-z]+:", of), name
        assert definition.get("@container", "@set") in ("@set", "@list", "@graph", "@language"), (
            name
        )


def test_rare_features_stand_only_where_the_facts_force_them() -> None:
    found: dict[str, set[str]] = {"@list": set(), "@json": set(), "@vocab": set(), "cleared": set()}
    graphs, schemes = set(), set()
    for url in known_urls():
        for name, definition in definitions(url):
            for value in (definition.get("@container"), definition.get("@type")):
                if value in found:
                    found[value].add(name)
            if "@context" in definition and definition["@context"] is None:
                found["cleared"].add(name)
            if definition.get("@container") == "@graph":
                graphs.add(name)
            for iri in (definition["@id"], definition.get("@type", "")):
                if iri and not iri.startswith(("https:", "http:", "@")):
                    schemes.add(f"{url.rpartition('/')[2]} {iri.partition(':')[0]}")
    assert found == {
        "@list": {"allowedValue"},
        "@json": {"_sd", "jsonSchema", "jwk", "privateKeyJwk", "publicKeyJwk"},
        "@vocab": {"proofPurpose"},
        "cleared": {"verifiableCredential"},
    }
    assert graphs == {"proof", "verifiableCredential"}
    assert schemes == {"v1 sec", "v1 xsd", "context-3.0.3.json xsd", "edc-ap clv"}, (
        "prefixes never declared, or none"
    )


# Our tables are not the published files


def tables() -> dict[str, bytes]:
    here = resources.files("tesela.codecs.contexts")
    return {file.name: file.read_bytes() for file in here.iterdir() if file.name.endswith(".terms")}


def test_tables_are_no_copies_and_small() -> None:
    digests = {digest for url in known_urls() for digest in published_sha256(url)}
    assert len(tables()) == 7
    for name, data in tables().items():
        assert hashlib.sha256(data).hexdigest() not in digests, name
        with pytest.raises(json.JSONDecodeError):
            json.loads(data)
    for url in known_urls():
        for indent in (None, 2, 4):
            text = json.dumps({"@context": context(url)}, indent=indent, ensure_ascii=False)
            for end in ("", "\n"):
                assert hashlib.sha256((text + end).encode()).hexdigest() not in digests, url
    assert sum(map(len, tables().values())) < 30_000, "read in milliseconds, once a process"
    assert context(CREDENTIALS_2) is context(CREDENTIALS_2)


@pytest.mark.parametrize("url", [*IN_STANDARDS, *IN_ELM])
def test_published_digest_is_that_of_the_published_file(
    url: str, request: pytest.FixtureRequest
) -> None:
    data = published_file(url, "standards", request).read_bytes()
    assert hashlib.sha256(data).hexdigest() in published_sha256(url)


def test_no_digest_is_claimed_for_a_file_that_is_not_known() -> None:
    assert published_sha256("https://other.example/context") == frozenset()
    assert all(re.fullmatch("[0-9a-f]{64}", d) for u in known_urls() for d in published_sha256(u))


# Asking for contexts


def test_an_unknown_context_is_an_error_that_names_it() -> None:
    with pytest.raises(TeselaError) as caught:
        context("https://other.example/context")
    assert caught.value.code == "jsonld.unknown_context"
    assert "https://other.example/context" in str(caught.value)


def test_a_caller_may_bring_more_contexts_but_replace_none() -> None:
    extra = {"https://other.example/context": {"more": "https://other.example/more"}}
    more = BUNDLED.with_extra(extra)
    assert context("https://other.example/context", more) == extra["https://other.example/context"]
    assert context(CREDENTIALS_2, more) is context(CREDENTIALS_2)
    assert set(more) == {*known_urls(), *extra}
    assert len(more) == len(set(more))
    assert not set(extra) & set(BUNDLED), "the bundled set stays as it is"
    with pytest.raises(ValueError, match="already known"):
        BUNDLED.with_extra({CREDENTIALS_2: {}})
    with pytest.raises(ValueError, match="already known"):
        more.with_extra(extra)


def test_a_set_can_be_the_key_of_a_cache() -> None:
    assert {BUNDLED: "ours", ContextSet(): "another"}[BUNDLED] == "ours"


# Reading tables

HEAD = "@prefix ex https://ex.example/#\n@context https://ex.example/c\n"


def built(rows: str) -> Any:
    return build({"t": HEAD + rows})["https://ex.example/c"].context


def test_names_below_each_are_terms_alike() -> None:
    assert built("  @unprotected\n  @plain\n  @each ex: language\n    a b\n    c\n") == {
        name: {"@id": f"https://ex.example/#{name}", "@container": "@language"} for name in "abc"
    }


def test_rows_become_definitions() -> None:
    rows = """\
  plain   ex:            # a remark
  other   ex:another#x   iri set
  typed   ex:            ^<urn:type>
  pre     <https://ex.example/>  prefix
  Deep    ex:  bare
    inner  ex:
  gone    ex:  cleared
"""
    assert built(rows) == {
        "@protected": True,
        "id": "@id",
        "type": "@type",
        "plain": "https://ex.example/#plain",
        "other": {"@id": "https://ex.example/#another#x", "@type": "@id", "@container": "@set"},
        "typed": {"@id": "https://ex.example/#typed", "@type": "urn:type"},
        "pre": "https://ex.example/",
        "Deep": {
            "@id": "https://ex.example/#Deep",
            "@context": {"@protected": True, "inner": "https://ex.example/#inner"},
        },
        "gone": {"@id": "https://ex.example/#gone", "@context": None},
    }


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("  a", id="no IRI"),
        pytest.param("  a other:", id="unknown prefix"),
        pytest.param("  a ex: iri vocab", id="two types"),
        pytest.param("  a ex: set list", id="two containers"),
        pytest.param("  a ex: irii", id="unknown note"),
        pytest.param("  a ex: ^other:b", id="datatype with unknown prefix"),
        pytest.param("  @include Missing", id="unknown table"),
        pytest.param("  @without a", id="removes what is not there"),
        pytest.param("  @typed ^ex:b a", id="types what is not there"),
        pytest.param("  @within A\n    a ex:", id="changes inside what is not there"),
        pytest.param("  @each ex: iri", id="no names to be terms"),
        pytest.param("  @each other ex:\n    a", id="names below what is no prefix"),
        pytest.param("  @unknown", id="unknown instruction"),
        pytest.param("a ex:", id="row outside a context"),
        pytest.param("@context urn:d from urn:missing", id="unknown base"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(row: str) -> None:
    with pytest.raises(ValueError, match="t, line 3: "):
        built(row)
