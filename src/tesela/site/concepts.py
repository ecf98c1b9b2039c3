"""The concepts that this service knows: DigComp, and ESCO where the operator imported it.

The file (`TESELA_ESCO`, written by `tesela esco import`) is mapped into memory when it is
first asked for, and again once it was replaced. Where it cannot be read, the log says so
and only DigComp is there: nobody's page depends on it.
"""

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from tesela.model.achievement import FrameworkReference
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.vocab import concept_by_uri, vocabulary
from tesela.vocab.suggest import DIGCOMP, ConceptIndex, concept_index

_LOG = logging.getLogger(__name__)


def concepts() -> ConceptIndex:
    """The frameworks to search."""
    path: Path | None = settings.ESCO
    if path is None:
        return concept_index()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _with(path, changed)


def called(reference: FrameworkReference) -> LocalizedText:
    """What a concept is called: in the description's own words, and else as the framework has it."""
    known = _known(reference)
    return LocalizedText({**known, **reference.label}) if known else reference.label


def _known(reference: FrameworkReference) -> LocalizedText | None:
    if reference.uri and (found := concepts().label(reference.uri)):
        return found
    if reference.uri and (concept := concept_by_uri(reference.uri)):
        return concept.labels
    if reference.framework == DIGCOMP and reference.code:
        listed = vocabulary("digcomp-2.2").get(reference.code)
        return listed.labels if listed else None
    return None


@lru_cache(maxsize=2)
def _with(path: Path, changed: int) -> ConceptIndex:
    try:
        return concept_index(path)
    except (OSError, TeselaError) as error:
        _LOG.error("TESELA_ESCO cannot be read: %s", error)
        return concept_index()
