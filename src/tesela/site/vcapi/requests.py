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


def pointers_in(options: dict[str, Any], name: str) -> list[str]:
    """The JSON pointers under an option; none where it is not there.

    Raises TeselaError `vcapi.member`.
    """
    stated = options.get(name, [])
    if not isinstance(stated, list) or not all(isinstance(pointer, str) for pointer in stated):
        raise TeselaError("vcapi.member", member=f"options.{name}")
    return stated


def text_in(options: dict[str, Any], name: str) -> str | None:
    """The text of an option; None where it is not there. Raises TeselaError `vcapi.member`."""
    stated = options.get(name)
    if stated is not None and not isinstance(stated, str):
        raise TeselaError("vcapi.member", member=f"options.{name}")
    return stated
