"""An organisation's home: figures that add up, what waits for somebody, and what comes next."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import tesela
from tesela.site.awards.models import Award, Mail
from tesela.site.classes.models import Batch
from tesela.site.providers import figures
from tesela.site.providers.charts import HEIGHT, bars
from tesela.site.providers.models import Organisation
from tesela.text.messages.table import MESSAGES
from tests.site import people

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def of() -> Organisation:
    return people.organisation()


@pytest.fixture
def mary(of: Organisation) -> Client:
    return people.signed_in(people.member(of))


def test_every_award_is_counted_in_its_month_once(of: Organisation) -> None:
    rows = [people.RosterRow(at, f"A{at}", "B") for at in range(2, 9)]
    awards = people.awarded(people.published(of), rows)
    moments = [
        datetime(2026, 3, 1, tzinfo=UTC),
        datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 2, 1, tzinfo=UTC),
        datetime(2025, 4, 1, tzinfo=UTC),
        datetime(2025, 3, 31, 23, 59, tzinfo=UTC),
        datetime(2026, 3, 2, tzinfo=UTC),
        datetime(2026, 3, 3, tzinfo=UTC),
    ]
    for award, moment in zip(awards, moments, strict=True):
        Award.objects.filter(pk=award.pk).update(issued_at=moment)
    Award.objects.filter(pk=awards[0].pk).update(opened_at=NOW)
    Award.objects.filter(pk=awards[5].pk).update(withdrawn_at=NOW, opened_at=NOW)
    Award.objects.filter(pk=awards[6].pk).update(withdrawn_at=NOW, current=False)
    months = figures.awards_by_month(of, NOW)
    assert [month.begins for month in months][:: len(months) - 1] == [
        date(2025, 4, 1),
        date(2026, 3, 1),
    ]
    assert [(one.opened, one.unopened, one.withdrawn) for one in months[-2:]] == [
        (0, 2, 0),
        (1, 0, 1),
    ]
    assert months[0].total == 1
    assert sum(one.total for one in months) == 5, "a year ago and corrected ones are not in it"


def test_another_organisation_is_not_counted(of: Organisation) -> None:
    people.awarded(people.published(people.organisation("other-house")))
    assert not any(month.total for month in figures.awards_by_month(of, datetime.now(UTC)))


@pytest.mark.parametrize("most", [1, 2, 9, 11, 100, 101, 99_999])
def test_bars_keep_inside_and_have_few_digits(most: int) -> None:
    chart = bars([("a", (most, 0, 0)), ("b", (0, 1, 0)), ("c", (0, 0, 0))])
    assert max(piece.height for piece in chart.pieces) <= HEIGHT
    assert min(piece.height for piece in chart.pieces) >= 1, "one award is seen"
    assert chart.lines[-1].value >= most
    assert chart.lines[-1].value % 2 == 0


def test_the_chart_is_told_in_words_and_as_a_table(mary: Client, of: Organisation) -> None:
    people.awarded(people.published(of))
    page = mary.get(f"/organisations/{of.slug}/", headers={"Accept-Language": "en"})
    text = page.content.decode()
    assert re.search(r'<svg[^>]*role="img" aria-labelledby="chart-title chart-text"', text)
    assert "2 awards: 0 opened" in text
    assert text.count("<tr>") == 13
    assert "url(" not in text, "patterns come from the style sheet"


def test_what_waits_for_somebody(mary: Client, of: Organisation) -> None:
    edition = people.published(of)
    [award, opened] = people.awarded(edition)
    today = date(2026, 3, 15)
    mending = Batch.objects.create(
        organisation=of, edition=edition, today=today, state="mending", name="x"
    )
    mending.rows.create(number=2, cells=[], state="refused")
    mending.rows.create(number=3, cells=[], state="refused")
    Batch.objects.create(organisation=of, edition=edition, today=today, state="approving")
    Award.objects.filter(pk=opened.pk).update(opened_at=NOW)
    for number, one in enumerate((award, opened)):
        Mail.objects.create(
            organisation=of,
            award=one,
            kind="award",
            to="x@example.org",
            message_id=str(number),
            due_at=NOW,
            state="bounced",
        )
    membership = of.memberships.get()
    listed = {one.code: one.count for one in figures.matters(membership, NOW)}
    assert listed == {"refused": 1, "approving": 1, "mails": 1}
    text = mary.get(f"/organisations/{of.slug}/").content.decode()
    assert "1 class list has rows to mend" in text
    of.keys.update(retired_at=NOW)
    assert figures.matters(membership, NOW)[0].code == "no_key"


def test_steps_are_those_that_the_role_may_take(of: Organisation) -> None:
    people.member(of, "designer", "d@example.org")
    people.member(of, "viewer", "v@example.org")
    people.member(of)
    steps = {
        one.role: [code for code, _, _ in figures.next_steps(one)] for one in of.memberships.all()
    }
    assert steps == {
        "designer": ["describe", "quality"],
        "viewer": [],
        "owner": ["describe", "quality", "issue", "own"],
    }


def test_the_page_asks_the_database_few_questions(mary: Client, of: Organisation) -> None:
    people.awarded(people.published(of))
    with CaptureQueriesContext(connection) as few:
        mary.get(f"/organisations/{of.slug}/")
    rows = [people.RosterRow(at, f"A{at}", "B") for at in range(10, 40)]
    people.awarded(of.descriptions.get().editions.get(), rows)
    with CaptureQueriesContext(connection) as many:
        mary.get(f"/organisations/{of.slug}/")
    assert len(many) <= len(few) < 22


def test_figures_are_read_from_one_index(of: Organisation) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by how full the table is")
    with CaptureQueriesContext(connection) as asked:
        figures.awards_by_month(of, NOW - timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked[0]["sql"])
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "COVERING INDEX award_figures" in plan


def test_every_act_has_its_sentence() -> None:
    """What is recorded with a fixed name; a name that is put together is tried by its own test."""
    sources = Path(tesela.__file__).parent / "site"
    acts = {
        act
        for path in sources.rglob("*.py")
        for act in re.findall(r'\brecord\([^"()]*(?:\([^()]*\)[^"()]*)*"([a-z_]+\.[a-z_]+)"',
                              path.read_text("utf-8"))
    }  # fmt: skip
    assert len(acts) > 10
    assert {act for act in acts if f"act.{act}" not in MESSAGES} == set()
