"""How far a description is: which elements are there, what is found, what differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tesela.model.achievement import Achievement
from tesela.model.description import DescriptionUnfitError
from tesela.model.findings import Finding, Severity
from tesela.site.design.checking import found_in
from tesela.site.design.drawing import tile_facts
from tesela.site.design.models import Description
from tesela.site.design.nodes import Fold, Group, Node, Page, Several, Words
from tesela.site.design.outline import MANDATORY, PAGES, WITH_THE_CLASS
from tesela.site.design.publishing import current
from tesela.text.errors import Problem

_ELEMENTS = {
    2: "title",
    6: "learning_outcomes",
    7: "workload",
    8: "level",
    9: "assessment",
    11: "quality_assurance",
}
"""Mandatory element → the member that states it; 3, 4 and 10 are looked at apart."""


@dataclass(frozen=True)
class Ready:
    """Which of the mandatory elements the description states."""

    there: tuple[int, ...]
    missing: tuple[int, ...]
    """Without those that come with the class list."""

    @property
    def number(self) -> int:
        return len(self.there)

    @property
    def of(self) -> int:
        return len(MANDATORY)

    @property
    def complete(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Found:
    """One thing to look at: a sentence, how much it matters, and the page where it is mended."""

    problem: Problem
    severity: Severity
    page: str
    path: str = ""
    """The member that it is about, as a JSON Pointer."""
    finding: Finding | None = None
    """What the checker said, where it was the checker."""

    @property
    def severity_order(self) -> int:
        """What blocks comes first."""
        return list(Severity).index(self.severity)

    @property
    def is_question(self) -> bool:
        """Whether a reviewer has to judge it (`conform.questions`)."""
        return self.severity is Severity.ASKS and self.finding is not None


def ready(achievement: Achievement) -> Ready:
    """Which mandatory elements of Annex I are there."""
    there = tuple(number for number in MANDATORY if _states(achievement, number))
    missing = tuple(
        number for number in MANDATORY if number not in there and number not in WITH_THE_CLASS
    )
    return Ready(there, missing)


def _states(achievement: Achievement, number: int) -> bool:
    match number:
        case 3:
            return bool(achievement.issuer.country)
        case 4:
            return bool(achievement.responsible_bodies)
        case 10:
            wanted = set(achievement.routes) - {"validation", "exam-only"}
            return bool(achievement.participation) or not wanted
        case _:
            return number in _ELEMENTS and bool(getattr(achievement, _ELEMENTS[number]))


def task_state(
    page: Page, description: Description, achievement: Achievement | None
) -> Literal["done", "todo", "look", "optional"]:
    """What the task list says of a page."""
    if page.name in description.unread:
        return "look"
    if achievement and page.name == "look":
        picture = achievement.picture
        said = picture and all(tag in picture.alternative_text for tag in description.languages)
        return "done" if said else "todo"
    if achievement and page.elements:
        return "done" if all(_states(achievement, one) for one in page.elements) else "todo"
    if page.holds(description.content):
        return "done"
    return "todo" if page.elements else "optional"


def findings(description: Description) -> list[Found]:
    """Everything to be mended, thought about or judged, what blocks first."""
    try:
        achievement = current(description)
    except DescriptionUnfitError as error:
        return [
            Found(misfit.problem, Severity.BLOCKS, page_of(misfit.path), misfit.path)
            for misfit in error.misfits
        ]
    found = found_of(found_in(description, achievement).findings)
    try:
        tile_facts(achievement)
    except ValueError:
        found.append(Found(Problem("design.fault.pathway"), Severity.BLOCKS, "stacking"))
    found += accessibility(achievement)
    return sorted(found, key=lambda one: one.severity_order)


def found_of(listed: Iterable[Finding]) -> list[Found]:
    """The checker's findings with the pages on which they are mended."""
    return [Found(one.problem, one.severity, page_of(one.path), one.path, one) for one in listed]


def accessibility(achievement: Achievement) -> list[Found]:
    """What only the writer can tell: whether words for a picture say more than the title."""
    picture = achievement.picture
    same = picture and any(
        text.casefold() == achievement.title.get(tag, "").casefold()
        for tag, text in picture.alternative_text.items()
    )
    asked = Problem("design.check.alternative_is_title")
    return [Found(asked, Severity.ASKS, "look", "/picture/alternative_text")] if same else []


def page_of(path: str) -> str:
    """The page on which the member at a JSON Pointer is written.

    `settings` for the issuer's members, empty for the description as a whole.
    """
    member = path.removeprefix("/").partition("/")[0]
    if not member:
        return ""
    for page in PAGES:
        if member in page.members:
            return page.name
    return "settings"


def missing_texts(content: Mapping[str, Any], languages: Sequence[str]) -> dict[str, int]:
    """For each language, how many texts are written in another but not in it."""
    counts = dict.fromkeys(languages, 0)
    for page in PAGES:
        for text in texts(page.nodes, content):
            for tag in languages:
                counts[tag] += tag not in text
    return counts


def texts(nodes: Iterable[Node], stored: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Every text by language in what is stored, as it stands there."""
    for node in nodes:
        member: Any = stored if isinstance(node, Fold) else stored.get(node.name)
        match node:
            case Words() if member:
                yield member
            case Fold(members=members) | Group(members=members) if member:
                yield from texts(members, member)
            case Several(members=members):
                for part in member or ():
                    yield from texts(members, part)
