"""openbadgeslib, a library of somebody else's for Open Badges, judges ours in both forms.

It needs no Node: it is a Python package, which follows did:key by itself.
"""

import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from openbadgeslib.ob3.credential import Achievement, Issuer, OpenBadgeCredential
from openbadgeslib.ob3.ldp import OB3LdpSigner, OB3LdpVerifier
from openbadgeslib.ob3.signer import OB3Signer
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from tesela.issuing import Options, issue
from tesela.model.report import Verdict
from tesela.verify import verify
from tests.judges.changes import changes
from tests.samples import ACHIEVEMENT, KEY, NOW, award

pytestmark = pytest.mark.judges
LATER = NOW + timedelta(days=1)
PEM = Ed25519PrivateKey.from_private_bytes(KEY.seed).private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)
SAMPLED = 12
"""Every twelfth change: each takes the library a tenth of a second."""


@pytest.fixture(scope="module")
def ours() -> dict[str, bytes]:
    options = Options(("openbadge", "vc-jwt"))
    made = issue(ACHIEVEMENT, [award(grade="90")], KEY, issued_at=NOW, options=options)
    return dict(next(made).files)


def theirs() -> OpenBadgeCredential:
    return OpenBadgeCredential(
        issuer=Issuer(id=KEY.controller, name="Care Organisation"),
        recipient_id="urn:uuid:22222222-2222-4222-8222-222222222222",
        achievement=Achievement(
            id="https://care.example/achievements/1",
            name="First steps",
            description="Support people in daily life.",
            criteria_narrative="Weigh a risk.",
        ),
        issuance_date=NOW,
    )


def test_it_accepts_our_badge_and_reads_it(ours: dict[str, bytes]) -> None:
    found = OB3LdpVerifier.for_issuer_did(KEY.controller).verify(ours["openbadge"])
    assert found.achievement.name == "First steps in care"
    assert found.recipient_id == award().learner.id


def test_it_accepts_our_badge_as_a_token(ours: dict[str, bytes]) -> None:
    found = OB3Verifier.for_issuer_did(KEY.controller).verify(ours["vc-jwt"].decode())
    assert found.achievement.id == ACHIEVEMENT.edition


def test_it_refuses_every_change_of_a_signed_statement(ours: dict[str, bytes]) -> None:
    verifier = OB3LdpVerifier.for_issuer_did(KEY.controller)
    passed = []
    for change in list(changes(json.loads(ours["openbadge"])))[::SAMPLED]:
        try:
            verifier.verify(json.dumps(change.document))
        except OB3VerificationError:
            continue
        passed.append(f"{change.kind} {change.path}")
    assert passed == []


@pytest.mark.parametrize("part", [0, 1, 2], ids=["header", "payload", "signature"])
def test_it_refuses_a_token_with_another_letter(ours: dict[str, bytes], part: int) -> None:
    parts = ours["vc-jwt"].decode().split(".")
    at = len(parts[part]) // 2
    other = "A" if parts[part][at] != "A" else "B"
    parts[part] = parts[part][:at] + other + parts[part][at + 1 :]
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(KEY.controller).verify(".".join(parts))


def test_we_accept_its_badge_and_refuse_another_name() -> None:
    made: Any = OB3LdpSigner(PEM).sign(theirs())
    document = json.loads(made) if isinstance(made, str | bytes) else made
    assert verify(json.dumps(document).encode(), at=LATER).verdict is Verdict.VALID
    document["credentialSubject"]["achievement"]["name"] = "Doctor of Medicine"
    assert verify(json.dumps(document).encode(), at=LATER).verdict is Verdict.INVALID


def test_we_read_its_token() -> None:
    token = OB3Signer(PEM, algorithm="EdDSA").sign(theirs())
    report = verify(token.encode() if isinstance(token, str) else token, at=LATER)
    assert report.verdict is Verdict.VALID
    assert report.content["achievement"]["title"] == {"en": "First steps"}
