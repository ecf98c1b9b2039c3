"""The service's database with a hundred thousand, a million and ten million awards: its plans.

    python -m benchmarks.ten_million [--awards 100000 1000000 10000000] [--plans]

Works on a database of its own: SQLite in a temporary folder, or the empty PostgreSQL database that
TESELA_DATABASE names (`scripts/with-postgresql`). One organisation has all awards but ten, another has
ten. The tables are filled by the database itself, with their indexes, so that a million takes minutes, not
hours; credentials are empty. Then the pages of both are asked for, and what a worker asks about every second.

For each the number of questions to the database is printed, and the most rows that a step of one of them looks at: they
are the same however busy the machine is. With `--plans` the plan of every question that looks at many. What
grows with the number of awards is a fault.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from tempfile import mkdtemp
from typing import Any

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
    small, large = Provider(), Provider()
    small.award(10)
    large.award(1000)
    for number in options.awards:
        began = time.perf_counter()
        _fill(large.of.pk, number)
        print(f"\n{number} awards, filled in {time.perf_counter() - began:.0f} s, {_size()}")
        for name, work in (*_pages("ten", small), *_pages("all", large), *_worker(large.of)):
            _print(name, work, plans=options.plans)


def _pages(whose: str, provider: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    for name, path in provider.pages():
        yield f"{whose}: {name}", lambda path=path: provider.open(path)


def _worker(of: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a worker asks."""
    from tesela.site.awards import mails, stamping, status, tasks
    from tesela.site.awards.models import Award, StatusList

    now = datetime.now(UTC)
    awards = Award.objects.filter(organisation=of).order_by("-counter")[:1000]
    counters = list(awards.values_list("counter", flat=True))
    listed = StatusList.objects.filter(organisation=of, purpose="revocation").order_by("number")
    yield "worker: what is to be done", tasks.tick
    yield "worker: the next mail", lambda: mails._first_due(now)
    yield "worker: reminders", mails.remind_due
    yield "worker: whose awards are new", lambda: _present(of)
    yield (
        "worker: a thousand are withdrawn",
        lambda: status.mark_changed(of, counters, "revocation"),
    )
    yield "worker: a status list", lambda: list(status._edits(listed[0]))
    yield "worker: time-stamps", stamping.is_wanted


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
    most = max((rows for rows, _ in looked.values()), default=0)
    print(f"{name:<42}{len(captured):>4} questions, {most:>9} rows looked at in one", flush=True)
    for sql, (rows, plan) in looked.items():
        if plans and rows > MANY:
            print(f"    {rows} rows: {sql[:300]}")
            print("\n".join(f"      {line}" for line in plan))


def _is_read(sql: str) -> bool:
    return sql.startswith("SELECT") and "advisory" not in sql


def _looked_at(sql: str) -> tuple[int, list[str]]:
    """The most rows that a step of its plan looks at, and the plan.

    SQLite says only which tables it walks through from end to end: their size counts.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}".replace("%", "%%"), ())
            (plan,) = cursor.fetchone()[0]
            steps = list(_steps(plan["Plan"]))
            return max(rows for rows, _ in steps), [line for _, line in steps]
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
        return rows, lines


def _steps(plan: dict[str, Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    """Rows that each step of a plan of PostgreSQL's looked at, those it left out too."""
    loops = plan["Actual Loops"]
    left = sum(
        plan.get(name, 0) for name in ("Rows Removed by Filter", "Rows Removed by Index Recheck")
    )
    rows = round((plan["Actual Rows"] + left) * loops)
    of = " ".join(str(plan[name]) for name in ("Index Name", "Relation Name") if name in plan)
    yield rows, f"{'  ' * depth}{plan['Node Type']} {of}: {rows} rows"
    for below in plan.get("Plans", ()):
        yield from _steps(below, depth + 1)


def _fill(organisation: int, number: int) -> None:
    """Copies of the organisation's first award until it has `number`."""
    from django.db import connection

    from tesela.site.awards.models import Award
    from tesela.site.setup import measure

    first = Award.objects.filter(organisation=organisation).order_by("counter")[0]
    last = Award.objects.filter(organisation=organisation).order_by("-counter")[0].counter
    given = {"first": last + 1, "end": number, "award": first.pk.hex, "organisation": organisation}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET session_replication_role = replica"
            )  # its own copies refer to nothing else
            cursor.execute("SET work_mem = '256MB'")
        for statement in _COPIES:
            cursor.execute(_in_words_of(connection.vendor, statement), given)
        cursor.execute(
            "UPDATE providers_organisation SET next_counter = %(end)s WHERE id = %(organisation)s",
            given,
        )
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("VACUUM ANALYZE")  # as it does by itself after a while
    measure()


