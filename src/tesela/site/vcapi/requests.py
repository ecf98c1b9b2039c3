"""Reading a request of the VC-API: a JSON object of bounded size, with `options` or none."""

from typing import Any

from django.http import HttpRequest

from tesela.codecs import jsontext
from tesela.text.errors import TeselaError

MAXIMUM_BYTES = 1_000_000


def members_of(request: HttpRequest, name: str) -> tuple[Any, dict[str, Any]]:
    """The member `name` of the body, and its options.

    Raises TeselaError `json.*`, `vcapi.media_type`, `vcapi.member`.
    """
    media_type = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise TeselaError("vcapi.media_type")
    data = request.read(MAXIMUM_BYTES + 1)
    body = jsontext.parse(data, MAXIMUM_BYTES)
    if not isinstance(body, dict) or not isinstance(body.get(name), dict):
        raise TeselaError("vcapi.member", member=name)
    options = body.get("options", {})
    if not isinstance(options, dict):
        raise TeselaError("vcapi.member", member="options")
    return body[name], options
