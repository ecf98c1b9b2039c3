"""SD-JWT (RFC 9901): what is concealed comes back as far as it is shown, and nothing else does."""

import contextlib
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.proofs import jws, key_binding, salts, sd_jwt
from tesela.proofs.keys import SoftwareKey
from tesela.proofs.sd_jwt import Hidden, SdJwt
from tesela.text.errors import TeselaError
from tests.samples import NOW

KEY = SoftwareKey(bytes(range(1, 33)))
HOLDER = SoftwareKey(b"h" * 32)
HEADER = {"typ": "dc+sd-jwt"}
CLAIMS = {
    "iss": "https://issuer.example",
    "given_name": Hidden("Max"),
    "nationalities": [Hidden("DE"), "FR", Hidden("IS")],
    "address": Hidden({"street": Hidden("Weidenstraße 22"), "country": "DE"}),
}
WHOLE = {
    "iss": "https://issuer.example",
    "given_name": "Max",
    "nationalities": ["DE", "FR", "IS"],
    "address": {"street": "Weidenstraße 22", "country": "DE"},
}


def token(payload: dict[str, Any], *disclosures: Any) -> SdJwt:
    """Signed as it stands, with disclosures of any content."""
    texts = [one if isinstance(one, str) else disclosure(one) for one in disclosures]
    issuer_jwt = jws.sign(HEADER, jws.plain(payload), KEY)
    return sd_jwt.parse("~".join((issuer_jwt, *texts, "")))


def disclosure(parts: Any) -> str:
    return base64url_encode(json.dumps(parts).encode())


def digest(parts: Any) -> str:
    return sd_jwt.digest_of(parts if isinstance(parts, str) else disclosure(parts), "sha-256")


def code(act: Callable[[], object]) -> str:
    with pytest.raises(TeselaError) as caught:
        act()
    return caught.value.code


# Published vectors


class _Loader(yaml.SafeLoader):
    """`!sd` before a value or a name says that it can be held back."""


