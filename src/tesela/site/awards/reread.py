"""A credential that was just signed, read again before it is kept or sent.

Elsewhere certificates of one class have been swapped between people. So what
the signed bytes say is compared with the register's own columns, from which
they were not written, and the signature is verified with the public key.
"""

import json
from typing import Any

from tesela.proofs.data_integrity import is_signed_by
from tesela.proofs.keys import PublicKey
from tesela.site.awards import status
from tesela.site.awards.models import Award
from tesela.text.errors import TeselaError


def compare(credential: bytes, award: Award, key: PublicKey) -> None:
    """Nothing, if the Open Badge `credential` is this award's, signed with `key`.

    `award` comes with `organisation`, `edition` and `learner`. Raises
    TeselaError `work.not_as_recorded`, whose data names the part.
    """
    document: dict[str, Any] = json.loads(credential)
    subject = document["credentialSubject"]
    names = [one["identityHash"] for one in subject["identifier"] if one["identityType"] == "name"]
    published = {
        (one["statusListCredential"], int(one["statusListIndex"]))
        for one in document.get("credentialStatus", ())
    }
    places = status.places(award.organisation, award.counter)
    stated = {
        "award": (document["id"], award.urn),
        "learner": (subject["id"], award.learner.urn),
        "name": (names, [award.name]),
        "edition": (subject["achievement"]["id"], award.edition.iri),
        "issuer": (document["issuer"]["id"], status.issuer_of(award.method)),
        "method": (document["proof"]["verificationMethod"], award.method),
        "place": (published, {(place.list_address, place.position) for place in places}),
    }
    for part, (said, recorded) in stated.items():
        if said != recorded:
            raise TeselaError("work.not_as_recorded", award=award.urn, part=part)
    if not is_signed_by(document, document["proof"], key):
        raise TeselaError("work.not_as_recorded", award=award.urn, part="signature")
