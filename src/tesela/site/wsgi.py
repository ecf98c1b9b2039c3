"""The WSGI application that `tesela serve` and other servers run."""

import os
import signal
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from time import sleep

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tesela.site.settings")
_django = get_wsgi_application()

# Settings must be there before what reads them.
from tesela.site import rechecks  # noqa: E402
from tesela.site.api import direct  # noqa: E402
from tesela.site.limits import with_known_length  # noqa: E402

application = with_known_length(direct.before(_django))

rechecks.settle(beside=True)

_SECONDS_TO_FINISH = 2


def _end_after(parent: BaseProcess) -> None:
    """Whoever starts the service again wants the port."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(_SECONDS_TO_FINISH)
    os._exit(1)


# Under `tesela serve`; other servers end their processes in their own way.
if parent := parent_process():
    Thread(target=_end_after, args=(parent,), daemon=True).start()
