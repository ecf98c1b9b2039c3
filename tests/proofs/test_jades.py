"""Seals as the Commission's files and its Digital Signature Service have them, read and verified."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st

from tesela.codecs import jsontext
from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.proofs import jades
from tesela.text.errors import TeselaError

SEALED = {
    "samples/elm-support/AA-Annex1-MC-signed.jsonld": "B-T",
    "samples/elm-support/Sample-CertOfPart-signed.jsonld": "B-LTA",
    "samples/elm-support/Sample-JointDegree-signed.jsonld": "B-LTA",
    "samples/elm-support/Sample-MastersDegree-signed.jsonld": "B-LTA",
    "samples/elm-support/Sample-TranscriptOfRecords-signed.jsonld": "B-LTA",
    "samples/elm3-official/Sample-CertOfPart-signed.jsonld": "B-LTA",
    "samples/elm3-official/Sample-MC-Annex1-signed.jsonld": "B-LTA",
    "samples/edci/signed_credential.jsonld": "B-LTA",
    "jades/json_sealed_advanced.json": "B-LTA",
    "jades/json_sealed_test_output.json": "B-LTA",
    "jades/json_to_seal-signed-jades-baseline-lta.json": "B-LTA",
}
"""The Commission's sealed files, with the level each has."""

DSS = {
    # the container
    "altered-jws.json": "proof.wrong",
    "flattened-extra-element.json": "jws.malformed",
    "malformed-jades-serialization.json": "json.invalid",
    "serialization-wrong-payload-type.json": "jws.malformed",
    "simple-detached.json": "jws.malformed",
    # the header
    "jades-b-iat-and-sigt.json": "jades.not_critical",
    "jades-level-b-full-type.json": None,
    "jades-with-asn1policy.json": "jws.critical",
    "jades-with-spUserNotice.json": "jws.critical",
    "jades-with-certified.json": "jws.critical",
    "jades-with-double-sigt.json": "json.doubled_member",
    "jades-with-line-break.json": None,
    "jades-with-multiple-sign-cert-refs.json": None,
    "dss2620/jades-b-level-with-etsiu-in-crit.json": "jws.malformed",
    "dss2620/jades-t-level-with-etsiu-in-crit.json": "jws.malformed",
    "dss2620/jades-with-crit-with-duplicated-header.json": "jws.malformed",
    "dss2620/jades-with-empty-crit.json": "jws.malformed",
    "dss2620/jades-with-expiration-time-header-in-crit.json": "jws.critical",
    "dss2620/jades-with-extra-crit-entry.json": "jws.malformed",
    "dss2620/jades-with-notBefore-header-in-crit.json": "jws.critical",
    # what was added later
    "jades-b-copied-cnttst.json": None,
    "jades-flattened-BpT-broken-sigTst.json": None,
    "jades-lta-broken-arcTst.json": None,
    "jades-lta-copied-arctst.json": None,
    "jades-lta.json": None,
    "jades-t-clear-etsiu.json": None,
    "jades-t-copied-sigtst.json": None,
    "jades-two-sigs-copied-tst.json": None,
    "jades-with-attached-counter-signature-replace-attack.json": None,
    "jades-with-broken-attached-counter-signature.json": None,
    "jades-with-broken-detached-counter-signature.json": None,
    "jades-with-mixed-etsiU-type.json": "jades.unsigned",
}
"""Each file of the Digital Signature Service's tests → what it is refused for; None: nothing is
wrong with its signatures themselves."""


def read(path: Path) -> jades.Jades:
    text = path.read_text("utf-8").strip()
    return jades.parse(text if not text.startswith("{") else _json(text))


def _json(text: str) -> dict[str, Any]:
    found: dict[str, Any] = jsontext.parse(text.encode())
    return found


def outcome(path: Path) -> str | None:
    """The code of what is wrong with the signatures in a file."""
    try:
        for signature in read(path).signatures:
            signature.verify()
    except TeselaError as error:
        return error.code
    return None


def fits(stamp: jades.Stamp) -> bool:
    """Whether the token's imprint is of what it should be; read with asn1crypto alone."""
    info = cms.ContentInfo.load(stamp.token)["content"]["encap_content_info"]["content"].parsed
    imprint = info["message_imprint"]
    digest = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, stamp.of).digest()
    return bool(digest == imprint["hashed_message"].native)


@pytest.mark.parametrize("name", SEALED)
def test_seals_of_the_commission_verify_with_all_their_time_stamps(
    standards: Path, name: str
) -> None:
    found = read(standards / "elm" / name)
    assert json.loads(found.content)
    for signature in found.signatures:
        certificate = signature.verify()
        assert certificate.qualified == {"eseal"}
        assert signature.claimed_at.year >= 2022
        assert jades.level_of(signature) == SEALED[name]
        stamps = jades.stamps(signature)
        assert all(map(fits, stamps))
        assert ("arcTst" in {stamp.kind for stamp in stamps}) == (SEALED[name] == "B-LTA")
        assert bool(jades.added(signature).certificates) == (SEALED[name] == "B-LTA")


