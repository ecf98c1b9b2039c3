"""The authorities and their services on the loopback interface."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import Request, urlopen

from tests.pki import answers
from tests.pki.authority import (
    DER,
    OCSP_USAGE,
    SEAL_USAGE,
    TSA_USAGE,
    Authority,
    Clock,
    Holder,
    Key,
    authority_extensions,
    name,
    p256_key,
    root,
    rsa_key,
    services,
)

ORGANISATION = "Authority for Tests"
IDENTIFIER = "VATES-Q1234567A"


class RefusedError(Exception):
    """What a service raises to answer with an HTTP status and nothing else."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


Service = Callable[[bytes], tuple[str, bytes]]
"""A request's body → media type and body of the answer."""


@dataclass
class Pki:
    """See the package."""

    base: str
    clock: Clock = field(default_factory=Clock)
    asked: list[str] = field(default_factory=list)
    """The paths that were asked, in order."""
    services: dict[str, Service] = field(default_factory=dict)
    """By path; a test may put its own there."""
    issued: dict[int, Authority] = field(default_factory=dict)
    serial: int = 0
    authorization: str | None = None
    """What the request that is being answered brought as its authorisation."""

    def __post_init__(self) -> None:
        self.addresses = {
            service: f"{self.base}/{service}"
            for service in ("ocsp", "crl", "root_crl", "issuer", "root", "tsa")
        }
        self.root = root(ORGANISATION)
        intermediate = self.root.certify(
            rsa_key(),
            name("Intermediate Authority for Tests", organisation=ORGANISATION),
            authority_extensions(0)
            + services(crl=self.addresses["root_crl"], issuer=self.addresses["root"]),
            valid_from=datetime(2021, 1, 1, tzinfo=UTC),
            valid_until=datetime(2040, 1, 1, tzinfo=UTC),
        )
        self.intermediate = Authority(intermediate, serial=2_000)
        self.responder = self.certify(p256_key(), "OCSP Responder", extensions=OCSP_USAGE)
        self.tsa = self.certify(
            rsa_key(),
            "Time-Stamping Authority",
            extensions=TSA_USAGE + services(crl=self.addresses["crl"]),
            valid_until=datetime(2036, 1, 1, tzinfo=UTC),
        )
        self.seal_rsa = self.certify(rsa_key(), "Seal of Somewhere University")
        self.seal_p256 = self.certify(p256_key(), "Seal of Somewhere University (P-256)")
        self.reset()

    def reset(self) -> None:
        """As it was in the beginning."""
        self.clock.now = Clock().now
        self.root.revoked.clear()
        self.intermediate.revoked.clear()
        self.asked.clear()
        self.services.clear()
        self.services |= {
            "/tsa": self._tsa,
            "/ocsp": self._ocsp,
            "/crl": lambda _: ("application/pkix-crl", self.intermediate.crl(self.clock.now)),
            "/root_crl": lambda _: ("application/pkix-crl", self.root.crl(self.clock.now)),
            "/issuer": lambda _: ("application/pkix-cert", self.seal_rsa.certificates[1]),
            "/root": lambda _: ("application/pkix-cert", self.anchors[0]),
        }

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """What a verifier trusts: the root."""
        return (self.root.holder.certificate.public_bytes(DER),)

    def certify(
        self,
        key: Key,
        common_name: str,
        *,
        organisation: str = "Somewhere University",
        country: str = "ES",
        identifier: str | None = IDENTIFIER,
        extensions: Any = None,
        valid_from: datetime = datetime(2025, 1, 1, tzinfo=UTC),
        valid_until: datetime = datetime(2028, 1, 1, tzinfo=UTC),
    ) -> Holder:
        """A certificate by the intermediate authority; a seal's unless `extensions` say else."""
        chosen = extensions or SEAL_USAGE + services(
            ocsp=self.addresses["ocsp"],
            crl=self.addresses["crl"],
            issuer=self.addresses["issuer"],
        )
        subject = name(
            common_name, organisation=organisation, country=country, identifier=identifier
        )
        holder = self.intermediate.certify(
            key, subject, chosen, valid_from=valid_from, valid_until=valid_until
        )
        self.issued[holder.certificate.serial_number] = self.intermediate
        return holder

    def revoke(self, holder: Holder, since: datetime | None = None) -> None:
        """Revoke a certificate of the intermediate authority, from `since` or now on."""
        self.intermediate.revoked[holder.certificate.serial_number] = since or self.clock.now

    def time_stamp(self, digest: bytes) -> bytes:
        """A token for a SHA-256 digest, at the clock's time."""
        self.serial += 1
        imprint = answers.imprint(digest)
        return answers.time_stamp_token(imprint, self.tsa, self.clock.now, self.serial)

    def get(self, url: str) -> bytes:
        """A plain GET; raises what urllib raises."""
        with urlopen(url, timeout=60) as answer:
            return bytes(answer.read())

    def ask(self, url: str, body: bytes, media_type: str) -> bytes:
        """A plain POST; raises what urllib raises."""
        request = Request(url, body, {"Content-Type": media_type})
        with urlopen(request, timeout=60) as answer:
            return bytes(answer.read())

    def _tsa(self, body: bytes) -> tuple[str, bytes]:
        self.serial += 1
        return "application/timestamp-reply", answers.time_stamp_response(
            body, self.tsa, self.clock.now, self.serial
        )

    def _ocsp(self, body: bytes) -> tuple[str, bytes]:
        return "application/ocsp-response", answers.ocsp_response(
            body, self.issued, self.responder, self.clock.now
        )


@contextmanager
def running() -> Iterator[Pki]:
    """A new infrastructure, its services running until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    pki = Pki(f"http://127.0.0.1:{server.server_port}")
    server.pki = pki  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield pki
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Hands a request to the service at its path."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        pki: Pki = self.server.pki  # type: ignore[attr-defined]
        pki.asked.append(self.path)
        service = pki.services.get(self.path)
        if service is None:
            self.send_error(404)
            return
        pki.authorization = self.headers["Authorization"]
        try:
            media_type, answer = service(body)
        except RefusedError as refusal:
            self.send_error(refusal.status)
            return
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""
