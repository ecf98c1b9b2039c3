"""Seals of one batch at level B-B: what they share is written, and verified, once.

`sealing.seal` says what a seal is, and verifies each. Seals of one sealer and one moment have
the same protected header; so

1. the first is made by `seal`, which finds out whether header, certificate and key fit
2. `alike` takes from that one what the others share
3. they are signed, and written round their documents (`codecs.holes`), and not verified again:
   it is the same key in memory. Keys that are held elsewhere verify each signature of
   theirs in any case (`sealing_keys`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from tesela.codecs.multibase import base64url
from tesela.proofs.jades.reading import parse
from tesela.proofs.seals import Sealer

_PAYLOAD = b'{"payload":'
_END = b'"}]}'


@dataclass(frozen=True, slots=True)
class Alike:
    """A seal that lacks its document and its signature."""

    sealer: Sealer
    start: bytes
    """Of what is signed: the protected header and the dot behind it (RFC 7515, 5.1)."""
    between: bytes
    """What stands in the file between document and signature."""

    def seal(self, text: Sequence[bytes], quoted: Sequence[bytes]) -> bytes:
        """A sealed document, of its JSON and of the same as a text in JSON, both in pieces.

        Raises what the sealer raises.
        """
        signature = base64url(self.sealer.sign(b"".join((self.start, *text))))
        return b"".join((_PAYLOAD, *quoted, self.between, signature, _END))


def alike(sealed: bytes, sealer: Sealer) -> Alike:
    """What `sealer` makes at the moment of `sealed`, a file that `sealing.seal` just made at B-B."""
    protected = parse(orjson.loads(sealed)).signatures[0].protected.encode()
    between = b',"signatures":[{"protected":"%b","signature":"' % protected
    return Alike(sealer, protected + b".", between)
