"""Rows stored together are what rows stored one by one are, on both databases."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from tesela.site import bulk
from tesela.site.awards.files import CredentialFile
from tesela.site.awards.models import Award, Learner, LearnerKey, LearnerWord, Mail
from tesela.site.classes.models import Row
from tesela.site.providers.models import Organisation
from tests.site import people

pytestmark = pytest.mark.django_db
HARD = "a\tb\nc\\d \"e\" 'f' %s % \\N \\. ,;{0} Ελένη 😀 \u2028"


@pytest.fixture
def organisation() -> Organisation:
    return people.organisation()


def learners(organisation: Organisation, names: list[str]) -> list[int]:
    """Learners with these names, stored together."""
    ids = list(bulk.new_ids(Learner, len(names)))
    bulk.insert(
        Learner,
        {
            "id": ids,
            "organisation_id": bulk.Same(organisation.pk),
            "urn": [uuid.uuid4().urn for _ in names],
            "name": names,
            "email": bulk.Same(""),
            "contact": bulk.Same(HARD),
        },
    )
    return ids


def test_texts_come_back_letter_by_letter(organisation: Organisation) -> None:
    with transaction.atomic():
        ids = learners(organisation, [HARD, "", "\\", "\\t", "NULL"])
    stored = Learner.objects.in_bulk(ids)
    assert [stored[one].name for one in ids] == [HARD, "", "\\", "\\t", "NULL"]
    assert {one.contact for one in stored.values()} == {HARD}


@pytest.mark.parametrize("given", [uuid.UUID, str])
def test_every_kind_of_value_is_stored_as_the_model_stores_it(
    organisation: Organisation, given: type[uuid.UUID | str]
) -> None:
    edition = people.published(organisation)
    (learner,) = learners(organisation, ["Eleni"])
    at = datetime(2026, 5, 4, 23, 59, 58, tzinfo=UTC)
    same = {
        "organisation_id": organisation.pk,
        "edition_id": edition.pk,
        "learner_id": learner,
        "batch": uuid.uuid4(),
        "row": None,
        "certificate_number": "",
        "content_digest": "d" * 64,
        "content": {"learner": {"name": HARD}, "evidence": []},
        "name": HARD,
        "awarded_on": date(2026, 5, 4),
        "issued_at": at,
        "method": "did:web:example.org#1",
        "reason": "",
        "current": True,
        "withdrawn_at": at,
    }
    one, other = (
        {"id": uuid.uuid4(), "key": f"{n}", "counter": n, "page_digest": f"p{n}",
         "code_digest": f"c{n}"}
        for n in range(2)
    )  # fmt: skip
    Award.objects.create(**same, **one)
    bulk.insert(
        Award,
        {
            **{name: bulk.Same(value) for name, value in same.items()},
            **{name: [value] for name, value in other.items()},
            "id": [given(str(other["id"]))],
        },
    )
    listed = list(Award.objects.order_by("counter").values())
    own = set(one)
    first, second = ({k: v for k, v in row.items() if k not in own} for row in listed)
    assert first == second
    assert {name: listed[1][name] for name in own} == other


def test_keys_are_nobody_elses(organisation: Organisation) -> None:
    with transaction.atomic():
        first = learners(organisation, ["a", "b"])
    saved = Learner.objects.create(organisation=organisation, urn="urn:uuid:1", name="c")
    with transaction.atomic():
        later = learners(organisation, ["d"])
    assert len({*first, saved.pk, *later}) == 4


def test_keys_of_rows_that_are_gone_do_not_come_back(organisation: Organisation) -> None:
    with transaction.atomic():
        first = learners(organisation, ["a", "b"])
    Learner.objects.filter(pk__in=first).delete()
    with transaction.atomic():
        assert not set(learners(organisation, ["c", "d"])) & set(first)


def test_what_must_be_unique_is(organisation: Organisation) -> None:
    with transaction.atomic():
        (learner,) = learners(organisation, ["a"])
    columns = {
        "organisation_id": bulk.Same(organisation.pk),
        "key": ["k", "k"],
        "learner_id": bulk.Same(learner),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(LearnerKey, columns)
    assert not LearnerKey.objects.exists()


def test_columns_of_different_length_are_refused(organisation: Organisation) -> None:
    with pytest.raises(ValueError, match="unpack"), transaction.atomic():
        bulk.insert(LearnerKey, {"key": ["a", "b"], "learner_id": [1]})
    assert not LearnerKey.objects.exists()


def test_each_row_is_changed_as_its_place_says(organisation: Organisation) -> None:
    with transaction.atomic():
        ids = learners(organisation, ["a", "b", "c"])
    bulk.update(Learner, ids[:2], {"name": [HARD, "x"], "email": bulk.Same("e@example.org")})
    stored = Learner.objects.in_bulk(ids)
    assert [(stored[one].name, stored[one].email) for one in ids] == [
        (HARD, "e@example.org"),
        ("x", "e@example.org"),
        ("c", ""),
    ]


def test_nothing_to_store_is_no_question(organisation: Organisation) -> None:
    assert bulk.insert(LearnerKey, {"key": [], "learner_id": bulk.Same(1)}) == 0
    bulk.update(Learner, [], {"name": []})
    assert not bulk.new_ids(Learner, 0)


LARGE = (Award, Learner, LearnerKey, LearnerWord, Mail, CredentialFile, Row)
"""Tables that grow with every award."""


@pytest.mark.parametrize("model", LARGE)
def test_no_index_is_the_beginning_of_another(model: type[Model]) -> None:
    """Such an index is written with every award and finds nothing that the other does not."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    named = {
        name: list(one["columns"])
        for name, one in found.items()
        if one["columns"] and (one["index"] or one["unique"] or one["primary_key"])
    }
    partial = {each.name for each in (*model._meta.indexes, *model._meta.constraints)
               if getattr(each, "condition", None)}  # fmt: skip
    redundant = {
        (name, other)
        for name, columns in named.items()
        for other, longer in named.items()
        if name != other and other not in partial and name not in partial
        if columns == longer[: len(columns)]
    }
    assert not redundant


def test_many_texts_are_one_parameter(organisation: Organisation) -> None:
    with transaction.atomic():
        ids = learners(organisation, [HARD, "", "b", "c"])
    found = Learner.objects.filter(name__in=bulk.among([HARD, "", "nobody", "c"]))
    assert set(found.values_list("pk", flat=True)) == {ids[0], ids[1], ids[3]}
    assert not Learner.objects.filter(name__in=bulk.among([])).exists()


def test_new_uuids_are_random_ones() -> None:
    made = bulk.new_uuids(200)
    assert len(set(made)) == 200
    for one in made:
        assert str(uuid.UUID(one)) == one
        assert uuid.UUID(one).version == 4
