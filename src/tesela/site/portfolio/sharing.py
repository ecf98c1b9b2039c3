"""Links that show chosen parts until a day: making, stopping and opening them.

A link belongs to the award's page it was made on, or to an account.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import F

from tesela.site import tokens
from tesela.site.accounts.models import User
from tesela.site.addresses import absolute
from tesela.site.awards.models import Award
from tesela.site.portfolio.models import Imported, Share, SharedItem, Shares
from tesela.site.portfolio.parts import PARTS

Item = Award | Imported


def make(
    user: User | None,
    items: Sequence[Item],
    parts: Collection[str],
    *,
    language: str,
    ends_on: date,
    note: str = "",
) -> Share:
    """A new link; without a `user` it belongs to the page of the one award."""
    seed = str(uuid.uuid4())
    with transaction.atomic():
        share = Share.objects.create(
            user=user,
            seed=seed,
            token_digest=tokens.digest(tokens.token("share", seed)),
            note=note,
            language=language,
            parts=[name for name in PARTS if name in parts],
            ends_on=ends_on,
        )
        SharedItem.objects.bulk_create(
            SharedItem(
                share=share,
                position=position,
                award=item if isinstance(item, Award) else None,
                imported=item if isinstance(item, Imported) else None,
            )
            for position, item in enumerate(items)
        )
    return share


def stop(share: Share) -> None:
    """From now on the link shows nothing."""
    Share.objects.filter(pk=share.pk, stopped_at=None).update(stopped_at=datetime.now(UTC))


def seen(share: Share) -> None:
    """Somebody opened it."""
    today = datetime.now(UTC).date()
    Share.objects.filter(pk=share.pk).update(views=F("views") + 1, last_viewed_on=today)


def address(share: Share) -> str:
    """The link itself."""
    return absolute(f"/s/{tokens.token('share', share.seed)}")


def items_of(share: Share) -> list[Item]:
    """What it shows, in order."""
    listed = share.items.select_related(
        "award__organisation", "award__edition__description", "award__superseded_by", "imported"
    ).order_by("position", "pk")
    return [item for one in listed if (item := one.award or one.imported)]


def shares_of_award(award: Award) -> Shares:
    """Links made on the award's own page, the newest first."""
    return Share.objects.filter(user=None, items__award=award).order_by("-made_at", "-pk")


def shares_of_user(user: User) -> Shares:
    """Links made in the account, the newest first."""
    return Share.objects.filter(user=user).order_by("-made_at", "-pk")
