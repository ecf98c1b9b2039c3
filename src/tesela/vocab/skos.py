"""Our own concepts as SKOS in Turtle, for whoever hosts their namespace.

SKOS reference (W3C, 2009): schemes 4, labels 5, notations 6, semantic
relations 8, mapping 10. A `fallback` that is not a close match is written as
`skos:relatedMatch`, so that a reader of the scheme sees what it may become.
"""

import json
from collections.abc import Iterator

from tesela.vocab.concepts import EXTENSION_NAMESPACE, Concept
from tesela.vocab.lists import LISTS, Vocabulary, vocabulary

_PREFIXES = (
    "@prefix dcterms: <http://purl.org/dc/terms/> .",
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
)


def own_schemes_turtle() -> str:
    """All lists' concepts in our namespace, one concept scheme a list."""
    blocks: list[str] = ["\n".join(_PREFIXES)]
    for name in LISTS:
        the_list = vocabulary(name)
        own = [concept for concept in the_list.concepts if not concept.published]
        if own:
            blocks.append(_scheme(the_list))
            blocks.extend(_concept(concept, the_list) for concept in own)
    return "\n\n".join(blocks) + "\n"


def _scheme(the_list: Vocabulary) -> str:
    own = f"{EXTENSION_NAMESPACE}{the_list.name}"
    lines = [
        "a skos:ConceptScheme",
        f"dcterms:identifier {_literal(the_list.name)}",
        f"owl:versionInfo {_literal(the_list.version)}",
    ]
    if the_list.scheme != own:
        lines.append(f"dcterms:relation <{the_list.scheme}>")
    return _block(own, lines)


def _concept(concept: Concept, the_list: Vocabulary) -> str:
    return _block(concept.uri, list(_statements(concept, the_list)))


def _statements(concept: Concept, the_list: Vocabulary) -> Iterator[str]:
    yield "a skos:Concept"
    yield f"skos:inScheme <{concept.scheme}>"
    yield f"skos:notation {_literal(concept.code)}"
    for language, label in concept.labels.items():
        yield f"skos:prefLabel {_literal(label)}@{language}"
    if concept.broader:
        yield f"skos:broader <{the_list.concept(concept.broader).uri}>"
    if concept.close_match:
        yield f"skos:closeMatch <{concept.close_match}>"
    if concept.fallback and concept.fallback != concept.close_match:
        yield f"skos:relatedMatch <{concept.fallback}>"


def _block(subject: str, lines: list[str]) -> str:
    return f"<{subject}>\n    " + " ;\n    ".join(lines) + " ."


def _literal(text: str) -> str:
    # JSON's escapes of quotes, backslashes and control characters are Turtle's too.
    return json.dumps(text, ensure_ascii=False)
