"""The judges, and the published contexts they read."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.judges.documents import NOW, known
from tests.judges.node_judge import NodeJudge
from tests.judges.openvc_judge import OpenvcJudge
from tests.node_packages import UnavailableError

Json = Any


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.judges)


@pytest.fixture(scope="session")
def node_judge() -> Iterator[NodeJudge]:
    try:
        judge = NodeJudge(NOW, known())
    except UnavailableError as reason:
        pytest.skip(f"the npm judges cannot be asked: {reason}")
    with judge:
        yield judge


@pytest.fixture(scope="session")
def foreign_contexts(node_judge: NodeJudge) -> Mapping[str, Json]:
    """URL → context document from npm packages: none of them is ours."""
    return node_judge.contexts()


@pytest.fixture(scope="session")
def openvc_judge(foreign_contexts: Mapping[str, Json]) -> OpenvcJudge:
    return OpenvcJudge(foreign_contexts, NOW, known())


@pytest.fixture(scope="session")
def judges(node_judge: NodeJudge, openvc_judge: OpenvcJudge) -> tuple[NodeJudge, OpenvcJudge]:
    return node_judge, openvc_judge
