"""A provider with a domain of its own, and the bundles that its learners keep."""

import copy
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from tesela.formats import openbadges
from tesela.model.report import Outcome, Report
from tesela.proofs import data_integrity, time_proofs
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.seals import Revocations
from tesela.status.bitstring import MINIMUM_BITS, Place, encoded, entry, list_document
from tesela.text.errors import TeselaError
from tesela.trust.keys import did_document
from tesela.trust.registry import Registry
from tesela.trust.revocation import revocations
from tesela.trust.x509 import Anchor
from tesela.verify import bundles
from tests.pki import Pki
from tests.samples import ACHIEVEMENT, NOW, award

DID = "did:web:care.example"
DID_PAGE = "https://care.example/.well-known/did.json"
OWN = SoftwareKey(b"w" * 32, f"{DID}#key-1")
LIST = "https://care.example/status/1"
SAVED = NOW + timedelta(days=30)
YEARS_LATER = NOW + timedelta(days=2500)


def credential(key: SoftwareKey = OWN, at: datetime = NOW, issuer: str = DID, **said: Any) -> bytes:
    document = openbadges.write(
        ACHIEVEMENT,
        award(**said),
        issuer=issuer,
        issued_at=at,
        status=[entry(Place(LIST, 42, "revocation")), entry(Place(LIST + "-s", 42, "suspension"))],
    )
    return json.dumps(data_integrity.secure(document, key, at), ensure_ascii=False).encode()


def status_list(
    purpose: Any = "revocation", set_places: tuple[int, ...] = (), at: datetime = SAVED
) -> bytes:
    address = LIST if purpose == "revocation" else LIST + "-s"
    bits = encoded(MINIMUM_BITS, list(set_places))
    document = list_document(address, DID, purpose, bits, at)
    return json.dumps(data_integrity.secure(document, OWN, at)).encode()


def identity(**said: str) -> bytes:
    """The provider's document; `said` of its key, such as that it was revoked."""
    document = copy.deepcopy(did_document(DID, {OWN.verification_method: OWN.public}))
    document["verificationMethod"][0].update(said)
    return json.dumps(document).encode()


def bundle_files(
    exact: bytes,
    proof: bytes | None = None,
    saved_at: datetime = SAVED,
    suspended: tuple[int, ...] = (),
    revoked: tuple[int, ...] = (),
    listed_at: datetime = SAVED,
) -> dict[str, bytes]:
    files = {
        "credential.json": exact,
        "issuer/did.json": identity(),
        "status/revocation.json": status_list("revocation", revoked, listed_at),
        "status/suspension.json": status_list("suspension", suspended, listed_at),
    }
    if proof:
        files["time-proof.json"] = proof
    copies = {
        DID_PAGE: "issuer/did.json",
        LIST: "status/revocation.json",
        LIST + "-s": "status/suspension.json",
    }
    files["bundle.json"] = bundles.manifest(
        saved_at, {"openbadge": "credential.json"}, copies, ["time-proof.json"] if proof else []
    )
    return files


def zipped(files: Mapping[str, bytes], folder: str = "kept/") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(folder + path, content)
    return out.getvalue()


def time_proof(pki: Pki, exact: bytes, at: datetime) -> bytes:
    """Of a class of three, of which this is the second."""
    pki.clock.now = at
    files = [{"openbadge": sha256(data).digest()} for data in (b"one", exact, b"three")]
    _, proof, _ = time_proofs.stamped(files, pki.time_stamp, collecting(pki))()
    return proof.to_bytes()


def collecting(pki: Pki) -> Revocations:
    """What proves the authority of the tests later."""

    def ask(url: str, body: bytes, media_type: str, authorization: str | None = None) -> bytes:
        return pki.ask(url, body, media_type)

    return revocations(ask, pki.get, lambda: pki.clock.now)


def registry_of(folder: Path, pki: Pki | None = None, page: bytes | None = None) -> Registry:
    """Somebody whom one trusts has the provider's keys, and believes the authority of the tests."""
    anchors = tuple(Anchor(der, "Root of the tests") for der in pki.anchors) if pki else ()
    (folder / "did.json").write_bytes(page or identity())
    return Registry("network", {}, {DID_PAGE: folder / "did.json"}, anchors)


def serving(**pages: bytes):
    """The provider's pages, as long as it answers."""
    found = {
        DID_PAGE: identity(),
        LIST: status_list("revocation"),
        LIST + "-s": status_list("suspension"),
        **pages,
    }

    def fetch(url: str) -> bytes:
        if url not in found:
            raise TeselaError("fetch.unreachable", url=url)
        return found[url]

    return fetch


def open_checks(found: Report) -> dict[str, str]:
    return {
        check.id: check.problem.code
        for check in found.checks
        if check.outcome is not Outcome.PASSED
    }
