"""The rules by which a text is read, in one table.

A rule looks at statements of certain fields (`statements`), or at the text as
a whole, and gives values with their places, items of lists, or notes. To add
one: its function and a line here, its row in docs/start-from-what-you-have.md.
Rules for structured files (badges, European credentials, course backups) need
no words; their ids stand in `STRUCTURED`.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tesela.drafting import figure_rules, text_rules
from tesela.drafting.statements import COMPLETED, Statement
from tesela.drafting.values import Context, Item, Results, Value
from tesela.model.draft import Found
from tesela.text.errors import Problem

FREE = ("", "heading", COMPLETED)
_MOST_ITEMS = {"learning_outcomes": 100, "assessment": 50, "participation": 10, "languages": 30}


class Rule(NamedTuple):
    """One rule for labelled statements."""

    id: str
    element: str
    fields: tuple[str, ...]
    find: Callable[[Statement, Context], Results]


class WholeRule(NamedTuple):
    """One rule for a text as a whole; it counts where those before found nothing."""

    id: str
    element: str
    path: str
    find: Callable[[Context], Results]


RULES = (
    Rule("title.label", "2", ("title",), text_rules.title_labelled),
    Rule("country.label", "3", ("country",), text_rules.country),
    Rule("awarding.label", "4", ("awarding",), text_rules.awarding),
    Rule("outcomes.label", "6", ("outcomes",), text_rules.outcomes),
    Rule("hours.label", "7", ("workload", "hours"), figure_rules.hours_labelled),
    Rule("hours.text", "7", (*FREE, "summary"), figure_rules.hours_in_text),
    Rule("credits.named", "7", (*FREE, "workload", "hours", "credits", "title", "summary"),
         figure_rules.credits_named),
    Rule("credits.label", "7", ("credits",), figure_rules.credits_labelled),
    Rule("level.named", "8", (*FREE, "level", "summary"), figure_rules.level_named),
    Rule("level.label", "8", ("level",), figure_rules.level_labelled),
    Rule("level.cycle", "8", ("level",), figure_rules.cycle),
    Rule("assessment.label", "9", ("assessment",), text_rules.assessment),
    Rule("participation.label", "10", ("participation",), text_rules.participation),
    Rule("prerequisites.label", "12", ("prerequisites",), text_rules.prerequisites),
    Rule("grading.label", "14", ("grading",), text_rules.grading),
    Rule("summary.label", "", ("summary",), text_rules.summary),
    Rule("languages.label", "", ("language",), text_rules.languages),
    Rule("cost.label", "", ("cost",), text_rules.cost),
)  # fmt: skip

WHOLE = (
    WholeRule("title.whole", "2", "title", text_rules.title_of_whole),
    WholeRule("title.properties", "2", "title", text_rules.title_of_properties),
)

STRUCTURED = (
    "badge.member",
    "european.member",
    "credential.member",
    "moodle.course",
    "moodle.outcome",
    "moodle.activity",
)
"""Ids of the rules that read members of structured files."""


def apply(context: Context) -> tuple[list[Found], list[Problem]]:
    """Everything that the rules find in a text, in their order, and their notes."""
    collected = Collected()
    for rule in RULES:
        for statement in context.said.statements:
            if statement.field in rule.fields:
                collected.take(rule.find(statement, context), rule.id, rule.element)
    for whole in WHOLE:
        if not collected.has(whole.path):
            collected.take(whole.find(context), whole.id, whole.element)
    return collected.found, collected.notes


class Collected:
    """Finds as they come: items numbered, the same value for the same member only once."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.notes: list[Problem] = []
        self._items: dict[str, int] = {}
        self._seen: set[tuple[str, str]] = set()

    def has(self, path: str) -> bool:
        """Whether anything was found for this member."""
        return any(found.path == path for found in self.found)

    def take(self, results: Results, rule: str, element: str) -> None:
        """Adds what a rule found."""
        for result in results:
            if isinstance(result, Problem):
                if result not in self.notes:
                    self.notes.append(result)
            elif isinstance(result, Value):
                self._add(Found(element, result.path, result.value, result.place, rule))
            else:
                self._add_item(result, rule, element)

    def _add(self, found: Found) -> None:
        key = (found.path, repr(found.value))
        if key not in self._seen:
            self._seen.add(key)
            self.found.append(found)

    def _add_item(self, item: Item, rule: str, element: str) -> None:
        key = (item.list, repr(item.members).casefold())
        number = self._items.get(item.list, 0)
        if key in self._seen or number >= _MOST_ITEMS.get(item.list, 100):
            return
        self._seen.add(key)
        self._items[item.list] = number + 1
        for name, value in item.members.items():
            path = f"{item.list}.{number}" + (f".{name}" if name else "")
            self._add(Found(element, path, value, item.place, rule))


def ids() -> Iterator[str]:
    """The ids of all rules."""
    yield from (rule.id for rule in RULES)
    yield from (rule.id for rule in WHOLE)
    yield from STRUCTURED
