"""The JSON-LD contexts that Tesela knows, written by us, never fetched.

What the terms mean is stated in the `.terms` tables beside this module (their
notation: `builder`). The tests prove that every table gives the same active
context as the published file: mappings, types, containers, scopes, protection.
Nothing else is loaded while reading a document; an unknown URL is an error.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from tesela.codecs.contexts.builder import Published, build
from tesela.text.errors import TeselaError

_FILES = (
    "credentials_1",
    "credentials_2",
    "did_1",
    "edc_ap",
    "open_badges_3",
    "security",
    "status_list_2021",
)


class ContextSet(Mapping[str, Mapping[str, Any]]):
    """URL → context: the bundled ones, and more where a caller brings them.

    A context is the value of `@context` in the document at the URL. Treat it as
    read-only: everybody shares it. A set is equal only to itself, so that it
    can be the key of a cache.
    """

    def __init__(
        self, extra: Mapping[str, Mapping[str, Any]] | None = None, *, inline: bool = False
    ) -> None:
        """`inline`: whether a document may bring names of its own (`contexts.inline`)."""
        self._extra = MappingProxyType(dict(extra or {}))
        self.inline = inline

    def with_extra(self, extra: Mapping[str, Mapping[str, Any]]) -> "ContextSet":
        """This set and `extra`. Raises ValueError when `extra` replaces one it has."""
        if doubled := sorted(url for url in extra if url in self):
            raise ValueError(f"already known: {', '.join(doubled)}")
        return ContextSet({**self._extra, **extra}, inline=self.inline)

    def __getitem__(self, url: str) -> Mapping[str, Any]:
        if url in self._extra:
            return self._extra[url]
        return _bundled()[url].context

    def __iter__(self) -> Iterator[str]:
        yield from _bundled()
        yield from self._extra

    def __len__(self) -> int:
        return len(_bundled()) + len(self._extra)

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__


BUNDLED = ContextSet()
"""The contexts of this package and no others."""


def context(url: str, contexts: Mapping[str, Mapping[str, Any]] = BUNDLED) -> Mapping[str, Any]:
    """The context that `url` names, to be read only.

    Raises TeselaError `jsonld.unknown_context`.
    """
    try:
        return contexts[url]
    except KeyError:
        raise TeselaError("jsonld.unknown_context", url=url) from None


def known_urls() -> tuple[str, ...]:
    """The URLs of the bundled contexts."""
    return tuple(_bundled())


def published_sha256(url: str) -> frozenset[str]:
    """SHA-256 digests (lower-case hex) of the file published at `url`.

    For comparing a `relatedResource` (VCDM 2.0, 5.3) without fetching it; empty
    for a URL whose bytes we do not know.
    """
    known = _bundled().get(url)
    return known.sha256 if known else frozenset()


@lru_cache(maxsize=1)
def _bundled() -> Mapping[str, Published]:
    here = resources.files(__package__)
    return MappingProxyType(
        build({f"{name}.terms": (here / f"{name}.terms").read_text("utf-8") for name in _FILES})
    )


__all__ = ["BUNDLED", "ContextSet", "context", "known_urls", "published_sha256"]
