"""Mending rows: the same rules as for the list, twins, and what the corrected list says."""

import pytest
from django.test import Client

from tesela.issuing.roster import RosterRow
from tesela.site.accounts.models import User
from tesela.site.classes import actions, reading
from tesela.site.classes.models import Batch, Row
from tesela.site.design.models import Edition
from tesela.text.errors import TeselaError
from tests.site.classes_lists import address, class_list, handed_over, taken
from tests.site.people import awarded, member, organisation, published, signed_in


@pytest.fixture
def edition() -> Edition:
    return published(organisation())


@pytest.fixture
def client(edition: Edition) -> Client:
    return signed_in(member(edition.description.organisation, "issuer"))


@pytest.fixture
def me(client: Client) -> int:
    return User.objects.get(email="mary@example.org").pk


def states(batch: Batch) -> dict[int, str]:
    return dict(batch.rows.order_by("number").values_list("number", "state"))


def problems(batch: Batch, number: int) -> list[str]:
    return [one["code"] for one in batch.rows.get(number=number).problems]


def test_the_same_person_twice_is_a_problem_by_each_of_the_keys(edition, me):
    header = "Given name;Family name;E-mail;Identifier"
    rows = (
        "Anna;Berg;anna@example.org;",
        "Anna;Berg;ANNA@example.org;",
        "Bo;Berg;anna@example.org;",
        "Cy;Dahl;c@example.org;7",
        "Di;Eld;d@example.org;7",
        "Cy;Dahl;c@example.org;8",
    )
    batch = taken(edition, me, class_list(*rows, header=header))
    assert states(batch) == {
        2: "good", 3: "refused", 4: "refused", 5: "good", 6: "refused", 7: "refused",
    }  # fmt: skip
    assert problems(batch, 3) == ["roster.duplicate"]
    assert problems(batch, 4) == ["issue.key_twice"]
    assert problems(batch, 6) == ["roster.duplicate_identifier"]
    assert problems(batch, 7) == ["roster.duplicate"]


def test_once_the_first_of_three_is_gone_the_second_is_good(edition, me):
    batch = taken(edition, me, class_list(*["Anna;Berg;anna@example.org"] * 3))
    actions.leave_out(batch, 2, me)
    assert states(batch) == {2: "left_out", 3: "good", 4: "refused"}
    assert batch.rows.get(number=4).problems[0]["data"]["first"] == 3
    actions.put_back(batch, 2, me)
    assert states(batch) == {2: "refused", 3: "good", 4: "refused"}
    actions.mend(batch, 3, ["Bo", "Ek", "bo@example.org"], me)
    assert states(batch) == {2: "good", 3: "good", 4: "refused"}
    with pytest.raises(actions.RowUnfit):
        actions.mend(batch, 4, ["Anna", "Berg", "anna@example.org"], me)


def test_a_mended_row_obeys_what_its_list_decided(edition, me):
    header = "Full name;E-mail;Award date"
    rows = ("Anna Berg;a@example.org;03/31/2026", "Bo Ek;b@example.org;03/04/2026")
    batch = taken(edition, me, class_list(*rows, header=header))
    assert batch.month_first == ["award_date"]
    assert "roster.us_dates" in [one["code"] for one in batch.notices]
    actions.mend(batch, 2, ["Anna Berg", "a@example.org", "2026-03-31"], me)
    with pytest.raises(actions.RowUnfit) as unfit:
        actions.mend(batch, 3, ["Bo Ek", "b@example.org", "05/04/2026"], me)
    assert unfit.value.problems[0].problem.code == "roster.date_two_ways"
    assert states(batch) == {2: "good", 3: "refused"}


def test_a_grade_that_does_not_exist_is_a_problem_unless_it_was_awarded_so(edition, me):
    header = "Given name;Family name;E-mail;Grade"
    batch = taken(edition, me, class_list("Anna;Berg;a@example.org;brilliant", header=header))
    assert problems(batch, 2) == ["award.grade_unknown"]
    actions.mend(batch, 2, ["Anna", "Berg", "a@example.org", "80"], me)
    assert states(batch) == {2: "good"}


def test_the_rows_of_a_chunk_come_back_as_learners_in_their_order(edition, me):
    rows = ("Anna;Berg;a@example.org", "Bo;Ek;broken", "Cy;Dahl;c@example.org")
    batch = taken(edition, me, class_list(*rows))
    listed = list(batch.rows.order_by("-number"))
    learners = reading.roster_rows(batch, listed)
    assert [learner.number for learner in learners] == [4, 3, 2]
    assert [isinstance(learner, RosterRow) for learner in learners] == [True, False, True]
    assert reading.rules(batch).headers["email"] == "E-mail"


def test_a_row_of_unmatched_quotation_marks_is_taken_apart_and_mended(edition, me, client):
    rows = ('"Anna "x;Berg;a@example.org', "Bo;Ek;b@example.org")
    batch = taken(edition, me, class_list(*rows))
    assert problems(batch, 2) == ["roster.quotes_broken"]
    form = client.get(address("class-row", batch, 2)).content.decode()
    assert 'value="a@example.org"' in form
    actions.mend(batch, 2, ["Anna", "Berg", "a@example.org"], me)
    assert states(batch) == {2: "good", 3: "good"}


def test_cells_beyond_the_last_column_can_be_moved(edition, client):
    handed_over(client, edition, class_list("Anna;Maria;Berg;a@example.org"))
    batch = Batch.objects.get()
    form = client.get(address("class-row", batch, 2)).content.decode()
    assert "Beyond the last column" in form
    sent = {"cell_0": "Anna Maria", "cell_1": "Berg", "cell_2": "a@example.org", "cell_3": ""}
    assert client.post(address("class-row", batch, 2), sent).status_code == 302
    assert batch.rows.get().cells == ["Anna Maria", "Berg", "a@example.org"]


