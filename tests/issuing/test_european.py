"""European Digital Credentials of a class, before they are sealed."""

from datetime import timedelta, timezone
from typing import Any

import pytest

from tesela.formats.elm import CertifiedOrganisation
from tesela.issuing import european
from tesela.issuing.edition import Edition
from tesela.model.achievement import Achievement
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError
from tests.samples import ACHIEVEMENT, NOW, award

OWN = european.certified_organisation(
    name="Care Organisation vzw", identifier="VATBE-0000000000", country="BE"
)
OTHER = european.certified_organisation(
    name="Sealing Service Oy", identifier="NTRFI-1234567-8", country="FI"
)
PNG = b"\x89PNG\r\n\x1a\n"


def written(
    sealer: CertifiedOrganisation = OWN, achievement: Achievement = ACHIEVEMENT
) -> dict[str, Any]:
    edition = Edition(achievement, "did:web:care.example")
    return european.document(
        edition.achievement,
        award(),
        sealer=sealer,
        issued_at=NOW,
        image=edition.display("de"),
        places=[Place("https://care.example/status/1", 7, "revocation")],
        state_page="https://care.example/state",
    )


def test_the_display_is_small_and_the_same_each_time() -> None:
    one, other = (Edition(ACHIEVEMENT, "did:web:care.example") for _ in range(2))

    assert one.display("de").startswith(PNG)
    assert one.display("de") == other.display("de")
    assert one.display("de") is one.display("de-AT"), "drawn once"
    assert one.display("de") != one.display("en")
    assert len(one.display("de")) < 40_000


def test_a_display_takes_any_text() -> None:
    title = {"en": "#panic() \\ $x$ [" + "very long " * 29, "el": "Φροντίδα"}
    achievement = Achievement.model_validate(
        ACHIEVEMENT.model_dump(mode="json", exclude_none=True) | {"title": title}
    )

    for language in title:
        assert Edition(achievement, "did:web:care.example").display(language).startswith(PNG)


def test_who_seals_its_own_award_needs_no_mandate() -> None:
    document = written()

    assert "evidence" not in document
    assert document["issuer"]["legalName"] == {"en": "Care Organisation vzw"}


def test_who_seals_for_others_says_so() -> None:
    document = written(sealer=OTHER)

    assert document["issuer"]["legalName"] == {"en": "Sealing Service Oy"}
    assert document["evidence"]["evidenceStatement"] == (
        "Sealing Service Oy seals this credential on behalf of Care Organisation vzw, "
        "who awarded it and answer for it."
    )
    assert [profile["id"] for profile in document["credentialProfiles"]] == [
        "http://data.europa.eu/snb/credential/e34929035b",
        "http://data.europa.eu/snb/credential/c_9a31f32a",
    ]


@pytest.mark.parametrize(
    "certificate",
    [
        {"name": "Care Organisation vzw", "identifier": "PSDBE-NBB-1", "country": "BE"},
        {"name": "Another name", "identifier": "VATBE-0000000000", "country": "BE"},
        {"name": "Another name", "identifier": "VATBE-0000.000.000", "country": "BE"},
    ],
)
def test_the_awarding_body_is_known_by_number_or_legal_name(certificate: dict[str, str]) -> None:
    assert european.certified_organisation(**certificate).awards(ACHIEVEMENT)


@pytest.mark.parametrize(
    "certificate",
    [
        {"name": "Care Organisation vzw", "identifier": "VATNL-1", "country": "NL"},
        {"name": "Care", "identifier": "VATBE-1", "country": "BE"},
    ],
)
def test_a_like_name_elsewhere_is_another_organisation(certificate: dict[str, str]) -> None:
    assert not european.certified_organisation(**certificate).awards(ACHIEVEMENT)


@pytest.mark.parametrize("missing", ["name", "identifier", "country"])
def test_a_certificate_of_no_organisation_is_refused(missing: str) -> None:
    stated = {"name": "Care", "identifier": "VATBE-1", "country": "BE"} | {missing: None}

    with pytest.raises(TeselaError) as caught:
        european.certified_organisation(**stated)  # type: ignore[arg-type]

    assert caught.value.code == "elm.certificate_incomplete"


def test_the_same_record_gives_the_same_document() -> None:
    assert written() == written()
    assert written()["issued"] == "2026-06-15T09:30:00Z"


def test_the_moment_of_issuing_is_written_in_utc() -> None:
    later = NOW.astimezone(timezone(timedelta(hours=3)))
    document = european.document(ACHIEVEMENT, award(), sealer=OWN, issued_at=later, image=PNG)

    moments = {document[name] for name in ("issued", "issuanceDate", "validFrom")}
    assert moments == {"2026-06-15T09:30:00Z"}
