"""The pages of awards: who sees what, what is found, and what is withdrawn."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tesela.issuing.roster import RosterRow
from tesela.site import tokens
from tesela.site.accounts.models import User
from tesela.site.awards import mails
from tesela.site.awards.making import file
from tesela.site.awards.models import Award, Mail, StatusList, Withdrawal
from tesela.site.providers import audit
from tesela.site.providers.models import AuditEntry, Organisation
from tesela.verify import verify
from tests.site import people

ROLES = ("owner", "designer", "issuer", "viewer")
HERE = "/organisations/harbour-house/awards/"


@pytest.fixture
def of() -> Organisation:
    return people.organisation(email="office@harbour.example")


@pytest.fixture
def awards(of: Organisation) -> list[Award]:
    return people.awarded(people.published(of))


@pytest.fixture
def mary(of: Organisation) -> User:
    return people.member(of)


@pytest.fixture
def page(mary: User) -> Client:
    return people.signed_in(mary)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def withdrawn(client: Client, awards: list[Award], reason: str = "entered twice") -> Any:
    """The last page of a withdrawal, done as a person does it."""
    chosen = client.post(f"{HERE}withdraw", {"award": [str(award.pk) for award in awards]})
    client.post(chosen.url, {"step": "explain", "reason": reason, "notify": "on"})
    return client.post(chosen.url, {"step": "confirm"}, follow=True)


def test_the_list_shows_who_earned_what(page: Client, awards: list[Award]) -> None:
    shown = text(page.get(HERE))
    assert "2 awards" in shown
    assert "Eleni Papadopoulou" in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=papa", 1),
        ("q=PAPADOPOULOÚ", 1),
        ("q=eleni+papa", 1),
        ("q=eleni@ex", 1),
        ("q=murphy+eleni", 0),
        ("q=%25", 0),
        ("state=active", 2),
        ("state=withdrawn", 0),
        ("opened=no", 2),
        ("opened=yes", 0),
        ("mail=problem", 1),
        ("mail=nowhere", 0),
        ("page=99", 2),
        ("class=nonsense", 0),
    ],
)
def test_awards_are_found(page: Client, awards: list[Award], asked: str, found: int) -> None:
    mails.announce(awards)
    Mail.objects.filter(award=awards[0]).update(state="bounced")
    shown = text(page.get(f"{HERE}?{asked}"))
    assert shown.count('<th scope="row">') == found


def test_awards_are_found_by_class_and_achievement(page: Client, awards: list[Award]) -> None:
    other = people.published(awards[0].organisation, slug="other")
    people.awarded(other, [RosterRow(2, full_name="Ana", email="ana@example.org")])
    shown = text(page.get(f"{HERE}?of={other.description_id}"))
    assert shown.count('<th scope="row">') == 1
    assert "Ana" in shown


def test_members_never_see_the_learners_link(page: Client, awards: list[Award]) -> None:
    mails.announce(awards)
    mails.send_due(5)
    for address in (HERE, f"{HERE}{awards[0].pk}/", f"{HERE}{awards[0].pk}/send"):
        shown = page.get(address).content.decode()
        assert tokens.token("award", str(awards[0].pk)) not in shown
        assert tokens.code("award", str(awards[0].pk)) not in shown


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_the_table_says(
    of: Organisation, awards: list[Award], role: str
) -> None:
    client = people.signed_in(people.member(of, role, f"{role}@example.org"))
    one = f"{HERE}{awards[0].pk}/"
    assert client.get(HERE).status_code == 200
    assert client.get(one).status_code == 200
    allowed = 200 if role in ("owner", "issuer") else 403
    for act in ("suspend", "correct", "send"):
        assert client.get(f"{one}{act}").status_code == allowed
    assert client.get(f"{HERE}withdraw").status_code == allowed
    assert client.get(f"{HERE}letters").status_code == allowed
    assert ("Withdraw" in client.get(one).content.decode()) == (allowed == 200)


def test_other_organisations_awards_do_not_exist(page: Client, awards: list[Award]) -> None:
    elsewhere = people.organisation("elsewhere")
    people.member(elsewhere, "owner", "else@example.org")
    (theirs, _) = people.awarded(people.published(elsewhere))
    for act in ("", "suspend", "correct", "send", "credential", "pdf"):
        assert page.get(f"{HERE}{theirs.pk}/{act}").status_code == 404
    assert page.get("/organisations/elsewhere/awards/").status_code == 404
    assert page.post(f"{HERE}{theirs.pk}/reinstate").status_code == 404
    chosen = page.post(f"{HERE}withdraw", {"award": [str(theirs.pk)]}, follow=True)
    assert "No award that still counts" in text(chosen)
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None


def test_strangers_are_asked_to_sign_in(client: Client, awards: list[Award]) -> None:
    assert client.get(HERE).status_code == 302


def verdict(client: Client, credential: bytes) -> tuple[str, set[str]]:
    """What anybody finds who asks the published lists, and what failed."""

    def fetch(url: str) -> bytes:
        answer = client.get(url.removeprefix(settings.ADDRESS))
        assert answer.status_code == 200, url
        return bytes(answer.content)

    report = verify(credential, at=datetime.now(UTC) + timedelta(seconds=2), fetch=fetch)
    failed = {check.problem.code for check in report.checks if check.outcome == "failed"}
    return report.verdict.value, failed


def test_what_is_withdrawn_is_withdrawn_for_everyone(
    client: Client, page: Client, awards: list[Award]
) -> None:
    credential, other = (file(award, "openbadge") for award in awards)
    assert verdict(client, credential) == ("valid", set())
    assert "1 award withdrawn" in text(withdrawn(page, awards[:1]))
    assert verdict(client, credential) == ("invalid", {"status.revoked"})
    assert verdict(client, other) == ("valid", set())


def test_what_is_suspended_counts_again_afterwards(
    client: Client, page: Client, awards: list[Award]
) -> None:
    credential = file(awards[0], "openbadge")
    page.post(f"{HERE}{awards[0].pk}/suspend", {"reason": "an appeal"})
    assert verdict(client, credential) == ("invalid", {"status.suspended"})
    page.post(f"{HERE}{awards[0].pk}/reinstate")
    assert verdict(client, credential) == ("valid", set())


def test_what_was_corrected_no_longer_counts(
    client: Client, page: Client, awards: list[Award]
) -> None:
    credential = file(awards[1], "openbadge")
    page.post(f"{HERE}{awards[1].pk}/correct", correction(awards[1], family_name="Murphey"))
    assert verdict(client, credential) == ("invalid", {"status.revoked"})
    assert verdict(client, file(Award.objects.get(supersedes=awards[1]), "openbadge"))[0] == "valid"


def test_withdrawing_is_all_or_none_and_is_written_down(
    of: Organisation, page: Client, mary: User, awards: list[Award]
) -> None:
    withdrawn(page, awards, "entered twice")
    for award in awards:
        award.refresh_from_db()
        assert (award.state, award.reason) == ("withdrawn", "entered twice")
    entry = AuditEntry.objects.filter(act="award.withdrawn").get()
    assert entry.actor == mary.pk
    assert entry.about["count"] == 2
    assert "entered twice" not in json.dumps(entry.about)
    assert list(audit.broken_links(of)) == []
    assert Mail.objects.filter(kind="withdrawal").count() == 2
    assert StatusList.objects.filter(purpose="revocation", changed=True).exists()


def test_a_reason_is_required(page: Client, awards: list[Award]) -> None:
    chosen = page.post(f"{HERE}withdraw", {"award": [str(awards[0].pk)]})
    refused = page.post(chosen.url, {"step": "explain", "reason": " "})
    assert refused.status_code == 422
    assert page.post(chosen.url, {"step": "confirm"}).status_code == 409
    awards[0].refresh_from_db()
    assert awards[0].state == "active"


def test_a_list_of_numbers_addresses_and_identifiers_is_understood(
    of: Organisation, page: Client
) -> None:
    edition = people.published(of)
    awards = people.awarded(
        edition,
        [
            RosterRow(2, full_name="Ana Silva", email="ana@example.org"),
            RosterRow(3, full_name="Bo Ek", identifier="S-17"),
            RosterRow(4, full_name="Cy Du", email="cy@example.org"),
        ],
    )
    lines = f"row;award;name\n7;{awards[0].urn};x\nS-17\nCY@example.org\nnobody@example.org"
    refused = page.post(f"{HERE}withdraw", {"lines": lines})
    assert refused.status_code == 422
    chosen = page.post(f"{HERE}withdraw", {"lines": lines, "of": edition.description_id})
    draft = Withdrawal.objects.get()
    assert set(draft.awards) == {str(award.pk) for award in awards}
    assert draft.unknown == ["row", "nobody@example.org"]
    assert "nobody@example.org" in text(page.get(chosen.url))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_result_file_is_taken_as_it_is(page: Client, awards: list[Award], encoding: str) -> None:
    rows = "".join(f'{award.row},issued,"Name, Whole",{award.urn}\r\n' for award in awards)
    given = SimpleUploadedFile("results.csv", rows.encode(encoding))
    page.post(f"{HERE}withdraw", {"file": given})
    assert set(Withdrawal.objects.get().awards) == {str(award.pk) for award in awards}


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PK\x03\x04\xff\xfe", "not readable text"), (b"x" * 1_000_001, "too large")],
    ids=["a spreadsheet", "large"],
)
def test_a_file_that_is_no_list_is_refused(page: Client, data: bytes, said: str) -> None:
    refused = page.post(f"{HERE}withdraw", {"file": SimpleUploadedFile("list.csv", data)})
    assert refused.status_code == 422
    assert said in text(refused)


def test_all_that_was_found_is_withdrawn_together(page: Client, awards: list[Award]) -> None:
    assert "Withdraw the 1 award found" in text(page.get(f"{HERE}?q=eleni"))
    page.post(f"{HERE}withdraw", {"ticked": "1", "all": "1", "found": "q=eleni"})
    assert Withdrawal.objects.get().awards == [str(awards[0].pk)]


@pytest.mark.parametrize("asked", ["", "of=999", "class=nonsense", "page=2"])
def test_what_was_not_looked_for_is_not_withdrawn(
    page: Client, awards: list[Award], asked: str
) -> None:
    answer = page.post(f"{HERE}withdraw", {"ticked": "1", "all": "1", "found": asked})
    assert answer.status_code == 422
    assert not Withdrawal.objects.exists()


def test_nothing_ticked_says_so(page: Client, awards: list[Award]) -> None:
    answer = page.post(f"{HERE}withdraw", {"ticked": "1"})
    assert answer.status_code == 422
    assert "No award was chosen" in text(answer)


def test_two_people_withdraw_many_where_the_organisation_wants_four_eyes(
    of: Organisation, page: Client, awards: list[Award]
) -> None:
    Organisation.objects.filter(pk=of.pk).update(four_eyes=True)
    asked = withdrawn(page, awards)
    assert "A second person must agree" in text(asked)
    wanted = Withdrawal.objects.get()
    address = f"{HERE}withdrawals/{wanted.pk}"
    assert page.post(address, {"step": "agree"}).status_code == 409
    assert not Award.objects.filter(withdrawn_at__isnull=False).exists()
    second = people.signed_in(people.member(of, "issuer", "second@example.org"))
    assert "needs your agreement" in text(second.get(HERE))
    done = second.post(address, {"step": "agree"}, follow=True)
    assert "2 awards withdrawn" in text(done)
    assert second.post(address, {"step": "agree"}).status_code == 409


def test_nobody_sees_anothers_draft(of: Organisation, page: Client, awards: list[Award]) -> None:
    chosen = page.post(f"{HERE}withdraw", {"award": [str(awards[0].pk)]})
    second = people.signed_in(people.member(of, "issuer", "second@example.org"))
    assert second.get(chosen.url).status_code == 404


def test_another_sites_form_withdraws_nothing(mary: User, awards: list[Award]) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(mary)
    for path in (f"{HERE}withdraw", f"{HERE}{awards[0].pk}/reinstate"):
        assert forged.post(path, {"award": [str(awards[0].pk)]}).status_code == 403
    assert not Withdrawal.objects.exists()


def test_a_suspension_can_be_ended(page: Client, awards: list[Award]) -> None:
    one = f"{HERE}{awards[0].pk}/"
    assert page.post(f"{one}suspend", {"reason": ""}).status_code == 422
    shown = page.post(f"{one}suspend", {"reason": "an appeal"}, follow=True)
    assert "The award is suspended" in text(shown)
    assert StatusList.objects.get(purpose="suspension").changed
    assert page.post(f"{one}suspend", {"reason": "again"}).status_code == 409
    shown = page.post(f"{one}reinstate", follow=True)
    assert "valid again" in text(shown)
    assert page.post(f"{one}reinstate").status_code == 409
    awards[0].refresh_from_db()
    assert awards[0].state == "active"
    assert [change.kind for change in awards[0].changes.order_by("pk")] == [
        "suspended",
        "reinstated",
    ]


def correction(award: Award, **changed: str) -> dict[str, str]:
    stated = award.stated
    return {
        "given_name": stated.learner.given_name or "",
        "family_name": stated.learner.family_name or "",
        "grade": stated.grade or "",
        "award_date": stated.awarded_on.isoformat(),
        **changed,
    }


def test_a_typo_is_corrected_in_one_step(page: Client, awards: list[Award]) -> None:
    form = f"{HERE}{awards[1].pk}/correct"
    assert 'value="Murphy"' in page.get(form).content.decode()
    shown = page.post(form, correction(awards[1], family_name="Murphey"), follow=True)
    assert "Award to Seán Murphey" in text(shown)
    awards[1].refresh_from_db()
    assert awards[1].state == "superseded"
    made = awards[1].superseded_by
    assert (made.learner, made.key, made.batch) == (
        awards[1].learner,
        awards[1].key,
        awards[1].batch,
    )
    assert json.loads(file(made, "openbadge"))["credentialSubject"]
    assert made.mails.get().kind == "correction"
    assert page.post(form, correction(awards[1], family_name="Murphy")).status_code == 409


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Nothing is different"),
        ({"given_name": ""}, "missing"),
        ({"award_date": ""}, "missing"),
        ({"award_date": "yesterday"}, "cannot be understood"),
        ({"valid_until": "2001-01-01"}, "before"),
    ],
    ids=["nothing changed", "no name", "no day", "no date", "ends before it begins"],
)
def test_a_correction_that_makes_no_sense_is_refused(
    page: Client, awards: list[Award], changed: dict[str, str], said: str
) -> None:
    refused = page.post(f"{HERE}{awards[1].pk}/correct", correction(awards[1], **changed))
    assert refused.status_code == 422
    assert said in text(refused)
    assert Award.objects.count() == 2


def test_the_link_is_sent_again_to_another_address(page: Client, awards: list[Award]) -> None:
    mails.announce(awards[:1])
    mails.send_due(5)
    form = f"{HERE}{awards[0].pk}/send"
    assert page.post(form, {"email": "a@b\nBcc: x@example.org"}).status_code == 422
    shown = page.post(form, {"email": "new@example.org"}, follow=True)
    assert "will be sent" in text(shown)
    assert mails.send_due(5) == 1
    assert [(mail.number, mail.to, mail.state) for mail in awards[0].mails.order_by("pk")] == [
        (1, "eleni@example.org", "sent"),
        (2, "new@example.org", "sent"),
    ]
    assert text(page.get(f"{HERE}?q=new@")).count('<th scope="row">') == 1
    entry = AuditEntry.objects.get(act="mail.sent_again")
    assert "example.org" not in json.dumps(entry.about).replace("localhost", "")


def test_members_get_the_files(page: Client, awards: list[Award]) -> None:
    got = page.get(f"{HERE}{awards[0].pk}/credential")
    assert got.content == file(awards[0], "openbadge")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert "Eleni" not in got.headers["Content-Disposition"]
    assert page.get(f"{HERE}{awards[0].pk}/pdf").content.startswith(b"%PDF")
    assert page.get(f"{HERE}{awards[0].pk}/picture").content.startswith(b"\x89PNG")
    assert page.get(f"{HERE}{awards[0].pk}/openbadge").status_code == 404, "a name for experts"
    shown = text(page.get(f"{HERE}{awards[0].pk}/"))
    for purpose in ("To print", "For badge sites", "To keep for ever"):
        assert f">{purpose}</h3>" in shown


def test_an_award_that_is_not_there(page: Client, awards: list[Award]) -> None:
    assert page.get(f"{HERE}{uuid.uuid4()}/").status_code == 404


def test_status_lists_are_public(client: Client, awards: list[Award]) -> None:
    name = StatusList.objects.filter(purpose="revocation").get().name
    got = client.get(f"/status/{name}")
    assert got.headers["Content-Type"] == "application/vc"
    assert "max-age" in got.headers["Cache-Control"]
    again = client.get(f"/status/{name}", headers={"If-None-Match": got.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content
    head = client.head(f"/status/{name}")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get("/status/unknown").status_code == 404
    assert client.post(f"/status/{name}").status_code == 405
    assert not got.cookies


def test_where_two_persons_decide_one_corrects_by_a_class_list(
    page: Client, awards: list[Award]
) -> None:
    Organisation.objects.update(four_eyes=True)
    award = awards[0]
    address = f"/organisations/{award.organisation.slug}/awards/{award.pk}/correct"
    for answer in (page.get(address), page.post(address, {"given_name": "Eleni"})):
        assert answer.status_code == 409
        assert "a second person approves" in answer.content.decode()
    assert Award.objects.count() == len(awards), "nothing was issued"
