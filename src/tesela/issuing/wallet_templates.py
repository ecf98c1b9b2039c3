"""Wallets' credentials of one edition by template: only what differs between awards is touched.

`proofs.sd_jwt_prepared` fills in and signs, `proven` says when it may. The general way,
`wallet.wallet_credential`, stays the authority: with nothing signed, both give the same bytes.
"""

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from tesela.codecs import jsontext
from tesela.codecs.holes import Value
from tesela.codecs.recent import Recent
from tesela.formats import sdjwt
from tesela.formats.award_pattern import pattern
from tesela.formats.sdjwt import varying
from tesela.issuing.case import Case
from tesela.issuing.proven import Proven, unsigning
from tesela.issuing.wallet import (
    TYPE,
    key_header,
    listed_place,
    wallet_claims,
    wallet_credential,
)
from tesela.model.achievement import Achievement
from tesela.proofs.keys import Signer
from tesela.proofs.salts import root_of
from tesela.proofs.sd_jwt_prepared import Prepared, prepared

_NO_ROOT = bytes(32)


class Wallet(NamedTuple):
    """What credentials depend on besides the award."""

    achievement: Achievement
    signer: Signer
    own: sdjwt.OwnType | None
    holder: Mapping[str, Any] | None

    @property
    def key(self) -> Hashable:
        """The same for the same type, key and holder."""
        holder = self.holder and jsontext.fingerprint(dict(self.holder))
        return self.own, unsigning(self.signer), holder


class WalletTemplates:
    """The templates of one edition's wallet credentials.

    They do not cross to another process, which makes its own.
    """

    def __init__(self) -> None:
        self._known: Recent[Hashable, Proven[Prepared]] = Recent(64)
        self._root: tuple[Signer, int, bytes] | None = None

    def __reduce__(self) -> tuple[type["WalletTemplates"], tuple[()]]:
        return WalletTemplates, ()

    def signed(self, case: Case, wallet: Wallet) -> bytes:
        """The credential, by template or the general way. Raises what the signer raises."""
        known = self._known.get_or_make((wallet.key, _pattern(case)), Proven)
        template = known.template(
            case,
            lambda other: _made(other, wallet),
            lambda made, other: _agrees(made, other, wallet),
        )
        root = self._root_of(wallet.signer, int(case.issued_at.timestamp()))
        if template is None:
            return _written(case, wallet, wallet.signer, root)
        return template.signed(_values(case), root, wallet.signer)

    def _root_of(self, signer: Signer, made_at: int) -> bytes:
        """The root of the salts of this moment, which most tokens of a batch share."""
        last = self._root
        if last is None or last[0] is not signer or last[1] != made_at:
            last = self._root = (signer, made_at, root_of(signer, made_at))
        return last[2]


def _pattern(case: Case) -> Hashable:
    place = listed_place(case.places)
    return pattern(case.award), place and place.token_list


def _values(case: Case) -> list[Value]:
    found = varying.values(case.award, case.issued_at)
    if place := listed_place(case.places):
        found.append(place.position)
    return found


def _made(case: Case, wallet: Wallet) -> Prepared | None:
    signer = unsigning(wallet.signer)
    claims, digests = wallet_claims(
        wallet.achievement,
        case.award,
        signer,
        issued_at=case.issued_at,
        own=wallet.own,
        holder=wallet.holder,
        places=case.places,
    )
    header = key_header(TYPE, signer)
    return prepared(header, claims, _values(case), signer.kind, digests)


def _agrees(template: Prepared, case: Case, wallet: Wallet) -> bool:
    nobody = unsigning(wallet.signer)
    made = template.signed(_values(case), _NO_ROOT, nobody)
    return made == _written(case, wallet, nobody, _NO_ROOT)


def _written(case: Case, wallet: Wallet, signer: Signer, root: bytes) -> bytes:
    return wallet_credential(
        wallet.achievement,
        case.award,
        signer,
        issued_at=case.issued_at,
        own=wallet.own,
        holder=wallet.holder,
        places=case.places,
        root=root,
    ).compact.encode("ascii")
