"""The ready descriptions that come with the program: to look through, and to start from.

They stand in `examples/achievements`: four complete ones, and more in a folder
for each of `FIELDS`. Anybody may take and change them. A list needs little of
each, so a description is only read in full when somebody asks for it, and then
once for the same content.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tesela
from tesela.model.achievement import Achievement
from tesela.model.description import read_description, read_members
from tesela.model.origin import Origin
from tesela.text.localized import LocalizedText

FIELDS = ("care", "inclusion", "digital", "green", "languages")
"""Folders of ready descriptions."""
LICENCE = "CC0-1.0"
"""Everybody may take and change the ready descriptions, and need not ask or say so."""
_LISTED = ("title", "summary", "workload", "level")
_MANY = 200


@dataclass(frozen=True)
class Ready:
    """One ready description."""

    name: str
    """Unique; the file's, and that of what is made from it until somebody changes it."""
    field: str
    """One of `FIELDS`; empty for the complete examples."""
    file: Path

    @property
    def achievement(self) -> Achievement:
        """The whole description."""
        return _achievement(self.file.read_bytes(), self.file.name)

    @property
    def title(self) -> LocalizedText:
        return LocalizedText(self._listed["title"])

    @property
    def summary(self) -> LocalizedText:
        return LocalizedText(self._listed["summary"])

    @property
    def hours(self) -> Decimal | None:
        """The workload in hours, where it is stated."""
        try:
            return Decimal(str(self._listed["workload"]["hours"]))
        except (KeyError, InvalidOperation):
            return None

    @property
    def eqf(self) -> int | None:
        """The level in the European Qualifications Framework, where it is stated."""
        level = self._listed.get("level", {}).get("eqf")
        return level if isinstance(level, int) else None

    @property
    def _listed(self) -> Mapping[str, Any]:
        return _members(self.file.read_bytes(), self.file.name)


@cache
def ready() -> tuple[Ready, ...]:
    """The ready descriptions, field by field and by name; none where the installation has none."""
    folder = next((folder for folder in _folders() if folder.is_dir()), None)
    if folder is None:
        return ()
    return tuple(
        Ready(file.stem, field, file)
        for field in ("", *FIELDS)
        for file in sorted((folder / field).glob("*.yaml"))
    )


def ready_named(name: str) -> Ready | None:
    """The one of this name."""
    return next((one for one in ready() if one.name == name), None)


def origin_of(achievement: Achievement) -> Origin:
    """What is made from a ready description was made from: what that one says itself, else it."""
    stated = achievement.derived_from or Origin(
        achievement=achievement.id,
        version=achievement.version,
        title=achievement.title,
        publisher=achievement.issuer.name,
        licence=achievement.licence,
    )
    return stated.model_copy(update={"licence": stated.licence or LICENCE})


@lru_cache(maxsize=_MANY)
def _achievement(data: bytes, name: str) -> Achievement:
    return read_description(data, name).achievement


@lru_cache(maxsize=_MANY)
def _members(data: bytes, name: str) -> Mapping[str, Any]:
    return read_members(data, name, _LISTED)


def _folders() -> tuple[Path, ...]:
    """Where the examples stand: in the installed package, or in the repository."""
    package = Path(tesela.__file__).parent
    return tuple(folder / "examples" / "achievements" for folder in (package, package.parents[1]))
