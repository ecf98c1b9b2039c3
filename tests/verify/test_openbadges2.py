"""Open Badges 2.0: hosted and signed assertions, judged by openbadgeslib too."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st
from openbadgeslib.ob2 import Assertion, OB2Signer, OB2VerificationError, OB2Verifier

from tesela.model.report import Report, Verdict
from tesela.text.errors import TeselaError
from tesela.trust.fetch import offline
from tesela.verify import verify
from tests.formats.test_baked import PNG, SVG
from tests.verify.test_jose import JSON
from tests.verify.test_procedure import changed_at, failures, places

AT = datetime(2026, 6, 16, tzinfo=UTC)
CONTEXT = "https://w3id.org/openbadges/v2"
HOUSE = "https://care.example/badges"
ISSUER, BADGE, HOSTED = f"{HOUSE}/issuer", f"{HOUSE}/first-steps", f"{HOUSE}/assertions/1"
KEY_PAGE, REVOKED = f"{HOUSE}/key", f"{HOUSE}/revoked"
KEYS: dict[str, Any] = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}
"""Made anew: no verdict depends on which keys they are."""


def pem(key: Any) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def profile(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": ISSUER,
        "type": "Issuer",
        "name": "Care Organisation",
        "url": "https://care.example",
        "email": "badges@care.example",
        **changes,
    }


def badge_class(**changes: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": BADGE,
        "type": "BadgeClass",
        "name": "First steps in care",
        "description": "Support people in daily life.",
        "image": f"{HOUSE}/picture.png",
        "criteria": {"narrative": "Passed an examination of 96 items."},
        "issuer": ISSUER,
        **changes,
    }


def assertion(**changes: Any) -> dict[str, Any]:
    made = {
        "@context": CONTEXT,
        "type": "Assertion",
        "id": HOSTED,
        "recipient": {"type": "email", "hashed": True, "salt": "x", "identity": "sha256$ab"},
        "badge": BADGE,
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2026-06-15T09:30:00+00:00",
        **changes,
    }
    return {name: member for name, member in made.items() if member is not None}


def pages(key: Any = None, **changed: Any) -> dict[str, Any]:
    """What the issuer publishes; with a key, what signed assertions need."""
    made = {ISSUER: profile(), BADGE: badge_class(), HOSTED: assertion()}
    if key is not None:
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        document = {"@context": CONTEXT, "id": KEY_PAGE, "type": "CryptographicKey"}
        made[KEY_PAGE] = {**document, "owner": ISSUER, "publicKeyPem": public.decode()}
        made[ISSUER] = profile(publicKey=KEY_PAGE)
    return made | changed


def fetching(known: dict[str, Any]) -> Callable[[str], bytes]:
    def fetch(url: str) -> bytes:
        if url not in known:
            raise TeselaError("fetch.unreachable", url=url)
        return json.dumps(known[url]).encode()

    return fetch


def report(document: Any, known: dict[str, Any], at: datetime = AT) -> Report:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return verify(data, at=at, fetch=fetching(known))


def signed(algorithm: str = "RS256", **changes: Any) -> str:
    said = {"verification": {"type": "SignedBadge", "creator": KEY_PAGE}, "id": "urn:uuid:1"}
    made = Assertion.from_dict(assertion(**said, **changes))
    return OB2Signer(pem(KEYS[algorithm]), algorithm).sign(made)


# Hosted


def test_a_hosted_assertion_is_as_good_as_its_page() -> None:
    found = report(assertion(), pages())
    assert failures(found) == {}
    assert found.verdict is Verdict.VALID
    assert found.content["secured_by"] == "openbadges2"
    assert OB2Verifier(download=fetching(pages())).verify_hosted(assertion())


def test_offline_nobody_can_say_whether_it_is_genuine() -> None:
    found = verify(json.dumps(assertion()).encode(), at=AT, fetch=offline)
    assert found.verdict is Verdict.INDETERMINATE
    assert failures(found)["proof"] == "badge.offline"


def test_a_page_that_says_something_else_makes_the_file_worthless() -> None:
    document = assertion(narrative="more than was said")
    for path in places(assertion()):
        changed = changed_at(document, path, lambda holder, name: holder.pop(name))
        try:
            assert report(changed, pages()).verdict is not Verdict.VALID
        except TeselaError:
            continue
    assert failures(report(document, pages())) == {"proof": "badge.differs"}


def test_a_page_at_somebody_elses_proves_nothing() -> None:
    address = "https://evil.example/1"
    found = report(assertion(id=address), pages(**{address: assertion(id=address)}))
    assert failures(found) == {"issuer": "badge.other_host"}
    with pytest.raises(OB2VerificationError):
        OB2Verifier(download=fetching(pages(**{address: assertion(id=address)}))).verify_hosted(
            assertion(id=address)
        )


@pytest.mark.parametrize(
    ("rules", "good"),
    [
        ({"allowedOrigins": "badges.example"}, True),
        ({"startsWith": "https://badges.example/care/"}, True),
        ({"startsWith": ["https://badges.example/other/"]}, False),
        ({"startsWith": "https://"}, False),
        ({"allowedOrigins": ["other.example"]}, False),
    ],
)
def test_the_issuer_says_whose_pages_count(rules: dict[str, Any], good: bool) -> None:
    address = "https://badges.example/care/1"
    known = pages(**{address: assertion(id=address), ISSUER: profile(verification=rules)})
    assert (report(assertion(id=address), known).verdict is Verdict.VALID) is good


def test_rules_in_the_file_itself_do_not_count() -> None:
    """Whoever made the file could write any."""
    address = "https://evil.example/1"
    inside = profile(verification={"startsWith": "https://evil.example/"})
    document = assertion(id=address, badge=badge_class(issuer=inside))
    found = report(document, pages(**{address: document}))
    assert failures(found) == {"issuer": "badge.other_host"}


def test_a_revoked_assertion_says_so_on_its_page() -> None:
    known = pages(**{HOSTED: {"@context": CONTEXT, "id": HOSTED, "revoked": True}})
    found = report(assertion(), known)
    assert failures(found) == {"proof": "badge.differs", "status": "status.revoked"}


# Signed


@pytest.mark.parametrize("algorithm", KEYS)
def test_a_signed_assertion_verifies_here_and_there(algorithm: str) -> None:
    known = pages(KEYS[algorithm])
    token = signed(algorithm)
    found = report(token.encode(), known)
    assert failures(found) == {}
    assert found.verdict is Verdict.VALID
    assert OB2Verifier(download=fetching(known)).verify(token)


def test_every_changed_part_of_a_signed_assertion_is_refused() -> None:
    token = signed("EdDSA")
    for at in range(0, len(token), 11):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        try:
            assert report(changed.encode(), pages(KEYS["EdDSA"])).verdict is not Verdict.VALID
        except TeselaError:
            continue


@pytest.mark.parametrize(
    ("changed", "step", "code"),
    [
        ({ISSUER: profile()}, "issuer", "issuer.other"),
        ({ISSUER: profile(publicKey=[f"{HOUSE}/other"])}, "issuer", "issuer.other"),
        ({ISSUER: profile(id="https://other.example")}, "issuer", "badge.document"),
        ({KEY_PAGE: {"id": KEY_PAGE, "owner": ISSUER}}, "proof", "badge.document"),
        ({KEY_PAGE: {"id": KEY_PAGE, "publicKeyPem": "no key"}}, "proof", "badge.document"),
    ],
)
def test_keys_that_are_not_the_issuers(changed: dict[str, Any], step: str, code: str) -> None:
    found = report(signed().encode(), pages(KEYS["RS256"]) | changed)
    assert failures(found)[step] == code
    assert found.verdict is not Verdict.VALID


def test_another_key_is_refused() -> None:
    found = report(signed("ES256").encode(), pages(ec.generate_private_key(ec.SECP256R1())))
    assert failures(found) == {"proof": "proof.wrong"}


def test_an_assertion_that_says_it_is_signed_and_is_not() -> None:
    document = assertion(verification={"type": "SignedBadge", "creator": KEY_PAGE})
    assert failures(report(document, pages(KEYS["RS256"]))) == {"form": "proof.missing"}


@pytest.mark.parametrize("entry", ["urn:uuid:1", {"id": "urn:uuid:1", "revocationReason": "x"}])
def test_the_issuers_list_withdraws(entry: Any) -> None:
    listed = {"id": REVOKED, "type": "RevocationList", "issuer": ISSUER}
    named = profile(publicKey=KEY_PAGE, revocationList=REVOKED)
    known = pages(KEYS["RS256"]) | {ISSUER: named}
    clear = known | {REVOKED: {**listed, "revokedAssertions": ["urn:uuid:2"]}}
    assert report(signed().encode(), clear).verdict is Verdict.VALID
    found = report(signed().encode(), known | {REVOKED: {**listed, "revokedAssertions": [entry]}})
    assert failures(found) == {"status": "status.revoked"}
    assert report(signed().encode(), known).verdict is Verdict.INDETERMINATE
    others = {**listed, "issuer": "https://other.example", "revokedAssertions": []}
    assert failures(report(signed().encode(), known | {REVOKED: others})) == {
        "status": "status.other_issuer"
    }


def test_dates() -> None:
    document = assertion(expires="2026-06-20T00:00:00Z")
    known = pages(**{HOSTED: document})
    assert failures(report(document, known, datetime(2027, 1, 1, tzinfo=UTC))) == {
        "dates": "dates.over"
    }
    assert failures(report(document, known, datetime(2020, 1, 1, tzinfo=UTC))) == {
        "dates": "dates.not_yet"
    }


# What it says, and what it comes in


def test_what_is_embedded_is_read_in_our_words() -> None:
    recipient = {"type": "name", "hashed": False, "identity": "Żaneta Ó Súilleabháin"}
    document = assertion(
        badge=badge_class(issuer=profile(), tags=["care"]),
        recipient=recipient,
        expires="2030-01-01",
    )
    said = report(document, pages(**{HOSTED: document})).content
    assert said["format"] == "openbadge-2"
    assert said["issuer_name"] == "Care Organisation"
    assert said["achievement"]["title"] == {"en": "First steps in care"}
    assert said["award"]["learner"]["full_name"] == "Żaneta Ó Súilleabháin"
    assert said["award"]["awarded_on"] == "2026-06-15"
    assert said["award"]["valid_until"] == "2030-01-01"
    assert said["losses"] == ["/badge/criteria", "/badge/tags"]


def test_a_hashed_recipient_and_a_badge_class_elsewhere_are_losses() -> None:
    said = report(assertion(), pages()).content
    assert "award" not in said
    assert "/badge" in said["losses"]


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_pictures_that_openbadgeslib_baked_are_read(kind: str) -> None:
    made = Assertion.from_dict(json.loads(json.dumps(signed_document())))
    signer = OB2Signer(pem(KEYS["EdDSA"]), "EdDSA")
    picture = (
        signer.sign_into_png(made, PNG)
        if kind == "png"
        else signer.sign_into_svg(made, SVG.encode())
    )
    found = report(picture, pages(KEYS["EdDSA"]))
    assert failures(found) == {}
    assert found.content["carrier"] == kind


def signed_document() -> dict[str, Any]:
    said = {"verification": {"type": "SignedBadge", "creator": KEY_PAGE}, "id": "urn:uuid:1"}
    return assertion(**said)


def test_a_hosted_assertion_in_an_svg_stands_beside_its_address() -> None:
    text = json.dumps(assertion())
    element = (
        f'<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="{HOSTED}">'
        f"<![CDATA[{text}]]></openbadges:assertion></svg>"
    )
    found = report(SVG.replace("</svg>", element).encode(), pages())
    assert failures(found) == {}
    assert found.content["carrier"] == "svg"


# Bad ones


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"id": "no address"}, "id"),
        ({"recipient": None}, "recipient.identity"),
        ({"recipient": {"identity": "x", "hashed": "true", "type": "email"}}, "recipient.hashed"),
        ({"badge": None}, "badge"),
        ({"badge": {"name": "without id"}}, "badge.id"),
        ({"verification": {"type": "Trust me"}}, "verification"),
        ({"verification": {"type": ["HostedBadge", "SignedBadge"]}}, "verification"),
        ({"issuedOn": None}, "issuedOn"),
        ({"issuedOn": "yesterday"}, "issuedOn"),
        ({"expires": 7}, "expires"),
    ],
)
def test_form_names_the_member_that_is_wrong(changes: dict[str, Any], member: str) -> None:
    found = report(assertion(**changes), pages())
    assert found.checks[0].problem.code == "form.member"
    assert found.checks[0].problem.data == {"member": member}


NAMES = ("id", "recipient", "badge", "verification", "issuedOn", "expires", "image", "narrative")


@given(changes=st.dictionaries(st.sampled_from(NAMES), JSON), page=JSON)
def test_strangers_assertions_raise_nothing_but_our_errors(
    changes: dict[str, Any], page: Any
) -> None:
    document = {**copy.deepcopy(assertion()), **changes}
    for known in (pages(), pages(**{ISSUER: page, BADGE: {"id": BADGE, "issuer": page}})):
        found = report(document, known)
        assert found.verdict is not Verdict.VALID or document == assertion()
        found.to_json()
