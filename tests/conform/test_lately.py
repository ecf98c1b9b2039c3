"""What is remembered of descriptions: the findings are those of a checker that remembers nothing."""

import copy
import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tesela.codecs.recent import Recent
from tesela.conform import Known, credential, lately
from tesela.conform.credential import check_credential
from tesela.formats import elm
from tesela.model.award import Award
from tesela.model.description import read_description
from tesela.text.errors import TeselaError

EXAMPLES = sorted((Path(__file__).parents[2] / "examples/achievements").glob("*.yaml"))
KNOWN = Known(today=date(2026, 11, 1))
SEALER = elm.CertifiedOrganisation("Tesela", "VATBE-0000000000", "BE")
_READING = import_module("tesela.formats.elm.read_credential")
MUTANTS = 25


def found(data: bytes, known: Known) -> Any:
    """The findings, or what is wrong with a document that cannot be checked."""
    try:
        return check_credential(data, known).to_json()
    except TeselaError as error:
        return error.problem


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A checker that asks every rule of every document."""

    def check(data: bytes, known: Known) -> Any:
        with monkeypatch.context() as patched:
            patched.setattr(credential, "found_of", lately._found_now)
            patched.setattr(_READING, "_OURS", Recent(1))
            return found(data, known)

    return check


def written(file: Path) -> Iterator[dict[str, Any]]:
    """Credentials of some awards of an example."""
    achievement = read_description(file.read_bytes(), file.name).achievement
    base = {
        "achievement": achievement.edition,
        "learner": {"id": f"urn:uuid:{uuid4()}", "given_name": "Żaneta", "family_name": "Ó Súil"},
        "awarded_on": "2026-02-27",
        "language": "en",
    }
    for more in ({}, {"grade": "Passed"}, {"valid_until": "2026-05-01", "narrative": "Well done"}):
        award = Award.model_validate({"id": f"urn:uuid:{uuid4()}", **base, **more})
        yield elm.write_credential(
            achievement,
            award,
            issuer=SEALER,
            issued_at=datetime(2026, 3, 2, tzinfo=UTC),
            image=b"p",
        )


def mutant(document: Any, chance: random.Random) -> Any:
    """The same with one value left out, doubled or changed, anywhere."""
    changed = copy.deepcopy(document)
    at = changed
    while True:
        key = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        inside = at[key]
        if isinstance(inside, dict | list) and inside and chance.random() < 0.85:
            at = inside
            continue
        match chance.randrange(4):
            case 0:
                del at[key]
            case 1:
                at[key] = [inside, inside]
            case 2:
                at[key] = "2031-01-01T22:00:00Z"
            case _:
                at[key] = {"id": "urn:epass:x:1", "type": "Concept", "prefLabel": {"en": "Quiz"}}
        return changed


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_own_credentials_and_their_mutants_are_found_alike(file: Path, forgetful: Any) -> None:
    chance = random.Random(file.name)
    documents = list(written(file))
    for document in documents + [mutant(chance.choice(documents), chance) for _ in range(MUTANTS)]:
        data = json.dumps(document).encode()
        for known in (KNOWN, Known()):
            assert found(data, known) == forgetful(data, known)


def test_published_credentials_and_their_mutants_are_found_alike(
    standards: Path, forgetful: Any
) -> None:
    files = sorted((standards / "elm/samples/elm3-official").glob("*unsigned.jsonld"))
    assert files
    chance = random.Random(1)
    for file in files:
        document = json.loads(file.read_bytes())
        for one in [document, document, *(mutant(document, chance) for _ in range(MUTANTS))]:
            data = json.dumps(one).encode()
            assert found(data, KNOWN) == forgetful(data, KNOWN)


def test_rules_are_asked_again_for_another_object_and_for_another_day() -> None:
    first, same = (
        read_description(EXAMPLES[0].read_bytes(), "a.yaml").achievement for _ in range(2)
    )
    answer = lately.found_of(first, KNOWN)
    assert lately.found_of(first, Known(today=date(2026, 11, 1))) is answer
    assert lately.found_of(same, KNOWN) is not answer
    assert lately.found_of(first, Known(today=date(2096, 11, 1))).ran != answer.ran


def test_with_descriptions_to_follow_nothing_is_remembered() -> None:
    achievement = read_description(EXAMPLES[0].read_bytes(), "a.yaml").achievement
    known = Known(achievements_by_id={})
    assert lately.found_of(achievement, known) is not lately.found_of(achievement, known)
