"""Confirming, approving, recalling: who may, what it leaves behind, and who comes second."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from tesela.site.accounts.models import User
from tesela.site.classes import actions
from tesela.site.classes.models import Batch, BatchState, Cohort, Row
from tesela.site.providers.models import AuditEntry, Organisation
from tesela.text.errors import TeselaError
from tests import tables
from tests.site.classes_lists import address, addresses_of, class_list, options, taken
from tests.site.people import awarded, member, organisation, published, signed_in

TWO = class_list("Eleni;Papadopoulou;eleni@example.org", "Seán;Murphy;sean@example.org")


@pytest.fixture
def house() -> Organisation:
    return organisation()


def ready(house: Organisation, data: bytes = TWO) -> tuple[Batch, int]:
    """A class to be confirmed, and who made it."""
    maker = member(house, "issuer")
    return taken(published(house), maker.pk, data), maker.pk


def confirmed(house: Organisation) -> tuple[Batch, int]:
    batch, actor = ready(house)
    return actions.confirm(batch, actor, revision=batch.revision), actor


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("act", flat=True))


def test_a_second_confirmation_finds_that_the_class_has_moved_on(house):
    batch, actor = confirmed(house)
    with pytest.raises(TeselaError) as refused:
        actions.confirm(batch, actor, revision=batch.revision)
    assert refused.value.code == "classes.moved_on"
    assert acts().count("class.confirmed") == 1


def test_what_changed_since_it_was_shown_is_not_confirmed(house):
    batch, actor = ready(house)
    actions.leave_out(batch, 3, actor)
    with pytest.raises(TeselaError) as refused:
        actions.confirm(batch, actor, revision=batch.revision)
    assert refused.value.code == "classes.changed"


def test_a_class_without_a_good_row_is_not_confirmed(house):
    batch, actor = ready(house, class_list("Eleni;Papadopoulou;broken"))
    with pytest.raises(TeselaError) as refused:
        actions.confirm(batch, actor, revision=batch.revision)
    assert refused.value.code == "classes.nothing_good"


def test_four_eyes_are_two_people(house):
    house.four_eyes = True
    house.save()
    batch, maker = confirmed(house)
    assert batch.state == BatchState.APPROVING
    assert batch.not_before is None
    with pytest.raises(TeselaError) as refused:
        actions.approve(batch, maker)
    assert refused.value.code == "classes.same_person"
    first = coordinator()
    assert (
        "confirmed this class yourself"
        in first.get(address("class-approve", batch)).content.decode()
    )
    shown = {"revision": batch.revision}
    first.post(address("class-approve", batch), shown)
    batch.refresh_from_db()
    assert batch.state == BatchState.APPROVING

    viewer = signed_in(member(house, "viewer", "vera@example.org"))
    assert viewer.post(address("class-approve", batch), shown).status_code == 403
    second = signed_in(member(house, "owner", "second@example.org"))
    assert "Approve 2 awards" in second.get(address("class-approve", batch)).content.decode()
    second.post(address("class-approve", batch), shown)
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING
    assert batch.approved_by_id not in (None, maker)
    assert batch.not_before > datetime.now(UTC) + timedelta(minutes=14)
    assert acts()[-2:] == ["class.confirmed", "class.approved"]


def test_a_chosen_hour_never_takes_the_time_for_recalling_away(house):
    batch, actor = ready(house)
    soon, later = (datetime.now(UTC) + timedelta(minutes=5), datetime.now(UTC) + timedelta(days=2))
    for chosen in (soon, later):
        actions.choose(batch, {"send_at": chosen}, actor)
        batch = actions.confirm(batch, actor, revision=Batch.objects.get().revision)
        assert batch.not_before >= max(chosen, datetime.now(UTC) + timedelta(minutes=14))
        actions.recall(batch, actor)
        actions.reopen(batch, actor)


def test_a_recalled_class_is_changed_and_confirmed_anew(house):
    batch, actor = confirmed(house)
    client = coordinator()
    client.post(address("class-recall", batch))
    batch.refresh_from_db()
    assert (batch.state, batch.not_before) == (BatchState.RECALLED, None)
    assert "Recalled" in client.get(address("class", batch)).content.decode()
    client.post(address("class-reopen", batch))
    batch.refresh_from_db()
    assert batch.state == BatchState.MENDING
    assert batch.rows.filter(state="good").count() == 2
    client.post(address("class-check", batch), options(batch, confirm=1, revision=batch.revision))
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING
    assert actor == batch.confirmed_by_id


def test_nobody_recalls_what_is_being_made(house):
    batch, actor = confirmed(house)
    Batch.objects.update(state=BatchState.MAKING)
    with pytest.raises(TeselaError) as refused:
        actions.recall(batch, actor)
    assert refused.value.code == "classes.too_late"
    page = coordinator().post(address("class-recall", batch), follow=True)
    assert "too late to recall" in page.content.decode()
    assert "class.recalled" not in acts()


def test_the_time_for_recalling_ends_early_on_request(house):
    batch, _ = confirmed(house)
    coordinator().post(address("class-now", batch))
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING
    assert batch.not_before <= datetime.now(UTC)


def test_a_discarded_class_loses_everything_personal(house):
    batch, actor = ready(house)
    actions.discard(batch, actor)
    batch.refresh_from_db()
    assert not Row.objects.exists()
    assert (batch.state, batch.name, batch.header) == (BatchState.DISCARDED, "", [])
    assert batch.upload is None
    with pytest.raises(TeselaError):
        actions.discard(batch, actor)


def test_other_organisations_classes_do_not_exist(house):
    batch, _ = ready(house)
    other = organisation("elsewhere")
    stranger = signed_in(member(other, "owner", "eve@example.org"))
    for path in addresses_of(batch):
        assert stranger.get(path).status_code == 404, path
        assert stranger.post(path).status_code in (404, 405), path
        moved = path.replace(house.slug, other.slug)
        assert stranger.get(moved).status_code == 404, moved
        assert Client().get(path).status_code == 302, path


def test_viewers_see_what_becomes_of_a_class_and_change_nothing(house):
    batch, _ = confirmed(house)
    viewer = signed_in(member(house, "viewer", "vera@example.org"))
    page = viewer.get(address("class", batch))
    assert page.status_code == 200
    assert address("class-recall", batch) not in page.content.decode()
    for path in addresses_of(batch)[1:]:
        assert viewer.post(path).status_code in (403, 405), path


def test_an_act_asks_for_the_permission_itself(house):
    batch, _ = ready(house)
    viewer = member(house, "viewer", "vera@example.org")
    for act in (actions.recall, actions.discard, actions.send_now, actions.approve):
        with pytest.raises(TeselaError) as refused:
            act(batch, viewer.pk)
        assert refused.value.code == "providers.not_allowed"


def test_changed_options_are_shown_before_anything_is_confirmed(house):
    batch, _ = ready(house)
    client = coordinator()
    sent = options(batch, confirm=1, revision=batch.revision, remind=["7", "30"])
    sent["default_language"] = "el"
    page = client.post(address("class-check", batch), sent, follow=True).content.decode()
    batch.refresh_from_db()
    assert batch.state == BatchState.MENDING
    assert (batch.language, batch.remind_after_days) == ("el", [7, 30])
    assert "after 7 days, after 30 days" in page
    assert "Greek" in page
    again = options(batch, confirm=1, revision=batch.revision, remind=["7", "30"])
    client.post(address("class-check", batch), again)
    batch.refresh_from_db()
    assert batch.state == BatchState.WAITING


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"awarded_on": "2999-01-01"}, "cannot be in the future"),
        ({"awarded_on": "31.31.2026"}, "cannot be understood"),
        ({"when": "later"}, "This is missing"),
        ({"when": "later", "send_day": "2020-01-01"}, "This time is over"),
        ({"default_language": "xx"}, "not one of the choices"),
        ({"cohort_name": "Autumn"}, "a saved list with this name"),
    ],
)
def test_options_that_do_not_fit_are_said_beside_the_field(house, wrong, said):
    Cohort.objects.create(organisation=house, name="Autumn", header=[], fields=[], rows=[])
    batch, _ = ready(house)
    answer = coordinator().post(
        address("class-check", batch), options(batch, confirm=1, revision=0, **wrong)
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == BatchState.MENDING


def test_what_was_awarded_before_is_said_before_confirming(house):
    edition = published(house)
    awarded(edition)
    maker = member(house, "issuer")
    rows = (
        "Eleni;Papadopoulou;eleni@example.org;el;",
        "Seán;Murphy;sean@example.org;en;80",
        "New;Person;new@example.org;;",
    )
    header = "Given name;Family name;E-mail;Language;Grade"
    batch = taken(edition, maker.pk, class_list(*rows, header=header))
    client = signed_in(maker)
    page = client.get(address("class-check", batch)).content.decode()
    assert "1 of them was awarded the same before" in page
    assert "1 of them corrects an earlier award" in page
    changes = client.get(address("class-earlier", batch)).content.decode()
    assert "Murphy" in changes
    assert "<bdi>80</bdi>" in changes
    assert "Eleni" not in changes


ACTS_AT_ONCE = [
    ("confirm", "confirm"), ("recall", "begin"), ("recall", "recall"), ("discard", "confirm"),
]  # fmt: skip


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its database belongs to one thread")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acts_at_once", ACTS_AT_ONCE)
def test_of_two_at_once_one_comes_second(acts_at_once):
    assert race(organisation(), acts_at_once)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="has a database of its own")
def test_of_two_at_once_one_comes_second_on_sqlite_too(tmp_path):
    tables.lay(tmp_path)
    kept = {name: value for name, value in os.environ.items() if "TESELA" not in name}
    done = subprocess.run(
        [sys.executable, "-c", _RACES],
        env={**kept, "TESELA_DATA": str(tmp_path), "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.stdout.split() == ["True"] * len(ACTS_AT_ONCE), done.stderr


_RACES = """
import django
django.setup()
from tests.site import test_classes_sending as here
for at, acts in enumerate(here.ACTS_AT_ONCE):
    print(here.race(here.organisation(f"house-{at}"), acts))
