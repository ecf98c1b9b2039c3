"""Since when a seal is proven to exist (ETSI EN 319 102-1, 5.5 and 5.6).

A time-stamp proves it as long as its authority's own certificate counts; an
archive time-stamp made in time prolongs that. So the time-stamps are looked at
from the last to the first:

1. the moment that counts is that of asking
2. an archive time-stamp whose authority is believed at that moment sets it back
   to its own time
3. the time-stamp of the signature whose authority is believed at the moment
   then reached proves that the seal existed at its time

A content time-stamp proves only that the content existed before it was sealed.
"""

from dataclasses import dataclass
from datetime import datetime

from tesela.proofs import jades, timestamps
from tesela.proofs.certificates import Certificate
from tesela.text.errors import TeselaError
from tesela.verify.certified import vouched_for
from tesela.verify.opened import Circumstances


@dataclass(frozen=True, slots=True)
class CheckedStamp:
    """A time-stamp that is of what it should be and signed by its authority; not believed yet."""

    kind: str
    token: timestamps.Token
    authority: Certificate

    @property
    def moment(self) -> datetime:
        return self.token.gen_time


@dataclass(frozen=True, slots=True)
class Proven:
    """What time-stamps prove of a seal."""

    moment: datetime | None
    """When it existed already; None where nobody who is believed says so."""
    authority: str | None = None
    problem: TeselaError | None = None
    """Why a time-stamp that is there proves nothing."""


def checked(stamp: jades.Stamp, signature: jades.Signature) -> CheckedStamp:
    """The time-stamp, once it fits. Raises TeselaError `stamp.*`, `certificate.malformed`."""
    token = timestamps.read_token(stamp.token)
    authority = timestamps.check(token, stamp.of, jades.added(signature).certificates)
    return CheckedStamp(stamp.kind, token, authority)


def proven(signature: jades.Signature, asked: Circumstances) -> Proven:
    """Since when the seal is proven to exist, for whoever asks now.

    Raises TeselaError `stamp.*`, `jades.*`, `jws.malformed` for time-stamps that do not fit.
    """
    found = [checked(stamp, signature) for stamp in jades.stamps(signature)]
    reached, problem = asked.at, None  # 1
    proof = Proven(None)
    for stamp in reversed([some for some in found if some.kind != "adoTst"]):
        try:
            _believe(stamp, signature, asked, reached)
        except TeselaError as error:
            problem = problem or error
            continue
        moment = min(stamp.moment, reached)
        if stamp.kind == "arcTst":
            reached = moment  # 2
        else:
            proof = Proven(moment, stamp.authority.subject)  # 3
    return proof if proof.moment else Proven(None, problem=problem)


def _believe(
    stamp: CheckedStamp, signature: jades.Signature, asked: Circumstances, at: datetime
) -> None:
    """Raises TeselaError `certificate.*` for an authority that is not believed."""
    added = jades.added(signature)
    vouched_for(
        stamp.authority.der,
        (*stamp.token.certificates, *added.certificates),
        added.values,
        asked,
        at,
        purpose="time-stamp",
        used_at=stamp.moment,
    )
