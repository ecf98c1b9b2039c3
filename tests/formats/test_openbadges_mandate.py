"""The statement of a mandate: it reads back, and what is half understood is no permission."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tesela.formats.openbadges import Pinned, is_mandate, read_mandate, write_mandate
from tesela.formats.openbadges.mandate import carrying, cited_in
from tesela.model.mandate import Act, Cited, Mandate
from tesela.model.party import Party
from tesela.shapes import canonical_quads
from tesela.text.errors import TeselaError
from tesela.text.localized import LocalizedText

NETWORK = Party(name=LocalizedText({"en": "Care Network"}), country="BE")
CENTRE = Party(name=LocalizedText({"en": "Care Centre"}), country="ES")
ABOVE = Pinned("https://care.example/mandates/0.json", "sha384-" + "A" * 64, "application/vc")
MANDATE = Mandate(
    id="https://care.example/mandates/1",
    mandator="did:web:network.example",
    mandatary="did:web:centre.example",
    acts=frozenset({Act.AWARD, Act.ISSUE}),
    begins=date(2026, 1, 1),
    ends=date(2026, 12, 31),
    achievements=frozenset({"https://care.example/achievements/network/care"}),
    depth=1,
)


def written(mandate: Mandate = MANDATE, above: Pinned | None = None) -> dict:
    return write_mandate(
        mandate,
        mandator=NETWORK,
        mandatary=CENTRE,
        name="Mandate",
        text="Care Network lets Care Centre act in its name.",
        language="en",
        above=above,
    )


@given(
    some.frozensets(some.sampled_from(Act), min_size=1),
    some.dates(date(2020, 1, 1), date(2030, 1, 1)),
    some.none() | some.dates(date(2030, 1, 2), date(2040, 1, 1)),
    some.none()
    | some.frozensets(some.sampled_from(["https://a.example/1", "urn:x:2"]), min_size=1),
    some.integers(0, 4),
    some.none() | some.just(ABOVE),
)
def test_what_is_written_reads_back(acts, begins, ends, achievements, depth, above) -> None:
    stated = replace(
        MANDATE,
        acts=acts,
        begins=begins,
        ends=ends,
        achievements=achievements,
        depth=depth,
        under=above.id if above else None,
    )
    assert read_mandate(written(stated, above)) == stated


def test_a_mandate_that_was_ended_says_when() -> None:
    ended = replace(MANDATE, withdrawn_at=datetime(2026, 5, 4, 10, 30, tzinfo=UTC))
    again = read_mandate(written(ended))
    assert again == replace(ended, ends=None)
    assert again.standing(datetime(2026, 5, 4, 10, 29, tzinfo=UTC)) is None
    assert again.standing(datetime(2026, 5, 4, 10, 30, tzinfo=UTC)) is not None


def test_every_member_has_a_published_meaning() -> None:
    assert is_mandate(written(above=ABOVE))
    assert canonical_quads(written(above=ABOVE))


def test_a_badge_names_and_pins_its_mandates() -> None:
    cited = Cited(
        address=ABOVE.id,
        digest=ABOVE.digest_sri,
        content=b"{}",
        mandator=NETWORK.name,
        mandatary=CENTRE.name,
        begins=date(2026, 1, 1),
        ends=date(2026, 12, 31),
    )
    badge = carrying(
        {"evidence": [{"id": "https://a.example", "type": ["Evidence"]}]}, [cited], "en"
    )
    assert list(cited_in(badge)) == [ABOVE.id]
    assert badge["evidence"][1]["narrative"] == (
        "Care Centre acts for Care Network by a mandate from 2026-01-01 to 2026-12-31."
    )
    assert [one["id"] for one in badge["relatedResource"]] == [ABOVE.id]
    assert carrying({}, [], "en") == {}


def _changed(path: str, value: object) -> dict:
    document = deepcopy(written())
    *steps, last = path.split("/")
    at = document
    for step in steps:
        at = at[int(step)] if step.isdigit() else at[step]
    at[last] = value  # type: ignore[index]
    return document


ACHIEVEMENT = "credentialSubject/achievement"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{ACHIEVEMENT}/achievementType", "License"),
        (f"{ACHIEVEMENT}/otherIdentifier", []),
        (f"{ACHIEVEMENT}/otherIdentifier/0/identifier", "everything"),
        (f"{ACHIEVEMENT}/otherIdentifier/2/identifier", "99"),
        (f"{ACHIEVEMENT}/alignment/0/targetType", "ext:AnotherLimit"),
        (f"{ACHIEVEMENT}/alignment/0/targetUrl", ""),
        ("credentialSubject/id", None),
        ("issuer", "did:web:network.example"),
        ("validFrom", "soon"),
        ("validUntil", 5),
        ("validFrom", "0001-01-01T00:00:00+14:00"),
        ("validUntil", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_what_is_half_understood_is_no_permission(path: str, value: object) -> None:
    with pytest.raises(TeselaError) as refused:
        read_mandate(_changed(path, value))
    assert refused.value.code == "mandate.unreadable"
