"""The controlled lists: what they hold, how they are asked, and that they are Europe's."""

import pickle
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.text.errors import TeselaError
from tesela.vocab import (
    EXTENSION_NAMESPACE,
    LISTS,
    Concept,
    Vocabulary,
    concept_by_uri,
    vocabulary,
    with_official_labels,
)

EVERY_CONCEPT = [concept for name in LISTS for concept in vocabulary(name).concepts]

PUBLISHED_TABLE = {
    "eqf": "eqf",
    "participation": "europass-modes",
    "learning-activity": "europass-learning-activity-types",
    "assessment-type": "europass-learning-assessment-types",
    "quality-assurance": "europass-accreditation-types",
    "isced-f": "isced-f",
    "credit-system": "credit-points",
    "learning-setting": "europass-learning-setting-types",
    "skill-type": "skill-types",
    "skill-reuse-level": "skill-reuse-levels",
    "target-group": "europass-target-groups",
    "nqf": "nqf",
}


def published(standards: Path, table: str) -> tuple[str, dict[str, str]]:
    """The scheme's URI and URI → English label of a published table."""
    head, *rows = (standards / "elm/vocab-tsv" / f"{table}.tsv").read_text("utf-8").splitlines()
    labels = dict(row.split("\t")[:2] for row in rows)
    return head.split("\t")[1], {uri: " ".join(label.split()) for uri, label in labels.items()}


@pytest.mark.parametrize(("name", "table"), PUBLISHED_TABLE.items())
def test_a_list_is_the_published_one(standards: Path, name: str, table: str) -> None:
    scheme, labels = published(standards, table)
    if name == "isced-f":
        labels = {uri: label for uri, label in labels.items() if len(uri.rsplit("/")[-1]) <= 3}
    if name == "nqf":
        labels = {u: label for u, label in labels.items() if not re.search(r"Level|Entry", label)}
    ours = vocabulary(name)
    assert ours.scheme == scheme
    assert {c.uri: c.labels["en"] for c in ours.concepts if c.published} == labels
    assert {c.scheme for c in ours.concepts if c.published} == {scheme}


def test_supervision_has_the_four_published_values(standards: Path) -> None:
    rows = (standards / "elm/vocab-tsv/edci-well-known-concepts.tsv").read_text("utf-8")
    uris = [row.split("\t")[2] for row in rows.splitlines() if row.startswith("supervision\t")]
    assert sorted(uris) == sorted(c.uri for c in vocabulary("supervision").concepts)
    by_uri = {row.split("\t")[2]: row.split("\t")[1] for row in rows.splitlines()}
    for concept in vocabulary("supervision").concepts:
        assert concept.code.replace("identity", "ID").replace("-", " ") == by_uri[concept.uri]


def test_a_european_uri_of_digcomp_occurs_in_the_published_samples(standards: Path) -> None:
    ours = {c.uri for c in vocabulary("digcomp-2.2").concepts if c.published}
    assert len(ours) == 7
    seen: set[str] = set()
    for file in (standards / "elm").rglob("*.json*"):
        seen.update(re.findall(r"http://data\.europa\.eu/snb/dcf/\w+", file.read_text("utf-8")))
    assert ours <= seen


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("eqf", 8),
        ("qf-ehea-cycle", 4),
        ("participation", 6),
        ("assessment-type", 19),
        ("supervision", 4),
        ("quality-assurance", 13),
        ("credit-system", 2),
        ("learning-setting", 3),
        ("skill-type", 3),
        ("skill-reuse-level", 4),
        ("route", 4),
        ("digcomp-2.2", 26),
        ("digcomp-2.2-level", 8),
        ("nqf", 43),
    ],
)
def test_size(name: str, size: int) -> None:
    assert len(vocabulary(name).concepts) == size


def test_digcomp_has_five_areas_and_each_competence_belongs_to_one() -> None:
    concepts = vocabulary("digcomp-2.2").concepts
    per_area = Counter(concept.broader for concept in concepts)
    assert per_area == {None: 5, "1": 3, "2": 6, "3": 4, "4": 4, "5": 4}


def test_eight_levels_of_digcomp_become_four() -> None:
    levels = vocabulary("digcomp-2.2-level").concepts
    assert [c.related["digcomp-3.0-level"] for c in levels] == list("11223344")


def test_cycles_point_at_levels_five_to_eight() -> None:
    cycles = vocabulary("qf-ehea-cycle").concepts
    assert [c.related["eqf"] for c in cycles] == ["5", "6", "7", "8"]
    assert [c.fallback for c in cycles] == [vocabulary("eqf").concept(n).uri for n in "5678"]


def test_codes_are_readable_and_unique() -> None:
    for name in LISTS:
        codes = [concept.code for concept in vocabulary(name).concepts]
        assert len(set(codes)) == len(codes), name
        for code in codes:
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|[1-5]\.[1-6]", code), code
            assert not re.search(r"[0-9a-f]{8}", code), code


def test_a_uri_leads_back_to_its_concept() -> None:
    assert len({concept.uri for concept in EVERY_CONCEPT}) == len(EVERY_CONCEPT)
    for concept in EVERY_CONCEPT:
        assert concept_by_uri(concept.uri) is vocabulary(concept.list).concept(concept.code)


