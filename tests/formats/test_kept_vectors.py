"""Files that this project issued once, kept: what we write stays, what we wrote verifies.

A credential lives longer than a release. `openbadge.json` is written again
from the same award, key and time, and must come out the same to the byte; the
PDF, the page and the pictures are those of that day and must still be read. A
change that breaks the first is a change of format: decide it, say so in CHANGELOG.md, and
write the vectors anew with `python -m tests.formats.test_kept_vectors`.
"""

import base64
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tesela.issuing import Options, issue
from tesela.model.report import Verdict
from tesela.proofs import jades
from tesela.trust.registry import Registry
from tesela.trust.x509 import Anchor
from tesela.verify import verify
from tesela.verify.carriers import credential_in
from tests.samples import ACHIEVEMENT, KEY, NOW, award

FOLDER = Path(__file__).parents[1] / "vectors"
LATER = NOW + timedelta(days=365)


def issued(*formats: str) -> dict[str, bytes]:
    made = issue(ACHIEVEMENT, [award(grade="90")], KEY, issued_at=NOW, options=Options(formats))
    return dict(next(made).files)


def test_open_badge_is_written_as_it_was() -> None:
    assert issued("openbadge")["openbadge"] == (FOLDER / "openbadge.json").read_bytes()


@pytest.mark.parametrize("name", ["sd-jwt", "sd-jwt-full"])
def test_credential_for_a_wallet_is_written_as_it_was(name: str) -> None:
    assert issued(name)[name] == (FOLDER / f"{name}.token").read_bytes()


def test_open_badge_of_then_verifies_now() -> None:
    report = verify((FOLDER / "openbadge.json").read_bytes(), at=LATER)
    assert report.verdict is Verdict.VALID
    assert report.content["award"]["grade"] == "90"


def test_token_is_written_as_it_was_and_verifies() -> None:
    kept = (FOLDER / "vc-jwt.jwt").read_bytes()
    assert issued("vc-jwt")["vc-jwt"] == kept
    report = verify(kept, at=LATER)
    assert report.verdict is Verdict.VALID
    assert report.content["award"]["grade"] == "90"


def _said(sealed: bytes) -> dict[str, Any]:
    """What is sealed, but for the picture, which a later release may draw better."""
    found: dict[str, Any] = json.loads(json.loads(sealed)["payload"])
    del found["displayParameter"]["individualDisplay"]
    return found


def test_european_credential_says_what_it_said_and_verifies_with_its_certificate() -> None:
    kept = (FOLDER / "elm.jsonld").read_bytes()
    assert _said(issued("elm")["elm"]) == _said(kept)
    (signature,) = jades.parse(json.loads(kept)).signatures
    anchor = Anchor(signature.certificates[0], "Care Organisation")
    report = verify(kept, at=LATER, registry=Registry("own", anchors=(anchor,)))
    assert report.verdict is Verdict.VALID
    changed = kept.replace(b"2026-06-12", b"2026-06-13")
    assert changed != kept
    assert verify(changed, at=LATER).verdict is Verdict.INVALID


def test_pdf_of_then_carries_the_credential() -> None:
    report = verify((FOLDER / "pdf.pdf").read_bytes(), at=LATER)
    assert report.verdict is Verdict.VALID
    assert report.content["carrier"] == "pdf"
    assert report.content["id"] == award().id


def test_page_of_then_carries_the_credential() -> None:
    text = (FOLDER / "page.html").read_text("utf-8")
    links = re.findall(r'href="data:[^,"]*;base64,([^"]+)"', text)
    assert (FOLDER / "openbadge.json").read_bytes() in [base64.b64decode(link) for link in links]


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_picture_of_then_carries_the_credential(kind: str) -> None:
    found = credential_in((FOLDER / f"baked-{kind}.{kind}").read_bytes())
    assert found.carrier == kind
    assert found.secured == json.loads((FOLDER / "openbadge.json").read_bytes())
    assert verify((FOLDER / f"baked-{kind}.{kind}").read_bytes(), at=LATER).verdict is Verdict.VALID


if __name__ == "__main__":
    suffixes = {
        "openbadge": "json",
        "pdf": "pdf",
        "page": "html",
        "vc-jwt": "jwt",
        "baked-svg": "svg",
        "baked-png": "png",
        "sd-jwt": "token",
        "sd-jwt-full": "token",
        "elm": "jsonld",
    }
    for name, data in issued(*suffixes).items():
        (FOLDER / f"{name}.{suffixes[name]}").write_bytes(data)
