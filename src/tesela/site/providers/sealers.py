"""Seal keys that the operator looks after: in hardware (PKCS#11) or at a remote service (CSC API).

`TESELA_SEALERS` names a JSON file, readable by the service alone: an
organisation's short name → where its key is.

    {"university": {"pkcs11": "pkcs11:token=Seals;object=university",
                    "module": "/usr/lib/softhsm/libsofthsm2.so", "pin_file": "/run/secrets/pin"},
     "college":    {"csc": "https://csc.example/csc/v2", "token": "https://csc.example/oauth2/token",
                    "client_id": "tesela", "client_secret_file": "/run/secrets/csc",
                    "credential": "seal-1", "pin_file": "/run/secrets/sad"}}

Secrets stand in files of their own, so that the list itself is none. The key
never comes here: each seal is asked for, and verified before it is used.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from tesela.codecs import jsontext
from tesela.proofs import hardware, remote
from tesela.proofs.seals import Sealer
from tesela.text.errors import TeselaError
from tesela.trust.fetch import GuardedFetcher

HARDWARE, REMOTE = "hardware", "remote"
_MOST_BYTES = 1_000_000
_SECRET_BYTES = 10_000


def held_for(slug: str) -> str:
    """`hardware` or `remote` where the operator looks after this organisation's key; else empty.

    Raises TeselaError `providers.sealers.file`.
    """
    entry = _listed().get(slug)
    if entry is None:
        return ""
    return HARDWARE if "pkcs11" in entry else REMOTE


@cache
def sealer_for(slug: str) -> Sealer:
    """The key, ready to seal; opened once by each process.

    Raises TeselaError `providers.sealers.file`, `seal.*`, `certificate.*`, `fetch.*`.
    """
    entry = _listed().get(slug)
    if entry is None:
        raise TeselaError("providers.seal.none")
    try:
        return _in_hardware(entry) if "pkcs11" in entry else _at_service(entry)
    except (KeyError, TypeError, OSError, UnicodeDecodeError) as error:
        raise TeselaError("providers.sealers.file") from error


def _in_hardware(entry: Mapping[str, Any]) -> Sealer:
    name = hardware.parse_uri(str(entry["pkcs11"]))
    return hardware.open_key(name, _secret(entry, "pin_file"), module=entry.get("module"))


def _at_service(entry: Mapping[str, Any]) -> Sealer:
    service = remote.Service(
        base=str(entry["csc"]),
        token_address=str(entry["token"]),
        client_id=str(entry["client_id"]),
        client_secret=_secret(entry, "client_secret_file") or "",
        credential=str(entry["credential"]),
        pin=_secret(entry, "pin_file"),
    )
    near = {urlsplit(address)[:2] for address in (service.base, service.token_address)}
    fetcher = GuardedFetcher(listed=[f"{scheme}://{host}" for scheme, host in near])
    return remote.open_credential(service, fetcher.ask)


def _secret(entry: Mapping[str, Any], member: str) -> str | None:
    """What stands in the file that `member` names, without the line's end."""
    if member not in entry:
        return None
    with Path(entry[member]).open("rb") as opened:
        return opened.read(_SECRET_BYTES).decode().rstrip("\r\n")


def _listed() -> Mapping[str, Mapping[str, Any]]:
    if not settings.SEALERS:
        return {}
    try:
        found = jsontext.parse(Path(settings.SEALERS).read_bytes(), _MOST_BYTES)
    except (OSError, TeselaError) as error:
        raise TeselaError("providers.sealers.file") from error
    entries = found if isinstance(found, dict) else {"": found}
    for entry in entries.values():
        if not isinstance(entry, dict) or ("pkcs11" in entry) == ("csc" in entry):
            raise TeselaError("providers.sealers.file")
    return entries
