"""SIGKILL at random moments, on both databases: everything is there exactly once.

With TESELA_KILL_AWARDS=100000 it is so many awards, which takes the better part of an hour:
`TESELA_KILL_AWARDS=100000 .venv/bin/pytest tests/site/test_working_killed.py -k sqlite`, and
`-k postgresql`.
"""

import json
import os
import random
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import tables
from tests.postgresql import Cluster, postgresql  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "TESELA_TEST_DATABASE" in os.environ, reason="has a database of its own, each time the same"
    ),
]
AWARDS = os.environ.get("TESELA_KILL_AWARDS") or "0"
KILLS = 25 if AWARDS == "0" else 50
_SECONDS = 3600
_SECONDS_AN_AWARD = 0.1


def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def survived(data: Path, **more: str) -> dict[str, object]:
    """What tests.site.killed saw on a database of its own."""
    seed = os.environ.get("TESELA_KILL_SEED") or str(random.SystemRandom().randrange(10**6))
    print(f"TESELA_KILL_SEED={seed}")
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    port = free_port()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.site.killed", str(KILLS), seed, AWARDS],
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
            "TESELA_DATA": str(data),
            "TESELA_SECRET_KEY": secrets.token_hex(32),
            "TESELA_ADDRESS": f"http://localhost:{port}",
            "TESELA_SMTP_HOST": "127.0.0.1",
            "TESELA_SMTP_PORT": free_port(),
            "TESELA_REQUESTS_A_MINUTE": "1000000",
            "TESELA_OFFLINE": "1",
            **more,
        },
        capture_output=True,
        text=True,
        timeout=_SECONDS + int(AWARDS) * _SECONDS_AN_AWARD,
    )
    print(ran.stdout)
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def assert_survived(seen: dict[str, object]) -> None:
    kills = seen["kills"]
    assert isinstance(kills, dict)
    assert sum(kills.values()) >= KILLS
    assert seen["superseded"], "nobody was corrected, so that nothing was tested of it"
    answers = seen["answers"]
    assert isinstance(answers, dict)
    assert not [status for status in answers if int(status) >= 500]


def test_killed_on_sqlite(tmp_path: Path) -> None:
    tables.lay(tmp_path)
    assert_survived(survived(tmp_path))


def test_killed_on_postgresql(tmp_path: Path, postgresql: Cluster) -> None:  # noqa: F811
    assert_survived(survived(tmp_path, TESELA_DATABASE=postgresql.database()))
