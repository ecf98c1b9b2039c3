"""The finds that a person takes → the members of a description.

1. Nothing is taken that was not named.
2. Two values for one member cannot both be taken.
3. What was left out of a list leaves no hole: the rest moves up, in its order.
4. Outcomes get handles, which a description needs: `outcome-1`, `outcome-2` ….

What a description needs besides (its id, who issues it) is for its author to
give; then `model.description.read_description` accepts it.
"""

from collections.abc import Collection
from typing import Any

from tesela.model.draft import Draft
from tesela.text.errors import TeselaError

Json = Any


def described(draft: Draft, taken: Collection[int]) -> dict[str, Json]:
    """The members of a description out of the finds with these places in `draft.found`.

    Raises TeselaError `draft.no_such_find`, `draft.two_taken`.
    """
    members: dict[str, Json] = {}
    seen: set[str] = set()
    for number in sorted(set(taken)):
        if not 0 <= number < len(draft.found):
            raise TeselaError("draft.no_such_find", number=number + 1, count=len(draft.found))
        found = draft.found[number]
        if found.path in seen:
            raise TeselaError("draft.two_taken", path=found.path)
        seen.add(found.path)
        _put(members, found.path.split("."), found.value)
    made: dict[str, Json] = _closed(members)
    _give_handles(made)
    return made


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
