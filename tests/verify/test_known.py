"""Credentials of known classes: the answer is that of the whole procedure, in full."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tesela.codecs import jsonld, multibase
from tesela.codecs.contexts import BUNDLED, ContextSet
from tesela.formats import openbadges
from tesela.model.report import Outcome, Verdict
from tesela.proofs import data_integrity
from tesela.proofs.keys import SoftwareKey
from tesela.shapes.rechecking import VERIFYING, Rechecking
from tesela.status.bitstring import Place, entry
from tesela.text.errors import TeselaError
from tesela.trust.fetch import Fetch, offline
from tesela.trust.keys import did_document
from tesela.trust.registry import Registry
from tesela.verify import known, verify
from tesela.verify.known import KnownClass
from tesela.verify.opened import Circumstances
from tesela.verify.procedure import depended_on, in_full
from tests.samples import ACHIEVEMENT, KEY, NOW, award
from tests.shapes.generated import documents, european
from tests.verify.test_procedure import (
    LATER,
    LIST,
    changed_at,
    places,
    serving,
    signed,
    status_list,
)

WEB = SoftwareKey(b"v" * 32, "did:web:known.example#key-1")
PAGE = "https://known.example/.well-known/did.json"
END = datetime.fromisoformat("2027-06-30T23:59:59Z")


def badge(number: int, key: SoftwareKey = KEY, **changes: Any) -> dict[str, Any]:
    learner = {"id": f"urn:uuid:22222222-2222-4222-8222-{number:012}", "full_name": f"Ana {number}"}
    made = openbadges.write(
        ACHIEVEMENT,
        award(
            id=f"urn:uuid:11111111-1111-4111-8111-{number:012}",
            learner=learner,
            grade=str(60 + number % 30),
            valid_until=(END - timedelta(days=number % 3)).date(),
        ),
        issuer=key.controller,
        issued_at=NOW,
        status=[entry(Place(LIST, number, "revocation"))],
    )
    return json.loads(json.dumps({**made, **changes}))


def written(document: object) -> bytes:
    return json.dumps(document).encode()


def secured(number: int, key: SoftwareKey = KEY, **changes: Any) -> bytes:
    return written(data_integrity.secure(badge(number, key, **changes), key, NOW))


def circumstances(at: datetime = LATER, **options: Any) -> Circumstances:
    return Circumstances(at, checked=depended_on, **options)


def both(data: bytes, asked: Circumstances) -> tuple[Any, Any]:
    """The answer of whatever way is taken, and that of the whole procedure."""
    return (
        told(
            lambda: verify(
                data,
                at=asked.at,
                fetch=asked.fetch,
                registry=asked.registry,
                contexts=asked.contexts,
                companions=asked.companions,
            )
        ),
        told(lambda: in_full(data, asked)),
    )


def told(ask: Any) -> Any:
    try:
        report = ask()
    except TeselaError as error:
        return error.code, dict(error.problem.data)
    return report


def is_known(data: bytes, asked: Circumstances | None = None) -> bool:
    def whole(_: Circumstances) -> Any:
        raise AssertionError

    return known.answer(data, asked or circumstances(fetch=serving()), whole) is not None


@pytest.fixture(autouse=True)
def learned() -> None:
    """Two credentials of the class have been seen."""
    for number in (1, 2, 1):
        verify(secured(number), at=LATER, fetch=serving())


def test_the_third_credential_of_a_class_is_known() -> None:
    assert is_known(secured(77))
    report = verify(secured(77), at=LATER, fetch=serving())
    assert report.verdict is Verdict.VALID
    assert report.to_json() == in_full(secured(77), circumstances(fetch=serving())).to_json()


def badges(seed: int, number: int) -> Iterator[dict[str, Any]]:
    for document in documents(seed, number):
        document["issuer"]["url"] = "https://care.example/"
        yield document


@pytest.mark.parametrize(("made", "number"), [(badges, 100), (european, 30)])
def test_generated_credentials_get_the_same_report_either_way(made: Any, number: int) -> None:
    asked = circumstances(fetch=serving(revoked=[*range(0, 100_000, 3)]))
    known_ones = 0
    for document in made(17, number):
        data = written(signed(document))
        known_ones += is_known(data, asked)
        fast, full = both(data, asked)
        assert fast == full
    assert known_ones > number / 2


def digest_of_known(data: bytes) -> bytes | None:
    """That of the statements, as the class of `data` has it."""
    for one in known.classes(BUNDLED):
        values = one.text.taken_from(data)
        if values and one._harmless(values.texts):
            return one.statements.digest(values.terms)
    return None


def digest_in_full(document: dict[str, Any]) -> bytes:
    """That of the statements, by the full processor."""
    quads = jsonld.canonical_quads({name: document[name] for name in document if name != "proof"})
    return sha256(quads.encode()).digest()


@pytest.mark.parametrize("part", range(4))
def test_two_thousand_generated_credentials_have_the_digest_of_the_full_processor(
    part: int,
) -> None:
    """What is signed is compared without signing it anew each time."""
    known_ones = 0
    for made, number in ((badges, 425), (european, 75)):
        proof = {}
        for at, document in enumerate(made(100 + part, number)):
            if at < 60:
                genuine = signed(document)
                verify(written(genuine), at=LATER, fetch=serving())
                proof = genuine["proof"]
            document["proof"] = proof
            if fast := digest_of_known(written(document)):
                known_ones += 1
                assert fast == digest_in_full(document)
    assert known_ones > 250


def spellings(document: dict[str, Any], chance: random.Random) -> Iterator[bytes]:
    """The same document as other programs write it."""
    for ascii_only in (True, False):
        yield json.dumps(document, ensure_ascii=ascii_only).encode()
        yield json.dumps(document, ensure_ascii=ascii_only, separators=(",", ":")).encode()
        yield json.dumps(document, ensure_ascii=ascii_only, indent=chance.randrange(1, 4)).encode()
    members = list(document.items())
    chance.shuffle(members)
    yield json.dumps(dict(members)).encode()
    yield b"\xef\xbb\xbf" + json.dumps(document).encode()
    yield b" \n" + json.dumps(document).encode() + b"\n "


def test_every_value_changed_and_signed_again() -> None:
    asked = circumstances(fetch=serving(revoked=[5]))
    chance = random.Random(5)
    document = badge(3)
    tried = known_ones = 0
    for path in places(document):
        value: Any = document
        for name in path:
            value = value[name]
        if not isinstance(value, str):
            continue
        for other in (f"{value}5", 'urn:x:"\\é\u2028', "2027-06-30T23:59:59Z"):
            changed = changed_at(document, path, lambda at, name, o=other: at.__setitem__(name, o))
            try:
                data = next(spellings(signed(changed), chance))
            except TeselaError:
                continue
            tried += 1
            known_ones += is_known(data, asked)
            fast, full = both(data, asked)
            assert fast == full, (path, other)
    assert tried > 100
    assert known_ones > 8


def test_every_spelling() -> None:
    asked = circumstances(fetch=serving())
    for number in range(6):
        document = json.loads(secured(number))
        document["credentialSubject"]["identifier"][0]["identityHash"] += "é\t/"
        for data in spellings(
            signed({k: v for k, v in document.items() if k != "proof"}), random.Random(number)
        ):
            fast, full = both(data, asked)
            assert fast == full
            assert full.verdict is Verdict.VALID


def test_bytes_changed_without_signing_again() -> None:
    asked = circumstances(fetch=serving())
    chance = random.Random(1)
    genuine = secured(4)
    assert is_known(genuine)
    for _ in range(250):
        at = chance.randrange(len(genuine))
        new = chance.choice(
            (b"", b"x", b'"', b"\\", b" ", b"\x00", b"\t", b"\xff", b"9", b"}", b"\\u0041")
        )
        data = genuine[:at] + new + genuine[at + chance.randrange(2) :]
        fast, full = both(data, asked)
        assert fast == full
        if is_known(data):  # the same document, spelled otherwise
            assert json.loads(data) == json.loads(genuine)


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda text: text.replace('"grade', '"id": "urn:x:1", "grade', 1),
        lambda text: text[:-1] + ', "id": "urn:x:1"}',
        lambda text: text.replace('"proof": {', '"proof": {"created": "2026-06-15T09:30:00Z", ', 1),
        lambda text: text.replace("Ana 4", "Ana\t4"),
        lambda text: text.replace("Ana 4", "Ana\\u00004"),
        lambda text: text.replace("Ana 4", "Ana\x7f4"),
        lambda text: text.replace("Ana 4", "Ana\\ud8004"),
        lambda text: text.replace("Ana 4", "Ana\\x4"),
        lambda text: text.replace("Ana 4", "Ana\uffff4"),
        lambda text: text.replace("Ana 4", '", "name": "'),
        lambda text: text.replace("Ana 4", "%PDF-1.7"),
        lambda text: text + " ",
        lambda text: text[:-1],
    ],
)
def test_documents_that_are_none_or_odd(spoiled: Any) -> None:
    text = secured(4).decode()
    data = spoiled(text).encode()
    fast, full = both(data, circumstances(fetch=serving()))
    assert fast == full


ODD_SPELLINGS = [
    "", " ", "\\u0041", "\\/", "\\\\", '\\"', "\\n\\r\\t", "\\b", "\\f", "\\u0000", "\\u0003" "0\\u0004",
    "\\u0005", "\\u007f", "\x7f", "\t", "\\ud83d\\ude00", "😀", "\\ud800", "\\ude00\\ud83d", "\\u2028",
    "\u2028", "\u0085", "\ufeff", "\ufdd0", "\uffff", "\U0001ffff", "\u00e9", "e\u0301", "\u202e", "\x03" "0\x04",
    "%b", "%%", "%s %(x)s", "_:c14n0", "<urn:x:y> .", "urn:tesela:marker:0", "urn:tesela:place:0", "urn:x-hard:0:",
    "\\u0075rn:x:y", "urn:x:y", "URN:X:Y", "urn:x:%C3%A9", "urn:x:%c3%a9", "urn:x:%", "urn:x:é", "urn:x:y#z", "urn:x:y#z#",
    "urn:x:y ", " urn:x:y", "urn:x:y\\n", "urn:", "did:", "HTTPS://care.example/", "https://Care.example/",
    "https://care.example:443/../a", "https://care.example:99999/", "https://", "//care.example/", "/a", "#a", "a:b", "name",
    "urn:uuid:11111111-1111-4111-8111-00000000000A", "urn:uuid:11111111-1111-4111-8111-00000000000\\u0041",
    "2026-02-30T00:00:00Z", "2026-06-15T24:00:00Z", "2026-06-15T09:30:60Z", "2026-06-15T09:30:00.5Z",
    "2026-06-15t09:30:00z", "2026-06-15T09:30:00", "2026-06-15T10:30:00+01:00", "2026-06-15T09:30:00-00:00",
    "0000-06-15T09:30:00Z", "-0001-06-15T09:30:00Z", "10000-06-15T09:30:00Z", "9999-12-31T23:59:59Z",
    "0", "-0", "1.0", "1e0", "007", "+7", "-1", " 7", "7 ", "1_0", "٧", "131071", "131072", "9" * 5_000, "null", "true",
    "x" * 50_000, "urn:x:" + "y" * 50_000, "2026-06-15T09:30:00." + "0" * 5_000 + "Z",
]  # fmt: skip
"""What may stand between two quotation marks, or may not."""


def signed_as_the_class_has_it(one: KnownClass, data: bytes) -> bytes | None:
    """`data` with KEY's signature of what the class takes for its statements; None: odd."""
    if (values := one.text.taken_from(data)) is None:
        return None
    digests = one.options.digest(values.terms), one.statements.digest(values.terms)
    if None in digests:
        return None
    signature = multibase.encode(KEY.sign(b"".join(filter(None, digests))))
    return data.replace(values.texts[one.signature].encode(), signature.encode())


