"""A part of the model from what somebody wrote: what does not fit is left out, the rest stays."""

from typing import Any, TypeVar

from pydantic import ValidationError

from tesela.model.base import Part

Made = TypeVar("Made", bound=Part)
_ROUNDS = 40
"""Leaving something out may show what else does not fit; nobody's document takes many rounds."""

Draft = dict[str, Any]


def fitted(kind: type[Made], draft: Draft, unless: dict[str, str]) -> Made | None:
    """`kind` from as much of `draft` as it takes; None where what it needs is not there.

    `unless` names the member to leave out for an error of the whole, by the
    error's type. `draft` is changed: what is left in it was taken.
    """
    for _ in range(_ROUNDS):
        try:
            return kind.model_validate(draft)
        except ValidationError as error:
            places = {
                _place(draft, found["loc"] or (unless.get(found["type"], ""),))
                for found in error.errors(include_url=False, include_input=False)
            }
        if () in places:
            return None
        for place in sorted(places, key=_last_first, reverse=True):
            _remove(draft, place)
    return None


def _place(draft: Draft, location: tuple[Any, ...]) -> tuple[Any, ...]:
    """The part to leave out: what is wrong, or what lacks something."""
    at: Any = draft
    found: tuple[Any, ...] = ()
    for step in location:
        there = (isinstance(at, dict) and step in at) or (
            isinstance(at, list) and isinstance(step, int) and step < len(at)
        )
        if not there:
            break
        at = at[step]
        found = (*found, step)
    return found


def _remove(draft: Draft, place: tuple[Any, ...]) -> None:
    at: Any = draft
    for step in place[:-1]:
        at = at[step]
    del at[place[-1]]


def _last_first(place: tuple[Any, ...]) -> tuple[tuple[bool, int, str], ...]:
    """So that positions in lists, and parts within parts, are removed from the end."""
    return tuple(
        (isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in place
    )
