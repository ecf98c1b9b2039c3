"""What each role may do in an organisation. The whole table is here.

Views and actions ask `may`; a view for members begins with `@for_members("act")`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

ROLES = ("owner", "designer", "issuer", "viewer")
MAY: dict[str, tuple[str, ...]] = {
    "see": ROLES,
    "describe": ("owner", "designer"),
    "judge": ("owner", "designer", "issuer"),
    "issue": ("owner", "issuer"),
    "withdraw": ("owner", "issuer"),
    "manage": ("owner",),
}
"""Act → roles that may do it."""


def may(role: str, act: str) -> bool:
    """Whether `role` may do `act`, one of `MAY`."""
    return role in MAY[act]


def for_members(act: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """View decorator: `organisation` (a slug in the address) becomes `request.membership`.

    Who is not signed in is asked to; to others the organisation's pages do
    not exist; a member whose role may not do `act` is told so (403).
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @never_cache
        @wraps(view)
        def seen(
            request: HttpRequest, organisation: str, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            from tesela.site.providers.models import Membership  # models import the roles

            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            membership = (
                Membership.objects.select_related("organisation")
                .filter(organisation__slug=organisation, user_id=request.user.pk)
                .first()
            )
            if membership is None:
                raise Http404
            request.membership = membership  # type: ignore[attr-defined]
            request.organisation = membership.organisation  # type: ignore[attr-defined]
            if not may(membership.role, act):
                return render(
                    request,
                    "components/trouble.html",
                    {"what": "providers.not_allowed"},
                    status=403,
                )
            return view(request, *args, **kwargs)

        return seen

    return decorate
