"""`POST /api/v1/verify`: the report for every verdict, a problem document for all else."""

import io
import json

import jsonschema
import pikepdf
import pytest
from django.test import Client

from tesela.formats.baked import png, svg
from tesela.model.report import report_schema
from tesela.site.api.document import MEDIA_TYPES, example_credential
from tesela.text.catalogue import say
from tests.formats.test_baked import PNG, SVG
from tests.site.asking import VERIFY, credential, problem, with_one_letter_changed


def pdf_with(*files: bytes) -> bytes:
    """A PDF of one empty page with `files` in it."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    for data in files:
        made.attachments["credential.json"] = pikepdf.AttachedFileSpec(
            made, data, filename="credential.json", mime_type="application/vc"
        )
    made.save(out)
    return out.getvalue()


def verdict(client: Client, data: bytes, media_type: str = "application/vc", **headers: str) -> str:
    answer = client.post(VERIFY, data, content_type=media_type, headers=headers)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    report = answer.json()
    jsonschema.validate(report, report_schema())
    return report["verdict"]


@pytest.mark.parametrize("media_type", ["", *MEDIA_TYPES, "Application/JSON; charset=utf-8"])
def test_a_genuine_credential_in_every_media_type(
    client: Client, genuine: bytes, media_type: str
) -> None:
    assert verdict(client, genuine, media_type) == "valid"


def test_a_pdf_that_carries_one(client: Client, genuine: bytes) -> None:
    data = pdf_with(genuine)
    assert verdict(client, data, "application/pdf") == "valid"


def test_pictures_that_carry_one(client: Client, genuine: bytes) -> None:
    assert verdict(client, png.baked(PNG, genuine), "image/png") == "valid"
    assert verdict(client, svg.baked(SVG, genuine), "image/svg+xml") == "valid"


def test_pictures_that_carry_none(client: Client) -> None:
    for data, media_type in ((PNG, "image/png"), (SVG.encode(), "image/svg+xml")):
        answer = client.post(VERIFY, data, content_type=media_type)
        problem(answer, 400, "input.picture_without_credential")


def test_a_pdf_that_carries_none(client: Client) -> None:
    answer = client.post(VERIFY, pdf_with(), content_type="application/pdf")
    problem(answer, 400, "input.pdf_without_credential")


def test_one_letter_changed_is_a_report_too(client: Client) -> None:
    assert verdict(client, with_one_letter_changed()) == "invalid"


def test_what_cannot_be_established_is_a_report_too(client: Client) -> None:
    status = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://care.example/status/1",
    }
    data = json.dumps(credential(credentialStatus=status)).encode()
    assert verdict(client, data) == "indeterminate"


def test_what_has_no_form_is_a_report_too(client: Client) -> None:
    assert verdict(client, b'{"type": "nonsense"}') == "invalid"


def test_the_published_example_is_genuine(client: Client) -> None:
    assert verdict(client, json.dumps(example_credential()).encode()) == "valid"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "input.unknown"),
        (b"not a credential", "input.unknown"),
        (b"[]", "input.unknown"),
        (b'"text"', "input.unknown"),
        (b'{"a": 1, "a": 2}', "json.doubled_member"),
        (b"{" * 50, "json.invalid"),
        (b'{"a": ' * 100 + b"1" + b"}" * 100, "json.too_deep"),
        (b"%PDF-1.7 broken", "pdf.unreadable"),
        (b"\xff\xfe{\x00}\x00", "input.unknown"),
    ],
)
def test_what_is_no_credential_is_a_problem(client: Client, data: bytes, code: str) -> None:
    problem(client.post(VERIFY, data, content_type="application/octet-stream"), 400, code)


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "?"],
)
def test_other_media_types_are_not_read(client: Client, genuine: bytes, media_type: str) -> None:
    found = problem(client.post(VERIFY, genuine, content_type=media_type), 415, "api.media_type")
    assert media_type.partition(";")[0] in found["title"]


def test_a_packed_body_is_not_read(client: Client, genuine: bytes) -> None:
    answer = client.post(
        VERIFY, genuine, content_type="application/vc", headers={"Content-Encoding": "gzip"}
    )
    problem(answer, 415, "api.coding")


def test_a_body_over_the_bound(client: Client) -> None:
    answer = client.post(VERIFY, b" " * 20_000_001, content_type="application/pdf")
    problem(answer, 413, "api.too_large")


def test_a_body_far_over_the_bound_is_refused_unread(client: Client) -> None:
    answer = client.post(VERIFY, b"{}", content_type="application/vc", CONTENT_LENGTH="900000000")
    problem(answer, 413, "api.too_large")


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_other_methods(client: Client, method: str) -> None:
    answer = getattr(client, method)(VERIFY)
    assert set(answer["Allow"].split(", ")) == {"POST", "OPTIONS"}
    if method == "head":
        assert answer.status_code == 405
        assert not answer.content
    else:
        problem(answer, 405, "api.method")


def test_nothing_there(client: Client) -> None:
    problem(client.get("/api/v1/nothing"), 404, "api.not_found")


def test_another_host(client: Client) -> None:
    answer = client.post(VERIFY, b"{}", "application/vc", headers={"Host": "evil.example"})
    problem(answer, 400, "api.bad_request")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("fi", "fi"),
        ("de-AT, en;q=0.5", "de"),
        ("en;q=0.2, el; q=0.9", "el"),
        ("fr;q=0, es;q=0.1", "es"),
        ("xx, *;q=0.1", "en"),
        ("fi;q=nan, de;q=2, fr;q=0.5", "fr"),
        ("", "en"),
    ],
)
def test_sentences_in_the_language_asked_for(
    client: Client, genuine: bytes, asked: str, answered: str
) -> None:
    headers = {"Accept-Language": asked}
    answer = client.post(VERIFY, genuine, content_type="application/vc", headers=headers)
    assert answer["Content-Language"] == answered
    assert "Accept-Language" in answer["Vary"]
    proof = next(check for check in answer.json()["checks"] if check["id"] == "proof")
    assert proof["message"] == say("proof.ok", answered)
    refused = client.post(VERIFY, b"?", content_type="application/vc", headers=headers)
    assert problem(refused, 400, "input.unknown")["title"] == say("input.unknown", answered)


def test_any_page_may_ask(client: Client, genuine: bytes) -> None:
    asked = {
        "Origin": "https://wallet.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    may = client.options(VERIFY, headers=asked)
    assert may.status_code == 204
    assert may["Access-Control-Allow-Origin"] == "*"
    assert "POST" in may["Access-Control-Allow-Methods"]
    assert "content-type" in may["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Credentials" not in may
    for data in (genuine, b"?"):
        answer = client.post(
            VERIFY, data, "application/vc", headers={"Origin": "https://a.example"}
        )
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_pages_are_not_for_other_sites(client: Client) -> None:
    answer = client.get("/verify", headers={"Origin": "https://wallet.example"})
    assert "Access-Control-Allow-Origin" not in answer


def test_no_cookie_is_read_or_set(client: Client, genuine: bytes) -> None:
    client.cookies["language"] = "fi"
    answer = client.post(f"{VERIFY}?lang=de", genuine, content_type="application/vc")
    assert answer["Content-Language"] == "de"
    assert not answer.cookies
    assert client.post(VERIFY, genuine, "application/vc")["Content-Language"] == "en"
    assert "Cookie" not in answer["Vary"]


def test_nothing_is_kept_on_the_way(client: Client, genuine: bytes) -> None:
    for data in (genuine, b"?"):
        answer = client.post(VERIFY, data, content_type="application/vc")
        assert answer["Cache-Control"] == "no-store"
