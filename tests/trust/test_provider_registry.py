"""The signed feed of a registry: read back as written, and refused by fault."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws as judge
from joserfc.jwk import OKPKey

from tesela.codecs import jcs
from tesela.codecs.multibase import base64url_decode, base64url_encode
from tesela.proofs.jwk import public_jwk
from tesela.proofs.keys import SoftwareKey, new_secret
from tesela.text.errors import TeselaError
from tesela.trust.keys import did_document
from tesela.trust.provider_lookup import Providers, of_edition, providers_in
from tesela.trust.provider_registry import (
    Believed,
    Edition,
    Head,
    Seen,
    Signed,
    digest_of,
    part_of,
    read_head,
    signed_head,
)
from tesela.trust.registry import fetched_registry, read_registry
from tests.trust.provider_samples import (
    ABOUT,
    AUTHORITY,
    NOW,
    STRANGER,
    entry,
    feed,
    many,
    record,
)

LATER = NOW + timedelta(days=1)
WEB = SoftwareKey(b"w" * 32, "did:web:registry.example#key-1")
FEED = "https://registry.example/registry/feed.json"


def signed(made: Edition, believed: Believed = Believed(), **how: Any) -> Signed:  # noqa: B008
    return read_head(made.signed, believed, **{"at": LATER, **how})


def found(made: Edition, name: str) -> Any:
    return of_edition(made, signed(made)).find(name)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(TeselaError) as caught:
        act()
    assert caught.value.problem.message("en")
    return caught.value.code


def test_what_is_written_reads_back() -> None:
    made = feed(*many(3))
    head = signed(made).head
    assert (head.sequence, head.entries) == (7, 3)
    assert found(made, "did:web:provider-2.example") == many(3)[2]
    assert found(made, many(3)[1].id) == many(3)[1]
    assert found(made, "did:web:nobody.example") is None


@given(st.integers(0, 40), st.integers(0, 8))
def test_everything_is_found_whatever_the_parts(count: int, bits: int) -> None:
    made = feed(*many(count), bits=bits)
    providers = of_edition(made, signed(made))
    assert sorted(one.id for one in providers) == sorted(one.id for one in many(count))
    for one in many(count):
        for name in one.names:
            assert providers.find(name) == one


def test_a_change_touches_only_the_parts_of_its_names() -> None:
    before, after = many(200), many(200)
    after[17] = entry(
        record(identities=("did:web:provider-17.example",), place="Elsewhere"), number=17
    )
    one, other = feed(*before, bits=6), feed(*after, bits=6)
    touched = {part_of(name, 6) for name in after[17].names}
    changed = {part.name for part in other.head.parts if part.digest not in {*one.parts}}
    assert changed == touched


def test_the_same_entries_make_the_same_octets() -> None:
    assert feed(*many(50)).signed == feed(*reversed(many(50))).signed


def test_the_signature_is_a_jws_that_others_verify() -> None:
    """RFC 7515, appendix F: joserfc verifies it over RFC 8785."""
    document = json.loads(feed(*many(2)).signed)
    start, _, end = document.pop("signature").partition("..")
    payload = base64url_encode(jcs.canonical(document))
    key = OKPKey.import_key(dict(public_jwk(AUTHORITY.public)))
    read = judge.deserialize_compact(f"{start}.{payload}.{end}", key, algorithms=["EdDSA"])
    assert json.loads(read.payload) == document
    assert json.loads(base64url_decode(start))["typ"] == "provider-registry+jws"


def changed(made: Edition, **members: Any) -> bytes:
    return json.dumps({**json.loads(made.signed), **members}).encode()


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"signature": None}, "registry.unsigned"),
        ({"signature": "a.b.c"}, "registry.malformed"),
        ({"type": "Something"}, "registry.malformed"),
        ({"surplus": 1}, "registry.malformed"),
        ({"sequence": 0}, "registry.malformed"),
        ({"next_update": "2020-01-01T00:00:00Z"}, "registry.malformed"),
        ({"sequence": 8}, "registry.signature"),
        ({"name": {"en": "Another"}}, "registry.signature"),
        ({"registry": STRANGER.controller}, "registry.other_key"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_bad_head_is_named_by_its_fault(members: dict[str, Any], code: str) -> None:
    data = changed(feed(*many(2)), **members)
    assert refusal(lambda: read_head(data, Believed(), at=LATER)) == code


@given(st.data())
def test_no_bit_of_a_head_can_change(data: st.DataObject) -> None:
    octets = bytearray(feed(*many(1)).signed)
    place = data.draw(st.integers(0, len(octets) - 1))
    octets[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(TeselaError):
        read_head(bytes(octets), Believed(), at=LATER)


def test_a_stale_feed_is_noticed() -> None:
    made = feed()
    due = ABOUT["next_update"]
    assert signed(made, at=due)
    assert refusal(lambda: signed(made, at=due + timedelta(seconds=1))) == "registry.stale"


def test_an_old_feed_is_not_taken_for_the_present_one() -> None:
    made = feed()
    seen = Seen(8, "")
    assert refusal(lambda: signed(made, seen=seen)) == "registry.rolled_back"


def test_two_feeds_with_one_number_contradict_each_other() -> None:
    one, other = feed(), feed(entry())
    seen = Seen(7, signed(one).digest)
    assert signed(one, seen=seen)
    assert refusal(lambda: signed(other, seen=seen)) == "registry.two_faces"


@pytest.mark.parametrize(
    "named",
    [AUTHORITY.public.multibase, AUTHORITY.verification_method, AUTHORITY.controller],
    ids=["key", "method", "identity"],
)
def test_the_key_that_was_named_is_believed(named: str) -> None:
    assert signed(feed(), Believed([STRANGER.public.multibase, named]))


def test_a_stranger_who_signs_in_the_registrys_name_is_not_believed() -> None:
    forged = feed(signer=STRANGER)
    assert refusal(lambda: signed(forged)) == "registry.other_key"
    named = Believed([AUTHORITY.public.multibase])
    assert refusal(lambda: signed(forged, named)) == "registry.other_key"


def test_a_stranger_with_a_registry_of_his_own_is_not_the_one_that_was_named() -> None:
    own = feed(signer=STRANGER, registry=STRANGER.controller)
    assert signed(own)
    named = Believed([AUTHORITY.controller])
    assert refusal(lambda: signed(own, named)) == "registry.other_key"


def serving(made: Edition, **others: bytes) -> Callable[[str], bytes]:
    """The registry's own server: its feed, its parts, its identity document."""
    document = did_document(WEB.controller, {WEB.verification_method: WEB.public})
    pages = {
        FEED: made.signed,
        "https://registry.example/.well-known/did.json": json.dumps(document).encode(),
        **{
            f"https://registry.example/registry/parts/{name}.json": p
            for name, p in made.parts.items()
        },
        **others,
    }
    return lambda url: pages[url]


