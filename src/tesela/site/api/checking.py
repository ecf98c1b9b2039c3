"""`POST /api/v1/check`: the findings of the checker over HTTP.

    1.–3. as `bodies.body_of`
    4. there is a free turn
    5. check, and answer with the findings

A description that does not fit its schema has findings too (200); 400 is for
what is neither a description nor a credential. Stateless and without cookies.
"""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from tesela.model.findings import findings_schema
from tesela.site.api.bodies import body_of
from tesela.site.api.document import ANSWERS, MEDIA_TYPES, example_credential, problem_answer, taken
from tesela.site.api.problems import problem
from tesela.site.checker import actions
from tesela.site.languages import language_of
from tesela.site.limits import turn
from tesela.site.verifier.actions import NO_CREDENTIAL
from tesela.text.catalogue import say
from tesela.text.errors import Problem, TeselaError

DESCRIPTION_TYPES = ("application/yaml", "application/x-yaml", "text/yaml", "text/plain")
"""What a description may be sent as, besides JSON (RFC 9512 for YAML)."""
TYPES = DESCRIPTION_TYPES + MEDIA_TYPES
NEITHER = (*NO_CREDENTIAL, "description.", "checker.unreadable")
"""Beginnings of the codes that say: this is neither a description nor a credential."""
MEMBERS = {
    "ruleset": "checker.api.ruleset",
    "subject": "checker.api.subject",
    "findings": "checker.api.members",
    "outcomes": "checker.api.outcomes",
}
"""Member of the answer → the sentence that explains it."""
_EXAMPLE = {
    "id": "https://learn.example/achievements/sourdough",
    "version": "1",
    "title": {"en": "Baking with sourdough"},
    "issuer": {"name": {"en": "The Bread School"}, "country": "IE"},
    "learning_outcomes": [{"id": "starter", "text": {"en": "Prepare a starter for a loaf"}}],
}


def check(request: HttpRequest) -> HttpResponse:
    """What is found in a description or a credential."""
    data = body_of(request, TYPES)
    if isinstance(data, HttpResponse):
        return data
    try:
        with turn():  # 4
            found = actions.check(data, say("checker.sent", language_of(request)))
    except TeselaError as error:
        if error.code == "api.busy":
            return problem(request, error.problem, 503)
        return problem(request, refusal(error), 400)
    return JsonResponse(  # 5
        found.to_json(),
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "no-store"},
    )


def refusal(error: TeselaError) -> Problem:
    """Why something is neither a description nor a credential, by a code that is explained."""
    if error.code.startswith(NEITHER):
        return error.problem
    return Problem("checker.unreadable")


def operation(language: str) -> dict[str, Any]:
    """What `POST /check` takes and gives."""
    schema = findings_schema()
    for name, code in MEMBERS.items():
        schema["properties"][name]["description"] = say(code, language)
    return {
        "summary": say("checker.api", language),
        "description": say("checker.api.text", language),
        "requestBody": {
            "required": True,
            "description": say("checker.api.body", language),
            "content": {
                **{name: {"schema": {}} for name in DESCRIPTION_TYPES},
                **taken({"credential": {"value": example_credential()}}),
            },
        },
        "responses": {
            "200": {
                "description": say("checker.api.findings", language),
                "content": {
                    "application/json": {
                        "schema": schema,
                        "examples": {"findings": {"value": example_findings()}},
                    }
                },
            },
            **{
                status: problem_answer(
                    status, "checker.api.unreadable" if status == "400" else code, language
                )
                for status, code in ANSWERS.items()
            },
        },
    }


@cache
def example_findings() -> dict[str, Any]:
    """What is found in a description that says little, shortened to two findings in English."""
    found = actions.check(json.dumps(_EXAMPLE).encode(), "description.json").to_json()
    found["findings"] = [
        {
            **one,
            "message": {"en": one["message"]["en"]},
            "fix": {"en": one["fix"]["en"]},
        }
        for one in found["findings"][:2]
    ]
    return found
