"""The service with a thousand and with a hundred thousand awards, and the making of a large class.

    python -m benchmarks.service [--awards 100000] [--rows 10000]

Works on a database of its own: SQLite in a temporary folder, or the empty PostgreSQL database that
TESELA_DATABASE names. Pages are asked for in this process, without a network. What can be compared
between machines are the ratios: a page is flat when it takes as long with many awards as with few.
For each page the plan of every slow query is printed.
"""

import argparse
import os
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from tempfile import mkdtemp

FEW = 1_000
ROUNDS = 9
CHUNK = 500
SLOW_SECONDS = 0.005


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.service")
    asked.add_argument("--awards", type=int, default=100_000, help="how many are many")
    asked.add_argument("--rows", type=int, default=10_000, help="of the class that is made")
    options = asked.parse_args()
    os.environ.setdefault("TESELA_DATA", mkdtemp(prefix="tesela-benchmark-"))
    os.environ |= {"TESELA_REQUESTS_A_MINUTE": "1000000", "TESELA_HOSTS": "testserver"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
    import django

    django.setup()
    from django.db import connection

    from tesela.site.setup import bring_up_to_date

    bring_up_to_date()
    print(f"On {connection.vendor}.")
    provider = Provider()
    if options.rows:
        provider.make(options.rows)
    provider.award(FEW)
    few = provider.page_seconds()
    provider.award(options.awards)
    many = provider.page_seconds()
    print(f"\n{'page':<24}{FEW:>10}{options.awards:>10}   ratio   (milliseconds)")
    for name, seconds in many.items():
        ratio = seconds / few[name]
        print(f"{name:<24}{few[name] * 1000:>10.1f}{seconds * 1000:>10.1f}{ratio:>8.2f}")
    provider.print_plans()


class Provider:
    """An organisation, its awards and a member who looks at them."""

    def __init__(self) -> None:
        from tests.site import people

        self.of = people.organisation(f"bench-{uuid.uuid4().hex[:8]}")
        self._edition = people.published(self.of)
        address = f"{self.of.slug}@example.org"
        self._browser = people.signed_in(people.member(self.of, email=address))

    def make(self, rows: int) -> None:
        """Make a class of `rows` learners as a worker does, mails recorded."""
        from tesela.site.awards import batches
        from tests.site.classlists import learners, waiting

        waiting(self._edition, [("Warm", "Up", "warm@example.org", "", "", "")])
        batch = waiting(self._edition, learners(rows))
        for due in self._due():
            began, cpu = time.perf_counter(), time.process_time()
            assert batches.make(due)
            seconds, worked = time.perf_counter() - began, time.process_time() - cpu
        assert due == batch.pk
        print(
            f"A class of {rows}: {rows / seconds:.0f} rows a second, "
            f"{worked / rows * 1000:.2f} ms of processor a row."
        )

    def _due(self) -> list[uuid.UUID]:
        from tesela.site.awards import batches
        from tesela.site.classes.models import Batch

        batches.begin_due(datetime.now(UTC))
        return list(
            Batch.objects.filter(state="making").order_by("made_at").values_list("pk", flat=True)
        )

    def award(self, number: int) -> None:
        """Up to `number` awards in the register, with their mails, without their files."""
        from tesela.issuing.batch import RowRules, wanted_award
        from tesela.issuing.roster import RosterRow
        from tesela.site.awards import mails
        from tesela.site.awards.models import Award
        from tesela.site.awards.register import DatabaseRegister
        from tests.site import people

        present = Award.objects.filter(organisation=self.of).count()
        achievement, rules = self._edition.achievement, RowRules("en", people.TODAY)
        for first in range(present, number, CHUNK):
            rows = [
                RosterRow(at, f"Eleni {at}", f"Papa{at % 977}", email=f"bench{at}@example.org")
                for at in range(first, min(first + CHUNK, number))
            ]
            register = DatabaseRegister(self.of, self._edition, uuid.uuid4())
            register.reached = {row.number: (row.email or "", "") for row in rows}
            wanted = [wanted_award(achievement, row, rules) for row in rows]
            entries = register.enter(wanted, datetime.now(UTC))
            mails.announce([entry.award for entry in entries if entry])

    def page_seconds(self) -> dict[str, float]:
        """The least of some rounds for each page: on SQLite, processor time; it works in here."""
        from django.db import connection

        from tesela.site.setup import measure

        self._clock = time.process_time
        measure()  # as a worker does every few minutes
        if connection.vendor == "postgresql":
            self._clock = time.perf_counter
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as it does by itself after a while
        return {name: self._seconds(path) for name, path in self.pages()}

    def pages(self) -> Iterator[tuple[str, str]]:
        """Names and addresses of what a member looks at."""
        from tesela.site.awards.models import Award
        from tesela.site.classes.models import Batch

        here = f"/organisations/{self.of.slug}"
        award = list(Award.objects.filter(organisation=self.of).order_by("counter")[:500])[-1]
        yield "home of the provider", f"{here}/"
        yield "list of awards", f"{here}/awards/"
        yield "its tenth page", f"{here}/awards/?page=10"
        yield "awards by name", f"{here}/awards/?q=papa12"
        yield "awards by two names", f"{here}/awards/?q=eleni+papa12"
        yield "awards by a common name", f"{here}/awards/?q=eleni"
        yield "awards by nobody's name", f"{here}/awards/?q=eleni+zebra"
        yield "awards by address", f"{here}/awards/?q=bench777@example.org"
        yield "withdrawn awards", f"{here}/awards/?state=withdrawn"
        yield "opened awards", f"{here}/awards/?opened=yes"
        yield "not opened awards", f"{here}/awards/?opened=no"
        yield "mails with problems", f"{here}/awards/?mail=problem"
        yield "one award", f"{here}/awards/{award.pk}/"
        yield "classes", f"{here}/classes/"
        if batch := Batch.objects.filter(organisation=self.of).order_by("made_at").last():
            yield "the large class", f"{here}/classes/{batch.pk}/"

    def _seconds(self, path: str) -> float:
        from django.core.cache import cache

        seconds = []
        for _ in range(ROUNDS):
            cache.clear()  # as for whoever looks first
            seconds.append(self._once(path))
        return min(seconds)

    def _once(self, path: str) -> float:
        began = self._clock()
        self.open(path)
        return self._clock() - began

    def open(self, path: str) -> None:
        """Ask for a page as its reader does."""
        answer = self._browser.get(path, follow=True)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"

    def print_plans(self) -> None:
        """Plans of the slow queries."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        for name, path in self.pages():
            with CaptureQueriesContext(connection) as seen:
                self._browser.get(path, follow=True)
            slowest = max(seen.captured_queries, key=lambda query: float(query["time"]))
            print(f"\n{name}: {len(seen)} queries, the slowest {slowest['time']} s")
            for query in seen.captured_queries:
                if not query["sql"].startswith("SELECT") or float(query["time"]) < SLOW_SECONDS:
                    continue
                with connection.cursor() as cursor:
                    cursor.execute(f"{explain} {query['sql']}".replace("%", "%%"), ())
                    plan = [str(line[-1]) for line in cursor.fetchall()]
                print(f"  {query['time']} s  {query['sql'][:300]}")
                print("\n".join(f"    {line}" for line in plan))


if __name__ == "__main__":
    main()