"""


def race(house: Organisation, acts_at_once: tuple[str, str]) -> bool:
    """Two people act at once: whether one of them came second, and the class is as the first left it."""
    batch, actor = ready(house)
    if "recall" in acts_at_once:
        batch = actions.confirm(batch, actor, revision=batch.revision)
        Batch.objects.filter(pk=batch.pk).update(not_before=datetime.now(UTC))
    together, done = Barrier(2), []

    def act(name: str) -> None:
        together.wait()
        try:
            if name == "confirm":
                actions.confirm(batch, actor, revision=batch.revision)
                done.append(name)
            elif name == "begin":
                waiting = Batch.objects.filter(pk=batch.pk, state="waiting")
                done.extend(["begin"] * waiting.update(state="making"))
            else:
                getattr(actions, name)(batch, actor)
                done.append(name)
        except TeselaError as error:
            if error.code not in ("classes.moved_on", "classes.too_late"):
                done.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=act, args=[name]) for name in acts_at_once]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    batch.refresh_from_db()
    states = {"confirm": "waiting", "begin": "making", "recall": "recalled", "discard": "discarded"}
    # A list that waits can no longer be thrown away, and one that is thrown away not be confirmed.
    return len(done) == 1 and batch.state == states[done[0]]


def coordinator() -> Client:
    """The browser of who made the class."""
    return signed_in(User.objects.get(email="mary@example.org"))
