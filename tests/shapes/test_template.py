"""Templates of any document: the same as the full processor, or no answer."""

from hashlib import sha256
from typing import Any

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import jsonld, jsontext
from tesela.formats.openbadges import CONTEXTS
from tesela.shapes.template import Filled, Template, quoted, template_of
from tests.samples import KEY

ID = "urn:uuid:00000000-0000-4000-8000-000000000000"
OTHER = "urn:uuid:00000000-0000-4000-9000-000000000000"


def document(name: str, *, identity: str = ID, **subject: Any) -> dict[str, Any]:
    return {
        "@context": list(CONTEXTS),
        "id": identity,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": {"id": KEY.controller, "type": ["Profile"], "name": "The issuer"},
        "credentialSubject": {"type": ["AchievementSubject"], **subject},
    }


def expected(made: dict[str, Any]) -> Filled:
    quads = jsonld.canonical_quads(made)
    return Filled(jsontext.plain(made).encode(), sha256(quads.encode()).digest())


def template(made: dict[str, Any], *values: str) -> Template:
    found = template_of(made, values)
    assert found is not None
    return found


@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
        | st.sampled_from('"\\\n\r\t')
    )
)
def test_json_and_statements_write_texts_alike(text: str) -> None:
    assert quoted(text) == str(ox.Literal(text))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_text_that_is_a_hole(text: str) -> None:
    made = template(document("hole", id=OTHER), "hole")
    filled = made.filled([text])
    if any(character < " " and character not in "\t\n\r" for character in text):
        assert filled is None
    assert filled is None or filled == expected(document(text, id=OTHER))


def test_lines_that_become_one_are_one() -> None:
    two = document("x", id=OTHER, narrative="x")
    two["name"] = ["first", "second"]
    two["credentialSubject"]["narrative"] = "n"
    made = template_of(two, ["first", "second"])
    assert made is not None
    assert made.may_be_double
    two["name"] = ["same", "same"]
    assert made.filled(["same", "same"]) == expected(two)


def test_lines_that_cannot_become_one_are_not_compared() -> None:
    assert not template(
        document("hole", id=OTHER, narrative="other"), "hole", "other"
    ).may_be_double


def test_a_blank_node_without_a_hole_keeps_its_name() -> None:
    inner = {"type": ["Address"], "addressLocality": "Gent"}
    made = document("hole", id=OTHER)
    made["issuer"]["address"] = inner
    filled = template(made, "hole").filled(["Ghent"])
    assert filled == expected({**made, "name": "Ghent"})
    assert b"_:c14n0" in template(made, "hole").after


def test_a_blank_node_with_a_hole_has_no_template() -> None:
    assert template_of(document("x", narrative="hole"), ["hole"]) is None


def test_blank_nodes_that_look_alike_have_no_template() -> None:
    made = document("hole", id=OTHER)
    twin = {"type": ["Related"], "inLanguage": "en"}
    made["credentialSubject"]["achievement"] = {
        "id": "https://a.example/", "type": ["Achievement"], "related": [twin, dict(twin)],
    }  # fmt: skip
    assert template_of(made, ["hole"]) is None


def test_a_value_that_stands_nowhere_has_no_template() -> None:
    assert template_of(document("a longer text", id=OTHER), ["longer"]) is None


def test_a_hole_in_the_middle_of_the_lines() -> None:
    """A name that sorts before `urn:uuid:`, as a `did:key` does."""
    made = template(
        document("hole", id="https://learner.example/1"), "hole", "https://learner.example/1"
    )
    for identity in ("https://a.example/", "did:key:z6Mk", "urn:x-y:z", "tel:+32"):
        filled = made.filled(["N", identity])
        assert filled == expected(document("N", id=identity))


def test_other_texts_with_percent_signs_and_holes_stay() -> None:
    made = document("hole", id=OTHER, narrative='100 %s "urn:tesela:hole:0" %%')
    assert template(made, "hole").filled(["x"]) == expected({**made, "name": "x"})
