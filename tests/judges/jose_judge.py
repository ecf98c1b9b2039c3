"""What the npm package jose says of tokens; `jose_judge.mjs` is asked line by line."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.node_packages import install

HERE = Path(__file__).parent
Json = Any


class JoseJudge:
    """Verifies and signs JSON Web Tokens. Use as a context manager. `now` (RFC 3339) is its clock."""

    name = "jose"

    def __init__(self, now: str) -> None:
        self.now = now
        install(HERE)
        self._process = subprocess.Popen(
            ["node", str(HERE / "jose_judge.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "JoseJudge":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=60)

    def _ask(self, **request: Json) -> dict[str, Json]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert isinstance(answer, dict)
        return answer

    def payload(self, token: str, jwk: dict[str, Json], alg: str, typ: str) -> Json | None:
        """The payload of a token that is accepted; None for any other."""
        asked = {"token": token, "jwk": jwk, "alg": alg, "typ": typ, "now": self.now}
        answer = self._ask(op="verify", **asked)
        return answer["payload"] if answer["ok"] else None

    def signed(self, payload: Json, jwk: dict[str, Json], header: dict[str, Json]) -> str:
        """`payload` signed with the secret in `jwk`."""
        return str(self._ask(op="sign", payload=payload, jwk=jwk, header=header)["token"])
