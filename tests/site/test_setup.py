"""Tables made in one go are those that all migrations lead to, and a database of before goes on."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.site.tables_of import _parts

NAMED = os.environ.get("TESELA_TEST_DATABASE")
TOGETHER = """
import sys, django; django.setup()
from tesela.site.setup import bring_up_to_date, is_up_to_date
sys.stdin.readline()
bring_up_to_date()
assert is_up_to_date()
"""
BEFORE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "staff", "zero", interactive=False, verbosity=0)
from tesela.site.setup import bring_up_to_date, is_up_to_date
assert not is_up_to_date()
bring_up_to_date()
assert is_up_to_date()
"""


@contextmanager
def empty(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a service whose database is new: of the kind that is tested."""
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    folder.mkdir()
    own = {**kept, "DJANGO_SETTINGS_MODULE": "tesela.site.settings", "TESELA_DATA": str(folder)}
    if not NAMED:
        yield own
        return
    name = f"setup_{secrets.token_hex(6)}"
    with psycopg.connect(NAMED, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {**own, "TESELA_DATABASE": make_conninfo(NAMED, dbname=name)}
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            server.execute(drop.format(sql.Identifier(name)))


def ran(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def tables(environment: dict[str, str], how: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran(environment, "-m", "tests.site.tables_of", how))
    return found


def test_tables_made_in_one_go_are_those_of_all_migrations(tmp_path: Path) -> None:
    with empty(tmp_path / "one") as one, empty(tmp_path / "other") as other:
        made, migrated = tables(one, "made"), tables(other, "migrated")
    assert made.keys() == migrated.keys()
    assert {name for name in made if made[name] != migrated[name]} == set()
    assert made["rows"]["django_migrations"] > 50


def test_a_database_of_an_earlier_release_goes_on_by_migrations(tmp_path: Path) -> None:
    with empty(tmp_path / "one") as one:
        new = tables(one, "made")
        ran(one, "-c", BEFORE)
        assert tables(one, "made") == new


def test_who_begin_together_make_them_once(tmp_path: Path) -> None:
    with empty(tmp_path / "one") as one:
        several = [
            subprocess.Popen([sys.executable, "-c", TOGETHER], env=one, stdin=subprocess.PIPE)
            for _ in range(3)
        ]
        for each in several:
            each.communicate(b"\n", timeout=300)
        assert [each.returncode for each in several] == [0, 0, 0]


def test_a_table_is_compared_by_its_parts_in_any_order() -> None:
    one = 'CREATE TABLE "t" ("id" integer, "n" decimal(3,\n 1) CHECK ("n" IN (1, 2)))'
    other = 'CREATE TABLE "t" ("n" decimal(3, 1) CHECK ("n" IN (1, 2)), "id" integer)'
    assert _parts(one) == _parts(other) != _parts(one.replace("integer", "text"))
