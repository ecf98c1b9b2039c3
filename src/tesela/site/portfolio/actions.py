"""What learners do with their awards: open, save, keep, take out, import, forget.

None of it enters an organisation's log: what learners do with what is theirs
is their own affair. An award itself only remembers when it was first opened
and first saved.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower

from tesela.model.report import Report
from tesela.site.accounts.models import User
from tesela.site.awards.models import Award
from tesela.site.portfolio.models import Holding, Imported, Share, SharedItem
from tesela.site.verifier.actions import check
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch

MOST_IMPORTED = 200
"""Credentials from elsewhere in one account."""
MOST_IMPORTED_BYTES = 200_000_000
"""Of all of them together."""
MOST_IN_REPORT = 200_000
"""Characters of what one of them says, in the report that is kept."""


def opened(award: Award) -> None:
    """The learner pressed the button: the award remembers the first time."""
    Award.objects.filter(pk=award.pk, opened_at=None).update(opened_at=datetime.now(UTC))


def saved(award: Award) -> None:
    """The learner has it: the award remembers the first time."""
    Award.objects.filter(pk=award.pk, saved_at=None).update(saved_at=datetime.now(UTC))


def take(user: User, award: Award) -> Holding:
    """Take an award into the account. Whoever calls has seen its link or the proved address."""
    with transaction.atomic():
        holding, _ = Holding.objects.get_or_create(user=user, award=award)
        opened(award)
        saved(award)
    return holding


def put_back(user: User, award: Award) -> None:
    """Take an award out of the account, and out of the links given from there; it stays valid."""
    with transaction.atomic():
        Holding.objects.filter(user=user, award=award).delete()
        SharedItem.objects.filter(share__user=user, award=award).delete()


def offered(user: User) -> QuerySet[Award]:
    """Awards sent to an address that the user has proved, and not taken yet."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    # Small letters, not `iexact`: in capitals, as PostgreSQL compares, gmaıl.com is gmail.com.
    wanted = [address.casefold() for address in proved]
    return (
        Award.objects.alias(sent_to=Lower("learner__email"))
        .filter(sent_to__in=wanted, current=True)
        .exclude(holdings__user=user)
        .select_related("organisation", "edition")
        .order_by("-awarded_on", "pk")
    )


def bring(user: User, name: str, data: bytes, fetch: Fetch | None = None) -> Imported:
    """Keep a credential from elsewhere: its bytes as they came, and the report on them.

    Raises TeselaError `input.*`, `json.*` and `pdf.*` for what is no
    credential, `portfolio.full`, `portfolio.import.too_much`.
    """
    report = _kept(check(data, fetch))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # one after another, so that bounds hold
        digest = sha256(data).hexdigest()
        present = Imported.objects.filter(user=user)
        if not present.filter(digest=digest).exists() and _is_full(present, len(data)):
            raise TeselaError("portfolio.full", maximum=MOST_IMPORTED)
        kept, _ = Imported.objects.update_or_create(
            user=user,
            digest=digest,
            defaults={"report": report},
            create_defaults={
                "name": name.replace("\0", "")[-255:],
                "content": data,
                "size": len(data),
                "report": report,
            },
        )
    return kept


def checked_again(item: Imported, report: Report) -> None:
    """Keep the newer report."""
    Imported.objects.filter(pk=item.pk).update(report=_kept(report))


def discard(item: Imported) -> None:
    """Delete a credential from elsewhere, and with it what shows it."""
    item.delete()


def forget(user: User) -> None:
    """Delete all that the account holds; the awards themselves stay in their registers."""
    with transaction.atomic():
        Share.objects.filter(user=user).delete()
        Holding.objects.filter(user=user).delete()
        Imported.objects.filter(user=user).delete()


def _kept(report: Report) -> Any:
    """A report as the database takes it. Raises TeselaError `portfolio.import.too_much`."""
    written = report.to_json()
    if len(json.dumps(written)) > MOST_IN_REPORT:
        raise TeselaError("portfolio.import.too_much")
    return _without_nul(written)


def _without_nul(value: object) -> object:
    """JSON may contain the letter U+0000; no text in PostgreSQL does."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {_without_nul(name): _without_nul(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nul(member) for member in value]
    return value


def _is_full(present: QuerySet[Imported], more: int) -> bool:
    sizes = list(present.values_list("size", flat=True))
    return len(sizes) >= MOST_IMPORTED or sum(sizes) + more > MOST_IMPORTED_BYTES
