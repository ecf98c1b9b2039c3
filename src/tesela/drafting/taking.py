"""The finds that a person takes → the members of a description.

1. Nothing is taken that was not named.
2. Two values for one member cannot both be taken.
3. What was left out of a list leaves no hole: the rest moves up, in its order.
4. Outcomes get handles, which a description needs: `outcome-1`, `outcome-2` ….

What a description needs besides (its id, who issues it) is for its author to
give; then `model.description.read_description` accepts it.
"""

from collections.abc import Collection, Iterable
from typing import Any

from tesela.model.draft import Draft
from tesela.text.errors import TeselaError

Json = Any


def described(draft: Draft, taken: Collection[int]) -> dict[str, Json]:
    """The members of a description out of the finds with these places in `draft.found`.

    Raises TeselaError `draft.no_such_find`, `draft.two_taken`.
    """
    members: dict[str, Json] = {}
    for number, path in paths_taken(draft, taken).items():
        _put(members, path.split("."), draft.found[number].value)
    made: dict[str, Json] = _closed(members)
    _give_handles(made)
    return made


def paths_taken(draft: Draft, taken: Collection[int]) -> dict[int, str]:
    """Find → the member it becomes, once lists have moved up.

    Raises TeselaError `draft.no_such_find`, `draft.two_taken`.
    """
    paths: dict[int, str] = {}
    for number in sorted(set(taken)):
        if not 0 <= number < len(draft.found):
            raise TeselaError("draft.no_such_find", number=number + 1, count=len(draft.found))
        path = draft.found[number].path
        if path in paths.values():
            raise TeselaError("draft.two_taken", path=path)
        paths[number] = path
    places = _places(paths.values())
    return {number: _moved_up(path, places) for number, path in paths.items()}


def _places(paths: Iterable[str]) -> dict[str, list[int]]:
    """List → the numbers in it that were taken, in their order."""
    found: dict[str, set[int]] = {}
    for path in paths:
        steps = path.split(".")
        for at, step in enumerate(steps):
            if step.isdigit():
                found.setdefault(".".join(steps[:at]), set()).add(int(step))
    return {name: sorted(numbers) for name, numbers in found.items()}


def _moved_up(path: str, places: dict[str, list[int]]) -> str:
    steps = path.split(".")
    return ".".join(
        str(places[".".join(steps[:at])].index(int(step))) if step.isdigit() else step
        for at, step in enumerate(steps)
    )


def _give_handles(made: dict[str, Json]) -> None:
    """Each outcome one of its own; what names an outcome that was not taken loses the name."""
    outcomes = made.get("learning_outcomes", [])
    handles = {outcome["id"] for outcome in outcomes if "id" in outcome}
    number = 0
    for outcome in outcomes:
        while "id" not in outcome:
            number += 1
            if f"outcome-{number}" not in handles:
                outcome["id"] = f"outcome-{number}"
    handles |= {outcome["id"] for outcome in outcomes}
    for part in made.get("assessment", []):
        if "outcomes" in part:
            part["outcomes"] = [one for one in part["outcomes"] if one in handles]


def _put(members: dict[str, Json], steps: list[str], value: Json) -> None:
    """Lists are mappings by number until everything is there."""
    for step in steps[:-1]:
        members = members.setdefault(step, {})
    members[steps[-1]] = value


def _closed(value: Json) -> Json:
    """Mappings by number as lists."""
    if not isinstance(value, dict):
        return value
    closed = {name: _closed(member) for name, member in value.items()}
    if closed and all(name.isdigit() for name in closed):
        return [closed[name] for name in sorted(closed, key=int)]
    return closed
