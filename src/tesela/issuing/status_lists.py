"""Signing a status list without touching its bits more often than needed.

The credential of a list (Bitstring Status List 1.0, 2.2) and the token of one
(Token Status List, 5.1) are a few short members and one that is hundreds of
kilobytes long. Written, canonicalised and hashed as any other document, the
long one is gone through a dozen times. Here it is put in last:

1. The document is written with a short mark in the list's place.
2. Where that mark stands in its JSON text and in its canonical statements, and
   that it stands there once, is where the list belongs: base64url has no
   character that JSON or N-Quads would escape, and no statement stands beside
   it whose order could depend on it, as the list has one `encodedList`.
3. The packed bits are encoded once, hashed in that place, and signed.

The result is, byte for byte, what `data_integrity.secure` gives of the whole
document. Where the mark does not stand once, where blank nodes are named by
what is said of them, and for suites that do not sign the SHA-256 of the
statements, that way is taken.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.codecs.multibase import Base64url
from tesela.issuing.wallet import STATE_BITS, controller, key_header
from tesela.proofs import data_integrity, jws
from tesela.proofs.keys import Signer
from tesela.shapes import canonical_quads
from tesela.status import token_list
from tesela.status.bitstring import Purpose, list_document

_MARK = Base64url("uTHE-LIST-STANDS-HERE")
_BLANK_NODE = " _:"


def signed_list(
    address: str,
    purpose: Purpose,
    encoded_list: Base64url,
    signer: Signer,
    *,
    published: datetime,
    fresh_for: timedelta = timedelta(days=1),
) -> bytes:
    """The status list credential at `address`, signed.

    `fresh_for` becomes `ttl`. Raises what `data_integrity.secure` raises.
    """

    def document(encoded: Base64url) -> dict[str, Any]:
        return list_document(address, controller(signer), purpose, encoded, published, fresh_for)

    marked = document(_MARK)  # 1
    proof = data_integrity.prepared(marked["@context"], signer, published)
    quads = canonical_quads(marked)
    text, statements = _around(jsontext.plain(marked)), _around(quads)  # 2
    if proof is None or text is None or statements is None or _BLANK_NODE in quads:
        signed = data_integrity.secure(document(encoded_list), signer, published)
        return jsontext.plain(signed).encode()
    listed = encoded_list.encode("ascii")  # 3
    hashed = sha256(statements.before)
    hashed.update(listed)
    hashed.update(statements.after)
    return proof.on(text.filled(listed), hashed.digest(), signer)


def signed_token_list(
    uri: str,
    lst: Base64url,
    signer: Signer,
    *,
    published: datetime,
    fresh_for: timedelta = timedelta(days=1),
    expires: datetime | None = None,
) -> str:
    """The Status List Token to be served at `uri`, as `token_list.MEDIA_TYPE`.

    `lst` holds the states, `STATE_BITS` a place. Raises what the signer raises.
    """

    def payload(encoded: Base64url) -> str:
        said = token_list.claims(
            uri,
            controller(signer),
            encoded,
            published=published,
            bits=STATE_BITS,
            fresh_for=fresh_for,
            expires=expires,
        )
        return jsontext.plain(said)

    text = _around(payload(_MARK))
    whole = text.filled(lst.encode("ascii")) if text else payload(lst).encode()
    return jws.sign(key_header(token_list.TYPE, signer), whole, signer)


class _Around(NamedTuple):
    """What stands before and after the list."""

    before: bytes
    after: bytes

    def filled(self, listed: bytes) -> bytes:
        return b"%b%b%b" % (self.before, listed, self.after)


def _around(text: str) -> _Around | None:
    """None where the mark does not stand just once."""
    before, _, after = text.partition(_MARK)
    return _Around(before.encode(), after.encode()) if text.count(_MARK) == 1 else None
