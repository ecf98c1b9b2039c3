"""A trust registry as a folder: issuers that somebody vouches for, and copies of their pages.

`registry.json` in the folder:

    {"issuers": {"did:web:care.example": {"name": {"en": "Care Organisation"}}},
     "copies": {"https://care.example/status/1": "status/1.json"}}

Certificates in its folder `certificates` (PEM or DER: .pem, .crt, .cer, .der), and those of services in
trust lists there (.xml, ETSI TS 119 612), are anchors: whose seal
leads to one of them is believed to be who the certificate names. A file of
certificates, or a trust list, alone is a registry of nothing but anchors.

The file may be the signed feed of a registry of providers instead
(`provider_registry`); then it is asked by name, for the day that matters, and
says more than a name. Such a feed can be read from an address, too.

A copy is used in place of fetching its address, so that a demo, an archive
or a machine without a network can verify all the same. What a copy says must
still be signed by whoever it speaks for.

What reads signed feeds and certificates is loaded when a registry is read: whoever verifies
without one waits for none of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tesela.codecs import jsontext
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.trust.fetch import Fetch, offline, signed_way

if TYPE_CHECKING:
    from tesela.trust.provider_lookup import Listing, Providers
    from tesela.trust.x509 import Anchor

FILE_NAME = "registry.json"
FEED = "feed.json"
"""A signed feed's head in a folder, with its parts beside it."""
CERTIFICATES = "certificates"
_SUFFIXES = {".pem", ".crt", ".cer", ".der", ".xml"}


@dataclass(frozen=True, slots=True)
class Registry:
    """What a registry's folder says."""

    name: str
    issuers: Mapping[str, LocalizedText] = field(default_factory=dict)
    """Issuer's id → its registered name."""
    copies: Mapping[str, Path] = field(default_factory=dict)
    anchors: "tuple[Anchor, ...]" = ()
    """Certificates whose word counts."""
    providers: "Listing | None" = None
    """The providers of a signed feed, where this is one."""

    def copy(self, url: str) -> bytes | None:
        """The copy of what stands at `url`, where there is one."""
        path = self.copies.get(url)
        return path.read_bytes() if path is not None and path.is_file() else None

    def fetching(self, otherwise: Fetch) -> Fetch:
        """A `Fetch` that reads the copies and asks `otherwise` for the rest."""
        return _Copying(self, otherwise)


class _Copying:
    """A `Fetch` that reads a registry's copies first."""

    def __init__(self, registry: Registry, otherwise: Fetch) -> None:
        self._registry = registry
        self._otherwise = otherwise

    def __call__(self, url: str) -> bytes:
        copied = self._registry.copy(url)
        return self._otherwise(url) if copied is None else copied

    def signed(self, url: str) -> bytes:
        """What is signed itself and may come over plain http."""
        copied = self._registry.copy(url)
        return signed_way(self._otherwise)(url) if copied is None else copied


def read_registry(
    folder: Path,
    *,
    at: datetime | None = None,
    keys: Sequence[str] = (),
    fetch: Fetch = offline,
) -> Registry:
    """The registry in `folder`, or the file itself, or a file of certificates.

    Of a signed feed: `at` is the moment for which it must not be overdue, `keys` name
    whose signature is believed, and `fetch` asks for the keys of an identity
    (`provider_registry`, 3 and 5).

    Raises TeselaError `registry.unreadable` with the reason's place, the other `registry.*`
    of a signed feed, `certificate.malformed`, `trust_list.*`.
    """
    from tesela.trust.provider_lookup import beside_file, is_provider_registry, providers_in
    from tesela.trust.provider_registry import WHOLE_BYTES, Believed

    file = _file_in(folder)
    try:
        if folder.is_dir() and not file.is_file() and (folder / CERTIFICATES).is_dir():
            return Registry(folder.name, anchors=_anchors(folder / CERTIFICATES))
        data = file.read_bytes()
        if _is_of_certificates(data):
            return Registry(file.stem, anchors=_anchors_in(data))
        content = jsontext.parse(data, WHOLE_BYTES)
        anchors = _anchors(file.parent / CERTIFICATES)
        if is_provider_registry(content):
            believed = Believed(keys, fetch=fetch)
            found = providers_in(content, believed, at=at, beside=beside_file(file.parent))
            return _of_providers(found, anchors)
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
    if not anchors and not {"issuers", "copies"} & content.keys():
        # Another document: it would look like a registry that knows nobody.
        raise TeselaError("registry.unreadable", file=file.name)
    return Registry(str(content.get("name", file.parent.name)), issuers, copies, anchors)


def fetched_registry(
    address: str, fetch: Fetch, *, at: datetime | None = None, keys: Sequence[str] = ()
) -> Registry:
    """The signed feed at an https address; its parts are fetched when they are needed.

    Raises TeselaError `registry.*`, `fetch.*`, `json.*`.
    """
    from tesela.trust.provider_lookup import beside_address, is_provider_registry, providers_in
    from tesela.trust.provider_registry import WHOLE_BYTES, Believed

    content = jsontext.parse(fetch(address), WHOLE_BYTES)
    if not is_provider_registry(content):
        raise TeselaError("registry.malformed", member="type")
    believed = Believed(keys, address, fetch)
    return _of_providers(
        providers_in(content, believed, at=at, beside=beside_address(address, fetch)), ()
    )


def _of_providers(providers: "Providers", anchors: "tuple[Anchor, ...]") -> Registry:
    return Registry(providers.name, anchors=anchors, providers=providers)


def _file_in(folder: Path) -> Path:
    """The registry's own file, or the signed feed where there is none."""
    if not folder.is_dir():
        return folder
    own, feed = folder / FILE_NAME, folder / FEED
    return feed if feed.is_file() and not own.is_file() else own


def _anchors(folder: Path) -> "tuple[Anchor, ...]":
    """Raises TeselaError `certificate.malformed`, OSError."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    known = (file for file in files if file.suffix.lower() in _SUFFIXES)
    return tuple(anchor for file in known for anchor in _anchors_in(file.read_bytes()))


def _is_of_certificates(data: bytes) -> bool:
    """PEM, DER or XML, by the first octets."""
    return data[:1] == b"\x30" or b"-----BEGIN" in data[:2_000] or _is_xml(data)


def _is_xml(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _anchors_in(data: bytes) -> "tuple[Anchor, ...]":
    """Of a trust list, or of a file of certificates."""
    if _is_xml(data):
        from tesela.trust.lists import read_list

        return read_list(data, None).anchors
    from tesela.trust.x509 import anchors_in

    return anchors_in(data)


def _inside(folder: Path, path: str) -> Path:
    found = (folder / path).resolve()
    if not found.is_relative_to(folder.resolve()):
        raise ValueError(path)
    return found
