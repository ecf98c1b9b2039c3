"""What strangers and mail servers ask: status lists, and mails that came back."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tesela.site import limits
from tesela.site.awards import bounces, status
from tesela.text.errors import TeselaError

_FRESH_SECONDS = 300
"""How long caches on the way keep a list, far less than its `ttl`: withdrawing is seen soon."""
_GUESSES_A_MINUTE = 20
_BOUNCES_A_MINUTE = 600


@require_safe
def status_list(request: HttpRequest, name: str) -> HttpResponse:
    """The signed status list `name`, as credentials refer to it."""
    if not name.isprintable():  # PostgreSQL refuses to be asked for U+0000
        raise Http404
    found = status.found(name[:80])
    if found is None:
        raise Http404
    try:
        document = status.current_document(found)
    except TeselaError as error:
        if error.code != "status.nobody_signs":
            raise
        return HttpResponse(error.code, status=410, content_type="text/plain")
    tag = f'"{sha256(document).hexdigest()[:32]}"'
    wanted = parse_etags(request.headers.get("If-None-Match", "")[:1000])
    known = "*" in wanted or tag in (entry.removeprefix("W/") for entry in wanted)
    response = (
        HttpResponseNotModified()
        if known
        else HttpResponse(document, content_type=status.media_type(found))
    )
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={_FRESH_SECONDS}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


@csrf_exempt
def bounce(request: HttpRequest) -> HttpResponse:
    """A raw notification that a mail could not be delivered, handed in by our mail server."""
    if not settings.BOUNCE_TOKEN or request.method != "POST":
        raise Http404
    if not _is_our_mail_server(request):
        guessing = limits.asked_too_often(request, "bounce-guess", _GUESSES_A_MINUTE)
        return HttpResponse(status=429 if guessing else 403)
    if limits.asked_too_often(request, "bounce", _BOUNCES_A_MINUTE):
        return HttpResponse(status=429)
    if limits.declared_bytes(request) > bounces.MAXIMUM_BYTES:
        return HttpResponse(status=413)
    try:
        bounces.read(request.body)
    except TeselaError as error:
        return HttpResponse(error.code, status=422, content_type="text/plain")
    return HttpResponse(status=204)


def _is_our_mail_server(request: HttpRequest) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.casefold() == "bearer" and hmac.compare_digest(
        sha256(given.strip().encode("utf-8", "replace")).digest(),
        sha256(settings.BOUNCE_TOKEN.encode()).digest(),
    )
