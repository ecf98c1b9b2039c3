"""Accessible PDFs: Typst beside WeasyPrint, and a class with its PDFs beside Typst alone.

Both get the same content: we as our Typst document, WeasyPrint as the page that
we write of it, asked for PDF/UA-1. Ours is PDF/A-3a as well, and carries the
credential and the description; WeasyPrint is not asked for that.

Of a class some rows are measured, and told for 50,000 on two cores: a PDF takes
as long as the one before. What is set beside nothing but compiling such documents
goes two ways: as the library writes files, from the row of the class list to the
signed badge and its PDF, each naming its own page; and as the service works, from the
row to the award in its database (SQLite), its badge, its mail to send and its PDF, all
kept. No two documents are the same, since Typst remembers those it has made.
"""

import logging
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeVar

from benchmarks import roster, sample
from benchmarks.figures import Effort, Figure, ratio, run, unmeasured, versions_of
from benchmarks.into_database import begin
from tesela.formats import document
from tesela.formats.document import pdf_writer
from tesela.formats.document.parts import Content
from tesela.issuing import Options
from tesela.issuing.credentials import CREDENTIAL_TYPE, DESCRIPTION_TYPE, Making, issue_award
from tesela.issuing.edition import Edition
from tesela.model.achievement import Achievement
from tesela.model.award import Award

CLASS = 50_000
CORES = 2
WANTED = 1.2
BOTH = Options(formats=("openbadge", "pdf"), state_page="https://learning.example/awards/AWARD")
Given = TypeVar("Given")


class Round(NamedTuple):
    """Processor seconds of a row."""

    ours: float
    typst: float


def figures(effort: Effort) -> Iterator[Figure]:
    """Three rows."""
    each = effort.of(80, 10)
    makings = _Makings(sample.achievement())
    yield _beside_weasyprint(makings, effort)
    yield _over_typst("signed badges and accessible PDFs", each, _by_the_library(makings, effort))
    with (
        tempfile.TemporaryDirectory() as folder,
        get_context("spawn").Pool(1, begin, (folder, None)) as process,
    ):
        rounds = process.apply(_by_the_service, (each, effort.rounds))
    yield _over_typst("signed badges, mails to send and accessible PDFs, all kept", each, rounds)


class _Makings:
    """Awards of one class list, each handed out once, and what is made of them."""

    def __init__(self, achievement: Achievement) -> None:
        self.achievement = achievement
        self.edition = Edition(self.achievement, sample.KEY.controller)
        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name) / "rows.csv"
        roster.write(file, 10_000)
        self.awards = roster.awards(file, self.achievement)

    def contents(self, number: int) -> list[Content]:
        return [self._making(award).content for award in islice(self.awards, number)]

    def documents(self, number: int) -> list[bytes]:
        """What Typst is given."""
        return [
            pdf_writer._with_data(pdf_writer._document(content, self._attachments()))
            for content in self.contents(number)
        ]

    def pdf(self, content: Content) -> bytes:
        return document.pdf(content, attachments=self._attachments(), created=sample.CREATED)

    def issued(self, awards: Iterable[Award]) -> int:
        """How many octets the files of these awards have."""
        made = (
            issue_award(self.edition, award, sample.KEY, issued_at=sample.CREATED, options=BOTH)
            for award in awards
        )
        return sum(len(data) for one in made for data in one.files.values())

    def _making(self, award: Award) -> Making:
        return Making(self.edition, award, (), sample.KEY, sample.CREATED, BOTH)

    def _attachments(self) -> list[document.Attachment]:
        description = self.edition.description
        return [
            document.Attachment("a.json", CREDENTIAL_TYPE, description[:14_000], "a", "data"),
            document.Attachment("b.jsonld", DESCRIPTION_TYPE, description, "b", "supplement"),
        ]


def _beside_weasyprint(makings: _Makings, effort: Effort) -> Figure:
    what = "accessible PDFs a second and core, beside WeasyPrint"
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        return unmeasured(what, error, target=5)
    for talkative in ("weasyprint", "fontTools"):
        logging.getLogger(talkative).setLevel(logging.ERROR)

    def printed(content: Content) -> bytes | None:
        page = document.page(content, credential=b"{}", credential_name="a.json")
        made: bytes | None = HTML(string=page.decode()).write_pdf(pdf_variant="pdf/ua-1")
        return made

    ours, theirs = [], []
    for turn in range(effort.rounds + 1):
        each = 3 if turn else 2
        ours.append(_seconds_each(makings.pdf, makings.contents(each)))
        theirs.append(_seconds_each(printed, makings.contents(each)))
    return ratio(
        what,
        theirs[1:],  # the first turn warms up
        ours[1:],
        target=5,
        ours=f"typst {median(ours[1:]) * 1000:.0f} ms",
        peer=f"weasyprint {median(theirs[1:]) * 1000:.0f} ms",
        versions=versions_of("typst", "weasyprint"),
    )


def _by_the_library(makings: _Makings, effort: Effort) -> list[Round]:
    each = effort.of(80, 10)
    makings.issued(islice(makings.awards, 4))
    rounds = []
    for _ in range(effort.rounds):
        begun = time.process_time()
        makings.issued(islice(makings.awards, each))
        ours = (time.process_time() - begun) / each
        rounds.append(Round(ours, _seconds_each(_compiled, makings.documents(each))))
    return rounds


def _by_the_service(each: int, rounds: int) -> list[Round]:
    """In a process of its own, where the service has a database."""
    from tests.site import people

    edition = people.published(people.organisation())
    makings = _Makings(edition.achievement)
    _class(edition, 0, 40)
    _seconds_each(_compiled, makings.documents(4))
    measured = []
    for turn in range(rounds):
        begun = time.process_time()
        _class(edition, 40 + turn * each, 40 + (turn + 1) * each)
        ours = (time.process_time() - begun) / each
        measured.append(Round(ours, _seconds_each(_compiled, makings.documents(each))))
    return measured


def _class(edition: Any, first: int, end: int) -> None:
    """A class as a worker makes it, and then its PDFs."""
    from tesela.site.awards import batches, making
    from tesela.site.awards.models import Award, Mail
    from tests.site.classlists import waiting

    cells = [
        (f"Eleni {at}", f"Papa{at % 977}", f"bench{at}@example.org", "", "", "")
        for at in range(first, end)
    ]
    batch = waiting(edition, cells)
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)
    awards = Award.objects.filter(batch=batch.pk).select_related("organisation", "edition")
    making.make(awards, ("pdf",))
    assert Mail.objects.filter(award__batch=batch.pk, state="waiting").count() == end - first


def _over_typst(made: str, each: int, rounds: Sequence[Round]) -> Figure:
    ours, alone = [one.ours for one in rounds], [one.typst for one in rounds]
    minutes = median(ours) * CLASS / CORES / 60
    told = f"told from {each * len(rounds)} rows"
    return ratio(
        f"{CLASS:,} rows to {made}, over Typst alone",
        ours,
        alone,
        target=WANTED,
        kind="at most",
        ours=f"{median(ours) * 1000:.0f} ms a row, {minutes:.0f} min on {CORES} cores ({told})",
        peer=f"typst {median(alone) * 1000:.0f} ms",
        versions=versions_of("typst", "segno"),
    )


def _compiled(source: bytes) -> bytes:
    return pdf_writer._compiled(source, {}, sample.CREATED)


def _seconds_each(act: Callable[[Given], object], given: Sequence[Given]) -> float:
    begun = time.process_time()
    for one in given:
        act(one)
    return (time.process_time() - begun) / len(given)


if __name__ == "__main__":
    run(figures)
