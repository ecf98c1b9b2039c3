"""Verifying many in one run: each answer is the one that the document gets by itself."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tesela.formats.baked import svg
from tesela.model.report import Report, Verdict
from tesela.proofs import vc_jose
from tesela.proofs.keys import SoftwareKey
from tesela.status.bitstring import Place, entry
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, offline
from tesela.trust.keys import did_document
from tesela.trust.registry import Registry
from tesela.verify import verify, verify_many
from tesela.verify.remembered import Answers, Remembering
from tests.samples import ACHIEVEMENT, KEY
from tests.verify.lasting_samples import bundle_files, credential, zipped
from tests.verify.test_procedure import LATER, LIST, OTHER, serving, signed, status_list, unsigned

WEB = SoftwareKey(b"w" * 32, "did:web:care.example#key-1")


def with_place(position: int, *addresses: str) -> dict[str, Any]:
    entries = [entry(Place(address, position, "revocation")) for address in addresses]
    return signed(unsigned(credentialStatus=entries))


def written(document: object) -> bytes:
    return json.dumps(document).encode()


def by_web() -> dict[str, Any]:
    document = unsigned(credentialStatus=None)
    return signed({**document, "issuer": {**document["issuer"], "id": WEB.controller}}, WEB)


def pages() -> Fetch:
    return serving(
        revoked=[7],
        **{
            LIST + "-other": status_list(LIST + "-other", "revocation", [], OTHER),
            LIST + "-torn": {"type": "nothing"},
            "https://care.example/.well-known/did.json": did_document(
                WEB.controller, {WEB.verification_method: WEB.public}
            ),
        },
    )


def corpus() -> Iterator[bytes]:
    """Good, withdrawn, changed and unreadable ones, in many forms."""
    good = with_place(3, LIST)
    yield from map(written, (good, with_place(7, LIST), with_place(4, LIST), by_web()))
    yield written({**good, "id": "urn:uuid:33333333-3333-4333-8333-333333333333"})
    yield written({**good, "proof": {**good["proof"], "proofValue": "z" + "1" * 64}})
    yield written(with_place(3, LIST + "-other"))
    yield written(with_place(3, LIST + "-torn"))
    yield written(with_place(3, LIST + "-nowhere", LIST))
    yield written(with_place(500_000, LIST))
    yield written(signed(unsigned(), suite="eddsa-jcs-2022"))
    yield written(unsigned())
    yield from (
        b"",
        b"{}",
        b"[1]",
        b"no credential",
        b'{"a":1,"a":2}',
        b"\xff\xfe",
        written(good)[:-9],
    )
    yield vc_jose.secure(unsigned(credentialStatus=None), KEY).encode()
    yield svg.baked('<svg xmlns="http://www.w3.org/2000/svg"></svg>', written(good))
    yield zipped(bundle_files(credential()))
    yield written(good)


def told(answer: Report | TeselaError) -> object:
    if isinstance(answer, TeselaError):
        return answer.code, dict(answer.problem.data)
    kept = answer.credential
    return answer.to_json(), kept and (kept.original, kept.document, kept.issuer)


def alone(data: bytes, **options: Any) -> object:
    try:
        return told(verify(data, at=LATER, **options))
    except TeselaError as error:
        return told(error)


@pytest.mark.parametrize("registry", [None, Registry("ours", {KEY.controller: {"en": "Care"}})])
@pytest.mark.parametrize("fetch", [pages(), offline])
def test_each_gets_the_answer_that_it_gets_alone(fetch: Fetch, registry: Registry | None) -> None:
    documents = list(corpus())
    found = verify_many(documents, at=LATER, fetch=fetch, registry=registry)
    told_of = [told(answer) for answer in found]
    assert told_of == [alone(data, fetch=fetch, registry=registry) for data in documents]


def test_the_corpus_has_every_kind_of_answer() -> None:
    answers = list(verify_many(corpus(), at=LATER, fetch=pages()))
    kinds = Counter(one.verdict if isinstance(one, Report) else "error" for one in answers)
    assert kinds.keys() == {*Verdict, "error"}
    assert kinds[Verdict.VALID] >= 5
    assert kinds["error"] >= 6


def test_each_address_is_asked_once() -> None:
    asked: Counter[str] = Counter()
    answering = pages()

    def fetch(url: str) -> bytes:
        asked[url] += 1
        return answering(url)

    documents = [written(with_place(place, LIST, LIST + "-nowhere")) for place in range(5)]
    documents += [written(by_web())] * 3
    list(verify_many(documents, at=LATER, fetch=fetch))
    assert set(asked.values()) == {1}
    assert len(asked) == 3


def test_a_registry_copy_is_read_before_anybody_is_asked(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(pages()(LIST))
    registry = Registry("ours", copies={LIST: tmp_path / "list"})
    first, second = verify_many(
        [written(with_place(3, LIST)), written(with_place(7, LIST))], at=LATER, registry=registry
    )
    assert isinstance(first, Report)
    assert first.verdict is Verdict.VALID
    assert isinstance(second, Report)
    assert second.verdict is Verdict.INVALID


def test_one_document_is_taken_for_one_answer() -> None:
    taken: list[int] = []

    def documents() -> Iterator[bytes]:
        for number in range(3):
            taken.append(number)
            yield b"junk"

    answers = verify_many(documents(), at=LATER)
    assert taken == []
    next(answers)
    assert taken == [0]


def test_a_new_run_asks_again() -> None:
    document = written(with_place(3, LIST))
    (before,) = verify_many([document], at=LATER, fetch=serving())
    (after,) = verify_many([document], at=LATER, fetch=serving(revoked=[3]))
    assert isinstance(before, Report)
    assert before.verdict is Verdict.VALID
    assert isinstance(after, Report)
    assert after.verdict is Verdict.INVALID


def test_answers_are_kept_within_bounds() -> None:
    asked: list[str] = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return b"x" * 400

    few: Answers[str, bytes] = Answers(number=2)
    for url in "abcb":
        few.get_or_ask(url, lambda url=url: fetch(url), len)
    few.get_or_ask("a", lambda: fetch("a"), len)
    assert asked == ["a", "b", "c", "a"]
    small: Answers[str, bytes] = Answers(octets=1_200)
    for url in "xyzx":
        small.get_or_ask(url, lambda url=url: fetch(url), len)
    assert asked[4:] == ["x", "y", "z", "x"]


def test_a_refusal_is_remembered_with_its_reason() -> None:
    fetch = Remembering(offline)
    for ask in (fetch, fetch, fetch.signed):
        with pytest.raises(TeselaError, match="asked"):
            ask(ACHIEVEMENT.edition)