def test_an_address_is_read_part_by_part() -> None:
    made = feed(*many(300), signer=WEB, registry=WEB.controller)
    asked: list[str] = []
    serve = serving(made)

    def fetch(url: str) -> bytes:
        asked.append(url)
        return serve(url)

    registry = fetched_registry(FEED, fetch, at=LATER)
    assert registry.providers is not None
    assert registry.providers.find("did:web:provider-7.example") == many(300)[7]
    assert len([url for url in asked if "/parts/" in url]) == 1


def test_a_feed_from_another_host_needs_its_key_named() -> None:
    made = feed(signer=WEB, registry=WEB.controller)
    serve = serving(made)
    mirror = "https://mirror.example/registry/feed.json"

    def fetch(url: str) -> bytes:
        return made.signed if url == mirror else serve(url)

    assert refusal(lambda: fetched_registry(mirror, fetch, at=LATER)) == "registry.other_key"
    assert fetched_registry(mirror, fetch, at=LATER, keys=[WEB.controller]).providers


def test_a_key_out_of_use_signs_no_feed() -> None:
    made = feed(signer=WEB, registry=WEB.controller)
    document = did_document(WEB.controller, {WEB.verification_method: WEB.public})
    document["verificationMethod"][0]["expires"] = NOW.isoformat()
    page = json.dumps(document).encode()
    believed = Believed(fetch=lambda _url: page)
    assert refusal(lambda: signed(made, believed)) == "registry.key_ended"


def test_a_part_with_another_digest_is_refused() -> None:
    made = feed(*many(2), bits=0)
    broken = {digest: octets.replace(b"MT", b"DE") for digest, octets in made.parts.items()}
    providers = Providers(signed(made), broken.__getitem__)
    assert refusal(lambda: providers.find(many(2)[0].id)) == "registry.part"


def test_a_missing_part_is_said() -> None:
    providers = Providers(signed(feed(*many(2))), {}.__getitem__)
    assert refusal(lambda: providers.find(many(2)[0].id)) == "registry.part_missing"


def test_one_file_has_it_all(tmp_path: Path) -> None:
    made = feed(*many(5), bits=2)
    file = tmp_path / "providers.json"
    file.write_bytes(made.whole())
    registry = read_registry(file, at=LATER)
    assert registry.providers is not None
    assert len(list(registry.providers)) == 5
    assert registry.name == "Register of providers"


def test_a_changed_entry_in_one_file_is_noticed(tmp_path: Path) -> None:
    made = feed(*many(2), bits=0)
    document = json.loads(made.whole())
    document["included"][0]["entries"][0]["records"][0]["legal_name"] = {"en": "Mill"}
    assert refusal(lambda: providers_in(document, Believed(), at=LATER)) == "registry.part"


def test_a_folder_has_the_head_and_its_parts(tmp_path: Path) -> None:
    made = feed(*many(5))
    (tmp_path / "parts").mkdir()
    (tmp_path / "feed.json").write_bytes(made.signed)
    for digest, octets in made.parts.items():
        (tmp_path / "parts" / f"{digest}.json").write_bytes(octets)
    registry = read_registry(tmp_path, at=LATER, keys=[AUTHORITY.public.multibase])
    assert registry.providers is not None
    assert registry.providers.find("did:web:provider-4.example") == many(5)[4]


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([entry(), entry()], "registry.entry_twice"),
        ([entry(), entry(number=2)], "registry.identity_twice"),
    ],
    ids=["one address", "one identity"],
)
def test_two_providers_with_one_name_are_refused(entries: list[Any], code: str) -> None:
    assert refusal(lambda: feed(*entries)) == code


def test_an_entry_that_the_registry_signed_and_is_none_is_said() -> None:
    made = feed(*many(1), bits=0)
    ((digest, octets),) = made.parts.items()
    broken = octets.replace(b'"MT"', b'"??"')
    stated = made.head.model_dump(mode="json")
    stated["parts"][0]["digest"] = digest_of(broken)
    head = Head.model_validate(stated)
    again = read_head(signed_head(head, AUTHORITY), Believed(), at=LATER)
    providers = Providers(again, lambda _digest: broken)
    assert digest != stated["parts"][0]["digest"]
    assert refusal(lambda: providers.find(many(1)[0].id)) == "registry.entry"


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["ed25519", "p256"]))
def test_any_key_signs_a_feed(seed: bytes, kind: str) -> None:
    key = SoftwareKey(new_secret(kind, lambda size: (b"\1" + seed)[:size]), kind=kind)
    assert signed(feed(signer=key, registry=key.controller)).key == key.public
