"""`POST /api/v1/verify-batch`: one result a line, in order; bounds, and one bad line spoils nothing."""

import json
from typing import Any

import jsonschema
import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client, override_settings

from tesela.model.report import report_schema
from tesela.proofs import vc_jose
from tesela.site.api import batches
from tesela.site.api.document import problem_schema
from tesela.verify.lines import MAXIMUM_LINE_BYTES
from tests.samples import KEY
from tests.site.asking import VERIFY, credential, problem, with_one_letter_changed
from tests.site.conftest import Service

BATCH = "/api/v1/verify-batch"
NDJSON = "application/x-ndjson"


@pytest.fixture(autouse=True)
def _every_place_is_given_back() -> Any:
    yield
    assert batches.places.take("whoever comes next")
    batches.places.give_back("whoever comes next")
    assert not batches.places._addresses


def posted(client: Client, *lines: bytes, media_type: str = NDJSON, **headers: str) -> Any:
    return client.post(BATCH, b"\n".join(lines), content_type=media_type, headers=headers)


def close(answer: HttpResponseBase) -> None:
    """As a server does, but for the connection, which is the test's."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def results(answer: HttpResponseBase) -> list[dict[str, Any]]:
    """The lines of an answer, each as the document describes it."""
    assert answer.status_code == 200
    assert isinstance(answer, StreamingHttpResponse)
    assert answer["Content-Type"] == NDJSON
    assert answer["Cache-Control"] == "no-store"
    content = b"".join(answer)
    close(answer)
    assert content.endswith(b"\n") or not content
    found = [json.loads(line) for line in content.splitlines()]
    for one in found:
        assert set(one) in ({"line", "report"}, {"line", "problem"})
        if "report" in one:
            jsonschema.validate(one["report"], report_schema())
        else:
            jsonschema.validate(one["problem"], problem_schema(of_answer=False))
    return found


def told(answer: HttpResponseBase) -> list[tuple[int, str]]:
    """Line and verdict, or line and code."""
    return [
        (one["line"], one["report"]["verdict"] if "report" in one else one["problem"]["code"])
        for one in results(answer)
    ]


def test_each_line_has_its_result_in_order(client: Client, genuine: bytes) -> None:
    answer = posted(
        client, genuine, with_one_letter_changed(), b'{"a": 1, "a": 2}', b"", b" \r", genuine, b""
    )
    assert told(answer) == [(1, "valid"), (2, "invalid"), (3, "json.doubled_member"), (6, "valid")]


def test_a_report_is_the_one_of_the_single_way(client: Client, genuine: bytes) -> None:
    for data in (genuine, with_one_letter_changed(), b'{"type": "nonsense"}'):
        single = client.post(VERIFY, data, content_type="application/vc").json()
        (many,) = results(posted(client, data))
        assert many["report"] | {"verified_at": 0} == single | {"verified_at": 0}


def test_a_problem_is_the_one_of_the_single_way(client: Client) -> None:
    for data in (b"{", b'{"a": ' * 100 + b"1" + b"}" * 100, b'{"a": NaN}'):
        single = client.post(VERIFY, data, content_type="application/vc").json()
        (many,) = results(posted(client, data))
        assert many["problem"] == {name: single[name] for name in many["problem"]}


def test_a_token_stands_in_a_string(client: Client) -> None:
    unsecured = {name: value for name, value in credential().items() if name != "proof"}
    token = vc_jose.secure(unsecured, KEY)
    single = client.post(VERIFY, token.encode(), content_type="application/vc+jwt").json()
    (many,) = results(posted(client, json.dumps(token).encode()))
    assert single["verdict"] == "valid"
    assert many["report"] | {"verified_at": 0} == single | {"verified_at": 0}


@pytest.mark.parametrize(
    "line", [b"[]", b"1", b"null", b"nonsense", b'"open', b"\xff", b"[" * 9999]
)
def test_what_is_neither_object_nor_string(client: Client, genuine: bytes, line: bytes) -> None:
    assert told(posted(client, line, genuine)) == [(1, "api.batch_form"), (2, "valid")]


@pytest.mark.parametrize("token", ["", "\\ud800", "nonsense", "%PDF-1.7"])
def test_a_string_that_is_no_token(client: Client, genuine: bytes, token: str) -> None:
    (first, second) = told(posted(client, f'"{token}"'.encode(), genuine))
    assert first[1].startswith(("input.", "pdf."))
    assert second == (2, "valid")


def test_a_line_that_is_too_long(client: Client, genuine: bytes) -> None:
    long = b'{"a": "' + b"x" * MAXIMUM_LINE_BYTES + b'"}'
    assert told(posted(client, long, genuine)) == [(1, "api.batch_line"), (2, "valid")]


def test_the_end_of_a_line_is_not_counted(client: Client) -> None:
    longest = b'{"a": "' + b"x" * (MAXIMUM_LINE_BYTES - 9) + b'"}'
    assert len(longest) == MAXIMUM_LINE_BYTES
    ((_, windows), (_, too_long)) = told(posted(client, longest + b"\r", longest + b" "))
    assert windows != too_long == "api.batch_line"


def test_a_byte_order_mark_before_the_first_line(client: Client, genuine: bytes) -> None:
    marked = b"\xef\xbb\xbf" + genuine
    assert told(posted(client, marked, marked)) == [(1, "valid"), (2, "api.batch_form")]


def test_no_lines_have_no_results(client: Client) -> None:
    assert told(posted(client, b"", b"")) == []


def test_too_many_lines(client: Client) -> None:
    problem(posted(client, *[b"{}"] * 1_001), 413, "api.batch_lines")
    assert len(told(posted(client, *[b"1"] * 1_000))) == 1_000


def test_too_large_a_body(client: Client) -> None:
    declared = client.post(BATCH, b"", content_type=NDJSON, CONTENT_LENGTH="22000001")
    problem(declared, 413, "api.too_large")


@pytest.mark.parametrize("media_type", ["application/json", "text/plain", "application/vc"])
def test_other_media_types(client: Client, genuine: bytes, media_type: str) -> None:
    problem(posted(client, genuine, media_type=media_type), 415, "api.media_type")


def test_a_packed_body(client: Client, genuine: bytes) -> None:
    answer = posted(client, genuine, **{"Content-Encoding": "gzip"})
    problem(answer, 415, "api.coding")


@override_settings(BATCHED_A_MINUTE=3)
def test_every_line_counts_for_the_minute(client: Client) -> None:
    assert len(told(posted(client, b"1", b"2"))) == 2
    problem(posted(client, b"1", b"2"), 429, "api.too_often")


def test_one_batch_of_an_address_at_a_time(client: Client, genuine: bytes) -> None:
    first = posted(client, genuine)
    problem(posted(client, genuine), 503, "api.busy")
    elsewhere = client.post(BATCH, genuine, content_type=NDJSON, REMOTE_ADDR="192.0.2.7")
    assert told(elsewhere) == [(1, "valid")]
    assert told(first) == [(1, "valid")]
    assert told(posted(client, genuine)) == [(1, "valid")]


def test_a_batch_that_nobody_reads_gives_its_place_back(client: Client, genuine: bytes) -> None:
    close(posted(client, genuine, genuine))
    begun = posted(client, genuine, genuine)
    next(iter(begun))
    close(begun)
    close(begun)


def test_a_place_is_free_after_the_last_line_whether_or_not_it_is_closed(genuine: bytes) -> None:
    assert batches.places.take("192.0.2.9")
    made = batches.Results([genuine], "en", "192.0.2.9")
    assert len(list(made)) == 1
    assert batches.places.take("192.0.2.9")
    batches.Results([genuine], "en", "192.0.2.9")  # nobody holds it


def test_more_batches_than_places(
    client: Client, genuine: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "places", batches.Places(1))
    monkeypatch.setattr(batches, "_SECONDS_IN_LINE", 0.01)
    first = posted(client, genuine)
    other = client.post(BATCH, genuine, content_type=NDJSON, REMOTE_ADDR="192.0.2.7")
    problem(other, 503, "api.busy")
    assert told(first) == [(1, "valid")]


def test_lines_for_which_no_time_is_left(
    client: Client, genuine: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "SECONDS", -1)
    assert told(posted(client, genuine, b"1")) == [(1, "api.batch_time"), (2, "api.batch_time")]


def test_a_fault_of_ours_is_the_result_of_its_line_alone(
    client: Client, genuine: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = batches.check_many

    def failing(documents: Any) -> Any:
        return true(1 / 0 if data == b'{"fault": 1}' else data for data in documents)

    monkeypatch.setattr(batches, "check_many", failing)
    answer = posted(client, genuine, b'{"fault": 1}', genuine)
    assert told(answer) == [(1, "valid"), (2, "api.failed"), (3, "valid")]


def test_sentences_in_the_language_asked_for(client: Client, genuine: bytes) -> None:
    found = results(posted(client, genuine, b"1", **{"Accept-Language": "fi"}))
    single = client.post(
        VERIFY, genuine, "application/vc", headers={"Accept-Language": "fi"}
    ).json()
    assert found[0]["report"]["checks"] == single["checks"]


def test_a_running_service_sends_results_over_one_connection(service: Service) -> None:
    lines = [with_one_letter_changed()] * 30
    for _ in range(2):
        status, headers, body = service.ask("POST", BATCH, b"\n".join(lines), Content_Type=NDJSON)
        assert status == 200
        assert headers["content-type"] == NDJSON
        assert [json.loads(line)["line"] for line in body.splitlines()] == list(range(1, 31))
