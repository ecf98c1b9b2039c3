"""Walking a document and knowing where one is: values with their JSON Pointers (RFC 6901).

One value and a list of values are taken alike, as all formats here allow; what
has another shape than expected is passed over. Nothing raises.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tesela.model.stated import Written


class At(NamedTuple):
    """A value and its place."""

    value: Any
    path: str


def inside(found: Iterable[At], *members: str) -> Iterator[At]:
    """The values that stand in members of members of some nodes, lists opened."""
    for member in members:
        found = list(_one_in(found, member))
    yield from found


def opened(at: At) -> Iterator[At]:
    """One value, or each value of a list."""
    if isinstance(at.value, list):
        for number, value in enumerate(at.value):
            yield At(value, f"{at.path}/{number}")
    elif at.value is not None:
        yield at


def lines(found: Iterable[At]) -> tuple[Written, ...]:
    """The texts and numbers among some values."""
    return tuple(
        Written(at.path, str(at.value).strip())
        for at in found
        if isinstance(at.value, str | int | float)
        and not isinstance(at.value, bool)
        and str(at.value).strip()
    )


def pointer(path: Iterable[str | int]) -> str:
    """The JSON Pointer of a place given step by step."""
    return "".join(f"/{escaped(str(step))}" for step in path)


def escaped(member: str) -> str:
    """A member's name as a step of a pointer (RFC 6901, 3)."""
    return member.replace("~", "~0").replace("/", "~1")


def _one_in(found: Iterable[At], member: str) -> Iterator[At]:
    for at in found:
        if isinstance(at.value, dict) and member in at.value:
            yield from opened(At(at.value[member], f"{at.path}/{escaped(member)}"))
