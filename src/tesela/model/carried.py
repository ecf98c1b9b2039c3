"""What a format carries of the model, member by member: from this, losses are computed.

A format's own table says which member comes back from a document of that
format; whatever a table does not name does not come back. So a report of
losses is never written by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tesela.model.base import Part
from tesela.text.localized import LocalizedText

How = Literal["whole", "partly", "text"]
"""Comes back as it was; of some only; stands there for people to read, for no machine."""


class Carried(NamedTuple):
    """One member that a format carries, and how."""

    path: str
    """Such as `achievement.workload.hours`; a path stands for all below it too."""
    how: How


@dataclass(frozen=True, slots=True)
class FormatLoss:
    """One member that a format does not give back as it was."""

    path: str
    kind: Literal["lost", "partly", "text", "languages"]
    """`languages`: only the texts in one language, `detail`, are carried."""
    detail: str = ""

    def to_json(self) -> dict[str, str]:
        """As the report of a conversion writes it."""
        written = {"path": self.path, "kind": self.kind}
        return {**written, "detail": self.detail} if self.detail else written


def losses(
    stated: Mapping[str, Part], carried: Iterable[Carried], language: str | None
) -> Iterator[FormatLoss]:
    """What is lost of `stated` in a format, by its table, each path once.

    `stated` are an `achievement` and an `award`, by these names. `language` is
    the one that a format of a single language is written in; None for all.
    """
    known: dict[str, How] = {}
    for row in carried:  # the best that a table promises of a member comes first in it
        known.setdefault(row.path, row.how)
    seen: set[FormatLoss] = set()
    for name, part in stated.items():
        for path, value in members(part, name):
            loss = _of(path, value, known, language)
            if loss and loss not in seen:
                seen.add(loss)
                yield loss


def members(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Each member that says something, by its path without places in lists."""
    if isinstance(value, Part):
        for name, field in type(value).model_fields.items():
            member = getattr(value, name)
            if member != field.get_default(call_default_factory=True):
                yield from members(member, f"{path}.{name}")
    elif isinstance(value, tuple):
        for member in value:
            yield from members(member, path)
    elif value is not None:
        yield path, value


def _of(
    path: str, value: object, known: Mapping[str, How], language: str | None
) -> FormatLoss | None:
    how = _how(path, known)
    if how is None:
        return FormatLoss(path, "lost")
    if how != "whole":
        return FormatLoss(path, how)
    if language is not None and isinstance(value, LocalizedText):
        kept = value.language_for(language)
        if set(value) - {kept}:
            return FormatLoss(path, "languages", kept)
    return None


def _how(path: str, known: Mapping[str, How]) -> How | None:
    """How the nearest path that stands for this one is carried."""
    while path:
        if path in known:
            return known[path]
        path = path.rpartition(".")[0]
    return None
