"""Three machines at the same classes, killed or cut off at random: what is left at the end.

    python -m tests.site.killed_machines SEED

runs inside `machines.network`, on the PostgreSQL that the environment names, and checks and prints
what `killed` does.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import ExitStack
from typing import Any

import django

from tests.site.machines import ADDRESS, Machine

MACHINES = 3
KILLS = 5
LOSSES = 2
_AWARDS_BETWEEN = 40


def main(seed: int) -> dict[str, Any]:
    """What was seen; raises AssertionError for what must not be."""
    from tesela.site.awards.models import Award, Mail
    from tesela.site.setup import bring_up_to_date
    from tests.site.killed import ROWS, Classes, Sink, check_mails, come_to_rest, until_there_are

    bring_up_to_date()
    chance = random.Random(seed)
    classes = Classes(chance, ROWS)
    done: Counter[str] = Counter()
    silent: list[float] = []
    acts = ["killed"] * KILLS + ["lost power"] * LOSSES
    chance.shuffle(acts)
    with ExitStack() as stack:
        sink = stack.enter_context(
            Sink(int(os.environ["TESELA_SMTP_PORT"]), chance, hostname=ADDRESS)
        )
        machines = [
            stack.enter_context(Machine(number, os.environ)) for number in range(1, MACHINES + 1)
        ]
        for act in acts:
            until_there_are(Award.objects.count() + _AWARDS_BETWEEN, classes)
            time.sleep(chance.uniform(0, 1))
            machine = chance.choice(machines)
            assert (machine.kill() if act == "killed" else machine.lose_power()) > 0
            done[act] += 1
            began, before = time.monotonic(), Award.objects.count()
            until_there_are(before + 1, classes)
            silent.append(time.monotonic() - began)
            machine.come_back()
        in_question = come_to_rest()
        at_work = _who_worked()
        for machine in machines:
            # One that has just come back may be told before it listens.
            assert machine.end() in (0, -signal.SIGTERM)
        logs = "".join(machine.log.read_text() for machine in machines)
    assert " ERROR " not in logs, logs[-3000:]
    return {
        "seed": seed,
        **done,
        "machines that made awards": at_work,
        "longest seconds without an award after one": round(max(silent), 1),
        "awards": Award.objects.count(),
        "mails": Mail.objects.count(),
        **classes.check(),
        **check_mails(sink),
        "mails in question after a kill": in_question,
    }


def _who_worked() -> int:
    """How many processes took a class from the queue and told how it went."""
    from django_tasks_db.models import DBTaskResult

    done = DBTaskResult.objects.filter(status="SUCCESSFUL", task_path__endswith="make_batch")
    return len({tuple(workers) for workers in done.values_list("worker_ids", flat=True)})


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
