"""Concepts of public frameworks that the outcomes of a draft seem to speak of, to take or leave."""

from tesela.model.draft import Draft
from tesela.site.drafts.carried import Link
from tesela.text.localized import LocalizedText
from tesela.vocab.suggest import ConceptIndex, concept_index, suggestions

FOR_EACH = 3
"""Suggestions for one outcome."""
_MOST = 150
"""Of one draft."""


def links(draft: Draft, index: ConceptIndex | None = None) -> tuple[Link, ...]:
    """What the words of each outcome suggest, the best first; nothing of it is taken."""
    places = concept_index() if index is None else index
    found = [
        Link(number, one.framework, one.uri or "", one.code or "", dict(one.label))
        for number, tag, text in _outcomes(draft)
        for one in suggestions(text, tag, places, FOR_EACH)
    ]
    return tuple(found[:_MOST])


def _outcomes(draft: Draft) -> list[tuple[int, str, str]]:
    """Number, language and text of every outcome that was found."""
    told = []
    for number, found in enumerate(draft.found):
        if found.path.startswith("learning_outcomes.") and found.path.endswith(".text"):
            text = LocalizedText(found.value)
            tag = text.language_for(draft.source.language or "en")
            told.append((number, tag, text[tag]))
    return told
