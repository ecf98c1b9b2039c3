"""Problem documents of the VC-API (RFC 9457), with the types of the W3C.

The types are those of VC Data Model 2.0 (9), Data Integrity 1.0 (4.7) and
Bitstring Status List 1.0 (3.5); `code` is our own, more exact one.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tesela.model.report import CheckResult, Outcome
from tesela.site.api.problems import MEDIA_TYPE
from tesela.site.languages import language_of
from tesela.text.errors import Problem

_MODEL = "https://www.w3.org/TR/vc-data-model#"
_SECURITY = "https://w3id.org/security#"
_STATUS = "https://www.w3.org/ns/credentials/status-list#"
_TYPES = (
    ("presentation.challenge", f"{_SECURITY}INVALID_CHALLENGE_ERROR"),
    ("presentation.domain", f"{_SECURITY}INVALID_DOMAIN_ERROR"),
    ("status.unknown", f"{_STATUS}STATUS_RETRIEVAL_ERROR"),
    ("status.list_too_short", f"{_STATUS}STATUS_LIST_LENGTH_ERROR"),
    ("status.position_outside", f"{_STATUS}RANGE_ERROR"),
    ("status.malformed", f"{_STATUS}MALFORMED_VALUE_ERROR"),
    ("status.", f"{_STATUS}STATUS_VERIFICATION_ERROR"),
    ("jsonld.", f"{_SECURITY}PROOF_TRANSFORMATION_ERROR"),
    ("rdf.", f"{_SECURITY}PROOF_TRANSFORMATION_ERROR"),
    ("proof.wrong", f"{_MODEL}CRYPTOGRAPHIC_SECURITY_ERROR"),
    ("proof.", f"{_SECURITY}PROOF_VERIFICATION_ERROR"),
    ("issuer.", f"{_SECURITY}PROOF_VERIFICATION_ERROR"),
    ("key.", f"{_SECURITY}PROOF_VERIFICATION_ERROR"),
    ("method.", f"{_SECURITY}PROOF_VERIFICATION_ERROR"),
    ("dates.", f"{_MODEL}RANGE_ERROR"),
    ("form.", f"{_MODEL}MALFORMED_VALUE_ERROR"),
    ("presentation.", f"{_MODEL}MALFORMED_VALUE_ERROR"),
    ("resources.", f"{_MODEL}MALFORMED_VALUE_ERROR"),
    ("vcapi.", f"{_MODEL}MALFORMED_VALUE_ERROR"),
    ("", f"{_MODEL}PARSING_ERROR"),
)
"""Beginning of our code → type; the first that fits."""


def type_of(code: str) -> str:
    """The type by which the W3C knows the problem with this code."""
    return next(uri for beginning, uri in _TYPES if code.startswith(beginning))


def refused(request: HttpRequest, found: Sequence[Problem]) -> HttpResponse:
    """400, with the first problem as the document and all of them in it."""
    language = language_of(request)
    described = [_described(one, language) for one in found]
    return JsonResponse(
        {**described[0], "status": 400, "verified": False, "problemDetails": described},
        status=400,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "no-store"},
    )


def problems_of(checks: Sequence[CheckResult]) -> list[Problem]:
    """What speaks against a document: what failed first, then what could not be established."""
    return [
        check.problem
        for outcome in (Outcome.FAILED, Outcome.INDETERMINATE)
        for check in checks
        if check.outcome is outcome
    ]


def _described(found: Problem, language: str) -> dict[str, Any]:
    return {
        "type": type_of(found.code),
        "title": found.message(language),
        "detail": found.fix(language),
        "code": found.code,
    }
