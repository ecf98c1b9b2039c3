"""What a check does, and what sharing its result does, one function a verb.

1. Bytes → findings: the checker's own work, with the day of the check and, for
   a credential, with what verifying it established (principle 9).
2. A result that somebody wants to share is stored with two secrets: who has
   the one may read, who has the other may delete. After its last day nothing
   but their digests is left, so that the links can say that it ended.
"""

import uuid
from datetime import UTC, datetime, timedelta

from tesela.conform import Known
from tesela.conform.handed import check_handed, is_credential
from tesela.model.findings import Findings
from tesela.site import tokens
from tesela.site.checker.carried import Result, plain
from tesela.site.checker.models import SharedResult
from tesela.site.verifier.actions import check as verify

DAYS = (7, 30, 90)
"""How long a shared result may stay."""
_ENDED_STAY = timedelta(days=90)
_READ, _OWN = "checked result", "own checked result"


def check(data: bytes, name: str = "", country: str | None = None) -> Findings:
    """What is found in a description or a credential, as of now.

    `country`: whose own rules apply (ISO 3166-1 alpha-2); the issuer's unless said.

    A credential is verified too, within the verifier's bounds: what principle 9
    asks cannot be seen in its text. Raises TeselaError when it is neither.
    """
    report = verify(data, described=False) if is_credential(data) else None
    return check_handed(data, name, Known(today=now().date(), country=country, report=report))


def now() -> datetime:
    """The time that results name."""
    return datetime.now(UTC)


def share(result: Result, days: int) -> SharedResult:
    """Store the result for so many days, one of `DAYS`."""
    seed = str(uuid.uuid4())
    return SharedResult.objects.create(
        seed=seed,
        read_digest=tokens.digest(tokens.token(_READ, seed)),
        own_digest=tokens.digest(tokens.token(_OWN, seed)),
        content=plain(result),
        ends_on=now().date() + timedelta(days=days),
    )


def read_token(shared: SharedResult) -> str:
    """Opens the result for reading."""
    return tokens.token(_READ, shared.seed)


def own_token(shared: SharedResult) -> str:
    """Opens the page on which it can be deleted."""
    return tokens.token(_OWN, shared.seed)


def has_ended(shared: SharedResult) -> bool:
    """Whether its last day is over, or who made it has deleted it."""
    return shared.ended_at is not None or shared.ends_on < now().date()


def end(shared: SharedResult) -> None:
    """Delete the result; its links say from now on that it has ended."""
    SharedResult.objects.filter(pk=shared.pk, ended_at=None).update(content={}, ended_at=now())


def forget_ended() -> int:
    """Delete what has ended; how many results. To be called at least once a day."""
    at = now()
    over = SharedResult.objects.filter(ends_on__lt=at.date(), ended_at=None)
    ended = over.update(content={}, ended_at=at)
    SharedResult.objects.filter(ended_at__lt=at - _ENDED_STAY).delete()
    return ended
