"""New awards of a class, many at a time: the same as one by one, each once, whenever it ends."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tesela.site import bulk
from tesela.site.awards import batches, fresh, packing
from tesela.site.awards.files import CredentialFile
from tesela.site.awards.models import Award, Learner, LearnerKey, LearnerWord, Mail
from tesela.site.awards.places import Reserved
from tesela.site.awards.reread import compare
from tesela.site.classes.models import Batch, RowState
from tesela.site.design.models import Edition
from tesela.site.providers import audit, keys
from tesela.site.providers.models import AuditEntry
from tests.site import people
from tests.site.classlists import waiting

pytestmark = pytest.mark.django_db
ROWS = [
    ("Eleni", "Papa", "eleni@example.org", "S-1", "", ""),
    ("Seán", "Ó Súilleabháin", "", "", "", "at the office"),
    ("Aino", "Korhonen", "aino@example.org", "", "2026-05-01", ""),
]


class KilledError(BaseException):
    """The process ends here."""


@pytest.fixture
def edition() -> Edition:
    return people.published(people.organisation())


def new(batch: Batch) -> int:
    """How many rows of `batch` were made the short way, its other rows left open."""
    batches.begin_due(datetime.now(UTC))
    return fresh.make(batch, batch.rows.filter(state="good", award=None).order_by("number"))


def finish(batch: Batch) -> Batch:
    batches.begin_due(datetime.now(UTC))
    assert batches.make(batch.pk)
    batch.refresh_from_db()
    return batch


def recorded(edition: Edition) -> list[dict[str, Any]]:
    """What the register says of each award, without what is random."""
    seen = []
    for award in Award.objects.filter(edition=edition).order_by("row"):
        content = dict(award.content)
        assert content.pop("id") == award.urn
        assert content["learner"].pop("id") == award.learner.urn
        assert content.pop("achievement") == edition.iri
        learner = award.learner
        seen.append(
            {
                "content": content,
                "row": award.row,
                "name": award.name,
                "day": award.awarded_on,
                "counter": award.counter,
                "learner": (learner.name, learner.email, learner.contact),
                "words": sorted(learner.words.values_list("word", flat=True)),
                "keys": learner.keys.count(),
                "mails": list(award.mails.values_list("kind", "number", "to", "state", "tries")),
                "formats": list(award.files.values_list("format", flat=True)),
                "state": (award.state, award.current, award.certificate_number),
                "of row": list(award.rows.values_list("number", "state")),
            }
        )
    return seen


def test_the_short_way_records_what_the_long_way_records(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = waiting(edition, ROWS)
    assert new(batch) == len(ROWS)
    assert finish(batch).state == "finished"
    other = people.published(people.organisation("hilltop"))
    monkeypatch.setattr(fresh, "make", lambda *_: 0)
    finish(waiting(other, ROWS))
    assert recorded(edition) == recorded(other)
    assert len(recorded(edition)) == len(ROWS)
    assert not Reserved.objects.exists()


def test_what_was_made_is_what_the_record_says(edition: Edition) -> None:
    new(waiting(edition, ROWS))
    for award in Award.objects.select_related("organisation", "edition", "learner"):
        credential = award.files.get().content
        compare(credential, award, keys.public_key(award.method))
        assert award.stated.learner.name == award.name


def test_the_log_says_what_was_made(edition: Edition) -> None:
    batch = waiting(edition, ROWS)
    new(batch)
    assert list(audit.broken_links(edition.description.organisation)) == []
    about = AuditEntry.objects.get(act="awards.made").about
    ids = [award.urn for award in Award.objects.all()]
    assert about == {"batch": str(batch.pk), "awards": 3, "digest": audit.digest_of(ids)}


def test_a_class_that_is_not_announced_has_no_mails(edition: Edition) -> None:
    assert new(waiting(edition, 2, announce=False)) == 2
    assert not Mail.objects.exists()


def test_who_is_known_stays_one_learner(edition: Edition) -> None:
    new(waiting(edition, ROWS))
    other = people.published(edition.description.organisation, slug="other")
    assert new(waiting(other, ROWS)) == len(ROWS)
    assert Learner.objects.count() == LearnerKey.objects.count() == len(ROWS)
    assert {learner.awards.count() for learner in Learner.objects.all()} == {2}
    assert LearnerWord.objects.filter(word="papa").count() == 1


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(("Eleni", "Papa", "eleni@example.org", "S-1", "", ""), id="the same again"),
        pytest.param(("Elena", "Papa", "eleni@example.org", "S-1", "", ""), id="corrected"),
        pytest.param(("Seán", "Ó Súilleabháin", "", "S-7", "", "at the office"), id="identified"),
        pytest.param(("", "Papa", "x@example.org", "", "", ""), id="without a name"),
    ],
)
def test_what_is_not_simply_new_goes_the_long_way(edition: Edition, row: tuple[str, ...]) -> None:
    new(waiting(edition, ROWS))
    batch = waiting(edition, [row, ("New", "Learner", "new@example.org", "", "", "")])
    batch.rows.filter(number=2).update(state=RowState.GOOD)
    assert new(batch) == 1
    assert list(batch.rows.order_by("number").values_list("state", flat=True)) == ["good", "issued"]
    assert finish(batch).state == "finished"


def test_a_learner_with_a_new_address_goes_the_long_way(edition: Edition) -> None:
    new(waiting(edition, ROWS))
    other = people.published(edition.description.organisation, slug="other")
    batch = waiting(other, [("Eleni", "Papa", "moved@example.org", "S-1", "", "")])
    assert new(batch) == 0
    finish(batch)
    assert Learner.objects.get(keys__key__isnull=False, name="Eleni Papa").email == (
        "moved@example.org"
    )


def test_only_the_first_of_two_alike_is_new(edition: Edition) -> None:
    batch = waiting(edition, [ROWS[0], ROWS[0]])
    batch.rows.update(state=RowState.GOOD)
    assert new(batch) == 1
    assert [row.state for row in finish(batch).rows.order_by("number")] == ["issued", "refused"]


@pytest.mark.parametrize("where", ["_made", "_keep", "_keep_learners", "_keep_awards"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_anywhere_nothing_is_half_there(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, where: str, when: str
) -> None:
    batch = waiting(edition, 5)
    whole = getattr(fresh, where)

    def dying(*arguments: Any) -> None:
        if when == "after":
            whole(*arguments)
        raise KilledError

    with monkeypatch.context() as once:
        once.setattr(fresh, where, dying)
        with pytest.raises(KilledError):
            new(batch)
    for kind in (Award, Learner, LearnerKey, LearnerWord, CredentialFile, Mail):
        assert not kind.objects.exists()
    assert Reserved.objects.get().number == 5
    finish(batch)
    assert_each_once(batch, 5)


@pytest.mark.parametrize("where", [bulk.insert, bulk.update, audit.record, packing.Packing.keep])
def test_killed_within_the_transaction_nothing_is_half_there(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, where: Any
) -> None:
    batch = waiting(edition, 5)

    def dying(*arguments: Any, **more: Any) -> None:
        where(*arguments, **more)
        raise KilledError

    module = {"insert": bulk, "update": bulk, "record": audit, "keep": packing.Packing}[
        where.__name__
    ]
    with monkeypatch.context() as once:
        once.setattr(module, where.__name__, dying)
        with pytest.raises(KilledError):
            new(batch)
    assert not Award.objects.exists()
    finish(batch)
    assert_each_once(batch, 5)


def assert_each_once(batch: Batch, number: int) -> None:
    """Rows, awards, places, files, mails and the log of a class of `number` learners."""
    assert set(batch.rows.values_list("state", flat=True)) == {"issued"}
    counters = Award.objects.order_by("counter").values_list("counter", flat=True)
    assert list(counters) == list(range(number)), "a place is lost or doubled"
    assert CredentialFile.objects.count() == Mail.objects.count() == number
    assert Learner.objects.count() == LearnerKey.objects.count() == number
    noted = AuditEntry.objects.filter(act="awards.made").values_list("about", flat=True)
    assert sum(about["awards"] for about in noted) == number
    assert not Reserved.objects.exists()


def test_two_who_make_the_same_rows_keep_them_once(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second begins and ends while the first has signed and not kept yet."""
    batch = waiting(edition, 5)
    whole = fresh._made
    others = []

    def overtaken(*arguments: Any) -> Any:
        made = whole(*arguments)
        if not others:
            others.append(True)
            others.append(new(batch))
        return made

    monkeypatch.setattr(fresh, "_made", overtaken)
    assert new(batch) == 0
    assert others == [True, 5]
    assert_each_once(finish(batch), 5)


def test_who_was_awarded_meanwhile_is_not_awarded_twice(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database refuses; then each row is decided by the register."""
    batch = waiting(edition, ROWS)
    whole = fresh._made

    def overtaken(*arguments: Any) -> Any:
        made = whole(*arguments)
        with monkeypatch.context() as once:
            once.setattr(fresh, "_made", whole)
            finish(waiting(edition, ROWS[:1]))
        return made

    with monkeypatch.context() as once:
        once.setattr(fresh, "_made", overtaken)
        assert new(batch) == 0
    finish(batch)
    states = list(batch.rows.order_by("number").values_list("state", flat=True))
    assert states == ["unchanged", "issued", "issued"]
    assert Award.objects.count() == Mail.objects.count() + 1 == 3


def test_credentials_are_those_of_the_rows(edition: Edition) -> None:
    new(waiting(edition, 30))
    for file in CredentialFile.objects.select_related("award__learner"):
        document = json.loads(file.content)
        (name,) = (
            one["identityHash"]
            for one in document["credentialSubject"]["identifier"]
            if one["identityType"] == "name"
        )
        assert name == file.award.name == file.award.learner.name
