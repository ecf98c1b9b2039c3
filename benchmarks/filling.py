"""Ten million awards in the service's own tables, filled by the database itself.

Each award has what one of a class has: a learner with its key and three words to search by, a
sent mail, a file, a place. Three of a thousand are withdrawn, one in three was opened. They come
one a second, in classes of a thousand. Only the latest million have what is of use for a while: the
rows of their class lists and, where nobody opened the award, a reminder. The content of an award and the
octets of its file are short, so that ten million take some 25 GB; no question reads more of them than a page shows.

Indexes are left out while rows are filled in and are written afterwards, each at once: else ten
million took days. So they are as tight as after REINDEX, about two thirds of what they grow to.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

A_CLASS = 1_000
RECENT = 1_000_000
"""So many of the latest have rows of class lists and reminders."""
REMINDED_AFTER = [1, 2]
"""Days."""
_FEW = 20_000
"""So many are filled in with the indexes in place."""
_APART = 1_000_000_000
"""Numbers of one organisation's awards, learners and classes begin so far after another's."""


def fill(organisation: int, number: int) -> None:
    """Copies of the organisation's first award, which a class brought, until it has `number`."""
    from tesela.site.awards.models import Award
    from tesela.site.providers.models import Organisation
    from tesela.site.setup import measure

    awards = Award.objects.filter(organisation=organisation).order_by("counter")
    first, last = awards[0], awards.reverse()[0].counter
    given = {
        "first": last + 1,
        "end": number,
        "award": first.pk.hex,
        "organisation": organisation,
        "apart": organisation * _APART,
        "recent": max(last + 1, number - RECENT),
    }
    _add_classes(first, given)
    with _without_indexes() if number - last > _FEW else _as_they_are():
        for statement in _COPIES:
            _execute(statement, given)
    Organisation.objects.filter(pk=organisation).update(next_counter=number)
    _settle()
    measure()


def _add_classes(first: Any, given: dict[str, Any]) -> None:
    from tesela.site.classes.models import Batch, BatchState

    like = Batch.objects.get(pk=first.batch)
    made = []
    for of in range(given["first"] // A_CLASS, given["end"] // A_CLASS + 1):
        last = min(given["end"], (of + 1) * A_CLASS)
        like.pk = uuid.UUID(int=given["apart"] + of)
        like.state = BatchState.FINISHED
        like.finished_at = datetime.now(UTC) - timedelta(seconds=given["end"] - last)
        like.not_before = like.finished_at - timedelta(seconds=A_CLASS)
        like.remind_after_days = REMINDED_AFTER if last > given["recent"] else []
        made.append(Batch(**{f.attname: getattr(like, f.attname) for f in Batch._meta.fields}))
    Batch.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)


