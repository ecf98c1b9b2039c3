"""What the buttons beside the parts of a list do to what was typed; nothing of it is saved yet."""

from collections.abc import Callable
from typing import Any

from tesela.site.design.reading import Value
from tesela.text.errors import TeselaError


def change(value: Value, button: str) -> str:
    """Do what `button` says to `value`; the name of the part that it is about afterwards.

    A button says `add:<list>`, or `remove`, `up` or `down` and the part:
    `up:learning_outcomes-2`. Raises TeselaError `design.no_such_part`.
    """
    act, _, name = button.partition(":")
    if act == "add":
        return _add(value, name)
    if act not in _ACTS:
        raise TeselaError("design.no_such_part")
    of, _, place = name.rpartition("-")
    parts = _found(value, of)
    if (
        not isinstance(parts, list)
        or not (place.isascii() and place.isdigit())
        or int(place) >= len(parts)
    ):
        raise TeselaError("design.no_such_part")
    return f"{of}-{_ACTS[act](parts, int(place))}"


def _add(value: Value, name: str) -> str:
    parts = _found(value, name)
    if not isinstance(parts, list):
        raise TeselaError("design.no_such_part")
    parts.append({})
    return f"{name}-{len(parts) - 1}"


def _remove(parts: list[Value], at: int) -> int:
    del parts[at]
    return max(0, at - 1)


def _move(by: int) -> Callable[[list[Value], int], int]:
    def moved(parts: list[Value], at: int) -> int:
        to = min(max(at + by, 0), len(parts) - 1)
        parts.insert(to, parts.pop(at))
        return to

    return moved


_ACTS: dict[str, Callable[[list[Value], int], int]] = {
    "remove": _remove,
    "up": _move(-1),
    "down": _move(1),
}


def _found(value: Value, name: str) -> Any:
    """The list of this name, such as `learning_outcomes-0-references`."""
    here: Any = value
    for depth, step in enumerate(name.split("-")):
        if isinstance(here, dict) and (step in here or depth):
            # A list in a part that was just added is not there before something is put into it.
            here = here.setdefault(step, [])
        elif isinstance(here, list) and step.isascii() and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return here
