"""The service's database with a hundred thousand, a million and ten million awards: its plans.

    python -m benchmarks.ten_million [--awards 100000 1000000 10000000] [--plans]

Works on a database of its own: SQLite in a temporary folder, or the empty PostgreSQL database that
TESELA_DATABASE names, as its superuser (`scripts/with-postgresql`). One organisation has nearly all awards,
another 100,000, a third nine (`benchmarks.filling`). Then the pages of all are asked for, and what a worker asks
about every second. Ten million take some 25 GB and an hour of a busy machine.

For each the number of questions to the database is printed, the most rows that a step of one of them looks at, the
most pages of 8 kB that one touches, and the indexes of the one with most rows: all are the same however busy the
machine is. With `--plans` the plan of every question that looks at many. What grows with the number
of awards is a fault.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from tempfile import mkdtemp
from typing import Any, NamedTuple
from uuid import uuid4

from benchmarks.filling import fill

MIDDLING = 100_000
MANY = 12_000
"""Rows; so many are looked at where ten thousand are counted (`awards.listing.MOST`)."""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.ten_million")
    asked.add_argument("--awards", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    asked.add_argument(
        "--plans", action="store_true", help="print the plans of what looks at many rows"
    )
    options = asked.parse_args()
    os.environ.setdefault("TESELA_DATA", mkdtemp(prefix="tesela-benchmark-"))
    os.environ |= {"TESELA_REQUESTS_A_MINUTE": "1000000", "TESELA_HOSTS": "testserver"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    import django

    django.setup()
    from django.db import connection

    from benchmarks.service import Provider
    from tesela.site.setup import bring_up_to_date

    bring_up_to_date()
    print(f"On {connection.vendor}.")
    small, middling, large = Provider(), Provider(), Provider()
    for one in (small, middling, large):
        one.make(9)
    fill(middling.of.pk, MIDDLING)
    for number in options.awards:
        began = time.perf_counter()
        fill(large.of.pk, number)
        print(f"\n{number} awards, filled in {time.perf_counter() - began:.0f} s, {_size()}")
        for name, work in (
            *_pages("ten", small),
            *_pages("100,000", middling),
            *_pages("all", large),
            *_worker(large.of),
            *_strangers(large.of),
        ):
            _print(name, work, plans=options.plans)


def _pages(whose: str, provider: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    for name, path in provider.pages():
        yield f"{whose}: {name}", lambda path=path: provider.open(path)


def _worker(of: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a worker asks, and who withdraws a thousand."""
    from tesela.site.awards import chunks, mails, stamping, status, tasks, withdrawals
    from tesela.site.awards.models import Award, StatusList
    from tesela.site.classes.models import Batch

    now = datetime.now(UTC)
    awards = Award.objects.filter(organisation=of).order_by("-counter")[:1000]
    counters = list(awards.values_list("counter", flat=True))
    listed = StatusList.objects.filter(organisation=of, purpose="revocation").order_by("number")
    yield "worker: what is to be done", tasks.tick
    yield "worker: the next mail", lambda: mails._first_due(of.pk, now)
    yield "worker: reminders", mails.remind_due
    yield "worker: whose awards are new", lambda: _present(of)
    yield (
        "worker: a thousand are withdrawn",
        lambda: status.mark_changed(of, counters, "revocation"),
    )
    yield "worker: a status list", lambda: list(status._edits(listed[0]))
    yield "worker: a status list, signed", lambda: status.current_document(listed[0])
    yield "worker: time-stamps", stamping.is_wanted
    batch = Batch.objects.filter(organisation=of).order_by("made_at").reverse()[0]
    yield "worker: the next chunk of a class", lambda: chunks.is_wanted(batch, 1000)
    yield "worker: what comes back", lambda: tasks._look_after(now)
    addresses = [f"bench{number}@example.org" for number in range(2000, 3000)]
    edition = batch.edition.description_id
    yield "awards of a thousand addresses", lambda: withdrawals._found(of, addresses, edition)


