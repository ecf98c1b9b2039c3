"""`ecdsa-sd-2023`: the published vectors in both directions, and what must not verify."""

import copy
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs import multibase
from tesela.proofs import data_integrity, selective
from tesela.proofs.keys import PublicKey, SoftwareKey
from tesela.proofs.selective_values import BASE, DERIVED, read_base, read_derived
from tesela.text.errors import TeselaError
from tests.published import load, with_published
from tests.samples import ACHIEVEMENT, NOW, award

KEY = SoftwareKey(b"\x07" * 32, kind="p256")
VALUE = {
    "base": read_base,
    "derived": read_derived,
}


def folder(standards: Path) -> Path:
    return standards / "vectors/di-ecdsa/ecdsa-sd-2023/employ"


def octets(number: int) -> bytes:
    """Octets that look random and are the same every time."""
    return hashlib.sha512(str(number).encode()).digest()[:number]


def badge() -> dict[str, Any]:
    from tesela.formats import openbadges

    return openbadges.write(ACHIEVEMENT, award(), issuer=KEY.controller, issued_at=NOW)


def signed(pointers: list[str], document: dict[str, Any] | None = None) -> dict[str, Any]:
    return selective.secure(document or badge(), KEY, NOW, pointers, octets)


def verifies(document: dict[str, Any], key: PublicKey = KEY.public) -> bool:
    return data_integrity.is_signed_by(document, document["proof"], key)


def code(call: Callable[[], object]) -> str:
    with pytest.raises(TeselaError) as caught:
        call()
    return caught.value.code


def test_statements_named_by_the_published_key(standards: Path) -> None:
    contexts, here = with_published(standards), folder(standards)
    base = read_base(load(here / "addSignedSDBase.json")["proof"]["proofValue"])
    document = load(standards / "vectors/di-ecdsa/employmentAuth.json")
    said = selective.statements(document, base.hmac_key, contexts)
    assert list(said.lines) == load(here / "addBaseDocHMACCanon.json")
    groups = load(here / "derivedGroupIndexes.json")
    chosen = load(standards / "vectors/di-ecdsa/employSelective.json")
    assert said.indexes(["/issuer"]) == groups["mandatoryIndexes"]
    assert said.indexes(chosen) == groups["selectiveIndexes"]
    assert said.indexes(["/issuer", *chosen]) == groups["combinedIndexes"]
    transform = load(here / "addBaseTransform.json")
    assert [[at, said.lines[at]] for at in groups["mandatoryIndexes"]] == (
        transform["mandatory"]["value"]
    )


def test_published_hashes_are_what_the_issuer_signed(standards: Path) -> None:
    contexts, here = with_published(standards), folder(standards)
    document = load(here / "addSignedSDBase.json")
    base = read_base(document["proof"]["proofValue"])
    raw = load(here / "addRawBaseSignatureInfo.json")
    bare = {name: member for name, member in document.items() if name != "proof"}
    hashes = load(here / "addHashData.json")
    options = selective.proof_hash(bare, load(here / "addProofConfig.json"), contexts)
    assert options.hex() == hashes["proofHash"]
    said = selective.statements(bare, base.hmac_key, contexts)
    mandatory = [said.lines[at] for at in said.indexes(base.mandatory_pointers)]
    data = selective.signed_bytes(options, base.public_key, mandatory)
    assert data[-32:].hex() == hashes["mandatoryHash"]
    issuer = PublicKey(
        *multibase.decode_key(document["proof"]["verificationMethod"].partition("#")[2])
    )
    assert issuer.verifies(bytes.fromhex(raw["baseSignature"]), data)
    own = PublicKey(*multibase.decode_key(raw["publicKey"]))
    rest = [line for line in said.lines if line not in mandatory]
    assert [signature.hex() for signature in base.signatures] == raw["signatures"]
    assert all(
        own.verifies(signature, line.encode())
        for signature, line in zip(base.signatures, rest, strict=True)
    )


def test_published_values_are_read_and_written_back(standards: Path) -> None:
    for name, read in (
        ("addSignedSDBase.json", read_base),
        ("derivedRevealDocument.json", read_derived),
    ):
        value = load(folder(standards) / name)["proof"]["proofValue"]
        assert read(value).encoded() == value
    known = load(folder(standards) / "verifyDerivedProofValue.json")
    found = read_derived(value)
    assert found.labels == dict(known["labelMap"])
    assert list(found.mandatory_indexes) == known["mandatoryIndexes"]
    assert multibase.encode(found.public_key) == known["publicKey"]
    assert [signature.hex() for signature in found.signatures] == known["signatures"]


