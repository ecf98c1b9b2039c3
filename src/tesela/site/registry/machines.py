"""The registry in the forms of others: linked data with ELM terms, a list of trusted entities.

`providers.jsonld` is a verifiable credential of the registry about all its
providers, page by page; `lote.jws` a signed list after ETSI TS 119 602.
"""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from tesela.codecs import jsontext
from tesela.formats.elm.registered import RegisteredOrganisation, write_registered
from tesela.proofs import data_integrity
from tesela.site.addresses import absolute
from tesela.site.providers import keys
from tesela.site.registry import publishing
from tesela.site.registry.entries import entries_of
from tesela.site.registry.models import Feed, Provider
from tesela.site.registry.public import for_machines, present
from tesela.trust.provider_entries import Entry
from tesela.trust.provider_list import signed_list, trusted_entities
from tesela.trust.provider_registry import checked_about

_A_PAGE = 100
_SUITES = {"ed25519": "eddsa-jcs-2022"}


@require_safe
@conditional_page
def linked_data(request: HttpRequest) -> HttpResponse:
    """A page of the providers as a credential of the registry; `Link` leads to the next page."""
    feed, listed = present(), Provider.objects.filter(source=None).order_by("pk")
    page = Paginator(listed, _A_PAGE).get_page(request.GET.get("page"))
    number = page.number
    content = _credential(feed, entries_of(page), number)
    answer = for_machines(json.dumps(content, ensure_ascii=False).encode(), "application/ld+json")
    if page.has_next():
        answer["Link"] = f'<{_address(number + 1)}>; rel="next"'
    return answer


@require_safe
@conditional_page
def trusted_list(request: HttpRequest) -> HttpResponse:
    """The list of trusted entities, as compact JWS."""
    feed, of = present(), publishing.authority()
    if of is None:
        raise Http404
    stated = jsontext.parse(bytes(feed.head))
    head = checked_about({name: said for name, said in stated.items() if name != "signature"})
    listed = entries_of(Provider.objects.filter(source=None).order_by("pk"))
    written = signed_list(trusted_entities(head, listed), keys.signer(of))
    return for_machines(written.encode(), "application/jose")


def _credential(feed: Feed, entries: list[Entry], number: int) -> dict[str, object]:
    of = publishing.authority()
    if of is None or feed.issued_at is None or feed.next_update is None:
        raise Http404
    signer = keys.signer(of)
    content = write_registered(
        [_written(entry) for entry in entries],
        identity=_address(number),
        issuer=signer.controller,
        issued_at=feed.issued_at,
        until=feed.next_update,
    )
    return data_integrity.secure(content, signer, feed.issued_at, _SUITES.get(signer.kind))


def _written(entry: Entry) -> RegisteredOrganisation:
    record = entry.latest
    return RegisteredOrganisation(entry.id, record.party, record.evidence, record.status.value)


def _address(number: int) -> str:
    return absolute("/registry/providers.jsonld") + (f"?page={number}" if number > 1 else "")
