"""Withdrawing one award among 16.7 million and publishing the signed list again.

By blocks only the block with the award is packed again; beside it the whole list
is packed with the standard library's gzip, as most issuers do. One in a hundred
places is set. Both give a signed status list credential that says the same.
"""

import gzip
import json
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median

from benchmarks.figures import Effort, Figure, ratio, run, versions_of
from tesela.codecs.multibase import Base64url, base64url_encode
from tesela.issuing.status_lists import signed_list
from tesela.proofs.keys import SoftwareKey
from tesela.status import blocks
from tesela.status.bitstring import decoded, edit, encoded_row

KEY = SoftwareKey(b"s" * 32)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ADDRESS = "https://learning.example/status/1"


def figures(effort: Effort) -> Iterator[Figure]:
    """One row."""
    bits = effort.of(24, 20)
    fast, slow = _measured(1 << bits, effort.rounds)
    yield ratio(
        f"withdraw one in {1 << bits:,} and publish",
        slow,
        fast,
        target=30,
        ours=f"{median(fast) * 1000:.1f} ms",
        peer=f"gzip of the whole list {median(slow) * 1000:.0f} ms",
        versions=versions_of("pyoxigraph", "pynacl"),
    )


def _measured(places: int, rounds: int) -> tuple[list[float], list[float]]:
    """Processor seconds of both ways, round by round."""
    chance = random.Random(1)
    plain = bytearray(places // 8)
    for at in chance.sample(range(places), places // 100):
        plain[at >> 3] |= 0x80 >> (at & 7)
    row = blocks.changed(
        blocks.empty(places // 8), (blocks.Edit(at, 0xFF, octet) for at, octet in enumerate(plain))
    )
    fast: list[float] = []
    slow: list[float] = []
    for _ in range(rounds):
        at = chance.randrange(places)
        plain[at >> 3] |= 0x80 >> (at & 7)

        def by_blocks(place: int = at) -> bytes:
            nonlocal row
            row = blocks.changed(row, [edit(place, True)])
            return _published(encoded_row(row))

        by_block = _taken(by_blocks, fast)
        whole = _taken(lambda: _published(_whole(plain)), slow)
        if _bits(by_block) != _bits(whole):
            raise SystemExit("the two lists say different things")
    return fast, slow


def _published(encoded: Base64url) -> bytes:
    return signed_list(ADDRESS, "revocation", encoded, KEY, published=NOW)


def _whole(plain: bytearray) -> Base64url:
    return Base64url("u" + base64url_encode(gzip.compress(plain, 6, mtime=0)))


def _bits(document: bytes) -> bytes:
    return decoded(json.loads(document)["credentialSubject"]["encodedList"])


def _taken(act: Callable[[], bytes], times: list[float]) -> bytes:
    begun = time.process_time()
    done = act()
    times.append(time.process_time() - begun)
    return done


if __name__ == "__main__":
    run(figures)
