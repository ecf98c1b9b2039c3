"""Why the issuer's name is to be believed, or that it is merely claimed.

Whoever signed has shown that a key is theirs. Whose name goes with the key is
another question, with four kinds of answers: a registry that was asked knows
the issuer, a certificate names it (the mechanism's own `grounds`), it is reached
under its own domain, or nobody says anything but the issuer itself.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from tesela.model.report import CheckResult, Ground, Outcome, Trust
from tesela.text.errors import Problem
from tesela.trust.registry import Registry


def of_identity(
    trust: Trust,
    registry: Registry | None,
    checks: Sequence[CheckResult],
    *,
    certified: bool = False,
) -> Iterator[Ground]:
    """What speaks for an issuer whose own key signed; nothing where that is not established.

    `trust` is what a registry says of the issuer. A registry of providers that knows it speaks
    for its name on two days (`registered`): the evidence has both. For whoever was
    suspended or withdrawn when it awarded, or signed with a key that the registry does not
    know, the registry does not speak.

    A key that is `certified` came with its certificate, so the domain has not been asked for it.
    """
    issuer = trust.issuer
    passed = {check.id for check in checks if check.outcome is Outcome.PASSED}
    if issuer is None or not {"proof", "issuer"} <= passed:
        return
    if trust.standing:
        vouched = trust.outcome if trust.outcome is Outcome.PASSED else Outcome.INDETERMINATE
        evidence = {"issuer": issuer, **trust.standing.to_json()}
        yield Ground("registry", vouched, trust.problem, evidence)
    elif registry and issuer in registry.issuers:
        said = Problem("ground.registry", {"registry": registry.name})
        yield Ground("registry", Outcome.PASSED, said, {"issuer": issuer})
    if certified:
        return
    if domain := domain_of(issuer):
        said = Problem("ground.domain", {"domain": domain})
        yield Ground("domain", Outcome.PASSED, said, {"domain": domain})
    elif issuer.startswith(("did:key:", "did:jwk:")):
        yield Ground("key", Outcome.INDETERMINATE, Problem("ground.key"), {"issuer": issuer})


def domain_of(issuer: str) -> str:
    """The domain that an identity stands under; empty where it stands under none."""
    if issuer.startswith("did:web:"):
        return issuer.split(":")[2].partition("%")[0]
    try:
        return (urlsplit(issuer).hostname or "") if issuer.startswith("https://") else ""
    except ValueError:
        return ""
