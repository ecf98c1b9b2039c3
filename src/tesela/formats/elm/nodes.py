"""Nodes that every ELM document is made of: concepts, notes, web resources, dates.

`Nodes` knows one edition of one achievement: it names each node (a fragment of
the edition that starts with `/`, which no learning outcome's can) and writes
labels in the languages of the title and in English. A node that has an IRI of
its own keeps it, unless another one in the document has it already and says
something else: then statements about two things would run together.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tesela.formats.elm import regular
from tesela.formats.elm.table import SUBJECTS
from tesela.model.achievement import Achievement
from tesela.model.base import Part
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.vocab import EXTENSION_NAMESPACE, Concept, concept_by_uri, vocabulary
from tesela.vocab.places import (
    country_name,
    country_uri,
    language_name,
    language_uri,
)

Node = dict[str, Any]

SUBJECT_SCHEME = EXTENSION_NAMESPACE + "description"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"


class Nodes:
    """Writes the nodes of one edition, or of another document that has an IRI."""

    def __init__(self, achievement: Achievement) -> None:
        self._begin(achievement.edition, achievement.title)

    @classmethod
    def about(cls, iri: str, tags: Iterable[str]) -> "Nodes":
        """For a document of this IRI, whose texts are in the languages `tags`."""
        made = cls.__new__(cls)
        made._begin(iri, tags)
        return made

    def _begin(self, iri: str, tags: Iterable[str]) -> None:
        self.edition = iri
        self.languages = sorted({"en"} | {tag.split("-", maxsplit=1)[0].lower() for tag in tags})
        self._taken: dict[str, object] = {self.edition: None}
        self._frameworks: list[str] = []

    def iri(self, place: str) -> str:
        """The name of the node at `place`, such as `assessment/1`."""
        return f"{self.edition}#/{place}"

    def own_or(self, place: str, own: str | None, content: object) -> str:
        """Its own IRI, where it has one that means nothing else here, else its place's."""
        if own and self._taken.setdefault(own, content) == content:
            return own
        return self.iri(place)

    def framework(self, name: str) -> str:
        """The name of a framework that has no published one."""
        if name not in self._frameworks:
            self._frameworks.append(name)
        return self.iri(f"framework/{self._frameworks.index(name) + 1}")

    def concept(self, concept: Concept) -> Node:
        """A value of a controlled list."""
        return {
            "id": concept.uri,
            "type": "Concept",
            "prefLabel": self.label(concept),
            "inScheme": scheme(concept.scheme),
        }

    def label(self, concept: Concept) -> dict[str, str]:
        """Its labels in this document's languages."""
        return {tag: concept.labels[tag] for tag in self.languages if tag in concept.labels}

    def listed(self, name: str, code: str) -> Node:
        """The concept with this code of the list `name`."""
        return self.concept(vocabulary(name).concept(code))

    def country(self, alpha2: str, scheme_name: str = "country") -> Node:
        """A country, of the country list or of that of administrative units (`atu`)."""
        return {
            "id": country_uri(alpha2).replace("/country/", f"/{scheme_name}/"),
            "type": "Concept",
            "prefLabel": {tag: country_name(alpha2, tag) for tag in self.languages},
            "inScheme": scheme(_AUTHORITY + scheme_name),
        }

    def language(self, tag: str) -> Node | None:
        """A language without its script and region; None where the list has it not."""
        try:
            uri = language_uri(tag)
        except TeselaError:
            return None
        return {
            "id": uri,
            "type": "Concept",
            "prefLabel": {
                reader: language_name(tag.split("-", maxsplit=1)[0], reader)
                for reader in self.languages
            },
            "inScheme": scheme(_AUTHORITY + "language"),
        }

    def identifier(self, place: str, scheme_name: str, notation: str) -> Node:
        """A name or number, and what gives such numbers."""
        return {
            "id": self.iri(place),
            "type": "Identifier",
            "notation": notation,
            "schemeName": scheme_name,
        }

    def web_resource(
        self,
        place: str,
        page: str,
        title: LocalizedText | None = None,
        language: str | None = None,
    ) -> Node:
        """A page or document on the web."""
        node: Node = {"id": self.iri(place), "type": "WebResource", "contentURL": page}
        if title:
            node["title"] = dict(title)
        if language and (concept := self.language(language)):
            node["language"] = concept
        return node

    def note(self, place: str, subject: str, texts: Mapping[str, str]) -> Node:
        """Text about the field that `subject` names (`table.SUBJECTS`)."""
        return {
            "id": self.iri(f"{place}/{subject}" if place else f"note/{subject}"),
            "type": "Note",
            "subject": {
                "id": f"{SUBJECT_SCHEME}/{subject}",
                "type": "Concept",
                "prefLabel": {"en": SUBJECTS[subject].name},
                "inScheme": scheme(SUBJECT_SCHEME),
            },
            "noteLiteral": dict(texts),
        }

    def lines(self, place: str, subject: str, members: Mapping[str, object]) -> list[Node]:
        """A note with the members as regular lines; none where nothing is said."""
        said = {name: value for name, value in members.items() if value not in (None, ())}
        return [self.note(place, subject, regular.written(said))] if said else []

    def part(self, subject: str, part: Part | None, *but: str) -> list[Node]:
        """A note with a part's members as regular lines, but for some."""
        members = regular.said(part) if part else {}
        return self.lines(
            "", subject, {name: value for name, value in members.items() if name not in but}
        )

    def item(self, subject: str, number: int, part: Part, language: str = "en") -> Node:
        """A note with the members of one of a list, which also says its number."""
        texts = regular.written(regular.said(part), language)
        note = self.note("", subject, texts)
        return {**note, "id": f"{note['id']}/{number}"}

    def text(self, place: str, subject: str, text: LocalizedText | None) -> list[Node]:
        """A note with one text; none where there is no text."""
        return [self.note(place, subject, text)] if text else []

    def concept_note(self, place: str, concept: Concept) -> Node:
        """A note that says by its subject what no property of ELM can say."""
        return {
            "id": self.iri(f"{place}/{concept.list}/{concept.code}"),
            "type": "Note",
            "subject": self.concept(concept),
            "noteLiteral": self.label(concept),
        }

    def code(
        self, place: str, name: str, code: str, *, closed: bool
    ) -> tuple[Node | None, list[Node]]:
        """The concept to write for a code, and the note that completes it.

        An extension of ours gives way to its European fallback and stands in a
        note; without a fallback it is written itself, unless the shapes keep
        the property `closed` to one European list.
        """
        concept = vocabulary(name).concept(code)
        if not concept.extension:
            return self.concept(concept), []
        if concept.fallback and (instead := concept_by_uri(concept.fallback)):
            return self.concept(instead), [self.concept_note(place, concept)]
        if closed:
            return None, [self.concept_note(place, concept)]
        return self.concept(concept), []


def scheme(iri: str) -> Node:
    """The scheme that a concept is in."""
    return {"id": iri, "type": "ConceptScheme"}


def first_moment(day: date) -> str:
    """The day's first second, UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def last_moment(day: date) -> str:
    """The day's last second, UTC."""
    return f"{day.isoformat()}T23:59:59Z"


def duration(hours: Decimal) -> str:
    """Hours as xsd:duration, where only seconds may be broken: `PT60H`, `PT37H30M`."""
    minutes, seconds = divmod(int(hours * 3600), 60)
    whole, minutes = divmod(minutes, 60)
    parts = ((whole, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)
