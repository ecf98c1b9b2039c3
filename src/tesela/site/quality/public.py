"""What everybody can see: an organisation's evidence, and each signed statement as a file."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tesela.site.providers.models import Organisation
from tesela.site.quality import evidence, shown
from tesela.site.quality.models import Statement


@require_safe
@never_cache
def evidence_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Today's evidence, graduated and dated; what ended stays, marked. Never cached."""
    organisation = get_object_or_404(Organisation, slug=slug)
    page = shown.page(organisation, evidence.of(organisation), datetime.now(UTC).date())
    return render(request, "quality/evidence.html", {"of": organisation, "evidence": page})


@require_safe
def statement_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The bytes as they were signed; also of what was withdrawn, since its list says so."""
    found = get_object_or_404(Statement, pk=number, provider__slug=slug)
    if found.credential is None:
        raise Http404
    answer = HttpResponse(bytes(found.credential), content_type="application/vc")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-quality-{number}.json"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
