"""Reading a file for a draft, in a process of its own with bounds on time and memory.

The file is a stranger's: a PDF can be made to take all time, an archive to
unfold without end. `drafting` counts as it reads; what escapes that ends here.
Nothing is written to disk, and only the draft comes back.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

from tesela import drafting
from tesela.codecs import own_process
from tesela.model.draft import Draft, DraftSource, Found, Place
from tesela.text.errors import Problem, TeselaError

SECONDS = 25.0
MEMORY_BYTES = 1_500_000_000
"""Address space, of which the interpreter and its libraries take a part at once."""


def read_apart(name: str, content: bytes, language: str | None, seconds: float = SECONDS) -> Draft:
    """The draft out of a file.

    Raises TeselaError as `drafting.read` does, and `drafts.too_much` for a file
    that cannot be read within the bounds.
    """
    head = json.dumps({"name": name, "language": language}).encode()
    try:
        answer = own_process.answer_of(__name__, head + b"\n" + content, seconds=seconds)
    except own_process.OverBoundsError as error:
        raise TeselaError("drafts.too_much") from error
    stated = json.loads(answer)
    if "refused" in stated:
        raise TeselaError(stated["refused"], **stated["data"])
    return draft_of(stated)


def stated_draft(draft: Draft) -> dict[str, Any]:
    """The draft as JSON; `draft_of` reads it."""
    source = draft.source
    return {
        "source": [source.name, source.kind, source.digest, source.language],
        "found": [found.to_json() for found in draft.found],
        "gaps": list(draft.gaps),
        "notes": [[note.code, _plain(note.data)] for note in draft.notes],
    }


def draft_of(stated: Mapping[str, Any]) -> Draft:
    """The draft that `stated_draft` wrote."""
    return Draft(
        source=DraftSource(*stated["source"]),
        found=tuple(
            Found(one["element"], one["path"], one["value"], Place(**one["where"]), one["rule"])
            for one in stated["found"]
        ),
        gaps=tuple(stated["gaps"]),
        notes=tuple(Problem(code, data) for code, data in stated["notes"]),
    )


def _answer(given: bytes) -> dict[str, Any]:
    head, _, content = given.partition(b"\n")
    asked = json.loads(head)
    try:
        return stated_draft(drafting.read(asked["name"], content, asked["language"]))
    except TeselaError as error:
        return {"refused": error.code, "data": _plain(error.problem.data)}


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, int | float) else str(value)
        for name, value in data.items()
    }


if __name__ == "__main__":
    own_process.take_at_most(MEMORY_BYTES)
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))
