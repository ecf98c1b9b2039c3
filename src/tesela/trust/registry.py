"""A trust registry as a folder: issuers that somebody vouches for, and copies of their pages.

`registry.json` in the folder:

    {"issuers": {"did:web:care.example": {"name": {"en": "Care Organisation"}}},
     "copies": {"https://care.example/status/1": "status/1.json"}}

A copy is used in place of fetching its address, so that a demo, an archive
or a machine without a network can verify all the same. What a copy says must
still be signed by whoever it speaks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tesela.codecs import jsontext
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.fetch import Fetch

FILE_NAME = "registry.json"


@dataclass(frozen=True, slots=True)
class Registry:
    """What a registry's folder says."""

    name: str
    issuers: Mapping[str, LocalizedText] = field(default_factory=dict)
    """Issuer's id → its registered name."""
    copies: Mapping[str, Path] = field(default_factory=dict)

    def copy(self, url: str) -> bytes | None:
        """The copy of what stands at `url`, where there is one."""
        path = self.copies.get(url)
        return path.read_bytes() if path is not None and path.is_file() else None

    def fetching(self, otherwise: Fetch) -> Fetch:
        """A `Fetch` that reads the copies and asks `otherwise` for the rest."""

        def fetch(url: str) -> bytes:
            copied = self.copy(url)
            return otherwise(url) if copied is None else copied

        return fetch


def read_registry(folder: Path) -> Registry:
    """The registry in `folder` (or the file itself).

    Raises TeselaError `registry.unreadable` with the reason's place.
    """
    file = folder / FILE_NAME if folder.is_dir() else folder
    try:
        content = jsontext.parse(file.read_bytes())
        issuers = {
            str(name): LocalizedText(entry["name"])
            for name, entry in content.get("issuers", {}).items()
        }
        copies = {
            str(url): _inside(file.parent, str(path))
            for url, path in content.get("copies", {}).items()
        }
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise TeselaError("registry.unreadable", file=file.name) from error
    return Registry(str(content.get("name", file.parent.name)), issuers, copies)


def _inside(folder: Path, path: str) -> Path:
    found = (folder / path).resolve()
    if not found.is_relative_to(folder.resolve()):
        raise ValueError(path)
    return found
