"""`check_credential`: a credential of anybody's, held against the Recommendation.

1. What the credential says is read into our words, as far as they go, together
   with what it states apart from them (`verify.content`).
2. The rules about achievements that a credential can be asked for are run on
   what was read; their findings are placed in the document itself.
3. The rules about received credentials are run (`rules.received_table`).
4. An element that is stated in a way that our words cannot hold is not called
   missing: the rule about how it is stated has spoken.
5. Outcomes are drawn up over both tables.

Nothing is verified here and nothing is fetched. Whoever has verified the
credential hands the report in (`Known.report`); without it the rules about
signatures and states are undecided.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tesela.codecs import jsontext
from tesela.conform.description import RULESET, rules_for, with_profile
from tesela.conform.engine import Ran, run
from tesela.conform.known import NOTHING_KNOWN, Known
from tesela.conform.lately import Of, found_of
from tesela.conform.outcomes import outcomes
from tesela.conform.rule import Scope
from tesela.conform.rules.received_table import RECEIVED_RULES
from tesela.conform.rules.subjects import ELEMENT_OF_LIST, Received
from tesela.formats.pointers import pointer
from tesela.model.findings import Finding, Findings
from tesela.text.errors import TeselaError
from tesela.verify.content import words
from tesela.verify.opened import Opened
from tesela.verify.procedure import taken_out
from tesela.verify.resources import pinned_documents

_WITHOUT_SIGNATURE = ("embedded", "openbadges2")
"""Mechanisms whose documents may come unsigned."""

_UPLOAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[^{}]{0,200}"credential"\s*:\s*\{')
_DELIVERY = re.compile(rb'"deliveryDetails"\s*:')


def check_credential(data: bytes, known: Known = NOTHING_KNOWN) -> Findings:
    """What a credential, in whatever carries it, does not meet.

    Raises TeselaError `check.unknown_format`, and what `verify` raises for what
    is no credential at all.
    """
    alone, around = _out_of_upload(data)
    received, subject = read_credential(alone)
    found = check_received(received, known, subject)
    if not around:
        return found
    inside = (replace(one, path=around + one.path) for one in found.findings)
    return replace(found, findings=tuple(inside))


def _out_of_upload(data: bytes) -> tuple[bytes, str]:
    """The credential in a file made for the Commission's issuer, and its place there.

    Such a file has the credential beside the details of its delivery; it is
    then often without its contexts and its issuer, which the issuer adds.
    """
    delivered = b'"deliveryDetails"' in data and _DELIVERY.search(data)
    if not delivered and not _UPLOAD.match(data):
        return data, ""
    value = jsontext.parse(data)
    if not isinstance(value, dict) or not isinstance(value.get("credential"), dict):
        return data, ""
    return json.dumps(value["credential"], ensure_ascii=False).encode(), "/credential"


def check_received(received: Received, known: Known, subject: Mapping[str, Any]) -> Findings:
    """What a credential that was read does not meet; `subject` says which one it is."""
    achievement = received.achievement
    of = found_of(achievement, known) if achievement is not None else _NOTHING_READ  # 2
    if achievement is not None:
        known = with_profile(known, achievement.issuer.country)
    other = run(RECEIVED_RULES, received, known)  # 3
    otherwise = frozenset(_stated_otherwise(received))
    placed = tuple(_placed(_missing_truly(of.ran.findings, otherwise), received))
    findings = (*placed, *other.findings, *_placed(of.questions, received))
    undecided = tuple(dict.fromkeys((*of.ran.undecided, *other.undecided)))
    elements = of.elements | _elements(received, otherwise)
    drawn_up = outcomes(findings, undecided, elements, of.principles | {7, 9})  # 5
    return Findings(RULESET, subject, findings, drawn_up, undecided)


_NOTHING_READ = Of(Ran((), ()), (), frozenset(), frozenset())


def read_credential(data: bytes) -> tuple[Received, dict[str, Any]]:
    """The credential as the rules want it, and what it is called. Raises as `check_credential`."""
    handed, mechanism, opened = taken_out(data)  # 1
    signed = mechanism.name not in _WITHOUT_SIGNATURE or _has_signature(opened)
    found = words(opened.document, _pinned(opened, handed.beside), _held_back(opened))
    if found is None:
        raise TeselaError("check.unknown_format", type=_types(opened))
    name, read = found
    received = Received(
        format=name,
        stated=read.stated,
        achievement=read.achievement,
        award=read.award,
        signed=signed,
        sealed=mechanism.name == "sealed",
        octets=len(handed.exact or data),
    )
    title = dict(read.achievement.title) if read.achievement else {}
    subject = {
        "kind": "credential",
        "carrier": handed.carrier,
        "format": name,
        "secured_by": mechanism.name if signed else None,
        "id": opened.document.get("id") or opened.document.get("jti"),
        "title": title,
    }
    return received, subject


def _has_signature(opened: Opened) -> bool:
    return isinstance(opened.secured, str) or bool(opened.document.get("proof"))


def _held_back(opened: Opened) -> frozenset[str]:
    return frozenset(pointer(path) for path in opened.held_back)


def _pinned(opened: Opened, beside: tuple[bytes, ...]) -> Mapping[str, bytes]:
    """What lies beside the credential and is pinned by it; what was changed is not read."""
    if not beside:
        return {}
    try:
        found = pinned_documents(opened.document, lambda _: None, beside)
    except (TeselaError, KeyError, TypeError):
        return {}
    return {name: data for name, data in found.items() if data is not None}


def _types(opened: Opened) -> str:
    named = opened.document.get("type")
    return ", ".join(map(str, named if isinstance(named, list) else [named]))[:200]


def _missing_truly(findings: tuple[Finding, ...], otherwise: frozenset[int]) -> Iterator[Finding]:
    """All but those that miss an element which is stated in another way (4)."""
    for one in findings:
        if not (one.problem.code in _PRESENCE and one.element in otherwise):
            yield one


_PRESENCE = frozenset(
    code for rule in rules_for(Scope.RECEIVED) if rule.presence for code in rule.codes
)


def _stated_otherwise(received: Received) -> Iterator[int]:
    """Elements that the document states in a way that our words cannot hold."""
    for term in received.stated.terms:
        if (element := ELEMENT_OF_LIST.get(term.list)) is not None:
            yield element
    if received.stated.durations:
        yield 7


def _placed(findings: Iterable[Finding], received: Received) -> Iterator[Finding]:
    """Findings about our words, at the place in the document that says it."""
    for one in findings:
        yield replace(one, path=received.stated.place_of(one.path))


def _elements(received: Received, otherwise: frozenset[int]) -> set[int]:
    """The standard elements that the credential states apart from the achievement.

    Of the principles, 7 and 9 are about the credential itself.
    """
    stated = received.stated
    found = set(otherwise)
    if stated.names or stated.full_names or stated.learner_numbers:
        found.add(1)
    if stated.issued:
        found.add(5)
    if stated.grades:
        found.add(14)
    return found
