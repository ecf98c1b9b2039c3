"""Why an issuer's name is to be believed: said only of whoever's key really signed."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tesela.formats import openbadges
from tesela.model.report import Outcome
from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.text.localized import LocalizedText
from tesela.trust.keys import did_document
from tesela.trust.registry import Registry
from tesela.verify import verify
from tests.samples import ACHIEVEMENT, NOW, award

AT_HOME = SoftwareKey(b"w" * 32, "did:web:care.example#key-1")
ALONE = SoftwareKey(b"a" * 32)


def grounds(key: SoftwareKey, **options: Any) -> dict[str, tuple[Outcome, dict[str, Any]]]:
    made = openbadges.write(ACHIEVEMENT, award(), issuer=key.controller, issued_at=NOW)
    secured = data_integrity.secure(made, key, NOW)
    changes = options.pop("changes", {})
    report = verify(
        json.dumps({**secured, **changes}).encode(),
        at=NOW + timedelta(days=1),
        fetch=lambda url: json.dumps(
            did_document(AT_HOME.controller, {AT_HOME.verification_method: AT_HOME.public})
        ).encode(),
        **options,
    )
    return {one.kind: (one.outcome, dict(one.evidence)) for one in report.trust.grounds}


def test_a_domain_speaks_for_whoever_has_it() -> None:
    assert grounds(AT_HOME) == {"domain": (Outcome.PASSED, {"domain": "care.example"})}


def test_a_key_alone_leaves_the_name_a_claim() -> None:
    assert grounds(ALONE)["key"][0] is Outcome.INDETERMINATE


def test_a_registry_speaks_first() -> None:
    known = Registry("authority", {ALONE.controller: LocalizedText({"en": "Care"})})
    found = grounds(ALONE, registry=known)
    assert list(found) == ["registry", "key"]
    assert found["registry"][0] is Outcome.PASSED


@pytest.mark.parametrize(
    "changes", [{"name": "Doctor of Medicine"}, {"issuer": "did:web:somebody.example"}], ids=str
)
def test_nothing_speaks_for_a_name_whose_key_did_not_sign(changes: dict[str, Any]) -> None:
    assert grounds(AT_HOME, changes=changes) == {}
