"""The pages from a file to a draft, with real files: nothing taken silently, nothing kept too early."""

import json
import re
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tesela.site.accounts.models import User
from tesela.site.design.models import Description, TakenValue
from tesela.site.drafts import reading
from tesela.site.providers.models import AuditEntry, Organisation
from tesela.text.errors import TeselaError
from tests.drafting import files
from tests.drafting.syllabi import SYLLABI
from tests.site import people
from tests.site.syllabus import OUTCOMES, TITLE, syllabus

OWN = "/organisations/harbour-house/achievements/"
FILE, TAKE = f"{OWN}start/file", f"{OWN}start/file/take"
BOX = re.compile(
    r'<input type="(checkbox|radio)" name="(take-\d+)" value="(\d*)"[^>]*?( checked)?>'
    r'<label for="[^"]+">(.*?)</label>',
    re.DOTALL,
)
SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@pytest.fixture
def house() -> Organisation:
    return people.organisation()


@pytest.fixture
def mary(house: Organisation) -> Client:
    return people.signed_in(people.member(house))


def sent(client: Client, data: bytes, name: str = "syllabus.docx", **more: str) -> str:
    """The page after sending a file."""
    answer = client.post(FILE, {"chosen": SimpleUploadedFile(name, data), **more})
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()
    return answer.content.decode()


def boxes(page: str) -> dict[str, tuple[str, str]]:
    """What can be ticked: the words of the label → name and value of the box."""
    return {
        re.sub(r"<[^>]+>", "", label).strip(): (name, number)
        for _, name, number, _, label in BOX.findall(page)
    }


def carried(page: str) -> str:
    return SHOWN.search(page)[1]


def test_a_page_for_the_file_says_what_becomes_of_it(mary: Client) -> None:
    assert FILE in mary.get(f"{OWN}start").content.decode()
    page = mary.get(FILE).content.decode()
    assert 'type="file"' in page
    assert "The file is not kept." in page


def test_a_syllabus_is_shown_with_where_each_value_stood(mary: Client) -> None:
    page = sent(mary, syllabus())
    for text in (TITLE, *OUTCOMES, "25"):
        assert text in page
    assert "What the file does not say" in page
    assert "Quality assurance" in page
    assert "hours" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("kind", ["odt", "pdf", "html", "md"])
def test_other_kinds_of_file_are_shown_alike(mary: Client, kind: str) -> None:
    german = SYLLABI[1]
    make = {"odt": files.odt, "pdf": files.pdf, "html": files.html, "md": files.plain}[kind]
    page = sent(mary, make(german.blocks), f"syllabus.{kind}", language_of_file="de")
    assert german.title in page
    assert '<span lang="de">' in page, "it is said in which language"
    assert "Blended" in page, "codes are shown in words"
    assert "EQF" in page


def test_a_course_backup_is_shown_without_its_people(mary: Client) -> None:
    page = sent(mary, files.tarred(files.MOODLE), "backup.mbz")
    assert "Basics of care" in page
    assert "Protect the privacy of people" in page
    assert "Virtanen" not in page


def test_a_badge_is_shown_without_who_earned_it(mary: Client) -> None:
    badge = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "https://harbour.example/", "type": "Profile", "name": "Harbour House"},
        "name": "Lifting",
        "credentialSubject": {
            "type": "AchievementSubject",
            "identifier": [{"type": "IdentityObject", "identityHash": "Eleni", "hashed": False}],
            "achievement": {
                "id": "https://harbour.example/lifting",
                "type": "Achievement",
                "name": "Safe lifting",
                "description": "For people who begin to work in care.",
                "criteria": {"narrative": "A practical test."},
            },
        },
    }
    page = sent(mary, json.dumps(badge).encode(), "badge.json")
    assert "Safe lifting" in page
    assert "Eleni" not in page


