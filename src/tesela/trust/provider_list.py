"""A registry in the form of a list of trusted entities (ETSI TS 119 602, JSON binding).

What is known of the form, and followed: the members of the published JSON
schema of TS 119 602-1 V1.1.1, of an *implicit* list: `LoTEVersionIdentifier`
1, `LoTESequenceNumber`, `SchemeOperatorName`, `SchemeTerritory`,
`ListIssueDateTime`, `NextUpdate`; of each entity its name, address and page;
of its service the keys as `PublicKeyValues` (JWK), a type, a status with the
moment since when, and the history.

What is ours, since no list of providers of micro-credentials is profiled: the
addresses of the service type and of the states (`STATUS`). What is not there:
a street, which the registry does not hold; certificates of the providers; the
JAdES profile of the signature. The list is signed as a compact JWS (RFC 7515)
by the registry's key, whose verification method is the `kid`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tesela.codecs import jcs
from tesela.proofs import jws
from tesela.proofs.jwk import public_jwk
from tesela.proofs.keys import Signer
from tesela.trust.provider_entries import Entry, Record
from tesela.trust.provider_registry import Head
from tesela.vocab import EXTENSION_NAMESPACE

SERVICE = f"{EXTENSION_NAMESPACE}service-type/micro-credential-issuance"
STATUS = f"{EXTENSION_NAMESPACE}provider-status/"
_SERVICE_NAME = [{"lang": "en", "value": "Issuing micro-credentials"}]


def trusted_entities(head: Head, entries: Iterable[Entry]) -> dict[str, Any]:
    """The list as JSON; a provider without keys is not in it, since nothing is to be trusted."""
    said: dict[str, Any] = {
        "LoTEVersionIdentifier": 1,
        "LoTESequenceNumber": head.sequence,
        "SchemeOperatorName": _texts(head.name),
        **({"SchemeTerritory": head.country} if head.country else {}),
        "ListIssueDateTime": _moment(head.issued_at),
        "NextUpdate": _moment(head.next_update),
    }
    entities = [entity for entry in entries for entity in _entity(entry)]
    return {"LoTE": {"ListAndSchemeInformation": said, "TrustedEntitiesList": entities}}


def signed_list(content: dict[str, Any], signer: Signer) -> str:
    """The list as compact JWS."""
    header = {"typ": "JOSE", "kid": signer.verification_method}
    return jws.sign(header, jcs.canonical(content), signer)


def _entity(entry: Entry) -> Iterator[dict[str, Any]]:
    listed = [record for record in entry.records if record.keys]
    if not listed:
        return
    latest, *earlier = reversed(listed)
    history = [_state(record) for record in earlier]
    yield {
        "TrustedEntityInformation": {
            "TEName": _texts(latest.legal_name),
            **({"TETradeName": _trade(latest)} if _trade(latest) else {}),
            "TEAddress": {
                "TEPostalAddress": [_address(latest)],
                "TEElectronicAddress": _electronic(latest),
            },
            "TEInformationURI": [{"lang": "en", "uriValue": entry.id}],
        },
        "TrustedEntityServices": [
            {
                "ServiceInformation": _state(latest),
                **({"ServiceHistory": history} if history else {}),
            }
        ],
    }


def _state(record: Record) -> dict[str, Any]:
    return {
        "ServiceName": _SERVICE_NAME,
        "ServiceDigitalIdentity": {
            "PublicKeyValues": [dict(public_jwk(key.key())) for key in record.keys]
        },
        "ServiceTypeIdentifier": SERVICE,
        "ServiceStatus": f"{STATUS}{record.status.value}",
        "StatusStartingTime": _moment(record.since),
    }


def _trade(record: Record) -> list[dict[str, str]]:
    """Registered numbers, then the name people know."""
    numbers = [{"lang": "en", "value": f"{one.scheme}: {one.value}"} for one in record.identifiers]
    return numbers + (_texts(record.name) if record.name else [])


def _address(record: Record) -> dict[str, str]:
    place = {"Locality": record.place} if record.place else {}
    return {"lang": "en", **place, "Country": record.country}


def _electronic(record: Record) -> list[dict[str, str]]:
    mail = [f"mailto:{record.email}"] if record.email else []
    page = [record.website] if record.website else []
    return [{"lang": "en", "uriValue": address} for address in [*mail, *page]]


def _texts(texts: Any) -> list[dict[str, str]]:
    return [{"lang": tag, "value": text} for tag, text in texts.items()]


def _moment(value: Any) -> str:
    return str(value.strftime("%Y-%m-%dT%H:%M:%SZ"))
