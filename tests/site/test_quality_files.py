"""Files as evidence of a self-evaluation: which are taken, who sees them, and when they go."""

import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tesela.model.achievement import Scope
from tesela.process import quality_case as step
from tesela.site.providers.models import AuditEntry, Membership, Organisation
from tesela.site.quality import actions, files, offering
from tesela.site.quality.file_kinds import KINDS, kind_of
from tesela.site.quality.models import Case, EvidenceFile, Offer
from tesela.text.errors import TeselaError
from tests.site import people

TODAY = datetime.now(UTC).date()
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
ODT = KINDS["odt"].media_type


def archive(**parts: str | bytes) -> bytes:
    """A ZIP file; `__` in a name stands for a slash."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def office(main: str, **more: str | bytes) -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", main: "<x/>", **more})


DOCX, XLSX = office("word__document.xml"), office("xl__workbook.xml")


@pytest.fixture
def case(maria: Membership, tom: Membership) -> Case:
    """A case whose self-evaluation is being written."""
    offering.offer_shipped(tom, {"peer-review"})
    made = actions.apply(maria, Offer.objects.get())
    actions.take(tom, made, step.Accept(), "")
    return actions.hand_in_documents(maria, made, "A leaflet.")


@pytest.fixture
def visitor(maria: Membership) -> Client:
    return people.signed_in(maria.user)


@pytest.fixture
def reviewer(tom: Membership) -> Client:
    return people.signed_in(tom.user)


def at(of: Organisation, case: Case, page: str = "") -> str:
    question = case.offer.scheme.criteria[0].id
    return f"/organisations/{of.slug}/quality/cases/{case.pk}/files/{question}/{page}"


def send(by: Client, case: Case, content: bytes, name: str = "Plan.pdf") -> HttpResponse:
    sent = {"chosen": SimpleUploadedFile(name, content)}
    answer: HttpResponse = by.post(at(case.provider, case), sent)
    return answer


def add(by: Membership, case: Case, content: bytes = PDF, name: str = "plan.pdf") -> EvidenceFile:
    return files.add(by, case, case.offer.scheme.criteria[0], name, content)


def hand_in(maria: Membership, case: Case) -> Case:
    said = {one.id: {"answer": "Yes."} for one in case.offer.scheme.criteria}
    actions.answer(maria, case, said)
    return actions.hand_in_evaluation(maria, case)


# Which files are taken


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (PNG, "png"),
        (JPEG, "jpg"),
        (DOCX, "docx"),
        (XLSX, "xlsx"),
        (archive(mimetype=ODT, **{"content.xml": "<x/>"}), "odt"),
        (b"name;hours\ncare;12\n", "csv"),
        (b'\xef\xbb\xbfname,hours\r\n"a, b",12\r\n', "csv"),
        ("Wir fragen jede Gruppe, am Ende.\nÄnderungen stehen im Heft.".encode(), "txt"),
        (b"<script>alert(1)</script>", "txt"),
    ],
)
def test_the_kind_is_told_by_the_content(content: bytes, ending: str) -> None:
    assert kind_of(content) == KINDS[ending]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b" \n", "nothing in it"),
        (b"MZ\x90\0\3", "a program"),
        (b"GIF89a\1\0\1\0", "an image of another kind"),
        (PNG[:12], "the signature of a PNG without a header"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "an old or encrypted office document"),
        ("Größe".encode("latin-1"), "text that is not UTF-8"),
        ("Text".encode("utf-16"), "text that is not UTF-8"),
        (b"text\x1b[2J", "characters that steer a terminal"),
        (archive(a="b"), "an archive of something else"),
        (DOCX[:-30], "a damaged archive"),
        (archive(**{"word__document.xml": "<x/>"}), "a DOCX without its content types"),
        (office("word__document.xml", **{"word__vbaProject.bin": b"x"}), "macros"),
        (
            archive(mimetype=ODT, **{"content.xml": "", "Basic__a.xml": ""}),
            "macros of an ODT",
        ),
        (
            archive(
                mimetype=ODT,
                **{"content.xml": "", "META-INF__manifest.xml": "<m:encryption-data/>"},
            ),
            "an encrypted ODT",
        ),
        (archive(mimetype="application/x", **{"content.xml": ""}), "another OpenDocument"),
    ],
)
def test_everything_else_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(TeselaError) as error:
        kind_of(content)
    assert error.value.code == "quality.file_kind", fault


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("mimetype", b"0" * 80_000_000)
    with pytest.raises(TeselaError) as error:
        kind_of(held.getvalue())
    assert error.value.code == "quality.file_kind"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_kind_or_refused(content: bytes) -> None:
    try:
        found = kind_of(content).ending
    except TeselaError as error:
        found = error.code
    assert found in {*KINDS, "quality.file_kind"}


def test_a_name_does_not_make_a_kind(visitor: Client, case: Case) -> None:
    answer = send(visitor, case, b"MZ\x90\0", "plan.pdf")
    assert answer.status_code == 422
    assert "This kind of file is not taken" in answer.content.decode()
    assert send(visitor, case, PNG, "plan.pdf").status_code == 302
    assert EvidenceFile.objects.get().ending == "png"


def test_a_file_that_is_too_large_is_refused(visitor: Client, case: Case) -> None:
    answer = send(visitor, case, PDF + b"\n" * files.MOST_FILE_BYTES)
    assert answer.status_code == 422
    assert "larger than 5 megabytes" in answer.content.decode()
    assert not EvidenceFile.objects.exists()


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("MOST_FILES", 2, "quality.too_many_files"),
        ("MOST_CASE_FILES", 2, "quality.too_many_case_files"),
        ("MOST_CASE_BYTES", 3 * len(PDF), "quality.files_too_large"),
    ],
)
def test_number_and_sum_are_bounded(
    limit: str,
    value: int,
    code: str,
    case: Case,
    maria: Membership,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, limit, value)
    add(maria, case, PDF + b"1")
    add(maria, case, PDF + b"2")
    with pytest.raises(TeselaError) as error:
        add(maria, case, PDF + b"3")
    assert error.value.code == code
    assert case.files.count() == 2


def test_the_same_file_is_not_added_twice_to_a_question(case: Case, maria: Membership) -> None:
    first = add(maria, case)
    with pytest.raises(TeselaError) as error:
        add(maria, case, name="other.pdf")
    assert error.value.code == "quality.file_twice"
    assert first.digest == sha256(PDF).hexdigest()
    second = case.offer.scheme.criteria[1]
    assert files.add(maria, case, second, "plan.pdf", PDF).digest == first.digest


# Who sees them


def test_a_file_is_saved_as_it_came_and_never_shown(visitor: Client, case: Case) -> None:
    page = b"<script>alert(1)</script>"
    assert send(visitor, case, page, 'a"\r\nX: y<b>\u202etxt.html').status_code == 302
    held = EvidenceFile.objects.get()
    assert "\u202e" not in held.name
    listed = visitor.get(at(case.provider, case)).content.decode()
    assert "<b>" not in listed
    assert held.digest in listed
    answer = visitor.get(at(case.provider, case, f"{held.pk}"))
    assert answer.content == page
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    name = f"harbour-house-evidence-{held.pk}.txt"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_the_reviewer_sees_files_once_they_were_handed_in(
    reviewer: Client, case: Case, maria: Membership
) -> None:
    held = add(maria, case)
    page = at(case.assurer, case)
    work = f"/organisations/northgate/quality/cases/{case.pk}/workbook/planning"
    assert reviewer.get(f"{page}{held.pk}").status_code == 404
    assert held.digest not in reviewer.get(page).content.decode()
    assert held.digest not in reviewer.get(work).content.decode()
    hand_in(maria, case)
    assert reviewer.get(f"{page}{held.pk}").content == PDF
    shown = reviewer.get(work).content.decode()
    assert held.digest in shown
    assert f"{page}{held.pk}" in shown
    assert "remove" not in reviewer.get(page).content.decode().lower().split("<main")[1]


def test_nobody_else_can_have_a_file(case: Case, maria: Membership, client: Client) -> None:
    held = add(maria, case)
    hand_in(maria, case)
    other = people.organisation("other-house")
    stranger = people.signed_in(people.member(other, "owner", "eve@example.org"))
    for of in (other, case.provider, case.assurer):
        assert stranger.get(at(of, case, f"{held.pk}")).status_code == 404
        assert stranger.get(at(of, case)).status_code == 404
        assert stranger.post(at(of, case, f"{held.pk}/remove")).status_code == 404
    assert client.get(at(case.provider, case, f"{held.pk}")).status_code == 302
    assert EvidenceFile.objects.filter(pk=held.pk).exists()


def test_a_file_of_another_case_is_not_reached_through_ones_own(
    case: Case, maria: Membership, tom: Membership
) -> None:
    held = add(maria, case)
    hand_in(maria, case)
    third = people.organisation("third-house")
    ana = people.member(third, "owner", "ana@example.org")
    own = actions.apply(third.memberships.get(), case.offer)
    assert people.signed_in(ana).get(at(third, own, f"{held.pk}")).status_code == 404


def test_only_who_may_write_for_the_provider_adds_and_removes(
    case: Case, maria: Membership, tom: Membership, reviewer: Client
) -> None:
    held = add(maria, case)
    watching = people.signed_in(people.member(case.provider, "viewer", "v@example.org"))
    assert watching.get(at(case.provider, case, f"{held.pk}")).status_code == 200
    assert send(watching, case, PNG).status_code == 403
    watching.post(at(case.provider, case, f"{held.pk}/remove"))
    sent = {"chosen": SimpleUploadedFile("a.png", PNG)}
    assert reviewer.post(at(case.assurer, case), sent).status_code == 403
    reviewer.post(at(case.assurer, case, f"{held.pk}/remove"))
    assert [one.pk for one in case.files.all()] == [held.pk]
    with pytest.raises(TeselaError) as error:
        add(tom, case, PNG)
    assert error.value.code == "quality.only_provider"


# Adding, handing in, removing


def test_the_workbook_is_saved_on_the_way_to_the_files(visitor: Client, case: Case) -> None:
    question = case.offer.scheme.criteria[0]
    work = f"/organisations/harbour-house/quality/cases/{case.pk}/workbook/{question.phase}"
    answer = visitor.post(work, {f"answer_{question.id}": "Six.", "files": question.id})
    assert answer["Location"] == at(case.provider, case)
    case.refresh_from_db()
    assert case.answers[question.id]["answer"] == "Six."


def test_a_file_can_be_removed_until_it_is_handed_in(
    visitor: Client, case: Case, maria: Membership
) -> None:
    gone, stays = add(maria, case), add(maria, case, PNG)
    assert visitor.post(at(case.provider, case, f"{gone.pk}/remove")).status_code == 302
    assert [one.pk for one in case.files.all()] == [stays.pk]
    hand_in(maria, case)
    page = visitor.post(at(case.provider, case, f"{stays.pk}/remove"), follow=True)
    assert "it stays with the case" in page.content.decode()
    assert case.files.count() == 1


def test_logs_have_digests_and_no_names(
    case: Case, maria: Membership, provider: Organisation, assurer: Organisation
) -> None:
    held = add(maria, case, name="Care of Mrs Novak.pdf")
    removed = add(maria, case, PNG)
    files.remove(maria, case, removed.pk)
    assert not assurer.acts.filter(act__startswith="quality.file").exists()
    hand_in(maria, case)
    late = add(maria, case, JPEG)
    for side in (provider, assurer):
        handed = AuditEntry.objects.get(organisation=side, act="quality.evaluation")
        assert handed.about["files"] == [held.digest]
        last = side.acts.filter(act="quality.file_added").order_by("number").last()
        assert last is not None
        assert last.about == {
            "case": case.pk, "file": late.pk, "size": len(JPEG), "digest": late.digest,
        }  # fmt: skip
    assert not [one for one in AuditEntry.objects.all() if "Novak" in str(one.about)]


def test_a_closed_case_takes_no_file(case: Case, maria: Membership, tom: Membership) -> None:
    actions.take(maria, hand_in(maria, case), step.TakeBack(), "")
    with pytest.raises(TeselaError) as error:
        add(maria, case)
    assert error.value.code == "quality.answers_closed"


# When they go


def later(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def test_taking_the_application_back_deletes_at_once(
    visitor: Client, case: Case, maria: Membership
) -> None:
    held = add(maria, case)
    actions.take(maria, case, step.TakeBack(), "")
    held.refresh_from_db()
    assert (held.content, held.name, held.digest) == (None, "", sha256(PDF).hexdigest())
    assert visitor.get(at(case.provider, case, f"{held.pk}")).status_code == 404
    assert "deleted after the end" in visitor.get(at(case.provider, case)).content.decode()


def test_ninety_days_after_a_refusal_the_bytes_are_deleted(
    case: Case, maria: Membership, tom: Membership, provider: Organisation, assurer: Organisation
) -> None:
    held = add(maria, case)
    assert files.forget_due(later(4_000)) == 0, "under way"
    hand_in(maria, case)
    actions.take(maria, case, step.GiveFeedback(step.Feedback(reason="Begins in May.")), "")
    actions.take(tom, case, step.Refuse("Not clear."), "Not clear.")
    assert files.forget_due(later(90)) == 0
    assert files.forget_due(later(92)) == 1
    assert files.forget_due(later(92)) == 0
    held.refresh_from_db()
    assert (held.content, held.name) == (None, "")
    for side in (provider, assurer):
        entry = side.acts.get(act="quality.files_forgotten")
        assert (entry.actor, entry.about) == (None, {"case": case.pk, "files": 1})


def test_of_what_was_granted_files_stay_ninety_days_longer_than_the_decision(
    case: Case, maria: Membership, tom: Membership
) -> None:
    add(maria, case)
    hand_in(maria, case)
    actions.take(maria, case, step.GiveFeedback(step.Feedback(reason="Begins in May.")), "")
    limits = Scope(countries=("IE",))
    granted = step.Decision(limits, TODAY, TODAY + timedelta(days=30), "Fair.")
    actions.take(tom, case, step.Grant(granted), "Fair.")
    assert files.forget_due(later(120)) == 0
    assert files.forget_due(later(122)) == 1


def test_the_database_keeps_no_name_without_its_file(case: Case, maria: Membership) -> None:
    held = add(maria, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceFile.objects.filter(pk=held.pk).update(content=None)
