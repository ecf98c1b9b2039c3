"""Numbers that programs write differently are refused before they are signed."""

import json

import pytest

from tesela.codecs.jsonld import canonical_quads
from tesela.text.errors import TeselaError


def earning(number: object) -> dict[str, object]:
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": number},
    }


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0"),
        ("-5", "-5"),
        ("3.0", "3"),
        ("2.5", "2.5E0"),
        ("0.3", "3.0E-1"),
        ("0.000001", "1.0E-6"),
        ("9007199254740991", "9007199254740991"),
        ("0.3333333333333333", "3.333333333333333E-1"),
    ],
)
def test_ordinary_numbers_are_signed(number: str, written: str) -> None:
    assert f'"{written}"^^' in canonical_quads(earning(json.loads(number)))


@pytest.mark.parametrize(
    "number",
    [
        "0.30000000000000004",  # 17 digits
        "1e-7",  # "0" in jsonld.js
        "1e20",  # an integer for jsonld.js, a double for pyoxigraph
        "9007199254740993",  # even for whoever keeps numbers as doubles
        "1" * 400,
        "5e-324",
    ],
)
def test_numbers_that_programs_write_differently_are_refused(number: str) -> None:
    with pytest.raises(TeselaError) as caught:
        canonical_quads(earning(json.loads(number)))
    assert caught.value.code == "jsonld.number"
