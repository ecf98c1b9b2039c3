"""Answers as the asker sees them: one table to compare, and each answer with its chosen parts.

What a learner did not choose is never read into any of this
(`portfolio.shown.parts_of`). Verdicts are of this moment; a page of them takes
so long and no longer, and says where it did not get to.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from tesela.issuing.roster.samples import class_list_csv
from tesela.site.asks.models import Answer, AnsweredItem, Ask
from tesela.site.awards.making import FIRST, file
from tesela.site.awards.models import Award
from tesela.site.portfolio.models import Imported
from tesela.site.portfolio.shown import Disclosed, ShownVerdict, parts_of, verdict
from tesela.site.verifier.actions import BoundedFetch, check
from tesela.site.verifier.facts import Line
from tesela.text.catalogue import say
from tesela.trust.fetch import Fetch

SECONDS = 10
"""After so long no further verdict is asked for one page."""


@dataclass(frozen=True)
class ShownItem:
    """One credential of an answer."""

    said: Disclosed
    meets: Sequence[str]
    """The wanted things that the learner says it meets."""
    verdict: ShownVerdict | None
    """None where there was no time left to check it."""

    @property
    def title(self) -> Line:
        """Language and text."""
        return self.said.title


@dataclass(frozen=True)
class Row:
    """One learner's answer beside the others."""

    number: int
    name: str
    cells: Sequence[Sequence[ShownItem]]
    """For each wanted thing, what is shown for it."""
    further: Sequence[ShownItem] = field(default=())
    """What is shown for none of them."""


def sent_answers(ask: Ask) -> QuerySet[Answer]:
    """What the asker may see, in the order in which it came."""
    return ask.answers.exclude(sent_at=None).order_by("number")


def items_of(answers: Iterable[Answer]) -> dict[int, list[AnsweredItem]]:
    """Answer's number in the database → its credentials."""
    found: dict[int, list[AnsweredItem]] = {}
    listed = AnsweredItem.objects.filter(answer__in=list(answers)).order_by("pk")
    for item in listed.select_related(
        "answer__ask", "award__organisation", "award__edition", "imported"
    ):
        found.setdefault(item.answer_id, []).append(item)
    return found


def rows(ask: Ask, answers: Sequence[Answer], language: str) -> list[Row]:
    """These answers side by side; to be called within a `limits.turn`."""
    until = time.monotonic() + SECONDS
    made = []
    for answer in answers:
        fetch = BoundedFetch()  # so that one answer cannot use up the others' addresses
        # One answer's files at a time: those of all would be gigabytes.
        listed = items_of([answer]).get(answer.pk, ())
        shown = [(item, shown_item(item, language, fetch, until)) for item in listed]
        cells = [[one for item, one in shown if at in item.meets] for at in range(len(ask.wanted))]
        further = [one for item, one in shown if not item.meets]
        made.append(Row(answer.number or 0, answer.name, cells, further))
    return made


def shown_items(answer: Answer, language: str) -> list[ShownItem]:
    """One answer in full; to be called within a `limits.turn`."""
    fetch, until = BoundedFetch(), time.monotonic() + SECONDS
    listed = items_of([answer]).get(answer.pk, [])
    return [shown_item(item, language, fetch, until) for item in listed]


def shown_item(item: AnsweredItem, language: str, fetch: Fetch, until: float) -> ShownItem:
    """One credential with its chosen parts, checked now if there is time until `until`."""
    credential = item.credential
    in_time = time.monotonic() < until
    return ShownItem(
        parts_of(credential, language, item.parts),
        item.wanted_lines,
        _verdict(credential, language, fetch) if in_time else None,
    )


def _verdict(credential: Award | Imported, language: str, fetch: Fetch) -> ShownVerdict:
    data = credential.content if isinstance(credential, Imported) else file(credential, FIRST)
    return verdict(check(bytes(data), fetch, described=False), language)


def as_csv(ask: Ask, listed: Sequence[Row], language: str) -> bytes:
    """The table for a spreadsheet program; no cell of it is run as a formula."""
    head = [say("asks.results.name", language), *ask.wanted, say("asks.results.further", language)]
    lines = [
        [named(row, language), *(_cell(items, language) for items in (*row.cells, row.further))]
        for row in listed
    ]
    return class_list_csv(language, [head, *lines])


def named(row: Row, language: str) -> str:
    """How the learner wanted to be called; else the number of the answer."""
    return row.name or say("asks.results.number", language, number=row.number)


def _cell(items: Sequence[ShownItem], language: str) -> str:
    unchecked = say("asks.results.unchecked", language)
    return "\n".join(
        f"{one.title[1]}: {one.verdict.sentence if one.verdict else unchecked}" for one in items
    )
