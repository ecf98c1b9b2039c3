"""Quality schemes: the shipped ones, and what somebody else's file may hold."""

import json
from typing import Any

import pytest

from tesela.process.quality_evidence import LEVELS, Level
from tesela.process.schemes import (
    PHASES,
    SHIPPED,
    Scheme,
    read_scheme,
    scheme_schema,
    shipped,
)
from tesela.text.errors import TeselaError
from tesela.text.messages.table import MESSAGES

OWN: dict[str, Any] = {
    "id": "care-label",
    "kind": "sector-label",
    "title": {"en": "Label of the care sector", "fi": "Hoiva-alan merkki"},
    "cycle_months": 24,
    "criteria": [
        {"id": "dignity", "phase": "planning", "text": {"en": "How do you keep dignity?"}},
        {"id": "practice", "phase": "implementation", "text": {"en": "Who practises with whom?"}},
    ],
}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scheme_is_complete_in_words(name: str) -> None:
    scheme = shipped(name)
    assert scheme.id == name
    assert scheme.summary
    for criterion in scheme.criteria:
        assert criterion.text["en"].endswith("?")
        assert criterion.help
        assert criterion.evidence


def test_nothing_that_is_said_belongs_to_no_scheme() -> None:
    said = {code for code in MESSAGES if code.startswith("scheme.") and code.count(".") > 1}
    used = {f"scheme.phase.{phase}" for phase in PHASES}
    for name in SHIPPED:
        used.add(f"scheme.{name}.summary")
        for criterion in shipped(name).criteria:
            of = f"scheme.{name}.{criterion.id}"
            used |= {of, f"{of}.help", f"{of}.evidence"}
    assert said == used


def test_the_workbook_for_small_providers_is_short_and_goes_round_the_whole_cycle() -> None:
    workbook = shipped("eqavet-workbook")
    assert len(workbook.criteria) == 16
    assert workbook.minutes == 120
    assert workbook.phases == PHASES


def test_there_is_a_scheme_for_every_level_of_evidence() -> None:
    levels = {LEVELS[shipped(name).kind] for name in SHIPPED}
    assert levels == set(Level) - {Level.NONE}


def test_an_own_scheme_reads_back_as_it_was_written() -> None:
    scheme = read_scheme(json.dumps(OWN).encode())
    assert read_scheme(scheme.model_dump_json(exclude_none=True).encode()) == scheme
    assert scheme.terms.criteria == {"dignity", "practice"}
    assert scheme.phases == ("planning", "implementation")


def test_the_schema_says_what_the_reader_wants() -> None:
    schema = scheme_schema()
    assert set(schema["required"]) == {"id", "kind", "title", "cycle_months", "criteria"}
    assert set(schema["properties"]) == set(Scheme.model_fields)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"criteria": []}, "/criteria"),
        ({"criteria": [{**OWN["criteria"][0], "phase": "doing"}]}, "/criteria/0/phase"),
        ({"kind": "gold-star"}, "/kind"),
        ({"cycle_months": 0}, "/cycle_months"),
        ({"title": {}}, "/title"),
        ({"script": "x"}, "/script"),
    ],
    ids=["no-criteria", "phase", "kind", "cycle", "no-title", "unknown-member"],
)
def test_a_scheme_that_does_not_fit_is_refused_with_its_place(
    change: dict[str, Any], place: str
) -> None:
    with pytest.raises(TeselaError) as error:
        read_scheme(json.dumps({**OWN, **change}).encode())
    assert error.value.code == "scheme.unfit"
    assert error.value.problem.data["place"] == place


def test_a_criterion_that_stands_twice_is_named() -> None:
    with pytest.raises(TeselaError) as error:
        read_scheme(json.dumps({**OWN, "criteria": OWN["criteria"] * 2}).encode())
    assert error.value.code == "scheme.criterion_twice"
    assert error.value.problem.data["criterion"] == OWN["criteria"][0]["id"]


def test_a_scheme_that_is_too_large_is_refused() -> None:
    with pytest.raises(TeselaError) as error:
        read_scheme(b" " * 500_001)
    assert error.value.code == "scheme.too_large"


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff"])
def test_what_is_no_scheme_is_refused(data: bytes) -> None:
    with pytest.raises(TeselaError) as error:
        read_scheme(data)
    assert error.value.code == "scheme.unfit"


def test_an_unknown_name_is_said_to_be_unknown() -> None:
    with pytest.raises(TeselaError) as error:
        shipped("../../secret")
    assert error.value.code == "scheme.unknown"
