"""How much, how often, how many at once."""

from threading import Event, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from tesela.site import limits
from tesela.site.limits import BoundedRequests, address_of, asked_too_often
from tesela.site.verifier import actions
from tesela.site.verifier.actions import BoundedFetch
from tesela.text.errors import TeselaError
from tests.site.asking import VERIFY, problem

FORWARDED = "198.51.100.9, 203.0.113.7, 192.0.2.1"


def asking(address: str = "192.0.2.50", **headers: str):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, FORWARDED, "192.0.2.50"),
        (1, FORWARDED, "192.0.2.1"),
        (2, FORWARDED, "203.0.113.7"),
        (3, FORWARDED, "198.51.100.9"),
        (4, FORWARDED, "192.0.2.50"),
        (1, "", "192.0.2.50"),
        (1, "a name", "192.0.2.50"),
        (1, " 203.0.113.8 ", "203.0.113.8"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, forwarded: str, address: str) -> None:
    request = asking(**{"X-Forwarded-For": forwarded})
    with override_settings(PROXIES=proxies):
        assert address_of(request) == address


@pytest.mark.parametrize(
    ("address", "asker"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9%eth0", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_one_asker_has_a_whole_ipv6_network(address: str, asker: str) -> None:
    assert address_of(asking(address)) == asker


@override_settings(VERIFICATIONS_A_MINUTE=2)
def test_the_api_counts_verifications_by_address(client: Client) -> None:
    def ask(address: str) -> HttpResponse:
        return client.post(VERIFY, b"?", content_type="application/vc", REMOTE_ADDR=address)

    assert [ask("192.0.2.1").status_code for _ in range(2)] == [400, 400]
    refused = ask("192.0.2.1")
    problem(refused, 429, "api.too_often")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert ask("192.0.2.2").status_code == 400


@override_settings(VERIFICATIONS_A_MINUTE=3)
def test_the_page_counts_every_file(client: Client) -> None:
    def send(number: int) -> HttpResponse:
        files = [SimpleUploadedFile(f"{at}.json", b"{}") for at in range(number)]
        return client.post("/verify", {"chosen": files})

    assert send(3).status_code == 200
    refused = send(1)
    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 60


@override_settings(REQUESTS_A_MINUTE=3)
def test_every_page_is_counted_but_health_is_not(client: Client) -> None:
    statuses = [client.get(path).status_code for path in ("/", "/verify", "/nothing", "/")]
    assert statuses == [200, 200, 404, 429]
    assert client.get("/healthz").status_code == 200
    problem(client.get("/api/v1/openapi.json"), 429, "api.too_often")


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
def test_counting_that_forgets_lets_people_in() -> None:
    assert not asked_too_often(asking(), "any", 1)


def test_addresses_are_not_kept_readably() -> None:
    asked_too_often(asking("192.0.2.77"), "any", 1)
    kept = str(limits.cache._cache) + str(limits.cache._expire_info)
    assert kept.count("any:") == 2
    assert "192.0.2" not in kept


@pytest.mark.parametrize(("files", "status"), [(20, 200), (21, 422), (101, 400)])
def test_number_of_files(client: Client, files: int, status: int) -> None:
    chosen = [SimpleUploadedFile(f"{number}.json", b"{}") for number in range(files)]
    assert client.post("/verify", {"chosen": chosen}).status_code == status


def test_number_of_fields(client: Client) -> None:
    fields = {f"field{number}": "x" for number in range(2_100)}
    assert client.post("/verify", fields).status_code == 400


def test_a_form_that_is_too_large_is_refused_unread(client: Client) -> None:
    answer = client.post("/verify", {"text": "{}"}, CONTENT_LENGTH="900000000")
    assert answer.status_code == 413


def test_pasted_text_that_is_too_long_is_said_beside_the_field(client: Client) -> None:
    answer = client.post("/verify", {"text": "x" * 2_000_001})
    assert answer.status_code == 422


def test_pasted_control_characters_are_no_fault_of_ours(client: Client) -> None:
    assert client.post("/verify", {"text": "\x00{"}).status_code == 200


def test_when_all_turns_are_taken_the_api_says_come_again(
    client: Client, genuine: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_SECONDS_IN_LINE", 0.01)
    taken = 0
    while limits._turns.acquire(blocking=False):
        taken += 1
    try:
        refused = client.post(VERIFY, genuine, content_type="application/vc")
        problem(refused, 503, "api.busy")
        assert int(refused["Retry-After"]) > 0
        assert client.post("/verify", {"text": "{}"}).status_code == 503
        assert client.get("/").status_code == 200, "pages do not wait for verifications"
    finally:
        for _ in range(taken):
            limits._turns.release()
    assert client.post(VERIFY, genuine, content_type="application/vc").status_code == 200


@override_settings(THREADS=4)
def test_one_address_cannot_take_all_threads(client: Client) -> None:
    inside, leave = [Event(), Event()], Event()

    def slow(request):
        inside[request.number].set()
        leave.wait(120)
        return HttpResponse()

    bounded = BoundedRequests(slow)
    answers = []

    def ask(number: int) -> None:
        request = asking("192.0.2.1")
        request.number = number
        answers.append(bounded(request).status_code)

    slow_ones = [Thread(target=ask, args=(number,)) for number in range(2)]
    for thread in slow_ones:
        thread.start()
    assert all(event.wait(120) for event in inside)
    try:
        assert bounded(asking("192.0.2.1")).status_code == 503
        other = asking("192.0.2.2")
        other.number = 0
        leave.set()
        assert bounded(other).status_code == 200
    finally:
        leave.set()
        for thread in slow_ones:
            thread.join()
    assert answers == [200, 200]


def fetching(failing: str = "", **bounds: int) -> tuple[list[str], BoundedFetch]:
    asked: list[str] = []

    def behind(url: str) -> bytes:
        asked.append(url)
        if url == failing:
            raise TeselaError("fetch.unreachable", url=url)
        return b""

    return asked, BoundedFetch(behind, **bounds)


def test_one_request_makes_us_ask_few_addresses() -> None:
    asked, fetch = fetching()
    for number in range(actions.ADDRESSES):
        fetch(f"https://care.example/{number}")
    with pytest.raises(TeselaError) as refused:
        fetch("https://care.example/one-more")
    assert refused.value.code == "fetch.too_many"
    assert len(asked) == actions.ADDRESSES
    assert fetch(asked[0]) == b"", "what came before is at hand"
    assert len(asked) == actions.ADDRESSES, "and nobody is asked for it again"


def test_what_could_not_be_had_is_not_asked_for_twice() -> None:
    asked, fetch = fetching(failing="https://down.example/")
    for _ in range(3):
        with pytest.raises(TeselaError, match="could not be reached"):
            fetch("https://down.example/")
    assert asked == ["https://down.example/"]


def test_one_request_makes_us_ask_for_a_short_time() -> None:
    asked, fetch = fetching(seconds=-1)
    with pytest.raises(TeselaError) as refused:
        fetch("https://care.example/")
    assert refused.value.code == "fetch.too_many"
    assert asked == []
