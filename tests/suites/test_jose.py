"""The cases of the VC-JOSE-COSE suite whose files are among the published vectors."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.published import with_published
from tests.suites.jose import answer, main

AT = datetime(2024, 6, 1, tzinfo=UTC)
ISSUED = {
    1: ("credential_jose", "credential-minimal.json", "vm-p256.json", "success"),
    2: ("credential_jose", "credential-full.json", "vm-p384.json", "success"),
}
VERIFIED = {
    8: ("credential_jose", "credential-issuer-match-signed.txt", "vm-ed25519.json", "success"),
    9: ("credential_jose", "credential-jose-unknown-extensions.txt", "vm-p521.json", "success"),
    10: ("credential_jose", "credential-minimal.json", "vm-ed25519.json", "failure"),
    11: ("presentation_jose", "presentation-selective.json", "vm-p384.json", "failure"),
    12: ("credential_jose", "credential-jose-bad-signature.txt", "vm-ed25519.json", "failure"),
    14: ("presentation_jose", "presentation-jose-bad-media-type.txt", "vm-ed25519.json", "failure"),
    21: ("credential_sdjwt", "credential-sdjwt-nested.txt", "vm-p521.json", "success"),
    22: ("presentation_sdjwt", "presentation-sdjwt-selective.txt", "vm-p384.json", "success"),
    24: ("credential_sdjwt", "credential-sdjwt-bad-media-type.txt", "vm-ed25519.json", "failure"),
    25: (
        "presentation_sdjwt",
        "presentation-sdjwt-bad-media-type.txt",
        "vm-ed25519.json",
        "failure",
    ),
    26: ("presentation_sdjwt", "presentation-sdjwt-bad-credential.txt", "vm-p521.json", "failure"),
}


def said(standards: Path, act: str, case: tuple[str, str, str, str]) -> dict[str, str]:
    folder = standards / "vectors/vc-jose-cose"
    feature, given, key, _ = case
    contexts = with_published(standards)
    return answer(act, folder / given, folder / key, feature, AT, contexts)


@pytest.mark.parametrize("number", ISSUED)
def test_issuing(standards: Path, number: int, tmp_path: Path) -> None:
    """What is issued verifies; the state that case 2 names has no list, and so is malformed."""
    case = ISSUED[number]
    made = said(standards, "issue", case)
    assert made["result"] == case[3], made
    token = tmp_path / "token"
    token.write_text(made["data"])
    key = standards / "vectors/vc-jose-cose" / case[2]
    again = answer("verify", token, key, case[0], AT, with_published(standards))
    assert again["result"] == {1: "success", 2: "failure"}[number]


@pytest.mark.parametrize("number", VERIFIED)
def test_verifying(standards: Path, number: int) -> None:
    case = VERIFIED[number]
    found = said(standards, "verify", case)
    assert found["result"] == case[3], found


def test_the_command_writes_what_the_suite_reads(
    standards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESELA_STANDARDS", str(standards))
    folder = standards / "vectors/vc-jose-cose"
    output = tmp_path / "answer.json"
    given = ["--input", str(folder / "credential-minimal.json"), "--output", str(output)]
    key = ["--key", str(folder / "vm-did-ed25519.json")]
    main(["issue", *given, *key, "--feature", "credential_jose"])
    assert json.loads(output.read_text())["result"] == "failure", "the issuer is another"
    main(
        ["issue", *given, "--key", str(folder / "vm-ed25519.json"), "--feature", "credential_cose"]
    )
    assert json.loads(output.read_text())["result"] == "indeterminate"
