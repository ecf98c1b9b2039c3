"""What a registry of providers says of an issuer: as of the award, and as of now.

1. The issuer is looked up by the identity that the credential names.
2. Two days count: the day of the award, which the document states (its beginning where
   it states none), and the day of asking. Who was a trusted provider then may be none
   now, and the other way round; both are said.
3. Where the registry lists the provider's keys, the key that signed must have been one
   of them when it signed (Controlled Identifiers 1.0, 2.2). A key that was revoked counts
   only for what somebody independent has proven to be older.
4. From this comes one answer about trust, apart from whether the document is genuine:
   *passed* when the registry vouches for the issuer on both days; *failed* when it
   did not on the day of the award, though it knew the provider; *indeterminate* in between,
   and where the registry is overdue or cannot be read.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from tesela.model.report import CheckResult, Outcome, Trust
from tesela.model.standing import ProviderThen, Standing
from tesela.proofs import data_integrity
from tesela.text.errors import Problem, TeselaError
from tesela.trust.keys import key_of_method
from tesela.trust.registry import Registry
from tesela.verify.opened import Circumstances, Opened

if TYPE_CHECKING:
    from tesela.trust.provider_entries import Entry, Record, RegisteredKey
    from tesela.trust.provider_lookup import Listing


def trust_of(
    opened: Opened, asked: Circumstances, checks: Sequence[CheckResult], said: Mapping[str, Any]
) -> Trust:
    """Who vouches for the issuer; `said` is the content as `content.read` gives it."""
    registry, issuer = asked.registry, opened.issuer
    providers = registry.providers if registry else None
    if registry is None or providers is None or issuer is None:
        return listed(issuer, registry)
    try:
        entry = providers.find(issuer)  # 1
    except TeselaError as error:
        fault = Problem("trust.registry_fault", {"registry": providers.name, "reason": error.code})
        return Trust(issuer, Outcome.INDETERMINATE, fault, providers.name)
    if entry is None:
        return listed(issuer, registry)
    standing = _standing(entry, opened, asked, checks, said)
    outcome, problem = _answer(standing, providers, asked)
    shown = standing.now or standing.then
    return Trust(
        issuer,
        outcome,
        problem,
        providers.name,
        dict(shown.legal_name) if shown else None,
        standing=standing,
    )


def listed(issuer: str | None, registry: Registry | None) -> Trust:
    """Of a registry that is a list of names."""
    if registry is None:
        return Trust(issuer, Outcome.INDETERMINATE, Problem("trust.no_registry"))
    data = {"registry": registry.name}
    if issuer is not None and issuer in registry.issuers:
        return Trust(
            issuer,
            Outcome.PASSED,
            Problem("trust.registered", data),
            registry.name,
            registry.issuers[issuer],
        )
    return Trust(
        issuer, Outcome.INDETERMINATE, Problem("trust.not_registered", data), registry.name
    )


def _standing(
    entry: "Entry",
    opened: Opened,
    asked: Circumstances,
    checks: Sequence[CheckResult],
    said: Mapping[str, Any],
) -> Standing:
    awarded = _awarded(said, checks) or asked.at  # 2
    then, now = entry.as_of(awarded), entry.as_of(asked.at)
    return Standing(
        provider=entry.id,
        awarded=awarded,
        then=_shown(then, awarded),
        now=_shown(now, asked.at),
        key=_key_state(now or then, opened, asked, checks),
        successor=now.successor if now else None,
        origin=entry.origin.name if entry.origin else None,
    )


def _shown(record: "Record | None", moment: datetime) -> ProviderThen | None:
    if record is None:
        return None
    day = moment.date()
    return ProviderThen(
        day=day,
        status=record.status.value,
        since=record.since,
        legal_name=record.legal_name,
        evidence=record.in_force(day),
        reason=record.reason,
    )


def _answer(
    standing: Standing, providers: "Listing", asked: Circumstances
) -> tuple[Outcome, Problem]:
    """4, the first of these that applies."""
    from tesela.trust.provider_entries import Status  # loaded where providers are known

    data = {"registry": providers.name}
    then, now = standing.then, standing.now
    if providers.next_update < asked.at:
        due = providers.next_update.date().isoformat()
        return Outcome.INDETERMINATE, Problem("trust.registry_overdue", {**data, "due": due})
    if then is None or now is None:
        return Outcome.INDETERMINATE, Problem("trust.registered_later", data)
    since = {**data, "since": now.since.date().isoformat()}
    if then.status != Status.ACTIVE:
        return Outcome.FAILED, Problem(f"trust.{then.status}_then", data)
    if now.status != Status.ACTIVE:
        return Outcome.INDETERMINATE, Problem(f"trust.{now.status}_now", since)
    if standing.key == "other":
        return Outcome.INDETERMINATE, Problem("trust.other_key", data)
    return Outcome.PASSED, Problem("trust.registered", data)


def _awarded(said: Mapping[str, Any], checks: Sequence[CheckResult]) -> datetime | None:
    """When it was awarded, as the document says; else from when on it is valid."""
    stated = (said.get("award") or {}).get("awarded_on")
    if stated:
        return datetime.combine(date.fromisoformat(stated), time(12), UTC)
    return _valid_from(checks)


def _valid_from(checks: Sequence[CheckResult]) -> datetime | None:
    dates = next((check for check in checks if check.id == "dates"), None)
    start = dates.evidence.get("from") if dates else None
    return datetime.fromisoformat(start) if isinstance(start, str) else None


def _key_state(
    record: "Record | None", opened: Opened, asked: Circumstances, checks: Sequence[CheckResult]
) -> str:
    """3: `listed`, `other`, or `not-stated` where the registry lists no keys."""
    if record is None or not record.keys:
        return "not-stated"
    issuer = next((check for check in checks if check.id == "issuer"), None)
    methods = issuer.evidence.get("methods", ()) if issuer else ()
    if not methods:
        return "not-stated"
    signed_at = _signed_at(opened, asked, checks)
    known = [key for key in record.keys if key.counts_at(signed_at) and _is_safe(key, asked)]
    return "listed" if all(_among(str(one), known, asked) for one in methods) else "other"


def _signed_at(opened: Opened, asked: Circumstances, checks: Sequence[CheckResult]) -> datetime:
    """When the proof says it was made, else from when on the document is valid."""
    proofs = opened.document.get("proof")
    for proof in proofs if isinstance(proofs, list) else [proofs]:
        if isinstance(proof, Mapping) and "created" in proof:
            try:
                return min(data_integrity.moment(proof["created"], "created"), asked.at)
            except TeselaError:
                continue
    return min(_valid_from(checks) or asked.at, asked.at)


def _is_safe(key: "RegisteredKey", asked: Circumstances) -> bool:
    if key.revoked is None:
        return True
    return asked.existed_by is not None and asked.existed_by < key.revoked


def _among(method: str, keys: "Sequence[RegisteredKey]", asked: Circumstances) -> bool:
    if any(key.method == method for key in keys):
        return True
    unnamed = [key.key() for key in keys if key.method is None]
    if not unnamed:
        return False
    try:
        return key_of_method(method, asked.fetch).key in unnamed
    except TeselaError:
        return False
