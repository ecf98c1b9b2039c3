"""The `tesela` command, called in this process and as a process of its own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tesela.cli.main import run

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
ACHIEVEMENT = EXAMPLES / "achievements" / "digital-basics.yaml"
CLASS = EXAMPLES / "rosters" / "class.csv"
LISTS = "https://ribera-digital.example/status"
PROGRAM = Path(sys.executable).parent / "tesela"

PLAIN_ENVIRONMENT = {"TESELA_LANGUAGE": "en", "TESELA_KEY_PASSPHRASE": ""}


@dataclass(frozen=True)
class Ended:
    """How a call of the command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON document."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output, which must be one JSON document a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def call(*words: object, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ended:
    """`tesela WORDS…` in this process; whatever it raises is the test's failure."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    before = sys.argv, sys.stdin, dict(os.environ)
    sys.argv = ["tesela", *map(str, words)]
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    os.environ.update(PLAIN_ENVIRONMENT, **(env or {}))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            try:
                run()
                status: Any = 0
            except SystemExit as ending:
                status = ending.code
            out.flush()
            err.flush()
    finally:
        sys.argv, sys.stdin = before[0], before[1]
        os.environ.clear()
        os.environ.update(before[2])
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return Ended(int(status or 0), *said)


def process(*words: object, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> Ended:
    """The installed program as its own process."""
    done = subprocess.run(
        [PROGRAM, *map(str, words)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **PLAIN_ENVIRONMENT, **(env or {})},
        timeout=600,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def new_key(folder: Path, *more: object) -> Path:
    """A key file that is not encrypted."""
    key = folder / "key.json"
    assert call("keys", "new", "--out", key, *more).status == 0
    return key


def issued(folder: Path, key: Path, *more: object, roster: object = CLASS, **given: Any) -> Ended:
    """`tesela issue` of the example into `folder`, with status lists."""
    return call(
        "issue",
        *("--achievement", ACHIEVEMENT),
        *("--roster", roster),
        *("--key", key),
        *("--out", folder),
        *("--as", "openbadge"),
        *("--status-list", LISTS),
        *more,
        **given,
    )


def report(folder: Path) -> Any:
    """`report.json` of a run."""
    return json.loads((folder / "report.json").read_text("utf-8"))


def credentials(folder: Path) -> list[Path]:
    """The Open Badges in a folder of `tesela issue`."""
    return sorted(folder.glob("????????-*.json"))
