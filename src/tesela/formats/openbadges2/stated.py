"""What an Open Badge 2.0 states apart from our words, and where.

The recipient is mostly an e-mail address, as a hash or in the clear; names, if
any, stand in an extension. Nothing raises.
"""

from collections.abc import Mapping
from typing import Any

from tesela.formats.pointers import At, inside, lines
from tesela.model.stated import State, Stated

_PLACES = {
    "/issuer": "/badge/issuer",
    "/title": "/badge/name",
    "/summary": "/badge/description",
    "/learning_outcomes": "/badge/criteria",
    "/level": "/badge/alignment",
    "/picture": "/badge/image",
    "/page": "/badge/id",
    "/learner": "/recipient",
    "/awarded_on": "/issuedOn",
    "/valid_until": "/expires",
}
_PROFILE = "extensions:recipientProfile"


def stated(document: Mapping[str, Any]) -> Stated:
    """What the assertion states, as it stands. Raises nothing."""
    whole = At(document, "")
    recipient = list(inside([whole], "recipient"))[:1]
    issuer = list(inside([whole], "badge", "issuer"))[:1]
    hashed = any(isinstance(at.value, dict) and at.value.get("hashed") is True for at in recipient)
    identity = lines(inside(recipient, "identity"))
    contacts = () if hashed else tuple(one for one in identity if "@" in one.text)
    revocations = lines(inside([whole], "badge", "issuer", "revocationList"))
    hosted = [one for one in lines(inside([whole], "id")) if one.text.startswith("http")]
    return Stated(
        full_names=lines(inside([whole], _PROFILE, "name")),
        learner_numbers=tuple(one for one in identity if one not in contacts),
        contacts=contacts,
        remarks=lines(inside([whole], "narrative"))
        + lines(inside([whole], "evidence", "narrative")),
        issuers=lines(inside(issuer, "name")),
        issuer_numbers=lines(issuer) + lines(inside(issuer, "id")),
        awarded=lines(inside([whole], "issuedOn")),
        issued=lines(inside([whole], "issuedOn")),
        issue_place="/issuedOn",
        states=(
            *(State(one.path, one.text, shared=True) for one in revocations),
            *(State(one.path, one.text, shared=False) for one in hosted[:1] if not revocations),
        ),
        places=_PLACES,
    )
