"""Step 8: what the status lists say (Bitstring Status List 1.0, 3.2).

    a. read each `credentialStatus`
    b. get the list it names
    c. verify the list's own proof, issuer and dates; it must be the issuer's
    d. look at the bit

A list that cannot be had, or is not genuine, leaves the state unknown: never
"not withdrawn", never "withdrawn".
"""

from datetime import datetime
from typing import Any

from tesela.model.report import CheckResult, Outcome
from tesela.status.bitstring import Entry, is_set, read_entry
from tesela.text.errors import TeselaError
from tesela.verify.form import validity
from tesela.verify.opened import Circumstances, Opened, Passed

MAXIMUM_ENTRIES = 8
"""A credential has one entry for each kind of state; whoever names many wants traffic or work."""
_MEANING = {"revocation": "status.revoked", "suspension": "status.suspended"}


def status(opened: Opened, asked: Circumstances) -> Passed:
    """The entries that were looked at and are clear; none when there are none.

    A set bit of any entry counts before an unknown one. Beyond `MAXIMUM_ENTRIES`
    nothing is asked. Raises TeselaError `status.*`.
    """
    stated = opened.document.get("credentialStatus")
    if stated is None:
        return Passed("status.none", {"entries": []})
    listed = stated if isinstance(stated, list) else [stated]
    if len(listed) > MAXIMUM_ENTRIES:
        raise TeselaError("status.too_many", maximum=MAXIMUM_ENTRIES)
    looked_at: list[dict[str, Any]] = []
    unknown: TeselaError | None = None
    for value in listed:
        try:
            wanted = read_entry(value)
            listed_on, found_set = _look(wanted, opened, asked)
            if found_set:
                _raise_set(wanted, asked.at)
        except TeselaError as error:
            if error.code in _MEANING.values():
                raise
            unknown = unknown or error
            continue
        looked_at.append(
            {"list": wanted.list_address, "purpose": wanted.purpose, "as_of": listed_on}
        )
    if unknown:
        raise unknown
    return Passed("status.ok" if looked_at else "status.none", {"entries": looked_at})


def _raise_set(wanted: Entry, at: datetime) -> None:
    """Purposes of which nobody knows whether a set bit is bad are left alone (2.1)."""
    if code := _MEANING.get(wanted.purpose):
        raise TeselaError(code, list=wanted.list_address, asked_at=at.isoformat())


def _look(wanted: Entry, opened: Opened, asked: Circumstances) -> tuple[str | None, bool]:
    """Since when the list says so, and whether the bit is set."""
    address = wanted.list_address[:300]
    try:
        fetched = asked.fetch(wanted.list_address)
    except TeselaError as error:
        raise TeselaError("status.unknown", address=address, reason=error.code) from error
    listed, checks = _opened_list(fetched, address, asked)
    if listed.document.get("id", wanted.list_address) != wanted.list_address:
        raise TeselaError("status.not_a_list", address=address)
    if listed.issuer is None or not _may_publish(listed.issuer, wanted, opened):
        raise TeselaError("status.other_issuer", address=address)
    _must_be_genuine(checks, address)
    since, _ = validity(listed.document)
    return since.isoformat() if since else None, is_set(listed.document, wanted)


def _may_publish(issuer: str, wanted: Entry, opened: Opened) -> bool:
    if issuer == opened.issuer:
        return True
    return opened.publishes is not None and opened.publishes(issuer, wanted.list_address)


def _opened_list(
    fetched: bytes, address: str, asked: Circumstances
) -> tuple[Opened, tuple[CheckResult, ...]]:
    if asked.checked is None:
        raise TeselaError("status.unknown", address=address, reason="fetch.offline")
    try:
        return asked.checked(fetched, asked)
    except TeselaError as error:
        raise TeselaError("status.not_a_list", address=address) from error


def _must_be_genuine(checks: tuple[CheckResult, ...], address: str) -> None:
    if bad := next((found for found in checks if found.outcome is Outcome.FAILED), None):
        raise TeselaError(
            "status.list_not_genuine", address=address, check=bad.id, reason=bad.problem.code
        )
    if open_ := next((found for found in checks if found.outcome is Outcome.INDETERMINATE), None):
        raise TeselaError("status.unknown", address=address, reason=open_.problem.code)
