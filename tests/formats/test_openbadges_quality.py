"""Quality evidence as a signed badge about a provider: what is stated comes back, or is refused."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tesela.codecs.contexts import BUNDLED
from tesela.formats import openbadges
from tesela.model.achievement import QualityAssurance, Scope
from tesela.model.party import Identifier, Party
from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText
from tesela.verify import verify
from tesela.vocab import vocabulary

AT = datetime(2026, 6, 15, 10, tzinfo=UTC)
KEY = SoftwareKey(b"7" * 32)
PROVIDER = Party(
    name=LocalizedText({"en": "Harbour Care"}),
    legal_name="Harbour Care CLG",
    country="IE",
    identifiers=(Identifier(scheme="national-register", value="123456"),),
    id="did:web:care.example",
)
ASSURER = Party(name=LocalizedText({"en": "Northgate Training"}), country="GR", id=KEY.controller)
STATEMENT = QualityAssurance(
    kind="peer-review",
    title=LocalizedText({"en": "Peer review"}),
    agency=ASSURER,
    decision=LocalizedText({"en": "Fair."}),
    decision_page="https://check.example/quality/harbour",
    report_page="https://northgate.example/report",
    decided_on=date(2026, 6, 1),
    valid_until=date(2028, 5, 31),
    scope=Scope(fields=("09", "061"), eqf_levels=(3, 4), countries=("IE", "FI")),
)


def written(statement: QualityAssurance = STATEMENT, **more: Any) -> dict[str, Any]:
    usual = {
        "provider": PROVIDER,
        "assurer": ASSURER,
        "issuer": KEY.controller,
        "identifier": "urn:uuid:0b9a54d6-3c5c-4c3e-9df5-56b1b9d0c001",
        "issued_at": AT,
        "reasons": "Fair.",
    }
    return openbadges.write_quality(statement, **{**usual, **more})


def test_what_is_stated_comes_back_with_whom_it_is_about() -> None:
    statement, provider = openbadges.read_quality(written())
    assert statement == STATEMENT
    assert provider == PROVIDER


@given(
    kind=some.sampled_from(vocabulary("quality-assurance").codes),
    fields=some.lists(some.sampled_from(vocabulary("isced-f").codes), max_size=5, unique=True),
    levels=some.lists(some.integers(1, 8), max_size=8, unique=True),
    countries=some.lists(some.sampled_from(["IE", "FI", "GR", "XK"]), max_size=4, unique=True),
    begins=some.dates(date(2020, 1, 1), date(2026, 6, 15)),
)
@settings(max_examples=40)
def test_every_kind_and_scope_comes_back(
    kind: str, fields: list[str], levels: list[int], countries: list[str], begins: date
) -> None:
    scope = Scope(fields=tuple(fields), eqf_levels=tuple(levels), countries=tuple(countries))
    stated = STATEMENT.model_copy(
        update={"kind": kind, "scope": scope, "decided_on": begins, "valid_until": None}
    )
    document = written(stated)
    canonical_quads(document, BUNDLED)  # every member means something
    read, _ = openbadges.read_quality(document)
    assert read.kind == kind
    assert (read.scope or Scope()) == scope
    assert read.decided_on == begins


def test_what_was_signed_is_valid_and_said_to_be_quality_evidence() -> None:
    signed = json.dumps(data_integrity.secure(written(), KEY, AT)).encode()
    report = verify(signed, at=AT)
    assert report.verdict == "valid"
    assert report.content["format"] == "quality-evidence"
    assert report.content["provider"]["legal_name"] == "Harbour Care CLG"


@pytest.mark.parametrize("old", ["09 ", "peer-review", "2028-05-31", "Harbour Care CLG", "IE"])
def test_one_changed_fact_fails(old: str) -> None:
    signed = json.dumps(data_integrity.secure(written(), KEY, AT))
    wanted = old.strip()
    assert wanted in signed
    changed = signed.replace(wanted, {"2028-05-31": "2038-05-31"}.get(wanted, wanted + "x"), 1)
    assert verify(changed.encode(), at=AT).verdict == "invalid"


def test_lapsed_evidence_is_not_valid_any_more() -> None:
    signed = json.dumps(data_integrity.secure(written(), KEY, AT)).encode()
    assert verify(signed, at=datetime(2028, 6, 1, tzinfo=UTC)).verdict == "invalid"


def _without(document: dict[str, Any], *way: str) -> dict[str, Any]:
    made = json.loads(json.dumps(document))
    here = made
    for step in way[:-1]:
        here = here[step]
    del here[way[-1]]
    return dict(made)


@pytest.mark.parametrize(
    "way",
    [
        ("credentialSubject", "achievement", "humanCode"),
        ("credentialSubject", "achievement", "name"),
        ("credentialSubject", "identifier"),
        ("issuer", "name"),
        ("awardedDate",),
        ("issuer",),
    ],
    ids=".".join,
)
def test_a_bare_badge_is_refused(way: tuple[str, ...]) -> None:
    with pytest.raises(TeselaError) as error:
        openbadges.read_quality(_without(written(), *way))
    assert error.value.code == "quality.unreadable"


@pytest.mark.parametrize("target_type", ["ext:FieldOfEducation", "ext:Level", "ext:Country"])
def test_a_limit_that_nobody_knows_is_refused_and_not_left_out(target_type: str) -> None:
    document = written()
    limits = document["credentialSubject"]["achievement"]["alignment"]
    next(one for one in limits if one["targetType"] == target_type)["targetUrl"] = "urn:x:unknown"
    with pytest.raises(TeselaError) as error:
        openbadges.read_quality(document)
    assert error.value.code == "quality.unreadable"


def test_an_ordinary_badge_is_no_quality_evidence() -> None:
    kept = Path(__file__).parents[1] / "vectors" / "openbadge.json"
    assert not openbadges.is_quality(json.loads(kept.read_text("utf-8")))
