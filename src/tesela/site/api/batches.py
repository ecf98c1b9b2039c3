"""`POST /api/v1/verify-batch`: many credentials in one request, one result a line, in order.

    1. the media type and coding are ones we read
    2. there are not more lines, nor is the body larger, than a request may bring
    3. the address has not used up what it may have verified in batches in a minute
    4. there is a free place for a batch, and its address has no other under way
    5. each line is verified, and its result is sent before the next is begun

NDJSON both ways: a line is a credential as a JSON object, exactly as it was received, or a token
as a JSON string. The body is read as a whole before anything is answered, because whoever sends all
of it first and reads afterwards would else wait for us while we wait for them; what is answered
is never held as a whole. A line that cannot be read, and one for which no time was left, has a
problem for a result; the others have their report. What the credentials of a batch share (keys, status
lists) is asked once (`verify.many`), within bounds of its own.
"""

import logging
import time
from collections import Counter, deque
from collections.abc import Generator, Iterator
from threading import BoundedSemaphore, Lock
from typing import Any
from weakref import finalize

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from tesela.model.report import Report
from tesela.site.api.bodies import json_bytes, unread_type
from tesela.site.api.document import (
    ANSWERS,
    example_credential,
    example_report,
    problem_answer,
    problem_schema,
)
from tesela.site.api.problems import problem, problem_json
from tesela.site.languages import language_of
from tesela.site.limits import MAXIMUM_BYTES, address_of, asked_too_often
from tesela.site.verifier.actions import check_many
from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError
from tesela.verify.lines import credential_in_line, without_mark

MEDIA_TYPES = ("application/x-ndjson", "application/ndjson", "application/jsonl")
MAXIMUM_LINES = 1_000
SECONDS = 60
"""After so long the lines that are left are not looked at."""
_SECONDS_IN_LINE = 3

log = logging.getLogger(__name__)


_MEMBERS = {
    "line": "api.batch.line",
    "report": "api.report",
    "problem": "api.batch.problem",
}
"""Member of a result → the sentence that explains it."""


class Places:
    """How many batches run at once: so many together, and one of each address."""

    def __init__(self, number: int) -> None:
        self._free = BoundedSemaphore(number)
        self._addresses: Counter[str] = Counter()
        self._lock = Lock()

    def take(self, address: str) -> bool:
        """Whether there was a place; whoever got one gives it back."""
        with self._lock:
            if self._addresses[address]:
                return False
            self._addresses[address] = 1
        if self._free.acquire(timeout=_SECONDS_IN_LINE):
            return True
        with self._lock:
            del self._addresses[address]
        return False

    def give_back(self, address: str) -> None:
        with self._lock:
            del self._addresses[address]
        self._free.release()


places = Places(max(1, settings.THREADS // 4))


def verify_batch(request: HttpRequest) -> HttpResponseBase:
    """The results, or the problem document that refuses the whole batch."""
    if found := unread_type(request, MEDIA_TYPES):  # 1
        return problem(request, found, 415)
    data = request.read(MAXIMUM_BYTES + 1)
    if len(data) > MAXIMUM_BYTES:  # 2
        return problem(request, Problem("api.too_large"), 413)
    lines = without_mark(data).split(b"\n")
    count = sum(map(bool, map(bytes.strip, lines)))
    if count > MAXIMUM_LINES:
        return problem(request, Problem("api.batch_lines", {"most": MAXIMUM_LINES}), 413)
    if asked_too_often(request, "batch", settings.BATCHED_A_MINUTE, max(1, count)):  # 3
        return problem(request, Problem("api.too_often"), 429)
    address = address_of(request)
    if not places.take(address):  # 4
        return problem(request, Problem("api.busy"), 503)
    return StreamingHttpResponse(
        Results(lines, language_of(request), address),
        content_type=MEDIA_TYPES[0],
        headers={"Cache-Control": "no-store"},
    )


class Results:
    """The results of a batch, line by line; its place is free again after the last one.

    Or when it is closed, or when nobody holds it any more, whatever comes first.
    """

    def __init__(self, lines: list[bytes], language: str, address: str) -> None:
        self._lines = results(lines, language)
        self._done = finalize(self, places.give_back, address)

    def __iter__(self) -> Iterator[bytes]:
        yield from self._lines
        self._done()

    def close(self) -> None:
        """As a server does, whether or not anybody read to the end (PEP 3333)."""
        self._lines.close()
        self._done()


def results(lines: list[bytes], language: str) -> Generator[bytes, None, None]:
    """One JSON text with a line's end for every line of `lines` that is not empty."""
    until = time.monotonic() + SECONDS
    one_by_one = OneByOne()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        late = time.monotonic() > until
        answer = Problem("api.batch_time") if late else _answer(line, one_by_one)  # 5
        said = (
            {"problem": problem_json(answer, language)}
            if isinstance(answer, Problem)
            else {"report": answer.to_json(language)}
        )
        yield json_bytes({"line": number, **said}) + b"\n"


class OneByOne:
    """`check_many`, given one document and asked for one answer at a time."""

    def __init__(self) -> None:
        self._waiting: deque[bytes] = deque()
        self._answers = check_many(iter(self._waiting.popleft, None))

    def check(self, data: bytes) -> Report:
        """The report on `data`. Raises TeselaError as `verify` does."""
        self._waiting.append(data)
        answer = next(self._answers)
        if isinstance(answer, TeselaError):
            raise answer
        return answer

    def begin_anew(self) -> None:
        """After a fault of ours, which ended the run."""
        self._waiting.clear()
        self._answers = check_many(iter(self._waiting.popleft, None))


def _answer(line: bytes, one_by_one: OneByOne) -> Report | Problem:
    try:
        return one_by_one.check(credential_in_line(line))
    except TeselaError as error:
        return error.problem
    except Exception:  # the results of the other lines still count
        log.exception("verification failed")
        one_by_one.begin_anew()
        return Problem("api.failed")


def operation(language: str) -> dict[str, Any]:
    """What `POST /verify-batch` takes and gives."""
    members = {name: {"description": say(code, language)} for name, code in _MEMBERS.items()}
    result = {
        "type": "object",
        "required": ["line"],
        "properties": {
            "line": {"type": "integer", "minimum": 1, **members["line"]},
            "report": {"type": "object", **members["report"]},
            "problem": {**problem_schema(of_answer=False), **members["problem"]},
        },
    }
    example = {"line": 1, "report": example_report(language)}
    answers = {status: code for status, code in ANSWERS.items() if status != "400"}
    return {
        "summary": say("api.batch", language),
        "description": say("api.batch.text", language, lines=MAXIMUM_LINES),
        "requestBody": {
            "required": True,
            "description": say("api.batch.body", language),
            "content": {
                name: {"schema": {}, "examples": {"credential": {"value": example_credential()}}}
                for name in MEDIA_TYPES
            },
        },
        "responses": {
            "200": {
                "description": say("api.batch.results", language),
                "content": {
                    MEDIA_TYPES[0]: {"schema": result, "examples": {"result": {"value": example}}}
                },
            },
            **{status: problem_answer(status, code, language) for status, code in answers.items()},
            "400": problem_answer("400", "api.bad_request", language),
        },
    }
