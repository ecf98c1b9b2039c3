"""Digests by which a credential pins other documents (Subresource Integrity)."""

import base64
import hashlib

ALGORITHMS = {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}


def sri(data: bytes, algorithm: str = "sha384") -> str:
    """The integrity value of `data`, such as `sha384-…`."""
    digest = ALGORITHMS[algorithm](data).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"
