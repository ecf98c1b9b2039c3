"""Credentials to send, and what every answer of the API must keep."""

import copy
import json
from typing import Any

from django.http import HttpResponse

from tesela.formats import openbadges
from tesela.proofs import data_integrity
from tests.samples import ACHIEVEMENT, KEY, NOW, award

VERIFY = "/api/v1/verify"
SECRET_NAME = "Żaneta-Unmistakable"


def credential(**changes: Any) -> dict[str, Any]:
    """A signed Open Badge whose state is published nowhere."""
    learner = {
        "id": "urn:uuid:22222222-2222-4222-8222-222222222222",
        "given_name": SECRET_NAME,
        "family_name": "Ó Súilleabháin",
    }
    document = openbadges.write(
        ACHIEVEMENT, award(learner=learner), issuer=KEY.controller, issued_at=NOW
    )
    return data_integrity.secure(document | changes, KEY, NOW)


def with_one_letter_changed() -> bytes:
    changed = copy.deepcopy(credential())
    changed["credentialSubject"]["achievement"]["name"] = "First steps in cars"
    return json.dumps(changed, ensure_ascii=False).encode()


def problem(answer: HttpResponse, status: int, code: str) -> dict[str, Any]:
    """The problem document in `answer`, which must be one."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    found = json.loads(answer.content)
    assert found["status"] == status
    assert found["code"] == code
    assert found["title"]
    assert found["type"].endswith("#" + code)
    return found
