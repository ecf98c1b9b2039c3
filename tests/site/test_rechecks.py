"""Comparisons beside the answers: one thread, bounded, that tells nothing of what it compared."""

import logging
from threading import Event, current_thread

import pytest

from tesela.shapes.rechecking import Rechecking
from tesela.site import rechecks
from tesela.site.rechecks import Beside
from tesela.text.errors import TeselaError


def test_another_thread_compares_and_what_finds_no_room_is_refused() -> None:
    beside, may_go_on, seen = Beside(most=2), Event(), []

    def compare() -> None:
        may_go_on.wait(20)
        seen.append(current_thread().name)

    begun = Event()
    assert beside(lambda: begun.set() or compare())
    assert begun.wait(20)
    assert [beside(compare) for _ in range(4)] == [True, True, False, False]
    assert seen == []
    may_go_on.set()
    beside.wait()
    assert seen == ["rechecks"] * 3


def test_faults_do_not_end_it_and_are_told_without_what_they_say(
    caplog: pytest.LogCaptureFixture,
) -> None:
    beside, seen = Beside(), []

    def odd() -> None:
        raise ValueError("Ana Learner")

    def refused() -> None:
        raise TeselaError("input.unknown")

    with caplog.at_level(logging.DEBUG):
        for compare in (odd, refused, lambda: seen.append(1)):
            assert beside(compare)
        beside.wait()
    assert seen == [1]
    assert caplog.messages == ["a comparison ended with ValueError"]


def test_it_is_settled_as_the_settings_say(
    settings, rechecking: Rechecking, caplog: pytest.LogCaptureFixture
) -> None:
    settings.RECHECK_VERIFYING, settings.RECHECK_ISSUING = 3, 0
    rechecks.settle(beside=True)
    assert [rechecking.is_due(uses) for uses in (1, 2, 3)] == [False, False, True]
    assert not rechecking.is_due(10_000, "issuing")
    ended = Event()
    assert rechecking.compared("shape", 1, lambda: 2, ended.set) == 1
    assert ended.wait(20)
    rechecks.settle(beside=False)
    assert rechecking.compared("shape", 1, lambda: 2, ended.set) == 2
    assert caplog.messages[-1] == (
        "a known shape gave another answer than the general way; it is not used any more"
    )
