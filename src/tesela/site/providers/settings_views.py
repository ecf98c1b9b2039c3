"""Settings of an organisation: what is said about it, its members, and the second person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.providers import actions, keys, seals
from tesela.site.providers.forms import AboutForm, FourEyesForm, MemberForm, RoleForm, say_in
from tesela.site.providers.invitations import invite
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import for_members
from tesela.text.catalogue import say
from tesela.text.errors import TeselaError

REFUSED = 422
_MEMBERS_A_MINUTE = 20
"""Each may cause a mail to a stranger."""
_ANSWERS = ["GET", "HEAD", "POST"]


def acting(request: HttpRequest) -> Membership:
    """Who asks, as a member of the organisation that the page belongs to."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return membership


def tell(request: HttpRequest, code: str) -> None:
    """Say on the next page what was done."""
    messages.success(request, say(code, language_of(request)))


@require_safe
@for_members("manage")
def organisation_settings(request: HttpRequest) -> HttpResponse:
    """The list of what can be set."""
    of = acting(request).organisation
    context = {
        "members": of.memberships.count(),
        "about_complete": bool(of.legal_name and of.website and of.email),
        "has_key": keys.has_signer(of),
        "seal": seals.present(of),
        "can_seal": seals.can_seal(of),
        "acts": of.acts.count(),
    }
    return render(request, "providers/settings.html", context)


@require_http_methods(_ANSWERS)
@for_members("manage")
def about(request: HttpRequest) -> HttpResponse:
    """Names, register numbers, website, contact."""
    by, language = acting(request), language_of(request)
    form = AboutForm(_sent(request), language=language, organisation=by.organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_about(by, form.about)
        tell(request, "form.saved")
        return redirect("organisation-settings", by.organisation.slug)
    return render(request, "providers/about.html", {"form": form}, status=_status(request))


@require_http_methods(_ANSWERS)
@for_members("manage")
def members(request: HttpRequest) -> HttpResponse:
    """Who belongs to it; add somebody."""
    by, language = acting(request), language_of(request)
    form = MemberForm(_sent(request), language=language)
    if request.method == "POST" and form.is_valid():
        if asked_too_often(request, "members", _MEMBERS_A_MINUTE):
            return too_often(request, "api.too_often")
        try:
            made = actions.add_member(by, form.cleaned_data["email"], form.cleaned_data["role"])
        except TeselaError as error:
            say_in(form, "email", error)
        else:
            tell(request, "providers.member.added" if invite(made) else "providers.member.no_mail")
            return redirect("organisation-members", by.organisation.slug)
    listed = by.organisation.memberships.select_related("user").order_by("user__email")
    context = {"form": form, "listed": listed}
    return render(request, "providers/members.html", context, status=_status(request))


@require_http_methods(_ANSWERS)
@for_members("manage")
def member(request: HttpRequest, number: int) -> HttpResponse:
    """What one member may do."""
    by, language = acting(request), language_of(request)
    other = _member(by, number)
    form = RoleForm(_sent(request), language=language, initial={"role": other.role})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_role(by, other, form.cleaned_data["role"])
        except TeselaError as error:
            say_in(form, "role", error)
        else:
            tell(request, "form.saved")
            return _after(by, other)
    context = {"form": form, "member": other}
    return render(request, "providers/member.html", context, status=_status(request))


@require_http_methods(_ANSWERS)
@for_members("manage")
def member_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody no longer belongs to it."""
    by = acting(request)
    other = _member(by, number)
    problem = None
    if request.method == "POST":
        try:
            actions.remove_member(by, other)
        except TeselaError as error:
            problem = error.code
        else:
            tell(request, "providers.member.removed")
            return _after(by, other)
    context = {"member": other, "problem": problem}
    return render(request, "providers/member_remove.html", context, status=_status(request))


@require_http_methods(_ANSWERS)
@for_members("manage")
def four_eyes(request: HttpRequest) -> HttpResponse:
    """Whether a second person must approve before anything is issued."""
    by, language = acting(request), language_of(request)
    present = {"wanted": "yes" if by.organisation.four_eyes else "no"}
    form = FourEyesForm(_sent(request), language=language, initial=present)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_four_eyes(by, form.cleaned_data["wanted"] == "yes")
        except TeselaError as error:
            say_in(form, "wanted", error)
        else:
            tell(request, "form.saved")
            return redirect("organisation-settings", by.organisation.slug)
    return render(request, "providers/four_eyes.html", {"form": form}, status=_status(request))


def _member(by: Membership, number: int) -> Membership:
    listed = by.organisation.memberships.select_related("user")
    found: Membership = get_object_or_404(listed, pk=number)
    return found


def _after(by: Membership, other: Membership) -> HttpResponse:
    """Whoever gave up the role that shows these pages goes on where they still may."""
    still = Membership.objects.filter(pk=by.pk).values_list("role", flat=True).first()
    if still == "owner":
        return redirect("organisation-members", by.organisation.slug)
    return redirect("organisation", by.organisation.slug) if still else redirect("organisations")


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _status(request: HttpRequest) -> int:
    return REFUSED if request.method == "POST" else 200