def _execute(statement: str, given: dict[str, Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_in_words_of(connection.vendor, statement), given)


@contextmanager
def _as_they_are() -> Iterator[None]:
    yield


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Indexes of the tables that are filled are written at the end of the block."""
    from django.db import connection

    tables = tuple(re.findall(r"INSERT INTO (\w+)", " ".join(_COPIES)))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Copies refer to nothing but copies, and they are as good as what they are copied from.
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(
                "UPDATE pg_index SET indisready = false WHERE indrelid = ANY(%s::regclass[])",
                [list(tables)],
            )
            yield
            for table in dict.fromkeys(tables):
                cursor.execute(f"REINDEX TABLE {table}")  # makes them ready again
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index'")
        listed = [(name, sql) for name, table, sql in cursor if table in tables and sql]
        for name, _ in listed:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, sql in listed:
            cursor.execute(sql)


def _settle() -> None:
    """As PostgreSQL does by itself after a while."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


_COPIES = (
    """INSERT INTO awards_learner (id, organisation_id, urn, name, email, contact)
        SELECT m, %(organisation)s, 'urn:uuid:' || m, 'Eleni Papa' || n % 977,
               'bench' || n || '@example.org', '' FROM numbers""",
    """INSERT INTO awards_learnerkey (organisation_id, learner_id, key)
        SELECT %(organisation)s, m, HEX(m) FROM numbers""",
    """INSERT INTO awards_learnerword (organisation_id, learner_id, word)
        SELECT %(organisation)s, m,
               CASE k WHEN 0 THEN 'eleni' WHEN 1 THEN 'papa' || n % 977
                      ELSE 'bench' || n || '@example.org' END
        FROM numbers, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2) AS w""",
    """INSERT INTO awards_award (id, organisation_id, edition_id, learner_id, batch, row, key,
            certificate_number, content_digest, content, name, awarded_on, issued_at, method, counter,
            current, withdrawn_at, opened_at, reason, page_digest, code_digest)
        SELECT UUID(m), a.organisation_id, a.edition_id, m, CLASS(n / 1000), n % 1000 + 2, HEX(m), '',
               a.content_digest, CASE WHEN n < 1000 THEN a.content ELSE '{}' END, 'Eleni Papa' || n % 977, a.awarded_on,
               MADE(n), a.method, n, TRUE,
               CASE WHEN n % 333 = 0 THEN MADE(n) END, CASE WHEN n % 3 = 0 THEN MADE(n) END,
               '', HEX(m), HEX(m + 500000000)
        FROM numbers, awards_award a WHERE a.id = ID(award)""",
    """INSERT INTO awards_mail (organisation_id, award_id, kind, number, "to", message_id, state, tries,
            due_at, made_at, sent_at, answer)
        SELECT %(organisation)s, UUID(m), 'award', 1, 'bench' || n || '@example.org', '<' || m || '>',
               CASE WHEN n % 10000 = 0 THEN 'failed' ELSE 'sent' END, 1, MADE(n), MADE(n), MADE(n), ''
        FROM numbers, awards_award a WHERE a.id = ID(award)""",
    """INSERT INTO awards_mail (organisation_id, award_id, kind, number, "to", message_id, state, tries,
            due_at, made_at, sent_at, answer)
        SELECT %(organisation)s, UUID(m), 'reminder', 2, 'bench' || n || '@example.org',
               '<2-' || m || '>', 'sent', 1, MADE(n), MADE(n), MADE(n), ''
        FROM numbers, awards_award a
        WHERE a.id = ID(award) AND n %% 3 > 0 AND n >= %(recent)s""",
    """INSERT INTO awards_credentialfile (award_id, format, packed, digest, made_at)
        SELECT UUID(m), 'openbadge', BYTES(60), BYTES(32), MADE(n)
        FROM numbers, awards_award a WHERE a.id = ID(award)""",
    """INSERT INTO classes_row (batch_id, number, cells, marks, name, by_mail, state, problems, award_key,
            former_key, person_key, content_digest, award_id)
        SELECT CLASS(n / 1000), n % 1000 + 2, r.cells, r.marks, 'Eleni Papa' || n % 977, TRUE, 'issued',
               r.problems, HEX(m), '', SUBSTR(HEX(m), 1, 16), r.content_digest, UUID(m)
        FROM numbers, classes_row r WHERE r.award_id = ID(award) AND n >= %(recent)s""",
)
"""By number `n` in the organisation and `m` among all; words in capitals are each database's own."""


def _in_words_of(vendor: str, statement: str) -> str:
    if vendor == "postgresql":
        functions = {
            r"CLASS\((.*?)\)": r"CAST(lpad(to_hex(CAST(%(apart)s AS bigint) + \1), 32, '0') AS uuid)",
            r"HEX\((.*?)\)": r"(md5(CAST(\1 AS text)) || md5(''))",
            r"UUID\((.*?)\)": r"CAST(md5('a' || CAST(\1 AS text)) AS uuid)",
            r"ID\(award\)": "CAST(%(award)s AS uuid)",
            r"BYTES\((.*?)\)": r"decode(repeat('00', \1), 'hex')",
            r"MADE\((.*?)\)": r"(a.issued_at - (%(end)s - \1) * interval '1 second')",
        }
        numbers = "SELECT n FROM generate_series(%(first)s, %(end)s - 1) AS s(n)"
    else:
        mixed = r"printf('%%08x%%0{0}x', (\1) * 2654435761 %% 4294967296, \1)"
        functions = {
            r"CLASS\((.*?)\)": r"printf('%%032x', %(apart)s + \1)",
            r"HEX\((.*?)\)": mixed.replace("{0}", "56"),
            r"UUID\((.*?)\)": mixed.replace("{0}", "24"),
            r"ID\(award\)": "%(award)s",
            r"BYTES\((.*?)\)": r"zeroblob(\1)",
            r"MADE\((.*?)\)": r"datetime(a.issued_at, '-' || (%(end)s - \1) || ' seconds')",
        }
        numbers = "SELECT %(first)s UNION ALL SELECT n + 1 FROM counted WHERE n < %(end)s - 1"
    statement = re.sub(r" % (?=\d)", " %% ", statement)
    for pattern, written in functions.items():
        statement = re.sub(rf"\b{pattern}", written, statement)
    recursive = "" if vendor == "postgresql" else "RECURSIVE "
    return (
        f"WITH {recursive}counted(n) AS ({numbers}), "
        f"numbers(n, m) AS (SELECT n, n + CAST(%(apart)s AS bigint) FROM counted) {statement}"
    )