def with_many_places(number: int) -> bytes:
    """A credential that differs from others in all that may differ."""
    day = NOW - timedelta(days=10, seconds=number)
    subject = badge(number)["credentialSubject"]
    subject["narrative"] = f"What {number} did"
    changes = {
        "description": f"Said of {number}",
        "awardedDate": day.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "validFrom": day.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        "credentialSubject": subject,
        "evidence": [
            {"id": f"https://care.example/{number}", "type": ["Evidence"], "name": f"Work {number}"}
        ],
    }
    made = badge(number, **changes)
    return written(data_integrity.secure(made, KEY, NOW + timedelta(seconds=number)))


def test_nobody_can_sign_what_only_the_class_accepts() -> None:
    """Of a key's owner even: whatever is accepted as known, the whole procedure accepts too."""
    asked = circumstances(fetch=serving(revoked=[7]))
    for number in (1, 2):
        verify(with_many_places(number), at=LATER, fetch=asked.fetch)
    (one, values), *_ = [
        (one, values)
        for one in known.classes(BUNDLED)
        if (values := one.text.taken_from(with_many_places(4)))
    ]
    texts = values.texts
    assert len(texts) > 12
    known_ones = 0
    for at in range(len(texts)):
        endings = map(_ending(texts[at]), ODD_SPELLINGS) if at in one.addresses else ()
        for other in (*ODD_SPELLINGS, texts[at] + "5", *endings):
            inside = [text.encode() for text in texts]
            inside[at] = other.encode()
            pairs = zip(inside, one.text.pieces, strict=True)
            written_so = one.text.start + b"".join(text + piece for text, piece in pairs)
            data = (
                written_so if at == one.signature else signed_as_the_class_has_it(one, written_so)
            )
            if data is None or one.report(data, asked) is None:
                continue
            known_ones += 1
            assert one.report(data, asked) == told(lambda d=data: in_full(d, asked)), (at, other)
    assert known_ones > 100