def _strangers(of: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """What learners, verification and the operator's monitoring ask."""
    from django.test import Client

    from tesela.site import metrics
    from tesela.site.accounts.models import User
    from tesela.site.awards.models import Award
    from tesela.site.portfolio import actions, links
    from tesela.site.verifier import acquainted, own
    from tests.site import people

    award = Award.objects.filter(organisation=of).order_by("counter")[0]
    page, user = f"/c/{links.token_of(award)}", User.objects.of_address("bench2000@example.org")
    user.emailaddress_set.update_or_create(
        email="bench2000@example.org", defaults={"verified": True, "primary": True}
    )
    nobody = "did:web:nobody.example"
    yield "learner: an award by its address", lambda: Client().get(page)
    yield "learner: a letter's code", lambda: links.opened_by("code_digest", "1234-5678")
    yield "learner: awards sent to an address", lambda: list(actions.offered(user)[:50])
    yield "learner: the portfolio", lambda: people.signed_in(user).get("/portfolio")
    yield (
        "verify: whether it is from here",
        lambda: acquainted._asked(nobody, [f"{nobody}#1"], uuid4(), bytes(32)),
    )
    yield "verify: an identity of before", lambda: own._vouched(nobody)
    yield "monitoring", lambda: list(metrics._counted(datetime.now(UTC)))


def _present(of: Any) -> object:
    from tesela.site import bulk
    from tesela.site.awards.models import Award

    keys = bulk.among([f"{number:064x}" for number in range(1000)])
    return list(
        Award.objects.filter(organisation=of, current=True, key__in=keys).values_list("key")
    )


def _print(name: str, work: Callable[[], object], *, plans: bool) -> None:
    """Questions and rows, which are the same however busy the machine is."""
    from django.core.cache import cache
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            work()
        asked = [one["sql"] for one in captured.captured_queries if _is_read(one["sql"])]
        looked = {sql: _looked_at(sql) for sql in asked}
        transaction.set_rollback(True)
    most = max(looked.values(), key=lambda one: (one.rows, one.pages), default=Looked(0, 0, []))
    pages = max((one.pages for one in looked.values()), default=0)
    print(
        f"{name:<36}{len(captured):>4} questions, of one at most {most.rows:>8} rows and "
        f"{pages:>7} pages; {most.by}",
        flush=True,
    )
    for sql, one in looked.items():
        if plans and (one.rows > MANY or one.pages > MANY):
            print(f"    {one.rows} rows, {one.pages} pages: {sql[:300]}")
            print("\n".join(f"      {line}" for line in one.plan))


def _is_read(sql: str) -> bool:
    return sql.lstrip().startswith("SELECT") and "advisory" not in sql


class Looked(NamedTuple):
    """What a question looks at."""

    rows: int
    """In one step of its plan."""
    pages: int
    """Of 8 kB, in all, wherever they were; known of PostgreSQL only."""
    plan: list[str]

    @property
    def by(self) -> str:
        """The indexes and tables of its plan."""
        named = (line.strip().partition(" by ")[2].partition(":")[0] for line in self.plan)
        return ", ".join(dict.fromkeys(filter(None, named)))


def _looked_at(sql: str) -> Looked:
    """As the database says.

    SQLite says only which tables it walks through from end to end: their size counts.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}".replace("%", "%%"), ())
            (plan,) = cursor.fetchone()[0]
            steps = list(_steps(plan["Plan"]))
            pages = sum(plan["Plan"][f"Shared {how} Blocks"] for how in ("Hit", "Read"))
            return Looked(max(rows for rows, _ in steps), pages, [line for _, line in steps])
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), ())
        lines = [str(line[-1]) for line in cursor.fetchall()]
        walked = [
            line.split()[1] for line in lines if line.startswith("SCAN") and " LIMIT" not in sql
        ]
        known = set(connection.introspection.table_names(cursor))
        rows = 0
        for table in set(walked) & known:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            rows = max(rows, cursor.fetchone()[0])
        return Looked(rows, 0, lines)


def _steps(plan: dict[str, Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    """Rows that each step of a plan of PostgreSQL's looked at, those it left out too."""
    loops = plan["Actual Loops"]
    left = sum(
        plan.get(name, 0) for name in ("Rows Removed by Filter", "Rows Removed by Index Recheck")
    )
    rows = round((plan["Actual Rows"] + left) * loops)
    of = plan.get("Index Name") or plan.get("Relation Name")
    by = f" by {of}" if of else ""
    yield rows, f"{'  ' * depth}{plan['Node Type']}{by}: {rows} rows"
    for below in plan.get("Plans", ()):
        yield from _steps(below, depth + 1)


def _size() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return f"{cursor.fetchone()[0] / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
