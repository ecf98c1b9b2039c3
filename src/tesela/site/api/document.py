"""The description of `/api/v1` as an OpenAPI 3.1 document, in a reader's language."""

import json
from functools import cache
from importlib import resources
from typing import Any

from tesela.model.report import report_schema
from tesela.text.catalogue import say

JSON_TYPES = (
    "application/vc",
    "application/vc+ld+json",
    "application/ld+json",
    "application/json",
)
OBJECT_TYPES = ("application/vp", "application/jose+json")
"""JSON that has a credential inside: presentations and sealed documents."""
TOKEN_TYPES = (
    "application/vc+jwt",
    "application/vp+jwt",
    "application/dc+sd-jwt",
    "application/vc+sd-jwt",
    "application/jwt",
    "application/jose",
)
"""Credentials in one line of text."""
BYTE_TYPES = (
    "application/pdf",
    "application/zip",
    "image/png",
    "image/svg+xml",
    "application/octet-stream",
)
MEDIA_TYPES = JSON_TYPES + OBJECT_TYPES + TOKEN_TYPES + BYTE_TYPES
"""What a credential may be sent as; it may also be sent without any."""
ANSWERS = {
    "400": "api.no_credential",
    "405": "api.method",
    "413": "api.too_large",
    "415": "api.media_type",
    "429": "api.too_often",
    "500": "api.failed",
    "503": "api.busy",
}
"""Status → what it means, for all that are problem documents."""
REPORT_MEMBERS = ("verdict", "verified_at", "checks", "content", "trust")


def operation(language: str) -> dict[str, Any]:
    """What `POST /verify` takes and gives."""
    example = {"credential": {"value": example_credential()}}
    return {
        "summary": say("api.verify", language),
        "description": say("api.verify.text", language),
        "requestBody": {
            "required": True,
            "description": say("api.verify.body", language),
            "content": taken(example),
        },
        "responses": {
            "200": {
                "description": say("api.report", language),
                "content": {
                    "application/json": {
                        "schema": _described_report(language),
                        "examples": {"report": {"value": example_report(language)}},
                    }
                },
            },
            **{status: problem_answer(status, code, language) for status, code in ANSWERS.items()},
        },
    }


def taken(examples: dict[str, Any]) -> dict[str, Any]:
    """What a credential may be sent as, by media type."""
    return {
        **{name: {"schema": {"type": "object"}, "examples": examples} for name in JSON_TYPES},
        **{name: {"schema": {"type": "object"}} for name in OBJECT_TYPES},
        **{name: {"schema": {"type": "string"}} for name in TOKEN_TYPES},
        **{name: {"schema": {}} for name in BYTE_TYPES},
    }


def problem_schema(*, of_answer: bool = True) -> dict[str, Any]:
    """The JSON Schema of a problem document (RFC 9457, 3); within an answer it has no status."""
    text = {"type": "string"}
    status = {"status": {"type": "integer", "minimum": 400, "maximum": 599}} if of_answer else {}
    return {
        "type": "object",
        "required": ["type", "title", *status, "detail", "code"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": text,
            **status,
            "detail": text,
            "code": {"type": "string", "pattern": r"^[a-z]+(\.[a-z0-9_-]+)+$"},
        },
    }


@cache
def example_credential() -> dict[str, Any]:
    """A genuine credential about nobody, kept beside this module."""
    file = resources.files("tesela.site.api") / "example-credential.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def example_report(language: str) -> dict[str, Any]:
    """A report, shortened to two of its checks."""
    issuer = example_credential()["issuer"]["id"]
    checks: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("proof", "proof.ok", "VC Data Integrity 1.0, 4.5", {"cryptosuites": ["eddsa-rdfc-2022"]}),
        ("status", "status.none", "Bitstring Status List 1.0, 3.2", {"entries": []}),
    )
    return {
        "verdict": "valid",
        "verified_at": "2026-06-30T12:00:00+00:00",
        "checks": [
            {
                "id": step,
                "outcome": "passed",
                "code": code,
                "message": say(code, language),
                "clause": clause,
                "evidence": evidence,
            }
            for step, code, clause, evidence in checks
        ],
        "content": {"carrier": "json", "award": {"awarded_on": "2026-06-12"}},
        "trust": {
            "issuer": issuer,
            "outcome": "indeterminate",
            "code": "trust.no_registry",
            "message": say("trust.no_registry", language),
            "registry": None,
            "registered_name": None,
        },
    }


def _described_report(language: str) -> dict[str, Any]:
    schema = _written_out(report_schema())
    for name in REPORT_MEMBERS:
        schema["properties"][name]["description"] = say(f"api.report.{name}", language)
    return schema


def _written_out(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without `$defs`: each reference is what it refers to, once.

    Within an OpenAPI document `#/$defs` would be looked for at its root.
    """
    named = schema.pop("$defs", {})

    def written(part: Any, inside: bool) -> Any:
        if isinstance(part, list):
            return [written(one, inside) for one in part]
        if not isinstance(part, dict):
            return part
        if "$ref" not in part:
            return {name: written(one, inside) for name, one in part.items()}
        if inside:  # a definition that contains itself
            return {"type": "object"}
        return written(named[part["$ref"].removeprefix("#/$defs/")], True)

    found: dict[str, Any] = written(schema, False)
    return found


def problem_answer(status: str, code: str, language: str) -> dict[str, Any]:
    """The problem document of `status`, which means what `code` says."""
    answer: dict[str, Any] = {
        "description": say(code, language),
        "content": {"application/problem+json": {"schema": problem_schema()}},
    }
    if status in ("429", "503"):
        answer["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}}}
    if status == "405":
        answer["headers"] = {"Allow": {"schema": {"type": "string"}}}
    return answer
