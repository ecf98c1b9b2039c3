"""What differs between two editions, in words: which element, what stood there, what stands there.

Both are walked by the outline of the editor, so that a difference has the
label that the field has.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tesela.model.achievement import Achievement
from tesela.site.design.choices import named
from tesela.site.design.outline import (
    PAGES,
    Fold,
    Group,
    Kept,
    Line,
    Many,
    Node,
    One,
    Page,
    Several,
    Words,
)
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
            tuple(_said(page.nodes, content, content, language, "")) for content in (before, now)
        )
        if old != new:
            gone = tuple(one for one in old if one not in new)
            come = tuple(one for one in new if one not in old)
            found.append(Difference(page, gone, come))
    return found


def _said(
    nodes: Iterable[Node],
    stored: Mapping[str, Any],
    content: Mapping[str, Any],
    language: str,
    of: str,
) -> Iterator[Said]:
    for node in nodes:
        if isinstance(node, Fold):
            yield from _said(node.members, stored, content, language, of)
            continue
        held = stored.get(node.name)
        if held in (None, "", [], {}):
            continue
        label = say(node.code, language) if node.code else ""
        label = say("design.part_of", language, whole=of, part=label) if of else label
        match node:
            case Kept():
                continue
            case Words():
                for tag, text in held.items():
                    tongue = language_name(tag, language)
                    yield (
                        say("design.in_language", language, label=label, language=tongue),
                        tag,
                        text,
                    )
            case Line(kind="lines"):
                yield label, "", ", ".join(held)
            case Line():
                yield label, "", str(held)
            case One(source=source):
                yield label, language, named(source, str(held), language)
            case Many(source=source):
                for value in held:
                    yield label, language, _named(source, str(value), content, language)
            case Group(members=members):
                yield from _said(members, held, content, language, label)
            case Several(members=members):
                for number, part in enumerate(held, start=1):
                    item = say(f"{node.code}.item", language, number=number)
                    item = say("design.part_of", language, whole=of, part=item) if of else item
                    yield from _said(members, part, content, language, item)


def _named(source: str, value: str, content: Mapping[str, Any], language: str) -> str:
    if source == "outcomes":
        texts = {one["id"]: one["text"] for one in content.get("learning_outcomes", ())}
        text = texts.get(value, {})
        return str(text.get(language) or next(iter(text.values()), value))
    return named(source, value, language)