@pytest.mark.parametrize("name", DSS)
def test_files_of_the_signature_service_are_what_their_names_say(
    standards: Path, name: str
) -> None:
    assert outcome(standards / "vectors/jades-dss/validation" / name) == DSS[name]


def test_no_file_of_the_signature_service_is_left_out(standards: Path) -> None:
    folder = standards / "vectors/jades-dss/validation"
    assert {str(path.relative_to(folder)) for path in folder.rglob("*.json")} == set(DSS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jades-lta.json", {"sigTst": True, "arcTst": True}),
        ("jades-lta-broken-arcTst.json", {"sigTst": True, "arcTst": False}),
        ("jades-lta-copied-arctst.json", {"sigTst": True, "arcTst": False}),
        ("jades-flattened-BpT-broken-sigTst.json", {"sigTst": False}),
        ("jades-t-copied-sigtst.json", {"adoTst": True, "sigTst": False}),
        ("jades-b-copied-cnttst.json", {"adoTst": True}),
        ("jades-t-clear-etsiu.json", {"sigTst": False}),
    ],
)
def test_time_stamps_are_of_what_they_should_be(
    standards: Path, name: str, expected: dict[str, bool]
) -> None:
    """The one in the clear is of the signature's octets, as a draft of the standard had it."""
    (signature,) = read(standards / "vectors/jades-dss/validation" / name).signatures
    assert {stamp.kind: fits(stamp) for stamp in jades.stamps(signature)} == expected


def test_a_time_stamp_copied_from_another_signature_does_not_fit(standards: Path) -> None:
    folder = standards / "vectors/jades-dss/validation"
    own, copied = read(folder / "jades-two-sigs-copied-tst.json").signatures
    assert [fits(stamp) for stamp in jades.stamps(own)] == [True]
    assert [fits(stamp) for stamp in jades.stamps(copied)] == [False]


SAMPLE = "elm/samples/elm3-official/Sample-MC-Annex1-signed.jsonld"


def _changed(text: str, at: int) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


@settings(max_examples=60)
@given(part=st.sampled_from(("payload", "protected", "signature")), where=st.floats(0, 1))
def test_one_changed_character_of_what_is_signed_is_noticed(
    part: str, where: float, standards: Path
) -> None:
    sealed = json.loads((standards / SAMPLE).read_text("utf-8"))
    holder = sealed if part == "payload" else sealed["signatures"][0]
    holder[part] = _changed(holder[part], int(where * (len(holder[part]) - 1)))
    with pytest.raises(TeselaError):
        _verified(sealed)


def _verified(sealed: dict[str, Any]) -> None:
    for signature in jades.parse(sealed).signatures:
        signature.verify()


def _read_whole(sealed: dict[str, Any]) -> None:
    found = jades.parse(sealed)
    _ = found.content
    for signature in found.signatures:
        jades.stamps(signature)
        jades.added(signature)
        signature.verify()


def header_with(standards: Path, **members: Any) -> dict[str, Any]:
    """The sample with another header, which its signature no longer fits."""
    sealed: dict[str, Any] = json.loads((standards / SAMPLE).read_text("utf-8"))
    entry = sealed["signatures"][0]
    header = json.loads(base64url_decode(entry["protected"])) | members
    kept = {name: value for name, value in header.items() if value is not None}
    entry["protected"] = base64url_encode(json.dumps(kept).encode())
    return sealed


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"crit": ["sigT", "adoTst"]}, "jades.not_critical"),
        ({"crit": ["b64", "adoTst"]}, "jades.not_critical"),
        ({"crit": ["b64", "sigT"]}, "jades.not_critical"),
        ({"crit": ["b64", "sigT", "adoTst", "sigPId"]}, "jws.malformed"),
        ({"crit": None}, "jades.not_critical"),
        ({"b64": "false"}, "jws.malformed"),
        ({"b64": None, "crit": ["sigT", "adoTst"]}, "multibase.invalid"),
        ({"alg": "none"}, "jws.algorithm"),
        ({"alg": "HS256"}, "jws.algorithm"),
        ({"alg": "ES256"}, "jws.other_key"),
        ({"alg": "PS256"}, "proof.wrong"),
        ({"sigT": None, "crit": ["b64", "adoTst"]}, "jades.time"),
        ({"sigT": "2023-09-27"}, "jades.time"),
        ({"sigT": "2023-09-27T11:54:17+02:00"}, "jades.time"),
        ({"iat": 1}, "jades.time"),
        ({"sigT": None, "iat": 1e9, "crit": ["b64", "adoTst"]}, "jades.time"),
        ({"sigT": None, "iat": True, "crit": ["b64", "adoTst"]}, "jades.time"),
        ({"sigT": None, "iat": -1, "crit": ["b64", "adoTst"]}, "jades.time"),
        ({"x5c": None}, "jws.malformed"),
        ({"x5c": []}, "jws.malformed"),
        ({"x5c": ["AA=="]}, "certificate.malformed"),
        ({"x5t#S256": None}, "jades.other_certificate"),
        ({"x5t#S256": base64url_encode(bytes(32))}, "jades.other_certificate"),
        ({"x5t#o": {"digAlg": "S512", "digVal": "AA"}}, "jades.not_critical"),
        ({"typ": "jose"}, "proof.wrong"),
    ],
    ids=str,
)
def test_headers_are_refused_for_what_is_wrong_with_them(
    standards: Path, members: dict[str, Any], code: str
) -> None:
    with pytest.raises(TeselaError) as raised:
        _read_whole(header_with(standards, **members))
    assert raised.value.code == code