def _ending(text: str) -> Any:
    """A value's own beginning with another end, which an address may have."""
    start = text[: text.rfind(":") + 1]
    return lambda other: start + other


def test_a_signature_written_in_another_base_is_none() -> None:
    """All suites write base58-btc (EdDSA and ECDSA cryptosuites 1.0, 3.2.2 and 3.3.2)."""
    document = json.loads(secured(4))
    octets = multibase.decode(document["proof"]["proofValue"])
    document["proof"]["proofValue"] = "u" + multibase.base64url(octets).decode()
    fast, full = both(written(document), circumstances(fetch=serving()))
    assert fast == full
    assert full.verdict is Verdict.INVALID


def test_the_identity_of_the_credential_stands_once() -> None:
    document = badge(4)
    for value in (
        KEY.controller,
        document["credentialSubject"]["id"],
        document["credentialSubject"]["achievement"]["id"],
    ):
        with pytest.raises(TeselaError, match="second time"):
            signed({**document, "id": value})
    again = secured(4).replace(b"11111111-1111-4111-8111-", b"22222222-2222-4222-8222-")
    fast, full = both(again, circumstances(fetch=serving()))
    assert fast == full


def test_a_text_may_be_the_credentials_name_and_another_node_may_not() -> None:
    document = badge(4)
    document["credentialSubject"]["identifier"][0]["identityHash"] = document["id"]
    data = written(signed(document))
    assert is_known(data)
    fast, full = both(data, circumstances(fetch=serving()))
    assert fast == full
    assert full.verdict is Verdict.VALID


