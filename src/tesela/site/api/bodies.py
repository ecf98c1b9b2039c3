"""What is asked of every request that brings a file: the first steps of each endpoint; and how
what is found is written.

1. the media type and coding are ones we read
2. the address has not asked too often
3. the body is within bounds
"""

import json
from collections.abc import Collection
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tesela.site.api.problems import problem
from tesela.site.limits import asked_too_often
from tesela.site.verifier.forms import MAXIMUM_BYTES
from tesela.text.errors import Problem


def body_of(request: HttpRequest, media_types: Collection[str]) -> bytes | HttpResponse:
    """The bytes that were sent, or the problem document that refuses them."""
    if found := unread_type(request, media_types):  # 1
        return problem(request, found, 415)
    if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):  # 2
        return problem(request, Problem("api.too_often"), 429)
    data = request.read(MAXIMUM_BYTES + 1)
    if len(data) > MAXIMUM_BYTES:  # 3
        return problem(request, Problem("api.too_large"), 413)
    return bytes(data)


def unread_type(request: HttpRequest, media_types: Collection[str]) -> Problem | None:
    """Why a body is not read, by its media type and content coding."""
    named = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if named and named not in media_types:
        return Problem("api.media_type", {"type": named[:80]})
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity"):
        return Problem("api.coding", {"coding": coding[:80]})
    return None


def json_bytes(value: Any) -> bytes:
    """A JSON value in UTF-8; whole numbers beyond 64 bits are written the slow way."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return json.dumps(value, ensure_ascii=False).encode()
