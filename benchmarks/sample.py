"""What is measured: credentials of one class, complete and of one shape, with other learners.

Open Badges, the same with blank nodes, and European Digital Credentials (ELM). Those carry the whole
description: a short one in a language or two (17 kB, 241 statements), or a full one in all its
languages (172 kB, 1,181 statements). They are sealed elsewhere; here they have the same proof as the
badges, so that the peers can verify them.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tesela.formats import elm, openbadges
from tesela.issuing.edition import Edition
from tesela.model.achievement import Achievement
from tesela.model.award import Award
from tesela.model.description import read_description
from tesela.proofs.keys import SoftwareKey
from tests import samples

DESCRIPTION = Path(__file__).parent.parent / "examples/achievements/university-two-ects.yaml"
KEY = SoftwareKey(bytes(range(32)))
CREATED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LEARNERS = 20
EUROPEAN_LEARNERS = 5
BITS = 16
_NEEDED = ("id", "type", "@context")
SHORT = samples.ACHIEVEMENT
"""A short description, of which European credentials are made."""
NAMES = ("Ana Müller", "Αλεξάνδρα Παπαδοπούλου", "Георги Иванов", "Łucja Żółć", "Ġorġ Żammit")


def achievement() -> Achievement:
    return read_description(DESCRIPTION.read_bytes(), DESCRIPTION.name).achievement


def awards(made: Achievement) -> list[Award]:
    """Awards of `made` that differ in learner and id."""
    return [
        Award.model_validate(
            {
                "id": UUID(int=number, version=4).urn,
                "achievement": made.edition,
                "learner": {
                    "id": UUID(int=1000 + number, version=4).urn,
                    "full_name": f"{NAMES[number % len(NAMES)]} {number}",
                },
                "awarded_on": "2026-02-27",
                "language": "en",
            }
        )
        for number in range(LEARNERS)
    ]


def nameless() -> list[dict[str, Any]]:
    """The same badges without the names of the nodes inside them: blank nodes."""
    documents = unsecured()
    for document in documents:
        subject = document["credentialSubject"]
        badge = subject["achievement"]
        for node in (
            *subject["identifier"],
            *badge.get("alignment", ()),
            *badge.get("resultDescription", ()),
            *document["issuer"].get("otherIdentifier", ()),
            badge["criteria"],
        ):
            node.pop("id", None)
    return documents


def european(made: Achievement = SHORT) -> list[dict[str, Any]]:
    """European Digital Credentials of `made` before they are signed, as JSON values."""
    sealer = elm.CertifiedOrganisation("Tesela", "VATBE-0000000000", "BE")
    documents = [
        elm.write_credential(made, award, issuer=sealer, issued_at=CREATED, image=b"png")
        for award in awards(made)[:EUROPEAN_LEARNERS]
    ]
    copied: list[dict[str, Any]] = json.loads(json.dumps(documents))
    for document in copied:
        document["@context"].append("https://w3id.org/security/data-integrity/v2")
        document["issuer"]["id"] = KEY.controller
    return copied


def unseen_european(document: dict[str, Any], number: int) -> dict[str, Any]:
    """A document of a shape of its own, in what its parts say of themselves."""
    subject = _without_some(document["credentialSubject"], number, iter(range(BITS)))
    return {**document, "credentialSubject": subject}


def unseen(document: dict[str, Any], number: int) -> dict[str, Any]:
    """A document of a shape of its own, in what its achievement says of itself."""
    subject = document["credentialSubject"]
    badge = _without_some(subject["achievement"], number, iter(range(BITS)))
    return {**document, "credentialSubject": {**subject, "achievement": badge}}


def _without_some(value: Any, number: int, bits: Iterator[int]) -> Any:
    """Without those texts of nodes whose bit is set in `number`: of each combination there is one."""
    if isinstance(value, list):
        return [_without_some(part, number, bits) for part in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name, member in value.items():
        may_go = "id" in value and name not in _NEEDED and isinstance(member, str)
        if may_go and number >> next(bits, BITS) & 1:
            continue
        made[name] = _without_some(member, number, bits)
    return made


def unsecured() -> list[dict[str, Any]]:
    """The Open Badges of `awards` before they are signed, as JSON values."""
    made = achievement()
    edition = Edition(made, KEY.controller)
    image = edition.image("en")
    documents = [
        openbadges.write(
            made,
            award,
            issuer=KEY.controller,
            issued_at=CREATED,
            status=[],
            pinned=[edition.pinned],
            image=image,
        )
        for award in awards(made)
    ]
    copied: list[dict[str, Any]] = json.loads(json.dumps(documents))
    return copied
