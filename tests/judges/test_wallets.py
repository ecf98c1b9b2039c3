"""Credentials for wallets before foreign judges: they take ours, we take theirs, we let nothing pass.

Where a judge is lax stands in `LAX`: a row that is no longer true fails, and so does anything
that a judge lets pass and that stands in no row.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sd_jwt.common import SDObj

from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.formats import sdjwt
from tesela.issuing.status_lists import signed_token_list
from tesela.issuing.wallet import STATE_BITS, wallet_credential
from tesela.model.report import Verdict
from tesela.proofs import jwk, jws, key_binding, sd_jwt
from tesela.proofs.keys import SoftwareKey
from tesela.status import token_list
from tesela.status.bitstring import Place
from tesela.text.errors import TeselaError
from tesela.verify import verify
from tests.judges.wallet_judges import NPM, PYPI, NpmWallet, PypiWallet, private_jwk
from tests.node_packages import UnavailableError
from tests.samples import ACHIEVEMENT, NOW, award

KEY = SoftwareKey(b"k" * 32, kind="p256")
HOLDER = SoftwareKey(b"h" * 32, kind="p256")
OTHER = SoftwareKey(b"o" * 32, kind="p256")
LIST = "https://care.example/status/1.jwt"
LATER = NOW + timedelta(days=1)
SECONDS = int(LATER.timestamp())
AUDIENCE, NONCE = "https://verifier.example", "n-0S6_WzA2Mj"


@pytest.fixture(scope="module")
def npm() -> Iterator[NpmWallet]:
    try:
        judge = NpmWallet()
    except UnavailableError as reason:
        pytest.skip(f"the npm judge cannot be asked: {reason}")
    with judge:
        yield judge


def credential(**options: Any) -> sd_jwt.SdJwt:
    return wallet_credential(ACHIEVEMENT, award(grade="90"), KEY, issued_at=NOW, **options)


def listed(states: Mapping[int, int]) -> str:
    lst = token_list.encoded(STATE_BITS, 100_000, states)
    return signed_token_list(LIST, lst, KEY, published=NOW)


def bound(made: sd_jwt.SdJwt, by: SoftwareKey = HOLDER, **changes: Any) -> str:
    said = {"audience": AUDIENCE, "nonce": NONCE, "at": LATER, **changes}
    return key_binding.bound(made, by, **said).compact


def ours(token: str, **asked: Any) -> Verdict | str:
    try:
        return verify(token.encode(), at=LATER, **asked).verdict
    except TeselaError as error:
        return error.code


# They accept what we make


@pytest.mark.parametrize("own", [None, sdjwt.own_type()], ids=["eu", "own"])
def test_both_accept_what_we_issue(npm: NpmWallet, own: sdjwt.OwnType | None) -> None:
    made = credential(own=own, holder=jwk.public_jwk(HOLDER.public))
    answer = npm.ask("verify", token=made.compact, key=jwk.public_jwk(KEY.public), now=SECONDS)
    assert answer["ok"], answer
    expected = sd_jwt.disclosed(made).claims
    assert answer["claims"] == json.loads(json.dumps(expected))
    assert PypiWallet().claims(made.compact, KEY) == expected


def test_both_accept_what_our_holder_shows(npm: NpmWallet) -> None:
    made = credential(holder=jwk.public_jwk(HOLDER.public))
    part = sd_jwt.presented(made, lambda one: one.name in ("family_name", "learning_outcomes"))
    token = bound(part)
    assert npm.verdict(token, KEY, SECONDS, holder=HOLDER, nonce=NONCE) == ""
    claims = PypiWallet().claims(token, KEY, audience=AUDIENCE, nonce=NONCE)
    assert {"family_name", "learning_outcomes"} <= claims.keys()
    assert "given_name" not in claims


def test_states_are_read_by_others(npm: NpmWallet) -> None:
    place = Place("https://care.example/status/1", 42, "revocation", LIST)
    token = credential(places=[place]).compact
    for states, accepted in (
        ({}, True),
        ({41: token_list.INVALID, 43: token_list.SUSPENDED}, True),
        ({42: token_list.INVALID}, False),
        ({42: token_list.SUSPENDED}, False),
    ):
        said = npm.verdict(token, KEY, SECONDS, lists={LIST: listed(states)})
        assert (said == "") is accepted, (states, said)
        fetched = listed(states).encode()
        assert (ours(token, fetch=lambda _, data=fetched: data) is Verdict.VALID) is accepted


# We accept what they make


def test_we_accept_what_npm_issues_and_shows(npm: NpmWallet) -> None:
    claims = {
        "iss": KEY.controller,
        "iat": int(NOW.timestamp()),
        "vct": "https://types.example/t",
        "cnf": {"jwk": jwk.public_jwk(HOLDER.public)},
        "given_name": "Max",
        "nationalities": ["DE", "FR"],
        "address": {"street": "A", "country": "B"},
    }
    hidden = {
        "_sd": ["given_name", "address"],
        "_sd_decoy": 3,
        "nationalities": {"_sd": [0]},
        "address": {"_sd": ["street"]},
    }
    made = npm.ask(
        "issue",
        claims=claims,
        hidden=hidden,
        header={"kid": KEY.verification_method},
        key=private_jwk(KEY),
    )["token"]
    assert ours(made) is Verdict.VALID
    assert sd_jwt.disclosed(sd_jwt.parse(made)).claims == claims
    shown = npm.ask(
        "present",
        token=made,
        shown={"given_name": True, "nationalities": {"0": True}},
        binding={"iat": SECONDS, "aud": AUDIENCE, "nonce": NONCE},
        key=private_jwk(HOLDER),
    )["token"]
    assert ours(shown, challenge=NONCE, domain=AUDIENCE) is Verdict.VALID
    assert "address" not in sd_jwt.disclosed(sd_jwt.parse(shown)).claims


def test_we_accept_what_pypi_issues_and_shows() -> None:
    judge = PypiWallet()
    claims = {
        "iss": KEY.controller,
        "vct": "https://types.example/t",
        SDObj("given_name"): "Max",
        "nationalities": [SDObj("DE"), "FR"],
        SDObj("address"): {SDObj("street"): "A", "country": "B"},
    }
    header = {"typ": "dc+sd-jwt", "kid": KEY.verification_method}
    made = judge.issued(claims, KEY, header, HOLDER)
    assert ours(made) is Verdict.VALID
    found = sd_jwt.disclosed(sd_jwt.parse(made)).claims
    assert found["address"] == {"street": "A", "country": "B"}
    assert found["nationalities"] == ["DE", "FR"]
    shown = judge.presented(made, {"given_name": True}, (AUDIENCE, NONCE), HOLDER)
    binding = jws.claims(jws.parse(shown.rpartition("~")[2]))
    made_at = datetime.fromtimestamp(binding["iat"], UTC)
    found = verify(shown.encode(), at=made_at, challenge=NONCE, domain=AUDIENCE)
    assert found.verdict is Verdict.VALID
    assert "address" not in sd_jwt.disclosed(sd_jwt.parse(shown)).claims


# What must be refused


def signed(
    claims: Mapping[str, Any], *disclosures: Any, header: Mapping[str, Any] | None = None
) -> str:
    """A token of our key that says anything at all."""
    said = {"typ": "dc+sd-jwt", "kid": KEY.verification_method, **(header or {})}
    plain = {
        "iss": KEY.controller,
        "vct": "https://types.example/t",
        "iat": int(NOW.timestamp()),
        "_sd_alg": "sha-256",
        **claims,
    }
    texts = [base64url_encode(json.dumps(one).encode()) for one in disclosures]
    return "~".join((jws.sign(said, jws.plain(plain), KEY), *texts, ""))


def digest(parts: Any) -> str:
    return sd_jwt.digest_of(base64url_encode(json.dumps(parts).encode()), "sha-256")


NAME = ["c2FsdHNhbHRzYWx0c2FsdA", "given_name", "Max"]
ISS = ["c2FsdHNhbHRzYWx0c2FsdA", "iss", "https://evil.example"]
LONG = ["c2FsdHNhbHRzYWx0c2FsdA", "given_name", "Max", "more"]
RESERVED = ["c2FsdHNhbHRzYWx0c2FsdA", "_sd", ["x"]]
DOTS = ["c2FsdHNhbHRzYWx0c2FsdA", "...", "x"]


def with_changed_disclosure() -> str:
    parts = credential().compact.split("~")
    salt, name, _ = json.loads(base64url_decode(parts[1]))
    parts[1] = base64url_encode(json.dumps([salt, name, "another"]).encode())
    return "~".join(parts)


FAULTS = {
    "disclosure added": credential().compact + base64url_encode(json.dumps(NAME).encode()) + "~",
    "disclosure changed": with_changed_disclosure(),
    "disclosure twice": signed({"_sd": [digest(NAME)]}, NAME, NAME),
    "digest twice": signed({"_sd": [digest(NAME)], "a": {"_sd": [digest(NAME)]}}, NAME),
    "disclosure of four parts": signed({"_sd": [digest(LONG)]}, LONG),
    "claim overwritten": signed({"_sd": [digest(NAME)], "given_name": "Eve"}, NAME),
    "issuer overwritten": signed({"_sd": [digest(ISS)]}, ISS),
    "name _sd": signed({"_sd": [digest(RESERVED)]}, RESERVED),
    "name ...": signed({"_sd": [digest(DOTS)]}, DOTS),
    "unknown hash": signed({"_sd": [digest(NAME)], "_sd_alg": "md5"}, NAME),
    "expired": signed({"exp": SECONDS - 1}),
    "not yet": signed({"nbf": SECONDS + 3600}),
    "other type of token": signed({}, header={"typ": "JWT"}),
    "no type of credential": signed({"vct": ""}),
    "type held back": signed({"_sd": [digest(["s", "exp", 1])]}, ["s", "exp", 1]),
    "another's key": credential().compact.replace(
        credential().issuer_jwt, jws.sign({"typ": "dc+sd-jwt"}, credential().token.payload, OTHER)
    ),
    "no algorithm": base64url_encode(jws.plain({"alg": "none", "typ": "dc+sd-jwt"}))
    + credential().issuer_jwt[credential().issuer_jwt.index(".") :]
    + "~",
}

LAX = {
    # Neither looks whether every disclosure is referred to (RFC 9901, 7.1, step 5): the claim is
    # not in what they give back, and the token is accepted.
    *((judge, f"disclosure {what}") for judge in (NPM, PYPI) for what in ("added", "changed")),
    # Neither compares names with those that no claim may have (step 3c).
    *((judge, f"name {name}") for judge in (NPM, PYPI) for name in ("_sd", "...")),
    # Neither looks at `typ` and `vct`, nor at which claims were held back (SD-JWT VC, 3.2).
    *(
        (judge, fault)
        for judge in (NPM, PYPI)
        for fault in ("other type of token", "no type of credential", "type held back")
    ),
    *(
        (NPM, fault)
        for fault in (
            "disclosure twice",
            "digest twice",
            "claim overwritten",
            "issuer overwritten",
            "unknown hash",
        )
    ),
    # SD-JWT alone knows no dates.
    (PYPI, "expired"),
    (PYPI, "not yet"),
}
"""(judge, fault) that passes although it must not."""


@pytest.mark.parametrize("fault", FAULTS)
def test_we_refuse_every_fault_and_know_who_does_not(npm: NpmWallet, fault: str) -> None:
    token = FAULTS[fault]
    assert ours(token) is not Verdict.VALID
    verdicts = {
        NPM: npm.verdict(token, KEY, SECONDS),
        PYPI: PypiWallet().verdict(token, KEY),
    }
    passed = {(judge, fault) for judge, said in verdicts.items() if said == ""}
    assert passed == {row for row in LAX if row[1] == fault}, verdicts


def test_every_changed_part_of_what_is_signed_is_refused(npm: NpmWallet) -> None:
    """One character of each part; of the disclosures `LAX` says what passes."""
    whole = credential().issuer_jwt
    for at in range(0, len(whole), 29):
        if whole[at] == ".":
            continue
        changed = whole[:at] + ("A" if whole[at] != "A" else "B") + whole[at + 1 :]
        token = changed + credential().compact[len(whole) :]
        assert ours(token) is not Verdict.VALID, at
        assert npm.verdict(token, KEY, SECONDS) != "", at
        assert PypiWallet().verdict(token, KEY) != "", at


BINDINGS = {
    "other holder": {"by": OTHER},
    "other nonce": {"nonce": "old"},
    "other audience": {"audience": "https://other.example"},
    "old": {"at": NOW},
    "from the future": {"at": LATER + timedelta(days=1)},
}
LAX_BINDING = {
    (NPM, "other audience"),
    *((judge, fault) for judge in (NPM, PYPI) for fault in ("old", "from the future")),
}
"""The same of the holder's proof: its age is for whoever asks, says RFC 9901, 7.3."""


@pytest.mark.parametrize("fault", [*BINDINGS, "statement added after"])
def test_we_refuse_every_faulty_holder(npm: NpmWallet, fault: str) -> None:
    made = credential(holder=jwk.public_jwk(HOLDER.public))
    if fault in BINDINGS:
        token = bound(made, **BINDINGS[fault])
    else:
        part = sd_jwt.presented(made, lambda one: one.name != "assessment_grade")
        token = made.unbound + bound(part).rpartition("~")[2]
    assert ours(token, challenge=NONCE, domain=AUDIENCE) is Verdict.INVALID
    verdicts = {
        NPM: npm.verdict(token, KEY, SECONDS, holder=HOLDER, nonce=NONCE),
        PYPI: PypiWallet().verdict(token, KEY, audience=AUDIENCE, nonce=NONCE),
    }
    passed = {(judge, fault) for judge, said in verdicts.items() if said == ""}
    assert passed == {row for row in LAX_BINDING if row[1] == fault}, verdicts
