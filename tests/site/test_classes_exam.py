"""The record of an examination becomes evidence of each award of a class."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tesela.model.exam import ExamRecord
from tesela.site.accounts.models import User
from tesela.site.awards import batches
from tesela.site.awards.making import FIRST, file
from tesela.site.awards.models import Award
from tesela.site.classes.models import Batch, BatchState, RowState
from tesela.site.providers.models import Organisation
from tesela.site.verifier.actions import check
from tests.site import people
from tests.site.classes_lists import address, class_list, taken

pytestmark = pytest.mark.django_db

CLASS = class_list(
    "Eleni;Papadopoulou;eleni@example.org;el", "Seán;Murphy;sean@example.org;en",
    header="Given name;Family name;E-mail;Language",
)  # fmt: skip
RESULTS = (
    "E-mail,1,2,3,4,5,6,7,8\n"
    "eleni@example.org,12,12,11,10,12,9,12,12\n"
    "sean@example.org,12,12,12,12,12,12,12,12\n"
)


@pytest.fixture
def house() -> Organisation:
    return people.organisation()


@pytest.fixture
def mary(house: Organisation) -> User:
    return people.member(house, "owner", "mary@example.org")


@pytest.fixture
def batch(house: Organisation, mary: User) -> Batch:
    return taken(people.published(house), mary.pk, CLASS)


@pytest.fixture
def signed_in(mary: User) -> Client:
    return people.signed_in(mary)


def said(**more: object) -> dict[str, object]:
    return {
        "held_on": (date.today() - timedelta(days=3)).isoformat(),
        "place": "Galway, Harbour House",
        "way": "on-paper",
        "invigilated_by": "registrar of the centre",
        "minutes": 60,
        "items": ", ".join(["12"] * 8),
        "pass_mark": 72,
        "pasted": RESULTS,
        **more,
    }


def handed_in(client: Client, batch: Batch, **more: object) -> str:
    answer = client.post(address("class-exam", batch), said(**more), follow=True)
    batch.refresh_from_db()
    return answer.content.decode().replace("&#x27;", "'")


def test_the_record_is_told_in_each_credential_and_pinned_by_its_digest(
    signed_in: Client, batch: Batch
) -> None:
    page = handed_in(signed_in, batch)
    assert "The record was added for 2 learners." in page
    assert "Galway, Harbour House" in page
    kept = json.loads(signed_in.get(address("class-exam-records", batch)).content)
    batch.state, batch.not_before = BatchState.WAITING, batch.made_at
    batch.save()
    batches.begin_due(batch.made_at + timedelta(minutes=1))
    while not batches.make(batch.pk):
        pass
    for row, record in zip(batch.rows.order_by("number"), kept, strict=True):
        assert record["row"] == row.number
        digest = sha256(record["record"].encode()).hexdigest()
        assert digest == record["sha256"]
        award = Award.objects.get(pk=row.award_id)
        assert award.stated.assessed_on == date.today() - timedelta(days=3)
        told = json.loads(file(award, FIRST))["credentialSubject"]["narrative"]
        assert digest in told
        report = check(file(award, FIRST))
        assert report.verdict == "valid"
        assert award.stated.learner.name not in record["record"]
    sean = Award.objects.get(learner__email="sean@example.org")
    told = json.loads(file(sean, FIRST))["credentialSubject"]["narrative"]
    assert "Right answers: 96 of 96." in told
    assert "This is the provider’s own figure." in told


def test_a_second_record_takes_the_place_of_the_first_and_can_be_taken_out(
    signed_in: Client, batch: Batch
) -> None:
    before = list(batch.rows.order_by("number").values_list("content_digest", flat=True))
    handed_in(signed_in, batch)
    first = [ExamRecord.model_validate_json(bytes(one.content)) for one in batch.exams.all()]
    handed_in(signed_in, batch, place="Sligo")
    again = [ExamRecord.model_validate_json(bytes(one.content)) for one in batch.exams.all()]
    assert len(first) == len(again) == 2
    assert {one.sitting.place for one in again} == {"Sligo"}
    at = batch.fields.index("narrative")
    for row in batch.rows.all():
        assert row.state == RowState.GOOD
        assert row.cells[at].count("Galway") == 0
        assert row.cells[at].count("Sligo") == 1
    signed_in.post(address("class-exam-remove", batch))
    assert not batch.exams.exists()
    after = list(batch.rows.order_by("number").values_list("content_digest", flat=True))
    assert after == before, "the class says what it said"


def test_results_may_come_as_a_file_and_by_name(signed_in: Client, batch: Batch) -> None:
    data = b"Name;1;2\nSe\xc3\xa1n  murphy;3;4\n"
    page = handed_in(
        signed_in,
        batch,
        pasted="",
        items="5, 5",
        pass_mark="",
        upload=SimpleUploadedFile("results.csv", data),
    )
    assert "The record was added for 1 learner." in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"pasted": ""}, "There are no results."),
        ({"items": "12, twelve"}, "is no list of numbers"),
        ({"pass_mark": 97}, "fewer items than answers that are enough"),
        ({"pass_mark": 91}, "eleni@example.org has 90 right answers; 91 are enough."),
        ({"pasted": RESULTS + "eleni@example.org" + ",9" * 8}, "stands in row 2 too"),
        ({"pasted": RESULTS + "nobody@example.org" + ",12" * 8}, "not among the good rows"),
        ({"pasted": "Name,1\nEleni Papadopoulou,3\n"}, "There is no column for part 2."),
        (
            {"held_on": (date.today() + timedelta(days=1)).isoformat()},
            "The examination is later than the award.",
        ),
    ],
    ids=[
        "no list", "items that are no numbers", "a mark that cannot be reached",
        "somebody did not reach it", "somebody stands twice", "somebody is not in the class",
        "a part is missing", "after the award",
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_changes_nothing(
    signed_in: Client, batch: Batch, more: dict[str, object], sentence: str
) -> None:
    before = [batch.revision, list(batch.rows.values_list("cells", flat=True))]
    answer = signed_in.post(address("class-exam", batch), said(**more))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    batch.refresh_from_db()
    assert [batch.revision, list(batch.rows.values_list("cells", flat=True))] == before
    assert not batch.exams.exists()


def test_the_empty_list_is_understood_when_it_is_filled_in(signed_in: Client, batch: Batch) -> None:
    lines = signed_in.get(address("class-exam-list", batch)).content.decode("utf-8-sig").split()
    assert "eleni@example.org" in "".join(lines)
    text = signed_in.get(address("class-exam-list", batch)).content.decode("utf-8-sig")
    filled = text.replace(",,,,,,,,", ",9" * 8)
    assert "The record was added for 2 learners." in handed_in(signed_in, batch, pasted=filled)


def test_nobody_else_and_no_viewer_reaches_it(batch: Batch, house: Organisation) -> None:
    viewer = people.signed_in(people.member(house, "viewer", "v@example.org"))
    stranger = people.signed_in(User.objects.of_address("s@example.org"))
    for name in ("class-exam", "class-exam-list", "class-exam-records"):
        assert viewer.get(address(name, batch)).status_code == 403
        assert stranger.get(address(name, batch)).status_code in (403, 404)
    assert not batch.exams.exists()


def test_what_was_confirmed_is_not_changed(signed_in: Client, batch: Batch) -> None:
    handed_in(signed_in, batch)
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.WAITING)
    signed_in.post(address("class-exam-remove", batch))
    assert batch.exams.count() == 2
