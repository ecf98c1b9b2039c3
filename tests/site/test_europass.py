"""“To Europass in three steps”: what is missing is said, and a try tells how it stands."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client, override_settings

from tesela.site import tokens
from tesela.site.awards import europass, making, packing
from tesela.site.awards.models import Award
from tesela.site.providers.models import Organisation, Seal
from tests.site import people
from tests.site.test_forms import sealing

HERE = "/organisations/harbour-house/europass"


@pytest.fixture
def of() -> Organisation:
    return people.organisation(legal_name="Harbour House CLG", email="awards@harbour.example")


@pytest.fixture
def page(of: Organisation) -> Client:
    return people.signed_in(people.member(of))


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def stand(of: Organisation) -> dict[str, str]:
    return {point.name: point.outcome.value for point in europass.points(of)}


def test_what_is_missing_is_said_with_where_to_mend_it(of: Organisation, page: Client) -> None:
    assert stand(of) == {"seal": "failed", "about": "indeterminate", "description": "failed"}
    shown = text(page.get(HERE))
    assert "There is no seal certificate that counts." in shown
    assert 'href="/organisations/harbour-house/settings/seal"' in shown
    assert "There is no award yet that could be tried." in shown
    sealing(of)
    people.published(of)
    assert stand(of) == {
        "seal": "passed",
        "worth": "failed",
        "names": "passed",
        "same": "passed",
        "level": "failed",
        "about": "indeterminate",
        "description": "passed",
    }
    shown = text(page.get(HERE))
    assert "The certificate is for trying out only." in shown
    assert "Seals are made at level B-B; the reader of Europass takes B-LTA only." in shown
    Seal.objects.update(worth="qualified")
    with override_settings(SEAL_LEVEL="B-LTA"):
        assert (stand(of)["worth"], stand(of)["level"]) == ("passed", "passed")
    Organisation.objects.update(legal_name="Another name")
    of.refresh_from_db()
    assert stand(of)["same"] == "indeterminate"


def test_a_try_makes_the_file_and_checks_it(of: Organisation, page: Client) -> None:
    sealing(of)
    people.awarded(people.published(of))
    award = europass.latest_award(of)
    assert award
    assert "the check here is in order" in text(page.post(HERE))
    sealed = award.files.get(format="elm")
    assert json.loads(sealed.content)["signatures"]
    changed = packing.Made(award, "elm", sealed.content.replace(b"digital", b"digitaI"))
    sealed.delete()
    making.keep([changed])
    assert "The file could not be made, or the check" in text(page.post(HERE))


def test_who_only_sees_is_not_sent_to_settings(of: Organisation) -> None:
    viewer = people.signed_in(people.member(of, "viewer", "viewer@example.org"))
    shown = text(viewer.get(HERE))
    assert "There is no seal certificate that counts." in shown
    assert "Mend this" not in shown


def test_a_learner_is_told_the_steps_or_whom_to_ask(of: Organisation, client: Client) -> None:
    [award, _] = people.awarded(people.published(of))
    mine = f"/c/{tokens.token('award', str(award.pk))}"
    assert client.get(f"{mine}/europass").status_code == 302, "not opened yet"
    client.post(mine)
    shown = text(client.get(f"{mine}/europass"))
    assert "the provider has no seal certificate" in shown
    assert "awards@harbour.example" in shown
    assert client.get(f"{mine}/files/europass").status_code == 404
    sealing(of)
    shown = text(client.get(f"{mine}/europass"))
    assert "Save the file for Europass." in shown
    assert "seal is for trying out" in shown
    assert "It does not know whether a credential was withdrawn" in shown
    assert client.get(f"{mine}/files/europass").status_code == 200
    Award.objects.filter(pk=award.pk).update(withdrawn_at=datetime.now(UTC))
    assert "do not put it there" in text(client.get(f"{mine}/europass"))
