"""The implementations that are measured, each in a process of its own."""

import json
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, NamedTuple, Protocol

from benchmarks import sample
from tesela.codecs.contexts import BUNDLED
from tests.judges.node_judge import NodeJudge

Json = dict[str, Any]
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Timed(NamedTuple):
    """Processor seconds of some acts, and the process's greatest size in octets so far."""

    seconds: float
    resident: int


class Subject(Protocol):
    """One implementation."""

    name: str
    acts: Sequence[str]

    def time(self, act: str, times: int) -> Timed:
        """How long `times` acts take."""

    def signed(self) -> Json:
        """A document it signed."""

    def accepts(self, document: Json) -> bool:
        """Whether it verifies a signed document."""

    def versions(self) -> dict[str, str]:
        """What it consists of."""

    def close(self) -> None:
        """End its process."""


class InPython:
    """Tesela, or the peer on PyLD, as `benchmarks.worker` runs them."""

    def __init__(self, name: str, acts: Sequence[str], packages: Sequence[str]) -> None:
        self.name = name
        self.acts = acts
        self._packages = packages
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def time(self, act: str, times: int) -> Timed:
        return Timed(**self._ask(act=act, times=times))

    def signed(self) -> Json:
        made: Json = self._ask(act="signed")["document"]
        return made

    def accepts(self, document: Json) -> bool:
        return bool(self._ask(act="check", document=document)["ok"])

    def versions(self) -> dict[str, str]:
        found = {package: version(package) for package in self._packages}
        return {"python": platform.python_version(), **found}

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)

    def _ask(self, **request: object) -> Json:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer: Json = json.loads(self._process.stdout.readline())
        return answer


def _european_context() -> Mapping[str, Json]:
    """The one context that no npm package carries."""
    address = "http://data.europa.eu/snb/model/context/edc-ap"
    return {address: {"@context": dict(BUNDLED[address])}}


class InNode:
    """@digitalbazaar/vc; time is taken inside its process. Raises UnavailableError."""

    name = "@digitalbazaar/vc"
    acts = ("sign", "verify", "nameless", "european", "large european")

    def __init__(self) -> None:
        self._judge = NodeJudge(sample.NOW.strftime(MOMENT), _european_context())
        self._created = sample.CREATED.strftime(MOMENT)
        self._documents = {"sign": sample.unsecured()}
        self._documents["verify"] = [self._sign(each) for each in self._documents["sign"]]
        self._documents["european"] = [self._sign(each) for each in sample.european()]
        large = sample.european(sample.achievement())
        self._documents["large european"] = [self._sign(each) for each in large]
        self._documents["nameless"] = [self._sign(each) for each in sample.nameless()]

    def time(self, act: str, times: int) -> Timed:
        answer = self._judge.ask(
            "time",
            act="sign" if act == "sign" else "verify",
            times=times,
            documents=self._documents[act],
            suite="eddsa-rdfc-2022",
            seed=sample.KEY.seed.hex(),
            created=self._created,
        )
        if "error" in answer:
            raise RuntimeError(f"@digitalbazaar/vc cannot {act}: {answer['error']}")
        return Timed(**answer)

    def signed(self) -> Json:
        return self._documents["verify"][0]

    def accepts(self, document: Json) -> bool:
        return self._judge.accepts(document)

    def versions(self) -> dict[str, str]:
        wanted = ("node", "@digitalbazaar/vc", "jsonld", "rdf-canonize")
        found = self._judge.versions()
        return {name: found[name] for name in wanted}

    def close(self) -> None:
        self._judge.close()

    def _sign(self, document: Json) -> Json:
        return self._judge.signed(document, "eddsa-rdfc-2022", sample.KEY.seed, self._created)
