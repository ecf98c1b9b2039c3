"""`tesela serve`, as an operator starts and ends it."""

import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.site.asking import SECRET_NAME, VERIFY
from tests.site.conftest import Service

pytestmark = pytest.mark.skipif(
    "TESELA_TEST_DATABASE" in os.environ,
    reason="a service has a database of its own, each time the same",
)


def test_it_answers_soon_says_its_address_and_ends_when_told(genuine: bytes) -> None:
    running = Service()
    running.wait()
    status, _, body = running.ask("POST", VERIFY, genuine, Content_Type="application/vc")
    assert status == 200
    assert SECRET_NAME.encode() in body
    said = running.end()
    assert running.process.returncode == 0
    assert f"http://127.0.0.1:{running.port}/" in said
    assert len(said.splitlines()) == 1, "nothing else was said, and nothing of a credential"


def test_ctrl_c_ends_it_too() -> None:
    running = Service()
    running.wait()
    running.end(signal.SIGINT)
    assert running.process.returncode == 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs a list of processes")
def test_its_processes_end_when_it_is_killed_and_it_can_start_again() -> None:
    killed = Service("--processes", "2")
    killed.wait()
    first = killed.process.pid
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    assert len(children) >= 2
    killed.end(signal.SIGKILL)
    again = Service("--port", str(killed.port))
    again.port = killed.port
    again.wait()
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    again.end()
    assert again.process.returncode == 0


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        running = Service("--port", str(port))
        _, said = running.process.communicate(timeout=120)
    assert running.process.returncode == 2
    assert str(port) in said
    assert "--port" in said
    assert "Traceback" not in said


def test_a_port_of_another_service_is_in_use_too(service: Service) -> None:
    second = Service("--port", str(service.port))
    _, said = second.process.communicate(timeout=120)
    assert second.process.returncode == 2
    assert str(service.port) in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TESELA_PROXIES", "-1"),
        ("TESELA_PROXIES", "two"),
        ("TESELA_THREADS", "1"),
        ("TESELA_STATUS_PLACES", "200000"),
        ("TESELA_STATUS_PLACES", "33554432"),
        ("TESELA_VERIFICATIONS_A_MINUTE", "0"),
        ("TESELA_HTTPS", "yes"),
        ("TESELA_SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_is_said_before_anything_runs(name: str, value: str) -> None:
    running = Service(**{name: value})
    _, said = running.process.communicate(timeout=120)
    assert running.process.returncode == 2
    assert name in said
    assert "Traceback" not in said


def test_several_processes_share_the_key_of_forms(tmp_path: Path) -> None:
    running = Service("--processes", "2", TESELA_DATA=str(tmp_path / "data"))
    running.wait()
    try:
        _, headers, page = running.ask("GET", "/verify")
        cookie = headers["set-cookie"].partition(";")[0]
        token = page.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = f"csrfmiddlewaretoken={token}&text=%7B%7D"
        kind = "application/x-www-form-urlencoded"

        def send(_: int) -> int:
            return running.ask("POST", "/verify", form, Cookie=cookie, Content_Type=kind)[0]

        with ThreadPoolExecutor(4) as many:
            assert set(many.map(send, range(12))) == {200}
    finally:
        running.end()
    assert running.process.returncode == 0


def test_a_body_of_unknown_length_is_read(service: Service, genuine: bytes) -> None:
    pieces = iter([genuine[:1000], genuine[1000:]])
    status, _, body = service.ask("POST", VERIFY, pieces, Content_Type="application/vc")
    assert status == 200
    assert json.loads(body)["verdict"] == "valid"


def raw(service: Service, sent: bytes) -> bytes:
    with closing(socket.create_connection(("127.0.0.1", service.port), timeout=60)) as line:
        line.sendall(sent)
        return line.recv(4096)


def test_a_large_body_is_refused_before_it_is_sent(service: Service) -> None:
    head = f"POST {VERIFY} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000\r\n\r\n"
    assert raw(service, head.encode()).startswith(b"HTTP/1.1 413")


def test_an_endless_body_is_refused(service: Service) -> None:
    head = f"POST {VERIFY} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    piece = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    with closing(socket.create_connection(("127.0.0.1", service.port), timeout=60)) as line:
        line.sendall(head.encode())
        sent = 0
        try:
            while sent < 60:
                line.sendall(piece)
                sent += 1
                line.setblocking(False)
                try:
                    answer = line.recv(4096)
                    break
                except BlockingIOError:
                    line.settimeout(60)
        except (BrokenPipeError, ConnectionResetError):
            return  # it hung up, which is an answer
    assert sent < 60
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "headers",
    [b"X: " + b"a" * 200_000 + b"\r\n", b"".join(b"X%d: a\r\n" % at for at in range(300))],
    ids=["long", "many"],
)
def test_headers_are_bounded(service: Service, headers: bytes) -> None:
    answer = raw(service, b"GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 431")


def test_whoever_sends_slowly_does_not_stop_the_others() -> None:
    running = Service(TESELA_THREADS="4")
    running.wait()
    head = f"POST {VERIFY} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{"
    slow = []
    try:
        for _ in range(8):
            slow.append(socket.create_connection(("127.0.0.1", running.port), timeout=60))
            slow[-1].sendall(head.encode())
        assert running.ask("GET", "/healthz")[0] == 200
    finally:
        for line in slow:
            line.close()
        running.end()


def test_behind_a_proxy_that_speaks_https() -> None:
    running = Service(TESELA_HTTPS="1", TESELA_PROXIES="1", TESELA_HOSTS="check.example")
    while running.process.poll() is None and time.monotonic() - running.began < 240:
        try:
            assert running.ask("GET", "/healthz", Host="10.0.0.7")[0] == 200
            break
        except OSError:
            time.sleep(0.02)
    try:
        plain, headers, _ = running.ask("GET", "/verify", Host="check.example")
        assert (plain, headers["location"]) == (301, "https://check.example/verify")
        named = {"Host": "check.example", "X_Forwarded_Proto": "https"}
        status, headers, page = running.ask("GET", "/verify", **named)
        assert status == 200
        assert "max-age" in headers["strict-transport-security"]
        assert "Secure" in headers["set-cookie"]
        token = page.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        sending = {
            **named,
            "Cookie": headers["set-cookie"].partition(";")[0],
            "Content_Type": "application/x-www-form-urlencoded",
        }
        form = f"csrfmiddlewaretoken={token}&text=%7B%7D"
        own = running.ask("POST", "/verify", form, Origin="https://check.example", **sending)
        other = running.ask("POST", "/verify", form, Origin="https://evil.example", **sending)
        assert (own[0], other[0]) == (200, 403)
    finally:
        running.end()
