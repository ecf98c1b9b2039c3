"""Letters for learners without e-mail."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from django.test import Client

from tesela.issuing.roster import RosterRow
from tesela.site import tokens
from tesela.site.awards import letters
from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch
from tesela.site.providers.models import AuditEntry
from tests.site import people

HERE = "/organisations/harbour-house/awards/"


@pytest.fixture
def batch() -> Batch:
    of = people.organisation()
    edition = people.published(of)
    awards = people.awarded(
        edition,
        [
            RosterRow(2, full_name="Ελένη Παπά", contact="by post", language="el"),
            RosterRow(3, full_name="Seán Murphy", email="sean@example.org"),
        ],
    )
    made = Batch.objects.create(
        organisation=of,
        edition=edition,
        state="finished",
        name="class.csv",
        today=people.TODAY,
        finished_at=datetime.now(UTC),
    )
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(batch=made.pk)
    return made


@pytest.fixture
def page(batch: Batch) -> Client:
    return people.signed_in(people.member(batch.organisation, "issuer"))


def pages_of(made: bytes) -> int:
    with pikepdf.open(io.BytesIO(made)) as opened:
        return len(opened.pages)


def test_who_has_no_address_gets_a_letter(page: Client, batch: Batch) -> None:
    address = f"{HERE}letters?class={batch.pk}"
    assert "1 learner without" in page.get(address).content.decode()
    made = page.post(address, {"whom": "nowhere", "part": "1"})
    assert made.headers["Content-Type"] == "application/pdf"
    assert pages_of(made.content) == 1
    assert pages_of(page.post(address, {"whom": "all"}).content) == 2
    assert AuditEntry.objects.filter(act="letters.printed").count() == 2


def test_a_letter_says_how_and_nothing_personal_but_the_name(batch: Batch) -> None:
    award = Award.objects.get(name="Ελένη Παπά")
    said = letters.letter(award, batch.organisation)
    assert said["language"] == "el"
    assert said["code"] == tokens.code("award", str(award.pk))
    assert said["code_page"].endswith("/code")
    assert "by post" not in str(said)
    assert str(award.pk) not in str(said)


def test_letters_are_tagged_and_say_their_language(page: Client, batch: Batch) -> None:
    award = Award.objects.get(name="Ελένη Παπά")
    made = page.post(f"{HERE}letters?award={award.pk}").content
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.Lang == "en"
        assert "/StructTreeRoot" in opened.Root
        assert b"pdfuaid" in opened.Root.Metadata.read_bytes()


def test_a_withdrawn_award_has_no_letter(page: Client, batch: Batch) -> None:
    award = Award.objects.get(name="Ελένη Παπά")
    Award.objects.filter(pk=award.pk).update(withdrawn_at=datetime.now(UTC))
    assert page.post(f"{HERE}letters?award={award.pk}").status_code == 409


def test_letters_of_others_are_not_made(batch: Batch) -> None:
    elsewhere = people.organisation("elsewhere")
    client = people.signed_in(people.member(elsewhere, "owner", "e@example.org"))
    other = "/organisations/elsewhere/awards/letters"
    assert client.get(f"{other}?class={batch.pk}").status_code == 404
    award = Award.objects.filter(batch=batch.pk).first()
    assert award is not None
    assert client.post(f"{other}?award={award.pk}").status_code == 404


def test_without_a_choice_the_classes_are_listed(page: Client, batch: Batch) -> None:
    assert "class.csv" in page.get(f"{HERE}letters").content.decode()
