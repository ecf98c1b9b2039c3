"""Concepts of public frameworks that the outcomes of a draft seem to speak of, to take or leave."""

from collections.abc import Iterator

from tesela.model.draft import Draft
from tesela.site.concepts import concepts
from tesela.site.drafts.carried import Link
from tesela.text.localized import LocalizedText
from tesela.vocab.suggest import ConceptIndex, suggestions

FOR_EACH = 3
"""Suggestions of one framework for one outcome."""
_MOST_OUTCOMES = 40
"""Outcomes that are looked at; more can be linked later, in the editor."""


def links(draft: Draft, index: ConceptIndex | None = None) -> tuple[Link, ...]:
    """What the words of each outcome suggest, the best first; nothing of it is taken."""
    known = concepts() if index is None else index
    return tuple(
        Link(
            number,
            one.framework,
            one.uri or "",
            one.code or "",
            dict(one.label),
            ", ".join(one.matched),
        )
        for number, tag, text in list(_outcomes(draft))[:_MOST_OUTCOMES]
        for name in known.names
        for one in suggestions(text, tag, known.only(name), FOR_EACH)
    )


def _outcomes(draft: Draft) -> Iterator[tuple[int, str, str]]:
    """Number, language and text of every outcome that was found."""
    for number, found in enumerate(draft.found):
        if found.path.startswith("learning_outcomes.") and found.path.endswith(".text"):
            text = LocalizedText(found.value)
            tag = text.language_for(draft.source.language or "en")
            yield number, tag, text[tag]
