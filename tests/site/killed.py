"""Classes made and mails sent while workers and web die at random: what is left at the end.

    python -m tests.site.killed KILLS SEED [AWARDS]

runs `tesela work` and `tesela serve` on the database that the environment
names, kills them KILLS times, lets everything come to rest, checks that every
row, id, place, mail and file is there exactly once, and prints what it saw as
JSON. The mail server is a real one, in this process.

With AWARDS there are so many in the end, in large classes of which the first and one in
twenty send mails, and the kills are spread over the whole.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from typing import Any

import django
from aiosmtpd.controller import Controller

PROGRAM = Path(sys.executable).parent / "tesela"
ROWS = 40
_WORKERS = 2
_REST_SECONDS = 600
_REST_SECONDS_A_ROW = 0.1
_LARGE_CLASSES = 20


class Sink:
    """A mail server that takes everything, sometimes slowly."""

    def __init__(self, port: int, chance: random.Random, hostname: str = "127.0.0.1") -> None:
        self.got: dict[str, list[str]] = defaultdict(list)
        """Message-ID → addresses, one for each delivery."""
        self._chance = chance
        self._controller = Controller(self, hostname=hostname, port=port)

    def __enter__(self) -> "Sink":
        self._controller.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        from asyncio import sleep

        await sleep(self._chance.choice((0, 0, 0.005)))
        identity = str(message_from_bytes(envelope.content)["Message-ID"])
        self.got[identity] += envelope.rcpt_tos
        await sleep(self._chance.choice((0, 0, 0.02)))
        return "250 taken"


class Running:
    """One `tesela` command, started again whenever it is gone."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self.name = words[0]
        self.log = Path(os.environ["TESELA_DATA"]) / f"{self.name}.log"

    def __enter__(self) -> "Running":
        self.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        if self.process.poll() is None:
            self.kill(self.processes(), again=False)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, *self._words], stderr=log, start_new_session=True
            )

    def revive(self) -> None:
        """Start it if it ended: a server whose processes die twice in some seconds gives up."""
        if self.process.poll() is not None:
            self.start()

    def processes(self) -> list[int]:
        """It and its children, the youngest last."""
        first = self.process.pid
        try:
            listed = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        except OSError:
            listed = []
        return [first, *map(int, listed)]

    def kill(self, pids: list[int], again: bool = True) -> int:
        """Kill some of its processes; how many were alive."""
        killed = 0
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                continue
        if self.process.pid in pids:
            self.process.wait(120)
            if again:
                self.start()
        return killed

    def until_it_runs(self, answers: Callable[[], bool]) -> None:
        """Killed last in starting, or about to give up, it could not be ended in good order."""
        until = time.monotonic() + _REST_SECONDS
        while not (self.process.poll() is None and self.processes()[1:] and answers()):
            assert time.monotonic() < until, f"{self.name} never runs again"
            time.sleep(0.1)
            self.revive()

    def end(self) -> int:
        """Its exit code."""
        self.process.terminate()
        return self.process.wait(300)