def test_nothing_is_ticked_and_nothing_is_stored_when_the_finds_are_shown(mary: Client) -> None:
    before = AuditEntry.objects.count()
    page = sent(mary, syllabus())
    ticked = [box for box in BOX.findall(page) if box[3] and box[2]]
    assert ticked == []
    assert BOX.findall(page)
    assert not Description.objects.exists()
    assert AuditEntry.objects.count() == before


def test_only_what_is_ticked_becomes_a_draft_with_its_origins(
    house: Organisation, mary: Client
) -> None:
    page = sent(mary, syllabus())
    choice = boxes(page)
    form = {"shown": carried(page), "do": "make"}
    for text in (TITLE, OUTCOMES[0], OUTCOMES[2]):
        name, number = choice[text]
        form[name] = number
    answer = mary.post(TAKE, form, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain, text
    found = Description.objects.get(organisation=house)
    assert found.title["en"] == TITLE
    assert [one["text"]["en"] for one in found.content["learning_outcomes"]] == [
        OUTCOMES[0],
        OUTCOMES[2],
    ]
    assert "workload" not in found.content
    assert TakenValue.objects.filter(description=found).count() == 3
    assert "syllabus.docx" in text
    outcomes = mary.get(f"{OWN}{found.slug}/edit/outcomes").content.decode()
    assert outcomes.count("From your file") == 2
    assert "syllabus.docx" in outcomes


def test_one_button_ticks_what_was_found_once_and_another_unticks(mary: Client) -> None:
    page = sent(mary, syllabus())
    every = mary.post(TAKE, {"shown": carried(page), "do": "all"}).content.decode()
    shown = BOX.findall(every)
    assert all(checked for kind, _, _, checked, _ in shown if kind == "checkbox")
    assert not any(checked and number for kind, _, number, checked, _ in shown if kind == "radio")
    name, number = boxes(page)[TITLE]
    nothing = mary.post(TAKE, {"shown": carried(every), "do": "none", name: number})
    assert not [box for box in BOX.findall(nothing.content.decode()) if box[3] and box[2]]
    assert not Description.objects.exists()


def test_of_two_values_for_one_member_one_is_taken_at_most(mary: Client) -> None:
    page = sent(mary, syllabus("Workload: 30 hours"))
    assert "The file says different things here." in page
    rivals = [box for box in BOX.findall(page) if box[0] == "radio"]
    names = {name for _, name, _, _, _ in rivals}
    chosen = [(name, number) for _, name, number, checked, _ in rivals if checked]
    assert chosen == [(name, "") for name in sorted(names)], "none of these is chosen first"
    name = next(iter(names))
    numbers = [number for _, one, number, _, _ in rivals if one == name and number]
    title = boxes(page)[TITLE]
    form = {"shown": carried(page), "do": "make", title[0]: title[1], name: numbers}
    mary.post(TAKE, form)
    assert TakenValue.objects.count() == 2, "the title, and one of the two"


def test_a_title_of_one_s_own_is_enough_and_without_any_nothing_is_lost(mary: Client) -> None:
    page = sent(mary, syllabus())
    name, number = boxes(page)[OUTCOMES[1]]
    form = {"shown": carried(page), "do": "make", name: number}
    refused = mary.post(TAKE, form)
    text = refused.content.decode()
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "The draft has no title yet." in text
    assert [box[2] for box in BOX.findall(text) if box[3]] == [number], "what was ticked stays"
    mary.post(TAKE, {**form, "shown": carried(text), "name": "Lifting"})
    assert Description.objects.get().title["en"] == "Lifting"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.docx", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("broken.docx", syllabus()[:300]),
        ("not-really.pdf", b"%PDF-1.7\nnothing"),
        ("deep.json", b"[" * 100_000),
        ("nothing.docx", files.docx(("Lunch is at noon.",))),
        ("noise.docx", bytes(range(256)) * 40),
    ],
)
def test_a_file_that_cannot_be_used_says_so_and_another_can_be_chosen(
    mary: Client, name: str, data: bytes
) -> None:
    answer = mary.post(FILE, {"chosen": SimpleUploadedFile(name, data)})
    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'class="problems"' in text
    assert 'type="file"' in text
    assert not Description.objects.exists()


