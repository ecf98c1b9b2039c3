"""What holds from the start of every process that works on tasks."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import pre_save

from tesela.site.storage import ask_us


class AwardsConfig(AppConfig):
    """Tasks that failed are kept for a day, what their exceptions quoted is not; and a process
    that is gone is found out by the database (`storage`). What is made is compared in line
    (`rechecks`); a process that answers requests settles that in its own way."""

    name = "tesela.site.awards"

    def ready(self) -> None:
        from django_tasks_db.models import DBTaskResult  # models are not there before

        from tesela.site import rechecks  # settings are not there before

        rechecks.settle(beside=False)
        connection_created.connect(ask_us, dispatch_uid="tesela asks for lost machines")
        pre_save.connect(keep_places_only, DBTaskResult, dispatch_uid="tesela places only")


def keep_places_only(sender: object, instance: Any, **named: Any) -> None:
    """Of a traceback the places it passed: its message may quote a class list (`site.logs`)."""
    lines = str(instance.traceback or "").splitlines()
    instance.traceback = "\n".join(line for line in lines if line.startswith('  File "'))
