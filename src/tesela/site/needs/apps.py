"""What holds from the start: a published edition is linked with the needs that it says it answers."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class NeedsConfig(AppConfig):
    """Links are made in the transaction that publishes the edition."""

    name = "tesela.site.needs"

    def ready(self) -> None:
        from tesela.site.design.models import Edition  # models are not there before

        post_save.connect(link_edition, Edition, dispatch_uid="tesela needs answered")


def link_edition(sender: object, instance: Any, *, created: bool, **named: Any) -> None:
    """A new edition answers the needs of this register that it declares."""
    from tesela.site.needs.actions import link  # models are not there before

    if created:
        link(instance)
