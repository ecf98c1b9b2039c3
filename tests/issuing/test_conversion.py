"""Conversions lose what the formats' tables say and nothing else."""

import json
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tesela.issuing.conversion import FORMS, Statement, convert, statement
from tesela.model.achievement import Achievement
from tesela.model.carried import FormatLoss
from tesela.model.description import read_description
from tesela.text.errors import TeselaError
from tesela.verify import content, verify
from tests.formats.any_achievement import ACHIEVEMENTS
from tests.formats.carrying import differing
from tests.samples import ACHIEVEMENT, KEY, NOW, award

EXAMPLES = sorted((Path(__file__).parents[2] / "examples/achievements").glob("*.yaml"))
TEXTS = [name for name in FORMS if name != "pdf"]
"""The formats that are documents by themselves."""


def example(path: Path) -> Achievement:
    return read_description(path.read_bytes(), path.name).achievement


def stated(achievement: Achievement, **changes: object) -> Statement:
    some = award(
        achievement=achievement.edition,
        language=next(iter(achievement.title)),
        grade="90",
        ects_credits="1",
        **changes,
    )
    return Statement(achievement, some, KEY.controller, NOW, b"{}")


def again(converted: bytes) -> Statement:
    """What a reader of the other format understands."""
    return statement(
        content.read(json.loads(converted), {}), issuer=KEY.controller, at=NOW, original=converted
    )


def parts(of: Statement) -> dict[str, Any]:
    return {"achievement": of.achievement, "award": of.award}


def lost(losses: tuple[FormatLoss, ...]) -> set[str]:
    return {loss.path for loss in losses if loss.kind != "languages"}


@pytest.mark.parametrize("to", TEXTS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_credentials_of_one_award_state_the_same_as_far_as_the_tables_allow(
    path: Path, to: str
) -> None:
    before = stated(example(path))
    made = convert(before, to)
    language = before.award.language if FORMS[to].one_language else None
    assert differing(parts(before), parts(again(made.document)), language) <= lost(made.losses)


@pytest.mark.parametrize(("first", "second"), list(product(TEXTS, TEXTS)))
def test_each_format_becomes_each_with_the_losses_of_both(first: str, second: str) -> None:
    before = stated(example(EXAMPLES[0]))
    between = convert(before, first)
    after = convert(again(between.document), second)
    assert differing(parts(before), parts(again(after.document)), before.award.language) <= lost(
        between.losses
    ) | lost(after.losses)


@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(achievement=ACHIEVEMENTS)
def test_any_achievement_loses_only_what_the_report_says(achievement: Achievement) -> None:
    before = stated(achievement)
    for to in ("sd-jwt", "sd-jwt-full"):
        made = convert(before, to)
        language = before.award.language if FORMS[to].one_language else None
        assert differing(parts(before), parts(again(made.document)), language) <= lost(made.losses)


@pytest.mark.parametrize("to", TEXTS)
def test_what_is_said_to_be_lost_does_not_come_back(to: str) -> None:
    """A table must not promise less than there is."""
    before = stated(example(EXAMPLES[0]))
    made = convert(before, to)
    language = before.award.language if FORMS[to].one_language else None
    gone = {loss.path for loss in made.losses if loss.kind == "lost"}
    assert gone <= differing(parts(before), parts(again(made.document)), language)


def test_a_pdf_has_the_original_inside() -> None:
    original = json.dumps({"@context": [], "type": "Anything"}).encode()
    before = Statement(ACHIEVEMENT, award(), KEY.controller, NOW, original)
    made = convert(before, "pdf")
    assert made.losses == ()
    report = verify(made.document, at=NOW + timedelta(days=1))
    assert report.content["carrier"] == "pdf"
    assert report.content["type"] == "Anything"


def test_a_format_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(TeselaError) as raised:
        convert(stated(ACHIEVEMENT), "docx")
    assert raised.value.code == "convert.unknown_format"
    assert "openbadge" in raised.value.problem.fix()


def test_a_credential_that_says_too_little_is_not_converted() -> None:
    with pytest.raises(TeselaError) as raised:
        statement({"format": "verifiable-credential"}, issuer=None, at=NOW, original=b"")
    assert raised.value.code == "convert.says_too_little"


def test_the_european_format_asks_for_a_country() -> None:
    nowhere = ACHIEVEMENT.model_copy(
        update={"issuer": ACHIEVEMENT.issuer.model_copy(update={"country": None})}
    )
    with pytest.raises(TeselaError) as raised:
        convert(stated(nowhere), "elm")
    assert raised.value.code == "convert.no_country"
