"""A memory that keeps no more than it may, however it is filled."""

from tesela.codecs.recent import Recent


def test_what_was_not_used_for_longest_goes_first() -> None:
    memory: Recent[int, str] = Recent(2)
    for number in (1, 2):
        memory.get_or_make(number, lambda: "made")
    assert memory.get(1) == "made"
    memory.get_or_make(3, lambda: "made")
    assert [memory.get(number) for number in (1, 2, 3)] == ["made", None, "made"]


def test_what_is_put_is_bounded_too() -> None:
    memory: Recent[int, str] = Recent(2)
    for number in range(5):
        memory.put(number, "put")
    assert [number for number in range(5) if memory.get(number)] == [3, 4]


def test_what_is_put_again_is_new() -> None:
    memory: Recent[int, str] = Recent(2)
    memory.put(1, "a")
    memory.put(2, "b")
    memory.put(1, "c")
    memory.put(3, "d")
    assert [memory.get(number) for number in (1, 2, 3)] == ["c", None, "d"]
