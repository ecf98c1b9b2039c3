"""What this service says of credentials whose register it took over from another service.

An institution closed and handed its register to an organisation here
(`tesela handover`). Its identity, its status lists and its descriptions are
named under addresses of the service it was at, where perhaps nobody answers:

- **keys**: those that its identity itself listed on the day of the handover
- **lists**: as its own key signed them last, or as a key signs that its
  identity has listed since; a list on which something changed that nobody can
  sign is not given
- **descriptions**: the bytes that credentials pin

The register came under the issuer's own seal. So where it says that an award
was withdrawn or suspended since, a list that does not say so does not count.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from tesela.model.report import CheckResult, Outcome, Report, Verdict
from tesela.site.awards import status
from tesela.site.awards.models import Award, StatusList
from tesela.site.design.models import Edition
from tesela.site.providers import keys
from tesela.site.providers.models import Organisation, Succession
from tesela.text.errors import Problem, TeselaError
from tesela.trust.keys import controller_address, did_document

_LONGEST = 2_000


def answer(url: str) -> bytes | None:
    """What stood at `url` at the service that a register came from; None for all else.

    Raises TeselaError `fetch.status` (410) for a list that nobody can sign any more.
    """
    if len(url) > _LONGEST or not url.isprintable() or not Succession.objects.exists():
        return None
    return _list(url) or _identity(url) or _description(url)


def with_its_word(report: Report) -> Report:
    """The report, where the register says more about the award's state than its list."""
    award = _award(report)
    if award is None or report.verdict is Verdict.INVALID:
        return report
    since = award.withdrawn_at or award.suspended_at
    if since is None:
        return report
    problem = Problem(
        "status.register_withdrawn" if award.withdrawn_at else "status.register_suspended",
        {
            "successor": _name(award.organisation.succession.successor),
            "day": since.date().isoformat(),
        },
    )
    checks = tuple(_failed(one, problem) if one.id == "status" else one for one in report.checks)
    return replace(report, checks=checks, verdict=Verdict.INVALID)


def succession_of(issuer: str | None) -> Succession | None:
    """Who answers for the register of this issuer, which closed."""
    if not issuer or len(issuer) > _LONGEST or not issuer.isprintable():
        return None
    return (
        Succession.objects.filter(organisation__identity=issuer)
        .select_related("organisation", "successor")
        .first()
    )


def _award(report: Report) -> Award | None:
    """The award that a genuine credential states, where its register was taken over."""
    passed = {check.id for check in report.checks if check.outcome is Outcome.PASSED}
    stated = report.content.get("award")
    if not passed >= {"proof", "issuer"} or not isinstance(stated, dict):
        return None
    try:
        key = UUID(str(stated.get("id")).removeprefix("urn:uuid:"))
    except ValueError:
        return None
    found = (
        Award.objects.exclude(organisation__came_from="")
        .filter(pk=key)
        .select_related("organisation__succession__successor")
        .first()
    )
    ours = found is not None and status.issuer_of(found.method) == report.trust.issuer
    return found if ours else None


def _failed(check: CheckResult, problem: Problem) -> CheckResult:
    return replace(check, outcome=Outcome.FAILED, problem=problem)


def _name(organisation: Organisation) -> str:
    names = dict(organisation.name)
    return str(names.get("en") or next(iter(names.values()), organisation.slug))


def has_list(address: str) -> bool:
    """Whether a status list that was taken over stands at this address."""
    fits = len(address) <= _LONGEST and address.isprintable()
    return fits and _published(address) is not None


def _published(address: str) -> StatusList | None:
    beginning, slash, name = address.rpartition("/status/")
    if not slash or not beginning:
        return None
    return (
        StatusList.objects.filter(name=name[:80], organisation__came_from=beginning)
        .select_related("organisation")
        .first()
    )


def _list(url: str) -> bytes | None:
    published = _published(url)
    if published is None:
        return None
    try:
        return status.current_document(published)
    except TeselaError as error:
        raise TeselaError("fetch.status", url=url[:300], status=410) from error


def _identity(url: str) -> bytes | None:
    if not url.startswith("https://") or not url.endswith("/did.json"):
        return None
    for succession in Succession.objects.select_related("organisation"):
        organisation = succession.organisation
        if _stands_at(organisation.identity, url):
            shown = {*succession.confirmed, *_taken_up(organisation)}
            listed = keys.document_keys(organisation, organisation.identity)
            known = {one: key for one, key in listed.items() if one in shown}
            return json.dumps(did_document(organisation.identity, known)).encode()
    return None


def _taken_up(organisation: Organisation) -> Iterator[str]:
    """Keys from here that the identity has listed since (`keys.take_up`)."""
    here = organisation.keys.exclude(sealed=b"").filter(waiting=False)
    yield from here.values_list("method", flat=True)


def _stands_at(identity: str, url: str) -> bool:
    return identity.startswith("did:web:") and controller_address(identity) == url


def _description(url: str) -> bytes | None:
    found = Edition.objects.filter(iri=url).exclude(description__organisation__came_from="")
    public = found.values_list("public", flat=True).first()
    return None if public is None else bytes(public)
