"""SD-JWTs of one batch: what they share is written, and encoded, once.

`sd_jwt.sign` says what a token is; here the same bytes are made of claims in which a
few values differ (`codecs.holes`), all hidden claims standing at the top level:

1. the salts come from everything the token will say (`salts`)
2. a disclosure is `["`, the salt, `"` and the rest. Salts have the length that lets the rest
   start a group of base64url, so it is encoded once where it has no hole.
3. the digests of the disclosures and of decoys are sorted into the payload
4. header and payload are signed
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add
from struct import unpack as _cut
from typing import Any

from tesela.codecs import jsontext
from tesela.codecs.holes import Holed, Value, marked, written
from tesela.codecs.multibase import base64url
from tesela.proofs import jws
from tesela.proofs.keys import Signer
from tesela.proofs.salts import SALT_LETTERS, salts_of, seed_of
from tesela.proofs.sd_jwt import Hidden, digests_of, exact_form

Json = Mapping[str, Any]
_HEAD_LETTERS = 36
"""Of `["`, a salt and `"` in base64url."""
_HASH = "sha-256"
_END = f'"],"_sd_alg":"{_HASH}"}}'.encode()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A token that lacks its values and its signature."""

    header: bytes
    """As it travels, with the dot behind it."""
    exact: Holed
    """What the salts come from."""
    payload: Holed
    """Up to the first digest."""
    rests: tuple[bytes, ...]
    """Of each disclosure what follows its salt, in base64url; empty where it has a hole."""
    open_rests: tuple[tuple[int, Holed], ...]
    """Which of them have holes."""
    digests: int
    """As many as there are to be, decoys included."""

    def signed(self, values: Sequence[Value], root: bytes, signer: Signer) -> bytes:
        """The compact token with these values. Raises UnicodeEncodeError and what the signer raises."""
        known = written(values)
        drawn = salts_of(seed_of(root, self.exact.filled(known)), self.digests)  # 1
        salts = _cut(f"{SALT_LETTERS}s" * self.digests, drawn)
        disclosures = self._disclosures(salts, known)  # 2
        payload = self._payload(salts, disclosures, known)  # 3
        signing_input = self.header + base64url(payload)
        signature = base64url(signer.sign(signing_input))  # 4
        return b"~".join((signing_input + b"." + signature, *disclosures, b""))

    def _disclosures(self, salts: Sequence[bytes], known: Sequence[bytes]) -> list[bytes]:
        rests = list(self.rests)
        for at, rest in self.open_rests:
            rests[at] = base64url(rest.filled(known))
        heads = base64url(b'["%b"' * len(rests) % tuple(salts[: len(rests)]))
        return list(map(add, _cut(f"{_HEAD_LETTERS}s" * len(rests), heads), rests))

    def _payload(
        self, salts: Sequence[bytes], disclosures: list[bytes], known: Sequence[bytes]
    ) -> bytes:
        told = [*disclosures, *salts[len(disclosures) :]]
        return self.payload.filled(known) + b'","'.join(sorted(digests_of(told, _HASH))) + _END


def prepared(
    header: Json, claims: Json, values: Sequence[Value], kind: str, digests: int
) -> Prepared | None:
    """What `sd_jwt.sign` makes of these claims for such a key, with holes where `values` stand.

    None where nothing can be held back. Raises TeselaError `key.unsupported`.
    """
    hidden = {name: one.value for name, one in claims.items() if isinstance(one, Hidden)}
    shown = {name: one for name, one in claims.items() if name not in hidden}
    if not hidden:
        return None
    rests = [Holed.of(_rest(name, marked(value, values))) for name, value in hidden.items()]
    protected = jws.plain({"alg": jws.algorithm_of(kind), **header})
    marks = {name: _marked_claim(one, values) for name, one in claims.items()}
    return Prepared(
        header=base64url(protected) + b".",
        exact=Holed.of(exact_form(header, marks)),
        payload=Holed.of(jsontext.plain({**marked(shown, values), "_sd": [""]})[:-3]),
        rests=tuple(b"" if rest.takes else base64url(rest.filled(())) for rest in rests),
        open_rests=tuple((at, rest) for at, rest in enumerate(rests) if rest.takes),
        digests=max(digests, len(hidden)),
    )


def _rest(name: str, value: Any) -> str:
    """A disclosure behind its salt."""
    return jsontext.plain(["", name, value])[3:]


def _marked_claim(claim: Any, values: Sequence[Value]) -> Any:
    if isinstance(claim, Hidden):
        return Hidden(marked(claim.value, values))
    return marked(claim, values)