def test_deriving_gives_the_published_document(standards: Path) -> None:
    chosen = load(standards / "vectors/di-ecdsa/employSelective.json")
    document = load(folder(standards) / "addSignedSDBase.json")
    derived = selective.derive(document, chosen, with_published(standards))
    assert derived == load(folder(standards) / "derivedRevealDocument.json")


def test_published_document_verifies_and_changed_it_does_not(standards: Path) -> None:
    contexts = with_published(standards)
    document = load(folder(standards) / "derivedRevealDocument.json")
    key = PublicKey(
        *multibase.decode_key(document["proof"]["verificationMethod"].partition("#")[2])
    )
    labels = read_derived(document["proof"]["proofValue"]).labels
    bare = {name: member for name, member in document.items() if name != "proof"}
    lines = selective.shown_lines(bare, labels, contexts)
    assert lines == load(folder(standards) / "verifyNQuads.json")
    assert data_integrity.is_signed_by(document, document["proof"], key, contexts)
    for path, value in (
        (("credentialSubject", "birthCountry"), "Fiji"),
        (("validUntil",), "2039-12-03T00:00:00Z"),
        (("issuer", "id"), "did:key:zOther"),
        (("proof", "created"), "2023-08-16T23:36:38Z"),
    ):
        changed = copy.deepcopy(document)
        place = changed
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
        assert not data_integrity.is_signed_by(changed, changed["proof"], key, contexts)


def test_a_badge_is_shown_in_parts() -> None:
    base = signed(["/issuer", "/validFrom"])
    shown = selective.derive(base, ["/credentialSubject/achievement/name"])
    assert verifies(shown)
    assert set(shown) == {
        "@context",
        "id",
        "type",
        "issuer",
        "validFrom",
        "credentialSubject",
        "proof",
    }
    subject = shown["credentialSubject"]
    assert set(subject) <= {"id", "type", "achievement"}
    assert set(subject["achievement"]) == {"id", "type", "name"}


def test_the_same_record_gives_the_same_bytes() -> None:
    assert signed(["/issuer"]) == signed(["/issuer"])


@given(st.data())
def test_whatever_is_chosen_verifies(data: st.DataObject) -> None:
    base = signed(["/issuer"])
    pointers = [f"/{name}" for name in base if name not in ("@context", "proof")]
    pointers += [f"/credentialSubject/{name}" for name in base["credentialSubject"]]
    chosen = data.draw(st.lists(st.sampled_from(pointers), max_size=5))
    assert verifies(selective.derive(base, chosen))


def test_everything_may_be_shown() -> None:
    base = signed(["/issuer"])
    shown = selective.derive(base, [""])
    assert {**shown, "proof": 0} == {**base, "proof": 0}
    assert verifies(shown)


def test_a_base_proof_is_no_proof_for_a_verifier() -> None:
    base = signed(["/issuer"])
    assert code(lambda: verifies(base)) == "selection.base"


def test_of_what_is_shown_nothing_more_is_derived() -> None:
    shown = selective.derive(signed(["/issuer"]), ["/validFrom"])
    assert code(lambda: selective.derive(shown, ["/validFrom"])) == "selection.not_base"


def test_what_must_be_shown_cannot_be_left_out() -> None:
    shown = selective.derive(signed(["/issuer", "/validFrom"]), ["/credentialSubject"])
    del shown["validFrom"]
    assert not verifies(shown)


def test_statements_of_two_credentials_are_not_mixed() -> None:
    other = {**badge(), "id": "urn:uuid:99999999-9999-4999-8999-999999999999"}
    mine = selective.derive(signed(["/issuer"]), ["/credentialSubject"])
    theirs = selective.derive(
        selective.secure(other, KEY, NOW, ["/issuer"], lambda n: octets(n + 1)[:n]),
        ["/credentialSubject"],
    )
    mixed = {**mine, "proof": theirs["proof"]}
    assert not verifies(mixed)


