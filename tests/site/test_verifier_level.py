"""The level of what was learnt, as the verifier page says it: by name, or why there is none."""

import pytest

from tesela.site.verifier.facts import facts
from tesela.text.catalogue import say


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ({"eqf": 5}, ["European Qualifications Framework (EQF) level 5"]),
        (
            {"eqf": 6, "cycle": "first"},
            ["European Qualifications Framework (EQF) level 6", "First cycle"],
        ),
        (
            {"national": [{"framework": {"en": "Irish framework"}, "level": "5"}]},
            ["Irish framework: level 5"],
        ),
        ({"not_applicable": {"en": "Too small."}}, ["No level applies: Too small."]),
        ({}, None),
        (None, None),
    ],
    ids=["EQF", "cycle", "national", "none applies", "nothing said", "no level"],
)
def test_the_level_is_said_by_its_name(level: object, said: list[str] | None) -> None:
    shown = {one.label: one.texts for one in facts({"achievement": {"level": level}}, "en")}
    told = shown.get(say("element.8", "en"))
    assert (told and [text for _, text in told]) == said


def test_a_framework_that_is_named_in_another_language_keeps_it() -> None:
    level = {"national": [{"framework": {"de": "Deutscher Rahmen"}, "level": "4"}]}
    shown = facts({"achievement": {"level": level}}, "fr")
    [told] = [one.texts for one in shown if one.label == say("element.8", "fr")]
    sentence = say("element.national_level", "de", framework="Deutscher Rahmen", level="4")
    assert told == [("de", sentence)]
