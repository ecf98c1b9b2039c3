"""One implementation in Python, in a process of its own: how long its acts take.

    python -m benchmarks.worker tesela|pyld

Reads a line `{"act": …, "times": n}` and answers `{"seconds": …, "resident": …}`: processor time
for n acts, and the greatest size of the process in octets so far. `{"act": "signed"}` answers
with one signed document, `{"act": "check", "document": …}` with `{"ok": …}`.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from itertools import count, cycle, islice
from typing import Any

from nacl import bindings

from benchmarks import sample
from benchmarks.pyld_peer import PyldPeer
from tesela.codecs.contexts import BUNDLED
from tesela.issuing import issue
from tesela.model.report import Verdict
from tesela.proofs.data_integrity import secure
from tesela.shapes import canonical_quads
from tesela.verify import verify

Json = dict[str, Any]
Act = Callable[[int], None]
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Tesela:
    """Tesela's public functions."""

    def __init__(self) -> None:
        self.achievement = sample.achievement()
        awards = cycle(sample.awards(self.achievement))
        self.batch = issue(self.achievement, awards, sample.KEY, issued_at=sample.CREATED)
        self.documents = sample.unsecured()
        self.files = self._files(self.documents)
        self.acts: dict[str, Act] = {
            "issue": self._issue,
            "sign": _over(self.documents, self.sign),
            "verify": _over(self.files, self._verify),
            "nameless": _over(self._files(sample.nameless()), self._verify),
            "european": _over(self._files(sample.european()), self._verify),
            "large european": _over(
                self._files(sample.european(sample.achievement())), self._verify
            ),
            "unseen": _unseen(self.documents, sample.unseen, canonical_quads),
            "unseen european": _unseen(sample.european(), sample.unseen_european, canonical_quads),
            "libsodium sign": self._raw_sign,
            "libsodium verify": self._raw_verify,
        }

    def sign(self, document: Json) -> Json:
        return secure(document, sample.KEY, sample.CREATED)

    def _files(self, documents: list[Json]) -> list[bytes]:
        return [json.dumps(self.sign(document)).encode() for document in documents]

    def check(self, document: Json) -> bool:
        report = verify(json.dumps(document).encode(), at=sample.NOW)
        return report.verdict is Verdict.VALID

    def _raw_sign(self, times: int) -> None:
        """What no way of issuing can be faster than: 64 octets, as the suite signs."""
        _, both = bindings.crypto_sign_seed_keypair(sample.KEY.seed)
        data = bytes(64)
        for _ in range(times):
            bindings.crypto_sign(data, both)

    def _raw_verify(self, times: int) -> None:
        public, both = bindings.crypto_sign_seed_keypair(sample.KEY.seed)
        signed = bindings.crypto_sign(bytes(64), both)
        for _ in range(times):
            bindings.crypto_sign_open(signed, public)

    def _issue(self, times: int) -> None:
        """The next of one long batch."""
        for _ in islice(self.batch, times):
            pass

    def _verify(self, data: bytes) -> None:
        assert verify(data, at=sample.NOW).verdict is Verdict.VALID


class Pyld:
    """The peer on PyLD."""

    def __init__(self) -> None:
        contexts = {url: {"@context": dict(context)} for url, context in BUNDLED.items()}
        self.peer = PyldPeer(contexts, sample.KEY.seed, sample.KEY.verification_method)
        self.documents = sample.unsecured()
        self.signed = self._files(self.documents)
        self.acts: dict[str, Act] = {
            "sign": _over(self.documents, self.sign),
            "verify": _over(self.signed, self._verify),
            "nameless": _over(self._files(sample.nameless()), self._verify),
            "european": _over(self._files(sample.european()), self._verify),
            "large european": _over(
                self._files(sample.european(sample.achievement())), self._verify
            ),
            "unseen": _unseen(self.documents, sample.unseen, self.peer.digest),
            "unseen european": _unseen(sample.european(), sample.unseen_european, self.peer.digest),
        }

    def sign(self, document: Json) -> Json:
        return self.peer.sign(document, sample.CREATED.strftime(MOMENT))

    def _files(self, documents: list[Json]) -> list[bytes]:
        return [json.dumps(self.sign(document)).encode() for document in documents]

    def check(self, document: Json) -> bool:
        return self.peer.verify(document)

    def _verify(self, data: bytes) -> None:
        assert self.peer.verify(json.loads(data))


def _over(values: list[Any], act: Callable[[Any], object]) -> Act:
    def run(times: int) -> None:
        for value in islice(cycle(values), times):
            act(value)

    return run


def _unseen(
    documents: list[Json],
    changed: Callable[[Json, int], Json],
    act: Callable[[Json], object],
) -> Act:
    numbers = count()

    def run(times: int) -> None:
        for document in islice(cycle(documents), times):
            act(changed(document, next(numbers)))

    return run


def main() -> None:
    subject = {"tesela": Tesela, "pyld": Pyld}[sys.argv[1]]()
    for line in sys.stdin:
        asked = json.loads(line)
        answer: Json
        if asked["act"] == "signed":
            answer = {"document": subject.sign(subject.documents[0])}
        elif asked["act"] == "check":
            answer = {"ok": subject.check(asked["document"])}
        else:
            before = time.process_time()
            subject.acts[asked["act"]](asked["times"])
            resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            answer = {"seconds": time.process_time() - before, "resident": resident}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
