"""Identity documents that anybody may fetch (W3C did:web, 3.2)."""

import json
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import conditional_page, require_safe

from tesela.site.addresses import did_web
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation

_SECONDS_KEPT = 300


@require_safe
@conditional_page
def issuer_document(request: HttpRequest, slug: str) -> HttpResponse:
    """The identity of an organisation under this service, also after it moved to its own domain."""
    organisation = get_object_or_404(Organisation, slug=slug)
    return _document(organisation, did_web(slug))


@require_safe
@conditional_page
def own_document(request: HttpRequest) -> HttpResponse:
    """The identity of the organisation whose own domain leads here (a CNAME).

    The service itself issues nothing and has no identity: under its own name
    nothing is here. Only an organisation that the operator vouches for is
    found, since anybody could ask for a domain that happens to lead here.
    """
    host = request.get_host().partition(":")[0].casefold()
    identity = f"did:web:{quote(host)}"
    vouched = Organisation.objects.filter(vouched=True)
    # Whose identity it is comes before those who only asked for it, or once had it.
    organisation = (
        vouched.filter(identity=identity).first()
        or vouched.filter(keys__method__startswith=f"{identity}#").order_by("pk").first()
    )
    if organisation is None:
        raise Http404
    return _document(organisation, f"did:web:{host}")


def _document(organisation: Organisation, identity: str | None) -> HttpResponse:
    document = keys.document(organisation, identity) if identity else None
    if document is None:
        raise Http404
    answer = HttpResponse(json.dumps(document, indent=1), content_type="application/did+json")
    answer["Cache-Control"] = f"public, max-age={_SECONDS_KEPT}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