def web_page(**members: Any) -> dict[str, Any]:
    page = did_document(WEB.controller, {WEB.verification_method: WEB.public})
    page["verificationMethod"][0].update(members)
    return page


def other_key() -> dict[str, Any]:
    return did_document(WEB.controller, {WEB.verification_method: KEY.public})


MOMENTS = [
    NOW - timedelta(seconds=1), NOW, LATER, END - timedelta(days=1), END, END + timedelta(seconds=1),
]  # fmt: skip
PAGES: list[dict[str, Any]] = [
    {},
    {PAGE: web_page()},
    {PAGE: web_page(revoked="2026-06-15T09:29:59Z")},
    {PAGE: web_page(revoked="2026-06-20T00:00:00Z")},
    {PAGE: web_page(expires="2026-06-01T00:00:00Z")},
    {PAGE: other_key()},
    {PAGE: {**web_page(), "assertionMethod": []}},
    {PAGE: {"id": "did:web:known.example"}},
]


def ways(key: SoftwareKey) -> Iterator[Fetch]:
    yield offline
    for revoked in ([3], []):
        listed = status_list(LIST, "revocation", revoked, key)
        for pages in PAGES:
            yield serving(**{LIST: listed, **pages})


@pytest.mark.parametrize("key", [KEY, WEB], ids=["did:key", "did:web"])
def test_whatever_is_asked_anew_decides_anew(key: SoftwareKey) -> None:
    pages = serving(**{PAGE: web_page()})
    for number in (1, 2):
        verify(secured(number, key), at=LATER, fetch=pages)
    assert is_known(secured(3, key), circumstances(fetch=pages))
    registries = [None, Registry("ours"), Registry("ours", {key.controller: {"en": "Care"}})]
    verdicts = set()
    for fetch in ways(key):
        for at in MOMENTS:
            for registry in registries:
                asked = circumstances(at, fetch=fetch, registry=registry)
                fast, full = both(secured(3, key), asked)
                assert fast == full
                verdicts.add(full.verdict)
    assert verdicts == {*Verdict}