def _sample(standards: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((standards / SAMPLE).read_text("utf-8"))
    return found


def test_every_signature_must_be_right(standards: Path) -> None:
    sealed = _sample(standards)
    other = json.loads(json.dumps(sealed["signatures"][0]))
    other["signature"] = _changed(other["signature"], 5)
    sealed["signatures"].append(other)
    with pytest.raises(TeselaError):
        _verified(sealed)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"sigTst": {}}, "jades.unsigned"),
        (base64url_encode(b'{"sigTst":{},"rVals":{}}'), "jades.unsigned"),
        (base64url_encode(b"[]"), "jades.unsigned"),
        (base64url_encode(b'{"sigTst":{}}'), "jws.malformed"),
        (base64url_encode(b'{"sigTst":{"tstTokens":[{"val":"!"}]}}'), "jws.malformed"),
        (base64url_encode(b'{"xVals":{}}'), "jades.unsigned"),
        (base64url_encode(b'{"rVals":{"crlVals":[1]}}'), "jades.unsigned"),
        ("!", "multibase.invalid"),
        (base64url_encode(b"{"), "json.invalid"),
    ],
    ids=str,
)
def test_what_was_added_is_refused_when_malformed(standards: Path, item: Any, code: str) -> None:
    sealed = _sample(standards)
    sealed["signatures"][0]["header"]["etsiU"].append(item)
    with pytest.raises(TeselaError) as raised:
        _read_whole(sealed)
    assert raised.value.code == code


def test_unsigned_members_beside_the_signed_ones_are_refused(standards: Path) -> None:
    for change in (
        {"header": {"etsiU": [], "kid": "x"}},
        {"header": {"alg": "none"}},
        {"extra": 1},
    ):
        sealed = _sample(standards)
        sealed["signatures"][0] |= change
        with pytest.raises(TeselaError) as raised:
            jades.parse(sealed)
        assert raised.value.code == "jws.malformed"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
MEMBERS = ("payload", "signatures", "protected", "signature", "header", "etsiU")


@given(
    st.dictionaries(
        st.sampled_from(MEMBERS),
        JSON | st.lists(st.dictionaries(st.sampled_from(MEMBERS), JSON, max_size=4), max_size=2),
    )
)
def test_whatever_is_handed_over_is_read_or_refused_in_words(value: dict[str, Any]) -> None:
    try:
        _read_whole(value)
    except TeselaError:
        return


@given(
    header=st.dictionaries(
        st.sampled_from(
            ("alg", "crit", "b64", "sigT", "iat", "x5c", "x5t#S256", "sigX5ts", "adoTst")
        ),
        JSON | st.sampled_from(("RS256", "2020-01-01T00:00:00Z", ["b64"], ["sigT"], ["AAAA"])),
    ),
    items=st.lists(JSON, max_size=3),
)
def test_whatever_a_header_says_is_refused_in_words(
    header: dict[str, Any], items: list[Any]
) -> None:
    added = [base64url_encode(json.dumps(item).encode()) for item in items]
    sealed = {
        "payload": "AA",
        "protected": base64url_encode(json.dumps(header).encode()),
        "signature": "AA",
        "header": {"etsiU": added},
    }
    with pytest.raises(TeselaError):
        _read_whole(sealed)


@given(st.binary(max_size=60))
def test_whatever_a_certificate_holds_is_refused_in_words(octets: bytes) -> None:
    header = {
        "alg": "RS256",
        "sigT": "2020-01-01T00:00:00Z",
        "crit": ["sigT"],
        "x5c": [base64.b64encode(octets).decode()],
        "x5t#S256": base64url_encode(hashlib.sha256(octets).digest()),
    }
    sealed = {
        "payload": "AA",
        "protected": base64url_encode(json.dumps(header).encode()),
        "signature": "AA",
    }
    with pytest.raises(TeselaError):
        _verified(sealed)