@pytest.mark.parametrize(
    "spelling",
    [
        "https://data.europa.eu/snb/eqf/6",
        "http://publications.europa.eu/resource/authority/snb/eqf/6",
        "https://publications.europa.eu/resource/authority/snb/eqf/6",
    ],
)
def test_older_spellings_of_a_european_uri_are_understood(spelling: str) -> None:
    assert concept_by_uri(spelling) is vocabulary("eqf").concept("6")


@pytest.mark.parametrize(
    "foreign", ["", "http://data.europa.eu/snb/eqf/9", "https://example.org/6"]
)
def test_a_foreign_uri_is_no_concept(foreign: str) -> None:
    assert concept_by_uri(foreign) is None


def test_every_extension_stands_in_our_namespace_with_a_true_fallback_or_none() -> None:
    for concept in EVERY_CONCEPT:
        own = EXTENSION_NAMESPACE + concept.list
        assert (concept.uri == f"{own}/{concept.code}") is (not concept.published)
        if not concept.published:
            assert concept.scheme == own
        if concept.extension:
            assert not concept.published
        for other in (concept.fallback, concept.close_match):
            if other is not None:
                assert concept.extension
                target = concept_by_uri(other)
                assert target is not None
                assert target.published


def test_what_has_no_honest_fallback_says_so() -> None:
    """Attending, being assessed by a peer, or a licence is not what these mean."""
    without = {
        "assessment-type": {"recognition-of-prior-learning", "third-party-testimony"},
        "quality-assurance": {
            "internal-quality-assurance",
            "peer-review",
            "sector-label",
            "iso-21001",
            "iso-29993",
            "iso-iec-17024",
            "eqavet-self-evaluation",
        },
        "learning-setting": {"informal"},
    }
    for name, codes in without.items():
        none = {c.code for c in vocabulary(name).concepts if c.extension and c.fallback is None}
        assert none == codes


def test_broader_is_a_code_of_the_same_list() -> None:
    for concept in EVERY_CONCEPT:
        if concept.broader:
            assert vocabulary(concept.list).get(concept.broader) is not None
    assert vocabulary("isced-f").concept("092").broader == "09"


def test_an_unknown_list_names_the_nearest() -> None:
    with pytest.raises(TeselaError) as raised:
        vocabulary("assesment-types")
    assert raised.value.code == "vocab.unknown_list"
    assert raised.value.problem.data["nearest"] == "assessment-type"


@pytest.mark.parametrize(
    ("name", "written", "nearest"),
    [
        ("assessment-type", "Written exam", "written-examination"),
        ("participation", "Online", "online"),
        ("eqf", "9", None),
        ("digcomp-2.2", "1.9", None),
    ],
)
def test_an_unknown_code_names_the_nearest(name: str, written: str, nearest: str | None) -> None:
    with pytest.raises(TeselaError) as raised:
        vocabulary(name).concept(written)
    problem = raised.value.problem
    assert problem.code == "vocab.unknown_code"
    assert (problem.data["list"], problem.data["code"]) == (name, written)
    assert problem.data["nearest"] in vocabulary(name).codes
    if nearest is not None:
        assert problem.data["nearest"] == nearest
    assert str(problem.data["nearest"]) in problem.fix("en")


@given(st.sampled_from(LISTS), st.text(max_size=40))
def test_any_text_is_a_code_or_unknown(name: str, text: str) -> None:
    found = vocabulary(name).get(text)
    assert (found is not None) is (text in vocabulary(name).codes)
    if found is None:
        with pytest.raises(TeselaError):
            vocabulary(name).concept(text)


def test_official_labels_replace_ours_and_are_marked() -> None:
    ours = vocabulary("participation")
    uri = ours.concept("online").uri
    theirs = with_official_labels(
        ours, {uri: {"fi": "Etäopetus"}, "https://example.org": {"fi": "x"}}
    )
    online = theirs.concept("online")
    assert (online.label("fi"), online.label_origin("fi")) == ("Etäopetus", "eu")
    assert (online.label("sv"), online.label_origin("sv")) == ("Online", "tesela")
    assert ours.concept("online").label_origin("fi") == "tesela"
    assert theirs.concept("blended") == ours.concept("blended")
    assert theirs.codes == ours.codes


def test_a_concept_is_official_when_all_its_labels_are() -> None:
    ours = vocabulary("participation")
    labels = dict(ours.concept("online").labels)
    theirs = with_official_labels(ours, {ours.concept("online").uri: labels})
    assert theirs.concept("online").origin == "eu"
    assert ours.concept("online").origin == "tesela"


def test_a_reader_without_a_label_gets_english() -> None:
    assert (
        vocabulary("nqf").concept("fi").label("mt") == "Finnish National Qualifications Framework"
    )
    assert vocabulary("eqf").concept("3").label("ja", "de-AT") == "Niveau 3"


def test_a_list_knows_its_version_and_source() -> None:
    for name in LISTS:
        the_list: Vocabulary = vocabulary(name)
        assert the_list.name == name
        assert the_list.version
        assert the_list.source


def test_concepts_are_values() -> None:
    concept: Concept = vocabulary("eqf").concept("4")
    assert hash(concept) == hash(vocabulary("eqf").concept("4"))
    assert pickle.loads(pickle.dumps(concept)) == concept
    with pytest.raises(AttributeError):
        concept.code = "5"  # type: ignore[misc]


def test_importing_the_lists_loads_neither_names_of_places_nor_any_list() -> None:
    probe = (
        "import sys, tesela.vocab, tesela.vocab.lists as lists;"
        "print('babel' in sys.modules, lists.vocabulary.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "0"]