class Web(threading.Thread):
    """Somebody who looks at pages, lists and credentials all the time."""

    def __init__(self, port: int, organisation: Any) -> None:
        from tests.site import people

        super().__init__(daemon=True)
        self._port, self._organisation = port, organisation
        browser = people.signed_in(people.member(organisation))
        self._session = browser.cookies["sessionid"].value
        self.answers: Counter[int] = Counter()
        self._ended = threading.Event()
        self.slowest = 0.0

    def __enter__(self) -> "Web":
        self.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._ended.set()

    def end(self) -> None:
        self._ended.set()
        self.join(30)

    def is_answered(self) -> bool:
        return self._asked("/") > 0

    def run(self) -> None:
        while not self._ended.wait(0.2):
            for path in self._paths():
                began = time.monotonic()
                status = self._asked(path)
                if status:
                    self.answers[status] += 1
                    self.slowest = max(self.slowest, time.monotonic() - began)

    def _paths(self) -> Iterator[str]:
        from tesela.site.awards.models import Award, StatusList

        pages = f"/organisations/{self._organisation.slug}/awards/"
        yield pages
        for name in StatusList.objects.values_list("name", flat=True):
            yield f"/status/{name}"
        if award := Award.objects.filter(organisation=self._organisation).last():
            yield f"{pages}{award.pk}/credential"

    def _asked(self, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            connection.request("GET", path, headers={"Cookie": f"sessionid={self._session}"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            time.sleep(0.05)
            return 0
        finally:
            connection.close()
        return answer.status


def main(kills: int, seed: int, awards: int = 0) -> dict[str, Any]:
    """What was seen; raises AssertionError for what must not be."""
    from tesela.site.awards.models import Award, Mail
    from tesela.site.classes.models import Batch
    from tesela.site.setup import bring_up_to_date

    bring_up_to_date()
    chance = random.Random(seed)
    classes = Classes(chance, max(ROWS, awards // _LARGE_CLASSES))
    began = time.monotonic()
    port = os.environ["TESELA_ADDRESS"].rpartition(":")[2]
    stalls: list[float] = []
    with (
        Sink(int(os.environ["TESELA_SMTP_PORT"]), chance) as sink,
        Running("work", "--processes", str(_WORKERS)) as work,
        Running("serve", "--port", port) as serve,
        Web(int(port), classes.organisations[0]) as web,
    ):
        done: Counter[str] = Counter()
        while sum(done.values()) < kills:
            if awards:
                until_there_are(awards * (sum(done.values()) + 1) // (kills + 1), classes)
                time.sleep(chance.uniform(0, 2))
            else:
                _until_something_happens(classes, chance)
            killed = [_kill_some(work, chance)]
            if chance.random() < 0.5:
                killed.append(_kill_some(serve, chance))
            if awards and killed[0]:
                stalls.append(_seconds_until_more(classes))
            done.update(what for what in killed if what)
        until_there_are(awards, classes)
        in_question = come_to_rest()
        seconds = time.monotonic() - began
        web.end()
        work.until_it_runs(lambda: True)
        serve.until_it_runs(web.is_answered)
        assert work.end() == 0
        assert serve.end() == 0
    logs = work.log.read_text() + serve.log.read_text()
    assert " ERROR " not in logs, logs[-3000:]
    return {
        "seed": seed,
        "seconds": round(seconds),
        "kills": dict(done),
        "seconds without an award after a kill": _spread(stalls),
        "classes": Batch.objects.count(),
        "awards": Award.objects.count(),
        "mails": Mail.objects.count(),
        "answers": dict(web.answers),
        "slowest answer": round(web.slowest, 2),
        **classes.check(),
        **check_mails(sink),
        "mails in question after a kill": in_question,
    }


def _spread(seconds: list[float]) -> list[float]:
    """The least, the median and the greatest."""
    if not seconds:
        return []
    return [round(one, 2) for one in (min(seconds), median(seconds), max(seconds))]


class Classes:
    """Classes of two organisations, and what must have become of them."""

    def __init__(self, chance: random.Random, rows: int) -> None:
        from tests.site import people

        self._chance, self._rows = chance, rows
        self.organisations = [people.organisation(slug) for slug in ("harbour", "hilltop")]
        self._editions = [people.published(each) for each in self.organisations]
        self._learners = [0, 0]
        self.expected: Counter[str] = Counter()
        for _ in range(3):
            self._add()

    def keep_busy(self) -> None:
        """There is always something to be made."""
        from tesela.site.classes.models import Row

        if Row.objects.filter(state="good").count() < self._rows:
            self._add()

    def _add(self) -> None:
        """A class of new learners, of some who are corrected, of some who stay, and of bad rows."""
        from tesela.site.classes.models import Batch
        from tests.site.classlists import waiting

        at = self._chance.randrange(2)
        known, first = self._learners[at], self._learners[at]
        if Batch.objects.filter(edition=self._editions[at]).exclude(state="finished").exists():
            known = 0  # whoever is still being made cannot be corrected yet
        old = self._chance.sample(range(known), min(known, 12))
        rows = [self._row(at, number, "new") for number in range(first, first + self._rows)]
        rows += [self._row(at, number, "corrected") for number in old]
        rows += [("", "Nameless", f"bad{number}@example.org") for number in range(5)]
        self._chance.shuffle(rows)
        first_class = not Batch.objects.exists()
        announced = self._rows == ROWS or first_class or self._chance.random() < 0.05
        listed = [(*row, "", "", "") for row in rows]
        waiting(self._editions[at], listed, announce=announced)
        self._learners[at] += self._rows

    def _row(self, at: int, number: int, kind: str) -> tuple[str, str, str]:
        name = f"Eleni {number}" if kind == "new" else f"Eléni {number} {self._chance.random()}"
        return (name, "Papadopoulou", f"learner{at}-{number}@example.org")

    def check(self) -> dict[str, Any]:
        """Rows, ids, places, files, states and the log."""
        from tesela.site.awards.files import CredentialFile
        from tesela.site.awards.models import Award, StatusList
        from tesela.site.awards.reread import compare
        from tesela.site.awards.status import current_document
        from tesela.site.classes.models import Batch, Row
        from tesela.site.providers import audit, keys
        from tesela.site.providers.models import AuditEntry
        from tesela.verify import verify

        rows = Row.objects.all()
        states = Counter(rows.values_list("state", flat=True))
        assert set(states) == {"issued", "refused"}, states
        issued = rows.filter(state="issued")
        awards = Award.objects.all()
        assert issued.count() == awards.count()
        named = awards.values_list("pk", flat=True)
        assert set(issued.values_list("award", flat=True)) == set(named)
        for row in issued.select_related("award__learner").iterator():
            assert (row.award.batch, row.award.row) == (row.batch_id, row.number)
            assert row.award.name == f"{row.cells[0]} {row.cells[1]}"
            assert row.award.learner.email == row.cells[2]
        assert rows.filter(state="refused").count() == 5 * Batch.objects.count()
        lists = {
            f"{os.environ['TESELA_ADDRESS']}/status/{each.name}": current_document(each)
            for each in StatusList.objects.all()
        }
        files = CredentialFile.objects.filter(format="openbadge")
        assert files.count() == awards.count()
        soon = datetime.now(UTC) + timedelta(minutes=1)
        public: dict[str, bytes] = {}
        with_awards = files.select_related("dictionary", "award__organisation", "award__edition")
        # By their random ids, so that the first are any.
        for number, file in enumerate(with_awards.order_by("award").iterator()):
            award, credential = file.award, file.content
            if award.method not in public:
                public[award.method] = keys.signer_of(award.method).public
            compare(credential, award, public[award.method])
            if number < 200:
                report = verify(credential, at=soon, fetch=lambda address, *_: lists[address])
                verdict = "invalid" if award.withdrawn_at else "valid"
                assert report.verdict == verdict, report
        superseded = Award.objects.filter(superseded_by__isnull=False)
        assert set(superseded.values_list("current", "reason")) <= {(False, "superseded")}
        assert Award.objects.filter(current=False).count() == superseded.count()
        for organisation in self.organisations:
            organisation.refresh_from_db()
            own = awards.filter(organisation=organisation)
            counters = sorted(own.values_list("counter", flat=True))
            assert counters == list(range(organisation.next_counter)), "a place is lost or doubled"
            people = own.filter(current=True).values_list("learner", flat=True)
            assert len(set(people)) == len(people) == organisation.learners.count()
            assert list(audit.broken_links(organisation)) == []
        noted = AuditEntry.objects.filter(act="awards.made").values_list("about", flat=True)
        assert sum(about["awards"] for about in noted) == awards.count()
        finished = AuditEntry.objects.filter(act="class.finished").values_list("about", flat=True)
        assert len(finished) == Batch.objects.count()
        return {"superseded": superseded.count(), "verified": min(200, awards.count())}


def check_mails(sink: Sink) -> dict[str, Any]:
    """Every mail arrived, each under one Message-ID; a repetition after a kill has the same."""
    from tesela.site.awards.models import Award, Mail
    from tesela.site.classes.models import Batch

    mails = {mail.message_id: mail for mail in Mail.objects.select_related("award")}
    assert set(sink.got) <= set(mails), "mails that nobody recorded"
    first = Mail.objects.filter(kind__in=("award", "correction")).values_list("award", flat=True)
    announced = Batch.objects.filter(announce=True).values("pk")
    told = Award.objects.filter(batch__in=announced).values_list("pk", flat=True)
    assert sorted(first) == sorted(told), "one first mail for each award that is announced"
    states = Counter(mail.state for mail in mails.values())
    assert set(states) <= {"sent", "called_off"}, states
    for identity, mail in mails.items():
        assert mail.state == "called_off" or sink.got[identity], "sent, and never arrived"
        assert set(sink.got.get(identity, [])) <= {mail.to}
        assert mail.state == "sent" or not mail.award.current
    repeated = sum(len(to) - 1 for to in sink.got.values())
    return {"mail states": dict(states), "repeated under the same Message-ID": repeated}


def _kill_some(running: Running, chance: random.Random) -> str:
    """Kill one of its children, it alone, or all at once; which; nothing where none was there."""
    running.revive()
    first, *children = running.processes()
    what = chance.choice(("child", "parent", "all"))
    pids = {"child": children[-1:], "parent": [first], "all": [first, *children]}[what]
    lives = running.process.poll() is None
    return f"{running.name}: {what}" if running.kill(pids) and lives else ""


def _until_something_happens(classes: Classes, chance: random.Random) -> None:
    """A moment: any, or just when rows are recorded, credentials kept or mails sent."""
    from tesela.site.awards.files import CredentialFile
    from tesela.site.awards.models import Award, Mail

    counted: list[Callable[[], int]] = [
        Award.objects.count,
        CredentialFile.objects.count,
        Mail.objects.exclude(state="waiting").count,
    ]
    count = chance.choice(counted)
    before, until = count(), time.monotonic() + 10
    while count() == before and time.monotonic() < until:
        classes.keep_busy()
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.3))


def until_there_are(awards: int, classes: Classes) -> None:
    """Wait for so many, and see to it that there is something to be made."""
    from tesela.site.awards.models import Award

    while Award.objects.count() < awards:
        classes.keep_busy()
        time.sleep(0.5)


def _seconds_until_more(classes: Classes) -> float:
    """From a kill on, until the next credential is kept."""
    from tesela.site.awards.files import CredentialFile

    began, before = time.monotonic(), CredentialFile.objects.count()
    while CredentialFile.objects.count() == before:
        assert time.monotonic() < began + _REST_SECONDS, "nothing goes on after a kill"
        classes.keep_busy()  # all that there was may just be made
        time.sleep(0.05)
    return time.monotonic() - began


def come_to_rest() -> int:
    """Until nothing is left to do. What was being sent is sent again, as after its lease.

    How many mails that were.
    """
    from tesela.site.awards.models import Mail
    from tesela.site.classes.models import Batch, Row

    def pending() -> Iterator[int]:
        yield Batch.objects.exclude(state="finished").count()
        yield Mail.objects.filter(state__in=("waiting", "sending")).count()

    left_open = Row.objects.filter(state="good").count() + Mail.objects.count()
    until, in_question = time.monotonic() + _REST_SECONDS + left_open * _REST_SECONDS_A_ROW, 0
    while any(left := list(pending())):
        assert time.monotonic() < until, f"classes and mails that are never done: {left}"
        time.sleep(0.5)
        if not left[0] and left[1] == (sending := Mail.objects.filter(state="sending")).count():
            in_question += sending.update(due_at=datetime.now(UTC))
    return in_question


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(*map(int, sys.argv[1:]))))
