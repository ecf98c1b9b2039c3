"""What a call of the VC-API does: issue, derive, verify, publish a status list.

Nothing is stored. A status list of a demonstration issuer has no bit set.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tesela.codecs.leaves import without_direction
from tesela.model.report import PresentationReport, Report
from tesela.proofs import data_integrity, selective, vc_jose
from tesela.shapes import canonical_quads
from tesela.site.addresses import absolute, own_path
from tesela.site.vcapi.contexts import CONTEXTS, DATA_INTEGRITY
from tesela.site.vcapi.issuers import STATUS, VC_JWT, Issuer, issuer_named
from tesela.site.vcapi.problems import problems_of
from tesela.site.verifier import own
from tesela.site.verifier.actions import BoundedFetch, registry
from tesela.status.bitstring import MINIMUM_BITS, Place, encoded, entry, list_document
from tesela.text.errors import Problem, TeselaError
from tesela.trust.fetch import Fetch
from tesela.verify import verify, verify_presentation
from tesela.verify.form import V1, check_form, issuer_of
from tesela.verify.resources import pinned_documents

Json = Mapping[str, Any]
LISTS = "/vc-api/status/"


def issue(
    issuer: Issuer, credential: Json, mandatory_pointers: Sequence[str] = ()
) -> dict[str, Any]:
    """`credential`, secured by `issuer`.

    1. its own proof is replaced: what is signed here is one issuer's statement
    2. what securing and the list of states need is added
    3. it must have the form of a credential, of this issuer
    4. what it pins and we know must be what it pins
    5. sign it, if every member has a meaning

    `mandatory_pointers` lead to what a holder must always show, where the suite lets them choose.
    Raises TeselaError of `check_form`, `secure`, `resources.changed`, `vcapi.other_issuer`.
    """
    check_form(credential)  # 3
    document = {name: member for name, member in credential.items() if name != "proof"}  # 1
    document = _with_context(document)
    if issuer.lists_status and "credentialStatus" not in document:
        document["credentialStatus"] = entry(_place(issuer))  # 2
    if issuer_of(document) != issuer.identity:
        raise TeselaError("vcapi.other_issuer", issuer=issuer.identity)
    pinned_documents(document, lambda _: None)  # 4
    return _secured(issuer, document, mandatory_pointers)  # 5


def _secured(issuer: Issuer, document: Json, mandatory_pointers: Sequence[str]) -> dict[str, Any]:
    if issuer.suite == selective.NAME:
        random = secrets.token_bytes
        return selective.secure(document, issuer.key, now(), mandatory_pointers, random, CONTEXTS)
    if issuer.suite == VC_JWT:
        canonical_quads(without_direction(document), CONTEXTS)  # every member has a meaning
        return vc_jose.enveloped(vc_jose.secure(document, issuer.key))
    return data_integrity.secure(document, issuer.key, now(), issuer.suite, CONTEXTS)


def derive(credential: Json, pointers: Sequence[str]) -> dict[str, Any]:
    """What the pointers select of a credential with a base proof, with a proof of its own.

    Raises TeselaError of `selective.derive`.
    """
    return selective.derive(credential, pointers, CONTEXTS)


def check(data: bytes) -> Report:
    """The report on a credential. Raises TeselaError for what is none."""
    return verify(data, at=now(), fetch=fetcher(), registry=registry(), contexts=CONTEXTS)


def check_presentation(
    data: bytes, challenge: str | None, domain: str | None
) -> PresentationReport:
    """The report on a presentation that must answer `challenge` for `domain`, where they are set.

    Raises TeselaError for what is none.
    """
    return verify_presentation(
        data,
        at=now(),
        fetch=fetcher(),
        registry=registry(),
        contexts=CONTEXTS,
        challenge=challenge,
        domain=domain,
    )


def proofs_alone(report: Report) -> list[Problem]:
    """What speaks against a credential, whoever its issuer says to be.

    Of those published examples whose issuer does not control the key, only the proof is right.
    """
    checks = [check for check in report.checks if check.id != "issuer"]
    return problems_of(checks)


def fetcher() -> Fetch:
    """What this service publishes here or elsewhere is read without asking the network."""
    elsewhere = own.before(BoundedFetch())

    def fetch(url: str) -> bytes:
        path = own_path(url) or ""
        if path.startswith(LISTS):
            return status_list(path.removeprefix(LISTS))
        return elsewhere(url)

    return fetch


def status_list(name: str) -> bytes:
    """The status list credential of the issuer called so. Raises TeselaError `vcapi.no_issuer`."""
    issuer = issuer_named(f"{name}{STATUS}")
    document = list_document(
        _list_address(issuer),
        issuer.identity,
        "revocation",
        encoded(MINIMUM_BITS, ()),
        now().replace(hour=0, minute=0, second=0, microsecond=0),
    )
    # A list is shown whole and as JSON, whatever its issuer's credentials are.
    suite = None if issuer.suite in (selective.NAME, VC_JWT) else issuer.suite
    signed = data_integrity.secure(document, issuer.key, now(), suite, CONTEXTS)
    return json.dumps(signed, ensure_ascii=False).encode()


def now() -> datetime:
    """The time at which is issued and verified."""
    return datetime.now(UTC)


def _with_context(document: dict[str, Any]) -> dict[str, Any]:
    """VCDM 1.1 knows no Data Integrity by itself: its context is added."""
    stated = document["@context"]
    listed = stated if isinstance(stated, list) else [stated]
    if listed[:1] != [V1] or DATA_INTEGRITY in listed:
        return document
    return {**document, "@context": [*listed, DATA_INTEGRITY]}


def _place(issuer: Issuer) -> Place:
    return Place(_list_address(issuer), secrets.randbelow(MINIMUM_BITS), "revocation")


def _list_address(issuer: Issuer) -> str:
    return absolute(f"{LISTS}{issuer.name.removesuffix(STATUS)}")
