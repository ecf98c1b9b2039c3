"""What others say of a badge by their own signature: each endorsement checked on its own.

    1. find    the endorsements that the badge carries, up to `MAXIMUM`
    2. check   each like any other credential: form, proof, issuer, dates, status, pins
    3. match   it must be of this achievement, or of this issuer
    4. refuse  what the issuer says of itself

An endorsement that did not pass them all counts for nothing and says why. That
takes nothing from the badge: whether it is genuine is another question. Of a
badge whose own signature does not fit nothing is checked, so that a forgery
causes no traffic.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Literal

from tesela.formats.openbadges import endorsement
from tesela.formats.openbadges.endorsement import Stated
from tesela.model.achievement import Achievement
from tesela.model.endorsement import Endorsement
from tesela.model.party import Party
from tesela.model.report import CheckResult, Outcome, Trust
from tesela.text.errors import Problem, TeselaError
from tesela.verify.opened import Json, Opened

MAXIMUM = 10
"""A badge may carry so many; whoever carries more wants work. The others count for nothing."""
Checked = Callable[[Json], tuple[Opened, Sequence[CheckResult], Trust]]
"""An embedded credential → opened, with all its checks, and who vouches for its issuer.

Raises TeselaError for what is no credential.
"""


def endorsements(
    badge: Json, checks: Sequence[CheckResult], checked: Checked
) -> tuple[Endorsement, ...]:
    """Every endorsement in `badge`, whose own checks are `checks`, after its checks."""
    passed = {one.id for one in checks if one.outcome is Outcome.PASSED}
    if not {"form", "meaning", "proof"} <= passed:
        return ()
    found = list(islice(endorsement.inside(badge), MAXIMUM + 1))  # 1
    judged = [judge(one, badge, checked) for one in found[:MAXIMUM]]
    if len(found) > MAXIMUM:
        problem = Problem("endorsement.too_many", {"maximum": MAXIMUM})
        judged.append(replace(_told(endorsement.read(found[-1]), "achievement"), problem=problem))
    return tuple(judged)


def endorsed_as(
    achievement: Achievement, documents: Sequence[Json], digest: str | None
) -> dict[str, Any]:
    """What a badge of `achievement` would say of itself that matters here."""
    issuer, *bodies = [
        profile
        for party in (achievement.issuer, *achievement.awarding_bodies)
        for profile in _profiles(party)
    ]
    badge: dict[str, Any] = {
        "issuer": issuer,
        "credentialSubject": {
            "achievement": {
                "id": achievement.edition,
                "creator": bodies,
                "endorsement": list(documents),
            }
        },
    }
    if digest:
        badge["relatedResource"] = [{"id": achievement.edition, "digestSRI": digest}]
    return badge


def _profiles(party: Party) -> Iterator[dict[str, Any]]:
    """A party as profiles, one a name that it goes by."""
    numbers = [
        {"identifierType": f"ext:{one.scheme}", "identifier": one.value}
        for one in party.identifiers
    ]
    names = dict.fromkeys((*party.name.values(), *filter(None, (party.legal_name,))))
    for name in names:
        yield {"id": party.id or "", "name": name, "otherIdentifier": numbers}


def judge(document: Json, badge: Json, checked: Checked) -> Endorsement:
    """One endorsement of `badge` after its checks; raises nothing."""
    stated = endorsement.read(document)
    of = _endorsed(stated, badge)
    told = _told(stated, of or "achievement")
    try:
        opened, checks, trust = checked(document)  # 2
    except TeselaError as error:
        return replace(told, problem=error.problem)
    problem = _failed(checks) or _unfit(stated, opened, of, badge)
    if problem:
        return replace(told, problem=problem)
    certificates = (one for one in trust.grounds if one.kind == "certificate")
    certified = any(one.outcome is Outcome.PASSED for one in certificates)
    return replace(told, vouched=certified or trust.outcome is Outcome.PASSED)


def _failed(checks: Sequence[CheckResult]) -> Problem | None:
    """The first thing that failed, else the first that could not be established."""
    for outcome in (Outcome.FAILED, Outcome.INDETERMINATE):
        for one in checks:
            if one.outcome is outcome:
                return one.problem
    return None


def _unfit(
    stated: Stated,
    opened: Opened,
    of: Literal["achievement", "provider"] | None,
    badge: Json,
) -> Problem | None:
    if not endorsement.is_endorsement(opened.document):
        return Problem("endorsement.not_one")
    if of is None:  # 3
        return Problem("endorsement.other_subject", {"subject": stated.subject[:300]})
    if not _same_pins(opened.document, badge):
        return Problem("endorsement.other_words")
    if is_self_given(stated, _own_profiles(badge)):  # 4
        return Problem("endorsement.self_given")
    return None


def is_self_given(stated: Stated, own: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the endorser is one of those it praises: by identity, register number or name."""
    names = {text.casefold() for text in (stated.name or {}).values()}
    for profile in own:
        other = endorsement.read({"issuer": profile})
        same_name = names & {text.casefold() for text in (other.name or {}).values()}
        same_identity = bool(other.endorser) and other.endorser == stated.endorser
        if same_identity or same_name or (other.numbers & stated.numbers):
            return True
    return False


def _endorsed(stated: Stated, badge: Json) -> Literal["achievement", "provider"] | None:
    """What it endorses: the achievement or its issuer; None where it is something else."""
    if not stated.subject:
        return None
    if stated.subject in [one.get("id") for one in (badge, *_achievements(badge))]:
        return "achievement"
    if stated.subject in [one.get("id") for one in _own_profiles(badge)]:
        return "provider"
    return None


def _same_pins(document: Json, badge: Json) -> bool:
    """Whether both pin the same bytes of what both pin (VCDM 2.0, 5.3)."""
    pins = [
        {
            (str(one.get("id")), str(one.get("digestSRI")).partition("-")[0]): one.get("digestSRI")
            for one in _objects(stated.get("relatedResource"))
        }
        for stated in (document, badge)
    ]
    return all(pins[0][both] == pins[1][both] for both in pins[0].keys() & pins[1].keys())


def _achievements(badge: Json) -> Iterator[Mapping[str, Any]]:
    for subject in _objects(badge.get("credentialSubject")):
        yield from _objects(subject.get("achievement"))


def _own_profiles(badge: Json) -> list[Mapping[str, Any]]:
    """The profiles of those who issue and award the badge."""
    issuer = badge.get("issuer")
    listed = [*_objects({"id": issuer} if isinstance(issuer, str) else issuer)]
    return listed + [one for it in _achievements(badge) for one in _objects(it.get("creator"))]


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, Mapping):
            yield entry


def _told(stated: Stated, of: Literal["achievement", "provider"]) -> Endorsement:
    return Endorsement(
        id=stated.id,
        endorser=stated.endorser,
        name=stated.name,
        side=stated.side,
        of=of,
        comment=stated.comment,
        given_on=stated.given_on,
        ends_on=stated.ends_on,
    )
