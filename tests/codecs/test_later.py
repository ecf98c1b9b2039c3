"""A mapping made when somebody looks: the same as the one that is made."""

import copy
import json
import pickle

from tesela.codecs.later import Later


def test_it_is_made_once_and_only_when_somebody_looks() -> None:
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"a": 1, "b": 2}

    later = Later(make)
    assert not made
    assert later["a"] == 1
    assert later == {"a": 1, "b": 2}
    assert list(later) == ["a", "b"]
    assert later.get("c") is None
    assert json.dumps(dict(later)) == '{"a": 1, "b": 2}'
    assert repr(later) == "{'a': 1, 'b': 2}"
    assert made == [1]


def test_what_is_sent_elsewhere_is_made_before() -> None:
    later = Later(lambda: {"a": [1]})
    assert pickle.loads(pickle.dumps(later)) == {"a": [1]}
    assert copy.deepcopy(later) == {"a": [1]}
