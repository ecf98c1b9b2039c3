"""Bundles to keep for ever: a credential with all it takes to judge it when nobody answers any more.

A ZIP, or the folder it unpacks to (docs/keep-forever.md). Its `bundle.json`:

    {"type": "KeepForeverBundle", "version": 1, "saved_at": "2026-06-15T09:30:00Z",
     "credentials": [{"format": "openbadge", "file": "credential.json"}],
     "time_proofs": ["time-proof.json"],
     "copies": {"https://care.example/.well-known/did.json": "issuer/did.json"}}

A bundle vouches for nothing. A copy in it is what the bundle says stood at an
address on the day it was saved: `hindsight` says what that is worth.

A ZIP from strangers is read with care: nothing is unpacked to disk; names that
are absolute, lead upwards or stand there twice are refused; so are encrypted
files, other packing than *deflate*, and more than is allowed in number, in bytes and in all.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tesela.codecs import jsontext
from tesela.proofs.data_integrity import moment
from tesela.text.errors import TeselaError

MANIFEST = "bundle.json"
MAXIMUM_FILES = 2_000
MAXIMUM_FILE_BYTES = 20_000_000
MAXIMUM_BYTES = 100_000_000
"""Of all files together, unpacked."""
MAXIMUM_BUNDLES = 200
_MAXIMUM_LISTED = 100
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Only these unfold piece by piece; bzip2 and LZMA take what memory the file asks for."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a bundle says stood at addresses when it was saved."""

    saved_at: datetime
    copies: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle, read; nothing in it is believed."""

    credentials: Mapping[str, bytes]
    """File's name → the credential's exact bytes; the first is the one for everybody."""
    beside: tuple[bytes, ...]
    """Time proofs and other documents that lie there."""
    carried: Carried


def is_zip(data: bytes) -> bool:
    """Whether the data begins as a ZIP does."""
    return data.startswith(b"PK\x03\x04")


def manifest(
    saved_at: datetime,
    credentials: Mapping[str, str],
    copies: Mapping[str, str],
    time_proofs: Sequence[str] = (),
) -> bytes:
    """`bundle.json`. `credentials` are format → file, `copies` address → file."""
    content = {
        "type": "KeepForeverBundle",
        "version": 1,
        "saved_at": saved_at.astimezone(UTC).replace(microsecond=0).isoformat(),
        "credentials": [{"format": name, "file": file} for name, file in credentials.items()],
        "time_proofs": list(time_proofs),
        "copies": dict(copies),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read_zip(data: bytes) -> dict[str, Bundle]:
    """The bundles in a ZIP, by the folder in which each lies.

    Raises TeselaError `bundle.none`, `bundle.unreadable`, `bundle.unsafe_name`,
    `bundle.too_large` and what `read_files` raises.
    """
    return read_files(_unpacked(data))


def only_bundle(data: bytes) -> Bundle:
    """The one bundle in a ZIP. Raises as `read_zip`, and `input.several_credentials`."""
    found = read_zip(data)
    if len(found) > 1:
        raise TeselaError("input.several_credentials", count=len(found))
    return next(iter(found.values()))


def read_files(files: Mapping[str, bytes]) -> dict[str, Bundle]:
    """The bundles among `files` (path with slashes → content), by folder.

    Raises TeselaError `bundle.none`, `bundle.malformed`, `bundle.missing_file`.
    """
    folders = sorted(
        path.removesuffix(MANIFEST)
        for path in files
        if path == MANIFEST or path.endswith(f"/{MANIFEST}")
    )
    if not folders:
        raise TeselaError("bundle.none")
    if len(folders) > MAXIMUM_BUNDLES:
        raise TeselaError("bundle.too_large", maximum=MAXIMUM_BUNDLES)
    return {folder: _read(files, folder) for folder in folders}


def _read(files: Mapping[str, bytes], folder: str) -> Bundle:
    content = jsontext.parse(files[folder + MANIFEST])
    if not isinstance(content, dict) or content.get("type") != "KeepForeverBundle":
        raise TeselaError("bundle.malformed", member="type")
    if content.get("version") != 1:
        raise TeselaError("bundle.malformed", member="version")

    def file(name: object) -> bytes:
        if not isinstance(name, str) or folder + name not in files:
            raise TeselaError("bundle.missing_file", file=str(name)[:200])
        return files[folder + name]

    stated = [one.get("file") for one in _objects(content, "credentials")]
    if not stated:
        raise TeselaError("bundle.malformed", member="credentials")
    copies = content.get("copies", {})
    if not isinstance(copies, dict) or len(copies) > _MAXIMUM_LISTED:
        raise TeselaError("bundle.malformed", member="copies")
    at = {str(address): file(name) for address, name in copies.items()}
    return Bundle(
        credentials={str(name): file(name) for name in stated},
        beside=(*map(file, _listed(content, "time_proofs")), *at.values()),
        carried=Carried(_saved_at(content), at),
    )


def _saved_at(content: Mapping[str, Any]) -> datetime:
    try:
        return moment(content.get("saved_at"), "saved_at")
    except TeselaError as error:
        raise TeselaError("bundle.malformed", member="saved_at") from error


def _objects(content: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = _listed(content, name)
    if not all(isinstance(one, dict) for one in found):
        raise TeselaError("bundle.malformed", member=name)
    return found


def _listed(content: Mapping[str, Any], name: str) -> list[Any]:
    found = content.get(name, [])
    if not isinstance(found, list) or len(found) > _MAXIMUM_LISTED:
        raise TeselaError("bundle.malformed", member=name)
    return found


def _unpacked(data: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MAXIMUM_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > MAXIMUM_FILES:
                raise TeselaError("bundle.too_large", maximum=MAXIMUM_FILES)
            for info in listed:
                _check_name(info, files)
                if not info.is_dir():
                    files[info.filename] = _content(archive, info, min(left, MAXIMUM_FILE_BYTES))
                    left -= len(files[info.filename])
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise TeselaError("bundle.unreadable") from error
    except (ValueError, OSError, KeyError, UnicodeDecodeError) as error:
        raise TeselaError("bundle.unreadable") from error
    return files


def _check_name(info: zipfile.ZipInfo, seen: Mapping[str, bytes]) -> None:
    name = info.filename
    parts = name.removesuffix("/").split("/")
    harmless = all(part not in ("", ".", "..") for part in parts) and "\\" not in name
    if not harmless or ":" in parts[0] or name in seen or not name.isprintable():
        raise TeselaError("bundle.unsafe_name", file=ascii(name)[:200])
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
        raise TeselaError("bundle.unreadable")


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """As many bytes as come out, whatever the ZIP says about their number."""
    with archive.open(info) as packed:
        content = packed.read(most + 1)
    if len(content) > most:
        raise TeselaError("bundle.too_large", maximum=MAXIMUM_BYTES)
    return content
