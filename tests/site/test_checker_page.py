"""The page where anyone checks: forms, report, sharing; nothing is stored unless asked for."""

import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tesela.conform.handed import check_handed
from tesela.conform.outcomes import DEFINITION
from tesela.conform.profiles import profiles
from tesela.model.findings import Severity
from tesela.site.awards.tasks import look_after
from tesela.site.checker import actions
from tesela.site.checker.carried import LEFT_OUT, Result, packed, plain, read, unpacked
from tesela.site.checker.models import SharedResult
from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import COMPLETE_LANGUAGES
from tests.site.asking import with_one_letter_changed
from tests.site.people import EXAMPLES

PAGE = "/check"
POOR = b"""
id: https://learn.example/achievements/bread
version: "1"
title: {en: Baking bread}
issuer: {name: {en: The Bread School}}
learning_outcomes: []
"""
UNFIT = b"title: {en: Baking bread}\nEleni Papadopoulou: 7\n"
HIDDEN = re.compile(r'name="result" value="([^"]+)"')


def checked(client: Client, data: bytes, name: str = "description.yaml", **more: object) -> str:
    answer = client.post(PAGE, {"chosen": SimpleUploadedFile(name, data)}, **more)
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()[:3000]
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


@pytest.fixture
def care() -> bytes:
    return (EXAMPLES / "european-care-certificate.yaml").read_bytes()


def test_the_form(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert page.count("<h1") == 1
    assert say("conform.not_recognition") in page
    assert "<script" not in page


def test_a_description_gets_its_findings_the_most_severe_first(client: Client) -> None:
    page = checked(client, POOR)
    found = check_handed(POOR, "description.yaml")
    assert found.blocking
    for one in found.findings:
        assert one.rule in page
    headings = [page.find(say(f"checker.group.{one}")) for one in Severity]
    there = [at for at in headings if at >= 0]
    assert there == sorted(there)
    assert say("conform.not_recognition") in page
    assert say("checker.where.line", line=5, column=1) in page or "line 5" in page


def test_each_principle_and_element_has_a_word_and_there_is_no_score(client: Client, care) -> None:
    page = checked(client, care)
    for number in range(1, 11):
        assert f"{number}. {say(f'principle.{number}')}" in page
    for number in range(1, 17):
        assert f"{number}. {say(f'element.{number}')}" in page
    words = {say(f"checker.outcome.{one}") for one in ("met", "gaps", "judgement", "not_stated")}
    said = re.findall(r'class="outcome">([^<]+)<', page)
    assert len(said) == 10 + 16 + len(DEFINITION)
    assert set(said) <= words
    assert "%" not in re.sub(
        r"<[^>]*>", "", page.partition("<article")[2].partition("</article")[0]
    )


def test_another_country_s_own_rules_can_be_asked_for_and_are_named(client: Client) -> None:
    data = POOR + b"workload: {hours: 500, credits: [{system: ects, points: 20}]}\n"
    own = client.post(PAGE, {"text": data.decode()}).content.decode()
    spanish = client.post(PAGE, {"text": data.decode(), "country": "ES"}).content.decode()
    assert "DEF-VOLUME" not in own
    assert "DEF-VOLUME" in spanish
    named = say("checker.country.used", "en", country="Spain")
    assert named in spanish
    assert named not in own
    (link,) = re.findall(r"/check/shared/\w+", client.get(share(client, spanish)).content.decode())[
        :1
    ]
    assert named in client.get(link).content.decode()


def test_only_countries_of_whose_rules_anything_is_known_are_offered(client: Client) -> None:
    page = client.get("/check").content.decode()
    offered = set(re.findall(r'<option value="([A-Z]{2})"', page))
    assert offered == set(profiles())
    refused = client.post("/check", {"text": "title: {en: x}", "country": "XX"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_pasted_description_says_the_same_as_the_file(client: Client, care: bytes) -> None:
    answer = client.post(PAGE, {"text": care.decode()})
    assert answer.status_code == HTTPStatus.OK
    there = re.findall(r'<p class="what">([^<]+)<', answer.content.decode())
    assert there == re.findall(r'<p class="what">([^<]+)<', checked(client, care))


def test_a_credential_is_checked_and_where_to_verify_it_is_said(
    client: Client, genuine: bytes
) -> None:
    page = checked(client, genuine, "credential.json")
    assert say("checker.kind.credential") in page
    assert say("checker.genuine") in page


def test_a_changed_credential_fails_in_authenticity(client: Client, genuine: bytes) -> None:
    assert "P9-01" not in checked(client, genuine, "credential.json")
    assert "P9-01" in checked(client, with_one_letter_changed(), "credential.json")


@pytest.mark.parametrize("language", COMPLETE_LANGUAGES)
def test_the_same_findings_in_every_language(client: Client, language: str) -> None:
    page = checked(client, POOR, headers={"Accept-Language": language})
    assert f'<html lang="{language}"' in page
    english = checked(client, POOR)
    rules = re.compile(r"\b(?:P\d+|DEF|ACC)-[A-Z0-9]+")
    assert sorted(rules.findall(page)) == sorted(rules.findall(english))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "checker.nothing"),
        ({"text": "   "}, "checker.nothing"),
        ({"text": "a: 1", "chosen": SimpleUploadedFile("a.yaml", b"a: 1")}, "checker.one_only"),
        ({"text": "just words"}, None),
        ({"text": "{"}, None),
        ({"text": "a: &x [1]\nb: *x"}, None),
        ({"chosen": SimpleUploadedFile("x.pdf", b"%PDF-1.7 nothing")}, None),
        ({"chosen": SimpleUploadedFile("x.yaml", b"\xff\xfe\x00")}, None),
    ],
    ids=["nothing", "blanks", "both", "words", "a brace", "an alias", "a broken PDF", "no UTF-8"],
)
def test_what_cannot_be_checked_is_said_at_its_field(
    client: Client, sent: dict, said: str | None
) -> None:
    answer = client.post(PAGE, sent)
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'class="problems"' in page
    assert 'aria-invalid="true"' in page
    assert said is None or say(said) in page


