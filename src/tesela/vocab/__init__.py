"""Controlled lists: every value a standard element may take, in 24 languages.

`vocabulary("assessment-type").concept("written-examination")` gives a
`Concept` with its URI and its labels. Lists are data in `vocab/data`, one file
a list, each with its version and with who made its labels; a file is read when
its list is first asked for. What is not in the European lists stands beside
them as an extension of ours (`skos` publishes those). Names of countries and
languages are in `tesela.vocab.places`, which is not loaded from here because
it needs Babel.
"""

from tesela.vocab.concepts import EXTENSION_NAMESPACE, Concept
from tesela.vocab.lists import (
    LISTS,
    Vocabulary,
    concept_by_uri,
    vocabulary,
    with_official_labels,
)

__all__ = [
    "EXTENSION_NAMESPACE",
    "LISTS",
    "Concept",
    "Vocabulary",
    "concept_by_uri",
    "vocabulary",
    "with_official_labels",
]