def test_a_pinned_document_at_hand_is_compared(tmp_path: Path) -> None:
    from tesela.formats.digests import sri

    address = "https://care.example/syllabus"
    pin = [{"id": address, "digestSRI": sri(b"as it was")}]
    for number in (1, 2, 1):
        verify(secured(number, relatedResource=pin), at=LATER, fetch=serving())
    data = secured(3, relatedResource=pin)
    assert is_known(data)
    (tmp_path / "copy").write_bytes(b"changed")
    copied = Registry("ours", copies={address: tmp_path / "copy"})
    outcomes = []
    for options in (
        {},
        {"companions": {address: b"as it was"}},
        {"companions": {address: b"changed"}},
        {"registry": copied},
    ):
        fast, full = both(data, circumstances(fetch=serving(), **options))
        assert fast == full
        outcomes.append(full.checks[-1].problem.code)
    assert outcomes == [
        "resources.not_at_hand", "resources.ok", "resources.changed", "resources.changed",
    ]  # fmt: skip


def test_other_issuers_are_another_class() -> None:
    stranger = SoftwareKey(b"x" * 32)
    assert not is_known(secured(3, stranger))
    forged = json.loads(secured(3, stranger))
    forged["issuer"]["id"] = KEY.controller
    fast, full = both(written(forged), circumstances(fetch=serving()))
    assert fast == full
    assert full.verdict is Verdict.INVALID


def test_other_contexts_are_another_class() -> None:
    own = ContextSet()
    assert not is_known(secured(3), circumstances(fetch=serving(), contexts=own))
    assert BUNDLED is not own


def test_a_class_is_extended_by_what_differs_later() -> None:
    changed = {"description": "one", "awardedDate": "2026-06-12T00:00:00Z"}
    for number in (1, 2, 1):
        verify(secured(number, **changed), at=LATER, fetch=serving())
    later = {**changed, "awardedDate": "2026-06-13T00:00:00Z"}
    assert is_known(secured(3, **changed))
    assert not is_known(secured(3, **later))
    verify(secured(3, **later), at=LATER, fetch=serving())
    for made in (changed, later, {**changed, "awardedDate": "2026-06-14T00:00:00Z"}):
        assert is_known(secured(4, **made))
        fast, full = both(secured(4, **made), circumstances(fetch=serving()))
        assert fast == full


def test_another_type_is_another_class_and_ends_none() -> None:
    def with_evidence(number: int, kind: str, **changes: Any) -> bytes:
        evidence = [{"type": [kind], "name": f"Work {number}"}]
        return secured(number, evidence=evidence, **changes)

    for kind in ("Evidence", "Profile", "Evidence"):
        for number in (1, 2, 1):
            verify(with_evidence(number, kind), at=LATER, fetch=serving())
        assert is_known(with_evidence(3, kind))
    assert not is_known(with_evidence(3, "Related"))


def test_what_is_asked_for_again_and_again_is_known_by_itself() -> None:
    alone = SoftwareKey(b"a" * 32)
    lists = [status_list(LIST, "revocation", [*revoked], alone) for revoked in ((), (1,))]
    here, revoked = (serving(**{LIST: one}) for one in lists)
    data = secured(1, alone)
    for _ in range(3):
        assert not is_known(data)
        verify(data, at=LATER, fetch=here)
    assert is_known(data)
    assert not is_known(secured(2, alone))
    verdicts = set()
    for fetch in (here, revoked, offline):
        for at in (LATER, END + timedelta(days=1)):
            fast, full = both(data, circumstances(at, fetch=fetch))
            assert fast == full
            verdicts.add(full.verdict)
    assert verdicts == {*Verdict}
    forged = data.replace(b'"proofValue": "z', b'"proofValue": "z1')
    assert forged != data
    fast, full = both(forged, circumstances(fetch=here))
    assert fast == full
    assert full.verdict is Verdict.INVALID
    verify(secured(2, alone), at=LATER, fetch=here)
    assert is_known(secured(3, alone))
    assert is_known(data)


def test_what_others_say_and_questions_to_the_holder_go_the_whole_way() -> None:
    data = secured(3)
    assert is_known(data)
    for options in ({"challenge": "c"}, {"domain": "d"}, {"beside": (b"{}",)}):
        assert not is_known(data, circumstances(fetch=serving(), **options))
    found = verify(data, at=LATER, fetch=serving(), challenge="c")
    assert found.verdict is Verdict.INVALID


