"""The addresses of the VC-API: what is asked, and what is answered.

    1. the interface is on, the method is right, and the address has not asked too often
    2. the body is JSON, within bounds, with what is asked about
    3. there is a free turn
    4. act; a good answer is 200 or 201, every refusal 400 with a problem document

Stateless and without cookies, so it needs no CSRF token.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tesela.model.report import PresentationReport, Report
from tesela.site.api.edge import preflight
from tesela.site.api.problems import problem, problem_of_status
from tesela.site.languages import language_of
from tesela.site.limits import asked_too_often, turn
from tesela.site.vcapi import actions
from tesela.site.vcapi.issuers import DEFAULT, NAMES, issuer_named
from tesela.site.vcapi.problems import problems_of, refused
from tesela.site.vcapi.requests import members_of, pointers_in, text_in
from tesela.text.errors import Problem, TeselaError

View = Callable[..., HttpResponse]
_ALLOWED = "POST, OPTIONS"
_NO_STORE = {"Cache-Control": "no-store"}


def _called(view: View) -> View:
    """Step 1 before a call, and the steps around it."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *arguments: str, **named: str) -> HttpResponse:
        if not settings.VC_API or named.get("name", DEFAULT) not in NAMES:
            raise Http404
        if request.method == "OPTIONS":
            return preflight(_ALLOWED)
        if request.method != "POST":
            answer = problem_of_status(request, 405)
            answer.headers["Allow"] = _ALLOWED
            return answer
        if asked_too_often(request, "verify", settings.VERIFICATIONS_A_MINUTE):
            return problem(request, Problem("api.too_often"), 429)
        return _in_turn(request, lambda: view(request, *arguments, **named))

    return answered


def _in_turn(request: HttpRequest, call: Callable[[], HttpResponse]) -> HttpResponse:
    """Steps 3 and 4."""
    try:
        with turn():
            return call()
    except UnreadablePostError:
        return problem_of_status(request, 400)
    except TeselaError as error:
        if error.code == "api.busy":
            return problem(request, error.problem, 503)
        return refused(request, [error.problem])


@_called
def issue(request: HttpRequest, name: str = DEFAULT) -> HttpResponse:
    """201 with the secured credential."""
    credential, options = members_of(request, "credential")
    mandatory = pointers_in(options, "mandatoryPointers")
    return _answer(actions.issue(issuer_named(name), credential, mandatory), 201)


@_called
def derive(request: HttpRequest, name: str = DEFAULT) -> HttpResponse:
    """201 with the derived credential."""
    credential, options = members_of(request, "verifiableCredential")
    return _answer(actions.derive(credential, pointers_in(options, "selectivePointers")), 201)


@_called
def verify(request: HttpRequest, name: str = DEFAULT) -> HttpResponse:
    """200 with the report for what is valid."""
    credential, _ = members_of(request, "verifiableCredential")
    report = actions.check(json.dumps(credential, ensure_ascii=False).encode())
    return _reported(request, report, problems_of(report.checks))


@_called
def verify_proof_only(request: HttpRequest) -> HttpResponse:
    """200 for what is valid but for whose key it is; nowhere to be relied on."""
    if not settings.VC_API_PROOF_ONLY:
        raise Http404
    credential, _ = members_of(request, "verifiableCredential")
    report = actions.check(json.dumps(credential, ensure_ascii=False).encode())
    return _reported(request, report, actions.proofs_alone(report))


@_called
def verify_presentation(request: HttpRequest, name: str = DEFAULT) -> HttpResponse:
    """200 with the report for a valid presentation of valid credentials."""
    presentation, options = members_of(request, "verifiablePresentation")
    report = actions.check_presentation(
        json.dumps(presentation, ensure_ascii=False).encode(),
        text_in(options, "challenge"),
        text_in(options, "domain"),
    )
    checks = [*report.checks, *(check for one in report.credentials for check in one.checks)]
    return _reported(request, report, problems_of(checks))


@require_safe
def status_list(request: HttpRequest, name: str) -> HttpResponse:
    """The status list credential of an issuer."""
    if not settings.VC_API:
        raise Http404
    try:
        listed = actions.status_list(name)
    except TeselaError as error:
        raise Http404 from error
    return HttpResponse(listed, content_type="application/json")


def _reported(
    request: HttpRequest, report: Report | PresentationReport, against: Sequence[Problem]
) -> HttpResponse:
    """What speaks against it, or 200 with the checks."""
    if against:
        return refused(request, against)
    said = report.to_json(language_of(request))
    return _answer({"verified": True, "checks": said["checks"], "warnings": [], "errors": []}, 200)


def _answer(body: Mapping[str, object], status: int) -> HttpResponse:
    return JsonResponse(
        dict(body), status=status, json_dumps_params={"ensure_ascii": False}, headers=_NO_STORE
    )
