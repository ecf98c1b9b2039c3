"""What evidence shows: graduated, dated, within its scope; what lapses counts no more by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tesela.model.achievement import QualityAssurance, Scope
from tesela.model.party import Identifier, Party
from tesela.process.quality_evidence import (
    LEVELS,
    About,
    Evidence,
    Level,
    Standing,
    level_of,
    shown,
)
from tesela.text.localized import LocalizedText
from tesela.vocab import vocabulary

DAY = date(2026, 6, 15)
HARBOUR = Party(
    name=LocalizedText({"en": "Harbour Care"}),
    country="IE",
    identifiers=(Identifier(scheme="vat", value="IE1"),),
)
PEER = Party(name=LocalizedText({"en": "Northgate Training"}), country="IE")


def statement(kind: str = "peer-review", **more: Any) -> QualityAssurance:
    usual = {"agency": PEER, "decided_on": DAY - timedelta(days=100)}
    return QualityAssurance.model_validate({"kind": kind, **usual, **more})


def test_every_kind_of_the_list_has_a_level() -> None:
    assert set(LEVELS) == set(vocabulary("quality-assurance").codes)


def test_the_levels_are_in_the_order_that_the_demands_name() -> None:
    ladder = (
        "internal-quality-assurance",
        "peer-review",
        "iso-29993",
        "eqavet-self-evaluation",
        "esg-compliant-agency",
        "public-authority-licence",
    )
    levels = [level_of(statement(kind)) for kind in ladder]
    assert levels == sorted(set(levels))


def test_the_highest_in_force_is_shown_and_stands_first() -> None:
    found = shown([statement(), statement("sector-label")], DAY)
    assert found.level is Level.SECTOR
    assert [one.level for one in found.statements] == [Level.SECTOR, Level.PEER]


def test_lapsed_evidence_lowers_the_level_on_the_day_after_by_itself() -> None:
    evidence = [statement("iso-21001", valid_until=DAY), statement()]
    before, after = shown(evidence, DAY), shown(evidence, DAY + timedelta(days=1))
    assert (before.level, after.level) == (Level.SECTOR, Level.PEER)
    assert before.changes_on == DAY + timedelta(days=1)
    assert after.level_before is Level.SECTOR
    assert [one.standing for one in after.statements] == [Standing.IN_FORCE, Standing.LAPSED]


def test_what_begins_later_does_not_count_yet() -> None:
    tomorrow = DAY + timedelta(days=1)
    found = shown([statement(decided_on=tomorrow)], DAY)
    assert found.level is Level.NONE
    assert found.changes_on == tomorrow


@pytest.mark.parametrize("halted", ["suspended", "withdrawn"])
def test_what_was_halted_counts_until_that_day_only(halted: Any) -> None:
    evidence = [Evidence(statement(), halted=halted, halted_on=DAY)]
    assert shown(evidence, DAY - timedelta(days=1)).level is Level.PEER
    found = shown(evidence, DAY)
    assert found.level is Level.NONE
    assert found.statements[0].standing == halted
    assert found.level_before is Level.PEER


@pytest.mark.parametrize("missing", ["agency", "decided_on"])
def test_a_bare_badge_is_no_more_than_the_providers_own_word(missing: str) -> None:
    bare = statement("public-authority-licence").model_copy(update={missing: None})
    found = shown([bare], DAY)
    assert found.statements[0].own_word
    assert found.level is Level.INTERNAL


@pytest.mark.parametrize(
    "assurer",
    [
        HARBOUR,
        HARBOUR.model_copy(update={"name": LocalizedText({"en": "Another name"})}),
        Party(name=LocalizedText({"de": "Harbour CARE"}), country="IE"),
    ],
)
def test_nobody_assures_themselves(assurer: Party) -> None:
    found = shown([statement("sector-label", agency=assurer)], DAY, provider=HARBOUR)
    assert found.level is Level.INTERNAL


def test_one_name_with_two_register_numbers_is_two_organisations() -> None:
    other = HARBOUR.model_copy(update={"identifiers": (Identifier(scheme="vat", value="IE2"),)})
    assert level_of(statement(agency=other), HARBOUR) is Level.PEER


@pytest.mark.parametrize(
    ("scope", "about", "standing"),
    [
        (Scope(fields=("09",)), About(fields=("092",)), Standing.IN_FORCE),
        (Scope(fields=("092",)), About(fields=("09",)), Standing.OUT_OF_SCOPE),
        (Scope(fields=("09",)), About(fields=("092", "061")), Standing.OUT_OF_SCOPE),
        (Scope(fields=("09",)), About(), Standing.SCOPE_UNKNOWN),
        (Scope(eqf_levels=(3, 4)), About(eqf_level=4), Standing.IN_FORCE),
        (Scope(eqf_levels=(3, 4)), About(eqf_level=5), Standing.OUT_OF_SCOPE),
        (Scope(eqf_levels=(3,)), About(fields=("09",)), Standing.SCOPE_UNKNOWN),
        (Scope(countries=("IE",)), About(countries=("IE",)), Standing.IN_FORCE),
        (Scope(countries=("IE",)), About(countries=("FI",)), Standing.OUT_OF_SCOPE),
        (Scope(fields=("09",), countries=("IE",)), About(countries=("FI",)), Standing.OUT_OF_SCOPE),
        (Scope(), About(countries=("FI",)), Standing.IN_FORCE),
        (None, About(countries=("FI",)), Standing.IN_FORCE),
    ],
)
def test_scope_is_met_missed_or_unknown(
    scope: Scope | None, about: About, standing: Standing
) -> None:
    found = shown([statement(scope=scope)], DAY, about=about)
    assert found.statements[0].standing is standing
    assert (found.level is Level.PEER) == (standing is Standing.IN_FORCE)


def test_without_a_question_the_scope_stands_beside_and_does_not_exclude() -> None:
    found = shown([statement(scope=Scope(fields=("09",)))], DAY)
    assert found.level is Level.PEER
    assert found.to_json()["statements"][0]["statement"]["scope"]["fields"] == ["09"]


def test_what_is_only_stated_is_told_apart_from_what_somebody_signed() -> None:
    stated = statement("public-authority-licence")
    signed = Evidence(statement(), proof="https://assurer.example/evidence/1")
    found = shown([stated, signed], DAY)
    assert (found.level, found.signed_level) == (Level.AUTHORITY, Level.PEER)


def test_a_statement_is_never_written_without_who_and_when() -> None:
    written = shown([Evidence(statement(valid_until=DAY), proof="urn:x:1")], DAY).to_json()
    one = written["statements"][0]
    assert one["statement"]["agency"]["name"] == {"en": "Northgate Training"}
    assert one["statement"]["decided_on"] < one["statement"]["valid_until"]
    assert written["level"] == "peer"


DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))


@some.composite
def statements(draw: Any) -> QualityAssurance:
    begins = draw(DAYS)
    return statement(
        draw(some.sampled_from(sorted(LEVELS))),
        decided_on=begins,
        valid_until=begins + timedelta(days=draw(some.integers(0, 1500))),
    )


@given(some.lists(statements(), max_size=6), DAYS, DAYS)
def test_the_level_changes_on_no_other_day_than_is_said(
    evidence: list[QualityAssurance], one: date, other: date
) -> None:
    first, last = sorted((one, other))
    found = shown(evidence, first)
    if found.changes_on is None or last < found.changes_on:
        assert shown(evidence, last).level == found.level


@given(some.lists(statements(), max_size=6), statements(), DAYS)
def test_more_evidence_never_lowers_and_its_order_does_not_matter(
    evidence: list[QualityAssurance], more: QualityAssurance, on: date
) -> None:
    found = shown([*evidence, more], on)
    assert found.level >= shown(evidence, on).level
    assert found.level == shown([more, *reversed(evidence)], on).level