def spoiled(document: dict[str, Any]) -> tuple[KnownClass, bytes]:
    """A class whose first answer is wrong, and a credential of it."""
    for number in (1, 2):
        verify(secured(number, **document), at=LATER, fetch=serving())
    data = secured(3, **document)
    assert is_known(data)
    asked = circumstances(fetch=serving())
    (right, *_) = [one for one in known.classes(BUNDLED) if one.report(data, asked)]
    form = replace(right.passed["form"], clause="none")
    wrong = replace(right, passed={**right.passed, "form": form})
    known.remember(wrong, right)
    return wrong, data


def first_clause(data: bytes) -> str:
    return verify(data, at=LATER, fetch=serving()).checks[0].clause


def test_one_use_in_a_thousand_is_compared_and_ends_a_wrong_class(rechecking: Rechecking) -> None:
    wrong, data = spoiled({"description": "to be ended"})
    before = rechecking.counted().get(("class", "different"), 0)
    wrong.uses = VERIFYING - 2
    assert first_clause(data) == "none"
    assert first_clause(data) != "none"
    assert all(one is not wrong for one in known.classes(BUNDLED))
    assert wrong.ended
    assert first_clause(data) != "none"
    assert rechecking.counted()["class", "different"] == before + 1


def test_who_compares_later_gets_the_answer_at_once_and_a_wrong_class_ends(
    rechecking: Rechecking,
) -> None:
    wrong, data = spoiled({"description": "to be ended later"})
    waiting: list[Any] = []
    told: list[str] = []

    def later(compare: Any) -> bool:
        waiting.append(compare)
        return len(waiting) == 1

    rechecking.settle(verifying=1, later=later, told=told.append)
    dropped = rechecking.counted().get(("class", "dropped"), 0)
    assert [first_clause(data), first_clause(data)] == ["none", "none"]
    assert rechecking.counted()["class", "dropped"] == dropped + 1
    assert told == []
    waiting[0]()
    assert told == ["class"]
    assert wrong.ended
    assert first_clause(data) != "none"


def test_what_changes_before_it_is_compared_ends_nothing(rechecking: Rechecking) -> None:
    waiting: list[Any] = []
    rechecking.settle(verifying=1, later=lambda compare: waiting.append(compare) is None)
    listed = [[], [3]]

    def fetch(_: str) -> bytes:
        return json.dumps(status_list(LIST, "revocation", listed[0])).encode()

    (one, *_) = known.classes(BUNDLED)
    assert verify(secured(3), at=LATER, fetch=fetch).verdict is Verdict.VALID
    del listed[0]
    for compare in waiting:
        compare()
    assert not one.ended
    assert verify(secured(3), at=LATER, fetch=fetch).verdict is Verdict.INVALID


@pytest.mark.parametrize("beside", [True, False])
def test_a_list_that_is_signed_anew_each_time_ends_nothing(
    rechecking: Rechecking, beside: bool
) -> None:
    waiting: list[Any] = []
    later = (lambda compare: waiting.append(compare) is None) if beside else None
    rechecking.settle(verifying=1, later=later, told=pytest.fail)
    times = []

    def fetch(url: str) -> bytes:
        times.append(url)
        purpose = "suspension" if url.endswith("-s") else "revocation"
        return json.dumps(status_list(url, purpose, [len(times) + 50])).encode()

    (one, *_) = known.classes(BUNDLED)
    assert verify(secured(3), at=LATER, fetch=fetch).verdict is Verdict.VALID
    for compare in waiting:
        compare()
    assert not one.ended


def test_nothing_is_compared_where_that_is_the_setting(rechecking: Rechecking) -> None:
    rechecking.settle(verifying=0, later=lambda _: pytest.fail("compared"))
    verify(secured(3), at=LATER, fetch=serving())


def test_what_it_says_is_read_when_somebody_looks() -> None:
    data = secured(3)
    assert is_known(data)
    report = verify(data, at=LATER, fetch=serving())
    assert report.content["award"]["learner"]["full_name"] == "Ana 3"
    assert report.credential is not None
    assert report.credential.document == json.loads(data)
    assert all(check.outcome is Outcome.PASSED for check in report.checks)
