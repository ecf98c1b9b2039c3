"""What a registry of providers says of an issuer: on the day of the award, and now."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jsonschema
import pytest

from tesela.formats import openbadges
from tesela.model.five_questions import answers
from tesela.model.report import Outcome, Report, Verdict, report_schema
from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.text.localized import LocalizedText
from tesela.trust.keys import did_document
from tesela.trust.provider_entries import Entry
from tesela.trust.provider_lookup import Providers, of_edition
from tesela.trust.provider_registry import Believed, read_head
from tesela.trust.registry import Registry
from tesela.verify import verify
from tests.samples import ACHIEVEMENT, award
from tests.trust.provider_samples import ACCREDITED, entry, feed, record, registered_key

ISSUER = SoftwareKey(b"w" * 32, "did:web:care.example#key-1")
OTHER = SoftwareKey(b"o" * 32, "did:web:care.example#key-2")
AWARDED = datetime(2026, 6, 12, 12, tzinfo=UTC)
SIGNED = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
ASKED = datetime(2026, 6, 20, tzinfo=UTC)
DAY = timedelta(days=1)


def registry(*entries: Entry, **about: Any) -> Registry:
    made = feed(*entries, **about)
    signed = read_head(made.signed, Believed(), at=None)
    return Registry("Register", providers=of_edition(made, signed))


def report(known: Registry, *, key: SoftwareKey = ISSUER, at: datetime = ASKED) -> Report:
    made = openbadges.write(ACHIEVEMENT, award(), issuer=key.controller, issued_at=SIGNED)
    methods = {one.verification_method: one.public for one in (ISSUER, OTHER)}
    document = json.dumps(did_document(ISSUER.controller, methods)).encode()
    return verify(
        json.dumps(data_integrity.secure(made, key, SIGNED)).encode(),
        at=at,
        fetch=lambda _url: document,
        registry=known,
    )


def since(moment: datetime, **changes: Any) -> Any:
    return record(since=moment, recorded_at=moment, **changes)


def test_a_trusted_provider_is_vouched_for_with_its_evidence() -> None:
    found = report(registry(entry(record()))).trust
    assert found.outcome is Outcome.PASSED
    assert found.registered_name == {"en": "Care Organisation"}
    assert found.standing is not None
    assert found.standing.awarded == AWARDED
    ground = next(one for one in found.grounds if one.kind == "registry")
    assert ground.outcome is Outcome.PASSED
    assert ground.evidence["now"]["status"] == "active"


def test_evidence_that_lapsed_after_the_award_is_shown_for_then_only() -> None:
    valid = record().evidence[0].model_copy(update={"valid_until": AWARDED.date()})
    standing = report(registry(entry(record(evidence=(valid,))))).trust.standing
    assert standing is not None
    assert standing.then is not None
    assert standing.now is not None
    assert (len(standing.then.evidence), len(standing.now.evidence)) == (1, 0)
    assert standing.differs


@pytest.mark.parametrize(
    ("records", "outcome", "code"),
    [
        (
            [record(), since(AWARDED + DAY, status="withdrawn")],
            Outcome.INDETERMINATE,
            "trust.withdrawn_now",
        ),
        (
            [record(), since(AWARDED + DAY, status="suspended")],
            Outcome.INDETERMINATE,
            "trust.suspended_now",
        ),
        (
            [record(), since(AWARDED - DAY, status="withdrawn")],
            Outcome.FAILED,
            "trust.withdrawn_then",
        ),
        (
            [record(), since(AWARDED - DAY, status="suspended"), since(ASKED - DAY)],
            Outcome.FAILED,
            "trust.suspended_then",
        ),
        ([since(AWARDED + DAY)], Outcome.INDETERMINATE, "trust.registered_later"),
        (
            [record(identities=("did:web:other.example",))],
            Outcome.INDETERMINATE,
            "trust.not_registered",
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)
def test_both_days_count(records: list[Any], outcome: Outcome, code: str) -> None:
    found = report(registry(entry(*records)))
    assert (found.trust.outcome, found.trust.problem.code) == (outcome, code)
    assert found.verdict is Verdict.VALID, "trust takes nothing from authenticity"
    assert found.trust.problem.message("en")
    grounds = {one.kind: one.outcome for one in found.trust.grounds}
    assert grounds.get("registry") is not Outcome.PASSED


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ((registered_key(ISSUER),), "listed"),
        ((registered_key(ISSUER, method=None),), "listed"),
        ((registered_key(ISSUER, valid_until=SIGNED + DAY),), "listed"),
        ((registered_key(OTHER),), "other"),
        ((registered_key(OTHER, method=None),), "other"),
        ((registered_key(ISSUER, valid_until=SIGNED - DAY),), "other"),
        ((registered_key(ISSUER, valid_from=SIGNED + DAY),), "other"),
        ((registered_key(ISSUER, revoked=SIGNED + DAY),), "other"),
        ((), "not-stated"),
    ],
    ids=[
        "its key", "its key without a method", "retired after it signed", "another key",
        "another key without a method", "retired before it signed", "made after it signed",
        "revoked, and nobody proves the age", "no keys",
    ],
)  # fmt: skip
def test_the_key_that_signed_was_one_of_the_providers(keys: tuple[Any, ...], wanted: str) -> None:
    found = report(registry(entry(record(keys=keys)))).trust
    assert found.standing is not None
    assert found.standing.key == wanted
    assert (found.outcome is Outcome.PASSED) is (wanted != "other")


def test_an_overdue_registry_leaves_trust_open() -> None:
    known = registry(entry(record()), next_update=ASKED - DAY)
    assert report(known).trust.problem.code == "trust.registry_overdue"


def test_a_registry_whose_part_is_gone_leaves_trust_open() -> None:
    made = feed(entry(record()))
    signed = read_head(made.signed, Believed(), at=None)
    known = Registry("Register", providers=Providers(signed, {}.__getitem__))
    found = report(known)
    assert found.trust.problem.code == "trust.registry_fault"
    assert found.verdict is Verdict.VALID


def test_the_report_with_a_standing_is_as_its_schema_says() -> None:
    known = registry(entry(record(), since(AWARDED + DAY, status="withdrawn")))
    written = report(known).to_json()
    jsonschema.validate(written, report_schema())
    assert written["trust"]["standing"]["differs"] is True
    assert json.loads(json.dumps(written)) == written


def test_a_list_of_names_is_asked_as_before() -> None:
    known = Registry("authority", {ISSUER.controller: LocalizedText({"en": "Care"})})
    found = report(known).trust
    assert (found.outcome, found.standing) == (Outcome.PASSED, None)


def test_the_second_question_tells_both_days_in_words() -> None:
    held = ACCREDITED.model_copy(update={"valid_until": None})
    gone = since(AWARDED + 3 * DAY, status="withdrawn", evidence=())
    told = answers(report(registry(entry(record(evidence=(held,)), gone))))[1]
    assert told.said[0].code == "trust.withdrawn_now"
    assert "questions.registry.quality_then" in [one.code for one in told.said]
    days = [one.code for one in told.evidence if one.code.startswith("questions.registry.")]
    assert days == ["questions.registry.active_then", "questions.registry.withdrawn_now"]
    assert all(one.message("en") for one in told.evidence)


def test_a_registry_that_knows_of_quality_evidence_is_told_with_it() -> None:
    held = ACCREDITED.model_copy(update={"valid_until": None})
    told = answers(report(registry(entry(record(evidence=(held,))))))[1]
    assert "questions.registry.quality" in [one.code for one in told.said]
    assert "questions.vouching.name_only" not in [one.code for one in told.said]
