"""What a European Digital Credential of one award says, before it is sealed.

The issuer of such a credential is the organisation in the seal's certificate.
Where that is none of the bodies that award, the credential says that it is
sealed on their behalf (application profile for credentials issued by mandate).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tesela.formats import elm
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.status.bitstring import Place, entry
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tesela.vocab.places import country_code


def certified_organisation(
    *, name: str | None, identifier: str | None, country: str | None
) -> elm.CertifiedOrganisation:
    """Whoever a certificate names, as far as the profile demands it.

    `name` is its O, `identifier` its organizationIdentifier, `country` its C.
    Raises TeselaError `elm.certificate_incomplete`, `vocab.unknown_country`.
    """
    needed = {"O": name, "organizationIdentifier (2.5.4.97)": identifier, "C": country}
    if missing := [what for what, value in needed.items() if not value]:
        raise TeselaError("elm.certificate_incomplete", missing=", ".join(missing))
    return elm.CertifiedOrganisation(str(name), str(identifier), country_code(str(country)))


def document(
    achievement: Achievement,
    award: Award,
    *,
    sealer: elm.CertifiedOrganisation,
    issued_at: datetime,
    image: bytes,
    places: Sequence[Place] = (),
    state_page: str | None = None,
) -> dict[str, Any]:
    """The unsecured credential, to be sealed by `sealer` as it stands.

    `image` is the display of the edition (`Edition.display`), `state_page` where
    people ask for the current state of this award.
    """
    return elm.write_credential(
        achievement,
        award,
        issuer=sealer,
        issued_at=issued_at,
        image=image,
        status=[entry(place) for place in places],
        state_page=state_page,
        mandate=_mandate(achievement, award, sealer),
    )


def _mandate(
    achievement: Achievement, award: Award, sealer: elm.CertifiedOrganisation
) -> str | None:
    if sealer.awards(achievement):
        return None
    bodies = ", ".join(
        body.legal_name or body.name.in_language(award.language)
        for body in achievement.responsible_bodies
    )
    return say("elm.mandate", award.language, sealer=sealer.name, bodies=bodies)
