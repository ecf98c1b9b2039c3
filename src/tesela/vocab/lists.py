"""The controlled lists by name, read from `vocab/data` when first asked for.

A new list is one file in `data` and one line in `LISTS`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, cached_property
from importlib import resources
from typing import Any

from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.vocab.concepts import EXTENSION_NAMESPACE, Concept

LISTS = (
    "access-mode",
    "accessibility-feature",
    "assessment-type",
    "credit-system",
    "digcomp-2.2",
    "digcomp-2.2-level",
    "eqf",
    "isced-f",
    "learning-activity",
    "learning-setting",
    "nqf",
    "participation",
    "qf-ehea-cycle",
    "quality-assurance",
    "route",
    "skill-reuse-level",
    "skill-type",
    "supervision",
    "target-group",
)

_EUROPEAN = "http://data.europa.eu/"
_OTHER_SPELLINGS = (
    "https://data.europa.eu/",
    "https://publications.europa.eu/resource/authority/",
    "http://publications.europa.eu/resource/authority/",
)


@dataclass(frozen=True)
class Vocabulary:
    """One controlled list: its concepts in the list's own order.

    `scheme` is the URI of the published concept scheme, or of ours where there
    is none; `version` names the snapshot, `source` where it comes from.
    """

    name: str
    scheme: str
    version: str
    source: str
    concepts: tuple[Concept, ...]

    @cached_property
    def _by_code(self) -> Mapping[str, Concept]:
        return {concept.code: concept for concept in self.concepts}

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the list's own order."""
        return tuple(self._by_code)

    def get(self, code: str) -> Concept | None:
        """The concept with this code, or None."""
        return self._by_code.get(code)

    def concept(self, code: str) -> Concept:
        """The concept with this code.

        Raises TeselaError `vocab.unknown_code`, which names the nearest code.
        """
        if found := self._by_code.get(code):
            return found
        written = code.strip().lower().replace(" ", "-").replace("_", "-")
        nearest = get_close_matches(written, self.codes, n=1, cutoff=0.0)
        raise TeselaError("vocab.unknown_code", list=self.name, code=code, nearest=nearest[0])


@cache
def vocabulary(name: str) -> Vocabulary:
    """The controlled list of this name.

    Raises TeselaError `vocab.unknown_list`, which names the nearest list.
    """
    if name not in LISTS:
        nearest = get_close_matches(name, LISTS, n=1, cutoff=0.0)
        raise TeselaError("vocab.unknown_list", list=name, nearest=nearest[0])
    file = resources.files("tesela.vocab") / "data" / f"{name}.json"
    return _read(json.loads(file.read_text("utf-8")))


def concept_by_uri(uri: str) -> Concept | None:
    """The concept with this URI in any list, or None.

    The spellings of European URIs that older software writes (https, or the
    Publications Office's authority path) are understood too.
    """
    by_uri = _all_by_uri()
    if found := by_uri.get(uri):
        return found
    for spelling in _OTHER_SPELLINGS:
        if uri.startswith(spelling):
            return by_uri.get(_EUROPEAN + uri.removeprefix(spelling))
    return None


def with_official_labels(
    vocabulary: Vocabulary, official: Mapping[str, Mapping[str, str]]
) -> Vocabulary:
    """The list with official labels (URI → language → label) in place of ours.

    The labels named are marked as the institutions' own; all others stay. URIs
    that are not in the list are passed over.
    """
    return replace(
        vocabulary,
        concepts=tuple(
            _relabelled(concept, official[concept.uri]) if official.get(concept.uri) else concept
            for concept in vocabulary.concepts
        ),
    )


def _relabelled(concept: Concept, official: Mapping[str, str]) -> Concept:
    return replace(
        concept,
        labels=LocalizedText({**concept.labels, **official}),
        official_languages=concept.official_languages | set(official),
    )


@cache
def _all_by_uri() -> Mapping[str, Concept]:
    return {concept.uri: concept for name in LISTS for concept in vocabulary(name).concepts}


def _read(data: Mapping[str, Any]) -> Vocabulary:
    own_scheme = EXTENSION_NAMESPACE + data["list"]
    common: frozenset[str] = frozenset(data["labels_official_in"])
    return Vocabulary(
        name=data["list"],
        scheme=data["scheme"],
        version=data["version"],
        source=data["source"],
        concepts=tuple(
            _concept(entry, data["list"], data["scheme"], own_scheme, common)
            for entry in data["concepts"]
        ),
    )


def _concept(
    entry: Mapping[str, Any], name: str, scheme: str, own_scheme: str, common: frozenset[str]
) -> Concept:
    extension = entry.get("extension", False)
    official = frozenset(entry.get("labels_official_in", () if extension else common))
    uri = entry["uri"]
    return Concept(
        list=name,
        code=entry["code"],
        uri=uri,
        scheme=own_scheme if uri.startswith(EXTENSION_NAMESPACE) else scheme,
        labels=LocalizedText(entry["labels"]),
        official_languages=official,
        extension=extension,
        fallback=entry.get("fallback"),
        close_match=entry.get("close_match"),
        broader=entry.get("broader"),
        related=dict(entry.get("related", {})),
    )
