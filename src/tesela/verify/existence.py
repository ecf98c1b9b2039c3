"""By when did the credential exist? What somebody independent of its issuer says.

What a credential and its signature state about their own date is a claim: who
has the key can write any date. A time proof (`proofs.time_proofs`) that lies
beside the credential shows that it existed by a moment:

1. take what lies beside and is a time proof
2. the proof is one of this very file, and the authority's signature is right
3. whoever verifies believes the authority: its certificate leads to one of their
   anchors and was not revoked (`certified`)
4. of several, the earliest moment counts

What reads time proofs and certificates is loaded when a proof lies there.

A proof that is another file's, or was changed, proves nothing and is reported;
it does not make the credential wrong.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from tesela.codecs import jsontext
from tesela.model.report import Existence, Outcome
from tesela.text.errors import Problem, TeselaError
from tesela.verify.opened import Circumstances

if TYPE_CHECKING:
    from tesela.proofs.time_proofs import Stamped, TimeProof
    from tesela.verify.certified import Vouched

NO_PROOF = Existence(Outcome.INDETERMINATE, Problem("existence.no_proof"))
_MAXIMUM_PROOFS = 20


def existence(exact: bytes, asked: Circumstances) -> Existence:
    """By when the file `exact` existed, by the time proofs among what lies beside."""
    beside = [document for document in asked.beside if b"TimeProof" in document]
    if not beside:
        return NO_PROOF
    found = [_judged(proof, exact, asked) for proof in _proofs(beside)]
    if any(one.by for one in found):
        return reduce(earlier, found)
    unknown = [one for one in found if one.outcome is Outcome.INDETERMINATE]
    return next(iter(unknown or found), NO_PROOF)


def earlier(one: Existence, other: Existence) -> Existence:
    """The one that proves more."""
    if one.by and other.by:
        return one if one.by <= other.by else other
    return other if other.by else one


def _proofs(beside: Sequence[bytes]) -> "Iterator[TimeProof | TeselaError]":
    from tesela.proofs import time_proofs

    looked_at = 0
    for document in beside:
        if looked_at == _MAXIMUM_PROOFS:
            return
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


def _judged(proof: "TimeProof | TeselaError", exact: bytes, asked: Circumstances) -> Existence:
    try:
        if isinstance(proof, TeselaError):
            raise proof
        stamped = _checked(proof, exact)
    except TeselaError as error:
        problem = Problem("existence.not_of_this", {"reason": error.code})
        return Existence(Outcome.FAILED, problem, evidence={"reason": error.code})
    stated = {"by": stamped.by.isoformat(), "authority": stamped.certificate.subject}
    try:
        vouched = _believed(proof, stamped, asked)
    except TeselaError as error:
        problem = Problem("existence.authority_unknown", stated)
        evidence = {**stated, "reason": error.code}
        return Existence(Outcome.INDETERMINATE, problem, evidence=evidence)
    problem = Problem("existence.proven", stated)
    return Existence(
        Outcome.PASSED, problem, stamped.by, {**stated, "anchor": vouched.chain.anchor.name}
    )


def _believed(proof: "TimeProof", stamped: "Stamped", asked: Circumstances) -> "Vouched":
    """Who vouches for the authority. Raises TeselaError `certificate.*`."""
    from tesela.verify.certified import vouched_for

    return vouched_for(
        stamped.certificate.der,
        (*stamped.token.certificates, *proof.certificates),
        proof.values,
        asked,
        asked.at,
        used_at=stamped.token.gen_time,
    )


def _checked(proof: "TimeProof", exact: bytes) -> "Stamped":
    """A token in compact text may have come with a line end that was not stamped."""
    from tesela.proofs import time_proofs

    try:
        return time_proofs.check(proof, exact)
    except TeselaError as error:
        if error.code != "time_proof.other_file" or exact == exact.strip():
            raise
        return time_proofs.check(proof, exact.strip())
