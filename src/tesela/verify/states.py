"""Step 8: what the status lists say (Bitstring Status List 1.0, 3.2).

    a. read each `credentialStatus`
    b. get the list it names
    c. verify the list's own proof, issuer and dates; it must be the issuer's
    d. look at the bit

A list that cannot be had, or is not genuine, leaves the state unknown: never
"not withdrawn", never "withdrawn".
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tesela.codecs import jsontext
from tesela.model.report import CheckResult, Outcome
from tesela.status.bitstring import Entry, is_set, read_entry
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch
from tesela.verify.form import issuer_of

Json = Mapping[str, Any]
MAXIMUM_ENTRIES = 8
"""A credential has one entry for each kind of state; whoever names many wants traffic or work."""
_MEANING = {"revocation": "status.revoked", "suspension": "status.suspended"}


def check(
    document: Json,
    fetch: Fetch,
    verify_list: Callable[[Json], Sequence[CheckResult]],
    at: datetime,
) -> list[dict[str, Any]]:
    """The entries that were looked at and are clear; none when there are none.

    A set bit of any entry counts before an unknown one. Beyond `MAXIMUM_ENTRIES`
    nothing is asked. Raises TeselaError `status.*`.
    """
    status = document.get("credentialStatus")
    listed = status if isinstance(status, list) else [status]
    if status is None:
        return []
    if len(listed) > MAXIMUM_ENTRIES:
        raise TeselaError("status.too_many", maximum=MAXIMUM_ENTRIES)
    looked_at: list[dict[str, Any]] = []
    unknown: TeselaError | None = None
    for value in listed:
        try:
            wanted = read_entry(value)
            if _look(wanted, document, fetch, verify_list):
                _raise_set(wanted, at)
        except TeselaError as error:
            if error.code in _MEANING.values():
                raise
            unknown = unknown or error
            continue
        looked_at.append({"list": wanted.list_address, "purpose": wanted.purpose})
    if unknown:
        raise unknown
    return looked_at


def _raise_set(wanted: Entry, at: datetime) -> None:
    """Purposes of which nobody knows whether a set bit is bad are left alone (2.1)."""
    if code := _MEANING.get(wanted.purpose):
        raise TeselaError(code, list=wanted.list_address, asked_at=at.isoformat())


def _look(
    wanted: Entry,
    document: Json,
    fetch: Fetch,
    verify_list: Callable[[Json], Sequence[CheckResult]],
) -> bool:
    try:
        listed = jsontext.parse(fetch(wanted.list_address))
    except TeselaError as error:
        raise TeselaError(
            "status.unknown", address=wanted.list_address[:300], reason=error.code
        ) from error
    if not isinstance(listed, dict) or listed.get("id", wanted.list_address) != wanted.list_address:
        raise TeselaError("status.not_a_list", address=wanted.list_address[:300])
    if issuer_of(listed) != issuer_of(document):
        raise TeselaError("status.other_issuer", address=wanted.list_address[:300])
    checks = verify_list(listed)
    open_ = next((found for found in checks if found.outcome is Outcome.INDETERMINATE), None)
    if open_ and all(found.outcome is not Outcome.FAILED for found in checks):
        reason = open_.problem.code
        raise TeselaError("status.unknown", address=wanted.list_address[:300], reason=reason)
    if bad := next((found for found in checks if found.outcome is Outcome.FAILED), None):
        raise TeselaError(
            "status.list_not_genuine",
            address=wanted.list_address[:300],
            check=bad.id,
            reason=bad.problem.code,
        )
    return is_set(listed, wanted)
