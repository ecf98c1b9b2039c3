"""Who says so? The name behind the signature, and why it is to be believed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tesela.model.five_questions.reading import Read, of_problem, same_party
from tesela.model.outcome import Outcome
from tesela.model.questions import Answer, Basis, State, Statement, Value
from tesela.text.localized import LocalizedText

if TYPE_CHECKING:
    from tesela.model.report import Ground


def answer(known: Read) -> Answer:
    """The name and the reason to believe it; where the signature does not fit, what is claimed."""
    if not known.signed:
        return Answer("issuer", State.UNPROVEN, tuple(_claimed(known)))
    return Answer("issuer", State.ANSWERED, tuple(_said(known)), tuple(_evidence(known)))


def _claimed(known: Read) -> Iterator[Statement]:
    yield Statement("questions.issuer.unproven", Basis.CHECKED, outcome=Outcome.FAILED)
    if known.stated_name:
        yield Statement("questions.issuer.named", Basis.STATED, {"name": known.stated_name})


def _said(known: Read) -> Iterator[Statement]:
    trust, vouched = known.report.trust, _vouched(known)
    registered = LocalizedText(trust.registered_name) if trust.registered_name else None
    if trust.outcome is Outcome.PASSED and registered:
        yield Statement("questions.issuer.says", Basis.VOUCHED, {"name": registered})
        yield of_problem(trust.problem, Basis.VOUCHED, Outcome.PASSED)
    elif name := _certified_name(vouched):
        yield Statement("questions.issuer.says", Basis.VOUCHED, {"name": name})
    else:
        basis = Basis.STATED if known.stated_name else Basis.CHECKED
        stated = known.stated_name or trust.issuer or ""
        yield Statement("questions.issuer.says", basis, {"name": stated})
    yield from (of_problem(one.problem, _basis(one), one.outcome) for one in vouched)
    if trust.outcome is not Outcome.PASSED and not vouched:
        yield Statement("questions.issuer.claimed", Basis.CHECKED, outcome=Outcome.INDETERMINATE)
    yield from _awarding(known)


def _awarding(known: Read) -> Iterator[Statement]:
    """The awarding body, where it is another organisation than the one that sealed (element 4)."""
    achievement = known.achievement
    if achievement is None:
        return
    others = [
        body.name
        for body in achievement.awarding_bodies
        if not same_party(body, achievement.issuer)
    ]
    if others:
        yield Statement("questions.issuer.awarding", Basis.STATED, {"bodies": tuple(others)})
    if (mandate := known.report.mandate) and known.signed:
        yield of_problem(mandate.problem, Basis.CHECKED, mandate.outcome)


def _evidence(known: Read) -> Iterator[Statement]:
    trust = known.report.trust
    issuer = known.achievement.issuer if known.achievement else None
    if issuer:
        name: Value = issuer.legal_name or issuer.name
        code = "questions.issuer.legal" if issuer.legal_name else "questions.issuer.no_legal"
        yield Statement(code, Basis.STATED, {"name": name})
        for number in issuer.identifiers:
            data: dict[str, Value] = {"scheme": number.scheme, "number": number.value}
            yield Statement("questions.issuer.number", Basis.STATED, data)
    if trust.issuer:
        yield Statement("questions.issuer.identity", Basis.CHECKED, {"identity": trust.issuer})
    known_here = trust.outcome is Outcome.PASSED
    for ground in trust.grounds:
        if ground.kind == "key" and known_here:
            continue  # with a registry's word, a key that stands alone is no mere claim
        if ground.outcome is not Outcome.PASSED or ground.kind == "registry":
            yield of_problem(ground.problem, _basis(ground), ground.outcome)
    if not known_here:
        yield of_problem(trust.problem, Basis.CHECKED, trust.outcome)


def _vouched(known: Read) -> list["Ground"]:
    """Grounds on which somebody vouches for the name, but a registry, which is said apart."""
    grounds = known.report.trust.grounds
    return [one for one in grounds if one.outcome is Outcome.PASSED and one.kind != "registry"]


def _certified_name(grounds: list["Ground"]) -> str:
    named = (str(one.problem.data.get("name") or "") for one in grounds)
    return next((name for name in named if name), "")


def _basis(ground: "Ground") -> Basis:
    """A domain was reached by us; a certificate is its authority's word."""
    passed = ground.outcome is Outcome.PASSED
    return Basis.VOUCHED if passed and ground.kind != "domain" else Basis.CHECKED
