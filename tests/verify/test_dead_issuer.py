"""The drill: server, domain and keys of a provider are gone, and its key was stolen later.

June 2026       a class is awarded; an independent authority stamps its time
July 2026       the learners save their bundles
September 2026  the provider ends; nobody answers any more
January 2027    its key turns out to be in strangers' hands: a registry that
                people trust marks it as revoked from then on
2033            employers are shown the learners' files, and forgeries
"""

import copy
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tesela.issuing.credentials import FORMATS, Options, issue_award
from tesela.issuing.edition import Edition
from tesela.model.report import Outcome, Report, Verdict
from tesela.proofs import time_proofs
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.seals import Sealing
from tesela.status.bitstring import Place
from tesela.trust.fetch import offline
from tesela.trust.keys import did_document
from tesela.trust.registry import Registry
from tesela.verify import bundles, verify, verify_each
from tests.pki import Pki, running
from tests.samples import ACHIEVEMENT, NOW, award
from tests.verify.lasting_samples import (
    DID,
    LIST,
    OWN,
    SAVED,
    bundle_files,
    collecting,
    credential,
    open_checks,
    registry_of,
    time_proof,
    zipped,
)

STOLEN = datetime(2027, 1, 10, tzinfo=UTC)
EMPLOYER = datetime(2033, 5, 1, tzinfo=UTC)
WALLET = SoftwareKey(b"v" * 32, f"{DID}#wallet", "p256")
LEARNERS = range(3)
CREDENTIALS = tuple(name for name, some in FORMATS.items() if not some.needs)
SEALED = "elm"
COPIES = ("pdf", "baked-svg", "baked-png")
"""Made from the credential, which is inside."""


def files_of(number: int, sealing: Sealing) -> dict[str, bytes]:
    """Everything that one learner got."""
    learner = award(id=f"urn:uuid:{number:08}-1111-4111-8111-111111111111")
    places = [
        Place(address, 42 + number, purpose, token_list=f"{LIST}-token")
        for address, purpose in ((LIST, "revocation"), (f"{LIST}-s", "suspension"))
    ]
    edition = Edition(ACHIEVEMENT, DID)

    def made(names: tuple[str, ...], **how: Any) -> dict[str, bytes]:
        options = Options(names, wallet_signer=WALLET, **how)
        issued = issue_award(edition, learner, OWN, issued_at=NOW, options=options, places=places)
        return dict(issued.files)

    unsealed = tuple(name for name in (*CREDENTIALS, *COPIES) if name != SEALED)
    return made(unsealed) | made((SEALED,), sealing=sealing)


@pytest.fixture(scope="module")
def kept(_infrastructure: Pki) -> list[dict[str, bytes]]:
    """Each learner's files."""
    pki = _infrastructure
    pki.reset()
    pki.clock.now = NOW
    sealing = Sealing(pki.seal_rsa, "B-LTA", pki.time_stamp, collecting(pki))
    return [files_of(number, sealing) for number in LEARNERS]


@pytest.fixture
def proofs(kept: list[dict[str, bytes]], pki: Pki) -> list[bytes]:
    """One time-stamp for the class, an hour after it was awarded."""
    pki.clock.now = NOW + timedelta(hours=1)
    digests = [{name: sha256(files[name]).digest() for name in CREDENTIALS} for files in kept]
    made = time_proofs.stamped(digests, pki.time_stamp, collecting(pki))()
    return [proof.to_bytes() for proof in made]


@pytest.fixture
def registry(tmp_path: Path, pki: Pki) -> Registry:
    """Whoever people trust: has the dead provider's keys, revoked since they were stolen."""
    document: dict[str, Any] = copy.deepcopy(
        did_document(DID, {key.verification_method: key.public for key in (OWN, WALLET)})
    )
    for method in document["verificationMethod"]:
        method["revoked"] = STOLEN.isoformat()
    return registry_of(tmp_path, pki, json.dumps(document).encode())


def bundled(files: dict[str, bytes], proof: bytes) -> bytes:
    """What a learner saved in July."""
    inside = bundle_files(files["openbadge"], proof)
    content = json.loads(inside["bundle.json"])
    for name in CREDENTIALS[1:]:
        inside[f"credential{FORMATS[name].suffix}"] = files[name]
        content["credentials"].append({"format": name, "file": f"credential{FORMATS[name].suffix}"})
    return zipped({**inside, "bundle.json": json.dumps(content).encode()})


def shown(data: bytes, registry: Registry | None, *beside: bytes) -> Report:
    return verify(data, at=EMPLOYER, fetch=offline, registry=registry, beside=beside)


def assert_genuine_then(found: Report) -> None:
    assert found.verdict is Verdict.INDETERMINATE
    assert set(open_checks(found)) == {"status"}, open_checks(found)
    assert found.existence is not None
    assert found.existence.outcome is Outcome.PASSED
    assert found.as_of is not None
    assert found.as_of.verdict is Verdict.VALID
    assert found.as_of.problem.code == "as_of.genuine"
    assert found.as_of.at is not None
    assert NOW <= found.as_of.at <= SAVED


