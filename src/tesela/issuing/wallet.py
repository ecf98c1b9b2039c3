"""Signing what wallets hold: SD-JWT VC.

The header says whose key it is: `x5c`, the chain of certificates without its
anchor, where the signer has certificates (HAIP 1.0, 6.1.1), and always `kid`,
the key's own address.
"""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from cryptography import x509

from tesela.formats import sdjwt
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.proofs import sd_jwt
from tesela.proofs.keys import Signer
from tesela.status import token_list
from tesela.status.bitstring import Place

TYPE = "dc+sd-jwt"
MEDIA_TYPE = "application/dc+sd-jwt"
STATE_BITS = 2
"""Wide enough for *suspended* (Token Status List, 7.1)."""


@runtime_checkable
class Certified(Protocol):
    """A signer whose key stands in a certificate."""

    @property
    def certificates(self) -> tuple[bytes, ...]:
        """In DER, the signer's own first, then those above it."""


def wallet_credential(
    achievement: Achievement,
    award: Award,
    signer: Signer,
    *,
    issued_at: datetime,
    own: sdjwt.OwnType | None = None,
    holder: Mapping[str, Any] | None = None,
    places: Sequence[Place] = (),
    root: bytes | None = None,
) -> sd_jwt.SdJwt:
    """The SD-JWT VC that states `award`, of the EU type or of our own.

    `holder` is the public key (JWK) of the wallet it is for; without one it is
    bound to nobody, which strict wallets refuse. `root` is that of the signer's salts, as
    `sd_jwt.sign` takes it. Raises what the signer raises.
    """
    claims, digests = wallet_claims(
        achievement, award, signer, issued_at=issued_at, own=own, holder=holder, places=places
    )
    return sd_jwt.sign(key_header(TYPE, signer), claims, signer, root=root, digests=digests)


def wallet_claims(
    achievement: Achievement,
    award: Award,
    signer: Signer,
    *,
    issued_at: datetime,
    own: sdjwt.OwnType | None,
    holder: Mapping[str, Any] | None,
    places: Sequence[Place],
) -> tuple[dict[str, Any], int]:
    """Its claims, with what can be held back hidden, and how many digests there are to be."""
    said = sdjwt.write(
        achievement,
        award,
        issuer=controller(signer),
        issued_at=issued_at,
        own=own,
        holder=holder,
        status=_status(places),
    )
    claims = {
        name: sd_jwt.Hidden(value) if name in said.hidden else value
        for name, value in said.claims.items()
    }
    return claims, said.digests


def token_states(revoked: Sequence[int], suspended: Sequence[int]) -> dict[int, int]:
    """The positions that two Bitstring lists have set, as states of one token list."""
    return {
        **dict.fromkeys(suspended, token_list.SUSPENDED),
        **dict.fromkeys(revoked, token_list.INVALID),
    }


def key_header(kind: str, signer: Signer) -> dict[str, Any]:
    """The header of a token of this `typ`: whose key signs it."""
    header: dict[str, Any] = {"typ": kind, "kid": signer.verification_method}
    if isinstance(signer, Certified) and signer.certificates:
        header["x5c"] = [
            base64.b64encode(certificate).decode()
            for certificate in _without_anchor(signer.certificates)
        ]
    return header


def _without_anchor(chain: Sequence[bytes]) -> Sequence[bytes]:
    """The chain without the certificate that vouches for itself."""
    last = x509.load_der_x509_certificate(chain[-1])
    return chain[:-1] if len(chain) > 1 and last.issuer == last.subject else chain


def listed_place(places: Sequence[Place]) -> Place | None:
    """Which of the places is on a token list."""
    return next((place for place in places if place.token_list), None)


def controller(signer: Signer) -> str:
    """Whose key it is."""
    return signer.verification_method.partition("#")[0]


def _status(places: Sequence[Place]) -> dict[str, Any] | None:
    found = listed_place(places)
    if found is None or found.token_list is None:
        return None
    return token_list.entry(token_list.TokenEntry(found.token_list, found.position))