def test_too_large_a_file_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tesela.site.checker.forms.MAXIMUM_BYTES", 10)
    answer = client.post(PAGE, {"chosen": SimpleUploadedFile("a.yaml", b"x" * 11)})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert say("site.verify.too_large") in answer.content.decode()


def test_nobody_checks_without_end(client: Client, settings) -> None:
    settings.VERIFICATIONS_A_MINUTE = 2
    statuses = [client.post(PAGE, {"text": "a: 1"}).status_code for _ in range(3)]
    assert statuses[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_nothing_is_stored_by_a_check(client: Client, care: bytes) -> None:
    checked(client, care)
    checked(client, POOR)
    assert not SharedResult.objects.exists()
    assert not client.cookies.get("sessionid")


def share(client: Client, page: str, **more: str) -> str:
    """The page of whoever shared, with its address."""
    (result,) = HIDDEN.findall(page)
    answer = client.post(f"{PAGE}/share", {"result": result, "days": "7", **more})
    assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()[:3000]
    return answer["Location"]


def test_a_shared_result_is_read_by_anyone_and_deleted_by_who_made_it(client: Client) -> None:
    page = checked(client, POOR)
    own = share(client, page)
    mine = client.get(own).content.decode()
    (link,) = re.findall(r"/check/shared/\w+", mine)[:1]
    stranger = Client()
    shared = stranger.get(link)
    text = shared.content.decode()
    assert shared.status_code == HTTPStatus.OK
    assert "noindex" in shared["X-Robots-Tag"]
    assert re.findall(r'class="what">([^<]+)<', text) == re.findall(r'class="what">([^<]+)<', page)
    assert re.findall(r'class="outcome">([^<]+)<', text) == re.findall(
        r'class="outcome">([^<]+)<', page
    )
    assert say("conform.not_recognition") in text
    assert own.rpartition("/")[2] not in text
    assert client.post(own).status_code == HTTPStatus.FOUND
    assert stranger.get(link).status_code == HTTPStatus.GONE
    assert client.get(own).status_code == HTTPStatus.GONE
    assert SharedResult.objects.get().content == {}


def test_a_shared_result_ends_by_itself_and_leaves_nothing(client: Client) -> None:
    own = share(client, checked(client, POOR))
    SharedResult.objects.update(ends_on=actions.now().date() - timedelta(days=1))
    assert client.get(own).status_code == HTTPStatus.GONE
    assert look_after.call() >= 1
    assert SharedResult.objects.get().content == {}
    SharedResult.objects.update(ended_at=actions.now() - timedelta(days=200))
    actions.forget_ended()
    assert not SharedResult.objects.exists()


def test_only_what_was_found_here_is_shared(client: Client) -> None:
    (result,) = HIDDEN.findall(checked(client, POOR))
    changed = result[:-1] + ("A" if result[-1] != "A" else "B")
    for sent in (changed, "", "x" * 500_000):
        answer = client.post(f"{PAGE}/share", {"result": sent, "days": "7"})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not SharedResult.objects.exists()


def test_a_result_that_is_too_old_is_not_shared(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    (result,) = HIDDEN.findall(checked(client, POOR))
    monkeypatch.setattr("tesela.site.checker.carried.SECONDS", -1)
    answer = client.post(f"{PAGE}/share", {"result": result, "days": "7"})
    assert say("checker.share.old") in answer.content.decode()


def test_how_long_it_stays_is_one_of_three(client: Client) -> None:
    (result,) = HIDDEN.findall(checked(client, POOR))
    answer = client.post(f"{PAGE}/share", {"result": result, "days": "4000"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'class="problems"' in answer.content.decode()


def test_nobody_stores_results_without_end(client: Client) -> None:
    (result,) = HIDDEN.findall(checked(client, POOR))
    sent = {"result": result, "days": "7"}
    statuses = [client.post(f"{PAGE}/share", sent).status_code for _ in range(11)]
    assert statuses[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_a_description_that_does_not_fit_is_shown_and_not_shared(client: Client) -> None:
    page = checked(client, UNFIT)
    assert "Eleni Papadopoulou" in page
    assert not HIDDEN.search(page)
    assert say("checker.share.unfit") in page


def test_other_links_lead_nowhere(client: Client) -> None:
    for path in ("shared", "own"):
        assert client.get(f"{PAGE}/{path}/nothing").status_code == HTTPStatus.NOT_FOUND


def test_a_result_reads_back() -> None:
    found = check_handed(POOR, "description.yaml")
    result = Result(found, actions.now().replace(microsecond=0))
    again = unpacked(packed(result))
    assert again.at == result.at
    assert again.findings.ruleset == found.ruleset
    assert again.findings.outcomes == found.outcomes
    assert [one.problem.message() for one in again.findings.findings] == [
        one.problem.message() for one in found.findings
    ]


def test_no_text_of_a_credential_is_stored(genuine: bytes) -> None:
    found = check_handed(genuine, "credential.json")
    named = replace(
        check_handed(POOR, "d").findings[0],
        path="/Eleni Papadopoulou/1",
        problem=Problem("description.unknown_member", {"member": "Eleni Papadopoulou"}),
    )
    stored = plain(Result(replace(found, findings=(named,)), actions.now()))
    assert "Eleni" not in str(stored)
    assert str(found.subject.get("id")) not in str(stored)
    assert LEFT_OUT in read(stored).findings.findings[0].problem.message()


def test_what_is_stored_is_no_pickle() -> None:
    with pytest.raises(TeselaError) as refused:
        unpacked("gASVAAAAAAAAAA==:x:y")
    assert refused.value.code == "checker.share.old"


def test_the_report_can_be_printed() -> None:
    here = Path(__file__).parents[2] / "src/tesela/site/checker/static/site/checker.css"
    assert "@media print" in here.read_text("utf-8")
