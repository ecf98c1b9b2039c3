"""Credentials of one batch that are signed as texts: what they share is written once.

`data_integrity.secure` with a JCS suite, and `vc_jose.secure`, say what is made; here the
same bytes are made of a document in which a few values differ (`codecs.holes`). That each
member means something is for whoever prepares to find out: a text says nothing of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tesela.codecs import jcs, jsontext, multibase
from tesela.codecs.holed_texts import Encoded, Hashed
from tesela.codecs.holes import Holed, Value, marked, written
from tesela.codecs.multibase import base64url
from tesela.proofs import data_integrity, jws, vc_jose
from tesela.proofs.keys import Signer

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document with a proof of its text (RFC 8785), that lacks its values and the signature."""

    options: Hashed
    """In canonical form."""
    document: Hashed
    """In canonical form, without the proof."""
    text: Holed
    """The secured document up to the value of its proof."""

    def signed(self, values: Sequence[Value], signer: Signer) -> bytes:
        """As `jsontext.plain` writes it. Raises UnicodeEncodeError and what the signer raises."""
        known = written(values)
        both = self.options.digest(known) + self.document.digest(known)
        value = multibase.encode(signer.sign(both))
        return b"".join((*self.text.parts(known), value.encode(), b'"}}'))


@dataclass(frozen=True, slots=True)
class PreparedToken:
    """A JSON Web Token of a document, that lacks its values and the signature."""

    header: bytes
    """As it travels, with the dot behind it."""
    payload: Encoded

    def signed(self, values: Sequence[Value], signer: Signer) -> bytes:
        """The compact token. Raises UnicodeEncodeError and what the signer raises."""
        signing_input = self.header + self.payload.letters(written(values))
        return b"%b.%b" % (signing_input, base64url(signer.sign(signing_input)))


def prepared_document(
    document: Json, values: Sequence[Value], signer: Signer, created: datetime, suite: str | None
) -> PreparedDocument | None:
    """What `data_integrity.secure` makes of `document`, with holes where `values` stand.

    None where the suite does not sign the text. Raises TeselaError as `suite_for`.
    """
    chosen = data_integrity.writable(signer, suite)
    if not chosen.options_context:
        return None
    options = {
        "@context": document["@context"],
        **data_integrity.options_of(chosen, signer, created, proofPurpose="assertionMethod"),
    }
    secured = {**document, "proof": {**options, "proofValue": ""}}
    hash_name = chosen.hashes[signer.kind]
    return PreparedDocument(
        Hashed(Holed.of(jcs.canonical(marked(options, values)).decode()), hash_name),
        Hashed(Holed.of(jcs.canonical(marked(document, values)).decode()), hash_name),
        Holed.of(jsontext.plain(marked(secured, values)).removesuffix('"}}')),
    )


def prepared_token(document: Json, values: Sequence[Value], signer: Signer) -> PreparedToken:
    """What `vc_jose.secure` makes of a credential with the claims that say the same as its members.

    Raises TeselaError as `vc_jose.secure`.
    """
    payload = {**document, **vc_jose.claims_of(document)}
    header = vc_jose.header_for(document, signer, vc_jose.CREDENTIAL)
    protected = jws.plain({"alg": jws.algorithm_of(signer.kind), **header})
    return PreparedToken(
        base64url(protected) + b".", Encoded(Holed.of(jsontext.plain(marked(payload, values))))
    )
