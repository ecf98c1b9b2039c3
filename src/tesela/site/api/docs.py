"""The API's documentation, as an OpenAPI document and as a page for people.

The page is made of the same document on the server: it needs no script and
nothing from elsewhere.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tesela.site.api import batches, checking
from tesela.site.api.document import operation
from tesela.site.api.service import api
from tesela.site.languages import language_of
from tesela.text.catalogue import fix, say
from tesela.text.messages.table import MESSAGES

PREFIX = "/api/v1/"
_HOUR_SECONDS = 3600
_FILES = {
    "verify": ("credential.json", "application/vc"),
    "verify-batch": ("credentials.ndjson", "application/x-ndjson"),
    "check": ("description.yaml", "application/yaml"),
}
"""Operation → the file that the example sends, and as what."""


def described(language: str) -> dict[str, Any]:
    """The whole OpenAPI document, with its sentences in `language`."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    made["info"]["description"] = say("api.docs.language", language)
    made["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    made["servers"] = [{"url": "/"}]
    made["paths"][f"{PREFIX}verify"]["post"] |= operation(language)
    made["paths"][f"{PREFIX}verify-batch"]["post"] |= batches.operation(language)
    made["paths"][f"{PREFIX}check"]["post"] |= checking.operation(language)
    return made


@require_safe
@cache_control(public=True, max_age=_HOUR_SECONDS)
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(described(language_of(request)), json_dumps_params={"ensure_ascii": False})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same as a page."""
    language = language_of(request)
    paths = described(language)["paths"]
    operations = [
        _shown(path, method, found, request)
        for path, methods in paths.items()
        for method, found in methods.items()
    ]
    context = {"operations": operations, "problems": problems(language)}
    return render(request, "api/docs.html", context)


def problems(language: str) -> list[dict[str, str]]:
    """Every problem the API names: its own, and why something cannot be read."""
    own = [code for code in MESSAGES if code.startswith("api.") and MESSAGES[code].fix]
    unread = [code for code in MESSAGES if code.startswith(checking.NEITHER)]
    return [
        {"code": code, "message": _plain(say(code, language)), "fix": _plain(fix(code, language))}
        for code in own + unread
    ]


def _plain(sentence: str) -> str:
    """The sentence with an ellipsis where a problem has its particulars."""
    pieces = sentence.replace("}", "{").split("{")
    return "…".join(pieces[::2]).replace("….", "…")


def _shown(path: str, method: str, found: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    (answer,) = found["responses"]["200"]["content"].values()
    (example,) = answer["examples"].values()
    return {
        "method": method.upper(),
        "path": path,
        "address": request.build_absolute_uri(path),
        "file": _FILES[path.removeprefix(PREFIX)],
        "summary": found["summary"],
        "text": found["description"],
        "body": found["requestBody"]["description"],
        "media_types": list(found["requestBody"]["content"]),
        "answers": [
            {"status": status, "meaning": _plain(meant["description"])}
            for status, meant in found["responses"].items()
        ],
        "members": [
            {"name": name, "meaning": member["description"]}
            for name, member in answer["schema"]["properties"].items()
            if "description" in member
        ],
        "example": json.dumps(example["value"], ensure_ascii=False, indent=2),
    }