def test_another_key_does_not_verify() -> None:
    shown = selective.derive(signed(["/issuer"]), ["/validFrom"])
    assert not verifies(shown, SoftwareKey(b"\x08" * 32, kind="p256").public)
    ed = SoftwareKey(b"\x08" * 32).public
    assert code(lambda: verifies(shown, ed)) == "proof.wrong_key"


@pytest.mark.parametrize(
    "pointer",
    ["issuer", "/nowhere", "/type/9", "/type/00", "/type/-", "/issuer/~2", "/@context/9", 7],
)
def test_a_pointer_to_nothing_is_named(pointer: Any) -> None:
    assert code(lambda: signed([pointer])) == "selection.pointer"
    base = signed(["/issuer"])
    assert code(lambda: selective.derive(base, [pointer])) == "selection.pointer"


def test_nothing_chosen() -> None:
    base = signed([])
    plain = read_base(base["proof"]["proofValue"])
    nothing = replace(plain, mandatory_pointers=()).encoded()
    base["proof"]["proofValue"] = nothing
    assert code(lambda: selective.derive(base, [])) == "selection.nothing"


def test_what_limits_a_credential_is_always_shown() -> None:
    limited = {**badge(), "validUntil": "2030-01-01T00:00:00Z"}
    shown = selective.derive(signed([], limited), ["/credentialSubject"])
    assert {"issuer", "validFrom", "validUntil"} <= shown.keys()
    del shown["validUntil"]
    assert not verifies(shown)


def test_signatures_of_another_document_are_not_derived_from() -> None:
    base = signed(["/issuer"])
    base["description"] = "One statement more."
    assert code(lambda: selective.derive(base, ["/validFrom"])) == "selection.other"


def parts(document: dict[str, Any]) -> list[Any]:
    return cbor2.loads(multibase.decode(document["proof"]["proofValue"])[3:])


def value(header: bytes, body: bytes) -> str:
    return "u" + multibase.base64url_encode(header + body)


def _changed(at: int, to: Any) -> Callable[[list[Any]], bytes]:
    def change(found: list[Any]) -> bytes:
        found[at] = to(found[at]) if callable(to) else to
        return cbor2.dumps(found)

    return change


BROKEN: dict[str, Callable[[list[Any]], bytes]] = {
    "no CBOR": lambda found: b"\xff\xff",
    "nothing": lambda found: b"",
    "one part more": lambda found: cbor2.dumps([*found, 0]),
    "one part less": lambda found: cbor2.dumps(found[:-1]),
    "something behind": lambda found: cbor2.dumps(found) + b"\0",
    "a map": lambda found: cbor2.dumps(dict(enumerate(found))),
    "endless list": lambda found: b"\x9f" + cbor2.dumps(found)[1:] + b"\xff",
    "signature cut off": _changed(0, lambda signature: signature[:-1]),
    "signature as text": _changed(0, "x" * 64),
    "tagged signature": _changed(0, lambda signature: cbor2.CBORTag(64, signature)),
    "key of another length": _changed(1, lambda key: key + b"\0"),
    "signatures no list": _changed(2, b"\0" * 64),
    "a signature cut off": _changed(2, lambda some: [*some[:-1], some[-1][:-1]]),
    "labels no map": _changed(3, []),
    "label of another length": _changed(3, {0: b"short"}),
    "label twice": _changed(3, {0: b"x" * 32, 1: b"x" * 32}),
    "negative place": _changed(3, {-1: b"x" * 32}),
    "place as text": _changed(3, {"c14n0": b"x" * 32}),
    "indexes not in order": _changed(4, [1, 0]),
    "index twice": _changed(4, [0, 0]),
    "index true": _changed(4, [True]),
    "index a fraction": _changed(4, [0.0]),
    "index outside": _changed(4, [999]),
    "label of no node": _changed(3, {7: b"x" * 32}),
}


@pytest.mark.parametrize("fault", sorted(BROKEN))
def test_a_malformed_value_is_named(fault: str) -> None:
    shown = selective.derive(signed(["/issuer"]), ["/credentialSubject"])
    broken = value(DERIVED, BROKEN[fault](parts(shown)))
    changed = {**shown, "proof": {**shown["proof"], "proofValue": broken}}
    assert code(lambda: verifies(changed)) == "selection.value"


