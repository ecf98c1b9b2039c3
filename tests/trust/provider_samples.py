"""A registry of providers to try things on: its authority, its entries, its feed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tesela.model.achievement import QualityAssurance
from tesela.proofs.keys import SoftwareKey
from tesela.trust.provider_entries import Entry, Record, RegisteredKey
from tesela.trust.provider_registry import Edition, edition

AUTHORITY = SoftwareKey(b"r" * 32)
STRANGER = SoftwareKey(b"s" * 32)
NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
BEGUN = datetime(2024, 1, 1, tzinfo=UTC)
ACCREDITED = QualityAssurance.model_validate(
    {
        "kind": "institutional-quality-assurance",
        "title": {"en": "Institutional review"},
        "agency": {"name": {"en": "Quality Agency"}},
        "decision": {"en": "Positive"},
        "decided_on": date(2024, 3, 1),
        "valid_until": date(2026, 3, 1),
    }
)
ABOUT: dict[str, Any] = {
    "registry": AUTHORITY.controller,
    "name": {"en": "Register of providers"},
    "sequence": 7,
    "issued_at": NOW,
    "next_update": NOW + timedelta(days=7),
}


def record(**changes: Any) -> Record:
    return Record.model_validate(
        {
            "since": BEGUN,
            "recorded_at": BEGUN,
            "legal_name": {"en": "Care Organisation"},
            "country": "MT",
            "identities": ("did:web:care.example",),
            "kinds": ("social-service-provider",),
            "evidence": (ACCREDITED,),
            **changes,
        }
    )


def entry(*records: Record, number: int = 1, **changes: Any) -> Entry:
    return Entry(
        id=f"https://registry.example/registry/care-{number}",
        records=records or (record(**changes),),
    )


def many(count: int) -> list[Entry]:
    """Providers with an identity each."""
    return [
        entry(number=number, identities=(f"did:web:provider-{number}.example",))
        for number in range(count)
    ]


def registered_key(key: SoftwareKey, **changes: Any) -> RegisteredKey:
    return RegisteredKey.model_validate(
        {
            "method": key.verification_method,
            "public": key.public.multibase,
            "valid_from": BEGUN,
            **changes,
        }
    )


def feed(
    *entries: Entry, signer: SoftwareKey = AUTHORITY, bits: int | None = None, **about: Any
) -> Edition:
    return edition({**ABOUT, **about}, entries, signer, bits=bits)
