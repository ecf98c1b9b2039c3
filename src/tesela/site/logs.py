"""What is written to the log: where something went wrong, never what somebody sent.

The message of a foreign exception may quote a credential, so of an exception
only its type and the places it passed are written; of a foreign logger's
record only the logger's name; of a request the pattern of its address, not
the address, which may hold a learner's token.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Refusing because of too much work is no fault; a line for each would be one."""
    return getattr(record, "status_code", None) != 503


class ReticentFormatter(logging.Formatter):
    """One line a record, and one line each for an exception and the places it passed."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name.startswith("tesela")
        said = record.getMessage() if own else getattr(record, "status_code", "-")
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {said}"
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match:
            line += f" at /{match.route}"
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([line, *(_lines(error) if error else ())])


def _lines(error: BaseException) -> Iterator[str]:
    """The exception and what caused it, innermost last."""
    current: BaseException | None = error
    while current:
        yield f"  {type(current).__module__}.{type(current).__qualname__}"
        yield from _places(current.__traceback__)
        current = current.__cause__ or current.__context__


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(trace):
        code = frame.f_code
        path = Path(code.co_filename)
        yield f"    {path.parent.name}/{path.name}:{line} {code.co_name}"