def test_mending_goes_on_at_the_next_problem_and_ends_at_the_answers(edition, client):
    rows = [f"Anna;Berg;broken{at}" for at in range(30)]
    handed_over(client, edition, class_list(*rows))
    batch = Batch.objects.get()
    sent = {"cell_0": "Anna", "cell_1": "Berg", "cell_2": "fine@example.org"}
    answer = client.post(address("class-row", batch, 20), sent)
    assert answer.headers["Location"] == address("class-problems", batch) + "?page=1#row-21"
    page = client.get(address("class-problems", batch) + "?page=2")
    assert "Row 20 is good now." in page.content.decode()
    assert 'id="row-31"' in page.content.decode()
    answer = client.post(address("class-row", batch, 29), {"leave_out": "1"})
    assert answer.headers["Location"].endswith("?page=2#row-30")
    assert states(batch)[29] == "left_out"
    batch.rows.filter(number__gt=2).exclude(number=20).delete()
    answer = client.post(address("class-row", batch, 2), {"leave_out": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == address("class-check", batch)


def test_an_emptied_row_and_a_forgotten_field_are_said_at_the_form(edition, client):
    handed_over(client, edition, class_list("Anna;Berg;broken", "Bo;Ek;b@example.org"))
    batch = Batch.objects.get()
    empty = client.post(address("class-row", batch, 2), {"cell_0": " "})
    assert empty.status_code == 422
    assert "Nothing is left in this row" in empty.content.decode()
    nameless = client.post(address("class-row", batch, 2), {"cell_2": "a@example.org"})
    assert nameless.content.decode().count('aria-invalid="true"') == 2
    assert client.get(address("class-row", batch, 99)).status_code == 404
    assert client.get(address("class-row", batch, 10**18)).status_code == 404


def test_nobody_mends_what_is_confirmed(edition, client, me):
    batch = taken(edition, me, class_list("Anna;Berg;a@example.org"))
    actions.confirm(batch, me, revision=batch.revision)
    with pytest.raises(TeselaError):
        actions.mend(batch, 2, ["Eve", "Berg", "a@example.org"], me)
    client.post(address("class-row", batch, 2), {"cell_0": "Eve"})
    assert Row.objects.get().name == "Anna Berg"


def test_the_corrected_list_reads_back_as_it_stands_in_any_language(edition, client, me):
    header = "Given name;Family name;E-mail;Telephone;Remark"
    rows = ("Zoë;Berg;z@example.org;+353 91 1;=1+1", "Bo;Ek;broken;;", "Cy;Dahl;c@example.org;;-")
    batch = taken(edition, me, class_list(*rows, header=header))
    actions.leave_out(batch, 4, me)
    for language, delimiter in (("en", ","), ("el", ";")):
        answer = client.get(address("class-list", batch) + f"?lang={language}")
        text = answer.content.decode("utf-8-sig")
        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert text.splitlines()[0] == header.replace(";", delimiter)
        assert "'=1+1" in text
        assert len(text.splitlines()) == 4
        again = taken(edition, me, answer.content)
        assert states(again) == {2: "good", 3: "refused", 4: "good"}
        learner = reading.roster_rows(again, [again.rows.get(number=2)])[0]
        assert isinstance(learner, RosterRow)
        assert learner.contact == "+353 91 1"


def test_another_award_date_is_judged_with_the_rows(edition, me):
    header = "Full name;E-mail;Assessed on"
    rows = ("Anna Berg;a@example.org;2026-05-03", "Bo Ek;b@example.org;")
    batch = taken(edition, me, class_list(*rows, header=header))
    assert set(states(batch).values()) == {"good"}
    actions.choose(batch, {"awarded_on": batch.today.replace(year=2026, month=5, day=1)}, me)
    assert states(batch) == {2: "refused", 3: "good"}
    actions.choose(batch, {"awarded_on": None}, me)
    assert set(states(batch).values()) == {"good"}


def test_a_row_that_was_known_by_its_address_is_unchanged_with_an_identifier(edition, me):
    from tesela.site.classes.earlier import corrections, unchanged

    awarded(edition)
    header = "Given name;Family name;E-mail;Language;Identifier"
    data = class_list("Seán;Murphy;sean@example.org;en;S-1", header=header)
    batch = taken(edition, me, data)
    assert (unchanged(batch).count(), corrections(batch).count()) == (1, 0)


def test_pages_stay_flat_with_ten_thousand_rows(edition, client, me, django_assert_max_num_queries):
    batch = taken(edition, me, class_list("Anna;Berg;broken", "Bo;Ek;b@example.org"))
    bad, good = batch.rows.get(number=2), batch.rows.get(number=3)
    Row.objects.bulk_create(
        Row(batch=batch, number=number, cells=like.cells, name=like.name, state=like.state,
            problems=like.problems, award_key=like.award_key and f"{number:064}")
        for number in range(10, 10_010)
        for like in [bad if number % 3 else good]
    )  # fmt: skip
    pages = {
        f"/organisations/{batch.organisation.slug}/classes/": 12,
        address("class-problems", batch) + "?page=200": 12,
        address("class-rows", batch) + "?state=good&page=60": 12,
        address("class-rows", batch) + "?name=berg&page=2": 12,
        address("class-row", batch, 5000): 12,
        address("class-check", batch): 16,
    }
    for path, most in pages.items():
        with django_assert_max_num_queries(most):
            page = client.get(path)
        assert page.status_code == 200
        assert len(page.content) < 60_000
    problems_page = client.get(address("class-problems", batch)).content.decode()
    assert f"{batch.rows.filter(state='refused').count()} rows with problems" in problems_page
    assert problems_page.count("Mend row") == 25
