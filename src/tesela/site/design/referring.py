"""Links of a learning outcome to concepts of ESCO and DigComp: what is suggested, taken, removed.

Nothing is taken but what a person chose, and only concepts that this service knows: what the
browser sends names a concept and is looked up again here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tesela.site.concepts import concepts
from tesela.site.design.actions import ChangedMeanwhileError, keep, locked, seal
from tesela.site.design.models import Description
from tesela.site.design.outline import OUTCOMES
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.vocab.concept_file import Concepts
from tesela.vocab.suggest import ConceptIndex, Suggestion, searched, suggestions

MOST_REFERENCES = 20
"""Of one outcome (`model.achievement.LearningOutcome.references`)."""
MOST_SUGGESTED = 5
"""Of each framework."""
MOST_FOUND = 20
_SEPARATOR = " "


@dataclass(frozen=True)
class Offer:
    """A concept to choose: how it is named in a form, and what is known of it."""

    value: str
    concept: Suggestion
    language: str
    """Of the words that led to it."""
    marks: tuple[str, ...]


def suggested(outcome: Mapping[str, Any], languages: Sequence[str]) -> list[Offer]:
    """The concepts that the outcome's text seems to speak of and that it does not refer to."""
    index, text = concepts(), outcome["text"]
    written = [tag for tag in languages if tag in text] or list(text)
    each = [
        (tag, suggestions(text[tag], tag, index.only(name), MOST_SUGGESTED))
        for name in index.names
        for tag in written
    ]
    return _offered(each, index, outcome, MOST_SUGGESTED)


def looked_up(query: str, languages: Iterable[str], outcome: Mapping[str, Any]) -> list[Offer]:
    """The concepts with these words in one of the languages."""
    index = concepts()
    each = [
        (tag, searched(query, tag, index.only(name), MOST_FOUND))
        for name in index.names
        for tag in languages
    ]
    return _offered(each, index, outcome, MOST_FOUND)


def refer(
    description: Description, outcome: str, values: Iterable[str], opened: str, actor: int | None
) -> int:
    """Add the concepts with these names to an outcome; how many were new.

    `opened` is the seal of the page as the person has seen it. Raises
    ChangedMeanwhileError, TeselaError `concepts.no_outcome`, `concepts.unknown`,
    `concepts.too_many`, `design.too_large`.
    """
    with transaction.atomic():
        now = _unchanged(description, opened)
        held = _references(now, outcome)
        before = len(held)
        index = concepts()
        for value in values:
            reference = _reference(value, index, now.languages)
            if not any(_same(reference, one) for one in held):
                held.append(reference)
        if len(held) > MOST_REFERENCES:
            raise TeselaError("concepts.too_many", maximum=MOST_REFERENCES)
        keep(now, actor)
    return len(held) - before


def drop(
    description: Description, outcome: str, place: int, opened: str, actor: int | None
) -> None:
    """Remove the outcome's reference at this place.

    Raises ChangedMeanwhileError, TeselaError `concepts.no_outcome`, `concepts.unknown`.
    """
    with transaction.atomic():
        now = _unchanged(description, opened)
        held = _references(now, outcome)
        if not 0 <= place < len(held):
            raise TeselaError("concepts.unknown")
        del held[place]
        keep(now, actor)


def outcome_of(content: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """The learning outcome with this short name."""
    outcomes: list[dict[str, Any]] = content.get("learning_outcomes", [])
    return next((one for one in outcomes if one.get("id") == name), None)


def _unchanged(description: Description, opened: str) -> Description:
    now = locked(description)
    if seal(now, OUTCOMES) != opened:
        raise ChangedMeanwhileError(now)
    return now


def _references(description: Description, name: str) -> list[dict[str, Any]]:
    outcome = outcome_of(description.content, name)
    if outcome is None:
        raise TeselaError("concepts.no_outcome")
    held: list[dict[str, Any]] = outcome.setdefault("references", [])
    return held


def _offered(
    each: Sequence[tuple[str, Sequence[Suggestion]]],
    index: ConceptIndex,
    outcome: Mapping[str, Any],
    most: int,
) -> list[Offer]:
    """Each concept once, by its best language; of each framework the best ones."""
    held = outcome.get("references", [])
    best: dict[str, tuple[Suggestion, str]] = {}
    for tag, found in each:
        for one in found:
            value = _SEPARATOR.join((one.uri or one.code or "", one.framework))
            if value not in best or one.score > best[value][0].score:
                best[value] = one, tag
    offers: list[Offer] = []
    for framework in index.frameworks:
        of_it = [
            Offer(value, one, tag, _marks(one, framework))
            for value, (one, tag) in best.items()
            if one.framework == framework.framework
            and not any(_same(_stated(one), other) for other in held)
        ]
        offers += sorted(of_it, key=lambda offer: (-offer.concept.score, offer.value))[:most]
    return sorted(offers, key=lambda offer: -offer.concept.score)


def _marks(one: Suggestion, framework: Concepts) -> tuple[str, ...]:
    place = framework.find(one.uri) if one.uri else None
    return framework.marks(place) if place is not None else ()


def _stated(one: Suggestion) -> dict[str, Any]:
    return {"framework": one.framework, "uri": one.uri, "code": one.code}


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two references are to one concept: by address, else by framework and number."""
    if one.get("uri") and other.get("uri"):
        return bool(one["uri"] == other["uri"])
    numbered = one.get("code") and one.get("code") == other.get("code")
    return bool(numbered and one["framework"] == other["framework"])


def _reference(value: str, index: ConceptIndex, languages: Sequence[str]) -> dict[str, Any]:
    """The concept that `value` names, as a description holds it."""
    name, _, framework = value.partition(_SEPARATOR)
    for found in index.only(framework).frameworks:
        place = found.find(name)
        if place is None:
            place = next((at for at, code in enumerate(found.codes) if name and code == name), None)
        if place is not None:
            stated = {
                "framework": framework,
                "uri": found.uris[place],
                "code": found.codes[place],
                "label": label_in(found.label(place), languages),
            }
            return {member: held for member, held in stated.items() if held}
    raise TeselaError("concepts.unknown")


def label_in(label: LocalizedText, languages: Sequence[str]) -> dict[str, str]:
    """The label in the description's languages and in English; the rest is looked up when read."""
    wanted = [tag for tag in (*languages, "en") if tag in label]
    return {tag: label[tag] for tag in wanted or label}
