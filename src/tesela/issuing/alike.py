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
    learner = said["learner"]
    plain = has_plain_name(
        learner.get("given_name"), learner.get("family_name"), learner.get("full_name")
    )
    stated = award_of_nobody(said) if plain and _TOLD_OF_ONE.isdisjoint(said) else None
    if stated is None:
        said["learner"] = {**learner, "id": learner_id}
        return Award.model_validate({**said, "id": award_id})
    return stated.alike(id=award_id, learner=learner_saying(learner_id, **learner))


def award_of_nobody(said: Mapping[str, Any]) -> Award | None:
    """The award that says all that `said` does but who earned it; None where that cannot be."""
    everybody = tuple((name, part) for name, part in said.items() if name != "learner")
    try:
        return _stated(everybody, repr(everybody))
    except ValidationError:  # it says the same of the whole award, and where
        return None


@lru_cache(maxsize=256)
def _stated(said: tuple[tuple[str, Any], ...], written: str) -> Award:  # noqa: ARG001 - a key
    """An award of nobody that says this. Raises ValidationError.

    `written` tells numbers apart that are equal, such as 1.0 and 1.
    """
    nobody = {"id": _NOBODY, "full_name": "—"}
    return Award.model_validate({**dict(said), "learner": nobody, "id": _NOBODY})


def learner_saying(learner_id: str, **said: Any) -> Learner:
    """The learner of whom this is said, which is plain (`has_plain_name`)."""
    return _SOMEBODY.alike(id=learner_id, **said)


def has_plain_name(given_name: str | None, family_name: str | None, full_name: str | None) -> bool:
    """Whether `Learner` accepts these parts of a name as they stand."""
    if not full_name and not (given_name and family_name):
        return False
    return (
        (not given_name or is_plain_line(given_name))
        and (not family_name or is_plain_line(family_name))
        and (not full_name or is_plain_line(full_name))
    )
