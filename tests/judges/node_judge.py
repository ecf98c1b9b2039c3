"""What the npm packages @digitalbazaar/vc, jsonld and rdf-canonize say of a document.

They run in one Node process, `judge.mjs`, which is asked line by line and loads nothing but
what its packages carry and what a question brings along. `installed` puts the packages that
`package-lock.json` pins beside it.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.node_packages import install

HERE = Path(__file__).parent

Json = Any


class NodeJudge:
    """@digitalbazaar/vc with its cryptosuites for Ed25519 and the NIST curves, and jsonld.js in safe mode.

    `now` (RFC 3339) is the judge's clock. Use as a context manager, or `close` it.
    """

    name = "@digitalbazaar/vc"

    def __init__(self, now: str, known: Mapping[str, Json] | None = None) -> None:
        self.now = now
        self.known = dict(known or {})
        install(HERE)
        self._process = subprocess.Popen(
            ["node", str(HERE / "judge.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "NodeJudge":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the Node process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=60)

    def ask(self, op: str, **request: Json) -> dict[str, Json]:
        """The answer to one request; `judge.mjs` says which there are."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"op": op, "known": self.known, "now": self.now, **request}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the Node judge ended while asked to {op}")
        answer = json.loads(line)
        assert isinstance(answer, dict)
        return answer

    def verdict(self, document: Json) -> str:
        """Empty when the credential is accepted, else why not. A text is sent as it stands."""
        text = document if isinstance(document, str) else json.dumps(document)
        answer = self.ask("verify", text=text)
        return "" if answer["ok"] else str(answer["error"]) or "refused"

    def accepts(self, document: Json) -> bool:
        """Whether the credential, an object or its JSON text, is accepted."""
        return not self.verdict(document)

    def quads(self, document: Mapping[str, Json]) -> str:
        """Canonical N-Quads by jsonld.js in safe mode. Raises RefusedError."""
        answer = self.ask("canonize", document=document)
        if "nquads" not in answer:
            raise RefusedError(str(answer["error"]))
        return str(answer["nquads"])

    def signed(self, document: Json, suite: str, seed: bytes, created: str) -> dict[str, Json]:
        """`document` signed by @digitalbazaar/vc with the did:key of `seed`. Raises RefusedError."""
        answer = self.ask("sign", document=document, suite=suite, seed=seed.hex(), created=created)
        if "signed" not in answer:
            raise RefusedError(str(answer["error"]))
        made = answer["signed"]
        assert isinstance(made, dict)
        return made

    def signed_on_curve(self, document: Json, suite: str, **how: Json) -> dict[str, Json]:
        """`document` signed by @digitalbazaar/vc with a P-256 or P-384 key. Raises RefusedError."""
        return self._signed("sign_curve", document=document, suite=suite, **how)

    def derived(self, document: Json, pointers: list[str]) -> dict[str, Json]:
        """What @digitalbazaar/vc shows of a credential with a base proof. Raises RefusedError."""
        return self._signed("derive", document=document, selectivePointers=pointers)

    def _signed(self, op: str, **request: Json) -> dict[str, Json]:
        answer = self.ask(op, **request)
        if "signed" not in answer:
            raise RefusedError(str(answer["error"]))
        return dict(answer["signed"])

    def contexts(self) -> dict[str, dict[str, Json]]:
        """URL → context document, as npm packages carry them."""
        return dict(self.ask("contexts")["contexts"])

    def versions(self) -> dict[str, str]:
        """Package → version of everything that judges here."""
        return dict(self.ask("versions")["versions"])


class RefusedError(Exception):
    """What a foreign implementation would not do, in its own words."""
