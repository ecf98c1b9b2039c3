"""The guarded fetcher against a real server that is slow, large, or sends us elsewhere.

The server is here, on this machine, which the fetcher would never ask; so the
two things that tests must bend are where a name leads and whose certificate
is believed.
"""

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tesela.text.errors import TeselaError
from tesela.trust import fetch

URL = "https://issuer.example/status/1"
Answer = Callable[[ssl.SSLSocket, threading.Event], None]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "issuer.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("issuer.example")]), False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def asking(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., bytes]]:
    """Asks a server that answers as told; only one that never ends is given no more than a second."""
    over = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    real = socket.create_connection

    def ask(answer: Answer, seconds: float = 60) -> bytes:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

        def serve() -> None:
            try:
                plain, _ = server.accept()
                with context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(4000)
                    answer(connection, over)
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        monkeypatch.setattr(fetch, "public_address", lambda host: "203.0.113.7")
        monkeypatch.setattr(
            fetch.socket,
            "create_connection",
            lambda address, timeout=None: real(("127.0.0.1", port), timeout=timeout),
        )
        fetcher = fetch.GuardedFetcher(timeout_seconds=seconds)
        fetcher._tls.load_verify_locations(certificate)
        return fetcher(URL)

    yield ask
    over.set()
    server.close()


def refusal(asking: Callable[..., bytes], answer: Answer, **given: float) -> str:
    with pytest.raises(TeselaError) as caught:
        asking(answer, **given)
    return caught.value.code


def test_an_answer_is_had(asking) -> None:
    assert (
        asking(lambda to, _: to.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"))
        == b"hello"
    )


def dripping(start: bytes) -> Answer:
    def answer(to: ssl.SSLSocket, over: threading.Event) -> None:
        to.sendall(start)
        while not over.wait(0.05):
            to.sendall(b"x")

    return answer


@pytest.mark.parametrize(
    "start",
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"],
    ids=["status line", "headers", "body"],
)
def test_a_server_that_drips_is_cut_off(asking, start: bytes) -> None:
    """It would go on for as long as the test does."""
    assert refusal(asking, dripping(start), seconds=1) == "fetch.unreachable"


def test_too_much_is_not_read_to_its_end(asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAXIMUM_BYTES", 1000)
    answer = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 100_000
    assert refusal(asking, lambda to, _: to.sendall(answer)) == "fetch.too_large"


def test_another_status_is_said(asking) -> None:
    answer = b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"
    assert refusal(asking, lambda to, _: to.sendall(answer)) == "fetch.status"


@pytest.mark.parametrize("target", ["http://issuer.example/", "https://127.0.0.1:22/", "file:///x"])
def test_a_redirect_is_checked_like_an_address(asking, target: str) -> None:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    assert refusal(asking, lambda to, _: to.sendall(answer)) == "fetch.address"
