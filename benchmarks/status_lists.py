"""Withdrawing one award among 16.7 million and publishing the signed list again.

    python -m benchmarks.status_lists [--bits N] [--rounds N] [--json FILE]

By blocks only the block with the award is packed again; beside it the whole list
is packed with the standard library's gzip, as most issuers do. One in a hundred
places is set. Both give a signed status list credential that says the same. They take turns;
processor time counts, and the median of the rounds.
"""

import argparse
import gzip
import json
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from tesela.codecs import multibase
from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.status import blocks
from tesela.status.bitstring import decoded, edit, encoded_row, list_document

KEY = SoftwareKey(b"s" * 32)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ADDRESS = "https://learning.example/status/1"


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.status_lists")
    asked.add_argument("--bits", type=int, default=24, help="the list has 2 to this power places")
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the result there, too")
    options = asked.parse_args()
    result = measured(1 << options.bits, options.rounds)
    print(json.dumps(result, indent=2))
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")


def measured(places: int, rounds: int) -> dict[str, Any]:
    """Milliseconds of both ways, by parts."""
    chance = random.Random(1)
    plain = bytearray(places // 8)
    for at in chance.sample(range(places), places // 100):
        plain[at >> 3] |= 0x80 >> (at & 7)
    row = blocks.changed(
        blocks.empty(places // 8), (blocks.Edit(at, 0xFF, octet) for at, octet in enumerate(plain))
    )
    taken: dict[str, list[float]] = {"by blocks": [], "whole list": []}
    for _ in range(rounds):
        at = chance.randrange(places)
        plain[at >> 3] |= 0x80 >> (at & 7)

        def by_blocks(place: int = at) -> str:
            nonlocal row
            row = blocks.changed(row, [edit(place, True)])
            return _published(encoded_row(row))

        by_block = _taken(by_blocks, taken["by blocks"])
        whole = _taken(lambda: _published(_whole(plain)), taken["whole list"])
        if _bits(by_block) != _bits(whole):
            raise SystemExit("the two lists say different things")
    ratios = [
        slow / fast for slow, fast in zip(taken["whole list"], taken["by blocks"], strict=True)
    ]
    return {
        "places": places,
        "milliseconds": {name: round(median(times) * 1000, 2) for name, times in taken.items()},
        "times faster": round(median(ratios), 1),
    }


def _published(encoded: str) -> str:
    unsigned = list_document(ADDRESS, KEY.controller, "revocation", encoded, NOW)
    return json.dumps(data_integrity.secure(unsigned, KEY, NOW))


def _whole(plain: bytearray) -> str:
    return "u" + multibase.base64url_encode(gzip.compress(plain, 6, mtime=0))


def _bits(document: str) -> bytes:
    return decoded(json.loads(document)["credentialSubject"]["encodedList"])


def _taken(act: Callable[[], str], times: list[float]) -> str:
    begun = time.process_time()
    done = act()
    times.append(time.process_time() - begun)
    return done


if __name__ == "__main__":
    main()
