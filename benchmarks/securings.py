"""The other ways to secure a credential, each beside nothing but its own signatures.

From award to file, for the badge of the sample and the European credential of the same award. The
limit is the bare signing of the very same bytes: two digests (JCS), the token's signing input, or
the seal's, which is as long as the credential. What a badge of the usual suite takes is in
`signatures`, what wallets hold in `sd_jwt`.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import cycle, islice
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from nacl import bindings

from benchmarks import sample
from benchmarks.figures import Effort, Figure, rate, ratio, run, taking_turns, versions_of
from tesela.issuing import issue
from tesela.issuing.credentials import Options
from tesela.proofs import jades
from tesela.proofs.keys import SoftwareKey

EDWARDS = sample.KEY
P256 = SoftwareKey(bytes(range(1, 33)), kind="p256")
Signs = Callable[[bytes], object]


class Way(NamedTuple):
    """A securing: what its files are, by which key, and what of a file is signed."""

    what: str
    options: Options
    key: SoftwareKey
    signed: Callable[[bytes], bytes]


def _digests(secured: bytes) -> bytes:
    """As long as what a cryptosuite signs."""
    return sha256(secured).digest() * 2


def _token(secured: bytes) -> bytes:
    return secured.rpartition(b".")[0]


def _sealed(secured: bytes) -> bytes:
    return jades.parse(json.loads(secured)).signatures[0].signing_input


WAYS = (
    Way("issue eddsa-jcs-2022", Options(suite="eddsa-jcs-2022"), EDWARDS, _digests),
    Way("issue ecdsa-jcs-2019", Options(suite="ecdsa-jcs-2019"), P256, _digests),
    Way("issue VC-JWT, EdDSA", Options(("vc-jwt",)), EDWARDS, _token),
    Way("issue VC-JWT, ES256", Options(("vc-jwt",)), P256, _token),
    Way("issue ELM, JAdES B-B, ES256", Options(("elm",)), P256, _sealed),
)


def figures(effort: Effort) -> Iterator[Figure]:
    """A row for each of `WAYS`."""
    achievement = sample.achievement()
    awards = sample.awards(achievement)
    versions = versions_of("cryptography", "pynacl")
    for way in WAYS:
        batch = (
            one.files[way.options.formats[0]]
            for one in issue(
                achievement,
                cycle(awards),
                way.key,
                issued_at=sample.CREATED,
                options=way.options,
            )
        )
        signed = way.signed(next(batch))
        sign = _signing(way.key)
        rates = taking_turns(
            {
                "ours": lambda times, batch=batch: deque(islice(batch, times), maxlen=0),
                "bare": lambda times, sign=sign, signed=signed: [
                    sign(signed) for _ in range(times)
                ],
            },
            effort,
        )
        yield ratio(
            f"{way.what}: share of bare signing",
            rates["ours"],
            rates["bare"],
            target=0.5,
            unit="%",
            ours=rate(rates["ours"]),
            peer=f"{len(signed):,} octets {rate(rates['bare'])}",
            versions=versions,
        )


def _signing(key: SoftwareKey) -> Signs:
    """Nothing but the signature."""
    if key.kind == "ed25519":
        _, secret = bindings.crypto_sign_seed_keypair(key.seed)
        return lambda data: bindings.crypto_sign(data, secret)
    private = ec.derive_private_key(int.from_bytes(key.seed), ec.SECP256R1())
    ecdsa = ec.ECDSA(hashes.SHA256())
    return lambda data: private.sign(data, ecdsa)


if __name__ == "__main__":
    run(figures)
