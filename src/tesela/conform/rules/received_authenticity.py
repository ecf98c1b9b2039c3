"""Principle 9 in received credentials: whose it is, who issued it, when, and whether it still holds.

Council Recommendation 2022/C 243/02, Annex II, principle 9; Annex I, elements
1, 3, 4 and 5. The place of issue (P9-04) is asked of what was read as an
achievement. Rules about signatures and states take the report of whoever has
verified the credential (`Known.report`); without it they are undecided.
"""

from collections.abc import Callable, Iterator

from tesela.conform.known import Known
from tesela.conform.rule import Fault, Find, Rule, Scope, present
from tesela.conform.rules.subjects import Received
from tesela.model.findings import Severity
from tesela.model.report import CheckResult, Outcome, Report

RECEIVED = frozenset({Scope.RECEIVED})
_SIGNATURE = ("proof", "certificate", "timestamps", "purpose", "disclosures", "seal")
_KEYS = ("did:", "cnf")
_ADDRESS = ("https://", "http://")


def _checks(report: Report | None, *names: str) -> Iterator[CheckResult]:
    if report is not None:
        yield from (check for check in report.checks if check.id in names)


def _came_out(names: tuple[str, ...], outcome: Outcome, path: str, code: str) -> Find[Received]:
    """A check of the report with that outcome; unsigned documents have nothing to check."""

    def find(received: Received, known: Known) -> Iterator[Fault]:
        if received.signed:
            for check in _checks(known.report, *names):
                if check.outcome is outcome:
                    yield Fault(path, code, {"check": check.id})
                    return

    return find


def _holder(received: Received, _: Known) -> Iterator[Fault]:
    """Names and one more thing that tells namesakes apart, or a key of the holder's own."""
    stated = received.stated
    named = bool(stated.full_names or stated.names)  # some people have one name
    told_apart = bool(stated.learner_numbers or stated.births or stated.national_numbers)
    if _has_key(received) or (named and told_apart):
        return
    if named:
        yield Fault(stated.place_of("/learner"), "received.only_named")
    elif stated.learner_numbers or stated.contacts or stated.births:
        yield Fault(stated.place_of("/learner"), "received.not_named")


def _has_key(received: Received) -> bool:
    return any(one.text.startswith(_KEYS) for one in received.stated.learner_numbers)


def _somebody(received: Received) -> object:
    """Whether it says anything at all about whom it was given to."""
    stated = received.stated
    return (
        stated.names
        or stated.full_names
        or stated.learner_numbers
        or stated.contacts
        or stated.births
    )


def _issue_date(received: Received, _: Known) -> Iterator[Fault]:
    if not received.stated.issued:
        yield Fault(received.stated.issue_place, "received.no_issue_date")


def _unresolvable(received: Received, _: Known) -> Iterator[Fault]:
    for state in received.stated.states:
        if not state.address.startswith(_ADDRESS):
            yield Fault(state.path, "received.state_nowhere")


def _seal_kind(received: Received, known: Known) -> Iterator[Fault]:
    """Whether somebody says what kind of seal it is."""
    if not received.sealed or known.report is None:
        return
    told = any(
        ground.kind == "certificate" and ground.outcome is Outcome.PASSED
        for ground in known.report.trust.grounds
    )
    if not told:
        yield Fault("", "received.seal_kind_unknown")


def _mandate(received: Received, _: Known) -> Iterator[Fault]:
    if received.stated.on_behalf and not received.stated.mandates:
        yield Fault(received.stated.place_of("/issuer"), "received.no_mandate")


def _stated(name: str) -> Callable[[Received], object]:
    return lambda received: getattr(received.stated, name)


_BLOCKS, _WARNS = Severity.BLOCKS, Severity.WARNS
_REPORT = ("report",)
RULES: tuple[Rule[Received], ...] = (
    Rule(
        "P9-01",
        9,
        None,
        _BLOCKS,
        _came_out(_SIGNATURE, Outcome.FAILED, "", "received.not_genuine"),
        ("received.not_genuine",),
        scopes=RECEIVED,
        needs=_REPORT,
    ),
    Rule(
        "P9-01",
        9,
        None,
        _WARNS,
        _came_out(_SIGNATURE, Outcome.INDETERMINATE, "", "received.genuine_unknown"),
        ("received.genuine_unknown",),
        scopes=RECEIVED,
        needs=_REPORT,
    ),
    present(
        "P9-02",
        9,
        4,
        _WARNS,
        _stated("issuer_numbers"),
        "/issuer",
        "received.no_issuer_number",
        RECEIVED,
    ),
    Rule(
        "P9-02",
        9,
        4,
        _BLOCKS,
        _came_out(("issuer",), Outcome.FAILED, "/issuer", "received.other_issuer"),
        ("received.other_issuer",),
        scopes=RECEIVED,
        needs=_REPORT,
    ),
    Rule(
        "P9-03",
        9,
        5,
        _BLOCKS,
        _issue_date,
        ("received.no_issue_date",),
        presence=True,
        scopes=RECEIVED,
    ),
    present(
        "P9-05",
        9,
        1,
        _BLOCKS,
        _somebody,
        "/credentialSubject",
        "received.no_holder",
        RECEIVED,
    ),
    Rule(
        "P9-05",
        9,
        1,
        _BLOCKS,
        _holder,
        ("received.only_named", "received.not_named"),
        scopes=RECEIVED,
    ),
    present("P9-06", 9, None, _WARNS, _stated("states"), "", "received.no_state", RECEIVED),
    Rule("P9-06", 9, None, _BLOCKS, _unresolvable, ("received.state_nowhere",), scopes=RECEIVED),
    Rule(
        "P9-06",
        9,
        None,
        _BLOCKS,
        _came_out(("status",), Outcome.INDETERMINATE, "", "received.state_unanswered"),
        ("received.state_unanswered",),
        scopes=RECEIVED,
        needs=_REPORT,
    ),
    Rule(
        "P9-07",
        9,
        None,
        _WARNS,
        _seal_kind,
        ("received.seal_kind_unknown",),
        scopes=RECEIVED,
        needs=_REPORT,
    ),
    Rule("P9-08", 9, 4, _WARNS, _mandate, ("received.no_mandate",), scopes=RECEIVED),
)