def _hidden(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    tag = loader.resolve(type(node), node.value, (True, False))
    plain = type(node)(tag, node.value, node.start_mark, node.end_mark)
    return Hidden(loader.construct_object(plain, deep=True))


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found = {}
    for name, value in node.value:
        made = loader.construct_object(value, deep=True)
        found[str(name.value)] = Hidden(made) if name.tag == "!sd" else made
    return found


_Loader.add_constructor("!sd", _hidden)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def specifications(standards: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted((standards / "vectors/sd-jwt").rglob("specification.yml")):
        text = file.read_text("utf-8")
        yield file.parent.name, yaml.load(text, _Loader)


def shown(value: Any) -> Any:
    """The claims with everything disclosed."""
    if isinstance(value, Hidden):
        return shown(value.value)
    if isinstance(value, dict):
        return {name: shown(member) for name, member in value.items()}
    return [shown(element) for element in value] if isinstance(value, list) else value


def open_part(value: Any) -> Any:
    """The claims with nothing disclosed."""
    if isinstance(value, dict):
        items = value.items()
        return {name: open_part(one) for name, one in items if not isinstance(one, Hidden)}
    if isinstance(value, list):
        return [open_part(element) for element in value if not isinstance(element, Hidden)]
    return value


@pytest.mark.parametrize("algorithm", sorted(sd_jwt.HASHES))
def test_published_claims_are_concealed_and_come_back(standards: Path, algorithm: str) -> None:
    tried = 0
    for name, specification in specifications(standards):
        claims = specification["user_claims"]
        made = sd_jwt.sign(HEADER, claims, KEY, algorithm=algorithm)
        assert sd_jwt.disclosed(made).claims == shown(claims), name
        nothing = sd_jwt.presented(made, lambda _: False)
        assert sd_jwt.disclosed(nothing).paths == frozenset(), name
        assert sd_jwt.disclosed(nothing).claims == open_part(claims), name
        tried += 1
    assert tried >= 15


def test_published_token_of_the_wallet_is_read(standards: Path) -> None:
    folder = standards / "vectors/sd-jwt/eudi"
    made = sd_jwt.parse((folder / "exampleIssuanceSdJwt.txt").read_text("utf-8").strip())
    claims = sd_jwt.disclosed(made).claims
    assert claims["address"] == {
        "street_address": "Schulstr. 12",
        "locality": "Schulpforta",
        "region": "Sachsen-Anhalt",
        "country": "DE",
    }
    shown_token = (folder / "examplePresentationSdJwt.txt").read_text("utf-8").strip()
    assert sd_jwt.disclosed(sd_jwt.parse(shown_token)).claims["address"]


# Writing and reading


def test_everything_comes_back_and_its_place_is_known() -> None:
    found = sd_jwt.disclosed(sd_jwt.sign(HEADER, CLAIMS, KEY))
    assert found.claims == WHOLE
    assert found.paths == {
        ("given_name",),
        ("nationalities", 0),
        ("nationalities", 2),
        ("address",),
        ("address", "street"),
    }


def test_a_holder_shows_what_they_choose() -> None:
    made = sd_jwt.sign(HEADER, CLAIMS, KEY, digests=12)
    part = sd_jwt.presented(made, lambda one: one.name == "given_name" or one.value == "IS")
    assert sd_jwt.disclosed(part).claims == {
        "iss": "https://issuer.example",
        "given_name": "Max",
        "nationalities": ["FR", "IS"],
    }
    assert "Weidenstra" not in part.compact


def test_what_is_inside_something_held_back_cannot_be_shown_alone() -> None:
    made = sd_jwt.sign(HEADER, CLAIMS, KEY)
    part = sd_jwt.presented(made, lambda one: one.name == "street")
    assert code(lambda: sd_jwt.disclosed(part)) == "sdjwt.unreferenced"


def test_the_same_claims_give_the_same_bytes_and_others_nothing_in_common() -> None:
    made, again = (sd_jwt.sign(HEADER, CLAIMS, KEY, digests=8) for _ in range(2))
    assert made.compact == again.compact
    other = sd_jwt.sign(HEADER, {**CLAIMS, "iat": 1}, KEY, digests=8)
    assert not set(made.disclosures) & set(other.disclosures)
    assert not set(jws.claims(made.token)["_sd"]) & set(jws.claims(other.token)["_sd"])


def test_digests_are_in_no_telling_order_and_as_many_as_asked_for() -> None:
    few = jws.claims(sd_jwt.sign(HEADER, {"a": Hidden(1)}, KEY, digests=9).token)["_sd"]
    many = jws.claims(
        sd_jwt.sign(HEADER, {name: Hidden(1) for name in "abcdefghi"}, KEY, digests=9).token
    )["_sd"]
    assert len(few) == len(many) == 9
    assert few == sorted(few)
    assert many == sorted(many)
    assert len({len(one) for one in few}) == 1


def test_salts_have_more_than_128_bits_and_all_differ() -> None:
    salt = salts.derived(b"s" * 64)
    found = [salt() for _ in range(100)]
    assert len(set(found)) == 100
    assert {len(base64url_decode(one)) for one in found} == {18}
    assert "".join(found) == salts.salts_of(b"s" * 64, 100).decode()


def test_tokens_of_one_moment_share_a_root_and_no_salt() -> None:
    root = salts.root_of(KEY, 5)
    one, other = (
        sd_jwt.sign(HEADER, {"iat": 5, "a": Hidden(value)}, KEY, root=root) for value in (1, 2)
    )
    assert one.compact == sd_jwt.sign(HEADER, {"iat": 5, "a": Hidden(1)}, KEY).compact
    assert one.disclosures[0][:30] != other.disclosures[0][:30]
    assert root != salts.root_of(KEY, 6)
    assert root != salts.root_of(HOLDER, 5)


def test_what_is_hidden_is_part_of_what_the_salts_come_from() -> None:
    hidden = sd_jwt.sign(HEADER, {"a": Hidden(1), "b": Hidden(1)}, KEY)
    shown = sd_jwt.sign(HEADER, {"a": Hidden(1), "b": 1}, KEY)
    assert hidden.disclosures[0] != shown.disclosures[0]


def test_the_seed_is_no_signature_of_something_else() -> None:
    """The text that is signed for it can be no JWS input and no hash pair."""
    asked: list[bytes] = []

    class Spy(SoftwareKey):
        def sign(self, data: bytes) -> bytes:
            asked.append(data)
            return super().sign(data)

    sd_jwt.sign(HEADER, CLAIMS, Spy(b"s" * 32))
    assert b" " in asked[0]
    assert len(asked[0]) > 96
    assert len(asked) == 2


@pytest.mark.parametrize("name", ["_sd", "...", "_sd_alg"])
def test_no_claim_has_a_reserved_name(name: str) -> None:
    assert code(lambda: sd_jwt.sign(HEADER, {name: 1}, KEY)) == "sdjwt.reserved"
    assert (
        name == "_sd_alg"
        or code(lambda: sd_jwt.sign(HEADER, {"a": {name: Hidden(1)}}, KEY)) == "sdjwt.reserved"
    )


def test_json_serialisation_says_the_same() -> None:
    made = sd_jwt.sign(HEADER, CLAIMS, KEY)
    protected, payload, signature = made.issuer_jwt.split(".")
    header = {"disclosures": list(made.disclosures)}
    flat = {"payload": payload, "protected": protected, "signature": signature, "header": header}
    general = {
        "payload": payload,
        "signatures": [{"protected": protected, "signature": signature, "header": header}],
    }
    for form in (flat, general):
        assert sd_jwt.is_json_form(form)
        assert sd_jwt.parse_json(form).compact == made.compact
    two = {"payload": payload, "signatures": general["signatures"] * 2}
    assert code(lambda: sd_jwt.parse_json(two)) == "sdjwt.malformed"
    assert not sd_jwt.is_json_form({"payload": payload, "signatures": [{"header": {}}]})


# What must be refused (RFC 9901, 7.1)

ONE = ["c2FsdA", "given_name", "Max"]
ELEMENT = ["c2FsdA", "DE"]


@pytest.mark.parametrize(
    ("payload", "disclosures", "expected"),
    [
        ({"_sd": []}, [ONE], "sdjwt.unreferenced"),
        ({"_sd": [digest(ONE)]}, [["c2FsdA", "given_name", "Eve"]], "sdjwt.unreferenced"),
        ({"_sd": [digest(ONE)]}, [ONE, ONE], "sdjwt.twice"),
        ({"_sd": [digest(ONE)] * 2}, [ONE], "sdjwt.digest_twice"),
        ({"_sd": [digest(ONE)], "a": {"_sd": [digest(ONE)]}}, [ONE], "sdjwt.digest_twice"),
        ({"_sd": ["decoy", "decoy"]}, [], "sdjwt.digest_twice"),
        ({"_sd": [digest(["s", "_sd", ["x"]])]}, [["s", "_sd", ["x"]]], "sdjwt.reserved"),
        ({"_sd": [digest(["s", "...", "x"])]}, [["s", "...", "x"]], "sdjwt.reserved"),
        ({"_sd": [digest(ONE)], "given_name": "Eve"}, [ONE], "sdjwt.overwrites"),
        ({"_sd": [digest(["s", "iss", "x"])], "iss": "y"}, [["s", "iss", "x"]], "sdjwt.overwrites"),
        ({"_sd": [digest(["s"])]}, [["s"]], "sdjwt.disclosure"),
        ({"_sd": [digest(["s", "a", 1, 2])]}, [["s", "a", 1, 2]], "sdjwt.disclosure"),
        ({"_sd": [digest([1, "a", 1])]}, [[1, "a", 1]], "sdjwt.disclosure"),
        ({"_sd": [digest(["s", 1, 1])]}, [["s", 1, 1]], "sdjwt.disclosure"),
        ({"_sd": [digest({"a": 1})]}, [{"a": 1}], "sdjwt.disclosure"),
        ({"_sd": [digest(ELEMENT)]}, [ELEMENT], "sdjwt.disclosure"),
        ({"a": [{"...": digest(ONE)}]}, [ONE], "sdjwt.disclosure"),
        ({"a": [{"...": digest(ELEMENT), "b": 1}]}, [ELEMENT], "sdjwt.malformed"),
        ({"a": [{"...": 1}]}, [], "sdjwt.malformed"),
        ({"a": {"...": "x"}}, [], "sdjwt.reserved"),
        ({"a": {"_sd_alg": "sha-256"}}, [], "sdjwt.reserved"),
        ({"_sd": "x"}, [], "sdjwt.malformed"),
        ({"_sd": [1]}, [], "sdjwt.malformed"),
        ({"_sd": [digest(ONE)], "_sd_alg": "md5"}, [ONE], "sdjwt.hash"),
        ({"_sd": [digest(ONE)], "_sd_alg": ["sha-256"]}, [ONE], "sdjwt.hash"),
        ({"_sd": [digest(ONE)]}, [disclosure(ONE) + "="], "multibase.invalid"),
        ({"_sd": [digest("!")]}, ["!"], "multibase.invalid"),
        ({"_sd": []}, [base64url_encode(b'["s","a",{"b":1,"b":2}]')], "json.doubled_member"),
    ],
)
def test_bad_disclosures_are_refused(payload: Any, disclosures: Any, expected: str) -> None:
    assert code(lambda: sd_jwt.disclosed(token(payload, *disclosures))) == expected


@pytest.mark.parametrize(
    ("payload", "disclosures"),
    [
        ({"_sd": [digest(["s", "_sd_alg", 1])]}, [["s", "_sd_alg", 1]]),
        ({"_sd": [digest(ONE)], "a": '{"_sd":"..."}'}, [ONE]),
        ({"_sd": [digest(ONE)], "cnf": {"jwk": {"kty": "EC"}}, "_sd_alg": "sha-256"}, [ONE]),
        ({"_sd": [digest(ONE), digest(ELEMENT)], "a": {"b": {}}}, [ONE]),
        ({"_sd": [digest(ONE)], "...": 1}, [ONE]),
        ({"_sd": [digest(ONE)], "a": [{"...": digest(ELEMENT)}]}, [ONE, ELEMENT]),
        ({"_sd": [digest(ONE), "x", "x"], "_sd_alg": "sha-256"}, [ONE]),
        ({"_sd": [digest(["s", "a", {"_sd": [digest(ONE)]}])]}, [["s", "a", {"_sd": [digest(ONE)]}], ONE]),
        ({"_sd": [digest(r) for r in (ONE, ["t", "given_name", 2])]}, [ONE, ["t", "given_name", 2]]),
        ({"_sd": [digest('WyJzIiwiYSIseyJcdTAwNWZzZCI6W119XQ')]}, ['WyJzIiwiYSIseyJcdTAwNWZzZCI6W119XQ']),
    ],
)  # fmt: skip
def test_at_once_or_by_steps_is_the_same(payload: Any, disclosures: Any) -> None:
    assert_alike(token(payload, *disclosures))


def assert_alike(made: SdJwt) -> None:
    """The same claims in the same order and the same places, or the same refusal."""

    def said(place: Callable[[SdJwt, Any], Any]) -> str:
        try:
            claims, paths = place(made, jws.claims(made.token))
        except TeselaError as error:
            return f"{error.code} {error.problem.data}"
        return f"{json.dumps(claims)} {sorted(map(str, paths))}"

    assert said(sd_jwt.disclosed) == said(sd_jwt.disclosed_by_steps)


def test_what_is_flat_takes_no_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {"a": 1, "b": Hidden([1, "x"]), "c": Hidden({"d": {}}), "cnf": {"jwk": {"kty": "EC"}}}
    made = sd_jwt.sign(HEADER, shown, KEY, digests=4)
    expected = sd_jwt.disclosed_by_steps(made, jws.claims(made.token))
    monkeypatch.setattr(sd_jwt, "disclosed_by_steps", lambda *_: None)
    assert sd_jwt.disclosed(made) == expected
    assert expected.paths == {("b",), ("c",)}


def test_disclosures_cannot_be_nested_without_end() -> None:
    value: Any = "deep"
    disclosures = []
    for number in range(100):
        parts = [f"s{number}", "a", value]
        disclosures.append(parts)
        value = {"_sd": [digest(parts)]}
    assert code(lambda: sd_jwt.disclosed(token(value, *disclosures))) == "json.too_deep"


def test_too_many_disclosures_are_refused() -> None:
    text = "~".join([sd_jwt.sign(HEADER, {}, KEY).issuer_jwt, *["x"] * 501, ""])
    assert code(lambda: sd_jwt.parse(text)) == "sdjwt.too_many"


@given(st.text(max_size=200) | st.text('eyJhbGciOi.~{}[]"_sd', max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(TeselaError):
        sd_jwt.disclosed(sd_jwt.parse(text))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "_sd", "...", "_sd_alg"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["a", "_sd", "_sd_alg", "..."]), json_values, max_size=3),
    st.lists(json_values, max_size=3),
)
def test_any_signed_claims_are_read_or_refused(payload: Any, disclosures: Any) -> None:
    made = token(payload, *map(disclosure, disclosures))
    assert_alike(made)
    try:
        found = sd_jwt.disclosed(made)
    except TeselaError:
        return
    assert not {'"_sd"', '"..."', '"_sd_alg"'} & set(
        json.dumps(found.claims, separators=(" ", " ")).split()
    )


def marked(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return inner | inner.map(Hidden)


claims_to_hide = st.dictionaries(
    st.sampled_from("abcdef"),
    marked(
        st.recursive(
            st.booleans() | st.integers(0, 9) | st.text(max_size=5),
            lambda inner: (
                st.lists(marked(inner), max_size=3)
                | st.dictionaries(st.sampled_from("xyz"), marked(inner), max_size=3)
            ),
            max_leaves=6,
        )
    ),
    max_size=4,
)


members = st.lists(
    st.tuples(st.text("s", max_size=1), st.sampled_from(["a", "b", "_sd", "..."]), json_values),
    max_size=3,
)


@given(
    st.dictionaries(st.sampled_from(["a", "c", "_sd_alg"]), json_values, max_size=2),
    members,
    st.lists(st.sampled_from(["x", "y", ""]), max_size=2),
    st.integers(0, 4),
)
def test_any_members_are_put_into_place_alike(
    claims: dict[str, Any], shown: list[Any], decoys: list[str], named: int
) -> None:
    digests = [*decoys, *map(digest, map(list, shown))][: named + len(decoys)]
    hash_name = {"_sd_alg": "sha-256"} if "_sd_alg" in claims else {}
    assert_alike(token({**claims, **hash_name, "_sd": digests}, *map(list, shown)))


@given(claims_to_hide, st.integers(0, 12))
def test_whatever_is_hidden_comes_back(claims: dict[str, Any], digests: int) -> None:
    made = sd_jwt.sign(HEADER, claims, KEY, digests=digests)
    assert sd_jwt.disclosed(sd_jwt.parse(made.compact)).claims == shown(claims)
    assert_alike(made)
    payload = jws.claims(made.token)
    assert len(payload.get("_sd", [])) >= digests


@given(st.data())
def test_one_changed_character_of_a_disclosure_is_seen(data: st.DataObject) -> None:
    made = sd_jwt.sign(HEADER, CLAIMS, KEY)
    at = data.draw(st.integers(0, len(made.disclosures) - 1))
    text = made.disclosures[at]
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("ABCabc019-_"))
    changed = text[:place] + other + text[place + 1 :]
    listed = [*made.disclosures[:at], changed, *made.disclosures[at + 1 :]]
    if changed != text:
        with pytest.raises(TeselaError):
            sd_jwt.disclosed(sd_jwt.parse("~".join((made.issuer_jwt, *listed, ""))))


# Key binding (7.3)

VERIFIER, NONCE = "x509_hash:abc", "n-0S6_WzA2Mj"


def bound(**changes: Any) -> SdJwt:
    made = sd_jwt.sign(HEADER, CLAIMS, KEY)
    return key_binding.bound(
        made, changes.pop("by", HOLDER), at=NOW, **{"audience": VERIFIER, "nonce": NONCE, **changes}
    )


def checked(shown_token: SdJwt, **asked: Any) -> dict[str, Any]:
    return key_binding.check_binding(
        shown_token,
        HOLDER.public,
        **{
            "at": NOW,
            "audience": VERIFIER,
            "nonce": NONCE,
            "fresh_for": timedelta(minutes=5),
            **asked,
        },
    )


def test_holder_proves_it_is_theirs() -> None:
    made = sd_jwt.parse(bound().compact)
    assert checked(made)["aud"] == VERIFIER
    assert made.key_binding


def signed_binding(header: Any, **claims: Any) -> SdJwt:
    made = sd_jwt.sign(HEADER, CLAIMS, KEY)
    said = {
        "iat": int(NOW.timestamp()),
        "aud": VERIFIER,
        "nonce": NONCE,
        "sd_hash": sd_jwt.digest_of(made.unbound, "sha-256"),
        **claims,
    }
    said = {name: value for name, value in said.items() if value is not None}
    proof = jws.sign(header, jws.plain(said), HOLDER)
    return SdJwt(made.issuer_jwt, made.token, made.disclosures, proof)


@pytest.mark.parametrize(
    ("made", "asked", "expected"),
    [
        (bound(by=KEY), {}, "holder.other"),
        (bound(audience="https://other.example"), {}, "holder.audience"),
        (bound(nonce="old"), {}, "holder.nonce"),
        (bound(), {"at": NOW + timedelta(hours=1)}, "holder.time"),
        (bound(), {"at": NOW - timedelta(hours=1)}, "holder.time"),
        (signed_binding({"typ": "JWT"}), {}, "holder.malformed"),
        (signed_binding({"typ": "kb+jwt"}, iat="now"), {}, "holder.malformed"),
        (signed_binding({"typ": "kb+jwt"}, iat=True), {}, "holder.malformed"),
        (signed_binding({"typ": "kb+jwt"}, aud=None), {}, "holder.malformed"),
        (signed_binding({"typ": "kb+jwt"}, aud=[VERIFIER]), {}, "holder.malformed"),
        (signed_binding({"typ": "kb+jwt"}, sd_hash=None), {}, "holder.malformed"),
        (signed_binding({"typ": "kb+jwt"}, sd_hash="x"), {}, "holder.other_token"),
    ],
)
def test_bad_proofs_of_holding_are_refused(made: SdJwt, asked: Any, expected: str) -> None:
    assert code(lambda: checked(made, **asked)) == expected


def test_no_statement_can_be_added_or_taken_away_after_binding() -> None:
    made = bound()
    fewer = SdJwt(made.issuer_jwt, made.token, made.disclosures[1:], made.key_binding)
    assert code(lambda: checked(fewer)) == "holder.other_token"


@pytest.mark.parametrize(
    "cnf", [{}, {"jwk": {}}, {"jwk": {"kty": "oct", "k": "x"}}, "x", {"kid": "1"}]
)
def test_a_holder_key_that_cannot_be_read_is_none(cnf: Any) -> None:
    assert code(lambda: key_binding.holder_key({"cnf": cnf})) == "holder.key"
    assert key_binding.holder_key({}) is None
