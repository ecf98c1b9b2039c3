"""Several workers, a real mail server and a kill: each mail arrives once, or again as itself."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests import tables

ROOT = Path(__file__).parents[2]
LEARNERS = 24
SEED = f"""
import sys
import django; django.setup()
from tesela.site.setup import bring_up_to_date; bring_up_to_date()
from tesela.issuing.roster import RosterRow
from tesela.site.awards import mails
from tests.site import people
rows = [RosterRow(at, full_name=f"Learner {{at}}", email=f"l{{at}}@example.org")
        for at in range(2, {LEARNERS + 2})]
mails.announce(people.awarded(people.published(people.organisation(sys.argv[1])), rows))
"""
SEND = """
import django; django.setup()
from tesela.site.awards import mails
mails.send_due(100)
"""
AFTER_THE_LEASE = """
import sys
import django; django.setup()
from datetime import UTC, datetime
from tesela.site.awards import mails
from tesela.site.awards.models import Mail
Mail.objects.filter(state="sending").update(due_at=datetime.now(UTC))
mails.send_due(100)
listed = Mail.objects.filter(organisation__slug=sys.argv[1])
print(sorted(listed.values_list("state", flat=True)))
"""


class Taken:
    """A mail server that writes down what it took, and stops answering when told."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []
        self.holds = 0

    async def handle_DATA(  # noqa: N802 (aiosmtpd calls it so)
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        import asyncio

        mail = message_from_bytes(envelope.content)
        self.mails.append((str(mail["Message-ID"]), envelope.rcpt_tos[0]))
        if self.holds and len(self.mails) == self.holds:
            await asyncio.sleep(30)  # taken, but the worker is not told
        return "250 taken"


@pytest.fixture
def taken() -> Iterator[tuple[Taken, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Taken()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture(autouse=True)
def _one_after_the_other() -> Iterator[None]:
    """On PostgreSQL the processes of these tests share one database."""
    with (Path(tempfile.gettempdir()) / "tesela-tests-sending.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@pytest.fixture
def environment(tmp_path: Path, taken: tuple[Taken, int]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    if named := os.environ.get("TESELA_TEST_DATABASE"):
        kept["TESELA_DATABASE"] = named
    else:
        tables.lay(tmp_path)
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
        "TESELA_DATA": str(tmp_path),
        "TESELA_SMTP_HOST": "127.0.0.1",
        "TESELA_SMTP_PORT": str(taken[1]),
    }


def run(program: str, slug: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, slug],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def begin(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SEND], env=environment, cwd=ROOT)


def test_two_workers_at_once_send_each_mail_once(
    environment: dict[str, str], taken: tuple[Taken, int]
) -> None:
    run(SEED, "at-once", environment)
    workers = [begin(environment) for _ in range(2)]
    assert [worker.wait(timeout=600) for worker in workers] == [0, 0]
    assert len(taken[0].mails) == LEARNERS
    assert max(Counter(identifier for identifier, _ in taken[0].mails).values()) == 1


def test_a_worker_killed_while_sending_leaves_one_mail_that_comes_again_as_itself(
    environment: dict[str, str], taken: tuple[Taken, int]
) -> None:
    run(SEED, "killed", environment)
    taken[0].holds = 5
    worker = begin(environment)
    while len(taken[0].mails) < 5 and worker.poll() is None:
        time.sleep(0.01)
    worker.send_signal(signal.SIGKILL)
    worker.wait(timeout=240)
    said = run(AFTER_THE_LEASE, "killed", environment)
    assert said.count("'sent'") == LEARNERS
    counted = Counter(identifier for identifier, _ in taken[0].mails)
    assert len(counted) == LEARNERS
    assert sorted(counted.values())[-2:] == [1, 2], "only the one that was in doubt, as itself"
    assert len({to for _, to in taken[0].mails}) == LEARNERS
