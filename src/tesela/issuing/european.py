"""What a European Digital Credential of one award says, before it is sealed.

The issuer of such a credential is the organisation in the seal's certificate.
Where that is none of the bodies that award, the credential says that it is
sealed on their behalf (application profile for credentials issued by mandate).
"""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from tesela.codecs import multibase
from tesela.formats import elm
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.mandate import Cited
from tesela.model.party import Identifier, Party
from tesela.proofs import seal_certificates
from tesela.proofs.keys import PublicKey, Signer
from tesela.proofs.own_certificates import own_sealer
from tesela.proofs.seal_certificates import Name
from tesela.proofs.seals import Sealer, Sealing
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


def organisation_of(sealer: Sealer) -> elm.CertifiedOrganisation:
    """Whoever the sealer's certificate names.

    Raises TeselaError `certificate.malformed` and as `certified_organisation`.
    """
    return _named_in(sealer.certificates[0])


@lru_cache(maxsize=16)
def _named_in(certificate: bytes) -> elm.CertifiedOrganisation:
    subject = seal_certificates.read(certificate).subject
    return certified_organisation(
        name=subject.organisation, identifier=subject.identifier, country=subject.country
    )


def own_sealing(achievement: Achievement, signer: Signer, year: int) -> Sealing:
    """For who has no certificate: one that the key makes for itself, which vouches for nothing.

    It names the issuer of the achievement; where no number of a register is known, one that is
    made of the key stands in its place (ETSI EN 319 412-1, 5.1.4, local schemes). Raises
    TeselaError `key.unsupported`, `elm.no_certificate` where the public key cannot be had.
    """
    party = achievement.issuer
    public = _public_key(signer)
    common = party.name.in_language("en")
    subject = Name(
        organisation=(party.legal_name or common)[:300],
        common=common[:300],
        country=party.country,
        identifier=_number(party, public) if party.country else None,
    )
    return Sealing(own_sealer(signer, public, subject, year))


def _number(party: Party, public: PublicKey) -> str:
    """Three letters of the register, the country, a hyphen and the number there."""
    stated = {number.scheme.casefold(): number.value for number in party.identifiers}
    if "eidas" in stated:
        return stated["eidas"]
    country = str(party.country)
    if "vat" in stated:
        return f"VAT{country}-{stated['vat'].removeprefix(country)}"
    if "national-register" in stated:
        return f"NTR{country}-{stated['national-register']}"
    return f"KY:{country}-{sha256(public.octets).hexdigest()[:16]}"


def _public_key(signer: Signer) -> PublicKey:
    controller, _, fragment = signer.verification_method.partition("#")
    if controller.startswith("did:key:"):
        return PublicKey(*multibase.decode_key(fragment))
    found = getattr(signer, "public", None)
    if not isinstance(found, PublicKey):
        raise TeselaError("elm.no_certificate")
    return found


def document(
    achievement: Achievement,
    award: Award,
    *,
    sealer: elm.CertifiedOrganisation,
    issued_at: datetime,
    image: bytes,
    places: Sequence[Place] = (),
    publisher: str | None = None,
    state_page: str | None = None,
    mandates: Sequence[Cited] = (),
) -> dict[str, Any]:
    """The unsecured credential, to be sealed by `sealer` as it stands.

    `publisher` is the web identity that signs the status lists of `places`; the issuer of the
    achievement is said to be called so, since a certificate names no DID.
    `image` is the display of the edition (`Edition.display`), `state_page` where
    people ask for the current state of this award, `mandates` those under which it is sealed.
    """
    return elm.write_credential(
        _called(achievement, publisher) if places and publisher else achievement,
        award,
        issuer=sealer,
        issued_at=issued_at,
        image=image,
        status=[entry(place) for place in places],
        state_page=state_page,
        mandate=_mandate(achievement, award, sealer, mandates),
        mandates=[one.content for one in mandates],
    )


def _called(achievement: Achievement, identity: str) -> Achievement:
    """The achievement whose issuer has this web identity too, wherever it is named."""
    issuer = achievement.issuer
    if issuer.id == identity:
        return achievement
    also = Identifier(scheme="web", value=identity)
    named: dict[str, Any] = (
        {"identifiers": (*issuer.identifiers, also)} if issuer.id else {"id": identity}
    )
    called = issuer.model_copy(update=named)
    bodies = [called if body == issuer else body for body in achievement.awarding_bodies]
    return achievement.model_copy(update={"issuer": called, "awarding_bodies": tuple(bodies)})


def _mandate(
    achievement: Achievement,
    award: Award,
    sealer: elm.CertifiedOrganisation,
    mandates: Sequence[Cited],
) -> str | None:
    if sealer.awards(achievement):
        return None
    bodies = ", ".join(
        body.legal_name or body.name.in_language(award.language)
        for body in achievement.responsible_bodies
    )
    said = say("elm.mandate", award.language, sealer=sealer.name, bodies=bodies)
    return " ".join((said, *(one.text(award.language) for one in mandates)))
