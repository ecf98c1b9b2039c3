"""For how long a list says that it may be kept."""

import json

import pytest

from tesela.codecs import multibase
from tesela.status.lifetimes import seconds


def token(claims: object) -> bytes:
    return f"e30.{multibase.base64url_encode(json.dumps(claims).encode())}.c2ln".encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"credentialSubject": {"ttl": 300000}}', 300),
        (b' \n{"credentialSubject": {"ttl": 1}}', 0.001),
        (b'{"credentialSubject": {"ttl": 0}}', 0),
        (token({"credentialSubject": {"ttl": 300000}}), 300),
        (token({"status_list": {}, "ttl": 43200}), 43200),
        (token({"ttl": 43200}), None),
        (b'{"credentialSubject": {"ttl": -1}}', None),
        (b'{"credentialSubject": {"ttl": true}}', None),
        (b'{"credentialSubject": {"ttl": "300"}}', None),
        (b'{"credentialSubject": {}, "ttl": 1}', None),
        (b'{"credentialSubject": {"ttl": 1}, "credentialSubject": {}}', None),
        (b'{"credentialSubject": {"ttl": NaN}}', None),
        (b'{"id": "did:web:care.example"}', None),
        (b'{"credentialSubject": {"ttl": 1%s}}' % (b"0" * 400), 10**9),
        (token({"status_list": {}, "ttl": 10**400}), 10**12),
        (b"a.b.c", None),
        (b"a.\xff.c", None),
        (b'["ttl"]', None),
        (b"", None),
    ],
)
def test_what_is_said(data: bytes, said: float | None) -> None:
    assert seconds(data) == said
