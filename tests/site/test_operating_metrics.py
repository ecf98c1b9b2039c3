"""Figures for monitoring, and whether the service is ready."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tesela.site import health, metrics
from tesela.site.awards.models import Award, Mail
from tests.site import people

_LINE = re.compile(r'[a-z_]+(\{([a-z]+="[a-z0-9_]*",?)+\})? \d+')


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "_stored", (0.0, []))
    health._see_the_tables.cache_clear()


def test_figures_are_counts_and_name_nobody(client: Client) -> None:
    of = people.organisation()
    [award, _] = people.awarded(people.published(of))
    due = datetime.now(UTC) - timedelta(seconds=120)
    Mail.objects.create(
        organisation=of, award=award, kind="award", to="x@example.org", message_id="m", due_at=due
    )
    client.get("/")
    answer = client.get("/metrics")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert answer["Cache-Control"] == "no-store"
    for line in text.strip().splitlines():
        assert line.startswith("# ") or _LINE.fullmatch(line), line
    assert "tesela_awards 2" in text
    assert 'tesela_mails{state="waiting"} 1' in text
    assert int(re.search(r"tesela_oldest_due_mail_seconds (\d+)", text)[1]) >= 120
    assert re.search(r'tesela_requests_total\{process="\d+",status="2xx"\} \d', text)
    for secret in ("harbour", "eleni", "example.org", str(award.pk), "urn:"):
        assert secret not in text.casefold()


@pytest.mark.parametrize(
    "asked",
    [
        {"REMOTE_ADDR": "203.0.113.5"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
    ],
)
def test_without_a_token_only_this_machine_reads_them(
    client: Client, asked: dict[str, str]
) -> None:
    assert client.get("/metrics", **asked).status_code == 404


@override_settings(PROXIES=1)
def test_behind_a_proxy_everybody_seems_to_be_this_machine(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


@override_settings(METRICS_TOKEN="a-token-of-the-operator")
def test_with_a_token_only_who_has_it(client: Client) -> None:
    assert client.get("/metrics").status_code == 404
    for wrong in ("", "Bearer", "Bearer x", "a-token-of-the-operator", "Bearer ä"):
        assert client.get("/metrics", headers={"Authorization": wrong}).status_code == 404
    right = {"Authorization": "Bearer a-token-of-the-operator"}
    assert client.get("/metrics", headers=right, REMOTE_ADDR="203.0.113.5").status_code == 200
    assert client.post("/metrics", headers=right).status_code == 405


def test_counting_is_bounded(client: Client, django_assert_num_queries: object) -> None:
    client.get("/metrics")
    with django_assert_num_queries(0):  # type: ignore[operator]
        client.get("/metrics")


def test_not_ready_with_tables_of_another_release(client: Client) -> None:
    assert client.get("/readyz").status_code == 200
    health._see_the_tables.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'providers'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False})


def test_not_ready_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def refused() -> None:
        raise OperationalError("secret-host refused")

    monkeypatch.setattr(health, "_see_the_database", refused)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"secret-host" not in answer.content


def test_of_a_large_table_postgresql_says_about_how_many_rows_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people.awarded(people.published(people.organisation()))
    assert metrics._about(Award) == 2
    monkeypatch.setattr(metrics, "_COUNTED", 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE awards_award")
    with CaptureQueriesContext(connection) as asked:
        assert metrics._about(Award) == 2
    assert ("reltuples" in asked[-1]["sql"]) is (connection.vendor == "postgresql")
