"""Awards of a class, which say the same of many learners.

Whose names are plain, is put into an award that was checked before. Everybody
else, and those of whom something of their own is told, have it checked as a
whole, which also tells what is wrong. Both ways give the same award.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from tesela.model.award import Award, Learner
from tesela.model.base import is_plain_line

_NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000000"
_SOMEBODY = Learner.model_construct(id=_NOBODY)
"""Nothing but an id; no learner yet."""
_TOLD_OF_ONE = frozenset(("narrative", "evidence"))


def award_saying(
    fields: Mapping[str, Any], defaults: Mapping[str, Any], award_id: str, learner_id: str
) -> Award:
    """The award that says this. Raises ValidationError.

    `fields` are those of `Award`, with a learner without an id; `defaults` are for what is not
    among them.
    """
    said = {**defaults, **fields}
    learner = {**said.pop("learner"), "id": learner_id}
    if _has_plain_name(**learner) and _TOLD_OF_ONE.isdisjoint(said):
        try:
            stated = _stated(tuple(said.items()))
        except ValidationError:  # it says the same of the whole, and where
            pass
        else:
            return stated.alike(id=award_id, learner=_SOMEBODY.alike(**learner))
    return Award.model_validate({**said, "learner": learner, "id": award_id})


@lru_cache(maxsize=256)
def _stated(said: tuple[tuple[str, Any], ...]) -> Award:
    """An award of nobody that says this. Raises ValidationError."""
    nobody = {"id": _NOBODY, "full_name": "—"}
    return Award.model_validate({**dict(said), "learner": nobody, "id": _NOBODY})


def _has_plain_name(
    given_name: str = "", family_name: str = "", full_name: str = "", **_: object
) -> bool:
    """Whether `Learner` accepts these parts of a name as they stand."""
    if not full_name and not (given_name and family_name):
        return False
    return all(is_plain_line(part) for part in (given_name, family_name, full_name) if part)
