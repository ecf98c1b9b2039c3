"""Comparing what was learned with the general way, beside the answers (`shapes.rechecking`).

One thread of the process takes comparisons, in their order. It begins when the first one comes, so
that processes which are copied have their own. A few may wait: each holds a document that somebody
had verified, in memory only. What finds no room is dropped and counted; nobody waits for it.
"""

import logging
from collections.abc import Callable
from queue import Full, Queue
from threading import Lock, Thread

from django.conf import settings
from django.db import connections

from tesela.shapes.rechecking import RECHECKING, Kind
from tesela.text.errors import TeselaError

MOST_WAITING = 16
_log = logging.getLogger(__name__)


class Beside:
    """Takes comparisons (`shapes.rechecking.Later`)."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._waiting: Queue[Callable[[], None]] = Queue(most)
        self._lock = Lock()
        self._thread: Thread | None = None

    def __call__(self, compare: Callable[[], None]) -> bool:
        with self._lock:
            try:
                self._waiting.put_nowait(compare)
            except Full:
                return False
            if self._thread is None:
                self._thread = Thread(target=self._work, name="rechecks", daemon=True)
                self._thread.start()
        return True

    def _work(self) -> None:
        while True:
            compare = self._waiting.get()
            try:
                compare()
            except TeselaError:
                pass  # the general way refuses: counted as a difference
            except Exception as error:  # noqa: BLE001 - the thread goes on; an exception may
                # quote a credential, so only its kind is told.
                _log.error("a comparison ended with %s", type(error).__name__)
            finally:
                connections.close_all()
                self._waiting.task_done()

    def wait(self) -> None:
        """Until all that was taken is done."""
        self._waiting.join()


def settle(*, beside: bool) -> None:
    """As the settings say; `beside` where people wait for answers."""
    RECHECKING.settle(
        verifying=settings.RECHECK_VERIFYING,
        issuing=settings.RECHECK_ISSUING,
        later=Beside() if beside else None,
        told=_tell,
    )


def _tell(kind: Kind) -> None:
    _log.error("a known %s gave another answer than the general way; it is not used any more", kind)
