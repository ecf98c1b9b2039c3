"""The demonstration's mailbox, and what its visitor has done so far."""

from django.db import models


class DemoMail(models.Model):
    """A mail that stayed here instead of being sent."""

    to = models.CharField(max_length=254, db_index=True)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"mail {self.pk}"


class DemoMark(models.Model):
    """That something was done, and when: `furnished`, `begun`, `checked`, `changed`."""

    name = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