def test_every_learners_bundle(
    kept: list[dict[str, bytes]], proofs: list[bytes], registry: Registry
) -> None:
    for files, proof in zip(kept, proofs, strict=True):
        (bundle,) = bundles.read_zip(bundled(files, proof)).values()
        found = dict(verify_each(bundle, at=EMPLOYER, registry=registry))
        assert len(found) == len(CREDENTIALS)
        for report in found.values():
            assert_genuine_then(report)


@pytest.mark.parametrize("name", [*CREDENTIALS, *COPIES])
def test_every_form_with_its_time_proof(
    kept: list[dict[str, bytes]], proofs: list[bytes], registry: Registry, name: str
) -> None:
    for files, proof in zip(kept, proofs, strict=True):
        assert_genuine_then(shown(files[name], registry, proof))


def test_without_a_time_proof_nobody_can_say(
    kept: list[dict[str, bytes]], registry: Registry
) -> None:
    assert_genuine_then(shown(kept[0][SEALED], registry))  # a seal has its own time-stamps
    for name in {*CREDENTIALS, *COPIES} - {SEALED}:
        found = shown(kept[0][name], registry)
        assert found.verdict is Verdict.INDETERMINATE
        assert open_checks(found)["issuer"] in ("issuer.key_revoked", "issuer.key_ended")
        assert found.as_of is None


def test_without_a_registry_the_bundle_is_a_claim(
    kept: list[dict[str, bytes]], proofs: list[bytes]
) -> None:
    found = shown(bundled(kept[0], proofs[0]), None)
    assert found.verdict is Verdict.INDETERMINATE
    assert found.as_of is not None
    assert found.as_of.problem.code == "as_of.bundle_says"


def test_a_forgery_that_says_it_is_older(registry: Registry, proofs: list[bytes]) -> None:
    """The thief signs in 2027 and writes June 2026; the learner's proof is of another file."""
    forged = credential(at=NOW, grade="96")
    for beside in ((), tuple(proofs)):
        found = shown(forged, registry, *beside)
        assert found.verdict is Verdict.INDETERMINATE
        assert open_checks(found)["issuer"] == "issuer.key_revoked"
        assert found.as_of is None
        assert found.existence is not None
        assert found.existence.outcome is not Outcome.PASSED


def test_a_forgery_that_was_stamped_when_it_was_made(pki: Pki, registry: Registry) -> None:
    forged = credential(at=NOW, grade="96")
    late = time_proof(pki, forged, STOLEN + timedelta(days=3))
    found = shown(zipped(bundle_files(forged, late)), registry)
    assert found.verdict is Verdict.INDETERMINATE
    assert open_checks(found)["issuer"] == "issuer.key_revoked"
    assert found.as_of is None


def test_a_forgery_with_an_authority_of_its_own(registry: Registry) -> None:
    """The thief runs an authority that stamps whatever time one likes."""
    forged = credential(at=NOW, grade="96")
    with running() as thief:
        own = time_proof(thief, forged, NOW)
        found = shown(zipped(bundle_files(forged, own)), registry)
    assert found.verdict is Verdict.INDETERMINATE
    assert open_checks(found)["issuer"] == "issuer.key_revoked"
    assert found.existence is not None
    assert found.existence.problem.code == "existence.authority_unknown"


def test_a_forgery_that_says_when_it_was_made(pki: Pki, registry: Registry) -> None:
    forged = credential(at=STOLEN + timedelta(days=1))
    found = shown(forged, registry, time_proof(pki, forged, STOLEN + timedelta(days=1)))
    assert found.verdict is Verdict.INVALID
    assert open_checks(found)["issuer"] == "issuer.key_ended"


def test_a_forgery_with_a_bundle_that_has_the_key_unrevoked(pki: Pki, registry: Registry) -> None:
    """The bundle's own copy of the keys counts for nothing where somebody trusted has them."""
    forged = zipped(bundle_files(credential(at=NOW, grade="96")))
    assert open_checks(shown(forged, registry))["issuer"] == "issuer.key_revoked"


def test_a_stolen_key_signs_status_lists_too(
    kept: list[dict[str, bytes]], proofs: list[bytes], registry: Registry
) -> None:
    """A list that is not proven to be older than the theft says nothing, and is not believed."""
    found = shown(bundled(kept[0], proofs[0]), registry)
    assert open_checks(found) == {"status": "status.unknown"}


def test_one_changed_letter(
    kept: list[dict[str, bytes]], proofs: list[bytes], registry: Registry
) -> None:
    letter = kept[0]["openbadge"].replace("Żaneta".encode(), "Żanete".encode())
    changed = {**kept[0], "openbadge": letter}
    assert changed["openbadge"] != kept[0]["openbadge"]
    found = shown(bundled(changed, proofs[0]), registry)
    assert found.verdict is Verdict.INVALID