_LEARNER = 1_000_000_000
_COPIES = (
    f"""INSERT INTO awards_learner (id, organisation_id, urn, name, email, contact)
        SELECT {_LEARNER} + n, %(organisation)s, 'urn:uuid:' || n, 'Eleni ' || n || ' Papa' || n % 977,
               'bench' || n || '@example.org', '' FROM numbers""",
    f"""INSERT INTO awards_learnerkey (organisation_id, learner_id, key)
        SELECT %(organisation)s, {_LEARNER} + n, HEX(n) FROM numbers""",
    f"""INSERT INTO awards_learnerword (organisation_id, learner_id, word)
        SELECT %(organisation)s, {_LEARNER} + n,
               CASE k WHEN 0 THEN 'eleni' WHEN 1 THEN 'papa' || n % 977
                      WHEN 2 THEN CAST(n AS text) ELSE 'bench' || n || '@example.org' END
        FROM numbers, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS w""",
    f"""INSERT INTO awards_award (id, organisation_id, edition_id, learner_id, batch, row, key,
            certificate_number, content_digest, content, name, awarded_on, issued_at, method, counter,
            current, withdrawn_at, opened_at, reason, page_digest, code_digest)
        SELECT UUID(n), a.organisation_id, a.edition_id, {_LEARNER} + n, a.batch, n, HEX(n), '',
               a.content_digest, a.content, 'Eleni ' || n || ' Papa' || n % 977, a.awarded_on,
               EARLIER(n), a.method, n, TRUE,
               CASE WHEN n % 1000 = 0 THEN a.issued_at END, CASE WHEN n % 3 = 0 THEN a.issued_at END,
               '', HEX(n), HEX(n + 1000000000)
        FROM numbers, awards_award a WHERE a.id = ID(award)""",
    """INSERT INTO awards_mail (organisation_id, award_id, kind, number, "to", message_id, state, tries,
            due_at, made_at, sent_at, answer)
        SELECT %(organisation)s, UUID(n), 'award', 1, 'bench' || n || '@example.org', '<' || n || '>',
               CASE WHEN n % 10000 = 0 THEN 'failed' ELSE 'sent' END, 1,
               a.issued_at, a.issued_at, a.issued_at, ''
        FROM numbers, awards_award a WHERE a.id = ID(award)""",
    """INSERT INTO awards_credentialfile (award_id, format, packed, digest, made_at)
        SELECT UUID(n), 'openbadge', BYTES(200), BYTES(32), a.issued_at
        FROM numbers, awards_award a WHERE a.id = ID(award)""",
)
"""Awards by number, as each database numbers; the words in capitals are written by `_in_words_of`."""


def _in_words_of(vendor: str, statement: str) -> str:
    import re

    postgresql = vendor == "postgresql"
    functions = (
        {
            r"HEX\((.*?)\)": r"md5(CAST(\1 AS text)) || md5('')",
            r"UUID\((.*?)\)": r"CAST(md5('a' || CAST(\1 AS text)) AS uuid)",
            r"ID\(award\)": r"CAST(%(award)s AS uuid)",
            r"BYTES\((.*?)\)": r"decode(repeat('00', \1), 'hex')",
            r"EARLIER\((.*?)\)": r"a.issued_at - \1 * interval '1 second'",
        }
        if postgresql
        else {
            r"HEX\((.*?)\)": r"printf('%%032x%%032x', (\1) * 2654435761 %% 4294967296, \1)",
            r"UUID\((.*?)\)": r"printf('%%08x%%024x', (\1) * 2654435761 %% 4294967296, \1)",
            r"ID\(award\)": r"%(award)s",
            r"BYTES\((.*?)\)": r"zeroblob(\1)",
            r"EARLIER\((.*?)\)": r"datetime(a.issued_at, '-' || \1 || ' seconds')",
        }
    )
    statement = re.sub(r" % (?=\d)", " %% ", statement)
    for pattern, written in functions.items():
        statement = re.sub(pattern, written, statement)
    numbers = (
        "SELECT n FROM generate_series(%(first)s, %(end)s - 1) AS s(n)"
        if postgresql
        else "SELECT %(first)s UNION ALL SELECT n + 1 FROM numbers WHERE n < %(end)s - 1"
    )
    recursive = "" if postgresql else "RECURSIVE "
    return f"WITH {recursive}numbers(n) AS ({numbers}) {statement}"


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
