"""Looking a provider up in a registry of 100,000, by index and by searching from the beginning.

    python -m benchmarks.registry [--providers N] [--lookups N] [--json FILE]

Both read the same signed feed from the same octets in memory. By index the one
part in which the name must stand is read (cold), or was read before (warm). The
search reads part after part until it has the name, as one must in a list
without an index. Processor time counts; absolute figures depend on the
machine, the ratios are what can be compared.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from tesela.proofs.keys import SoftwareKey
from tesela.trust.provider_entries import Entry
from tesela.trust.provider_lookup import Providers, of_edition
from tesela.trust.provider_registry import Believed, Edition, Signed, edition, read_head

KEY = SoftwareKey(b"r" * 32)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
SEARCHES = 5
"""A search takes seconds; a handful shows what it costs."""


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.registry")
    asked.add_argument("--providers", type=int, default=100_000)
    asked.add_argument("--lookups", type=int, default=200)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the result there, too")
    options = asked.parse_args()
    result = measured(options.providers, options.lookups)
    print(json.dumps(result, indent=2))
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


def measured(count: int, lookups: int) -> dict[str, Any]:
    """Milliseconds of each way, and how many times faster the index is."""
    made = _feed(count)
    signed = read_head(made.signed, Believed(), at=NOW)
    wanted = [_identity(number * count // lookups) for number in range(lookups)]
    warm = of_edition(made, signed)
    by_index = {
        "cold": median(_taken(lambda one=name: _cold(made, signed, one)) for name in wanted),
        "warm": median(_warm(warm, name) for name in wanted),
    }
    spread = wanted[:: max(1, lookups // SEARCHES)][:SEARCHES]
    searching = median(_taken(lambda one=name: _searched(warm, one)) for name in spread)
    return {
        "providers": count,
        "parts": len(signed.head.parts),
        "head_bytes": len(made.signed),
        "milliseconds": {"search": round(searching, 2)}
        | {name: round(value, 4) for name, value in by_index.items()},
        "times_faster_than_searching": {
            name: round(searching / value) for name, value in by_index.items()
        },
    }


def _cold(made: Edition, signed: Signed, name: str) -> Entry | None:
    return of_edition(made, signed).find(name)


def _warm(providers: Providers, name: str) -> float:
    providers.find(name)
    return _taken(lambda: providers.find(name))


def _searched(providers: Providers, name: str) -> Entry | None:
    return next((entry for entry in providers if name in entry.names), None)


def _taken(act: Callable[[], Entry | None]) -> float:
    begun = time.process_time()
    if act() is None:
        raise SystemExit("a provider that is in the registry was not found")
    return (time.process_time() - begun) * 1000


def _identity(number: int) -> str:
    return f"did:web:provider-{number}.example"


def _feed(count: int) -> Edition:
    one = {"since": NOW, "recorded_at": NOW, "country": "MT", "kinds": ["school"]}
    entries = (
        Entry.model_validate(
            {
                "id": f"https://registry.example/registry/provider-{number}",
                "records": [
                    {
                        **one,
                        "legal_name": {"en": f"Provider {number}"},
                        "identities": [_identity(number)],
                    }
                ],
            }
        )
        for number in range(count)
    )
    about = {
        "registry": KEY.controller, "name": {"en": "Register"}, "sequence": 1,
        "issued_at": NOW, "next_update": NOW + timedelta(days=7),
    }  # fmt: skip
    return edition(about, entries, KEY)


if __name__ == "__main__":
    main()
