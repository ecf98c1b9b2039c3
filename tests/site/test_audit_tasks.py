"""What is left of a task that failed: where, never what it was about."""

import json

import pytest
from django_tasks_db.models import DBTaskResult

from tesela.site.classes import taking
from tesela.site.classes.tasks import read_list


def test_the_task_table_does_not_quote_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(batch: str) -> None:
        raise ValueError("Eleni Papadopoulou\n  eleni@example.org")

    monkeypatch.setattr(taking, "read", fails)
    asked = read_list.enqueue("00000000-0000-4000-8000-000000000000")
    found = DBTaskResult.objects.get(pk=asked.id)
    try:
        read_list.call("00000000-0000-4000-8000-000000000000")
    except ValueError as error:
        found.set_failed(error)
    found.refresh_from_db()
    assert found.exception_class_path == "builtins.ValueError"
    assert "classes/tasks.py" in found.traceback
    kept = json.dumps({**found.args_kwargs, "traceback": found.traceback})
    assert "Eleni" not in kept
    assert "example.org" not in kept