def test_a_doubled_key_in_the_map_is_refused(standards: Path) -> None:
    document = load(folder(standards) / "derivedRevealDocument.json")
    plain = multibase.decode(document["proof"]["proofValue"])
    at = plain.index(b"\xa2\x00\x58\x20")
    label = plain[at + 2 : at + 36]
    doubled = plain[:at] + b"\xa3\x00" + label + plain[at + 1 :]
    assert code(lambda: read_derived("u" + multibase.base64url_encode(doubled))) == (
        "selection.value"
    )


@pytest.mark.parametrize("prefix", ["z", "m", ""])
def test_another_multibase_is_refused(prefix: str) -> None:
    shown = selective.derive(signed(["/issuer"]), ["/validFrom"])
    text = prefix + shown["proof"]["proofValue"][1:]
    changed = {**shown, "proof": {**shown["proof"], "proofValue": text}}
    assert code(lambda: verifies(changed)) in ("selection.value", "multibase.invalid")


@pytest.mark.parametrize("at", range(3))
def test_another_header_is_refused(at: int) -> None:
    shown = selective.derive(signed(["/issuer"]), ["/validFrom"])
    plain = bytearray(multibase.decode(shown["proof"]["proofValue"]))
    plain[at] ^= 4
    with pytest.raises(TeselaError):
        read_derived("u" + multibase.base64url_encode(bytes(plain)))


def test_signatures_in_another_order_do_not_verify() -> None:
    shown = selective.derive(signed(["/issuer"]), ["/credentialSubject/achievement"])
    found = parts(shown)
    found[2] = found[2][::-1]
    changed = {
        **shown,
        "proof": {**shown["proof"], "proofValue": value(DERIVED, cbor2.dumps(found))},
    }
    assert not verifies(changed)


def test_one_signature_less_does_not_verify() -> None:
    shown = selective.derive(signed(["/issuer"]), ["/credentialSubject/achievement"])
    found = parts(shown)
    found[2] = found[2][:-1]
    proof = {**shown["proof"], "proofValue": value(DERIVED, cbor2.dumps(found))}
    assert not verifies({**shown, "proof": proof})


def test_the_issuer_has_signed_the_credentials_key() -> None:
    """Whoever holds the credential cannot sign statements with a key of their own."""
    shown = selective.derive(signed([]), ["/credentialSubject/achievement/name"])
    forger = SoftwareKey(b"\x09" * 32, kind="p256")
    shown["credentialSubject"]["achievement"]["name"] = "Doctor of everything"
    found = read_derived(shown["proof"]["proofValue"])
    bare = {name: member for name, member in shown.items() if name != "proof"}
    lines = selective.shown_lines(bare, found.labels, with_nothing_more())
    made = parts(shown)
    made[1] = multibase.decode(forger.public.multibase)
    others = [line for at, line in enumerate(lines) if at not in found.mandatory_indexes]
    made[2] = [forger.sign(line.encode()) for line in others]
    proof = {**shown["proof"], "proofValue": value(DERIVED, cbor2.dumps(made))}
    assert not verifies({**shown, "proof": proof})


def with_nothing_more() -> Any:
    from tesela.codecs.contexts import BUNDLED

    return BUNDLED


def test_names_tell_nothing_without_the_key() -> None:
    base = signed(["/issuer"])
    key = read_base(base["proof"]["proofValue"]).hmac_key
    bare = {name: member for name, member in base.items() if name != "proof"}
    labels = set(selective.statements(bare, key).labels.values())
    told = hmac.digest(key, b"c14n0", "sha256")
    assert not labels or f"u{multibase.base64url_encode(told)}" in labels
    assert key.hex() not in str(parts(selective.derive(base, ["/validFrom"])))


def test_an_ed25519_key_is_refused_before_anything_is_made() -> None:
    key = SoftwareKey(b"\x07" * 32)
    assert code(lambda: selective.secure(badge(), key, NOW, [], octets)) == "key.other_suite"


def test_the_plain_way_of_securing_says_that_it_is_not_for_this() -> None:
    made = lambda: data_integrity.secure(badge(), KEY, datetime.now(UTC), "ecdsa-sd-2023")  # noqa: E731
    assert code(made) == "proof.selective"


def test_base_and_derived_differ_in_their_header() -> None:
    base = signed(["/issuer"])
    assert multibase.decode(base["proof"]["proofValue"])[:3] == BASE
    shown = selective.derive(base, [])
    assert multibase.decode(shown["proof"]["proofValue"])[:3] == DERIVED
