"""A running service with a database of its own, and ways to put something into it.

house.seed("tests.browser.house:first_things")       → what the function returns, as JSON
house.sign_in(browser, "mary@example.org")           → the visitor is signed in
"""

import json
import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests import tables
from tests.browser.browser import Browser

_PROGRAM = Path(sys.executable).parent / "tesela"
_ROOT = Path(__file__).parents[2]
_ANSWER = """
import importlib, json, os, sys, traceback
import django
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # nothing that a function prints is taken for its result
django.setup()
for line in sys.stdin:
    asked = json.loads(line)
    module, _, name = asked["function"].partition(":")
    try:
        found = {"value": getattr(importlib.import_module(module), name)(**asked["given"])}
    except Exception:
        found = {"raised": traceback.format_exc()}
    print(json.dumps(found), file=answers, flush=True)
"""
"""Calls in a house's database, one after the other: to begin takes longer than most of them."""


class House:
    """`tesela serve` on SQLite, with the demonstration's mailbox in place of a mail server."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://localhost:{port}"
        kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
        self._environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tesela.site.settings",
            "TESELA_DATA": str(data),
            "TESELA_ADDRESS": self.address,
            "TESELA_DEMO": "1",
            "TESELA_OFFLINE": "1",
            "TESELA_LANGUAGE": "en",
            "TESELA_VERIFICATIONS_A_MINUTE": "100000",
            "TESELA_REQUESTS_A_MINUTE": "100000",
        }
        tables.lay(data)
        self._seeding: subprocess.Popen[str] | None = None
        self._running = [self._start("serve", "--port", str(port))]
        self._wait(port)

    def work(self) -> None:
        """Start `tesela work` beside it: awards are made and mails sent from now on."""
        self._running.append(self._start("work"))

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [_PROGRAM, *words],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def seed(self, function: str, **given: object) -> Any:
        """Call `module:function` with `given` in the house's database; its result through JSON."""
        if self._seeding is None:
            self._seeding = subprocess.Popen(
                [sys.executable, "-c", _ANSWER],
                env=self._environment,
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        assert self._seeding.stdin is not None
        assert self._seeding.stdout is not None
        asked = json.dumps({"function": function, "given": given})
        print(asked, file=self._seeding.stdin, flush=True)
        answer = self._seeding.stdout.readline()
        assert answer, "what puts things into the house's database has ended"
        found = json.loads(answer)
        if "raised" in found:
            raise AssertionError(found["raised"])
        return found["value"]

    def sign_in(self, browser: Browser, email: str) -> None:
        """Sign the visitor in as the person with this address, made if there is none."""
        browser.cookie("sessionid", self.seed("tests.browser.house:session", email=email))

    def end(self) -> None:
        """End the service."""
        if self._seeding is not None:
            self._seeding.communicate()
        for process in self._running:
            process.terminate()
        for process in self._running:
            process.wait(timeout=240)

    def _wait(self, port: int) -> None:
        for _ in range(3000):
            if self._running[0].poll() is not None:
                raise RuntimeError("tesela serve ended at once")
            try:
                asking = HTTPConnection("127.0.0.1", port, timeout=5)
                asking.request("GET", "/healthz")
                if asking.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("tesela serve does not answer")


def session(email: str) -> str:
    """The key of a session in which this person is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tesela.site.accounts.models import User

    user, store = User.objects.of_address(email), SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def first_things(slug: str = "harbour-house", email: str = "mary@example.org") -> dict[str, Any]:
    """An organisation with an owner, a published edition and two awards."""
    from tesela.site import tokens
    from tests.site import people

    of = people.organisation(slug)
    people.member(of, "owner", email)
    edition = people.published(of)
    awards = people.awarded(edition)
    return {
        "organisation": slug,
        "email": email,
        "edition": edition.pk,
        "awards": [str(award.pk) for award in awards],
        "tokens": [tokens.token("award", str(award.pk)) for award in awards],
    }
