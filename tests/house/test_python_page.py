"""docs/python.md tells the truth: its code runs, from top to bottom."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_code_of_the_page_runs(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    text = (ROOT / "docs/python.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    monkeypatch.chdir(ROOT)
    exec(compile("\n".join(blocks), "docs/python.md", "exec"), {})
    assert "Ελένη" in capsys.readouterr().out
