"""By when did the credential exist? What somebody independent of its issuer says.

What a credential and its signature state about their own date is a claim: who
has the key can write any date. A time proof (`proofs.time_proofs`) that lies
beside the credential shows that it existed by a moment:

1. take what lies beside and is a time proof
2. the proof is one of this very file, and the authority's signature is right
3. whoever verifies believes the authority
4. of several, the earliest moment counts

A proof that is another file's, or was changed, proves nothing and is reported;
it does not make the credential wrong.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tesela.codecs import jsontext
from tesela.model.report import Existence, Outcome
from tesela.proofs import time_proofs
from tesela.proofs.time_proofs import Stamped, TimeProof
from tesela.text.errors import Problem, TeselaError

TimeAuthorities = Callable[[Stamped], Mapping[str, Any]]
"""Whom one believes about time: what speaks for the authority of a time-stamp.

Raises TeselaError when nothing does.
"""

NO_PROOF = Existence(Outcome.INDETERMINATE, Problem("existence.no_proof"))
_MAXIMUM_PROOFS = 20


def existence(
    exact: bytes, beside: Sequence[bytes], authorities: TimeAuthorities | None
) -> Existence:
    """By when the file `exact` existed, by the time proofs among `beside`."""
    found = [_judged(proof, exact, authorities) for proof in _proofs(beside)]
    proven = [one for one in found if one.by]
    if proven:
        return min(proven, key=lambda one: one.by or datetime.max.replace(tzinfo=UTC))
    unknown = [one for one in found if one.outcome is Outcome.INDETERMINATE]
    return next(iter(unknown or found), NO_PROOF)


def earlier(one: Existence, other: Existence) -> Existence:
    """The one that proves more."""
    if one.by and other.by:
        return min(one, other, key=lambda some: some.by or datetime.max.replace(tzinfo=UTC))
    if one.by or other.by:
        return one if one.by else other
    return other if one is NO_PROOF else one


def _proofs(beside: Sequence[bytes]) -> Iterator[TimeProof | TeselaError]:
    looked_at = 0
    for document in beside:
        if b"TimeProof" not in document or looked_at == _MAXIMUM_PROOFS:
            continue
        try:
            value = jsontext.parse(document)
        except TeselaError:
            continue
        if time_proofs.is_time_proof(value):
            looked_at += 1
            try:
                yield time_proofs.read(value)
            except TeselaError as error:
                yield error


def _judged(
    proof: TimeProof | TeselaError, exact: bytes, authorities: TimeAuthorities | None
) -> Existence:
    try:
        if isinstance(proof, TeselaError):
            raise proof
        stamped = _checked(proof, exact)
    except TeselaError as error:
        problem = Problem("existence.not_of_this", {"reason": error.code})
        return Existence(Outcome.FAILED, problem, evidence={"reason": error.code})
    stated = {"by": stamped.by.isoformat(), "authority": stamped.certificate.subject}
    try:
        grounds = (authorities or _nobody)(stamped)
    except TeselaError as error:
        problem = Problem("existence.authority_unknown", stated)
        evidence = {**stated, "reason": error.code}
        return Existence(Outcome.INDETERMINATE, problem, evidence=evidence)
    problem = Problem("existence.proven", stated)
    return Existence(Outcome.PASSED, problem, stamped.by, {**stated, **grounds})


def _nobody(_stamped: Stamped) -> Mapping[str, Any]:
    """Who trusts no authority."""
    raise TeselaError("existence.no_authorities")


def _checked(proof: TimeProof, exact: bytes) -> Stamped:
    """A token in compact text may have come with a line end that was not stamped."""
    try:
        return time_proofs.check(proof, exact)
    except TeselaError as error:
        if error.code != "time_proof.other_file" or exact == exact.strip():
            raise
        return time_proofs.check(proof, exact.strip())