def test_without_a_file_the_form_says_so(mary: Client) -> None:
    answer = mary.post(FILE, {})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "No file was chosen." in answer.content.decode()


def test_a_file_that_is_too_large_is_not_read(mary: Client) -> None:
    answer = mary.post(FILE, {"chosen": SimpleUploadedFile("large.pdf", bytes(20_000_001))})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_file_that_takes_too_long_ends_and_says_so() -> None:
    with pytest.raises(TeselaError) as ended:
        reading.read_apart("syllabus.docx", syllabus(), None, seconds=0.01)
    assert ended.value.code == "drafts.too_much"


def test_what_is_read_apart_is_what_is_read_here() -> None:
    from tesela import drafting

    data = syllabus()
    assert reading.read_apart("syllabus.docx", data, "en") == drafting.read(
        "syllabus.docx", data, "en"
    )


def test_words_of_a_file_never_become_code_of_the_page(mary: Client) -> None:
    page = sent(mary, syllabus("Workload: <script>alert(1)</script> 30 hours"))
    assert "<script>alert" not in page
    nasty = sent(mary, syllabus(), '"><img src=x onerror=alert(1)>.docx')
    assert "<img src=x" not in nasty


@pytest.mark.parametrize("what", ["", "x", "eyJhIjoxfQ:1:2", "a" * 2_000_000])
def test_what_nobody_was_shown_makes_no_draft(mary: Client, what: str) -> None:
    answer = mary.post(TAKE, {"shown": what, "do": "make", "take-0": "0", "name": "Bread"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose the file again." in answer.content.decode()
    assert not Description.objects.exists()


def test_what_another_member_was_shown_makes_no_draft(house: Organisation, mary: Client) -> None:
    page = sent(mary, syllabus())
    john = people.signed_in(people.member(house, "designer", "john@example.org"))
    answer = john.post(TAKE, {"shown": carried(page), "do": "make", "name": "Bread"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Description.objects.exists()


@pytest.mark.parametrize(
    "odd", ["take-0=99", "take-0=-1", "take-0=x", "take-99=0", "link=7", "do=sing"]
)
def test_odd_ticks_take_nothing(mary: Client, odd: str) -> None:
    page = sent(mary, syllabus())
    name, value = odd.split("=")
    form = {"shown": carried(page), "do": "make", "name": "Bread", name: value}
    mary.post(TAKE, form)
    assert not TakenValue.objects.exists()
    assert Description.objects.get().title["en"] == "Bread"


def test_after_signing_in_on_the_way_one_stands_before_the_form(mary: Client) -> None:
    answer = mary.get(TAKE)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == FILE


@pytest.mark.parametrize("role", ["issuer", "viewer"])
def test_who_may_not_describe_reads_no_file(house: Organisation, role: str) -> None:
    other = people.signed_in(people.member(house, role, "eve@example.org"))
    assert other.get(FILE).status_code == HTTPStatus.FORBIDDEN
    assert other.post(FILE, {}).status_code == HTTPStatus.FORBIDDEN
    assert other.post(TAKE, {}).status_code == HTTPStatus.FORBIDDEN


def test_another_page_cannot_send_the_form(house: Organisation) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.of_address("mary@example.org"))
    people.member(house)
    assert strict.post(FILE, {}).status_code == HTTPStatus.FORBIDDEN
    assert strict.post(TAKE, {}).status_code == HTTPStatus.FORBIDDEN


@override_settings(VERIFICATIONS_A_MINUTE=1)
def test_one_asker_reads_so_many_files_a_minute_and_no_more(mary: Client) -> None:
    sent(mary, syllabus())
    again = mary.post(FILE, {"chosen": SimpleUploadedFile("syllabus.docx", syllabus())})
    assert again.status_code == HTTPStatus.TOO_MANY_REQUESTS
