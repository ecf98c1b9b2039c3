"""A result on its way from the page that shows it to a link that shares it.

The service keeps nothing of a check. Who wants to share the result sends it
back with the form, so it is signed: what is shared is what was found here,
and not what somebody made up. What is carried is less than what was shown:

- the kind and the title of what was checked, never an identifier;
- of a credential, no text that stands in it: each is put as an ellipsis into
  the sentences, since it may be about a person;
- of a description, the texts that its findings name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core import signing

from tesela.conform.outcomes import DEFINITION
from tesela.model.findings import Finding, Findings, Outcome, Outcomes, Severity
from tesela.text.errors import Problem, TeselaError
from tesela.text.languages import is_language_tag
from tesela.text.messages.table import MESSAGES

SECONDS = 3600
"""So long a result can be shared after it was shown."""
MAXIMUM_CHARACTERS = 400_000
_SALT = "tesela.site.checker"
_MOST_FINDINGS = 1_000
_LONGEST = 300
"""Characters of a title or of a text in a finding."""
_MEMBER = re.compile(r"(?:/[A-Za-z0-9_@:-]{1,60}){0,20}\Z")
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Result:
    """Findings, and when they were found."""

    findings: Findings
    at: datetime
    country: str | None = None
    """Whose own rules were asked for (ISO 3166-1 alpha-2); None: those of the issuer's country."""


def may_be_carried(findings: Findings) -> bool:
    """Whether the result can be shared: it is about something that could be read.

    The misfits of a description that does not fit its schema name members and
    values that can be anything, so they stay where they are shown.
    """
    return "title" in findings.subject or findings.subject.get("kind") == "credential"


def packed(result: Result) -> str:
    """The result, signed, for a form."""
    return signing.dumps(plain(result), salt=_SALT, compress=True)


def unpacked(text: str) -> Result:
    """What `packed` made. Raises TeselaError `checker.share.old`."""
    if len(text) > MAXIMUM_CHARACTERS:
        raise TeselaError("checker.share.old")
    try:
        return read(signing.loads(text, salt=_SALT, max_age=SECONDS))
    except signing.BadSignature as error:
        raise TeselaError("checker.share.old") from error


def plain(result: Result) -> dict[str, Any]:
    """The result as JSON that can be stored, without what may be about a person."""
    found, subject = result.findings, result.findings.subject
    of_a_person = subject.get("kind") != "description"
    return {
        "at": result.at.astimezone(UTC).isoformat(timespec="seconds"),
        "ruleset": found.ruleset,
        "country": result.country,
        "kind": str(subject.get("kind", "")),
        "title": _title(subject.get("title")),
        "outcomes": found.outcomes.to_json(),
        "findings": [_plain(finding, of_a_person) for finding in found.findings[:_MOST_FINDINGS]],
    }


def read(stored: Mapping[str, Any]) -> Result:
    """The result that `plain` wrote. Findings whose sentence is no longer there are left out."""
    subject = {"kind": stored["kind"], "title": stored["title"]}
    findings = tuple(
        Finding(
            rule=one["rule"],
            principle=one["principle"],
            element=one["element"],
            severity=Severity(one["severity"]),
            path=one["path"],
            problem=Problem(one["code"], one["data"]),
            source=one["source"],
            line=one["line"],
            column=one["column"],
        )
        for one in stored["findings"]
        if one["code"] in MESSAGES
    )
    at = datetime.fromisoformat(stored["at"])
    outcomes = _outcomes(stored["outcomes"])
    found = Findings(stored["ruleset"], subject, findings, outcomes)
    return Result(found, at, stored.get("country"))


def _outcomes(stored: Mapping[str, Mapping[str, str]]) -> Outcomes:
    """In their own order: a database may keep the members of an object in another."""
    definition = stored["definition"]
    return Outcomes(
        _numbered(stored["principles"]),
        _numbered(stored["elements"]),
        {name: Outcome(definition[name]) for name in DEFINITION if name in definition},
    )


def _numbered(stored: Mapping[str, str]) -> dict[int, Outcome]:
    return {number: Outcome(stored[str(number)]) for number in sorted(map(int, stored))}


def _title(title: Any) -> dict[str, str]:
    if not isinstance(title, Mapping):
        return {}
    return {
        tag: _storable(str(text)) for tag, text in list(title.items())[:30] if is_language_tag(tag)
    }


def _plain(finding: Finding, of_a_person: bool) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "principle": finding.principle,
        "element": finding.element,
        "severity": finding.severity.value,
        "path": finding.path if _MEMBER.match(finding.path) else "",
        "code": finding.problem.code,
        "data": {
            name: value if isinstance(value, int | float) else _text(value, of_a_person)
            for name, value in finding.problem.data.items()
        },
        "source": finding.source,
        "line": finding.line,
        "column": finding.column,
    }


def _text(value: object, of_a_person: bool) -> str:
    return LEFT_OUT if of_a_person else _storable(str(value))


def _storable(text: str) -> str:
    """The text as both databases keep it."""
    return text.replace("\x00", "")[:_LONGEST]
