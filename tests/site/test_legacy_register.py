"""An old register becomes verifiable credentials: a thousand certificates, each once."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tesela.issuing.roster import RawRow
from tesela.site.awards import actions, batches, making, status
from tesela.site.awards.models import Award, StatusList
from tesela.site.classes.models import Batch, BatchState, RowState
from tesela.site.classes.reading import read_rows
from tesela.site.classes.taking import store
from tesela.site.design.models import Edition
from tesela.site.verifier.actions import check
from tests.site import people
from tests.site.classes_lists import taken

HEADER = "Certificate number;Name;Award date;Country;Language;E-mail"
FIELDS = (
    "certificate_number", "full_name", "award_date", "certificate_country", "language", "email",
)  # fmt: skip


def register(number: int) -> list[tuple[str, ...]]:
    """The rows of an old register."""
    return [
        (
            f"ECC-{at:05}", f"Learner Number{chr(97 + at % 26)}", f"20{at % 20:02}-03-0{at % 9 + 1}",
            "IE" if at % 2 else "Slovenija", "en", f"l{at}@example.org" if at % 3 else "",
        )
        for at in range(number)
    ]  # fmt: skip


def made(edition: Edition, rows: Sequence[Sequence[str]]) -> Batch:
    """A class of these rows, from reading to the end."""
    with transaction.atomic():
        batch = Batch.objects.create(
            organisation=edition.description.organisation, edition=edition, today=people.TODAY,
            header=list(FIELDS), fields=list(FIELDS), not_before=datetime.now(UTC),
            only_good=True, announce=False, state=BatchState.WAITING,
        )  # fmt: skip
        raw = (RawRow(number, list(cells)) for number, cells in enumerate(rows, 2))
        store(batch, read_rows(batch, raw))
    batches.begin_due(datetime.now(UTC))
    while not batches.make(batch.pk):
        pass
    return batch


def states(batch: Batch) -> dict[str, int]:
    listed = list(batch.rows.values_list("state", flat=True))
    return {state: listed.count(state) for state in sorted(set(listed))}


def problems(batch: Batch) -> list[str]:
    return [one["code"] for row in batch.rows.order_by("number") for one in row.problems]


@pytest.fixture
def edition() -> Edition:
    return people.published(people.organisation(), "european-care-certificate", "ecc")


def test_a_thousand_certificates_are_taken_over_once(edition: Edition) -> None:
    rows = [*register(1_000), register(1_000)[7], ("ECC-00008", "Some Body", "2011-01-01")]
    batch = made(edition, rows)
    assert states(batch) == {RowState.ISSUED: 1_000, RowState.REFUSED: 2}
    assert problems(batch) == ["roster.duplicate_certificate"] * 2
    awards = list(Award.objects.select_related("organisation").order_by("counter"))
    assert len({award.certificate_number for award in awards}) == 1_000
    for award in awards:
        assert award.awarded_on < award.issued_at.date() - timedelta(days=30)
        assert award.state == "active"
    assert StatusList.objects.filter(organisation=batch.organisation).count() == 3
    again = made(edition, rows[:50])
    assert states(again) == {RowState.UNCHANGED: 50}
    assert Award.objects.count() == 1_000


def test_the_credential_states_both_days_and_the_number_and_can_be_withdrawn(
    edition: Edition,
) -> None:
    made(edition, register(2))
    award = Award.objects.select_related("organisation", "edition", "learner").get(
        certificate_number="ECC-00001"
    )
    credential = making.file(award, "openbadge")
    stated = json.loads(credential)
    assert stated["awardedDate"].startswith("2001-03-02")
    assert stated["validFrom"].startswith(f"{award.issued_at:%Y-%m-%d}")
    assert "ECC-00001" in credential.decode()
    assert "Ireland" in credential.decode()
    assert check(credential).verdict == "valid"
    owner = people.member(award.organisation)
    actions.withdraw(award.organisation, [award.pk], owner.pk, "Was false.", notify=False)
    assert check(credential).verdict == "invalid"
    assert len(status.places(award.organisation, award.counter)) == 2


def test_a_number_that_is_known_is_refused_whatever_else_the_row_says(edition: Edition) -> None:
    made(edition, register(3))
    other = people.published(edition.description.organisation, "digital-basics", "basics")
    somebody = ("ECC-00001", "Some Body", "2011-01-01", "IE", "en", "s@example.org")
    for under in (edition, other):
        batch = made(under, [somebody])
        assert states(batch) == {RowState.REFUSED: 1}
        assert problems(batch) == ["issue.certificate_known"]
    assert Award.objects.count() == 3
    assert not Award.objects.filter(current=False).exists(), "nobody's award was superseded"


def test_another_organisation_has_numbers_of_its_own(edition: Edition) -> None:
    made(edition, register(2))
    elsewhere = people.published(people.organisation("other-house"), "digital-basics", "basics")
    assert states(made(elsewhere, register(2))) == {RowState.ISSUED: 2}


def test_two_lists_that_were_read_before_either_was_made(edition: Edition) -> None:
    """Judged again when it is recorded, under the lock of the organisation."""
    other = people.published(edition.description.organisation, "digital-basics", "basics")
    waiting = []
    for under in (edition, other):
        batch = Batch.objects.create(
            organisation=under.description.organisation, edition=under, today=people.TODAY,
            header=list(FIELDS), fields=list(FIELDS), not_before=datetime.now(UTC),
            only_good=True, announce=False, state=BatchState.WAITING,
        )  # fmt: skip
        store(batch, read_rows(batch, [RawRow(2, list(register(1)[0]))]))
        waiting.append(batch)
    batches.begin_due(datetime.now(UTC))
    for batch in waiting:
        assert batches.make(batch.pk)
    assert [states(batch) for batch in waiting] == [{RowState.ISSUED: 1}, {RowState.REFUSED: 1}]
    assert problems(waiting[1]) == ["issue.certificate_known"]


def test_the_database_itself_keeps_numbers_apart(edition: Edition) -> None:
    made(edition, register(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.update(certificate_number="ECC-00000")


def test_a_correction_keeps_the_number(edition: Edition) -> None:
    made(edition, register(1))
    award = Award.objects.select_related("organisation", "edition", "learner").get()
    owner = people.member(award.organisation)
    row = actions.row_of(award)
    corrected = actions.correct(award, owner.pk, type(row)(**{
        **{name: getattr(row, name) for name in row.__dataclass_fields__}, "full_name": "Learner Rightname",
    }))  # fmt: skip
    assert corrected.certificate_number == "ECC-00000"
    assert corrected.supersedes_id == award.pk


def test_through_the_pages_as_any_class(edition: Edition) -> None:
    owner = people.member(edition.description.organisation)
    data = "\n".join([HEADER, *(";".join(row) for row in register(5)), "X-1;No Date;;IE;en;"])
    batch = taken(edition, owner.pk, data.encode())
    assert batch.state == BatchState.MENDING
    assert batch.fields == list(FIELDS)
    assert states(batch) == {RowState.GOOD: 5, RowState.REFUSED: 1}
    page = people.signed_in(owner).get(
        f"/organisations/{batch.organisation.slug}/classes/{batch.pk}/problems"
    )
    assert "the day on which the earlier certificate was awarded" in page.content.decode()


def test_the_page_explains_it_and_has_an_empty_list(edition: Edition) -> None:
    client = people.signed_in(people.member(edition.description.organisation))
    slug = edition.description.organisation.slug
    empty = reverse("class-sample", args=[slug])
    page = client.get(f"/organisations/{slug}/classes/new?edition={edition.pk}")
    assert "Certificates from an old register" in page.content.decode()
    sample = client.get(f"{empty}?of=certificates")
    assert sample.content.decode("utf-8-sig").startswith("Certificate number,")
    usual = client.get(empty)
    assert "Certificate number" not in usual.content.decode()
