"""The files of awards: each made once from the record, and kept.

The credential is made with the award; the PDF and the page when somebody
first wants them, from the very bytes of the credential. Before a credential
is kept it is read again, as a stranger would, and compared with the record:
no learner ever gets another's.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from tesela.codecs import jcs
from tesela.formats import sdjwt
from tesela.issuing import credentials
from tesela.issuing.credentials import Options, in_order
from tesela.issuing.edition import Edition as SharedEdition
from tesela.model.award import Award as StatedAward
from tesela.proofs.keys import Signer
from tesela.site.addresses import absolute
from tesela.site.awards import packing, status
from tesela.site.awards.files import CredentialFile
from tesela.site.awards.models import Award
from tesela.site.awards.reread import compare
from tesela.site.design.models import Edition, achievement_in
from tesela.site.endorsements import kept as endorsements
from tesela.site.networks import standing
from tesela.site.networks.models import Delegation
from tesela.site.providers import keys, seals
from tesela.site.providers.models import Organisation
from tesela.status.bitstring import Place

FIRST = "openbadge"
"""The format that is made when an award is made."""
FOR_WALLETS = frozenset(("sd-jwt", "sd-jwt-full"))
"""Formats that the organisation's wallet key signs."""
BADGES = frozenset(("openbadge", "vc-jwt"))
"""Formats that carry what others say of the achievement."""
SEALED = frozenset(("elm", "pdf"))
"""Formats that the organisation seals, where it can."""


def make(awards: Sequence[Award], formats: Sequence[str] = (FIRST,)) -> int:
    """Make what is missing of `formats` for `awards`; how many files were made.

    `awards` come with `organisation` and `edition`. Raises TeselaError
    `providers.no_key`, `format.*`, `work.not_as_recorded`.
    """
    new = prepared(awards, formats)
    keep(new)
    return len(new)


def prepared(awards: Sequence[Award], formats: Sequence[str] = (FIRST,)) -> list[packing.Made]:
    """What is missing of `formats` for `awards`, made but not kept yet. Raises as `make`."""
    kept: dict[object, dict[str, bytes]] = {award.pk: {} for award in awards}
    for file in CredentialFile.objects.filter(award__in=awards):
        kept[file.award_id][file.format] = file.content
    ways: Ways = {}
    return [
        packing.Made(award, name, content)
        for award in awards
        for name, content in _made(award, kept[award.pk], formats, ways).items()
        if name not in kept[award.pk]
    ]


def keep(made: Sequence[packing.Made]) -> None:
    """Keep them. Another process may have kept the same bytes meanwhile."""
    CredentialFile.objects.bulk_create(packing.files(made), ignore_conflicts=True)


def file(award: Award, name: str) -> bytes:
    """The award in the format `name`, made now if it has not been yet."""
    found = award.files.filter(format=name).first()
    if found is None:
        make([award], [name])
        found = award.files.get(format=name)
    return found.content


@dataclass(frozen=True, slots=True)
class Way:
    """How awards are made that are alike in all but what they state: looked up once for many."""

    edition: SharedEdition
    signer: Signer
    options: Options

    def files(
        self,
        stated: StatedAward,
        places: Sequence[Place],
        issued_at: datetime,
        kept: Mapping[str, bytes] | None = None,
    ) -> Mapping[str, bytes]:
        """The files of one award, as `credentials.issue_award` makes them."""
        issued = credentials.issue_award(
            self.edition,
            stated,
            self.signer,
            issued_at=issued_at,
            options=self.options,
            places=places,
            kept=kept,
        )
        return issued.files


Ways = dict[tuple[Any, ...], Way]


def _made(
    award: Award, kept: dict[str, bytes], formats: Iterable[str], ways: Ways
) -> dict[str, bytes]:
    if all(name in kept for name in formats):
        return {}
    alike = (award.organisation_id, award.edition_id, award.method, award.delegation_id)
    if alike not in ways:
        ways[alike] = way(
            award.organisation, award.edition, award.method, award.delegation, formats
        )
    chosen = ways[alike]
    places = status.places(award.organisation, award.counter)
    files = chosen.files(award.stated, places, award.issued_at, kept)
    if FIRST in files and FIRST not in kept:
        compare(files[FIRST], award, keys.public_key(award.method))
    return dict(files)


def way(
    organisation: Organisation,
    edition: Edition,
    method: str,
    delegation: Delegation | None = None,
    formats: Iterable[str] = (FIRST,),
) -> Way:
    """How `formats` of awards of `edition` are made that the key `method` signs."""
    issuer = method.partition("#")[0]
    return Way(
        shared(edition, issuer, delegation),
        _signer(organisation, method),
        _options(organisation, edition, issuer, delegation, formats),
    )


def _signer(organisation: Organisation, method: str) -> Signer:
    """Of an institution that closed, one that signs nothing: what needs no signature is made."""
    if organisation.is_taken_over:
        return keys.StayedAway(method)
    return keys.signer_of(method)


def _options(
    organisation: Organisation,
    edition: Edition,
    identity: str,
    delegation: Delegation | None,
    formats: Iterable[str],
) -> Options:
    wanted = set(in_order(formats))
    return Options(
        tuple(formats),
        state_page=absolute("/verify"),
        type_base=settings.ADDRESS if settings.ADDRESS.startswith("https:") else sdjwt.PROJECT_BASE,
        wallet_signer=keys.wallet_signer(organisation, identity) if wanted & FOR_WALLETS else None,
        sealing=seals.sealing(organisation) if wanted & SEALED else None,
        endorsements=endorsements.travelling(edition.iri) if wanted & BADGES else (),
        mandates=standing.cited(delegation) if delegation else (),
    )


def edition_of(award: Award) -> SharedEdition:
    """What all credentials of the award's edition share, as its organisation issues them."""
    return shared(award.edition, award.method.partition("#")[0], award.delegation)


def shared(edition: Edition, issuer: str, delegation: Delegation | None = None) -> SharedEdition:
    """What all credentials of an edition share; an edition never changes.

    With `delegation` they name who issues and who awards as it says.
    """
    frozen, public = bytes(edition.frozen), bytes(edition.public)
    if delegation is None:
        return _shared(frozen, public, issuer)
    parties = jcs.canonical({"issuer": delegation.issuer, "bodies": delegation.bodies})
    return _shared(frozen, public, issuer, parties)


@lru_cache(maxsize=64)
def _shared(
    frozen: bytes, public: bytes, issuer: str, parties: bytes | None = None
) -> SharedEdition:
    achievement = achievement_in(frozen)
    if parties is not None:
        achievement = Delegation(**json.loads(parties)).of(achievement)
    return SharedEdition(achievement, issuer, public)
