"""Who vouches for them, and for what? A registry, quality evidence, endorsements.

To vouch for a name is not to vouch for the teaching, so it is said what each
word is about. Quality evidence in a credential is what its issuer says of
others; whether it held on the day of the award and holds today follows from
its own dates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tesela.model.achievement import QualityAssurance
from tesela.model.assured import Assured, until_halted
from tesela.model.endorsement import Endorsement, agreed_by, counting
from tesela.model.five_questions.reading import Read, of_problem, same_party
from tesela.model.outcome import Outcome
from tesela.model.questions import Answer, Basis, State, Statement, Term, Value
from tesela.text.localized import LocalizedText

OWN_WORD = "internal-quality-assurance"
"""What a provider does by itself, whoever is named."""
SELF_EVALUATION = "eqavet-self-evaluation"
"""Its own word too, unless somebody else decided on it."""


def answer(known: Read) -> Answer:
    """Everybody but the issuer who stands behind it; not stated where there is nobody."""
    hidden = [Statement("questions.hidden_quality", Basis.CHECKED)]
    said = (
        *_identity(known),
        *_registered_quality(known),
        *_kept_quality(known),
        *_quality(known),
        *endorsed(known.report.endorsements),
        *(hidden if "quality" in known.kept_back else ()),
    )
    evidence = (
        *_registered_evidence(known),
        *_kept_evidence(known),
        *(
            quality_evidence(as_known(one, known), known.awarded_on, known.today)
            for one in _statements(known)
        ),
        *(endorsement_evidence(one) for one in known.report.endorsements),
    )
    if not said:
        return Answer(
            "vouching",
            State.NOT_STATED,
            (Statement("questions.vouching.nobody", Basis.CHECKED),),
            evidence,
        )
    return Answer("vouching", State.ANSWERED, said, evidence)


def _identity(known: Read) -> Iterator[Statement]:
    trust = known.report.trust
    if not known.signed:
        return
    if trust.standing and trust.outcome is not Outcome.PASSED:
        yield of_problem(trust.problem, Basis.VOUCHED, trust.outcome)
    elif trust.outcome is Outcome.PASSED:
        yield of_problem(trust.problem, Basis.VOUCHED, Outcome.PASSED)
        if not trust.standing or not trust.standing.now or not trust.standing.now.evidence:
            yield Statement("questions.vouching.name_only", Basis.CHECKED)


def _registered_quality(known: Read) -> Iterator[Statement]:
    """What a registry of providers says of its quality: on the day of the award, and now."""
    standing = known.report.trust.standing
    if standing is None or not known.signed or "quality" in known.kept_back:
        return
    then = _kinds(standing.then.evidence if standing.then else ())
    now = _kinds(standing.now.evidence if standing.now else ())
    if now:
        yield Statement("questions.registry.quality", Basis.VOUCHED, {"kinds": now})
    if standing.then and then != now:
        code = "questions.registry.quality_then" if then else "questions.registry.no_quality_then"
        yield Statement(code, Basis.VOUCHED, {"kinds": then} if then else {})


def _kinds(evidence: Sequence[QualityAssurance]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(Term("quality-assurance", one.kind) for one in evidence))


def _registered_evidence(known: Read) -> Iterator[Statement]:
    standing = known.report.trust.standing
    if standing is None or not known.signed:
        return
    for name, day in (("then", standing.then), ("now", standing.now)):
        if day is None or (name == "then" and "awarded_on" in known.kept_back):
            continue
        details: list[Statement] = []
        if day.reason:
            reason = LocalizedText(day.reason)
            details.append(
                Statement("questions.registry.reason", Basis.VOUCHED, {"reason": reason})
            )
        if "quality" not in known.kept_back:
            details += [
                quality_evidence(one, known.awarded_on, known.today, Basis.VOUCHED)
                for one in day.evidence
            ]
        data: dict[str, Value] = {"day": day.day, "since": day.since.date()}
        code = f"questions.registry.{day.status}_{name}"
        yield Statement(code, Basis.VOUCHED, data, details=tuple(details))


def _assured(known: Read) -> Sequence[Assured]:
    """What is kept about an issuer counts only where the issuer has signed."""
    told = known.signed and "quality" not in known.kept_back
    return known.report.assured if told else ()


def _kept_quality(known: Read) -> Iterator[Statement]:
    """Evidence that the service asked keeps: what holds now, and what was taken away since."""
    groups: dict[str, list[Term]] = {"holds": [], "ended": [], "suspended": [], "withdrawn": []}
    for one in _assured(known):
        halted = one.halted if one.halted_on is None or one.halted_on <= known.today else None
        ended = held_on(one.effective, known.today) is False
        kind = Term("quality-assurance", one.statement.kind)
        groups[halted or ("ended" if ended else "holds")].append(kind)
    outcomes = {"holds": Outcome.PASSED, "ended": None}
    keeper = next((one.keeper for one in _assured(known)), "")
    for name, kinds in groups.items():
        if kinds:
            data: dict[str, Value] = {"kinds": tuple(dict.fromkeys(kinds)), "keeper": keeper}
            outcome = outcomes.get(name, Outcome.FAILED)
            yield Statement(f"questions.kept.{name}", Basis.VOUCHED, data, outcome=outcome)


def _kept_evidence(known: Read) -> Iterator[Statement]:
    for one in _assured(known):
        told = quality_evidence(one.effective, known.awarded_on, known.today, Basis.VOUCHED)
        more: list[Statement] = []
        if one.halted and one.halted_on:
            day: dict[str, Value] = {"day": one.halted_on}
            code = f"questions.kept.{one.halted}_on"
            more.append(Statement(code, Basis.VOUCHED, day, outcome=Outcome.FAILED))
        if one.proof:
            address: dict[str, Value] = {"address": one.proof}
            more.append(Statement("questions.kept.proof", Basis.VOUCHED, address))
        yield replace(told, details=(*told.details, *more))


def as_known(one: QualityAssurance, known: Read) -> QualityAssurance:
    """What the credential states, cut short where its assurer has halted it since."""
    for kept in known.report.assured:
        if kept.halted and kept.is_about(one):
            return until_halted(one, kept.halted_on)
    return one


def _statements(known: Read) -> Sequence[QualityAssurance]:
    return known.achievement.quality_assurance if known.achievement else ()


def _quality(known: Read) -> Iterator[Statement]:
    """What the credential says of its quality assurance, by who stands behind it.

    A statement without who or when has nobody else behind it, whatever its kind.
    """
    groups: dict[str, list[Term]] = {"others": [], "ended": [], "bare": [], "own": []}
    for one in _statements(known):
        groups[_group(one, known)].append(Term("quality-assurance", one.kind))
    for name, kinds in groups.items():
        if kinds:
            data: dict[str, Value] = {"kinds": tuple(dict.fromkeys(kinds))}
            yield Statement(f"questions.quality.{name}", Basis.STATED, data)


def _group(one: QualityAssurance, known: Read) -> str:
    own = (
        (known.achievement.issuer, *known.achievement.awarding_bodies) if known.achievement else ()
    )
    if one.kind == OWN_WORD or (one.agency and any(same_party(one.agency, it) for it in own)):
        return "own"
    if one.kind == SELF_EVALUATION and one.agency is None:
        return "own"
    if one.agency is None or one.decided_on is None:
        return "bare"
    return "ended" if held_on(as_known(one, known), known.today) is False else "others"


def held_on(one: QualityAssurance, day: date) -> bool | None:
    """Whether a statement held on `day` by its own dates; None where it has none."""
    if one.decided_on is None and one.valid_until is None:
        return None
    begun = one.decided_on is None or one.decided_on <= day
    return begun and (one.valid_until is None or day <= one.valid_until)


def quality_evidence(
    one: QualityAssurance, awarded_on: date | None, today: date, basis: Basis = Basis.STATED
) -> Statement:
    """One statement of quality assurance in words: who, when, for what, then and now.

    `basis` tells whose word it is: the credential's, or a registry's.
    """
    kind = Term("quality-assurance", one.kind)
    head = (
        Statement("questions.quality.titled", Basis.STATED, {"kind": kind, "title": one.title})
        if one.title
        else Statement("questions.quality.kind", Basis.STATED, {"kind": kind})
    )
    details = (*_decided(one), *_scope(one), _then_and_now(one, awarded_on, today))
    if basis is not Basis.STATED:
        details = tuple(_on_the_word_of(detail, basis) for detail in details)
    return Statement(head.code, basis, head.data, details=details)


def _on_the_word_of(one: Statement, basis: Basis) -> Statement:
    return replace(one, basis=basis) if one.basis is Basis.STATED else one


def _decided(one: QualityAssurance) -> Iterator[Statement]:
    if one.agency:
        yield Statement("questions.quality.agency", Basis.STATED, {"agency": one.agency.name})
    else:
        yield Statement("questions.quality.no_agency", Basis.CHECKED)
    if one.decision:
        yield Statement("questions.quality.decision", Basis.STATED, {"decision": one.decision})
    dates = (("decided", one.decided_on), ("until", one.valid_until), ("reviewed", one.reviewed_on))
    for name, day in dates:
        if day:
            yield Statement(f"questions.quality.{name}", Basis.STATED, {"day": day})
    for page in filter(None, (one.decision_page, one.report_page)):
        yield Statement("questions.quality.page", Basis.STATED, {"address": page})


def _scope(one: QualityAssurance) -> Iterator[Statement]:
    scope = one.scope
    if scope is None or not (scope.fields or scope.eqf_levels or scope.countries):
        yield Statement("questions.quality.no_scope", Basis.CHECKED)
        return
    listed: dict[str, tuple[Value, ...]] = {
        "fields": tuple(Term("isced-f", code) for code in scope.fields),
        "levels": tuple(str(level) for level in scope.eqf_levels),
        "countries": tuple(Term("country", code) for code in scope.countries),
    }
    for name, values in listed.items():
        if values:
            yield Statement(f"questions.quality.for_{name}", Basis.STATED, {name: values})


def _then_and_now(one: QualityAssurance, awarded_on: date | None, today: date) -> Statement:
    now = held_on(one, today)
    then = held_on(one, awarded_on) if awarded_on else None
    if now is None:
        return Statement("questions.quality.undated", Basis.CHECKED, outcome=Outcome.INDETERMINATE)
    code = {
        (None, True): "questions.quality.holds_now",
        (None, False): "questions.quality.holds_not_now",
        (True, True): "questions.quality.held",
        (True, False): "questions.quality.ended_since",
        (False, True): "questions.quality.began_since",
        (False, False): "questions.quality.never",
    }[then, now]
    return Statement(code, Basis.CHECKED, outcome=Outcome.PASSED if now else Outcome.FAILED)


def endorsed(endorsements: Sequence[Endorsement]) -> Iterator[Statement]:
    """Who endorses it, whether employers and workers agree, and what does not count."""
    agreed = agreed_by(endorsements)
    if agreed:
        names = tuple(name_of(one) for one in agreed)
        yield Statement(
            "questions.endorsed.agreed", Basis.VOUCHED, {"names": names}, outcome=Outcome.PASSED
        )
    others = [one for one in counting(endorsements) if one not in agreed]
    if others:
        names = tuple(name_of(one) for one in others)
        yield Statement("questions.endorsed.by", Basis.VOUCHED, {"names": names}, len(others))
    unknown = tuple(name_of(one) for one in counting(endorsements) if not one.vouched)
    if unknown:
        yield Statement(
            "questions.endorsed.unknown",
            Basis.CHECKED,
            {"names": unknown},
            outcome=Outcome.INDETERMINATE,
        )
    void = [one for one in endorsements if not one.counts]
    if void:
        yield Statement(
            "questions.endorsed.void", Basis.CHECKED, {}, len(void), outcome=Outcome.FAILED
        )


def endorsement_evidence(one: Endorsement) -> Statement:
    """One endorsement in words: by whom, for what, since when; or why it counts for nothing."""
    data: dict[str, Value] = {"name": name_of(one)}
    if one.problem:
        why = of_problem(one.problem, Basis.CHECKED, Outcome.FAILED)
        code = "questions.endorsed.not_counted"
        return Statement(code, Basis.CHECKED, data, outcome=Outcome.FAILED, details=(why,))
    details = [Statement(f"questions.endorsed.side_{one.side}", Basis.STATED)]
    if one.comment:
        details.append(
            Statement("questions.endorsed.comment", Basis.VOUCHED, {"comment": one.comment})
        )
    for name, day in (("given", one.given_on), ("ends", one.ends_on)):
        if day:
            details.append(Statement(f"questions.endorsed.{name}", Basis.CHECKED, {"day": day}))
    code = f"questions.endorsed.of_{one.of}"
    return Statement(code, Basis.VOUCHED, data, outcome=Outcome.PASSED, details=tuple(details))


def name_of(one: Endorsement) -> Value:
    """The endorser's name, else its identity."""
    return one.name or one.endorser
