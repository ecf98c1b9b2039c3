"""`Concept`: one value of a controlled list, with its URI and its labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tesela.text.localized import LocalizedText

EXTENSION_NAMESPACE = "https://w3id.org/tesela/vocab/"
"""Where our own schemes (`<list>`) and concepts (`<list>/<code>`) live."""

Origin = Literal["eu", "tesela"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One value of a controlled list.

    `code` is what people and files write, `uri` what credentials carry.
    `extension` is true for a value of ours in no published list; `fallback` is
    then the URI of the European concept that may be written in its stead
    without saying anything untrue, or None where there is no such concept.
    `close_match` is the URI of a concept about the same thing (SKOS 10.1).
    `broader` is the code of the wider concept in the same list. `related`
    names matching codes of other lists or systems: `{"eqf": "5"}`.
    """

    list: str
    code: str
    uri: str
    scheme: str
    labels: LocalizedText
    official_languages: frozenset[str]
    """Languages whose label is the European institutions' own wording."""
    extension: bool = False
    fallback: str | None = None
    close_match: str | None = None
    broader: str | None = None
    related: Mapping[str, str] = field(default_factory=dict, hash=False)

    def label(self, *languages: str) -> str:
        """The label for a reader of `languages` (best first), else in English."""
        return self.labels.in_language(*languages)

    def label_origin(self, language: str) -> Origin:
        """Whose wording `label(language)` is; ours is never called official."""
        return "eu" if self.labels.language_for(language) in self.official_languages else "tesela"

    @property
    def origin(self) -> Origin:
        """`eu` when every label is the institutions' own wording, else `tesela`."""
        return "eu" if self.official_languages >= set(self.labels) else "tesela"

    @property
    def published(self) -> bool:
        """True when the concept exists at its URI in a list that others publish.

        False for extensions, and for values of known frameworks whose official
        URI is not known to us; neither may become an alignment.
        """
        return not self.uri.startswith(EXTENSION_NAMESPACE)
