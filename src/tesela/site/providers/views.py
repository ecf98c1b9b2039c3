"""The pages of an organisation: those one belongs to, a new one, and an organisation's home."""

from datetime import UTC, datetime

from babel.dates import format_date
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.accounts.models import User
from tesela.site.components.templatetags.words import locale_of
from tesela.site.languages import language_of
from tesela.site.providers import actions, figures
from tesela.site.providers.charts import bars
from tesela.site.providers.forms import MakeForm, say_in
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import for_members
from tesela.text.errors import TeselaError

REFUSED = 422
_PAGE = 25


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):  # `login_required` stands before
        raise PermissionDenied
    return request.user


@require_safe
@never_cache
@login_required
def organisations(request: HttpRequest) -> HttpResponse:
    """Those that one belongs to."""
    listed = (
        Membership.objects.filter(user=_person(request))
        .select_related("organisation")
        .order_by("organisation__slug")
    )
    page = Paginator(listed, _PAGE).get_page(request.GET.get("page"))
    return render(request, "providers/organisations.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Make an organisation."""
    language = language_of(request)
    if request.method != "POST":
        form = MakeForm(language=language, initial={"main": language})
        return render(request, "providers/make.html", {"form": form})
    form = MakeForm(request.POST, language=language)
    if form.is_valid():
        try:
            made = actions.make_organisation(_person(request).pk, form.about)
        except TeselaError as error:
            say_in(form, "name", error)
        else:
            return redirect("organisation", made.slug)
    return render(request, "providers/make.html", {"form": form}, status=REFUSED)


@require_safe
@for_members("see")
def organisation(request: HttpRequest) -> HttpResponse:
    """What to do next, what needs somebody, what was done."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    now = datetime.now(UTC)
    months = figures.awards_by_month(membership.organisation, now)
    locale = locale_of({"language": language_of(request)})  # type: ignore[arg-type]
    chart = bars(
        [
            (
                format_date(month.begins, "MMM", locale=locale),
                (month.opened, month.unopened, month.withdrawn),
            )
            for month in months
        ]
    )
    return render(
        request,
        "providers/home.html",
        {
            "steps": figures.next_steps(membership),
            "matters": figures.matters(membership, now),
            "months": [
                (format_date(month.begins, "LLLL y", locale=locale), month) for month in months
            ],
            "chart": chart,
            "total": sum(month.total for month in months),
            "opened": sum(month.opened for month in months),
            "unopened": sum(month.unopened for month in months),
            "withdrawn": sum(month.withdrawn for month in months),
            "classes": figures.recent_classes(membership.organisation),
        },
    )
