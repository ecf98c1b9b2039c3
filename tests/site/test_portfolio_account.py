"""What a person holds: taking, bringing, exporting, deleting; and never another's."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tesela.site import tokens
from tesela.site.accounts.models import User
from tesela.site.awards.making import file
from tesela.site.awards.models import Award
from tesela.site.portfolio import actions, sharing
from tesela.site.portfolio.models import Holding, Imported, Share
from tests.site import people

SOON = datetime.now(UTC).date() + timedelta(days=7)


@pytest.fixture
def awards() -> list[Award]:
    return people.awarded(people.published(people.organisation()))


def person(email: str = "eleni@example.org", *, proved: bool = True) -> User:
    user = User.objects.of_address(email)
    EmailAddress.objects.create(user=user, email=email, verified=proved, primary=True)
    return user


def link(award: Award) -> str:
    return f"/c/{tokens.token('award', str(award.pk))}"


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    for path in ("/portfolio", "/portfolio/import", "/portfolio/export", "/portfolio/shares"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "/sign-in" in answer.headers["Location"]


def test_awards_sent_to_a_proved_address_are_offered_never_added(awards: list[Award]) -> None:
    client = people.signed_in(person("Eleni@Example.org"))
    page = client.get("/portfolio").content.decode()
    assert "Sent to you" in page
    assert not Holding.objects.exists()
    client.post(f"/portfolio/awards/{awards[0].pk}/add")
    assert Holding.objects.get().award == awards[0]
    awards[0].refresh_from_db()
    assert awards[0].opened_at
    assert awards[0].saved_at
    page = client.get("/portfolio").content.decode()
    assert "Sent to you" not in page
    assert link(awards[0]) in page


def test_an_address_that_is_not_proved_is_offered_nothing(awards: list[Award]) -> None:
    client = people.signed_in(person(proved=False))
    assert "Sent to you" not in client.get("/portfolio").content.decode()
    assert client.post(f"/portfolio/awards/{awards[0].pk}/add").status_code == 404
    assert not Holding.objects.exists()


def test_nobody_is_offered_what_was_sent_to_others(awards: list[Award]) -> None:
    client = people.signed_in(person("sean@example.org"))
    assert client.post(f"/portfolio/awards/{awards[0].pk}/add").status_code == 404


def test_whoever_has_the_link_takes_the_award(awards: list[Award], client: Client) -> None:
    assert client.post(f"{link(awards[0])}/keep").status_code == 302
    assert not Holding.objects.exists(), "an account is needed"
    signed_in = people.signed_in(person("work@example.org"))
    signed_in.post(link(awards[0]))
    assert "Add to my credentials" in signed_in.get(link(awards[0])).content.decode()
    signed_in.post(f"{link(awards[0])}/keep")
    signed_in.post(f"{link(awards[0])}/keep")
    assert Holding.objects.count() == 1


def test_putting_back_asks_first_and_takes_it_out_of_links(awards: list[Award]) -> None:
    user = person()
    actions.take(user, awards[0])
    share = sharing.make(user, [awards[0]], [], language="en", ends_on=SOON)
    client = people.signed_in(user)
    path = f"/portfolio/awards/{awards[0].pk}/remove"
    assert "stays valid" in client.get(path).content.decode()
    assert Holding.objects.count() == 1
    client.post(path)
    assert Holding.objects.count() == 0
    assert client.get(f"/s/{tokens.token('share', share.seed)}").status_code == 410
    assert Award.objects.filter(pk=awards[0].pk).exists()


def test_other_people_s_things_do_not_exist(awards: list[Award], genuine: bytes) -> None:
    user = person()
    actions.take(user, awards[0])
    item = actions.bring(user, "badge.json", genuine)
    share = sharing.make(user, [item], [], language="en", ends_on=SOON)
    stranger = people.signed_in(person("stranger@example.org"))
    for path in (
        f"/portfolio/imported/{item.pk}",
        f"/portfolio/imported/{item.pk}/file",
        f"/portfolio/imported/{item.pk}/remove",
        f"/portfolio/awards/{awards[0].pk}/remove",
        f"/portfolio/shares/{share.seed}",
    ):
        assert stranger.get(path).status_code == 404
    for path in (
        f"/portfolio/imported/{item.pk}",
        f"/portfolio/imported/{item.pk}/remove",
        f"/portfolio/awards/{awards[0].pk}/remove",
        f"/portfolio/shares/{share.seed}",
    ):
        assert stranger.post(path).status_code == 404
    actions.bring(person("third@example.org"), "mine.json", genuine)
    third = people.signed_in(User.objects.get(email="third@example.org"))
    wanted = {"which": [f"i-{item.pk}"], "tongue": "en", "ends": "day", "step": "make"}
    assert third.post("/portfolio/share", wanted).status_code == 422


def test_a_credential_from_elsewhere_is_kept_as_it_came_with_its_verdict(genuine: bytes) -> None:
    user = person()
    client = people.signed_in(user)
    sent = SimpleUploadedFile("my badge.json", genuine)
    answer = client.post("/portfolio/import", {"chosen": sent})
    item = Imported.objects.get()
    assert answer.headers["Location"] == f"/portfolio/imported/{item.pk}"
    assert bytes(item.content) == genuine
    assert item.report["verdict"] == "valid"
    assert "Genuine" in client.get(f"/portfolio/imported/{item.pk}").content.decode()
    saved = client.get(f"/portfolio/imported/{item.pk}/file")
    assert saved.content == genuine
    assert saved.headers["Content-Disposition"] == 'attachment; filename="my-badge.json"'
    client.post("/portfolio/import", {"text": genuine.decode()})
    assert Imported.objects.count() == 1, "the same bytes are kept once"
    client.post(f"/portfolio/imported/{item.pk}")
    assert client.get("/portfolio").status_code == 200


def test_a_pdf_with_a_credential_inside_is_taken(awards: list[Award]) -> None:
    client = people.signed_in(person())
    sent = SimpleUploadedFile("award.pdf", file(awards[0], "pdf"))
    client.post("/portfolio/import", {"chosen": sent})
    item = Imported.objects.get()
    assert item.report["verdict"] == "valid"
    assert item.report["content"]["carrier"] == "pdf"


HOSTILE = {
    "junk": b"\x00\xff not a credential",
    "another_json": b'{"a": 1}',
    "a_pdf_without_one": b"%PDF-1.7 nothing",
    "too_deep": b"[" * 5000,
    "doubled_member": b'{"@context": 1, "@context": 2}',
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_credential_is_refused_beside_the_field(name: str) -> None:
    client = people.signed_in(person())
    sent = SimpleUploadedFile(f"{name}.json", HOSTILE[name])
    answer = client.post("/portfolio/import", {"chosen": sent})
    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert not Imported.objects.exists()


def test_a_hostile_name_becomes_no_code_and_no_path(genuine: bytes) -> None:
    document = json.loads(genuine)
    document["name"] = document["credentialSubject"]["achievement"]["name"] = (
        "<script>alert(1)</script>\0=cmd()"
    )
    user = person()
    item = actions.bring(user, "../../etc/<b>passwd", json.dumps(document).encode())
    assert item.report["verdict"] != "valid"
    client = people.signed_in(user)
    for path in ("/portfolio", f"/portfolio/imported/{item.pk}", "/portfolio/share"):
        assert "<script>alert" not in client.get(path).content.decode()
    names = exported(client).namelist()
    assert f"imported/{item.pk}-b-passwd" in names
    assert not any(".." in name or name.startswith("/") for name in names)


def test_an_account_holds_so_many_and_no_more(
    genuine: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_IMPORTED", 0)
    client = people.signed_in(person())
    answer = client.post("/portfolio/import", {"text": genuine.decode()})
    assert answer.status_code == 422
    assert "no room" in answer.content.decode()


def exported(client: Client) -> zipfile.ZipFile:
    answer = client.get("/portfolio/export")
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]


def test_the_export_is_complete(awards: list[Award], genuine: bytes) -> None:
    user = person()
    for award in awards:
        actions.take(user, award)
    item = actions.bring(user, "badge.json", genuine)
    sharing.make(user, [awards[0], item], ["learner"], language="en", ends_on=SOON, note="=1+1")
    archive = exported(people.signed_in(user))
    for award in awards:
        folder = f"basics-{str(award.pk)[:8]}"
        assert archive.read(f"{folder}/credential.json") == file(award, "openbadge")
        assert f"{folder}/bundle.json" in archive.namelist()
    assert archive.read(f"imported/{item.pk}-badge.json") == genuine
    links = archive.read("links.csv").decode("utf-8-sig")
    assert links.splitlines()[1].startswith("'=1+1,"), "no formula in a table"
    assert "/s/" in links


def test_one_link_for_several(awards: list[Award], genuine: bytes) -> None:
    user = person()
    actions.take(user, awards[0])
    item = actions.bring(user, "badge.json", genuine)
    client = people.signed_in(user)
    wanted = {
        "which": [f"a-{awards[0].pk}", f"i-{item.pk}"],
        "parts": ["outcomes"],
        "tongue": "en",
        "ends": "day",
    }
    assert "Papadopoulou" not in client.post("/portfolio/share", wanted).content.decode()
    client.post("/portfolio/share", {**wanted, "step": "make"})
    share = Share.objects.get()
    page = Client().get(f"/s/{tokens.token('share', share.seed)}").content.decode()
    assert "2 credentials, shown to you" in page
    assert "Papadopoulou" not in page
    assert awards[0].edition.achievement.title["en"] in page


def test_forgetting_a_person_leaves_the_register(awards: list[Award], genuine: bytes) -> None:
    user, other = person(), person("other@example.org")
    for someone in (user, other):
        actions.take(someone, awards[0])
        item = actions.bring(someone, "badge.json", genuine)
        sharing.make(someone, [awards[0], item], [], language="en", ends_on=SOON)
    actions.forget(user)
    for kind in (Holding, Imported, Share):
        assert kind.objects.filter(user=user).count() == 0
        assert kind.objects.filter(user=other).count() == 1
    assert Award.objects.count() == 2
