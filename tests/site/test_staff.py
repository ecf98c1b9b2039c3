"""Staff competence: own credentials are checked, figures are public, names only where wanted."""

import json

import pytest

from tesela.issuing.roster import RosterRow
from tesela.model.five_questions import answers
from tesela.site.awards.making import FIRST, file
from tesela.site.providers.models import AuditEntry, Membership
from tesela.site.staff import actions
from tesela.site.staff.models import Held
from tesela.site.staff.shown import competences
from tesela.site.verifier.actions import check
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError
from tests.site.networking import party
from tests.site.people import awarded, member, organisation, published, signed_in


@pytest.fixture
def credential() -> bytes:
    """A credential of Ana Nova, by another provider."""
    edition = published(organisation("school"))
    row = RosterRow(2, "Ana", "Nova", email="ana@example.org", language="en")
    return file(awarded(edition, [row])[0], FIRST)


def person(of, name: str, email: str, role: str = "issuer") -> Membership:
    user = member(of, role, email)
    user.name = name
    user.save()
    return Membership.objects.get(organisation=of, user=user)


def test_a_figure_is_public_and_the_name_only_while_it_is_wanted(credential: bytes, client) -> None:
    house = party("care-centre", "Care Centre")
    ana = person(house.of, "Nova, Ana".replace(",", ""), "ana@example.org")
    edition = published(house.of)
    theirs = signed_in(ana.user)
    from django.core.files.uploadedfile import SimpleUploadedFile

    own = f"/organisations/{house.of.slug}/staff"
    sent = theirs.post(
        own, {"act": "show", "role": "assessor", "upload": SimpleUploadedFile("a.json", credential)}
    )
    assert sent.status_code == 302, sent.content.decode()
    heading = say("staff.public.heading", "en")
    assert heading not in client.get(edition.path).content.decode(), "the owners have said nothing"
    counted = house.client.post(own, {"act": "count", "assessor": "3", "trainer": "0"})
    assert counted.status_code == 302
    page = client.get(edition.path).content.decode()
    assert say("staff.assessors", "en", 1, people=3) in page
    assert "Ana" not in page
    held = Held.objects.get()
    assert theirs.post(own, {"act": "name", "held": held.pk}).status_code == 302
    assert "Nova Ana" in client.get(edition.path).content.decode()
    report = check(file(awarded(edition)[0], FIRST))
    told = [one for one in answers(report)[2].evidence if one.code == "questions.staff.assessor"]
    assert len(told) == 1
    assert "Ana" not in json.dumps([one.to_json("en") for one in told]), "no name in an answer"
    assert theirs.post(own, {"act": "no_name", "held": held.pk}).status_code == 302
    assert "Ana" not in client.get(edition.path).content.decode()
    ana.delete()
    assert competences(house.of) == ()
    entries = AuditEntry.objects.filter(organisation=house.of, act__startswith="staff.")
    assert "Ana" not in json.dumps([one.about for one in entries])


def test_no_other_person_is_shown_or_changed(credential: bytes) -> None:
    house = party("care-centre", "Care Centre")
    ana = person(house.of, "Ana Nova", "ana@example.org")
    bert = person(house.of, "Bert Alt", "bert@example.org")
    held = actions.hand_in(ana, "trainer", credential, name_shown=False)
    for attempt in (
        lambda: actions.show_name(bert, held, shown=True),
        lambda: actions.remove(bert, held),
        lambda: actions.show_name(house.by, held, shown=True),
    ):
        with pytest.raises(TeselaError) as refused:
            attempt()
        assert refused.value.code == "providers.not_allowed"
    actions.remove(house.by, held)
    assert not Held.objects.exists()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("staff.other_name", "Eva Nova"),
        ("staff.name_missing", ""),
        ("staff.twice", "Ana Nova"),
        ("staff.not_valid", "Ana Nova"),
    ],
)
def test_each_refusal_has_its_own_code(code: str, name: str, credential: bytes) -> None:
    ana = person(organisation("care-centre"), name, "ana@example.org")
    data = credential
    if code == "staff.twice":
        actions.hand_in(ana, "trainer", data, name_shown=False)
    if code == "staff.not_valid":
        data = credential.replace(b"Ana", b"Eva")
    with pytest.raises(TeselaError) as refused:
        actions.hand_in(ana, "trainer", data, name_shown=False)
    assert refused.value.code == code
    assert Held.objects.count() == (1 if code == "staff.twice" else 0)
