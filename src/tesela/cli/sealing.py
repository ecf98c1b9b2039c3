"""The organisation's seal, as `tesela issue` and `tesela doctor` are told of it.

A seal is named by the path of a PKCS#12 file, by a `pkcs11:` address (RFC
7512), or by the path of a JSON file that says how to reach a service (CSC API):

    {"service": "https://csc.example/csc/v2", "token": "https://csc.example/oauth2/token",
     "client": "care-organisation", "credential": "seal-2026"}

Passphrase, PIN and the client's secret come from the environment only.
"""

import os
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tesela.cli.speech import now, read_file, seal_passphrase
from tesela.codecs import jsontext
from tesela.proofs import hardware, pkcs12, remote
from tesela.proofs.sealing_keys import expiry_notice
from tesela.proofs.seals import LEVELS, Level, Sealer, Sealing
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import GuardedFetcher
from tesela.trust.revocation import revocations, time_stamper

CLIENT_SECRET = "TESELA_SEAL_CLIENT_SECRET"  # noqa: S105 - the name of a variable
MODULE = "TESELA_PKCS11_MODULE"
LISTED = "TESELA_LISTED"
"""Origins inside the house that may be asked, separated by commas."""
_MEMBERS = ("service", "token", "client", "credential")


def sealing(named: str, level: str | None, time_stamps: str | None) -> Sealing:
    """How to seal with the key that is named.

    Without a level it is B-T where there is a time-stamping service, else B-B. Raises TeselaError
    `cli.choice`, `seal.*`, and `seal.expired` or `seal.not_yet` of a certificate that does
    not count.
    """
    chosen = _level(level, time_stamps)
    sealer = sealer_of(named)
    notice = expiry_notice(sealer.certificates[:1], now())
    if notice and notice.code != "seal.expires":
        raise TeselaError(notice.code, name=notice.name, until=notice.until.date().isoformat())
    fetcher = GuardedFetcher(listed=_listed(time_stamps))
    stamper = None
    if time_stamps:
        stamper = time_stamper(time_stamps, fetcher.ask, lambda: secrets.randbits(63))
    return Sealing(sealer, chosen, stamper, revocations(fetcher.ask, fetcher.signed, now))


def sealer_of(named: str) -> Sealer:
    """The key that is named, opened. Raises TeselaError `seal.*`, `cli.not_found`."""
    secret = seal_passphrase()
    if named.startswith(hardware.SCHEME):
        return hardware.open_key(
            hardware.parse_uri(named), secret, module=os.environ.get(MODULE) or None
        )
    data = read_file(named)
    if data.lstrip()[:1] == b"{":
        service = _service(data, named, secret)
        ask = GuardedFetcher(listed=_listed(service.base, service.token_address)).ask
        return remote.open_credential(service, ask)
    return pkcs12.read(data, secret)


def ending(certificates: tuple[bytes, ...]) -> Problem | None:
    """What to say of a certificate that ends soon, or has."""
    notice = expiry_notice(certificates, now())
    if notice is None:
        return None
    until = notice.until.date().isoformat()
    return Problem(notice.code, {"name": notice.name, "until": until, "count": notice.days})


def _level(level: str | None, time_stamps: str | None) -> Level:
    if level is None:
        return "B-T" if time_stamps else "B-B"
    for known in LEVELS:
        if known == level:
            if known != "B-B" and not time_stamps:
                raise TeselaError("seal.no_time_stamper", level=level)
            return known
    raise TeselaError("cli.choice", value=level, known=", ".join(LEVELS))


def _service(data: bytes, name: str, pin: str | None) -> remote.Service:
    said = _members(data, name)
    return remote.Service(
        base=said["service"],
        token_address=said["token"],
        client_id=said["client"],
        client_secret=os.environ.get(CLIENT_SECRET, ""),
        credential=said["credential"],
        pin=pin,
    )


def _members(data: bytes, name: str) -> Mapping[str, str]:
    found: Any = jsontext.parse(data, 100_000)
    for member in _MEMBERS:
        if not isinstance(found, dict) or not isinstance(found.get(member), str):
            raise TeselaError("seal.configuration", file=name, member=member)
    if unknown := sorted(set(found) - set(_MEMBERS)):
        raise TeselaError("seal.configuration", file=name, member=str(unknown[0])[:40])
    return {str(member): str(found[member]) for member in _MEMBERS}


def _listed(*addresses: str | None) -> list[str]:
    """Origins that may be inside the house, since whoever seals has named them."""
    named = [part.strip() for part in os.environ.get(LISTED, "").split(",") if part.strip()]
    parts = [urlsplit(address) for address in addresses if address]
    return [*named, *(f"{part.scheme}://{part.netloc}" for part in parts)]
