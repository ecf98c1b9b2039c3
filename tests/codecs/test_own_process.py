"""Work in a process of its own: it answers, or is ended by the processor's time or by the clock."""

import base64

import pytest

from tesela.codecs.own_process import OverBoundsError, answer_of


def test_the_answer_comes() -> None:
    given = bytes(range(256)) * 1000
    assert base64.b64decode(answer_of("base64", given, "-e", seconds=30)) == given


def test_who_computes_without_end_is_ended() -> None:
    with pytest.raises(OverBoundsError):
        answer_of("timeit", b"", "-n", "1000000000", "pass", seconds=0.5)


def test_who_waits_without_end_is_ended() -> None:
    with pytest.raises(OverBoundsError):
        answer_of("timeit", b"", "-n", "1", "import time; time.sleep(600)", seconds=0.5)


def test_who_waits_for_the_processor_is_not_ended() -> None:
    waits = "import time; time.sleep(4)"
    assert b"best of" in answer_of("timeit", b"", "-n", "1", "-r", "1", waits, seconds=3)


def test_a_module_that_fails_is_no_answer() -> None:
    with pytest.raises(OverBoundsError):
        answer_of("tesela.codecs.nowhere", b"", seconds=30)
