"""What a Token Status List says of a token (IETF draft 20, 8.3).

    a. read where the state stands
    b. get the list that stands there
    c. verify the list's own token, its issuer and dates; it must be the issuer's
    d. look at the place

As with other lists: one that cannot be had, or is not genuine, leaves the
state unknown. Values that only the issuer understands do too.
"""

from datetime import UTC, datetime

from tesela.model.report import CheckResult, Outcome
from tesela.status import token_list
from tesela.status.token_list import TokenEntry
from tesela.text.errors import TeselaError
from tesela.verify.opened import Circumstances, Opened, Passed

_FAR_AWAY = 10**11
_MEANING = {token_list.INVALID: "status.revoked", token_list.SUSPENDED: "status.suspended"}


def status(opened: Opened, asked: Circumstances) -> Passed:
    """Raises TeselaError `status.*`."""
    stated = opened.document.get("status")
    wanted = token_list.read_entry(stated) if stated is not None else None  # a
    if wanted is None:
        return Passed("status.none", {"entries": []})
    listed = _list(wanted, opened, asked)
    state = token_list.state_at(listed, wanted)  # d
    if code := _MEANING.get(state):
        raise TeselaError(code, list=wanted.uri, asked_at=asked.at.isoformat())
    if state != token_list.VALID:
        raise TeselaError("status.unsupported", type=f"status {state}")
    return Passed("status.ok", {"entries": [{"list": wanted.uri, "as_of": _made_at(listed)}]})


def _made_at(listed: dict[str, object]) -> str | None:
    """Since when the list says so (`iat`)."""
    made = listed.get("iat")
    if not isinstance(made, int | float) or not 0 <= made < _FAR_AWAY:
        return None
    return datetime.fromtimestamp(made, UTC).isoformat()


def _list(wanted: TokenEntry, opened: Opened, asked: Circumstances) -> dict[str, object]:
    address = wanted.uri[:300]
    if asked.checked is None:
        raise TeselaError("status.unknown", address=address, reason="fetch.offline")
    try:
        fetched = asked.fetch(wanted.uri)  # b
    except TeselaError as error:
        raise TeselaError("status.unknown", address=address, reason=error.code) from error
    try:
        listed, checks = asked.checked(fetched, asked)
    except TeselaError as error:
        raise TeselaError("status.not_a_list", address=address) from error
    if listed.document.get("sub") != wanted.uri or "status_list" not in listed.document:  # c
        raise TeselaError("status.not_a_list", address=address)
    if listed.issuer is None or listed.issuer != opened.issuer:
        raise TeselaError("status.other_issuer", address=address)
    _must_be_genuine(checks, address)
    return dict(listed.document)


def _must_be_genuine(checks: tuple[CheckResult, ...], address: str) -> None:
    for check in checks:
        if check.outcome is Outcome.FAILED:
            raise TeselaError(
                "status.list_not_genuine",
                address=address,
                check=check.id,
                reason=check.problem.code,
            )
    for check in checks:
        if check.outcome is Outcome.INDETERMINATE:
            raise TeselaError("status.unknown", address=address, reason=check.problem.code)
