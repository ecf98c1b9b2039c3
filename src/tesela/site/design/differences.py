"""What differs between two editions, in words: which element, what stood there, what stands there.

Both are walked by the outline of the editor, so that a difference has the
label that the field has.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tesela.model.achievement import Achievement
from tesela.site.design.choices import named
from tesela.site.design.nodes import Fold, Group, Line, Many, Node, One, Page, Several, Words
from tesela.site.design.outline import PAGES
from tesela.site.design.publishing import content_of
from tesela.text.catalogue import say
from tesela.vocab.places import language_name

Said = tuple[str, str, str]
"""(label, language of the text, text)."""


@dataclass(frozen=True)
class Difference:
    """What differs on one page of the editor."""

    page: Page
    before: tuple[Said, ...]
    """What stood there and does not any more."""
    now: tuple[Said, ...]
    """What stands there and did not."""


def differences(before: Achievement, now: Achievement, language: str) -> list[Difference]:
    """What differs between two achievements, page by page; nothing about who issues."""
    return content_differences(content_of(before), content_of(now), language)


def content_differences(
    before: Mapping[str, Any], now: Mapping[str, Any], language: str, pages: Iterable[Page] = PAGES
) -> list[Difference]:
    """The same for the contents of two drafts."""
    found = []
    for page in pages:
        old, new = (
            tuple(_Teller(content, language).members(page.nodes, content))
            for content in (before, now)
        )
        if old != new:
            gone = tuple(one for one in old if one not in new)
            come = tuple(one for one in new if one not in old)
            found.append(Difference(page, gone, come))
    return found


@dataclass(frozen=True)
class _Teller:
    """Says what is stored, each value with the label of its field."""

    content: Mapping[str, Any]
    language: str

    def members(
        self, nodes: Iterable[Node], stored: Mapping[str, Any], of: str = ""
    ) -> Iterator[Said]:
        """Everything that `stored` has of `nodes`; `of` is the part that it belongs to."""
        for node in nodes:
            if isinstance(node, Fold):
                yield from self.members(node.members, stored, of)
            elif node.code and stored.get(node.name):
                yield from self._one(node, stored[node.name], of)

    def _one(self, node: Node, held: Any, of: str) -> Iterator[Said]:
        label = self._part_of(of, say(node.code, self.language))
        match node:
            case Words():
                for tag in sorted(held):  # an edition has them in another order than a draft
                    yield self._in_language(label, tag), tag, held[tag]
            case Line():
                yield label, "", ", ".join(held) if isinstance(held, list) else str(held)
            case One() | Many():
                for value in held if isinstance(node, Many) else [held]:
                    yield label, self.language, self._named(node.source, str(value))
            case Group(members=members):
                yield from self.members(members, held, label)
            case Several(members=members):
                for number, part in enumerate(held, start=1):
                    item = say(f"{node.code}.item", self.language, number=number)
                    yield from self.members(members, part, self._part_of(of, item))

    def _part_of(self, whole: str, part: str) -> str:
        return say("design.part_of", self.language, whole=whole, part=part) if whole else part

    def _in_language(self, label: str, tag: str) -> str:
        name = language_name(tag, self.language)
        return say("design.in_language", self.language, label=label, language=name)

    def _named(self, source: str, value: str) -> str:
        if source != "outcomes":
            return named(source, value, self.language)
        texts = {one["id"]: one["text"] for one in self.content.get("learning_outcomes", ())}
        text = texts.get(value, {})
        return str(text.get(self.language) or next(iter(text.values()), value))
