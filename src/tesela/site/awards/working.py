"""`tesela work`: the processes that do what takes longer than a page may.

    1. start the workers; each takes tasks from the queue, one after another
    2. about every second: look what is to be done (`tasks.tick`), and start a
       worker again that died
    3. when told to end: let the workers finish what they hold, for a while

A worker ends by itself when the process that started it is gone. However many
machines run this, one at a time looks what is to be done, and nothing is done
twice (`alone`, `batches`, `mails`).
"""

import gc
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType
from typing import Any

import django
from django.db import DatabaseError, close_old_connections

from tesela.site.setup import bring_up_to_date

SECONDS_TO_FINISH = 60
TICK_SECONDS = 1.0
QUEUE_SECONDS = 0.3
_SECONDS_OF_A_LIFE = 60
_LONGEST_WAIT = 30.0
_log = logging.getLogger(__name__)


class _Worker:
    """One worker process, started again when it dies."""

    def __init__(self) -> None:
        self._wait = 0.0
        self._start()

    def _start(self) -> None:
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tesela.site.awards.working"],
            stdin=subprocess.PIPE,  # ends with this process
            start_new_session=True,  # Ctrl-C is for us to pass on
        )

    def revive(self) -> None:
        """Start it again if it died; later and later if it never lives for long."""
        since = time.monotonic() - self._began
        if since > _SECONDS_OF_A_LIFE:
            self._wait = 0.0
        if self._process.poll() is None or since < self._wait:
            return
        _log.warning("a worker died and is started again")
        self._wait = min(2 * self._wait + 1, _LONGEST_WAIT)
        self._start()

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()

    def wait(self, until: float) -> None:
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def run(processes: int) -> None:
    """Work until told to end (SIGTERM, SIGINT). Raises DatabaseError at the start only."""
    from tesela.site.awards import tasks

    told = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: told.set())
    bring_up_to_date()
    workers = [_Worker() for _ in range(processes)]  # 1
    while not told.wait(TICK_SECONDS):  # 2
        for worker in workers:
            worker.revive()
        look(tasks.tick)
    for worker in workers:  # 3
        worker.end()
    until = time.monotonic() + SECONDS_TO_FINISH
    for worker in workers:
        worker.wait(until)


def look(tick: Any) -> None:
    """A database that is away for a while is no reason to end."""
    close_old_connections()
    try:
        tick()
    except DatabaseError:
        _log.exception("the database did not answer")


def _work() -> None:
    """One worker process."""
    django.setup()
    settle()
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    from tesela.site.awards.tasks import ending

    class OurWorker(Worker):
        """Ends when the task in hand says that it has come to a good end."""

        def shutdown(self, signum: int, frame: FrameType | None) -> None:
            # Theirs leaves from wherever it is, perhaps in the middle of something.
            ending.set()
            self.running = False

        def run_task(self, db_task_result: "DBTaskResult[Any, Any]") -> None:
            super().run_task(db_task_result)
            if db_task_result.traceback:
                # It may quote what somebody sent; the log says where it happened.
                DBTaskResult.objects.filter(pk=db_task_result.pk).update(traceback="")

    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker = OurWorker(
        queue_names=["*"],
        interval=QUEUE_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.uname().nodename[:40]}-{os.getpid()}",
        excluded_queue_names=[],
    )
    worker.configure_signals()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    worker.run()


def settle() -> None:
    """Load what makes awards, and spare the collector of garbage from looking at it ever again.

    A chunk of awards makes so many objects that it would go through all that is loaded, each time.
    """
    from tesela.site.awards import batches  # noqa: F401

    gc.collect()
    gc.freeze()


def _end_with_the_parent() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    _work()
