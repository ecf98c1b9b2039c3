"""What anybody may fetch of issuers: identity documents, keys for wallets, types of credentials.

`did.json` is W3C did:web, 3.2; `jwt-vc-issuer` SD-JWT VC, 3.5, with the
well-known name between host and path; `/vct/…` its type metadata (4), the same
bytes for ever, since credentials pin them.
"""

import json
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import conditional_page, require_safe

from tesela.formats import sdjwt
from tesela.site.addresses import did_web, wallet_issuer
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation
from tesela.text.errors import TeselaError
from tesela.trust.jwt_issuers import issuer_metadata

WALLET_KEYS = "/.well-known/jwt-vc-issuer"
_SECONDS_KEPT = 300


@require_safe
@conditional_page
def issuer_document(request: HttpRequest, slug: str) -> HttpResponse:
    """The identity of an organisation under this service, also after it moved to its own domain."""
    organisation = get_object_or_404(Organisation, slug=slug)
    return _document(organisation, own_identity(organisation))


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


@require_safe
@conditional_page
def wallet_issuer_keys(request: HttpRequest, slug: str) -> HttpResponse:
    """The keys by which wallets know what an organisation issued, retired ones too."""
    found = wallet_keys(get_object_or_404(Organisation, slug=slug))
    if found is None:
        raise Http404
    return _for_everybody(found, "application/json")


@require_safe
@conditional_page
def credential_type(request: HttpRequest, name: str) -> HttpResponse:
    """The metadata of our own type of wallet credential."""
    found = type_of_credential(name)
    if found is None:
        raise Http404
    return _for_everybody(found, "application/json")


def own_identity(organisation: Organisation) -> str | None:
    """The identity whose document stands here: of an institution that closed the one it had."""
    if organisation.is_taken_over:
        present = organisation.identity
        return present if present.startswith("did:web:") else None
    return did_web(organisation.slug)


def wallet_keys(organisation: Organisation) -> bytes | None:
    """The document of `wallet_issuer_keys`; None where there is no such key yet."""
    issuer = wallet_issuer(organisation.named, organisation.came_from)
    listed = keys.wallet_keys(organisation)
    return json.dumps(issuer_metadata(issuer, listed)).encode() if issuer and listed else None


def type_of_credential(name: str) -> bytes | None:
    """The document of `credential_type`; None where there is no type of that name."""
    try:
        return sdjwt.type_bytes(name, settings.ADDRESS)
    except TeselaError:
        return None


def _for_everybody(content: bytes, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Cache-Control"] = f"public, max-age={_SECONDS_KEPT}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _document(organisation: Organisation, identity: str | None) -> HttpResponse:
    document = keys.document(organisation, identity) if identity else None
    if document is None:
        raise Http404
    return _for_everybody(json.dumps(document, indent=1).encode(), "application/did+json")
