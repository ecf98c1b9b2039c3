"""The page about the competence of staff: everybody their own, owners the figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, too_often
from tesela.site.providers.forms import say_in
from tesela.site.providers.models import Membership
from tesela.site.providers.roles import for_members, may
from tesela.site.providers.settings_views import acting, tell
from tesela.site.staff import actions
from tesela.site.staff.forms import CountForm, HandInForm
from tesela.site.staff.models import Held
from tesela.site.staff.shown import shown
from tesela.text.errors import TeselaError

REFUSED = 422
FILES_A_MINUTE = 10
_ANSWERS = ["GET", "HEAD", "POST"]


@require_http_methods(_ANSWERS)
@for_members("see")
def staff(request: HttpRequest) -> HttpResponse:
    """What is public of it, one's own credentials, and for owners how many people there are."""
    by, language = acting(request), language_of(request)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    hand_in = HandInForm(
        *((request.POST, request.FILES) if act == "show" else ()), language=language
    )
    counted = CountForm(
        request.POST if act == "count" else None, language=language, initial=_present(by)
    )
    if act == "show" and asked_too_often(request, "staff", FILES_A_MINUTE):
        return too_often(request, "api.too_often")
    if act and _done(by, act, request.POST.get("held", ""), hand_in, counted):
        tell(request, f"staff.done.{act}")
        return redirect("staff", by.organisation.slug)
    listed = Held.objects.filter(member__organisation=by.organisation).select_related("member")
    context = {
        "shown": shown(by.organisation),
        "own": listed.filter(member=by).order_by("-verified_at"),
        "others": listed.exclude(member=by).order_by("-verified_at")[:200],
        "hand_in": hand_in,
        "counted": counted,
        "may_manage": may(by.role, "manage"),
    }
    return render(request, "staff/staff.html", context, status=REFUSED if act else 200)


def _done(by: Membership, act: str, number: str, hand_in: HandInForm, counted: CountForm) -> bool:
    """Whether what was asked for was done; else the forms say why not."""
    if act == "show":
        return hand_in.is_valid() and _shown(by, hand_in)
    if act == "count":
        return counted.is_valid() and _counted(by, counted)
    known = number.isascii() and number.isdigit() and len(number) < 18
    held = get_object_or_404(
        Held.objects.select_related("member"),
        pk=int(number) if known else 0,
        member__organisation=by.organisation,
    )
    try:
        if act == "remove":
            actions.remove(by, held)
        elif act in ("name", "no_name"):
            actions.show_name(by, held, shown=act == "name")
        else:
            raise Http404
    except TeselaError as error:
        raise Http404 from error
    return True


def _shown(by: Membership, form: HandInForm) -> bool:
    said = form.cleaned_data
    try:
        actions.hand_in(by, said["role"], said["upload"], name_shown=said["name_shown"])
    except TeselaError as error:
        say_in(form, "upload", error)
        return False
    return True


def _counted(by: Membership, form: CountForm) -> bool:
    try:
        actions.count(by, form.cleaned_data)
    except TeselaError as error:
        say_in(form, "assessor", error)
        return False
    return True


def _present(by: Membership) -> dict[str, int]:
    return {"assessor": 0, "trainer": 0} | dict(by.organisation.staff.values_list("role", "people"))
